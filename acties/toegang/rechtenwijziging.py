"""Een beheerder alleen wordt niet ongemerkt een ander.

Een zware rol geven of een tweede factor weghalen vraagt een dag of een tweede persoon. Wat een dag wachtte, gaat in als die
gebruiker inlogt; eerder heeft hij er niets aan. ``opruimen`` doet elke dag de rest.
"""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime

from acties.constanten import Rechtensoort
from acties.models import Gebruiker, Lidmaatschap, Organisatie, Rechtenwijziging
from acties.models.rechtenwijziging import WACHTTIJD, ZWARE_ROLLEN

from .toegangsmail import Na, Stap, meld

GEEN_TWEEDE = "Wie dit vroeg, of om wie het gaat, bevestigt het niet zelf. Vraag een andere beheerder of projectleider."


class Afgehandeld(Exception):
    """Iemand anders was eerst: dit is al ingegaan of ingetrokken."""


def vraagt_tweede(rol: str) -> bool:
    """Of een ander moet bevestigen dat iemand deze rol krijgt."""
    return rol in ZWARE_ROLLEN


def vraag_rol(
    gebruiker: Gebruiker,
    rol: str,
    organisatie: Organisatie | None,
    *,
    door: Gebruiker,
    op: datetime,
    na: Na | None = None,
) -> Rechtenwijziging:
    wijziging = Rechtenwijziging(gebruiker=gebruiker, soort=Rechtensoort.ROL, rol=rol, organisatie=organisatie)
    return _vraag(wijziging, door=door, op=op, na=na)


def vraag_factor_weg(gebruiker: Gebruiker, *, door: Gebruiker, op: datetime, na: Na | None = None) -> Rechtenwijziging:
    return _vraag(Rechtenwijziging(gebruiker=gebruiker, soort=Rechtensoort.FACTOR), door=door, op=op, na=na)


def _vraag(wijziging: Rechtenwijziging, *, door: Gebruiker, op: datetime, na: Na | None) -> Rechtenwijziging:
    """Leg de vraag vast; stond zij al open, dan blijft die staan met haar eigen dag."""
    velden = {naam: getattr(wijziging, naam) for naam in ("gebruiker", "soort", "rol", "organisatie")}
    if al := Rechtenwijziging.objects.open().filter(**velden).first():
        return al
    wijziging.gevraagd_door, wijziging.gevraagd_op = door, op
    wijziging.gaat_in_op = op if _is_begin(wijziging) else op + WACHTTIJD
    with transaction.atomic():
        wijziging.save()
        if wijziging.gaat_in_op == op:
            _voer_uit(wijziging, op=op, door=door, na=na)
        else:
            zin = f"Gevraagd: {wijziging.wat}. Dat gaat in op {moment(wijziging.gaat_in_op)}, of eerder als een ander bevestigt."
            _meld(wijziging, f"{wijziging.wat} gevraagd", zin, door=door, na=na)
    return wijziging


def _is_begin(wijziging: Rechtenwijziging) -> bool:
    """Wie met ``createsuperuser`` begon, geeft de allereerste rol: er is dan nog niemand die kan bevestigen."""
    is_rol = wijziging.soort == Rechtensoort.ROL and wijziging.gevraagd_door.is_superuser
    return is_rol and not Lidmaatschap.objects.filter(rol__in=ZWARE_ROLLEN).exists()


def bevestig(wijziging: Rechtenwijziging, *, door: Gebruiker, op: datetime) -> None:
    """Een tweede persoon zegt dat het klopt: dan gaat het meteen in."""
    with transaction.atomic():
        wijziging = _houd_vast(wijziging)
        if not wijziging.te_bevestigen_door(door):
            raise PermissionDenied(GEEN_TWEEDE)
        wijziging.bevestigd_door = door
        _voer_uit(wijziging, op=op, door=door)


def trek_in(wijziging: Rechtenwijziging, *, door: Gebruiker, op: datetime) -> None:
    """Wie het ziet mag het tegenhouden: een andere beheerder of projectleider, wie het vroeg en om wie het gaat."""
    with transaction.atomic():
        wijziging = _houd_vast(wijziging)
        wijziging.ingetrokken_door, wijziging.ingetrokken_op = door, op
        wijziging.save(update_fields=["ingetrokken_door", "ingetrokken_op"])
        _meld(
            wijziging, f"{wijziging.wat} ingetrokken", f"Ingetrokken: {wijziging.wat}. Er verandert niets.", door=door
        )


def voer_door(op: datetime, *, gebruiker: Gebruiker | None = None) -> int:
    """Laat ingaan wat lang genoeg wachtte, van iedereen of van deze gebruiker; geeft hoeveel."""
    aan_de_beurt = Rechtenwijziging.objects.aan_de_beurt(op)
    if gebruiker is not None:
        aan_de_beurt = aan_de_beurt.filter(gebruiker=gebruiker)
    gedaan = 0
    for wijziging in list(aan_de_beurt):
        try:
            with transaction.atomic():
                _voer_uit(_houd_vast(wijziging), op=op, door=None)
        except Afgehandeld:
            continue
        gedaan += 1
    return gedaan


def _houd_vast(wijziging: Rechtenwijziging) -> Rechtenwijziging:
    """De rij zoals zij nu is; een tweede wacht tot de eerste klaar is."""
    vast = Rechtenwijziging.objects.select_for_update(of=("self",)).select_related("gebruiker", "organisatie")
    nu = vast.get(pk=wijziging.pk)
    if not nu.is_open:
        raise Afgehandeld
    return nu


def _voer_uit(wijziging: Rechtenwijziging, *, op: datetime, door: Gebruiker | None, na: Na | None = None) -> None:
    gebruiker = wijziging.gebruiker
    if wijziging.soort == Rechtensoort.FACTOR:
        Authenticator.objects.filter(user=gebruiker).delete()
    else:
        _geef_rol(wijziging)
    wijziging.ingegaan_op = op
    wijziging.save(update_fields=["ingegaan_op", "bevestigd_door"])
    reden = f", bevestigd door {wijziging.bevestigd_door.naam}" if wijziging.bevestigd_door else ""
    _meld(wijziging, wijziging.wat, f"Ingegaan: {wijziging.wat}{reden}.", door=door, na=na)


def _geef_rol(wijziging: Rechtenwijziging) -> None:
    velden = {"gebruiker": wijziging.gebruiker, "rol": wijziging.rol, "organisatie": wijziging.organisatie}
    if Lidmaatschap.objects.filter(**velden).exists():
        return
    lid = Lidmaatschap(**velden)
    lid._history_user = wijziging.gevraagd_door  # type: ignore[attr-defined] # in de geschiedenis staat wie de rol gaf, niet wie er net inlogt
    lid.save()


def _meld(
    wijziging: Rechtenwijziging, handeling: str, zin: str, *, door: Gebruiker | None, na: Na | None = None
) -> None:
    meld(wijziging.gebruiker, [Stap(handeling, zin)], door=door, na=na)


def moment(tijd: datetime) -> str:
    """“1 december 2026, 10:12”."""
    return date_format(localtime(tijd), "j F Y, H:i")
