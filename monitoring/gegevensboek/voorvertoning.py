"""Wat inlezen zou veranderen, als waarden: per blad, per rij en per cel."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from monitoring.gegevensboek.tabel import Sleutel, Tabel

MEEST_FOUTEN = 50
MEEST_RIJEN = 100
MEESTE_TEKENS = 300
HELE_RIJ = "hele rij"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fout:
    """Wat er mis is en wat je eraan doet, met de plek zoals Excel die noemt."""

    blad: str
    rij: int
    kolom: str
    waarde: Any
    melding: str

    @property
    def waarde_in_woorden(self) -> str:
        return "–" if self.kolom == HELE_RIJ else in_woorden(self.waarde)


@dataclass(frozen=True, slots=True)
class Celverschil:
    """Een cel die verandert, in woorden voor op het scherm."""

    kolom: str
    oud: str
    nieuw: str


def in_woorden(waarde: Any) -> str:
    """De waarde van een cel zoals een lezer haar schrijft; een lange tekst wordt ingekort."""
    if waarde is None or waarde == "":
        return "leeg"
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, date) and not isinstance(waarde, datetime):
        return waarde.strftime("%d-%m-%Y")
    if isinstance(waarde, Decimal):
        return f"{waarde.normalize():f}".replace(".", ",")
    tekst = str(waarde)
    return tekst if len(tekst) <= MEESTE_TEKENS else f"{tekst[:MEESTE_TEKENS]} […]"


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
    fouten: int = 0
    niet_geraakt: tuple[str, ...] = ()

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
    """Alles wat inlezen zou doen, en wat er niet klopt. ``naam`` is die van het bestand."""

    naam: str
    bladen: list[Blad]
    fouten: list[Fout]

    @property
    def eerste_fouten(self) -> list[Fout]:
        return self.fouten[:MEEST_FOUTEN]

    @property
    def verandert(self) -> bool:
        return any(blad.nieuw or blad.anders for blad in self.bladen)

    def tel(self, soort: str) -> int:
        return sum(len(getattr(blad, soort)) if soort != "gelijk" else blad.gelijk for blad in self.bladen)

    @property
    def nieuw(self) -> int:
        return self.tel("nieuw")

    @property
    def anders(self) -> int:
        return self.tel("anders")

    @property
    def gelijk(self) -> int:
        return self.tel("gelijk")

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
