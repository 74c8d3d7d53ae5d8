from django.shortcuts import render
from django.views.decorators.http import require_safe

from acties.toegang import leespagina
from monitoring.indicatorbeeld import indicatorbeeld
from monitoring.pagina import lees_peildatum, verslag_voor


@require_safe
@leespagina
def cijfers(request, programma):
    verslag = verslag_voor(request, programma, lees_peildatum(request, programma))
    beelden = [indicatorbeeld(indicator) for indicator in verslag.indicatoren]
    return render(request, "monitoring/cijfers.html", {"menu": "cijfers", "verslag": verslag, "beelden": beelden})
