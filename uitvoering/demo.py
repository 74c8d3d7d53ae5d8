"""Verzonnen gegevens om de site te laten zien: accounts met een bekend wachtwoord, meldingen en evaluaties."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

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
from monitoring.constanten import Bron, Fase
from monitoring.jaar.aanvaarden import aanvaard, rubrieken_van
from monitoring.jaar.peilmoment import peilmoment
from monitoring.jaar.vaststellen import OpenPunten, nieuwe_versie, vaststellen
from monitoring.models import Afspraak, Bespreking, Duiding, Evaluatie, Statusmelding, Updateronde
from monitoring.verslag.opbouw import bouw_verslag
from uitvoering.inlezen import in_woorden, lees, lees_meldingen, voeg_meldingen_toe

M = TypeVar("M", bound=models.Model)

WACHTWOORD = "demo"
MAILDOMEIN = "voorbeeld.example"  # gereserveerd: hier komt nooit post aan
MELDINGEN = ("meldingen-2021.json", "meldingen-2022.json", "meldingen-2023.json")


@transaction.atomic
def vul(programma: Programma, bronmap: Path) -> dict[str, int]:
    """Zet alle demogegevens bij dit programma en merk het als demo; geeft de aantallen, in woorden."""
    weiger_bij_echte_meldingen(programma)
    programma.demo = True  # eerst: ook wat hieronder wordt vastgesteld, zegt dat het verzonnen is
    programma.save(update_fields=["demo"])
    aantallen = {"accounts": maak_accounts(lees(bronmap / "accounts.json"))}
    aantallen["lokale acties"] = maak_lokale_acties(programma, lees(bronmap / "lokaal.json")["acties"])
    aantallen["besluiten"] = maak_besluiten(programma, lees(bronmap / "besluiten.json"))
    aantallen["afspraken"] = maak_afspraken(programma, lees(bronmap / "afspraken.json")["afspraken"])
    meldingen = [rij for bestand in MELDINGEN for rij in lees_meldingen(bronmap / bestand)[1]]
    meldingen.sort(key=gemeld_op)
    aantallen["statusmeldingen"] = len(meldingen)
    aantallen["evaluaties"] = maak_evaluaties(programma, lees(bronmap / "evaluaties.json")["evaluaties"], meldingen)
    aantallen["updateronde"] = maak_ronde(programma, lees(bronmap / "ronde.json"))
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


def gemeld_op(rij: dict) -> str:
    """Het moment waarop een rij van ``voeg_meldingen_toe`` is gemeld."""
    return rij.get("gemeld_op", f"{rij['peildatum']}T12:00:00")


def maak_evaluaties(programma: Programma, rijen: list[dict], meldingen: list[dict]) -> int:
    """Maak per jaar een evaluatie, in de volgorde waarin het gebeurde: wat later is gemeld, komt na het vaststellen.

    ``meldingen``: op volgorde van melden. Geeft het aantal evaluaties, met elke nieuwe versie erbij.
    """
    gedaan, aantal = 0, 0
    for rij in rijen:
        evaluatie = maak_evaluatie(programma, rij)
        for versie in rij.get("versies", []):
            tot = sum(gemeld_op(melding) <= versie["op"] for melding in meldingen)
            voeg_meldingen_toe(programma, meldingen[gedaan:tot], bron=Bron.DEMO, plek="demogegevens")
            gedaan = max(gedaan, tot)
            evaluatie = stel_vast(programma, evaluatie, versie)
            aantal += 1
        aantal += evaluatie.fase != Fase.VASTGESTELD
    voeg_meldingen_toe(programma, meldingen[gedaan:], bron=Bron.DEMO, plek="demogegevens")
    return aantal


def maak_evaluatie(programma: Programma, rij: dict) -> Evaluatie:
    """De evaluatie van een jaar op 31 december, met wat mensen ervan vonden en wat de overleggen bespraken."""
    onderdelen = {onderdeel.code: onderdeel for onderdeel in programma.onderdelen.all()}
    overleggen = {overleg.afkorting: overleg for overleg in Overleg.objects.all()}
    evaluatie = bewaar(
        Evaluatie(programma=programma, jaar=rij["jaar"], peildatum=date(rij["jaar"], 12, 31), fase=rij["fase"])
    )
    for duiding in rij["duidingen"]:
        bewaar(Duiding(evaluatie=evaluatie, **duiding | {"onderdeel": onderdelen[duiding["onderdeel"]]}))
    for bespreking in rij["besprekingen"]:
        bewaar(Bespreking(evaluatie=evaluatie, **bespreking | {"overleg": overleggen[bespreking["overleg"]]}))
    return evaluatie


def stel_vast(programma: Programma, evaluatie: Evaluatie, versie: dict) -> Evaluatie:
    """Stel deze versie vast zoals op de site: met per rubriek van de controlelijst de reden waarom iets mocht openstaan.

    Is er al een vastgestelde, dan met een nieuwe versie en haar reden.
    """
    door = Gebruiker.objects.get(username=versie["door"])
    op = timezone.make_aware(datetime.fromisoformat(versie["op"]))
    if evaluatie.fase == Fase.VASTGESTELD:
        evaluatie = nieuwe_versie(evaluatie, reden=versie["reden"], door=door)
    met_kenmerk = Programma.objects.met_kenmerk().get(pk=programma.pk)
    moment = peilmoment(met_kenmerk, evaluatie.jaar, op.date())
    if moment is None:
        raise CommandError(f"Het programma loopt niet in {evaluatie.jaar}.")
    verslag = bouw_verslag(met_kenmerk, evaluatie.peildatum, **moment.keuzes)
    rubrieken = rubrieken_van(met_kenmerk, moment, verslag, vandaag=op.date())
    for rubriek in rubrieken:
        if rubriek.open and rubriek.soort in versie["aanvaard"]:
            kenmerken = {punt.kenmerk for punt in rubriek.open}
            aanvaard(evaluatie, rubrieken, kenmerken, reden=versie["aanvaard"][rubriek.soort], door=door, op=op)
    try:
        return vaststellen(evaluatie, door=door, op=op)
    except OpenPunten as fout:
        open_ = "; ".join(punt.tekst for rubriek in fout.rubrieken for punt in rubriek.open)
        raise CommandError(f"{evaluatie}: {fout} {open_}") from None


def maak_besluiten(programma: Programma, rijen: dict) -> int:
    """Leg vast wat er over het programma is besloten en wanneer de gemeenten het vaststelden; geeft de besluiten."""
    for rij in rijen["besluiten"]:
        actie = programma.acties.get(nummer=rij["actie"]) if "actie" in rij else None
        bewaar(Besluit(programma=programma, **rij | {"actie": actie}))
    for rij in rijen["colleges"]:
        gemeente = Organisatie.objects.get(naam=rij.pop("gemeente"))
        bewaar(Collegebesluit(programma=programma, organisatie=gemeente, **rij))
    return len(rijen["besluiten"])


def maak_afspraken(programma: Programma, rijen: list[dict]) -> int:
    """Wat de overleggen afspraken, vóór het vaststellen: gedaan, vervallen, te laat, en een die vanaf vandaag nog loopt."""
    for rij in rijen:
        anders: dict[str, Any] = {
            "overleg": Overleg.objects.get(afkorting=rij["overleg"]),
            "organisatie": Organisatie.objects.get(naam=rij["organisatie"]) if "organisatie" in rij else None,
            "actie": programma.acties.get(nummer=rij["actie"]) if "actie" in rij else None,
            "onderdeel": programma.onderdelen.get(code=rij["onderdeel"]) if "onderdeel" in rij else None,
        }
        if "dagen_te_gaan" in rij:
            vandaag = timezone.localdate()
            anders["datum"] = vandaag - timedelta(days=rij.pop("dagen_geleden"))
            anders["voor"] = vandaag + timedelta(days=rij.pop("dagen_te_gaan"))
        bewaar(Afspraak(programma=programma, **rij | anders))
    return len(rijen)


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
