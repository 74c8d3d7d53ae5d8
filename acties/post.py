"""Mail de deur uit, buiten elke transactie: op SQLite wacht anders elke schrijver zolang de mailserver erover doet."""

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import timedelta
from enum import Enum, auto
from functools import partial
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from acties.models import WachtendeMail
from acties.models.post import BEWAREN

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
    OPGEGEVEN = auto()  # te lang gewacht
    VERVALLEN = auto()  # vlak voor het versturen bleek zij niet meer nodig
    EEN_ANDER = auto()  # een ander verstuurt haar al

    @property
    def verbroken(self) -> bool:
        return self in (Uitkomst.GEEN_VERBINDING, Uitkomst.ONZEKER)


@dataclass(frozen=True, slots=True)
class Postsoort:
    """Mails die bij een rij horen die blijft. Zij worden pas gemaakt als zij weggaan: zo staat er niets ouds of te lang in.

    ``maak`` geeft de mail, of ``None`` als zij niet meer nodig is. ``onthoud`` hoort één keer hoe het afliep, in dezelfde
    transactie waarin de mail uit de rij gaat. Na ``bewaren`` wordt zij opgegeven. Is niet zeker of zij aankwam, dan gaat zij
    niet nog eens.
    """

    maak: Callable[[WachtendeMail], EmailMessage | None]
    onthoud: Callable[[WachtendeMail, Uitkomst], None]
    bewaren: timedelta = BEWAREN


_soorten: dict[str, Postsoort] = {}


def ken(naam: str, soort: Postsoort) -> None:
    """Een app meldt bij haar start welke soorten mail zij heeft."""
    _soorten[naam] = soort


def waarschuwing(adres: str, uitkomst: Uitkomst) -> str:
    """Wat wie de handeling deed hierover moet weten; leeg als de mail weg is of een werker haar zo verstuurt."""
    if uitkomst in (Uitkomst.VERSTUURD, Uitkomst.IN_DE_RIJ, Uitkomst.EEN_ANDER):
        return ""
    if uitkomst is Uitkomst.GEWEIGERD:
        return f"De mailserver weigert de mail aan {adres}. Klopt het adres?"
    return f"De mail aan {adres} kon nu niet weg. Wij proberen het later opnieuw; je hoeft niets te doen."


def bezorg(bericht: EmailMessage, *, begin: Callable[[], bool]) -> Uitkomst:
    """Probeer één keer. Een fout van de mailserver of de verbinding is een uitkomst, nooit een exception.

    ``begin``: te doen als de verbinding er is en de mail nu weggaat. Onwaar: een ander is er al mee begonnen.
    """
    verbinding = get_connection()
    try:
        verbinding.open()
    except OSError:
        return Uitkomst.GEEN_VERBINDING
    try:
        if not begin():
            return Uitkomst.EEN_ANDER
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
        with suppress(OSError):  # een verbinding die al weg is
            verbinding.close()


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


@dataclass(frozen=True, slots=True)
class Envelop:
    """Een mail van een ``Postsoort``: voor wie zij is en bij welke rij zij hoort, met de tekst als iemand die schreef."""

    soort: str
    waarvan: int
    aan: str
    onderwerp: str = ""
    tekst: str = ""


def bied_samen_aan(enveloppen: Iterable[Envelop]) -> None:
    """Zet ze in de rij, samen met de rijen waar zij bij horen; een werker stuurt ze zodra die vaststaan."""
    nu = timezone.now()
    mails = [WachtendeMail(**asdict(envelop), gemaakt_op=nu, vrij_vanaf=nu) for envelop in enveloppen]
    if WachtendeMail.objects.bulk_create(mails):
        transaction.on_commit(lambda: verstuur_alles.enqueue())  # noqa: PLW0108 - the task is defined below


def doe_alsof(bericht: EmailMessage) -> None:
    """Hetzelfde werk als ``bied_aan``, voor een mail die niemand krijgt: aan de duur is dat niet te zien."""
    mail = _leg_klaar(bericht)
    WachtendeMail.objects.filter(pk=mail.pk).delete()
    transaction.on_commit(lambda: verstuur.enqueue(mail.pk))


def _leg_klaar(bericht: EmailMessage) -> WachtendeMail:
    nu = timezone.now()
    [aan] = bericht.to
    inhoud = {"onderwerp": str(bericht.subject), "tekst": str(bericht.body)}
    return WachtendeMail.objects.create(aan=aan, **inhoud, gemaakt_op=nu, vrij_vanaf=nu)


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


@task(queue_name="post")
def verstuur_alles() -> None:
    """De rij, van voor naar achter. Valt de werker weg, dan begint een ander opnieuw met wat er nog in staat."""
    if not WachtendeMail.objects.net_verbroken(timezone.now()).exists():
        verstuur_wachtende()


@dataclass(slots=True)
class Postronde:
    """Wat er met de wachtende mails gebeurde."""

    verstuurd: int = 0
    geweigerd: int = 0
    verlopen: int = 0
    vervallen: int = 0
    over: int = 0
    onzeker: int = 0
    zwijgt: bool = False  # de mailserver was een paar keer achter elkaar niet te bereiken

    @property
    def zin(self) -> str:
        """“Wachtende mails: 2 verstuurd, 0 geweigerd, 0 verlopen, 1 nog te doen.”"""
        vervallen = f" {self.vervallen} niet meer nodig." if self.vervallen else ""
        onzeker = f" {self.onzeker} misschien verstuurd: het versturen stopte halverwege." if self.onzeker else ""
        return (
            f"Wachtende mails: {self.verstuurd} verstuurd, {self.geweigerd} geweigerd, {self.verlopen} verlopen, "
            f"{self.over} nog te doen.{vervallen}{onzeker}"
        )

    def tel(self, uitkomst: Uitkomst, *, blijft: bool) -> None:
        self.verstuurd += uitkomst is Uitkomst.VERSTUURD
        self.geweigerd += uitkomst is Uitkomst.GEWEIGERD
        self.vervallen += uitkomst is Uitkomst.VERVALLEN
        self.onzeker += uitkomst is Uitkomst.ONZEKER and not blijft


def verstuur_wachtende() -> Postronde:
    """Alles wat nog weg moet, oudste eerst, maar mails over een account vóór alle andere.

    Drie mislukte verbindingen achter elkaar: de rest wacht op een volgende keer.
    """
    ronde = Postronde()
    _rond_onzekere_af(ronde)
    _geef_verlopen_op(ronde)
    op_rij, gehad = 0, set[int]()
    while not ronde.zwijgt and (mail := WachtendeMail.objects.vrij(timezone.now()).exclude(pk__in=gehad).first()):
        gepakt = WachtendeMail.objects.filter(pk=mail.pk).pak(timezone.now())
        uitkomst = _stuur(mail) if gepakt else Uitkomst.EEN_ANDER
        if not _is_klaar(mail, uitkomst):
            gehad.add(mail.pk)
        ronde.tel(uitkomst, blijft=mail.soort == "")
        op_rij = op_rij + 1 if uitkomst.verbroken else 0
        ronde.zwijgt = op_rij == OP_RIJ
    onzeker = WachtendeMail.objects.onzeker(timezone.now()).count()
    ronde.onzeker += onzeker
    ronde.over = WachtendeMail.objects.count() - onzeker
    return ronde


def _rond_onzekere_af(ronde: Postronde) -> None:
    """Wie een mail aan het versturen was, is er niet meer. Bij een rij die blijft, staat dat voortaan daar."""
    for mail in WachtendeMail.objects.onzeker(timezone.now()).exclude(soort=""):
        ronde.onzeker += _rond_af(mail, Uitkomst.ONZEKER)


def _geef_verlopen_op(ronde: Postronde) -> None:
    nu = timezone.now()
    ronde.verlopen = WachtendeMail.objects.filter(soort="", gemaakt_op__lte=nu - BEWAREN).delete()[0]
    for naam, soort in _soorten.items():
        for mail in WachtendeMail.objects.vrij(nu).filter(soort=naam, gemaakt_op__lte=nu - soort.bewaren):
            if WachtendeMail.objects.filter(pk=mail.pk).pak(nu):
                ronde.verlopen += _rond_af(mail, Uitkomst.OPGEGEVEN)


def _stuur(mail: WachtendeMail) -> Uitkomst:
    uitkomst = _maak_en_bezorg(mail)
    if _is_klaar(mail, uitkomst):
        _rond_af(mail, uitkomst)
    elif uitkomst is not Uitkomst.EEN_ANDER:
        _bewaar(mail, verbroken=uitkomst.verbroken)
    return uitkomst


def _is_klaar(mail: WachtendeMail, uitkomst: Uitkomst) -> bool:
    klaar = uitkomst in {Uitkomst.VERSTUURD, Uitkomst.GEWEIGERD, Uitkomst.VERVALLEN}
    return klaar or (mail.soort != "" and uitkomst is Uitkomst.ONZEKER)


def _maak_en_bezorg(mail: WachtendeMail) -> Uitkomst:
    """Een mail die niet te maken is, houdt de andere niet op: zij wacht, en wordt na haar termijn opgegeven."""
    try:
        gewoon = EmailMessage(mail.onderwerp, mail.tekst, to=[mail.aan])
        bericht = _soorten[mail.soort].maak(mail) if mail.soort else gewoon
        if bericht:
            bericht.message()  # wat hier niet lukt, lukt straks halverwege het versturen ook niet
    except Exception:
        logger.exception("Wachtende mail %s kon niet worden gemaakt", mail.pk)
        return Uitkomst.UITGESTELD
    if bericht is None:
        return Uitkomst.VERVALLEN
    return bezorg(bericht, begin=partial(_begin, mail))


def _begin(mail: WachtendeMail) -> bool:
    """Van wie haar tegelijk in handen hebben, begint er één: ook wie lang wegbleef, verstuurt haar geen tweede keer."""
    nu = timezone.now()
    if not WachtendeMail.objects.filter(pk=mail.pk).begin(nu):
        return False
    mail.begonnen_op = nu
    return True


@transaction.atomic
def _rond_af(mail: WachtendeMail, uitkomst: Uitkomst) -> bool:
    """Uit de rij, en onthouden hoe het afliep. Onwaar: een ander was eerst."""
    weg = bool(WachtendeMail.objects.filter(pk=mail.pk).delete()[0])
    if mail.soort and (weg or uitkomst is Uitkomst.VERSTUURD):  # wie het zeker weet, gaat voor wie het niet zeker wist
        _soorten[mail.soort].onthoud(mail, uitkomst)
    return weg


def _bewaar(mail: WachtendeMail, *, verbroken: bool = False) -> None:
    """Voor een volgende keer. Wie niet begon, blijft af van wat een ander intussen wel begon."""
    logger.warning("Wachtende mail %s kon niet weg en blijft bewaard", mail.pk)
    nu = timezone.now()
    rij = WachtendeMail.objects.filter(pk=mail.pk)
    if mail.begonnen_op is None:
        rij = rij.filter(begonnen_op=None)
    rij.update(vrij_vanaf=nu, begonnen_op=None, **({"verbroken_op": nu} if verbroken else {}))
