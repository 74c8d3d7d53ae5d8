"""Getallen in Nederlandse schrijfwijze, los van de taalinstelling van het verzoek."""

from decimal import Decimal

_NEDERLANDS = str.maketrans(",.", ".,")


def getal_tekst(waarde: Decimal | int) -> str:
    """``Decimal("4445.5")`` wordt “4.445,5”."""
    return f"{Decimal(waarde):,f}".translate(_NEDERLANDS)
