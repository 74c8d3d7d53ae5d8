"""Wat elke lijst van zichzelf zegt: waarvan, van welke dag, wat eruit is gefilterd, door wie en wanneer."""

from datetime import datetime

from acties.rekenblad.schrijven.boek import Waarde
from monitoring.verslag.vorm import Verslag
from monitoring.weergave.jaarverslag.leeswijzer import DEMO


def maker(door: str) -> str:
    return door or "Openbare versie"


def verantwoording(verslag: Verslag, door: str, op: datetime, eigen: dict[str, str]) -> tuple[tuple[str, Waarde], ...]:
    """De verantwoording: waarvan, van welke dag, wat eruit is gefilterd, door wie en wanneer."""
    demo = {"Let op": DEMO} if verslag.programma.demo else {}
    velden: dict[str, Waarde] = {
        "Programma": verslag.programma.naam,
        **demo,
        "Peildatum": verslag.peildatum,
        "Cijfers": "Voorlopig: niet vastgesteld" if verslag.voorlopig else "Vastgesteld of van een vastgesteld jaar",
        **eigen,
        "Gemaakt door": door or "Openbare versie: zonder namen en zonder interne teksten",
        "Gemaakt op": op,
    }
    return tuple(velden.items())
