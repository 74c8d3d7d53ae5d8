"""Een link maken, opnieuw sturen en intrekken. Elke keer een nieuwe sleutel: de oude is nergens te lezen."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from acties.models import Gebruiker
from acties.post import Uitkomst
from acties.spoor.logboek import noteer_na_opslaan
from acties.toegang.sleutel import afdruk, nieuwe_sleutel
from monitoring.links.post import mail_link
from monitoring.models import Toegangslink


@transaction.atomic
def maak_link(link: Toegangslink, *, door: Gebruiker, op: datetime, na: Callable[[Uitkomst], None]) -> None:
    sleutel = nieuwe_sleutel()
    link.sleutel, link.gemaakt_door, link.gemaakt_op = afdruk(sleutel), door, op
    link.save(force_insert=True)
    noteer_na_opslaan("link maken", link, door=door)
    mail_link(link, sleutel, na=na)


@transaction.atomic
def stuur_opnieuw(link: Toegangslink, *, door: Gebruiker, na: Callable[[Uitkomst], None]) -> None:
    """Een nieuwe sleutel naar hetzelfde adres. De oude link en wat ermee open is, werken niet meer."""
    sleutel = nieuwe_sleutel()
    link.sleutel, link.browser, link.code, link.code_tot = afdruk(sleutel), "", "", None
    link.save(update_fields=["sleutel", "browser", "code", "code_tot"])
    noteer_na_opslaan("link opnieuw sturen", link, door=door)
    mail_link(link, sleutel, na=na)


@transaction.atomic
def trek_in(link: Toegangslink, *, door: Gebruiker, op: datetime) -> None:
    Toegangslink.objects.filter(pk=link.pk, ingetrokken_op=None).update(ingetrokken_op=op)
    noteer_na_opslaan("link intrekken", link, door=door)
