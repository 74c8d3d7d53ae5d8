"""Het logboek: wat iemand deed, waarmee, met welk resultaat, vanaf welk adres en wie. Eén gebeurtenis is één regel.

Elke gebeurtenis komt hier langs en gaat naar twee plaatsen: als regel tekst naar de uitvoer van de server, en als
``Logboekregel`` naar de database. Wat iemand typte staat er niet in: geen teksten, wachtwoorden of sleutels. Alleen van
iemands toegang staat er wat zij was en werd.
"""

import json
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from acties.models import Logboekregel
from acties.models.logboek import Resultaat, Weg, bewaren_tot
from acties.rekenblad.schrijven.tekst import schoon

GELUKT, GEWEIGERD, GEBLOKKEERD = (str(resultaat.value) for resultaat in Resultaat)
# Wie is geblokkeerd en doorgaat, krijgt hooguit één keer per zoveel tijd een rij: anders vult hij de database.
HERHALING = timedelta(minutes=15)

_logger = logging.getLogger("logboek")
_adres: ContextVar[str] = ContextVar("adres", default="")
_weg: ContextVar[Weg] = ContextVar("weg", default=Weg.OPDRACHT)  # buiten een verzoek is het een opdracht op de server


@contextmanager
def vanaf(adres: str, weg: Weg = Weg.WEB) -> Iterator[None]:
    """Wat hierbinnen wordt genoteerd, kwam van dit adres en langs deze weg."""
    vorig = _adres.set(adres)
    try:
        with langs(weg):
            yield
    finally:
        _adres.reset(vorig)


@contextmanager
def langs(weg: Weg) -> Iterator[None]:
    """Wat hierbinnen wordt genoteerd, ging langs deze weg: uit een bestand, of met een link."""
    vorig = _weg.set(weg)
    try:
        yield
    finally:
        _weg.reset(vorig)


def adres() -> str:
    """Het adres waar dit verzoek vandaan komt; leeg als er geen verzoek is."""
    return _adres.get()


def noteer(
    handeling: str,
    waarop: object = "",
    *,
    door: Any = None,
    resultaat: str = GELUKT,
    van: str = "",
    naar: str = "",
) -> None:
    """Schrijf één regel. ``waarop``: een rij, of de naam van iets. ``door``: een gebruiker, of ``None`` als die er niet is.

    ``van`` en ``naar``: wat er stond en wat er nu staat, voor wijzigingen in iemands toegang.
    """
    regel = _regel(handeling, waarop, door, resultaat, van, naar)
    _schrijf(regel)
    _bewaar([regel], door)


def noteer_na_opslaan(handeling: str, waarop: object = "", *, door: Any = None, van: str = "", naar: str = "") -> None:
    """Zoals ``noteer``, voor wat is opgeslagen: de rij hoort bij dezelfde transactie, de tekst volgt als die vaststaat.

    Een verwijderde rij houdt haar nummer.
    """
    noteer_samen(handeling, [waarop], door=door, van=van, naar=naar)


def noteer_samen(handeling: str, waarop: Iterable[object], *, door: Any = None, van: str = "", naar: str = "") -> None:
    """``noteer_na_opslaan`` voor meer rijen, in één query."""
    regels = [_regel(handeling, rij, door, GELUKT, van, naar) for rij in waarop]
    _bewaar(regels, door)
    for regel in regels:
        transaction.on_commit(partial(_schrijf, regel))


def _regel(handeling: str, waarop: object, door: Any, resultaat: str, van: str, naar: str) -> dict[str, str]:
    return {
        "handeling": handeling,
        "object": _naam(waarop),
        "resultaat": resultaat,
        "adres": _adres.get(),
        "wie": _naam(door) if getattr(door, "is_authenticated", False) else "",
        **({"van": van, "naar": naar} if van or naar else {}),
    }


def _schrijf(regel: dict[str, str]) -> None:
    """Als JSON-tekst: een aanhalingsteken of nieuwe regel in een waarde kan geen ander veld of andere regel nadoen."""
    velden = (f"{naam}={json.dumps(waarde, ensure_ascii=False)}" for naam, waarde in regel.items())
    _logger.info("%s", " ".join(velden))


def _bewaar(regels: list[dict[str, str]], door: Any) -> None:
    """De rijen in de database. Een bezoeker zonder account laat er geen na: van hem bewaren wij niets.

    Hoort de rij bij een transactie, dan lukken beide of geen van beide. Anders (een download, een weigering) gaat het
    antwoord voor: dan staat in de uitvoer van de server dat de rij er niet is.
    """
    bezoeker = door is not None and not door.is_authenticated
    if bezoeker or _logger.disabled or not regels:
        return
    try:
        rijen = [_rij(regel, door) for regel in regels]
        if rijen[0].resultaat != GEBLOKKEERD or not _net_gezien(rijen[0]):
            Logboekregel.objects.bulk_create(rijen)
    except DatabaseError:
        if connection.in_atomic_block:
            raise
        _logger.exception("Deze gebeurtenis staat niet in de database.")


def _rij(regel: dict[str, str], door: Any) -> Logboekregel:
    nu = timezone.now()
    velden = {
        "wie": _persoon(door),
        "handeling": regel["handeling"],
        "waarop": regel["object"],
        "van": regel.get("van", ""),
        "naar": regel.get("naar", ""),
        "adres": regel["adres"],
    }
    return Logboekregel(
        **{naam: _passend(naam, waarde) for naam, waarde in velden.items()},
        op=nu,
        weg=_weg.get(),
        resultaat=regel["resultaat"],
        bewaren_tot=bewaren_tot(timezone.localdate(nu), settings.LOGBOEK_BEWAREN_MAANDEN),
    )


def _passend(naam: str, waarde: str) -> str:
    """Zonder tekens die een database weigert, en niet langer dan de kolom: een regel minder is erger dan een kortere."""
    veld: Any = Logboekregel._meta.get_field(naam)
    return schoon(waarde)[: veld.max_length]


def _net_gezien(rij: Logboekregel) -> bool:
    zelfde = {naam: getattr(rij, naam) for naam in ("handeling", "waarop", "adres", "resultaat")}
    return Logboekregel.objects.filter(op__gt=rij.op - HERHALING, **zelfde).exists()


def _persoon(door: Any) -> str:
    """“Bram Jansen (bram)”, of van wie een link is: als tekst, zodat het blijft staan als het account verdwijnt."""
    if door is None:
        return ""
    return f"{door.naam} ({door.username})" if hasattr(door, "username") else str(door)


def _naam(rij: Any) -> str:
    """“gebruiker 3 bram” of “statusmelding 41”: genoeg om de rij terug te vinden, zonder haar tekst."""
    if not hasattr(rij, "_meta"):
        return str(rij or "")
    return " ".join(filter(None, [rij._meta.verbose_name, str(rij.pk), getattr(rij, "username", "")]))
