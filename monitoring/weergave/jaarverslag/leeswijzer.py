"""Wat elk stuk over een jaar van zichzelf zegt: het jaar, de fase, waar een lezer op moet letten en wat de tekens betekenen."""

from datetime import date, datetime

from monitoring.constanten import Fase
from monitoring.verslag.vorm import Telling, Verslag

OPENBAAR = "Openbare versie: zonder namen en zonder interne teksten"
DEMO = "Demogegevens: een deel van de meldingen is verzonnen."
UITLEG_STATUS = {
    "afgerond": "De actie is klaar. Haar rij staat in het grijs.",
    "in_uitvoering": "De actie wordt uitgevoerd.",
    "in_ontwikkeling": "De actie wordt voorbereid.",
    "niet_gestart": "Gemeld is dat de actie nog niet is begonnen.",
    "vervallen": "De actie gaat niet door. Zij telt niet mee in het totaal.",
    "nvt": "Niet van toepassing voor deze organisatie. Telt niet mee.",
    "geen_melding": "Nog niemand meldde iets. Dat is iets anders dan niet gestart.",
}
UITLEG_KOERS = {
    "op_schema": "De actie loopt zoals gepland.",
    "aandacht": "De actie loopt niet helemaal zoals gepland; er is bijsturing.",
    "vastgelopen": "De actie komt zonder besluit of hulp niet verder.",
}


def jaar_van(verslag: Verslag) -> int:
    return verslag.jaar or verslag.peildatum.year


def fase_van(verslag: Verslag) -> Fase:
    return Fase(verslag.fase or Fase.VOORBEREIDING)


def stand_van(verslag: Verslag) -> str:
    """“Concept, versie 2”; zonder evaluatie alleen de fase."""
    return fase_van(verslag).label + (f", versie {verslag.versie}" if verslag.versie else "")


def geteld(telling: Telling) -> str:
    """“40 en 2 vervallen; 31 met een melding”."""
    vervallen = f" en {telling.vervallen} vervallen" if telling.vervallen else ""
    return f"{telling.totaal}{vervallen}; {telling.gemeld} met een melding"


def daad(sha256: str) -> str:
    """Alleen een vastgesteld stuk heeft een controlegetal."""
    return "Vastgesteld" if sha256 else "Gemaakt"


def waarschuwingen(verslag: Verslag, op: datetime) -> list[str]:
    regels = []
    if verslag.programma.demo:
        regels.append("Demogegevens: een deel van de meldingen in dit verslag is verzonnen.")
    if fase_van(verslag) != Fase.VASTGESTELD:
        regels.append(f"{fase_van(verslag).label}: niet vastgesteld. Cijfers en teksten kunnen nog veranderen.")
    if op.date() <= date(jaar_van(verslag), 12, 31):
        regels.append(f"Tussenstand: het jaar {jaar_van(verslag)} is nog niet voorbij.")
    return regels
