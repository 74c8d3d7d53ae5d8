"""Tussen voorvertoning en bevestiging: wat er is gelezen, in de cache, voor één gebruiker, één keer en hooguit een uur."""

from typing import Any

from django.core import signing
from django.core.cache import cache

from acties.admin.uitwisseling import UUR, VERLOPEN, Bewaarplek
from monitoring.gegevensboek.lezen import Boek, pak_in, pak_uit

ZOUT = "gegevensboek.inlezen"


class Verlopen(Exception):
    """Deze voorvertoning is er niet (meer) voor deze gebruiker. De tekst is voor op het scherm."""

    def __init__(self) -> None:
        super().__init__(VERLOPEN)


def bewaar(boek: Boek, *, eigenaar: Any, vingerafdruk: str) -> str:
    """Geeft de getekende sleutel waarmee alleen deze gebruiker dit boek terugkrijgt."""
    plek = Bewaarplek()
    plek.save(pak_in(boek))
    return signing.dumps([plek.name, eigenaar.pk, vingerafdruk], salt=ZOUT)


def haal(sleutel: str, *, eigenaar: Any) -> tuple[Boek, str]:
    """Het boek en de vingerafdruk van de voorvertoning. Daarna is het weg. Fout: ``Verlopen``."""
    try:
        naam, pk, vingerafdruk = signing.loads(sleutel, salt=ZOUT, max_age=UUR)
    except (signing.BadSignature, ValueError, TypeError):
        raise Verlopen from None
    plek = Bewaarplek(name=naam)
    # Wie het eerst is, mag: twee keer klikken slaat niet twee keer op.
    if pk != eigenaar.pk or not cache.add(f"{Bewaarplek.CACHE_PREFIX}gebruikt-{naam}", 1, UUR):
        raise Verlopen
    inhoud = plek.read()
    plek.remove()
    if inhoud is None:
        raise Verlopen
    return pak_uit(inhoud), vingerafdruk
