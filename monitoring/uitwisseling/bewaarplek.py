"""Wat er tussen de voorvertoning en het opslaan wordt bewaard: in de cache, een uur, voor één gebruiker.

Het bestand zelf blijft niet achter; alleen wat eruit is gelezen.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.core.cache import cache

from acties.models import Gebruiker, Programma
from monitoring.uitwisseling.ingevuld import Ingevuld

UUR = 3600
VOORVOEGSEL = "werkboek-inlezen-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pakket:
    """De gelezen bestanden van één keer kiezen."""

    gebruiker: int
    programma: int
    bestanden: tuple[Ingevuld, ...]


def bewaar(bestanden: Iterable[Ingevuld], gebruiker: Gebruiker, programma: Programma) -> UUID:
    """Geeft de sleutel waaronder ``gebruiker`` het pakket terugvindt."""
    sleutel = uuid4()
    pakket = Pakket(gebruiker=gebruiker.pk, programma=programma.pk, bestanden=tuple(bestanden))
    cache.set(f"{VOORVOEGSEL}{sleutel}", pakket, UUR)
    return sleutel


def haal(sleutel: UUID, gebruiker: Gebruiker, programma: Programma) -> Pakket | None:
    """Het pakket, als het van deze gebruiker is en nog niet verlopen of gebruikt."""
    pakket = cache.get(f"{VOORVOEGSEL}{sleutel}")
    if pakket is None or (pakket.gebruiker, pakket.programma) != (gebruiker.pk, programma.pk):
        return None
    return pakket


def verbruik(sleutel: UUID) -> bool:
    """Gooi het pakket weg. Waar voor precies één van wie dit tegelijk doen: de database beslist."""
    return cache.delete(f"{VOORVOEGSEL}{sleutel}")
