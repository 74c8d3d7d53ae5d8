"""Accounts uit een lijst: elke rij is wat een beheerder anders in het formulier van de uitnodiging typt, met dezelfde regels.

Eerst laten zien, dan alles opslaan of niets. Een zware rol wacht ook hier op een tweede persoon.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib import import_module
from typing import Any

from acties.constanten import Rol
from acties.models import Gebruiker, Organisatie, Rechtenwijziging
from acties.rekenblad.lezen.fout import HELE_RIJ, Bestandsfout, Celfout, Onleesbaar
from acties.rekenblad.lezen.naam import gevouwen
from acties.toegang.rechtenwijziging import vraagt_tweede
from acties.woorden import Naamwoord, opsomming, vervoegd
from uitvoering.inloggen.gebruikers import UitnodigForm

MEESTE = 200
KOLOMMEN = {
    "Voornaam": "first_name",
    "Achternaam": "last_name",
    "E-mailadres": "email",
    "Functie": "functie",
    "Rol": "rollen",
    "Organisatie": "organisatie",
}
VERPLICHT = ("Voornaam", "E-mailadres", "Rol")
KOP_VAN = {veld: kop for kop, veld in KOLOMMEN.items()}
SCHEIDING = "|"
ACCOUNT = Naamwoord("account", "accounts", "het")


@dataclass(frozen=True, slots=True)
class Regel:
    """Een rij van de lijst: haar nummer, en per kolom wat er staat."""

    rij: int
    cellen: Mapping[str, Any]


@dataclass(slots=True)
class Accountlijst:
    """Wat de lijst zou maken. Is er een fout, dan niets."""

    formulieren: list[UitnodigForm] = field(default_factory=list)
    fouten: list[Celfout] = field(default_factory=list)

    def maak(self, *, door: Gebruiker, op: datetime) -> tuple[list[Gebruiker], list[Rechtenwijziging]]:
        """De accounts, en wat nog op een tweede persoon wacht."""
        wachten = [wijziging for formulier in self.formulieren for wijziging in formulier.maak(door=door, op=op)]
        return [formulier.instance for formulier in self.formulieren], wachten

    @property
    def rijen(self) -> list[dict[str, str]]:
        """Per account wat een lezer ervan wil zien."""
        return [_getoond(formulier.cleaned_data) for formulier in self.formulieren]


def lees_lijst(inhoud: bytes) -> list[Regel]:
    """De rijen van een Excelbestand of CSV. Fout: ``Bestandsfout``."""
    lezer = import_module("acties.rekenblad.lezen.lezen")  # pas nu: openpyxl kost elke start tijd en geheugen
    dataset = lezer.lees_bestand(inhoud)
    namen = {gevouwen(kop): kop for kop in KOLOMMEN}
    koppen = [namen.get(gevouwen(kop), "") for kop in dataset.headers]
    if onbekend := [kop for kop, naam in zip(dataset.headers, koppen, strict=True) if not naam]:
        raise Bestandsfout(f"Kolom “{onbekend[0][:40]}” kennen we niet. Gebruik {opsomming(list(KOLOMMEN))}.")
    if dubbel := [kop for kop in KOLOMMEN if koppen.count(kop) > 1]:
        raise Bestandsfout(f"Kolom “{dubbel[0]}” staat er twee keer. Laat er één staan.")
    if ontbreekt := [kop for kop in VERPLICHT if kop not in koppen]:
        raise Bestandsfout(f"Kolom “{ontbreekt[0]}” ontbreekt. Zet haar naam in de eerste rij.")
    if not len(dataset):
        raise Bestandsfout("Er staan geen rijen in het bestand. Zet onder de kolomnamen ten minste één rij.")
    if len(dataset) > MEESTE:
        raise Bestandsfout(f"Er staan meer dan {MEESTE} rijen in het bestand. Splits het in delen.")
    rijen = zip(dataset.regelnummers, dataset, strict=True)
    return [Regel(nummer, dict(zip(koppen, cellen, strict=True))) for nummer, cellen in rijen]


def beoordeel(regels: Sequence[Regel], *, vandaag: date) -> Accountlijst:
    """Met de stand van nu: dezelfde regels als het formulier, en geen adres twee keer."""
    organisaties = {gevouwen(o.naam): o.pk for o in Organisatie.objects.op_peildatum(vandaag)}
    lijst, eerder = Accountlijst(), dict[str, int]()
    for regel in regels:
        velden, fouten = _velden(regel, organisaties)
        formulier = UitnodigForm(velden, vandaag=vandaag)
        fouten += [] if fouten else _van_formulier(regel, formulier)
        adres = str(velden.get("email", "")).casefold()
        if not fouten and adres in eerder:
            fouten = [_fout(regel, "E-mailadres", f"Dit adres staat ook in rij {eerder[adres]}. Laat er één staan.")]
        eerder.setdefault(adres, regel.rij)
        lijst.fouten += fouten
        lijst.formulieren.append(formulier)
    return lijst


def _velden(regel: Regel, organisaties: Mapping[str, int]) -> tuple[dict[str, Any], list[Celfout]]:
    velden: dict[str, Any] = {}
    fouten = []
    for kop, waarde in regel.cellen.items():
        try:
            velden[KOLOMMEN[kop]] = _lees(kop, waarde, organisaties)
        except ValueError as fout:
            fouten.append(_fout(regel, kop, str(fout)))
    return velden, fouten


def _lees(kop: str, waarde: Any, organisaties: Mapping[str, int]) -> Any:
    if isinstance(waarde, Onleesbaar):
        raise ValueError(waarde.uitleg)  # noqa: TRY004 - what is in the cell is wrong, not our code
    tekst = "" if waarde is None else " ".join(str(waarde).split())
    if kop == "Rol":
        return list(dict.fromkeys(_rol(deel) for deel in tekst.split(SCHEIDING) if deel.strip()))
    if kop == "Organisatie" and tekst:
        if gevouwen(tekst) not in organisaties:
            raise ValueError(f"“{tekst[:80]}” is geen organisatie die er nu is. Schrijf haar naam zoals op de site.")
        return organisaties[gevouwen(tekst)]
    return tekst


def _rol(tekst: str) -> str:
    for rol in Rol:
        if gevouwen(tekst) in (gevouwen(rol.label), gevouwen(rol.value)):
            return str(rol.value)
    raise ValueError(f"“{tekst.strip()[:80]}” is geen rol. Kies uit {opsomming([rol.label for rol in Rol])}.")


def _van_formulier(regel: Regel, formulier: UitnodigForm) -> list[Celfout]:
    return [
        _fout(regel, KOP_VAN.get(veld, HELE_RIJ), str(zin))
        for veld, zinnen in formulier.errors.items()
        for zin in zinnen
    ]


def _fout(regel: Regel, kop: str, uitleg: str) -> Celfout:
    return Celfout(rij=regel.rij, kolom=kop, waarde=regel.cellen.get(kop), uitleg=uitleg)


def _getoond(gegevens: Mapping[str, Any]) -> dict[str, str]:
    rollen = [Rol(rol) for rol in gegevens["rollen"]]
    return {
        "naam": " ".join(filter(None, [gegevens["first_name"], gegevens["last_name"]])),
        "email": gegevens["email"],
        "functie": gegevens["functie"],
        "rollen": opsomming([str(rol.label) for rol in rollen]),
        "organisatie": str(gegevens["organisatie"] or "hele regio"),
        "wacht": opsomming([str(rol.label) for rol in rollen if vraagt_tweede(rol)]),
    }


def klaarzin(aantal: int) -> str:
    """“2 accounts zijn gemaakt.”"""
    return f"{ACCOUNT.aantal(aantal)} {vervoegd(aantal, 'is', 'zijn')} gemaakt."


def wachtzinnen(wachten: Sequence[Rechtenwijziging]) -> Iterator[str]:
    """Eén zin over alle zware rollen samen."""
    if wachten:
        wie = opsomming([str(wijziging) for wijziging in wachten], 10)
        yield f"Gevraagd: {wie}. Dat gaat in na een dag, of eerder als een andere beheerder of projectleider het bevestigt."
