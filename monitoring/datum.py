"""Datums in woorden, los van de taalinstelling van het verzoek: één schrijfwijze op scherm en in elk bestand."""

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
