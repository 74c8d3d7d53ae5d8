"""Een bestand dat meer dan een seconde kost: één keer gemaakt, op de achtergrond, voor iedereen met dezelfde rechten.

Wie erom vraagt, krijgt het als het klaarstaat, en anders een plek in de rij. Een werker maakt het buiten elke transactie;
alleen beginnen en vastleggen raken de database. Wordt hij afgeschoten, dan begint een ander opnieuw; wat als eerste is
vastgelegd, telt.
"""

import hashlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task

from acties.models import Klaargezet, Werker
from acties.models.werk import BEWAREN, RUST, Gang

logger = logging.getLogger(__name__)

HOOGSTENS = 20  # zoveel bestanden tegelijk in de rij van één gebruiker
HOOGSTENS_BEZOEKER = 5  # en van één adres zonder account


class TeVeel(Exception):
    """Deze vrager heeft al zoveel in de rij staan dat er niets meer bij kan."""


class NietTeMaken(Exception):
    """Dit bestand kan hier niet worden gemaakt; de tekst is een woord waaraan wie het vroeg de reden kent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vraag:
    """``taak`` maakt het bestand uit ``invoer``: waarden die in JSON passen.

    ``lezers``: wie het mogen zien, in één woord; wie dat woord deelt, krijgt hetzelfde bestand. ``kenmerk``: dat van de
    gegevens waaruit het komt, of het controlegetal van wat is vastgesteld; dat laatste ``blijft``.
    """

    taak: Task
    invoer: dict[str, Any]
    lezers: str
    kenmerk: str
    blijft: bool = False

    @property
    def wat(self) -> str:
        return _getal(self.taak.module_path, self.invoer, self.lezers)

    @property
    def sleutel(self) -> str:
        return _getal(self.wat, self.kenmerk)


def _getal(*delen: Any) -> str:
    return hashlib.sha256(json.dumps(delen, sort_keys=True).encode()).hexdigest()


def vraag_om(vraag: Vraag, *, vrager: str, bezoeker: bool, nu: datetime, eerder: str = "") -> Klaargezet:
    """Het bestand, of zijn plek in de rij. Dubbel klikken geeft er één. Fout: ``TeVeel``.

    ``eerder``: de sleutel die de vrager al kreeg. Veranderden de gegevens terwijl hij wachtte, dan krijgt hij dat bestand,
    en begint het wachten niet opnieuw.
    """
    zelfde = Klaargezet.objects.filter(sleutel=eerder, wat=vraag.wat).exclude(gang=Gang.MISLUKT)
    if eerder and (bestand := zelfde.first()):
        return bestand
    bestand = Klaargezet.objects.filter(sleutel=vraag.sleutel).first()
    if bestand is None or _mag_opnieuw(bestand, nu):
        _weiger_te_veel(vrager, bezoeker)
        bestand = _zet_in_de_rij(vraag, vrager, nu)
    return bestand


def zet_alvast_klaar(vraag: Vraag, *, nu: datetime) -> None:
    """Voor wie er straks om vraagt."""
    _zet_in_de_rij(vraag, "", nu)


def _mag_opnieuw(bestand: Klaargezet, nu: datetime) -> bool:
    return bestand.gang == Gang.MISLUKT and (bestand.gemaakt_op is None or bestand.gemaakt_op <= nu - RUST)


def _weiger_te_veel(vrager: str, bezoeker: bool) -> None:
    grens = HOOGSTENS_BEZOEKER if bezoeker else HOOGSTENS
    if Klaargezet.objects.onderweg().filter(vrager=vrager).count() >= grens:
        raise TeVeel


def _zet_in_de_rij(vraag: Vraag, vrager: str, nu: datetime) -> Klaargezet:
    """De rij en de taak staan er samen of geen van beide."""
    velden = {"wat": vraag.wat, "invoer": vraag.invoer, "blijft": vraag.blijft, "vrager": vrager, "gevraagd_op": nu}
    with transaction.atomic():
        bestand, nieuw = Klaargezet.objects.get_or_create(sleutel=vraag.sleutel, defaults=velden)
        if not nieuw:
            weer = {"gang": Gang.WACHT, "beurt": 0, "fout": "", "vrager": vrager, "gevraagd_op": nu}
            nieuw = _mag_opnieuw(bestand, nu) and bool(
                Klaargezet.objects.filter(pk=bestand.pk, gang=Gang.MISLUKT).update(**weer)
            )
        if nieuw:
            vraag.taak.enqueue(bestand.pk)
    bestand.refresh_from_db()  # een taak die meteen wordt uitgevoerd, is nu al klaar
    return bestand


def maak(pk: int, bouw: Callable[..., bytes]) -> None:
    """Het werk van een taak: ``bouw(**invoer)`` buiten een transactie, en dan vastleggen. Een fout is een uitkomst."""
    bestand = Klaargezet.objects.pak(pk)
    if bestand is None:
        return
    try:
        inhoud = bouw(**bestand.invoer)
    except NietTeMaken as reden:
        _leg_vast(bestand, gang=Gang.MISLUKT, fout=str(reden))
    except Exception:
        logger.exception("Bestand %s kon niet worden gemaakt", pk)
        _leg_vast(bestand, gang=Gang.MISLUKT)
    else:
        verloopt = None if bestand.blijft else timezone.now() + BEWAREN
        getal = hashlib.sha256(inhoud).hexdigest()
        _leg_vast(bestand, gang=Gang.KLAAR, inhoud=inhoud, sha256=getal, verloopt_op=verloopt)


def _leg_vast(bestand: Klaargezet, **velden: Any) -> None:
    """Alleen wie de laatste beurt heeft: wie te lang wegbleef, is door een ander afgelost."""
    beurt = Klaargezet.objects.filter(pk=bestand.pk, gang=Gang.BEZIG, beurt=bestand.beurt)
    beurt.update(gemaakt_op=timezone.now(), vrager="", **velden)


def voor_je(bestand: Klaargezet) -> int:
    """Zoveel bestanden zijn eerder aan de beurt."""
    if bestand.gang != Gang.WACHT:
        return 0
    return Klaargezet.objects.onderweg().filter(pk__lt=bestand.pk).count()


def er_is_een_werker(nu: datetime) -> bool:
    return Werker.objects.levend(nu).exists()


def ruim_verlopen_op(nu: datetime) -> None:
    Klaargezet.objects.verlopen(nu).delete()
    Werker.objects.dood(nu).delete()
