"""Herinneren aan een updateronde: één mail per persoon, met wat er nog te melden is en een link.

Nooit twee op een dag: de rij van de herinnering staat in de database vóór de mail weggaat. Zij komt er samen met haar mail
in de rij van ``acties.post``; een werker maakt de mail vlak voor het versturen, en schrijft op de rij hoe het afliep. Zo wacht
niemand op de mailserver, en staat in de mail wat er op dat moment open is.
"""

from collections.abc import Collection, Container, Sequence
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from acties.models import Gebruiker, Programma, WachtendeMail
from acties.post import Envelop, Postsoort, Uitkomst, bied_samen_aan
from acties.spoor.logboek import noteer_na_opslaan
from acties.woorden import ACTIE
from monitoring.constanten import NIET_AANGEKOMEN, Afloop, HerinneringSoort
from monitoring.datum import datum_tekst
from monitoring.models import Herinnering, Updateronde
from monitoring.rondes.afloop import onthoud
from monitoring.rondes.ontvangers import bezet_op, ontvangers
from monitoring.rondes.rondestand import rondestand
from monitoring.rondes.schulden import Taak
from monitoring.rondes.uitslag import GeenMail, Uitslag

SOORT = "herinnering"
# Zo lang na het einde gaat een gemiste herinnering “na het einde” nog weg.
NAZENDEN = timedelta(days=7)
# Zo lang kan een herinnering op de mailserver wachten; de dag erna is er een nieuwe.
BEWAREN = timedelta(days=1)


def moment_op(ronde: Updateronde, dag: date) -> tuple[HerinneringSoort, date] | None:
    """De soort herinnering die op deze dag aan de beurt is, en de dag waarop dat begon. ``None``: geen.

    Wordt een dag gemist, dan gaat de herinnering de dag erna alsnog; een later moment gaat voor op een eerder.
    """
    if dag < ronde.opent_op or dag > ronde.sluit_op + timedelta(days=1) + NAZENDEN:
        return None
    later = [
        (HerinneringSoort.WEEK, ronde.sluit_op - timedelta(days=7)),
        (HerinneringSoort.DAG, ronde.sluit_op - timedelta(days=1)),
        (HerinneringSoort.NA, ronde.sluit_op + timedelta(days=1)),
    ]
    momenten = [(HerinneringSoort.OPENING, ronde.opent_op), *(m for m in later if m[1] > ronde.opent_op)]
    return [moment for moment in momenten if moment[1] <= dag][-1]


def herinner_alle(dag: date) -> Uitslag:
    """Zet in de rij wat op deze dag aan de beurt is, in alle rondes; de eerst sluitende ronde gaat voor."""
    uitslag = Uitslag()
    rondes = Updateronde.objects.filter(opent_op__lte=dag, sluit_op__gte=dag - NAZENDEN - timedelta(days=1))
    for ronde in rondes.over_open_jaar().order_by("sluit_op", "pk"):
        moment = moment_op(ronde, dag)
        if moment:
            soort, sinds = moment
            gehad = Herinnering.objects.filter(ronde=ronde, soort=soort, dag__gte=sinds).exclude(
                afloop__in=NIET_AANGEKOMEN
            )
            uitslag.voeg_toe(
                _zet_in_de_rij(ronde, soort, dag, overslaan=set(gehad.values_list("gebruiker", flat=True)))
            )
    return uitslag


def herinner(
    ronde: Updateronde,
    soort: HerinneringSoort,
    dag: date,
    *,
    voor: Collection[str] | None = None,
    door: Gebruiker | None = None,
) -> Uitslag:
    """Mail wie in deze ronde nog iets te melden heeft; wie alleen om een bijdrage is gevraagd of pauzeerde, krijgt er geen.

    ``voor``: alleen wie dat voor een van deze organisaties (slugs) heeft. ``None`` is iedereen.
    """
    return _zet_in_de_rij(ronde, soort, dag, voor=voor, door=door)


@transaction.atomic
def _zet_in_de_rij(
    ronde: Updateronde,
    soort: HerinneringSoort,
    dag: date,
    *,
    voor: Collection[str] | None = None,
    overslaan: Container[int] = (),
    door: Gebruiker | None = None,
) -> Uitslag:
    """De rijen en hun mails staan er samen of geen van beide."""
    uitslag = Uitslag()
    stand = rondestand(ronde, Programma.objects.met_kenmerk().get(pk=ronde.programma_id), dag)
    bezet = bezet_op(dag)
    enveloppen = []
    for gebruiker, schulden in ontvangers(stand, dag).te_mailen(uitslag, voor):
        if gebruiker.pk in overslaan:
            continue
        waarom = bezet.get(gebruiker.pk)
        rij = None if waarom else _begin(ronde, gebruiker, soort, dag, len(schulden))
        if rij is None:
            uitslag.geen(waarom or GeenMail.AL_GEHAD, gebruiker.naam)
        else:
            uitslag.krijgt.append(gebruiker.naam)
            enveloppen.append(Envelop(SOORT, rij.pk, gebruiker.email))
    bied_samen_aan(enveloppen)
    if enveloppen or door:
        noteer_na_opslaan("herinneren", ronde, door=door, naar=uitslag.zin)
    return uitslag


def _begin(ronde: Updateronde, gebruiker: Gebruiker, soort: str, dag: date, aantal: int) -> Herinnering | None:
    """De rij van deze dag. Kwam die mail eerder vandaag niet aan, dan begint zij opnieuw. ``None``: een ander was eerst."""
    velden = {"ronde": ronde, "soort": soort, "aantal": aantal, "afloop": Afloop.IN_DE_RIJ}
    rij, nieuw = Herinnering.objects.get_or_create(gebruiker=gebruiker, dag=dag, defaults=velden)
    opnieuw = Herinnering.objects.filter(pk=rij.pk, afloop__in=NIET_AANGEKOMEN)
    return rij if nieuw or opnieuw.update(**velden) else None


# Vlak voor het versturen, en erna


def _maak(mail: WachtendeMail) -> EmailMessage | None:
    """Met wat er nu nog open is. Meldde iemand intussen alles, of zette hij een pauze aan, dan is de mail niet meer nodig."""
    rij = Herinnering.objects.select_related("ronde").filter(pk=mail.waarvan).first()
    if rij is None:
        return None
    dag = max(rij.dag, timezone.localdate())
    programma = Programma.objects.met_kenmerk().get(pk=rij.ronde.programma_id)
    for gebruiker, schulden in ontvangers(rondestand(rij.ronde, programma, dag), dag).te_mailen(Uitslag()):
        if gebruiker.pk == rij.gebruiker_id:
            return maak_bericht(rij.ronde, programma, gebruiker, HerinneringSoort(rij.soort), schulden, dag)
    return None


def _onthoud(mail: WachtendeMail, uitkomst: Uitkomst) -> None:
    wie = Gebruiker.objects.filter(herinneringen=mail.waarvan).first()
    onthoud(Herinnering.objects.filter(pk=mail.waarvan), uitkomst, "herinnering mailen", wie)


POSTSOORT = Postsoort(_maak, _onthoud, BEWAREN)


def maak_bericht(
    ronde: Updateronde,
    programma: Programma,
    gebruiker: Gebruiker,
    soort: HerinneringSoort,
    schulden: Sequence[Taak],
    dag: date,
) -> EmailMessage:
    """De mail aan één persoon, in gewone tekst."""
    acties = ACTIE.aantal(len(schulden))
    eind = datum_tekst(ronde.sluit_op)
    dicht = dag > ronde.sluit_op
    onderwerp = f"{ronde}: nog {acties} te melden" + ("" if dicht else f" tot en met {eind}")
    termijn = (
        f"De laatste dag was {eind}. Je melding is nog steeds welkom."
        if dicht
        else f"Je kunt melden tot en met {eind}."
    )
    regels = [
        f"Beste {gebruiker.first_name or gebruiker.naam},",
        "",
        _aanhef(ronde, soort),
        f"Voor jou staat nog open: {acties}. {termijn}",
        "",
        *(_regel(schuld) for schuld in schulden),
        "",
        f"Melden: {_link('mijn_acties', programma, **({} if dicht else {'ronde': ronde.pk}))}",
        "Is er niets veranderd? Bevestig dat dan met één klik.",
        *(["", ronde.toelichting] if ronde.toelichting else []),
        "",
        f"Even geen herinneringen? Zet ze op pauze: {_link('herinneringen', programma)}",
        "",
        f"Met vriendelijke groet, {programma.naam}",
    ]
    return EmailMessage(" ".join(onderwerp.split()), "\n".join(regels), to=[gebruiker.email])


def _regel(schuld: Taak) -> str:
    namens = " (namens de regio)" if schuld.namens_regio else ""
    return f"- {schuld.actie.nummer}. {schuld.actie.titel}{namens}"


def _aanhef(ronde: Updateronde, soort: HerinneringSoort) -> str:
    peildatum = datum_tekst(ronde.peildatum)
    return {
        HerinneringSoort.OPENING: f"{ronde} is open: hoe staat het op {peildatum} met jullie acties?",
        HerinneringSoort.WEEK: f"{ronde} loopt nog een week.",
        HerinneringSoort.DAG: f"{ronde} is bijna afgelopen.",
        HerinneringSoort.NA: f"{ronde} is afgelopen, maar wij missen nog iets van jullie.",
        HerinneringSoort.LOS: f"De projectleider vraagt je om mee te doen met {ronde}.",
    }[soort]


def _link(naam: str, programma: Programma, **vraag: int) -> str:
    pad = reverse(f"monitoring:{naam}", args=[programma.slug])
    return settings.SITE_URL + pad + (f"?{urlencode(vraag)}" if vraag else "")
