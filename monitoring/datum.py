"""Datums en getallen in Nederlandse schrijfwijze, op scherm en in elk bestand gelijk: los van de taalinstelling."""

from calendar import monthrange
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

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

_NEDERLANDS = str.maketrans(",.", ".,")


def datum_tekst(dag: date) -> str:
    """``date(2021, 12, 31)`` wordt “31 december 2021”."""
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def datum_kort(dag: date) -> str:
    """``date(2021, 12, 31)`` wordt “31 dec 2021”, voor waar weinig plaats is."""
    maand = MAANDEN[dag.month - 1]
    return f"{dag.day} {'mrt' if maand == 'maart' else maand[:3]} {dag.year}"


def tijdstip_tekst(moment: datetime) -> str:
    """Een tijdstip zoals het hier was: “31 december 2021, 14:05”."""
    hier = timezone.localtime(moment)
    return f"{datum_tekst(hier.date())}, {hier:%H:%M}"


def maanden_eerder(dag: date, maanden: int) -> date:
    """Dezelfde dag zoveel maanden eerder; bestaat die niet, dan de laatste dag van die maand."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 - maanden, 12)
    return date(jaar, maand + 1, min(dag.day, monthrange(jaar, maand + 1)[1]))


def getal_tekst(waarde: Decimal | int) -> str:
    """``Decimal("4445.5")`` wordt “4.445,5”."""
    return f"{Decimal(waarde):,f}".translate(_NEDERLANDS)
