"""De mails over wat mensen volgen, voor wie vandaag aan de beurt is.

Niemand krijgt iets twee keer: dat het verteld is en de mail die wacht, staan in één transactie in de database. Van twee die
tegelijk draaien, is er één eerst. Een werker verstuurt de mail (``acties.post``).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from acties.models import Gebruiker, WachtendeMail
from acties.post import Envelop, Postsoort, Uitkomst, bied_samen_aan
from monitoring.constanten import Volgritme
from monitoring.models import Volger
from monitoring.volgen.nieuws import nieuws_voor, stoplink, tekst_voor

# Wie nu nog aan het opslaan is, heeft zijn melding al een tijdstip gegeven: zij komt in de volgende mail.
MARGE = timedelta(minutes=5)
SOORT = "volgen"
DAGEN = {Volgritme.DAG: 1, Volgritme.WEEK: 7, Volgritme.JAAR: 1}


@dataclass(slots=True)
class Uitslag:
    """Voor hoeveel mensen er een mail klaarstaat, en voor wie niet."""

    aangeboden: int = 0
    niets_nieuws: int = 0
    mag_niet: int = 0

    @property
    def zin(self) -> str:
        return (
            f"Mails over wat iemand volgt: {self.aangeboden} in de rij, {self.niets_nieuws} zonder nieuws, "
            f"{self.mag_niet} niet (account uit, zonder rol of zonder e-mailadres)."
        )


def vertel_alle(nu: datetime) -> Uitslag:
    uitslag, tot = Uitslag(), nu - MARGE
    for volger in Volger.objects.exclude(ritme=Volgritme.NOOIT).select_related("gebruiker", "programma").order_by("pk"):
        if _is_aan_de_beurt(volger, nu):
            _vertel(volger, tot, uitslag)
    return uitslag


def _is_aan_de_beurt(volger: Volger, nu: datetime) -> bool:
    gehad = timezone.localdate(volger.verteld_tot + MARGE)
    return (timezone.localdate(nu) - gehad).days >= DAGEN[Volgritme(volger.ritme)]


@transaction.atomic
def _vertel(volger: Volger, tot: datetime, uitslag: Uitslag) -> None:
    sinds = volger.verteld_tot
    if not Volger.objects.filter(pk=volger.pk, verteld_tot=sinds, ritme=volger.ritme).update(verteld_tot=tot):
        return  # een ander was eerst, of er kwam net een andere keuze
    gebruiker = volger.gebruiker
    if not _mag_mail(gebruiker):
        uitslag.mag_niet += 1
    elif nieuws := nieuws_voor(volger, sinds, tot):
        uitslag.aangeboden += 1
        onderwerp = f"{volger.programma.naam}: {nieuws.onderwerp}"
        bied_samen_aan([Envelop(SOORT, volger.pk, gebruiker.email, onderwerp, tekst_voor(volger, nieuws))])
    else:
        uitslag.niets_nieuws += 1


def _mag_mail(gebruiker: Gebruiker) -> bool:
    return bool(gebruiker.is_active and gebruiker.heeft_rol and gebruiker.email)


def _maak(mail: WachtendeMail) -> EmailMessage | None:
    """Met de knop Afmelden van het mailprogramma erbij (RFC 8058). Wie intussen stopte of niet meer mag, krijgt niets."""
    volger = Volger.objects.select_related("gebruiker", "programma").filter(pk=mail.waarvan).first()
    if volger is None or volger.ritme == Volgritme.NOOIT or not _mag_mail(volger.gebruiker):
        return None
    koppen = {"List-Unsubscribe": f"<{stoplink(volger)}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return EmailMessage(mail.onderwerp, mail.tekst, to=[volger.gebruiker.email], headers=koppen)


def _onthoud(mail: WachtendeMail, uitkomst: Uitkomst) -> None:
    """Van deze mails hoeft niemand te weten hoe het afliep: de pagina's zeggen hetzelfde."""


POSTSOORT = Postsoort(maak=_maak, onthoud=_onthoud)
