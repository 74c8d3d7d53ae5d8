"""Het logboek: wat iemand deed, waarmee, met welk resultaat, vanaf welk adres en wie. Eén gebeurtenis is één regel.

De tijd komt van de formatter. Wat iemand typte staat er niet in: geen teksten, wachtwoorden of sleutels. Alleen van wie
waarbij mag, staat er ook wat het was en werd.
"""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

from django.db import transaction

GELUKT, GEWEIGERD, GEBLOKKEERD = "gelukt", "geweigerd", "geblokkeerd"

_logger = logging.getLogger("logboek")
_adres: ContextVar[str] = ContextVar("adres", default="")


@contextmanager
def vanaf(adres: str) -> Iterator[None]:
    """Wat hierbinnen wordt genoteerd, kwam van dit adres."""
    vorig = _adres.set(adres)
    try:
        yield
    finally:
        _adres.reset(vorig)


def adres() -> str:
    """Het adres waar dit verzoek vandaan komt; leeg als er geen verzoek is."""
    return _adres.get()


def noteer(handeling: str, waarop: object = "", *, door: Any = None, resultaat: str = GELUKT) -> None:
    """Schrijf één regel. ``waarop``: een rij, of de naam van iets. ``door``: een gebruiker, of ``None`` als die er niet is."""
    _logger.info("%s", _regel(handeling, waarop, door, resultaat))


def noteer_na_opslaan(handeling: str, waarop: object = "", *, door: Any = None, van: str = "", naar: str = "") -> None:
    """Zoals ``noteer``, maar pas als vaststaat dat het is opgeslagen. Een verwijderde rij houdt haar nummer.

    ``van`` en ``naar``: wat er stond en wat er nu staat, voor wijzigingen in iemands toegang.
    """
    transaction.on_commit(partial(_logger.info, "%s", _regel(handeling, waarop, door, GELUKT, van, naar)))


def _regel(handeling: str, waarop: object, door: Any, resultaat: str, van: str = "", naar: str = "") -> str:
    velden = {
        "handeling": handeling,
        "object": _naam(waarop),
        "resultaat": resultaat,
        "adres": _adres.get(),
        "wie": _naam(door) if getattr(door, "is_authenticated", False) else "",
    }
    if van or naar:
        velden |= {"van": van, "naar": naar}
    # Als JSON-tekst: een aanhalingsteken of nieuwe regel in een waarde kan geen ander veld of andere regel nadoen.
    return " ".join(f"{naam}={json.dumps(waarde, ensure_ascii=False)}" for naam, waarde in velden.items())


def _naam(rij: Any) -> str:
    """“gebruiker 3 bram” of “statusmelding 41”: genoeg om de rij terug te vinden, zonder haar tekst."""
    if not hasattr(rij, "_meta"):
        return str(rij or "")
    return " ".join(filter(None, [rij._meta.verbose_name, str(rij.pk), getattr(rij, "username", "")]))
