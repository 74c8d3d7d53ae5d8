"""Een lijst met wat zij van zichzelf zegt: waarvan, van welke dag, wat eruit is gefilterd, door wie en wanneer."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from acties.rekenblad.schrijven.boek import Lijst, Veld, Waarde
from monitoring.lezen.waarheid import voorlopig_in_titel
from monitoring.verslag.vorm import Verslag
from monitoring.weergave.jaarverslag.leeswijzer import DEMO, OPENBAAR, merk_van

VASTGESTELD = "Vastgesteld of van een vastgesteld jaar"

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
    voorlopig: bool = False,
    afgedrukt: int = 0,
) -> Lijst:
    """``eigen``: wat alleen deze lijst van zichzelf zegt. ``titel`` als het blad korter heet.

    ``afgedrukt``: zie ``Lijstblad``.
    """
    over: dict[str, Waarde] = {
        "Programma": programma.naam,
        **({"Let op": DEMO} if programma.demo else {}),
        **eigen,
        "Gemaakt door": door or OPENBAAR,
        "Gemaakt op": op,
    }
    return Lijst(
        naam=naam,
        titel=f"{titel or naam}{voorlopig_in_titel(voorlopig)} – {programma.naam}",
        maker=door or "Openbare versie",
        moment=op,
        velden=velden,
        rijen=rijen,
        over=tuple(over.items()),
        afgedrukt=afgedrukt,
    )


def verslaglijst(
    verslag: Verslag, naam: str, velden: tuple[Veld, ...], rijen: Rijen, eigen: Mapping[str, Waarde], **anders: Any
) -> Lijst:
    """Een lijst met de cijfers van een peildatum."""
    dag: dict[str, Waarde] = {"Peildatum": verslag.peildatum, "Cijfers": merk_van(verslag) or VASTGESTELD}
    return lijst_van(verslag.programma, naam, velden, rijen, {**dag, **eigen}, voorlopig=verslag.voorlopig, **anders)
