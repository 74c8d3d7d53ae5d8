from django.shortcuts import render
from django.views.decorators.http import require_safe

from acties.toegang.toegang import leespagina
from monitoring.lezen.actielijst import chips, gefilterde_acties
from monitoring.lezen.grafieken import planning as tijdlijn
from monitoring.lezen.onder import FILTER_KLOPT_NIET, onder_planning

PER_ONDERDEEL, OP_PRIORITEIT = "onderdeel", "prioriteit"


@require_safe
@leespagina
def planning(request, programma):
    """De acties op de tijdas, per onderdeel of in één reeks, met dezelfde filters als de actielijst. Alleen die van de regio."""
    verslag, acties, filterset = gefilterde_acties(request, programma, met_lokaal=False)
    groep = OP_PRIORITEIT if request.GET.get("groep") == OP_PRIORITEIT else PER_ONDERDEEL
    if groep == OP_PRIORITEIT:
        groepen = [("Alle acties op prioriteit", acties)]
    else:
        groepen = [
            (onderdeel.naam, [actie for actie in acties if actie.onderdeel == onderdeel.code])
            for onderdeel in verslag.onderdelen
        ]
    geldig = filterset.is_valid()
    gekozen = chips(filterset) if geldig else []
    labels = [chip.label for chip in gekozen]
    return render(
        request,
        "monitoring/lezen/planning/planning.html",
        {
            "menu": "planning",
            "verslag": verslag,
            "acties": acties,
            "filterset": filterset,
            "onder": onder_planning(verslag, len(acties), labels) if geldig else FILTER_KLOPT_NIET,
            "chips": gekozen,
            "groep": groep,
            "groepen": [
                (naam, tijdlijn(leden, programma.jaren, verslag.peildatum)) for naam, leden in groepen if leden
            ],
        },
    )
