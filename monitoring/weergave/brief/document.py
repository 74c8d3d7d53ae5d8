"""Een brief of nota zoals een lezer hem ziet, los van Word: koppen, alinea's, opsommingen, tabellen en een grafiek."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Kop:
    """``niveau`` 1 is een hoofdstuk, 2 een deel daarvan."""

    tekst: str
    niveau: int = 1


@dataclass(frozen=True, slots=True)
class Alinea:
    """``vet``: zoveel tekens van het begin staan vet. Een regelovergang blijft er een."""

    tekst: str
    vet: int = 0


@dataclass(frozen=True, slots=True)
class Opsomming:
    punten: tuple[Alinea, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabel:
    """``breedtes`` in centimeters, een per kolom. Zonder ``koppen`` is de eerste kolom de naam van de rij.

    ``getallen``: de kolommen die rechts worden uitgelijnd, geteld vanaf nul. ``omschrijving`` is voor wie niet ziet.
    """

    omschrijving: str
    breedtes: tuple[float, ...]
    rijen: tuple[tuple[str, ...], ...]
    koppen: tuple[str, ...] = ()
    getallen: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reeks:
    """Wat er van één status is, een getal per groep. ``code`` geeft haar kleur."""

    naam: str
    code: str
    waarden: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grafiek:
    """Liggende gestapelde balken: een balk per groep, een deel per reeks. ``omschrijving`` is voor wie haar niet ziet."""

    titel: str
    omschrijving: str
    groepen: tuple[str, ...]
    reeksen: tuple[Reeks, ...]


Deel = Kop | Alinea | Opsomming | Tabel | Grafiek


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """``maker`` en ``moment`` (plaatselijke tijd, zonder tijdzone) komen in de eigenschappen van het bestand.

    ``kopregel``, ``waarschuwingen`` en ``voetregel`` staan op elke pagina. ``invulplekken``: teksten die de lezer nog moet
    vervangen; zij vallen op waar zij ook staan. ``dicht``: kleinere marges en koppen, voor een stuk van weinig bladzijden.
    """

    titel: str
    onderwerp: str
    maker: str
    moment: datetime
    kopregel: str
    waarschuwingen: tuple[str, ...]
    voetregel: str
    delen: tuple[Deel, ...]
    invulplekken: tuple[str, ...] = ()
    dicht: bool = False
