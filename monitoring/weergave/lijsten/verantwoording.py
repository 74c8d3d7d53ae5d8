"""Een lijst met wat zij van zichzelf zegt: waarvan, van welke dag, wat eruit is gefilterd, door wie en wanneer."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from acties.rekenblad.schrijven.boek import Lijst, Veld, Waarde
from monitoring.verslag.vorm import Verslag
from monitoring.weergave.jaarverslag.leeswijzer import DEMO, OPENBAAR

Rijen = Iterable[Sequence[Waarde]]


class Van(Protocol):
    """Waar een lijst van is: het programma van nu, of zoals het in een verslag staat."""

    @property
    def naam(self) -> str: ...
    @property
    def demo(self) -> bool: ...


def lijst_van(
    programma: Van,
    naam: str,
    velden: tuple[Veld, ...],
    rijen: Rijen,
    eigen: Mapping[str, Waarde],
    *,
    door: str,
    op: datetime,
    titel: str = "",
) -> Lijst:
    """``eigen``: wat alleen deze lijst van zichzelf zegt. ``titel`` als het blad korter heet."""
    over: dict[str, Waarde] = {
        "Programma": programma.naam,
        **({"Let op": DEMO} if programma.demo else {}),
        **eigen,
        "Gemaakt door": door or OPENBAAR,
        "Gemaakt op": op,
    }
    return Lijst(
        naam=naam,
        titel=f"{titel or naam} – {programma.naam}",
        maker=door or "Openbare versie",
        moment=op,
        velden=velden,
        rijen=rijen,
        over=tuple(over.items()),
    )


def verslaglijst(
    verslag: Verslag, naam: str, velden: tuple[Veld, ...], rijen: Rijen, eigen: Mapping[str, Waarde], **anders: Any
) -> Lijst:
    """Een lijst van een peildatum."""
    cijfers = (
        "Voorlopig: het jaar is niet vastgesteld"
        if verslag.voorlopig
        else "Vastgesteld, of over een dag in een vastgesteld jaar"
    )
    dag: dict[str, Waarde] = {"Peildatum": verslag.peildatum, "Cijfers": cijfers}
    return lijst_van(verslag.programma, naam, velden, rijen, {**dag, **eigen}, **anders)
