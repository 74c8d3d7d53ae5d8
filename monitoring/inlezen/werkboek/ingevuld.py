"""Wat er in een teruggekomen werkboek staat, nog los van de database. Van elke waarde is bekend uit welke cel zij komt."""

from dataclasses import dataclass

from acties.rekenblad.lezen.fout import Celfout
from monitoring.inlezen.werkboek.kenmerk import Kenmerk


@dataclass(frozen=True, slots=True, kw_only=True)
class Invulrij:
    """Eén rij zoals Excel haar telt. ``velden`` zijn de ingevulde cellen als tekst; ``fouten`` wat niet te lezen was."""

    regel: int
    nummer: int | None
    actie: int | None
    organisatie: str
    namens: str
    gebaseerd_op: int | None
    velden: dict[str, str]
    fouten: tuple[Celfout, ...]

    @property
    def leeg(self) -> bool:
        return not self.fouten and not any(self.velden.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingevuld:
    """Een gelezen werkboek. ``letters``: de letter van elke kolom; ``opmerkingen`` wat er niet is ingelezen en waarom."""

    bestandsnaam: str
    sha256: str
    blad: str
    kenmerk: Kenmerk
    letters: dict[str, str]
    rijen: tuple[Invulrij, ...]
    opmerkingen: tuple[str, ...]
