"""Wat elk stuk over een jaar van zichzelf zegt: het jaar, de fase, waar een lezer op moet letten en wat de tekens betekenen."""

from datetime import date, datetime

from monitoring.constanten import Fase
from monitoring.lezen.waarheid import voorlopig_in_titel
from monitoring.lezen.wiezinnen import onbevestigd_in, waarvan_onbevestigd
from monitoring.verslag.vorm import Verslag

NIET_VASTGESTELD = "voorlopig: niet vastgesteld"
OPENBAAR = "Openbare versie: zonder namen en zonder interne teksten"
INTERN = "de site, voor wie inlogt"  # wie een concept maakte: het is voor al die lezers hetzelfde bestand
DEMO = "Demogegevens: een deel van de meldingen is verzonnen."
UITLEG_STATUS = {
    "afgerond": "De actie is klaar. Haar rij staat in het grijs.",
    "in_uitvoering": "De actie wordt uitgevoerd.",
    "in_ontwikkeling": "De actie wordt voorbereid.",
    "niet_gestart": "Gemeld is dat de actie nog niet is begonnen.",
    "vervallen": "De actie gaat niet door, of pas in het volgende programma (→ Doorgeschoven). Zij telt niet mee in het totaal.",
    "nvt": "Niet van toepassing voor deze organisatie. Telt niet mee.",
    "geen_melding": "Nog niemand meldde iets. Dat is iets anders dan niet gestart.",
}
UITLEG_KOERS = {
    "op_schema": "De actie loopt zoals gepland.",
    "aandacht": "De actie loopt niet helemaal zoals gepland; er is bijsturing.",
    "vastgelopen": "De actie komt zonder besluit of hulp niet verder.",
}

_PER_ORGANISATIE = "Een actie per organisatie krijgt haar status uit wat de organisaties samen melden."
_WIE_NU = (
    "De status van een regionale actie is het laatste woord van wie namens de regio spreekt: een aanjager of de projectleider.",
    "Een bijdrage is wat een andere organisatie over haar eigen deel meldt. Zij telt apart en verandert de status niet.",
    "“Nog niet bevestigd”: namens de regio zei nog niemand iets. De status is afgeleid uit de bijdragen.",
)
# Zo was het toen de eerste jaren werden vastgesteld; wat toen is bewaard, blijft zo.
_WIE_EERDER = (
    "Toen dit jaar werd vastgesteld, gold bij een regionale actie de nieuwste melding, van welke organisatie ook.",
)


def uitleg_wie(verslag: Verslag) -> tuple[str, ...]:
    """Van wie een status is, volgens de regel waarmee dit verslag is gemaakt."""
    eerder = any(not actie.per_organisatie and actie.bijdragen is None for actie in verslag.acties)
    return (*(_WIE_EERDER if eerder else _WIE_NU), _PER_ORGANISATIE)


def jaar_van(verslag: Verslag) -> int:
    return verslag.jaar or verslag.peildatum.year


def fase_van(verslag: Verslag) -> Fase:
    return Fase(verslag.fase or Fase.VOORBEREIDING)


def stand_van(verslag: Verslag) -> str:
    """“Concept, versie 2”; zonder evaluatie alleen de fase."""
    return fase_van(verslag).label + (f", versie {verslag.versie}" if verslag.versie else "")


def titel_van(verslag: Verslag) -> str:
    """“Jaarverslag 2022, voorlopig”; zonder dat laatste als het is vastgesteld."""
    return f"Jaarverslag {jaar_van(verslag)}{voorlopig_in_titel(verslag.voorlopig)}"


def merk_van(verslag: Verslag) -> str:
    """Hoe definitief een stuk is, kort: “Concept, voorlopig: niet vastgesteld”; leeg als het is vastgesteld."""
    if not verslag.voorlopig:
        return ""
    if fase_van(verslag) == Fase.VASTGESTELD:
        return "Voorlopig: de stand van nu, niet wat er is vastgesteld"
    return f"{fase_van(verslag).label}, {NIET_VASTGESTELD}"


def voorlopigzin(verslag: Verslag) -> str:
    """``merk_van`` als zin, met wat dat betekent; leeg als het is vastgesteld."""
    merk = merk_van(verslag)
    return f"{merk}. Cijfers en teksten kunnen nog veranderen." if merk else ""


def geteld(verslag: Verslag) -> str:
    """“40 en 2 vervallen; 31 met een melding, waarvan 12 nog niet bevestigd”."""
    telling, aantal = verslag.telling, onbevestigd_in(verslag)
    vervallen = f" en {telling.vervallen} vervallen" if telling.vervallen else ""
    waarvan = f", {waarvan_onbevestigd(aantal)}" if aantal else ""
    return f"{telling.totaal}{vervallen}; {telling.gemeld} met een melding{waarvan}"


def daad(sha256: str) -> str:
    """Alleen een vastgesteld stuk heeft een controlegetal."""
    return "Vastgesteld" if sha256 else "Gemaakt"


def waarschuwingen(verslag: Verslag, op: datetime) -> list[str]:
    regels = []
    if verslag.programma.demo:
        regels.append("Demogegevens: een deel van de meldingen in dit verslag is verzonnen.")
    if zin := voorlopigzin(verslag):
        regels.append(zin)
    if op.date() <= date(jaar_van(verslag), 12, 31):
        regels.append(f"Tussenstand: het jaar {jaar_van(verslag)} is nog niet voorbij.")
    return regels
