"""Een bestand over een jaar leveren: zodra een werker het heeft gemaakt, of zeggen welk pakket daarvoor ontbreekt."""

from django.http import HttpResponse

from acties.models.werk import Gang
from monitoring.jaar.views.evaluatie import kader
from monitoring.lezen.klaarstaand import antwoord, vraag_bestand
from monitoring.weergave.maken import vraag_over
from monitoring.weergave.pakket import PAKKET_ONTBREEKT, ontbreekt


def lever_over(request, stuk, programma, taak, invoer, *, soort, naam, zonder=None):
    """``zonder``: wat er te zeggen is als het pakket er niet is dat dit ``soort`` bestand maakt."""
    vraag = vraag_over(stuk, programma, taak, bezoeker=not request.user.is_authenticated, **invoer)
    bestand = vraag_bestand(request, vraag)
    if isinstance(bestand, HttpResponse):
        return bestand
    if zonder and bestand.gang == Gang.MISLUKT and bestand.fout == PAKKET_ONTBREEKT:
        return ontbreekt(request, programma, stuk, zonder["soort"], **zonder)
    return antwoord(request, bestand, soort, naam, kader(programma, stuk.moment, (naam, "")))
