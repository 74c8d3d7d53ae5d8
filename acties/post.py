"""Mail de deur uit, buiten elke transactie: op SQLite wacht anders elke schrijver zolang de mailserver erover doet."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from acties.models import WachtendeMail
from acties.models.post import BEZIG

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

    @property
    def verbroken(self) -> bool:
        return self in (Uitkomst.GEEN_VERBINDING, Uitkomst.ONZEKER)


def waarschuwing(adres: str, uitkomst: Uitkomst) -> str:
    """Wat wie de handeling deed hierover moet weten; leeg als de mail weg is."""
    if uitkomst is Uitkomst.VERSTUURD:
        return ""
    if uitkomst is Uitkomst.GEWEIGERD:
        return f"De mailserver weigert de mail aan {adres}. Klopt het adres?"
    return f"De mail aan {adres} kon nu niet weg. Wij proberen het later opnieuw; je hoeft niets te doen."


def bezorg(bericht: EmailMessage) -> Uitkomst:
    """Probeer één keer. Een fout van de mailserver of de verbinding is een uitkomst, nooit een exception."""
    verbinding = get_connection()
    try:
        verbinding.open()
    except OSError:
        return Uitkomst.GEEN_VERBINDING
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


def _meteen(poging: Callable[[], None]) -> None:
    poging()


def bied_aan(
    bericht: EmailMessage,
    *,
    na: Callable[[Uitkomst], None],
    wanneer: Callable[[Callable[[], None]], None] = _meteen,
) -> None:
    """Bewaar een mail samen met de handeling waar zij bij hoort, en stuur haar zodra die vaststaat.

    ``na`` hoort hoe het ging. ``wanneer`` krijgt de poging en doet haar: meteen, of als het antwoord weg is. Wat niet weg kon,
    blijft bewaard voor ``verstuur_wachtende``. Stopt de server precies tussen versturen en weghalen, dan gaat zij nog een keer:
    een mail te veel is hier beter dan een uitnodiging kwijt.
    """
    mail = _leg_klaar(bericht)
    transaction.on_commit(lambda: wanneer(lambda: na(_eerste_poging(mail))))


def doe_alsof(bericht: EmailMessage) -> None:
    """Hetzelfde werk als ``bied_aan``, voor een mail die niemand krijgt: aan de duur is dat niet te zien."""
    _leg_klaar(bericht).delete()


def _leg_klaar(bericht: EmailMessage) -> WachtendeMail:
    nu = timezone.now()
    [aan] = bericht.to
    return WachtendeMail.objects.create(
        aan=aan, onderwerp=str(bericht.subject), tekst=str(bericht.body), gemaakt_op=nu, vrij_vanaf=nu + BEZIG
    )


def _eerste_poging(mail: WachtendeMail) -> Uitkomst:
    """Zweeg de mailserver zojuist al, dan wacht deze bezoeker er niet nog eens op."""
    if WachtendeMail.objects.net_verbroken(timezone.now()).exists():
        _bewaar(mail)
        return Uitkomst.GEEN_VERBINDING
    return _stuur(mail)


@dataclass(slots=True)
class Postronde:
    """Wat er met de wachtende mails gebeurde."""

    verstuurd: int = 0
    geweigerd: int = 0
    verlopen: int = 0
    over: int = 0

    @property
    def zin(self) -> str:
        """“Wachtende mails: 2 verstuurd, 0 geweigerd, 0 verlopen, 1 nog te doen.”"""
        return (
            f"Wachtende mails: {self.verstuurd} verstuurd, {self.geweigerd} geweigerd, {self.verlopen} verlopen, "
            f"{self.over} nog te doen."
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
    ronde.over = WachtendeMail.objects.count()
    return ronde


def _stuur(mail: WachtendeMail) -> Uitkomst:
    uitkomst = bezorg(EmailMessage(mail.onderwerp, mail.tekst, to=[mail.aan]))
    if uitkomst in (Uitkomst.VERSTUURD, Uitkomst.GEWEIGERD):
        mail.delete()
    else:
        _bewaar(mail, verbroken=uitkomst.verbroken)
    return uitkomst


def _bewaar(mail: WachtendeMail, *, verbroken: bool = False) -> None:
    logger.warning("Wachtende mail %s kon niet weg en blijft bewaard", mail.pk)
    mail.vrij_vanaf = timezone.now()
    if verbroken:
        mail.verbroken_op = mail.vrij_vanaf
    mail.save(update_fields=["vrij_vanaf", "verbroken_op"])
