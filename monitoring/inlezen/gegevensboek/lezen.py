"""Een werkmap lezen: alle bladen die we kennen, met rijnummers zoals Excel ze telt."""

from dataclasses import dataclass
from typing import Any

from acties.rekenblad.lezen.fout import Bestandsfout
from acties.rekenblad.lezen.grenzen import SITE, Grenzen
from acties.rekenblad.lezen.lezen import lees_tabel
from acties.rekenblad.lezen.naam import gevouwen
from acties.rekenblad.lezen.werkmap import lees_werkmap
from monitoring.inlezen.gegevensboek.lange_tekst import LANGE_TEKSTEN, invullen, samenvoegen
from monitoring.inlezen.gegevensboek.tabellen import OP_BLAD

UITLEG = "Uitleg"
KEUZES = "Keuzes"


@dataclass(frozen=True, slots=True)
class Bladrijen:
    """De kop en de rijen van één blad: rijnummer en cellen, zo breed als de kop."""

    koppen: tuple[str, ...]
    rijen: tuple[tuple[int, tuple[Any, ...]], ...]


@dataclass(frozen=True, slots=True)
class Boek:
    """Wat er in de werkmap stond, per blad. ``naam`` is die van het bestand, alleen om te tonen.

    ``opmerkingen``: wat er gelezen is anders dan wie het bestand maakte misschien denkt.
    """

    naam: str
    bladen: dict[str, Bladrijen]
    opmerkingen: tuple[str, ...] = ()

    @property
    def aantal(self) -> int:
        return sum(len(blad.rijen) for blad in self.bladen.values())


def lees_boek(inhoud: bytes, naam: str = "", *, grenzen: Grenzen = SITE) -> Boek:
    """Lees een werkmap. Fout: ``Bestandsfout``, met één zin die zegt wat er is en wat je kunt doen."""
    over, bladen = grenzen.rijen, {}
    opmerkingen: list[str] = []
    for blad in lees_werkmap(inhoud, grenzen=grenzen):
        if blad.naam in (UITLEG, KEUZES) or (blad.naam not in OP_BLAD and not blad.rijen):
            continue
        tabel = OP_BLAD.get(blad.naam)
        if tabel is None and blad.naam != LANGE_TEKSTEN:
            raise Bestandsfout(f"Blad “{blad.naam[:40]}” is onbekend. De bladen zijn: {', '.join(OP_BLAD)}.")
        gelezen = lees_tabel(blad, {gevouwen(kop): kop for kop in tabel.plaats} if tabel else {})
        over -= len(gelezen.rijen)
        if over < 0:
            raise Bestandsfout(
                f"De werkmap heeft te veel rijen. Splits haar in delen van hooguit {grenzen.rijen} rijen."
            )
        bladen[blad.naam] = Bladrijen(gelezen.koppen, gelezen.rijen)
        opmerkingen += gelezen.opmerkingen
    lang = samenvoegen(bladen.pop(LANGE_TEKSTEN).rijen) if LANGE_TEKSTEN in bladen else {}
    if not bladen:
        raise Bestandsfout("In deze werkmap staat geen blad met gegevens. Begin met de lege werkmap van deze site.")
    gevuld = {titel: Bladrijen(blad.koppen, invullen(blad.rijen, lang)) for titel, blad in bladen.items()}
    return Boek(naam, gevuld, tuple(opmerkingen))
