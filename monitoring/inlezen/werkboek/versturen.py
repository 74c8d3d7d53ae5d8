"""Werkboeken mailen: één mail per organisatie, met haar werkboek erbij en een tekst van de projectleider."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.core.mail import EmailMessage

from acties.models import Gebruiker
from acties.post import OP_RIJ, Uitkomst, bezorg
from acties.spoor.logboek import noteer
from monitoring.datum import datum_tekst
from monitoring.inlezen.werkboek.werkboek import Werkboek, bestandsnaam
from monitoring.models import Updateronde

logger = logging.getLogger(__name__)

SOORT = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ORGANISATIE = "[organisatie]"  # in onderwerp en tekst komt hier de naam te staan


@dataclass(slots=True)
class Verzonden:
    """Namen van organisaties: wie een mail kreeg, en bij wie het niet lukte."""

    gelukt: list[str] = field(default_factory=list)
    mislukt: list[str] = field(default_factory=list)


def standaardtekst(ronde: Updateronde, door: Gebruiker) -> dict[str, str]:
    laatste = datum_tekst(ronde.sluit_op)
    regels = [
        f"Beste collega van {ORGANISATIE},",
        "",
        f"Hoe staat het op {datum_tekst(ronde.peildatum)} met jullie acties uit {ronde.programma.naam}?",
        f"Vul het bijgevoegde Excelbestand in en stuur het mij uiterlijk {laatste} terug. Op het eerste blad staat hoe.",
        "Is er niets veranderd? Ook dat hoor ik graag: kies Ja bij Ongewijzigd.",
        "",
        "Zet er geen gegevens over personen of zaken in.",
        *(["", ronde.toelichting] if ronde.toelichting else []),
        "",
        f"Met vriendelijke groet, {door.naam}",
    ]
    return {"onderwerp": f"{ronde}: invullen tot en met {laatste}", "bericht": "\n".join(regels)}


def verstuur(
    boeken: Iterable[Werkboek],
    adressen: Mapping[str, list[str]],
    *,
    onderwerp: str,
    bericht: str,
    maak: Callable[[Werkboek], bytes],
    door: Gebruiker,
) -> Verzonden:
    """Mail elk werkboek waarvoor een adres is gegeven (op slug). Een mail die niet lukt, houdt de andere niet tegen."""
    uitslag = Verzonden()
    op_rij = 0
    for boek in boeken:
        if not adressen.get(boek.slug):
            continue
        if op_rij == OP_RIJ:  # dan is het de mailserver: de rest hoeft er niet op te wachten
            uitslag.mislukt.append(boek.organisatie)
            continue
        mail = EmailMessage(
            " ".join(onderwerp.replace(ORGANISATIE, boek.organisatie).split()),
            bericht.replace(ORGANISATIE, boek.organisatie),
            to=adressen[boek.slug],
            reply_to=[door.email] if door.email else None,
        )
        mail.attach(bestandsnaam(boek), maak(boek), SOORT)
        uitkomst = _stuur(mail, boek, uitslag, door)
        op_rij = op_rij + 1 if uitkomst.verbroken else 0
    return uitslag


def _stuur(mail: EmailMessage, boek: Werkboek, uitslag: Verzonden, door: Gebruiker) -> Uitkomst:
    uitkomst = bezorg(mail)
    if uitkomst is Uitkomst.VERSTUURD:
        noteer("werkboek mailen", boek.slug, door=door)
        uitslag.gelukt.append(boek.organisatie)
    else:
        logger.warning("Het werkboek van %s is niet verstuurd", boek.slug)
        uitslag.mislukt.append(boek.organisatie)
    return uitkomst
