"""Formules in cellen om in te vullen: de uitkomst die het rekenprogramma er zelf bij bewaarde, met een opmerking erbij.

Wie een status of tekst uit een ander bestand haalt, ziet in de cel de uitkomst; die bedoelt hij. Een formule zonder uitkomst
blijft een formule, en dus een fout. Hier wordt nooit gerekend.
"""

import io
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from monitoring.inlezen.werkboek.vorm import INVULVELDEN, KOPPEN

MEEST_GENOEMD = 20


def neem_uitkomsten(inhoud: bytes, blad: str, rijen: dict[int, dict[int, Any]], plaatsen: dict[str, int]) -> list[str]:
    """Zet in ``rijen`` de uitkomst waar een formule staat, en geef een opmerking per cel."""
    kolommen = {plaatsen[veld]: veld for veld in ("nummer", *INVULVELDEN) if veld in plaatsen}
    formules = [
        (regel, kolom)
        for regel, cellen in rijen.items()
        for kolom in kolommen
        if kolom in cellen and cellen[kolom].data_type == "f"
    ]
    if not formules:
        return []
    uitkomsten = _uitkomsten(inhoud, blad, max(regel for regel, _ in formules), max(kolommen))
    gelezen = [plek for plek in formules if plek in uitkomsten]
    for regel, kolom in gelezen:
        rijen[regel][kolom] = uitkomsten[regel, kolom]
    opmerkingen = [
        f"Blad “{blad}”, cel {get_column_letter(kolom)}{regel} ({KOPPEN[kolommen[kolom]]}): hier staat een formule. We lezen "
        "haar uitkomst. Klopt die niet, typ dan zelf wat er moet staan."
        for regel, kolom in gelezen[:MEEST_GENOEMD]
    ]
    if over := len(gelezen) - len(opmerkingen):
        opmerkingen.append(f"Blad “{blad}”: nog {over} formules. Ook daarvan lezen we de uitkomst.")
    return opmerkingen


def _uitkomsten(inhoud: bytes, naam: str, laatste_rij: int, laatste_kolom: int) -> dict[tuple[int, int], Any]:
    """De cellen met een waarde, op rij en kolom."""
    boek = openpyxl.load_workbook(io.BytesIO(inhoud), read_only=True, data_only=True, keep_links=False)
    blad = boek[naam]
    blad.reset_dimensions()
    return {
        (cel.row, cel.column): cel
        for rij in blad.iter_rows(max_row=laatste_rij, max_col=laatste_kolom)
        for cel in rij
        if cel.value not in (None, "")
    }
