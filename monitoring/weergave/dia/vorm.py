"""Een set dia’s zoals een lezer haar ziet, los van PowerPoint: per dia een conclusie, een beeld, en wat ervan te zeggen is."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reeks:
    """Eén kleur van een grafiek: een stand, of een jaar. ``teken`` staat in de legenda en bij de getallen, naast de kleur."""

    naam: str
    waarden: tuple[int, ...]
    code: str = ""
    teken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grafiek:
    """``liggend``: staven van links naar rechts. ``gestapeld``: de reeksen op elkaar, anders naast elkaar.

    ``omschrijving`` is de tekst voor wie de grafiek niet ziet, met al haar cijfers.
    """

    omschrijving: str
    groepen: tuple[str, ...]
    reeksen: tuple[Reeks, ...]
    liggend: bool = False
    gestapeld: bool = True
    as_titel: str = ""

    @property
    def hoogste(self) -> int:
        """De langste staaf."""
        per_groep = zip(*(reeks.waarden for reeks in self.reeksen), strict=True)
        return max((sum(rij) if self.gestapeld else max(rij) for rij in per_groep), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabel:
    """``breedtes``: per kolom het deel van de breedte, samen 1. ``meer``: wat er niet in past, in één zin."""

    omschrijving: str
    koppen: tuple[str, ...]
    breedtes: tuple[float, ...]
    rijen: tuple[tuple[str, ...], ...]
    meer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Punt:
    """Eén genummerd punt: ``kern`` vet, met wat daarbij hoort."""

    kern: str
    uitleg: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feit:
    """Een groot getal met een zin erachter: “+6” “acties meer afgerond dan eind 2022.”"""

    getal: str
    tekst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kader:
    """Wat er wordt gevraagd of is geconcludeerd, met een kop erboven en wat erbij hoort eronder."""

    kop: str
    punten: tuple[str, ...]
    slot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dia:
    """``titel`` is de conclusie, ``onderwerp`` waar zij over gaat. ``notities``: alles in volle lengte, met de cijfers."""

    onderwerp: str
    titel: str
    links: Grafiek | Tabel | tuple[Punt, ...]
    rechts: tuple[Feit, ...] | Kader
    bron: str
    notities: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diaset:
    """``moment`` (plaatselijke tijd, zonder tijdzone) en ``maker`` komen in de eigenschappen; ``voet`` staat op elke dia."""

    titel: str
    onderwerp: str
    maker: str
    moment: datetime
    voet: str
    dias: tuple[Dia, ...]
