"""Een werkmap lezen: alle bladen die we kennen, met rijnummers zoals Excel ze telt."""

from dataclasses import dataclass

from acties.rekenblad.lezen.fout import Bestandsfout
from acties.rekenblad.lezen.grenzen import SITE, Grenzen
from acties.rekenblad.lezen.lezen import Tabelblad, lees_tabel
from acties.rekenblad.lezen.naam import gevouwen
from acties.rekenblad.lezen.werkmap import lees_werkmap
from monitoring.inlezen.gegevensboek.tabellen import OP_BLAD

UITLEG = "Uitleg"
KEUZES = "Keuzes"


@dataclass(frozen=True, slots=True)
class Boek:
    """Wat er in de werkmap stond, per blad. ``naam`` is die van het bestand, alleen om te tonen."""

    naam: str
    bladen: dict[str, Tabelblad]

    @property
    def opmerkingen(self) -> tuple[str, ...]:
        return tuple(opmerking for blad in self.bladen.values() for opmerking in blad.opmerkingen)

    @property
    def aantal(self) -> int:
        return sum(len(blad.rijen) for blad in self.bladen.values())


def lees_boek(inhoud: bytes, naam: str = "", *, grenzen: Grenzen = SITE) -> Boek:
    """Lees een werkmap. Fout: ``Bestandsfout``, met één zin die zegt wat er is en wat je kunt doen."""
    over = grenzen.rijen
    bladen: dict[str, Tabelblad] = {}
    for blad in lees_werkmap(inhoud, grenzen=grenzen):
        if blad.naam in (UITLEG, KEUZES) or (blad.naam not in OP_BLAD and not blad.rijen):
            continue
        tabel = OP_BLAD.get(blad.naam)
        if tabel is None:
            raise Bestandsfout(f"Blad “{blad.naam[:40]}” is onbekend. De bladen zijn: {', '.join(OP_BLAD)}.")
        gelezen = lees_tabel(blad, {gevouwen(kop): kop for kop in tabel.plaats})
        over -= len(gelezen.rijen)
        if over < 0:
            raise Bestandsfout(
                f"De werkmap heeft te veel rijen. Splits haar in delen van hooguit {grenzen.rijen} rijen."
            )
        bladen[blad.naam] = gelezen
    if not bladen:
        raise Bestandsfout("In deze werkmap staat geen blad met gegevens. Begin met de lege werkmap van deze site.")
    return Boek(naam, bladen)
