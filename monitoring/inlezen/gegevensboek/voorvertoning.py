"""Wat inlezen zou veranderen, als waarden: per blad, per rij en per cel."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from acties.rekenblad.lezen.fout import HELE_RIJ, Celfout, in_woorden
from monitoring.inlezen.aantallen import Aantallen
from monitoring.inlezen.gegevensboek.tabel import Sleutel, Tabel

MEEST_FOUTEN = 50
MEEST_RIJEN = 100


@dataclass(frozen=True, slots=True)
class Celverschil:
    """Een cel die verandert, in woorden voor op het scherm."""

    kolom: str
    oud: str
    nieuw: str


@dataclass(slots=True, kw_only=True)
class Rij:
    """Een rij die nieuw of anders is. ``oud`` is leeg voor een nieuwe rij; ``pk`` is die van de bestaande.

    ``obj`` is het object dat ervan wordt; ``anderen`` en ``groepen`` zijn de objecten waar het naar verwijst, per veld.
    """

    nummer: int
    sleutel: Sleutel
    nieuw: tuple[Any, ...]
    oud: tuple[Any, ...] | None = None
    pk: int | None = None
    obj: Any = None
    anderen: dict[str, Any] = field(default_factory=dict)
    groepen: dict[str, list[Any]] = field(default_factory=dict)

    def verschillen(self, tabel: Tabel) -> list[Celverschil]:
        oud = self.oud or (None,) * len(self.nieuw)
        return [
            Celverschil(kolom.naam, in_woorden(was), in_woorden(wordt))
            for kolom, was, wordt in zip(tabel.kolommen, oud, self.nieuw, strict=True)
            if was != wordt and not (self.oud is None and wordt in (None, ""))
        ]


@dataclass(slots=True, kw_only=True)
class Blad:
    """De uitkomst van één blad. ``niet_geraakt``: kolommen die niet in het bestand staan."""

    tabel: Tabel
    nieuw: list[Rij] = field(default_factory=list)
    anders: list[Rij] = field(default_factory=list)
    gelijk: int = 0
    fouten: list[Celfout] = field(default_factory=list)
    niet_geraakt: tuple[str, ...] = ()

    def noem_fout(self, rij: int, kolom: str, waarde: Any, melding: str) -> None:
        self.fouten.append(Celfout(blad=self.tabel.blad, rij=rij, kolom=kolom, waarde=waarde, melding=melding))

    def noem_rijfout(self, rij: Rij, kolom: str, melding: str) -> None:
        """Een fout in een cel, of in de hele rij als dit blad die kolom niet heeft."""
        plaats = self.tabel.plaats.get(kolom)
        if plaats is None:
            self.noem_fout(rij.nummer, HELE_RIJ, None, melding)
        else:
            self.noem_fout(rij.nummer, kolom, rij.nieuw[plaats], melding)

    @property
    def aantallen(self) -> Aantallen:
        return Aantallen(len(self.nieuw), len(self.anders), self.gelijk)

    @property
    def rijen(self) -> list[Rij]:
        return [*self.nieuw, *self.anders]

    @property
    def getoond(self) -> list[tuple[Rij, list[Celverschil]]]:
        """De eerste rijen, in de volgorde van het blad, met wat er verandert."""
        return [(rij, rij.verschillen(self.tabel)) for rij in _in_volgorde(self.rijen)[:MEEST_RIJEN]]

    @property
    def niet_getoond(self) -> int:
        return max(0, len(self.rijen) - MEEST_RIJEN)


@dataclass(slots=True, kw_only=True)
class Voorvertoning:
    """Alles wat inlezen zou doen, en wat er niet klopt. ``naam`` en ``opmerkingen`` zijn die van het bestand."""

    naam: str
    bladen: list[Blad]
    opmerkingen: tuple[str, ...] = ()

    @property
    def fouten(self) -> list[Celfout]:
        """Per blad in de volgorde van de rijen."""
        return [fout for blad in self.bladen for fout in sorted(blad.fouten, key=lambda fout: fout.rij)]

    @property
    def eerste_fouten(self) -> list[Celfout]:
        return self.fouten[:MEEST_FOUTEN]

    @property
    def aantallen(self) -> Aantallen:
        return sum((blad.aantallen for blad in self.bladen), Aantallen())

    @property
    def gelijke_bladen(self) -> list[str]:
        """De bladen waarop niets verandert en niets mis is, met hun aantal rijen."""
        return [f"{blad.tabel.blad} ({blad.gelijk})" for blad in self.bladen if not (blad.rijen or blad.fouten)]

    def vingerafdruk(self) -> str:
        """Verandert zodra bevestigen iets anders zou doen dan wat er is getoond."""
        som = hashlib.sha256()
        for blad in self.bladen:
            som.update(blad.tabel.blad.encode())
            for rij in _in_volgorde(blad.rijen):
                som.update(repr((rij.nummer, rij.oud, rij.nieuw)).encode())
        return som.hexdigest()


def _in_volgorde(rijen: Iterable[Rij]) -> list[Rij]:
    return sorted(rijen, key=lambda rij: rij.nummer)
