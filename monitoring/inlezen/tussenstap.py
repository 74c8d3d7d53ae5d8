"""Wat iemand op de ene pagina opgaf en op de volgende bevestigt: in de cache, voor één gebruiker in één programma, een uur.

Een bestand zelf blijft niet achter; alleen wat eruit is gelezen.
"""

from typing import Any
from uuid import UUID, uuid4

from django.core.cache import cache

from acties.models import Gebruiker, Programma

UUR = 3600
VOORVOEGSEL = "tussenstap-"


class Verlopen(Exception):
    """Dit is er niet (meer) voor deze gebruiker."""


def zet_klaar(inhoud: Any, *, door: Gebruiker, programma: Programma) -> UUID:
    """Geeft de sleutel waarmee alleen ``door`` de inhoud terugkrijgt."""
    sleutel = uuid4()
    cache.set(_plek(sleutel), (door.pk, programma.pk, inhoud), UUR)
    return sleutel


def kijk(sleutel: UUID | str, *, door: Gebruiker, programma: Programma) -> Any:
    """De inhoud; zij blijft staan. Fout: ``Verlopen``, ook voor een sleutel die er nooit was."""
    van, in_programma, inhoud = cache.get(_plek(sleutel)) or (None, None, None)
    if (van, in_programma) != (door.pk, programma.pk):
        raise Verlopen
    return inhoud


def ruim_op(sleutel: UUID | str) -> bool:
    """Gooi weg wat met ``kijk`` is gezien. Waar voor precies één van wie dit tegelijk doen: de cache beslist."""
    return cache.delete(_plek(sleutel))


def _plek(sleutel: UUID | str) -> str:
    try:
        return f"{VOORVOEGSEL}{UUID(str(sleutel))}"
    except ValueError:
        raise Verlopen from None
