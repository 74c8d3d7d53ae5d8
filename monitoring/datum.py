"""Datums in woorden, los van de taalinstelling van het verzoek: één schrijfwijze op scherm en in elk bestand."""

from calendar import monthrange
from datetime import date

MAANDEN = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]


def datum_tekst(dag: date) -> str:
    """``date(2021, 12, 31)`` wordt “31 december 2021”."""
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def maanden_eerder(dag: date, maanden: int) -> date:
    """Dezelfde dag zoveel maanden eerder; bestaat die niet, dan de laatste dag van die maand."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 - maanden, 12)
    return date(jaar, maand + 1, min(dag.day, monthrange(jaar, maand + 1)[1]))
