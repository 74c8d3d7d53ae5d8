"""Mail de deur uit, buiten elke transactie: op SQLite wacht anders elke schrijver zolang de mailserver erover doet."""

from enum import Enum, auto
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused

from django.core.mail import EmailMessage, get_connection

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
