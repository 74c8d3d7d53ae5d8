"""Wat iemand op de ene pagina opgaf en op de volgende bevestigt: in de cache, voor één gebruiker op één plek, een uur.

Een bestand zelf blijft niet achter; alleen wat eruit is gelezen. Na dat uur is het echt weg: de cache gooit zelf een verlopen rij
pas weg als iemand haar vraagt of als de tabel vol is.
"""

from typing import Any
from uuid import UUID, uuid4

from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from acties.models import Gebruiker

UUR = 3600
VOORVOEGSEL = "tussenstap-"


class Verlopen(Exception):
    """Dit is er niet (meer) voor deze gebruiker."""


def zet_klaar(inhoud: Any, *, door: Gebruiker, waar: str) -> UUID:
    """Geeft de sleutel waarmee alleen ``door`` de inhoud terugkrijgt, en alleen op deze plek."""
    ruim_verlopen_op()
    sleutel = uuid4()
    cache.set(_plek(sleutel), (door.pk, waar, inhoud), UUR)
    return sleutel


def kijk(sleutel: UUID | str, *, door: Gebruiker, waar: str) -> Any:
    """De inhoud; zij blijft staan. Fout: ``Verlopen``, ook voor een sleutel die er nooit was."""
    van, hier, inhoud = cache.get(_plek(sleutel)) or (None, None, None)
    if (van, hier) != (door.pk, waar):
        raise Verlopen
    return inhoud


def ruim_op(sleutel: UUID | str) -> bool:
    """Gooi weg wat met ``kijk`` is gezien. Waar voor precies één van wie dit tegelijk doen: de cache beslist."""
    return cache.delete(_plek(sleutel))


def ruim_verlopen_op() -> None:
    tabel = getattr(cache, "_table", None)
    if tabel is None:
        return  # een cache zonder tabel vergeet zelf
    nu = connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0))
    with connection.cursor() as cursor:
        naam = connection.ops.quote_name(tabel)
        cursor.execute(
            f"DELETE FROM {naam} WHERE cache_key LIKE %s AND expires < %s",  # noqa: S608 - the name comes from the settings
            [cache.make_key(f"{VOORVOEGSEL}%"), nu],
        )


def _plek(sleutel: UUID | str) -> str:
    try:
        return f"{VOORVOEGSEL}{UUID(str(sleutel))}"
    except ValueError:
        raise Verlopen from None
