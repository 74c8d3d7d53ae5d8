"""Welke schrijver bij een formaat hoort. Bij naam, en pas geladen als er iets te schrijven is: dat scheelt bij elke start."""

from importlib import import_module
from typing import Any

SCHRIJVERS = {
    "xlsx": "acties.rekenblad.schrijven.excel",
    "ods": "acties.rekenblad.schrijven.ods",
    "csv": "acties.rekenblad.schrijven.csv",
}
WERKMAPPEN = ("xlsx", "ods")  # met meer dan één blad


def schrijver(formaat: str) -> Any:
    """De module met ``schrijf``, ``schrijf_lijst`` en ``CONTENT_TYPE``. Fout: ``KeyError`` bij een formaat dat er niet is."""
    return import_module(SCHRIJVERS[formaat])
