"""Eén waarheid per jaar: op de peildatum van een vastgesteld jaar geldt wat toen is bewaard, niet wat er nu uit volgt."""

from dataclasses import dataclass
from datetime import date

from acties.models import Programma
from monitoring.constanten import Fase
from monitoring.models import Evaluatie
from monitoring.verslag.bewaard import bewaar, bewaard_verslag
from monitoring.verslag.vastgesteld import lees_vastgesteld
from monitoring.verslag.vorm import Verslag


@dataclass(frozen=True, slots=True)
class Jaarversies:
    """``nieuwste`` is de laatste versie van de evaluatie van een jaar, ``vastgesteld`` de laatste die is vastgesteld."""

    nieuwste: Evaluatie
    vastgesteld: Evaluatie | None


def jaarversies(programma: Programma) -> dict[int, Jaarversies]:
    """Per jaar waarvan er een evaluatie is, zonder haar stuk. Eén query, bewaard tot er iets verandert.

    ``programma`` komt uit ``Programma.objects.met_kenmerk()``.
    """

    def lees() -> dict[int, Jaarversies]:
        jaren: dict[int, Jaarversies] = {}
        for rij in Evaluatie.objects.filter(programma=programma).order_by("jaar", "versie").defer("verslag"):
            eerder = jaren[rij.jaar].vastgesteld if rij.jaar in jaren else None
            jaren[rij.jaar] = Jaarversies(rij, rij if rij.fase == Fase.VASTGESTELD else eerder)
        return jaren

    return bewaar(programma, ("jaarversies",), lees)


def vastgesteld_op(programma: Programma, dag: date) -> Evaluatie | None:
    """De vastgestelde evaluatie waarvan dit de peildatum is."""
    vast = (versies.vastgesteld for versies in jaarversies(programma).values())
    return next((rij for rij in vast if rij and rij.peildatum == dag), None)


def geldend_verslag(programma: Programma, dag: date) -> Verslag:
    """Het verslag van de regio op deze dag: zoals het is vastgesteld, of anders zoals het nu uit de tabellen volgt."""
    vast = vastgesteld_op(programma, dag)
    return lees_vastgesteld(vast.pk, vast.sha256).regio if vast else bewaard_verslag(programma, dag)
