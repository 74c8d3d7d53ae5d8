"""Mail de deur uit, buiten elke transactie: op SQLite wacht anders elke schrijver zolang de mailserver erover doet."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from acties.models import WachtendeMail

logger = logging.getLogger(__name__)

# Zo vaak achter elkaar mag een verbinding mislukken; dan is het de mailserver, en niet één ontvanger.
OP_RIJ = 3
BLIJVEND = 500  # vanaf dit antwoord heeft nog eens proberen geen zin


class Uitkomst(Enum):
    """Hoe het met één mail ging."""

    VERSTUURD = auto()
    GEWEIGERD = auto()  # de mailserver wil haar niet, en morgen ook niet
    UITGESTELD = auto()  # de mailserver wil haar nu niet
    GEEN_VERBINDING = auto()  # zij is zeker niet weg
    ONZEKER = auto()  # de verbinding viel weg tijdens het versturen
    IN_DE_RIJ = auto()  # een werker verstuurt haar

    @property
    def verbroken(self) -> bool:
        return self in (Uitkomst.GEEN_VERBINDING, Uitkomst.ONZEKER)


def waarschuwing(adres: str, uitkomst: Uitkomst) -> str:
    """Wat wie de handeling deed hierover moet weten; leeg als de mail weg is of een werker haar zo verstuurt."""
    if uitkomst in (Uitkomst.VERSTUURD, Uitkomst.IN_DE_RIJ):
        return ""
    if uitkomst is Uitkomst.GEWEIGERD:
        return f"De mailserver weigert de mail aan {adres}. Klopt het adres?"
    return f"De mail aan {adres} kon nu niet weg. Wij proberen het later opnieuw; je hoeft niets te doen."


def bezorg(bericht: EmailMessage, *, vlak_voor: Callable[[], object] = lambda: None) -> Uitkomst:
    """Probeer één keer. Een fout van de mailserver of de verbinding is een uitkomst, nooit een exception.

    ``vlak_voor``: te doen als de verbinding er is en de mail nu weggaat.
    """
    verbinding = get_connection()
    try:
        verbinding.open()
    except OSError:
        return Uitkomst.GEEN_VERBINDING
    vlak_voor()
    try:
        verbinding.send_messages([bericht])
    except SMTPRecipientsRefused as fout:
        return _geweigerd(max(code for code, _ in fout.recipients.values()))
    except SMTPDataError as fout:
        return _geweigerd(fout.smtp_code)
    except SMTPSenderRefused:
        return Uitkomst.UITGESTELD  # ligt aan ons adres, niet aan deze mail
    except OSError:
        return Uitkomst.ONZEKER
    else:
        return Uitkomst.VERSTUURD
    finally:
        _sluit(verbinding)


def _sluit(verbinding) -> None:
    try:
        verbinding.close()
    except OSError:
        return  # een verbinding die al weg is


def _geweigerd(code: int) -> Uitkomst:
    return Uitkomst.GEWEIGERD if code >= BLIJVEND else Uitkomst.UITGESTELD


def bied_aan(bericht: EmailMessage, *, na: Callable[[Uitkomst], None]) -> None:
    """Bewaar een mail samen met de handeling waar zij bij hoort; een werker stuurt haar zodra die vaststaat.

    ``na`` hoort hoe het ging, of dat zij in de rij staat. Wat niet weg kon, blijft bewaard voor ``verstuur_wachtende``.
    Stopt de werker vóór het versturen, dan doet een ander het. Stopt hij tijdens het versturen, dan weet niemand of zij
    aankwam: zij gaat niet nog een keer.
    """
    mail = _leg_klaar(bericht)
    transaction.on_commit(lambda: na(_in_de_rij(mail)))


def doe_alsof(bericht: EmailMessage) -> None:
    """Hetzelfde werk als ``bied_aan``, voor een mail die niemand krijgt: aan de duur is dat niet te zien."""
    mail = _leg_klaar(bericht)
    WachtendeMail.objects.filter(pk=mail.pk).delete()
    transaction.on_commit(lambda: verstuur.enqueue(mail.pk))


def _leg_klaar(bericht: EmailMessage) -> WachtendeMail:
    nu = timezone.now()
    [aan] = bericht.to
    return WachtendeMail.objects.create(
        aan=aan, onderwerp=str(bericht.subject), tekst=str(bericht.body), gemaakt_op=nu, vrij_vanaf=nu
    )


def _in_de_rij(mail: WachtendeMail) -> Uitkomst:
    """Zweeg de mailserver zojuist al, dan wacht zij op een volgende ronde."""
    if WachtendeMail.objects.net_verbroken(timezone.now()).exists():
        _bewaar(mail)
        return Uitkomst.GEEN_VERBINDING
    gedaan = verstuur.enqueue(mail.pk)
    return Uitkomst[str(gedaan.return_value)] if gedaan.is_finished else Uitkomst.IN_DE_RIJ


@task(queue_name="post")
def verstuur(pk: int) -> str:
    """Eén mail, meteen. Een ander die haar al verstuurt of verstuurde, gaat voor."""
    nu = timezone.now()
    if WachtendeMail.objects.net_verbroken(nu).exists() or not WachtendeMail.objects.filter(pk=pk).pak(nu):
        return Uitkomst.UITGESTELD.name
    return _stuur(WachtendeMail.objects.get(pk=pk)).name


@dataclass(slots=True)
class Postronde:
    """Wat er met de wachtende mails gebeurde."""

    verstuurd: int = 0
    geweigerd: int = 0
    verlopen: int = 0
    over: int = 0
    onzeker: int = 0

    @property
    def zin(self) -> str:
        """“Wachtende mails: 2 verstuurd, 0 geweigerd, 0 verlopen, 1 nog te doen.”"""
        onzeker = f" {self.onzeker} misschien verstuurd: de verzender stopte halverwege." if self.onzeker else ""
        return (
            f"Wachtende mails: {self.verstuurd} verstuurd, {self.geweigerd} geweigerd, {self.verlopen} verlopen, "
            f"{self.over} nog te doen.{onzeker}"
        )


def verstuur_wachtende() -> Postronde:
    """Alles wat nog weg moet, oudste eerst. Drie mislukte verbindingen achter elkaar: de rest wacht op een volgende keer."""
    nu = timezone.now()
    ronde = Postronde(verlopen=WachtendeMail.objects.verlopen(nu).delete()[0])
    op_rij = 0
    for mail in list(WachtendeMail.objects.vrij(nu)):
        if not WachtendeMail.objects.filter(pk=mail.pk).pak(nu):
            continue
        uitkomst = _stuur(mail)
        ronde.verstuurd += uitkomst is Uitkomst.VERSTUURD
        ronde.geweigerd += uitkomst is Uitkomst.GEWEIGERD
        op_rij = op_rij + 1 if uitkomst.verbroken else 0
        if op_rij == OP_RIJ:
            break
    ronde.onzeker = WachtendeMail.objects.onzeker(nu).count()
    ronde.over = WachtendeMail.objects.count() - ronde.onzeker
    return ronde


def _stuur(mail: WachtendeMail) -> Uitkomst:
    bericht = EmailMessage(mail.onderwerp, mail.tekst, to=[mail.aan])
    uitkomst = bezorg(bericht, vlak_voor=WachtendeMail.objects.filter(pk=mail.pk).begin)
    if uitkomst in (Uitkomst.VERSTUURD, Uitkomst.GEWEIGERD):
        mail.delete()
    else:
        _bewaar(mail, verbroken=uitkomst.verbroken)
    return uitkomst


def _bewaar(mail: WachtendeMail, *, verbroken: bool = False) -> None:
    logger.warning("Wachtende mail %s kon niet weg en blijft bewaard", mail.pk)
    mail.vrij_vanaf, mail.begonnen_op = timezone.now(), None
    if verbroken:
        mail.verbroken_op = mail.vrij_vanaf
    mail.save(update_fields=["vrij_vanaf", "begonnen_op", "verbroken_op"])
