"""Herinneren aan een updateronde: één mail per persoon, met wat er nog te melden is en een link.

Nooit twee op een dag: de rij van de herinnering staat in de database vóór de mail weggaat. Dat zijn twee korte
transacties met de mail ertussen, zodat niemand op de mailserver wacht. Is de mail zeker niet weg, dan verdwijnt de rij en
kan het later opnieuw; is dat niet zeker, dan blijft zij staan.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from acties.models import Gebruiker, Programma
from acties.post import OP_RIJ, Uitkomst, bezorg
from acties.spoor.logboek import noteer_na_opslaan
from acties.woorden import ACTIE
from monitoring.constanten import HerinneringSoort
from monitoring.datum import datum_tekst
from monitoring.models import Herinnering, Updateronde
from monitoring.rondes.rondestand import rondestand
from monitoring.rondes.schulden import Taak
from monitoring.rondes.voortgang import melders_van

logger = logging.getLogger(__name__)

# Zo lang na het einde gaat een gemiste herinnering “na het einde” nog weg.
NAZENDEN = timedelta(days=7)


@dataclass(slots=True)
class Uitslag:
    """Hoeveel mensen een mail kregen, en waarom anderen niet."""

    verstuurd: int = 0
    gepauzeerd: int = 0
    zonder_adres: int = 0
    al_gehad: int = 0
    mislukt: int = 0
    onzeker: int = 0
    over: int = 0

    @property
    def niet_verstuurd(self) -> str:
        """“2 kregen er vandaag al een; 1 hebben geen e-mailadres”; leeg als iedereen een mail kreeg."""
        redenen = {
            "kregen er vandaag al een": self.al_gehad,
            "zetten herinneringen op pauze": self.gepauzeerd,
            "hebben geen e-mailadres": self.zonder_adres,
            "zijn geweigerd door de mailserver": self.mislukt,
            "kregen hem misschien niet": self.onzeker,
            "krijgen hem een volgende keer": self.over,
        }
        return "; ".join(f"{aantal} {reden}" for reden, aantal in redenen.items() if aantal)


class MailserverZwijgt(Exception):
    """De mailserver is niet te bereiken; wie nog geen mail kreeg, krijgt hem een volgende keer."""

    def __init__(self, uitslag: Uitslag):
        self.uitslag = uitslag
        super().__init__(
            f"De mailserver antwoordt niet. Herinneringen: {uitslag.verstuurd} verstuurd, "
            f"{uitslag.mislukt + uitslag.onzeker} overgeslagen, {uitslag.over} nog te doen."
        )


@dataclass(frozen=True, slots=True)
class Brief:
    """Een mail die klaarligt, met de rij die ervan komt."""

    bericht: EmailMessage
    rij: Herinnering


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
    """Wat op deze dag aan de beurt is, in alle rondes; de eerst sluitende ronde gaat voor."""
    uitslag = Uitslag()
    brieven: list[Brief] = []
    rondes = Updateronde.objects.filter(opent_op__lte=dag, sluit_op__gte=dag - NAZENDEN - timedelta(days=1))
    for ronde in rondes.over_open_jaar().order_by("sluit_op", "pk"):
        moment = moment_op(ronde, dag)
        if moment:
            soort, sinds = moment
            gehad = Herinnering.objects.filter(ronde=ronde, soort=soort, dag__gte=sinds)
            brieven += _brieven(ronde, soort, dag, uitslag, set(gehad.values_list("gebruiker", flat=True)))
    return _verstuur(brieven, uitslag)


def herinner(ronde: Updateronde, soort: HerinneringSoort, dag: date, *, door: Gebruiker | None = None) -> Uitslag:
    """Mail wie in deze ronde nog iets te melden heeft; wie alleen om een bijdrage is gevraagd of pauzeerde, krijgt er geen."""
    uitslag = Uitslag()
    return _verstuur(list(_brieven(ronde, soort, dag, uitslag)), uitslag, door)


def _brieven(
    ronde: Updateronde, soort: HerinneringSoort, dag: date, uitslag: Uitslag, overslaan: Iterable[int] = ()
) -> Iterator[Brief]:
    programma = Programma.objects.met_kenmerk().get(pk=ronde.programma_id)
    stand = rondestand(ronde, programma, dag)
    slugs: dict[Gebruiker, list[str]] = {}
    for slug, gebruikers in melders_van(stand, dag).items():
        for gebruiker in gebruikers:
            slugs.setdefault(gebruiker, []).append(slug)
    for gebruiker, eigen in slugs.items():
        schulden = stand.van_samen(eigen).openstaand
        if not schulden or gebruiker.pk in overslaan:
            continue
        if gebruiker.herinneringen_vanaf and dag < gebruiker.herinneringen_vanaf:
            uitslag.gepauzeerd += 1
        elif not gebruiker.email:
            uitslag.zonder_adres += 1
        else:
            bericht = maak_bericht(ronde, programma, gebruiker, soort, schulden, dag)
            rij = Herinnering(ronde=ronde, gebruiker=gebruiker, soort=soort, dag=dag, aantal=len(schulden))
            yield Brief(bericht, rij)


def _verstuur(brieven: Sequence[Brief], uitslag: Uitslag, door: Gebruiker | None = None) -> Uitslag:
    """Een voor een. Een ontvanger die niet lukt wordt overgeslagen; valt de verbinding steeds weg, dan houdt het op."""
    op_rij = 0
    for nummer, brief in enumerate(brieven, 1):
        uitkomst = _stuur(brief, uitslag, door)
        if uitkomst is not None:
            op_rij = op_rij + 1 if uitkomst.verbroken else 0
        if op_rij == OP_RIJ:
            uitslag.over += len({ander.rij.gebruiker_id for ander in brieven[nummer:]})
            break
    if uitslag.over:
        raise MailserverZwijgt(uitslag)
    return uitslag


def _stuur(brief: Brief, uitslag: Uitslag, door: Gebruiker | None) -> Uitkomst | None:
    """Leg vast, stuur, en leg vast hoe het ging. ``None``: een ander was eerst."""
    rij = brief.rij
    rij.bezig_sinds = timezone.now()
    try:
        with transaction.atomic(durable=True):  # anders houdt de mail een transactie van een ander open
            rij.save(force_insert=True)
    except IntegrityError:
        uitslag.al_gehad += 1
        return None
    uitkomst = bezorg(brief.bericht)
    match uitkomst:
        case Uitkomst.VERSTUURD:
            uitslag.verstuurd += 1
            rij.bezig_sinds = None
            rij.save(update_fields=["bezig_sinds"])
            noteer_na_opslaan("herinneren", rij, door=door)
        case Uitkomst.ONZEKER:
            uitslag.onzeker += 1
            logger.warning("Van de herinnering aan gebruiker %s is niet zeker of zij aankwam", rij.gebruiker_id)
        case Uitkomst.GEEN_VERBINDING:
            uitslag.over += 1
            rij.delete()
        case _:
            uitslag.mislukt += 1
            logger.warning("Herinnering aan gebruiker %s is geweigerd door de mailserver", rij.gebruiker_id)
            rij.delete()
    return uitkomst


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
