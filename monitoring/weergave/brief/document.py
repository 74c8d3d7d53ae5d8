"""Een brief of nota zoals een lezer hem ziet, los van Word: koppen, alinea's, opsommingen en tabellen."""

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


Deel = Kop | Alinea | Opsomming | Tabel


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """``maker`` en ``moment`` (plaatselijke tijd, zonder tijdzone) komen in de eigenschappen van het bestand.

    ``kopregel``, ``waarschuwingen`` en ``voetregel`` staan op elke pagina.
    """

    titel: str
    onderwerp: str
    maker: str
    moment: datetime
    kopregel: str
    waarschuwingen: tuple[str, ...]
    voetregel: str
    delen: tuple[Deel, ...]
