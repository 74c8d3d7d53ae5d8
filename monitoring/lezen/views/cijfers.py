from django.shortcuts import render
from django.views.decorators.http import require_safe

from acties.toegang.toegang import leespagina
from monitoring.lezen.indicatoren import indicatorbeeld
from monitoring.lezen.onder import onder_cijfers
from monitoring.lezen.pagina import lees_peildatum
from monitoring.lezen.waarheid import verslag_op


@require_safe
@leespagina
def cijfers(request, programma):
    verslag = verslag_op(request, programma, lees_peildatum(request, programma))
    eigen = [organisatie.naam for organisatie in request.user.organisaties(verslag.peildatum)]
    beelden = [indicatorbeeld(indicator, eigen) for indicator in verslag.indicatoren]
    return render(
        request,
        "monitoring/lezen/cijfers/cijfers.html",
        {"menu": "cijfers", "onder": onder_cijfers(len(beelden)), "verslag": verslag, "beelden": beelden},
    )
