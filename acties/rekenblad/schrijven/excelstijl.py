"""De huisstijl als stijlen van een Excel-werkboek, en een waarde met haar stijl in een cel.

Tekst gaat er altijd als tekst in (``data_type "s"``, zo nodig met ``quotePrefix``) en nooit als formule. Elke stijl
wordt één keer gemaakt en daarna alleen toegewezen: een stijlobject per cel kost vijf keer zoveel tijd.
"""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils.indexed_list import IndexedList

from acties.rekenblad.lezen.formule import lijkt_formule
from acties.rekenblad.schrijven import maat
from acties.rekenblad.schrijven.boek import Waarde
from acties.rekenblad.schrijven.opmaak import STIJLEN, Stijl
from acties.rekenblad.schrijven.tekst import begrensd, kent_excel, schoon

# Excel leest “_x0041_” in een tekst als het teken A: zo schrijft het een teken dat niet in XML past.
_EXCELCODE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def letter_van_de_breedtes(werkboek: Workbook) -> None:
    """Meet kolombreedtes in Arial: elk rekenprogramma heeft die letter, of een die even breed is."""
    werkboek._fonts = IndexedList()  # De eerste letter is die waarin een rekenprogramma meet.
    werkboek._named_styles["Normal"].font = Font(name=maat.LETTERTYPE, size=maat.BASISGROOTTE)


class Stijlen:
    """Elke stijl van de huisstijl als een klaargezette ``StyleArray``.

    ``formule`` zet ``quotePrefix``; ``laag``: wat anders boven in de cel begint, staat dan in het midden.
    """

    def __init__(self, werkboek: Workbook):
        self._werkboek = werkboek
        self._gemaakt: dict[tuple[str, bool, bool], StyleArray] = {}
        self._nummers: dict[tuple[str, bool, bool], int] = {}

    def __call__(self, naam: str, *, formule: bool = False, laag: bool = False) -> StyleArray:
        if (naam, formule, laag) not in self._gemaakt:
            stijl = STIJLEN[naam]
            verticaal = "midden" if laag and stijl.verticaal == "boven" else stijl.verticaal
            self._gemaakt[naam, formule, laag] = self._maak(replace(stijl, verticaal=verticaal), formule)
        return self._gemaakt[naam, formule, laag]

    def nummer(self, naam: str, *, formule: bool, laag: bool) -> int:
        """De plaats van de stijl in het werkboek, zoals een cel in XML haar noemt."""
        sleutel = (naam, formule, laag)
        if sleutel not in self._nummers:
            self._nummers[sleutel] = self._werkboek._cell_styles.add(self(naam, formule=formule, laag=laag))
        return self._nummers[sleutel]

    def _maak(self, stijl: Stijl, formule: bool) -> StyleArray:
        proef: Any = WriteOnlyCell(_Werkblad(self._werkboek))
        proef.font = Font(
            name=maat.LETTERTYPE,
            size=stijl.grootte,
            bold=stijl.vet,
            italic=stijl.cursief,
            underline="single" if stijl.onderstreept else None,
            color=stijl.kleur,
        )
        if stijl.vlak:
            proef.fill = PatternFill("solid", fgColor=stijl.vlak)
        proef.border = _rand(stijl)
        proef.alignment = Alignment(
            horizontal={"links": "left", "rechts": "right", "midden": "center"}[stijl.uitlijning],
            vertical={"boven": "top", "midden": "center", "onder": "bottom"}[stijl.verticaal],
            wrap_text=stijl.terugloop,
            indent=int(stijl.inspringen),
        )
        if stijl.formaat:
            proef.number_format = stijl.formaat
        if stijl.open:
            proef.protection = Protection(locked=False)
        proef._style.quotePrefix = int(formule)
        return proef._style


class _Werkblad:
    """Wat een cel van haar blad wil weten om een stijl te maken."""

    def __init__(self, werkboek: Workbook):
        self.parent = werkboek


def _rand(stijl: Stijl) -> Border:
    if stijl.kader:
        zijde = Side(style="dashed" if stijl.streepjes else "thin", color=stijl.kader)
        return Border(left=zijde, right=zijde, top=zijde, bottom=zijde)
    onder = Side(style="thin", color=stijl.onder) if stijl.onder else None
    return Border(bottom=onder, left=Side(style="thick", color=stijl.links) if stijl.links else None)


def vul(cel: Any, waarde: Waarde, stijlen: Stijlen, stijl: str, *, laag: bool = False) -> None:
    """Zet een waarde met haar stijl; tekst wordt nooit uitgelegd als formule, getal of datum."""
    waarde = dag_of_tekst(waarde)
    if isinstance(waarde, str):
        cel._style = stijlen(stijl, formule=lijkt_formule(waarde), laag=laag)
        cel._value, cel.data_type = celtekst(waarde), "s"
        return
    cel._style = stijlen(stijl, laag=laag)
    cel._value = waarde
    cel.data_type = "d" if isinstance(waarde, date) else "n"


def dag_of_tekst(waarde: Waarde) -> Waarde:
    """Een dag die Excel niet kent, schrijf je als tekst."""
    return waarde.isoformat() if isinstance(waarde, date) and not kent_excel(waarde) else waarde


def celtekst(tekst: str, *, letterlijk: bool = False) -> str:
    """De tekst zoals zij in een cel past en er weer uit komt: schoon, of teken voor teken zoals zij is."""
    past = begrensd(tekst if letterlijk else schoon(tekst))
    return _EXCELCODE.sub(lambda teken: f"_x{ord(teken.group()):04X}_", past)
