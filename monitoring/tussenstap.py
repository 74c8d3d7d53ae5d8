"""Wat iemand op de ene pagina opgaf en op de volgende bevestigt: in de cache, voor één gebruiker en hooguit een uur."""

from typing import Any
from uuid import uuid4

from django.core import signing
from django.core.cache import cache

UUR = 3600
ZOUT = "monitoring.tussenstap"
_PLEK = "tussenstap-"


class Verlopen(Exception):
    """Dit is er niet (meer) voor deze gebruiker."""


def zet_klaar(inhoud: Any, *, eigenaar: Any) -> str:
    """Geeft de getekende sleutel waarmee alleen deze gebruiker de inhoud terugkrijgt."""
    naam = uuid4().hex
    cache.set(_PLEK + naam, inhoud, UUR)
    return signing.dumps([naam, eigenaar.pk], salt=ZOUT)


def kijk(sleutel: str, *, eigenaar: Any) -> Any:
    """De inhoud; zij blijft staan. Fout: ``Verlopen``."""
    inhoud = cache.get(_PLEK + _naam(sleutel, eigenaar))
    if inhoud is None:
        raise Verlopen
    return inhoud


def ruim_op(sleutel: str, *, eigenaar: Any) -> bool:
    """Weg ermee; onwaar als een ander verzoek dat al deed. Fout: ``Verlopen``."""
    return cache.delete(_PLEK + _naam(sleutel, eigenaar))


def _naam(sleutel: str, eigenaar: Any) -> str:
    try:
        naam, pk = signing.loads(sleutel, salt=ZOUT, max_age=UUR)
    except (signing.BadSignature, ValueError, TypeError):
        raise Verlopen from None
    if pk != eigenaar.pk:
        raise Verlopen
    return naam
