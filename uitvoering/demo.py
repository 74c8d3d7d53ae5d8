"""Verzonnen gegevens om de site te laten zien: accounts met een bekend wachtwoord, meldingen en evaluaties."""

from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db import models, transaction
from django.utils import timezone

from acties.models import (
    Aanjager,
    Actie,
    Besluit,
    Collegebesluit,
    Gebruiker,
    Lidmaatschap,
    Organisatie,
    Overleg,
    Programma,
)
from monitoring.constanten import Bron
from monitoring.models import Bespreking, Duiding, Evaluatie, Statusmelding, Updateronde
from uitvoering.inlezen import in_woorden, lees, lees_meldingen, voeg_meldingen_toe

M = TypeVar("M", bound=models.Model)

WACHTWOORD = "demo"
MAILDOMEIN = "voorbeeld.example"  # gereserveerd: hier komt nooit post aan
MELDINGEN = ("meldingen-2021.json", "meldingen-2022.json", "meldingen-2023.json")


@transaction.atomic
def vul(programma: Programma, bronmap: Path) -> dict[str, int]:
    """Zet alle demogegevens bij dit programma en merk het als demo; geeft de aantallen, in woorden."""
    weiger_bij_echte_meldingen(programma)
    aantallen = {"accounts": maak_accounts(lees(bronmap / "accounts.json"))}
    aantallen["lokale acties"] = maak_lokale_acties(programma, lees(bronmap / "lokaal.json")["acties"])
    aantallen["statusmeldingen"] = sum(
        voeg_meldingen_toe(programma, lees_meldingen(bronmap / bestand)[1], bron=Bron.DEMO, plek=bestand)
        for bestand in MELDINGEN
    )
    aantallen["evaluaties"] = maak_evaluaties(programma, lees(bronmap / "evaluaties.json")["evaluaties"])
    aantallen["besluiten"] = maak_besluiten(programma, lees(bronmap / "besluiten.json"))
    aantallen["updateronde"] = maak_ronde(programma, lees(bronmap / "ronde.json"))
    programma.demo = True
    programma.save(update_fields=["demo"])
    return aantallen


def weiger_bij_echte_meldingen(programma: Programma) -> None:
    """Meldingen zijn niet te wissen: verzonnen meldingen komen nooit tussen echte te staan."""
    echt = Statusmelding.objects.filter(actie__programma=programma).exclude(bron__in=[Bron.FIXTURE, Bron.DEMO])
    if echt.exists():
        raise CommandError(
            f"Programma “{programma}” heeft al echte meldingen. Daar komen geen verzonnen meldingen bij."
        )


def maak_accounts(rijen: list[dict]) -> int:
    """Maak de accounts die er nog niet zijn. Hun adres is bevestigd: ook inloggen en herstellen per e-mail werkt."""
    bestaand = set(Gebruiker.objects.values_list("username", flat=True))
    nieuw = [rij for rij in rijen if rij["gebruikersnaam"] not in bestaand]
    wachtwoord = make_password(WACHTWOORD)  # één keer: traag met opzet, en geheim is het niet
    for rij in nieuw:
        naam = rij["gebruikersnaam"]
        gebruiker = bewaar(
            Gebruiker(
                username=naam,
                email=f"{naam}@{MAILDOMEIN}",
                password=wachtwoord,
                first_name=rij["voornaam"],
                last_name=rij["achternaam"],
                functie=rij["functie"],
            )
        )
        EmailAddress.objects.create(user=gebruiker, email=gebruiker.email, primary=True, verified=True)
        organisatie = Organisatie.objects.get(naam=rij["organisatie"]) if "organisatie" in rij else None
        bewaar(Lidmaatschap(gebruiker=gebruiker, rol=rij["rol"], organisatie=organisatie))
    return len(nieuw)


def maak_lokale_acties(programma: Programma, rijen: list[dict]) -> int:
    """Wat enkele gemeenten extra doen; hun meldingen staan bij de andere."""
    for rij in rijen:
        organisatie = Organisatie.objects.get(naam=rij.pop("lokaal_van"))
        onderdeel, aanjagers = programma.onderdelen.get(code=rij.pop("onderdeel")), rij.pop("aanjagers")
        actie = bewaar(Actie(programma=programma, lokaal_van=organisatie, onderdeel=onderdeel, **rij))
        for rol, tekst in aanjagers.items():
            bewaar(Aanjager(actie=actie, rol=programma.aanjagersrollen.get(naam=rol), tekst=tekst))
    return len(rijen)


def maak_evaluaties(programma: Programma, rijen: list[dict]) -> int:
    """Maak per jaar een evaluatie op 31 december, met wat mensen ervan vonden en wat de overleggen bespraken."""
    onderdelen = {onderdeel.code: onderdeel for onderdeel in programma.onderdelen.all()}
    overleggen = {overleg.afkorting: overleg for overleg in Overleg.objects.all()}
    for rij in rijen:
        evaluatie = bewaar(
            Evaluatie(programma=programma, jaar=rij["jaar"], peildatum=f"{rij['jaar']}-12-31", fase=rij["fase"])
        )
        for duiding in rij["duidingen"]:
            bewaar(Duiding(evaluatie=evaluatie, **duiding | {"onderdeel": onderdelen[duiding["onderdeel"]]}))
        for bespreking in rij["besprekingen"]:
            bewaar(Bespreking(evaluatie=evaluatie, **bespreking | {"overleg": overleggen[bespreking["overleg"]]}))
    return len(rijen)


def maak_besluiten(programma: Programma, rijen: dict) -> int:
    """Leg vast wat er over het programma is besloten en wanneer de gemeenten het vaststelden; geeft de besluiten."""
    for rij in rijen["besluiten"]:
        actie = programma.acties.get(nummer=rij["actie"]) if "actie" in rij else None
        bewaar(Besluit(programma=programma, **rij | {"actie": actie}))
    for rij in rijen["colleges"]:
        gemeente = Organisatie.objects.get(naam=rij.pop("gemeente"))
        bewaar(Collegebesluit(programma=programma, organisatie=gemeente, **rij))
    return len(rijen["besluiten"])


def maak_ronde(programma: Programma, rij: dict) -> int:
    """Een ronde die al een paar dagen open is en nog een paar weken duurt, gerekend vanaf vandaag."""
    vandaag = timezone.localdate()
    bewaar(
        Updateronde(
            programma=programma,
            naam=rij["naam"],
            peildatum=rij["peildatum"],
            toelichting=rij["toelichting"],
            opent_op=vandaag - timedelta(days=rij["dagen_open"]),
            sluit_op=vandaag + timedelta(days=rij["dagen_te_gaan"]),
        )
    )
    return 1


def bewaar(voorwerp: M) -> M:
    try:
        voorwerp.full_clean()
    except ValidationError as fout:
        raise CommandError(f"{voorwerp._meta.verbose_name} “{voorwerp}”: {in_woorden(fout)}") from None
    voorwerp.save(force_insert=True)
    return voorwerp
