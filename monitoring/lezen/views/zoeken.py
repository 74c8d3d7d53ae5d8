"""Zoeken in alles wat de lezer mag openen. De vraag staat in het adres."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from acties.forms import VraagForm
from acties.toegang.toegang import leespagina
from monitoring.lezen.zoeken.soorten import SOORTEN
from monitoring.lezen.zoeken.vraag import lees_vraag
from monitoring.lezen.zoeken.zoeken import gevonden_zin, zoek, zoek_soort


@require_safe
@leespagina
def zoeken(request, programma):
    """Zonder vraag het formulier met uitleg; met ``?soort=meldingen`` alle treffers van die soort."""
    request.gezocht = request.GET.get("q", "")
    formulier = VraagForm(request.GET)
    geldig = formulier.is_valid()
    vraag = lees_vraag(formulier.cleaned_data["q"] if geldig else "")
    soort = next((soort for soort in SOORTEN if soort.code == request.GET.get("soort")), None)
    groepen, pagina = [], None
    if vraag and soort:
        groep, pagina = zoek_soort(programma, request.user, vraag, soort, request.GET.get("page"))
        groepen = [groep] if groep.totaal else []
    elif vraag:
        groepen = zoek(programma, request.user, vraag)
    return render(
        request,
        "monitoring/lezen/zoeken/zoeken.html",
        {
            "formulier": formulier,
            "vraag": vraag,
            "soort": soort,
            "groepen": groepen,
            "pagina": pagina,
            "gevonden": gevonden_zin(groepen),
        },
        status=200 if geldig else 400,
    )
