"""Keuzes waarop de code van ``acties`` zich vertakt. Kleur is hier data; contrast en CSS horen bij de huisstijl."""

from django.db import models

# De nummers daarboven zijn van lokale acties: 100001 heet L1. Zo krijgt de reeks van de regio geen gaten.
HOOGSTE_REGIONUMMER = 100_000


def nummer_tekst(nummer):
    """“12” voor een actie van de regio, “L1” voor een lokale actie. Wie nog geen goed nummer heeft, houdt wat er staat."""
    lokaal = isinstance(nummer, int) and nummer > HOOGSTE_REGIONUMMER
    return f"L{nummer - HOOGSTE_REGIONUMMER}" if lokaal else str(nummer)


def lees_nummer(tekst):
    """De omkering van ``nummer_tekst``; ``None`` als er geen nummer staat."""
    cijfers = tekst[1:] if tekst[:1] in ("l", "L") else tekst
    if not cijfers.isascii() or not cijfers.isdigit() or len(cijfers) > 9:
        return None
    return int(cijfers) + (HOOGSTE_REGIONUMMER if cijfers != tekst else 0)


class Rol(models.TextChoices):
    BELEIDSAMBTENAAR = "beleidsambtenaar", "Beleidsambtenaar of partner"
    PROJECTLEIDER = "projectleider", "Projectleider"
    COMMISSIELID = "commissielid", "Commissielid"
    BEHEERDER = "beheerder", "Beheerder"


class OnderdeelSoort(models.TextChoices):
    KERNELEMENT = "kernelement", "Kernelement"
    ACTIELIJN = "actielijn", "Actielijn"


class Uitvoering(models.TextChoices):
    REGIONAAL = "regionaal", "Regionaal: één stand voor de hele regio"
    PER_ORGANISATIE = "per_organisatie", "Per organisatie: elke organisatie meldt zelf"


class OrganisatieSoort(models.TextChoices):
    GEMEENTE = "gemeente", "Gemeente"
    KETENPARTNER = "ketenpartner", "Ketenpartner"
    OVERIG = "overig", "Overig"


class Rechtensoort(models.TextChoices):
    ROL = "rol", "Rol geven"
    FACTOR = "factor", "Tweede factor weghalen"


class OverlegRol(models.TextChoices):
    BESPREEKT = "bespreekt", "bespreekt de uitkomsten"
    GEINFORMEERD = "geinformeerd", "wordt geïnformeerd"


class BesluitSoort(models.TextChoices):
    TOEGEVOEGD = "toegevoegd", "Actie toegevoegd"
    VERVALLEN = "vervallen", "Actie vervallen"
    SAMENGEVOEGD = "samengevoegd", "Acties samengevoegd"
    DOORGESCHOVEN = "doorgeschoven", "Doorgeschoven naar het volgende programma"
    VERPLAATST = "verplaatst", "Naar andere jaren verplaatst"
    VERANTWOORDELIJKE = "verantwoordelijke", "Andere hoofdverantwoordelijke"
    OVERIG = "overig", "Andere wijziging"


def is_doorgeschoven(reden: str) -> bool:
    """Of een actie met deze reden niet vervalt, maar verdergaat in het volgende programma."""
    return reden.startswith(BesluitSoort.DOORGESCHOVEN.label)


class Kleur(models.TextChoices):
    """Het vaste palet voor aanjagersrollen. Status heeft een eigen (paarse) schaal en staat hier niet in."""

    GROEN = "groen", "Groen"
    ORANJE = "oranje", "Oranje"
    BLAUW = "blauw", "Blauw"
    DONKERBLAUW = "donkerblauw", "Donkerblauw"
    ROOD = "rood", "Rood"
    MAGENTA = "magenta", "Magenta"
    TURKOOIS = "turkoois", "Turkoois"
    GRIJS = "grijs", "Grijs"


# Eerste padstukken die van de site zelf zijn; een programma mag er niet naar heten.
GERESERVEERDE_SLUGS = frozenset(
    [
        "accounts",
        "beheer",
        "hulp",
        "toegankelijkheid",
        "privacy",
        "gezondheid",
        "gereed",
        "metrics",
        "sessie",
        "toegang",
        "static",
        "media",
        "robots.txt",
    ]
)
