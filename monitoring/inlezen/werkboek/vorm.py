"""De vorm van een werkboek: welke kolommen, welke woorden. Schrijven en lezen gebruiken allebei deze ene lijst."""

from dataclasses import dataclass

from django.db.models import TextChoices

from monitoring.constanten import STATUSSEN_ORGANISATIE, STATUSSEN_REGIO, Koers

MELDEN, UITLEG, KEUZES = "Melden", "Uitleg", "Keuzes"
JA = "Ja"
# Bij Namens, waar een organisatie het woord voor de regio spreekt; anders staat daar haar naam.
DE_REGIO = "de regio"


class Soort(TextChoices):
    """Wat er met een ingevulde rij van een teruggekomen werkboek gebeurt."""

    NIEUW = "nieuw", "Nieuw"
    GEWIJZIGD = "gewijzigd", "Gewijzigd"
    BEVESTIGD = "bevestigd", "Ongewijzigd bevestigd"
    AL_GEMELD = "al_gemeld", "Al gemeld, verandert niets"
    CONFLICT = "conflict", "Conflict"
    FOUT = "fout", "Fout"


@dataclass(frozen=True, slots=True)
class Kolom:
    """Een kolom van het blad Melden. ``invullen``: hier schrijft de organisatie; ``verborgen``: alleen voor het inlezen."""

    veld: str
    kop: str
    breedte: float
    invullen: bool = False
    verborgen: bool = False


KOLOMMEN = (
    Kolom("nummer", "Nummer", 10),
    Kolom("titel", "Actie", 25),
    Kolom("namens", "Namens", 15),
    Kolom("afspraak", "Wat is er afgesproken?", 32),
    Kolom("planning", "Planning", 13),
    Kolom("vorige_status", "Vorige status", 17),
    Kolom("vorige_tekst", "Vorige tekst", 30),
    Kolom("ongewijzigd", "Ongewijzigd?", 15, invullen=True),
    Kolom("status", "Status", 16, invullen=True),
    Kolom("koers", "Koers", 13, invullen=True),
    Kolom("toelichting", "Wat is er gebeurd?", 34, invullen=True),
    Kolom("bijsturing", "Bijsturing", 26, invullen=True),
    Kolom("actie", "Sleutel actie", 12, verborgen=True),
    Kolom("organisatie", "Sleutel organisatie", 12, verborgen=True),
    Kolom("gebaseerd_op", "Sleutel vorige melding", 12, verborgen=True),
)
KOPPEN = {kolom.veld: kolom.kop for kolom in KOLOMMEN}
INVULVELDEN = tuple(kolom.veld for kolom in KOLOMMEN if kolom.invullen)

STATUSWOORDEN = {status.value: status.label for status in STATUSSEN_ORGANISATIE}
# Vervallen is een besluit over het programma; dat komt niet uit een werkboek.
STATUSWOORDEN_REGIO = {code: woord for code, woord in STATUSWOORDEN.items() if code in STATUSSEN_REGIO}
KOERSWOORDEN = {koers.value: koers.label for koers in Koers}
