"""Een ``Werkboek`` als Excelbestand: uitleg, een rij per actie, en alleen wat in te vullen is kan veranderen. Geen macro's.

Laadt openpyxl; wordt daarom pas geladen als er een werkboek wordt gemaakt.
"""

import io
from copy import copy
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from acties.rekenblad.lezen.formule import lijkt_formule
from acties.rekenblad.schrijven import maat
from acties.rekenblad.schrijven.excelstijl import celtekst, letter_van_de_breedtes
from acties.rekenblad.schrijven.opmaak import INKT, KOPVLAK, LIJN, NACHT, ZACHT
from acties.tekst import MAX_TEKST
from monitoring.datum import datum_tekst
from monitoring.inlezen.werkboek.uitleg import uitleg_regels
from monitoring.inlezen.werkboek.vorm import (
    JA,
    KEUZES,
    KOERSWOORDEN,
    KOLOMMEN,
    MELDEN,
    STATUSWOORDEN,
    UITLEG,
    Kolom,
)
from monitoring.inlezen.werkboek.werkboek import Werkboek, Werkrij

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_INVULVLAK, _INVULKOP, _WIT = "FFF6D6", "0C2A4A", "FFFFFF"
_GROEPSRIJ, _KOPRIJ = 3, 4
_EERSTE = _KOPRIJ + 1
_PLAATS = {kolom.veld: plaats for plaats, kolom in enumerate(KOLOMMEN, 1)}
_A4 = 9
_UITLEGBREEDTE = 84
_GROOTTE = 11
_SCHRIJFRUIMTE, _HOOGST = 75.0, 409.0  # in punten; hoger kan een rij in Excel niet zijn
_INCH = 2.54  # cm

_HULP = {
    "ongewijzigd": ("Ongewijzigd?", "Is er niets veranderd sinds de vorige melding? Kies Ja en laat de rest leeg."),
    "status": ("Status", "Kies uit de lijst hoe ver het nu is. Leeg: over deze actie meld je niets."),
    "koers": ("Koers", "Mag leeg blijven. Kies je aandacht of vastgelopen, vul dan ook de laatste twee kolommen in."),
    "toelichting": ("Wat is er gebeurd?", "Schrijf kort. Geen gegevens over personen of casussen."),
    "bijsturing": (
        "Bijsturing",
        "Wat doen jullie om weer op koers te komen? Alleen nodig bij aandacht of vastgelopen.",
    ),
}


def schrijf(werkboek: Werkboek, *, op: datetime) -> bytes:
    """``op`` is plaatselijke tijd zonder tijdzone."""
    boek = Workbook()
    letter_van_de_breedtes(boek)
    uitleg: Worksheet = boek.active
    uitleg.title = UITLEG
    melden, keuzes = boek.create_sheet(MELDEN), boek.create_sheet(KEUZES)
    titel = f"{werkboek.ronde} · {werkboek.organisatie}"
    _uitleg(uitleg, werkboek, titel)
    _keuzes(boek, keuzes, werkboek, op)
    _melden(melden, werkboek, titel)
    keuzes.sheet_state = "hidden"
    for blad in boek.worksheets:
        _beveilig(blad)
    boek.properties.title, boek.properties.creator = celtekst(titel), celtekst(werkboek.programma)
    boek.properties.language = "nl-NL"
    boek.properties.created = boek.properties.modified = op
    stroom = io.BytesIO()
    boek.save(stroom)
    return stroom.getvalue()


def _zet(blad: Worksheet, rij: int, kolom: int, waarde: str | int, stijl: Any = None) -> None:
    """Tekst blijft tekst; ``stijl`` is een cel waar de opmaak van wordt overgenomen."""
    cel = blad.cell(rij, kolom)
    if stijl is not None:
        cel._style = copy(stijl._style)
    if isinstance(waarde, str):
        cel._value, cel.data_type = celtekst(waarde), "s"
        if lijkt_formule(waarde):
            cel.quotePrefix = True
    else:
        cel.value = waarde


def _beveilig(blad: Worksheet) -> None:
    """Zonder wachtwoord: het voorkomt vergissingen. Lezen, sorteren, filteren en een kolom breder maken kan gewoon."""
    blad.protection.sheet = True
    for handeling in ("formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(blad.protection, handeling, False)  # wat hier onwaar is, mag wel


# Uitleg


def _uitleg(blad: Worksheet, werkboek: Werkboek, titel: str) -> None:
    blad.column_dimensions["A"].width = _UITLEGBREEDTE
    blad.sheet_view.showGridLines = False
    for rij, (tekst, grootte, vet) in enumerate(uitleg_regels(werkboek, titel, _KOPRIJ), 1):
        cel = blad.cell(rij, 1)
        cel.font = Font(name=maat.LETTERTYPE, size=grootte, bold=vet, color=NACHT if vet else INKT)
        cel.alignment = Alignment(wrap_text=True, vertical="top")
        cel._value, cel.data_type = celtekst(tekst), "s"
        blad.row_dimensions[rij].height = maat.hoogte(tekst, _UITLEGBREEDTE, grootte, vet=vet) + 4
    _afdruk(blad, titel, stand="portrait")


# Keuzes: verborgen, met de lijsten en waar dit bestand voor is


def _keuzes(boek: Workbook, blad: Worksheet, werkboek: Werkboek, op: datetime) -> None:
    lijsten = {"Statussen": STATUSWOORDEN.values(), "Koersen": KOERSWOORDEN.values(), "Ongewijzigd": [JA]}
    for kolom, (naam, woorden) in enumerate(lijsten.items(), 1):
        _zet(blad, 1, kolom, naam)
        for rij, woord in enumerate(woorden, 2):
            _zet(blad, rij, kolom, woord)
        letter = get_column_letter(kolom)
        boek.defined_names[naam] = DefinedName(naam, attr_text=f"{KEUZES}!${letter}$2:${letter}${len(woorden) + 1}")
    gegevens = {
        "Kenmerk": werkboek.kenmerk,
        "Uitvoer": werkboek.export,
        "Updateronde": werkboek.ronde,
        "Organisatie": werkboek.organisatie,
        "Peildatum": werkboek.peildatum.isoformat(),
        "Gemaakt": op.isoformat(sep=" ", timespec="minutes"),
    }
    for rij, (naam, waarde) in enumerate(gegevens.items(), 1):
        _zet(blad, rij, len(lijsten) + 1, naam)
        _zet(blad, rij, len(lijsten) + 2, waarde)
        plek = f"{KEUZES}!${get_column_letter(len(lijsten) + 2)}${rij}"
        boek.defined_names[f"Werkboek_{naam}"] = DefinedName(f"Werkboek_{naam}", attr_text=plek, hidden=True)


# Melden


def _melden(blad: Worksheet, werkboek: Werkboek, titel: str) -> None:
    stijlen = {soort: _stijlcel(blad, **stijl) for soort, stijl in _STIJLEN.items()}
    _zet(blad, 1, 1, titel, stijlen["titel"])
    _zet(blad, 2, 1, f"Vul alleen de gele cellen in. Peildatum {datum_tekst(werkboek.peildatum)}.", stijlen["regel"])
    eerste_invul = next(plaats for plaats, kolom in enumerate(KOLOMMEN, 1) if kolom.invullen)
    _zet(blad, _GROEPSRIJ, 1, "Om te lezen", stijlen["groep"])
    _zet(blad, _GROEPSRIJ, eerste_invul, "Om in te vullen", stijlen["groep"])
    _zet(blad, 1, _PLAATS["gebaseerd_op"], werkboek.kenmerk)  # nog eens: ook als het verborgen blad kwijtraakt
    for plaats, kolom in enumerate(KOLOMMEN, 1):
        _zet(blad, _KOPRIJ, plaats, kolom.kop, stijlen["invulkop" if kolom.invullen else "kop"])
        maatvoering = blad.column_dimensions[get_column_letter(plaats)]
        maatvoering.width, maatvoering.hidden = kolom.breedte, kolom.verborgen
    for nummer, rij in enumerate(werkboek.rijen, _EERSTE):
        _schrijf_rij(blad, nummer, rij, werkboek.slug, stijlen)
    laatste = _KOPRIJ + len(werkboek.rijen)
    for boven, hoogte in {1: 26, 2: 20, _GROEPSRIJ: 20, _KOPRIJ: 30}.items():
        blad.row_dimensions[boven].height = hoogte
    blad.auto_filter.ref = f"A{_KOPRIJ}:{get_column_letter(len(KOLOMMEN))}{laatste}"
    blad.freeze_panes = f"C{_EERSTE}"
    blad.print_title_rows, blad.print_title_cols = f"{_KOPRIJ}:{_KOPRIJ}", "A:B"
    _controles(blad, laatste)
    _afdruk(blad, titel, stand="landscape")


def _schrijf_rij(blad: Worksheet, nummer: int, rij: Werkrij, slug: str, stijlen: dict[str, Any]) -> None:
    """Hoog genoeg voor wat er staat, en met ruimte om te schrijven: LibreOffice past een hoogte niet zelf aan."""
    waarden = {veld: getattr(rij, veld, "") for veld in _PLAATS} | {"organisatie": slug}
    for plaats, kolom in enumerate(KOLOMMEN, 1):
        _zet(blad, nummer, plaats, waarden[kolom.veld], stijlen[_celsoort(kolom)])
        if kolom.invullen:
            blad.cell(nummer, plaats).value = None
    hoogtes = [
        maat.hoogte(
            str(waarden[kolom.veld]), maat.tekstbreedte(kolom.breedte, True), _GROOTTE, vet=_celsoort(kolom) == "vet"
        )
        for kolom in KOLOMMEN
        if not kolom.invullen and not kolom.verborgen
    ]
    blad.row_dimensions[nummer].height = min(max(*hoogtes, _SCHRIJFRUIMTE), _HOOGST)


def _celsoort(kolom: Kolom) -> str:
    if kolom.invullen:
        return "invul"
    return "vet" if kolom.veld in ("nummer", "titel") else "lees"


_STIJLEN: dict[str, dict[str, Any]] = {
    "titel": {"grootte": 16, "vet": True, "kleur": NACHT, "terugloop": False},
    "regel": {"kleur": ZACHT, "terugloop": False},
    "groep": {"vet": True, "kleur": NACHT, "terugloop": False},
    "kop": {"vet": True, "kleur": NACHT, "vlak": KOPVLAK, "kader": LIJN, "midden": True},
    "invulkop": {"vet": True, "kleur": _WIT, "vlak": _INVULKOP, "kader": LIJN, "midden": True},
    "vet": {"vet": True, "kader": LIJN},
    "lees": {"kader": LIJN},
    "invul": {"vlak": _INVULVLAK, "kader": ZACHT, "slot": False, "formaat": "@"},
}


def _stijlcel(
    blad: Worksheet,
    *,
    grootte: int = _GROOTTE,
    vet: bool = False,
    kleur: str = INKT,
    vlak: str = "",
    kader: str = "",
    terugloop: bool = True,
    midden: bool = False,
    slot: bool = True,
    formaat: str = "General",
) -> Any:
    """Een losse cel die alleen dient om haar opmaak over te nemen: elke opmaak wordt zo één keer gemaakt."""
    cel = Worksheet(blad.parent).cell(1, 1)
    cel.font = Font(name=maat.LETTERTYPE, size=grootte, bold=vet, color=kleur)
    cel.alignment = Alignment(
        wrap_text=terugloop, vertical="center" if midden else "top", horizontal="left", indent=int(bool(kader))
    )
    if vlak:
        cel.fill = PatternFill("solid", fgColor=vlak)
    if kader:
        zijde = Side(style="thin", color=kader)
        cel.border = Border(left=zijde, right=zijde, top=zijde, bottom=zijde)
    cel.protection = Protection(locked=slot)
    cel.number_format = formaat
    return cel


def _controles(blad: Worksheet, laatste: int) -> None:
    """Keuzelijsten en een korte uitleg bij elke in te vullen cel; een schermlezer leest die voor."""
    lijsten = {"status": "Statussen", "koers": "Koersen", "ongewijzigd": "Ongewijzigd"}
    for veld, (kop, uitleg) in _HULP.items():
        letter = get_column_letter(_PLAATS[veld])
        if veld in lijsten:
            controle = DataValidation("list", formula1=lijsten[veld], allow_blank=True)
            controle.error = "Kies een woord uit de lijst, of maak de cel leeg."
        else:
            controle = DataValidation("textLength", operator="lessThanOrEqual", formula1=MAX_TEKST, allow_blank=True)
            controle.error = f"Deze tekst is te lang. Er passen {MAX_TEKST} tekens."
        controle.errorTitle, controle.showErrorMessage = "Dit kan niet", True
        controle.promptTitle, controle.prompt, controle.showInputMessage = kop, uitleg, True
        controle.add(f"{letter}{_EERSTE}:{letter}{laatste}")
        blad.add_data_validation(controle)


def _afdruk(blad: Worksheet, titel: str, *, stand: str) -> None:
    blad.page_setup.orientation, blad.page_setup.paperSize = stand, _A4
    blad.page_setup.fitToWidth, blad.page_setup.fitToHeight = 1, 0
    blad.sheet_properties.pageSetUpPr.fitToPage = True
    marges = blad.page_margins
    marges.left = marges.right = 1.2 / _INCH
    marges.top, marges.bottom, marges.header, marges.footer = 1.5 / _INCH, 1.9 / _INCH, 0.7 / _INCH, 0.9 / _INCH
    voet = blad.oddFooter
    voet.left.text, voet.right.text = celtekst(titel).replace("&", "&&"), "Pagina &P van &N"
    voet.left.size = voet.right.size = 8
