"""Een ``Boek`` of een ``Lijst`` als Excel-werkboek (.xlsx)."""

import io
import re
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO, Any
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from acties.rekenblad.schrijven import maat
from acties.rekenblad.schrijven.boek import (
    Blad,
    Boek,
    Cel,
    Deel,
    Grafiek,
    Invoer,
    Lijn,
    Lijst,
    Lijstblad,
    NieuwePagina,
    Regel,
    Rij,
    Tabel,
    bladzijden_breed,
    vaste_kolommen,
)
from acties.rekenblad.schrijven.excelgrafiek import HOOGTE_IN_RIJEN, teken, teken_lijn
from acties.rekenblad.schrijven.excelrijen import schrijf_rijen
from acties.rekenblad.schrijven.excelstijl import Stijlen, letter_van_de_breedtes, vul
from acties.rekenblad.schrijven.opmaak import STIJLEN, Stijl
from acties.rekenblad.schrijven.tekst import bladnamen, schoon

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_RIJEN_ERBIJ = 2000  # zover onder de laatste rij is nog uit een lijst te kiezen
_VERBORGEN = 12  # zo breed is een verborgen kolom als iemand haar toont
_RIJ_VAN_GRAFIEK = 15.0
_A4 = 9
_INCH = 2.54  # cm


def schrijf(boek: Boek) -> bytes:
    """Hetzelfde boek geeft dezelfde bytes."""
    with schrijf_bestand(boek) as bestand:
        return bestand.read()


def schrijf_lijst(lijst: Lijst) -> bytes:
    return schrijf(lijst.boek)


def schrijf_bestand(boek: Boek) -> IO[bytes]:
    """Het boek als bestand op schijf, met de kop vooraan: de rijen van een lang blad komen nooit samen in het geheugen."""
    werkboek = Workbook()
    werkboek.remove(werkboek.active)
    _eigenschappen(werkboek, boek)
    stijlen = Stijlen(werkboek)
    namen = bladnamen(blad.naam for blad in boek.bladen)
    alt: list[str] = []
    lang: dict[str, IO[bytes]] = {}  # van het deel van het bestand naar de rijen die erin horen
    with ExitStack() as open_:
        for inhoud, naam in zip(boek.bladen, namen, strict=True):
            if isinstance(inhoud, Blad):
                _Bladschrijver(werkboek.create_sheet(naam), inhoud, stijlen, namen, alt).schrijf(boek)
                continue
            rijen = open_.enter_context(TemporaryFile())
            aantal = schrijf_rijen(rijen, inhoud, stijlen)
            if aantal > 1 or not inhoud.mag_weg:
                _om_de_rijen(werkboek.create_sheet(naam), inhoud, aantal, boek)
                lang[f"xl/worksheets/sheet{len(werkboek.worksheets)}.xml"] = rijen
        for bereik in boek.bereiken:
            letter = get_column_letter(bereik.kolom)
            adres = f"{quote_sheetname(bereik.blad)}!${letter}${bereik.van}:${letter}${bereik.tot}"
            werkboek.defined_names[bereik.naam] = DefinedName(bereik.naam, attr_text=adres, hidden=bereik.verborgen)
        if boek.slot:
            for blad in werkboek.worksheets:
                _sluit(blad)
        return _bestand(werkboek, boek.moment, alt, lang)


def _sluit(blad: Worksheet) -> None:
    """Lezen, sorteren, filteren en een kolom breder maken kan gewoon."""
    blad.protection.sheet = True
    for handeling in ("formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(blad.protection, handeling, False)  # wat hier onwaar is, mag wel


def _om_de_rijen(blad: Worksheet, lijst: Lijstblad, aantal: int, boek: Boek) -> None:
    """Alles van een lang blad behalve zijn rijen."""
    letters = [get_column_letter(plaats) for plaats in range(1, len(lijst.velden) + 1)]
    for letter, veld in zip(letters, lijst.velden, strict=True):
        blad.column_dimensions[letter].width = veld.breedte
        if veld.keuzes:
            keuze = DataValidation("list", formula1=f'"{veld.keuzes}"', allow_blank=True, showErrorMessage=True)
            keuze.errorTitle, keuze.error = "Kies uit de lijst", "Kies een waarde uit de lijst."
            keuze.add(f"{letter}2:{letter}{aantal + _RIJEN_ERBIJ}")
            blad.add_data_validation(keuze)
    breed = bladzijden_breed(lijst.papier)
    blad.freeze_panes = "A2"
    blad.print_title_rows = "1:1"
    if vast := vaste_kolommen(lijst.papier):
        blad.print_title_cols = f"A:{letters[vast - 1]}"
    if lijst.afgedrukt:
        blad.print_area = f"A1:{letters[lijst.afgedrukt - 1]}{aantal}"
    blad.auto_filter.ref = f"A1:{letters[-1]}{aantal}"
    _pagina(blad, boek.voet_links, boek.voet_midden, breed=breed)


class _Bladschrijver:
    """Zet de delen van één blad onder elkaar."""

    def __init__(self, blad: Worksheet, inhoud: Blad, stijlen: Stijlen, namen: list[str], alt: list[str]):
        self.blad, self.inhoud, self.stijlen, self.namen, self.alt = blad, inhoud, stijlen, namen, alt
        self.rij = 1
        self.eerste_rij: dict[int, int] = {}

    def schrijf(self, boek: Boek) -> None:
        for kolom, breedte in enumerate(self.inhoud.breedtes, 1):
            maatvoering = self.blad.column_dimensions[get_column_letter(kolom)]
            maatvoering.width, maatvoering.hidden = breedte or _VERBORGEN, not breedte
        for deel in self.inhoud.delen:
            self._deel(deel)
        self.blad.sheet_view.showGridLines = False
        if self.inhoud.verborgen:
            self.blad.sheet_state = "hidden"
        _pagina(self.blad, boek.voet_links, boek.voet_midden, staand=self.inhoud.staand)
        if any(isinstance(deel, NieuwePagina) for deel in self.inhoud.delen):
            self.blad.print_title_rows = "1:1"  # Elke pagina heeft een eigen tabel: herhaal de titel, niet één kop.

    def _deel(self, deel: Deel) -> None:
        if isinstance(deel, Regel):
            self._regel(deel)
        elif isinstance(deel, Tabel):
            self._tabel(deel)
        elif isinstance(deel, Grafiek | Lijn):
            self._grafiek(deel)
        else:
            self.blad.row_breaks.append(Break(id=self.rij - 1))

    def _regel(self, regel: Regel) -> None:
        stijl = STIJLEN[regel.stijl]
        breedte = sum(self.inhoud.breedtes)
        for stuk in maat.breek(schoon(regel.tekst) or " ", breedte, stijl.grootte, vet=stijl.vet):
            cel = self.blad.cell(self.rij, 1)
            vul(cel, stuk.rstrip(), self.stijlen, regel.stijl)
            self.blad.row_dimensions[self.rij].height = maat.regelhoogte(stijl.grootte) + 4
            self.rij += 1

    def _tabel(self, tabel: Tabel) -> None:
        for rij in tabel.boven:
            self._schrijf_rij(rij)
        if tabel.koppen:
            self._schrijf_rij(tabel.koppen)
        self.eerste_rij[id(tabel)] = self.rij
        for rij in tabel.rijen:
            self._schrijf_rij(rij, tabel.laagst)
        if tabel.filter and not self.blad.auto_filter.ref:
            kop, vast = self.eerste_rij[id(tabel)] - 1, self.inhoud.vaste_kolommen
            self.blad.freeze_panes = f"{get_column_letter(vast + 1)}{kop + 1}"
            self.blad.print_title_rows = f"{kop}:{kop}"
            if vast:
                self.blad.print_title_cols = f"A:{get_column_letter(vast)}"
            self.blad.auto_filter.ref = f"A{kop}:{get_column_letter(len(tabel.koppen))}{self.rij - 1}"
        for invoer in tabel.invoer:
            self._invoer(invoer, self.eerste_rij[id(tabel)])
        for rij in tabel.totalen:
            self._schrijf_rij(rij)
        self.rij += 1

    def _invoer(self, invoer: Invoer, eerste: int) -> None:
        """Wat erin mag, en een korte uitleg bij elke cel: een schermlezer leest die voor."""
        if invoer.keuzes:
            regel = DataValidation("list", formula1=invoer.keuzes, allow_blank=True)
        else:
            regel = DataValidation("textLength", operator="lessThanOrEqual", formula1=invoer.langst, allow_blank=True)
        regel.errorTitle, regel.error, regel.showErrorMessage = "Dit kan niet", invoer.weigering, True
        regel.promptTitle, regel.prompt, regel.showInputMessage = invoer.titel, invoer.uitleg, True
        letter = get_column_letter(invoer.kolom + 1)
        laatste = self.rij if invoer.tot is None else eerste + invoer.tot
        regel.add(f"{letter}{eerste + invoer.van}:{letter}{laatste - 1}")
        self.blad.add_data_validation(regel)

    def _schrijf_rij(self, rij: Rij, laagst: float = 0.0) -> None:
        hoog = max(laagst, *(self._hoogte(kolom, inhoud) for kolom, inhoud in enumerate(rij)))
        for kolom, inhoud in enumerate(rij, 1):
            cel = self.blad.cell(self.rij, kolom)
            stijl = STIJLEN[inhoud.stijl]
            vul(cel, inhoud.waarde, self.stijlen, inhoud.stijl, laag=maat.is_laag(hoog, stijl.grootte))
            if isinstance(inhoud.waarde, str):
                self._verrijk(cel, inhoud, stijl)
        self.blad.row_dimensions[self.rij].height = min(hoog, maat.MAX_EXCEL)
        self.rij += 1

    def _hoogte(self, kolom: int, inhoud: Cel) -> float:
        stijl = STIJLEN[inhoud.stijl]
        past = stijl.terugloop and self.inhoud.breedtes[kolom]  # anders loopt de tekst door over zijn buren
        tekst = schoon(inhoud.waarde) if isinstance(inhoud.waarde, str) and past else ""
        breedte = maat.tekstbreedte(self.inhoud.breedtes[kolom], stijl.inspringen)
        return maat.celhoogte(tekst, breedte, stijl.grootte, vet=stijl.vet, begin_vet=inhoud.vet)

    def _verrijk(self, cel: Cell, inhoud: Cel, stijl: Stijl) -> None:
        """Het begin vet, of een klik naar een ander blad."""
        tekst = cel._value
        if inhoud.vet and tekst:
            delen = ((tekst[: inhoud.vet], True), (tekst[inhoud.vet :], False))
            cel._value = CellRichText([_stuk(deel, stijl, vet=vet) for deel, vet in delen if deel])
        if inhoud.naar is not None:
            blad = self.namen[inhoud.naar].replace("'", "''")
            cel._hyperlink = Hyperlink(ref=cel.coordinate, location=f"'{blad}'!A{inhoud.naar_rij}", display=tekst)

    def _grafiek(self, grafiek: Grafiek | Lijn) -> None:
        eerste_rij = self.eerste_rij[id(grafiek.tabel)]
        figuur: Any = (
            teken_lijn(grafiek, self.blad, eerste_rij)
            if isinstance(grafiek, Lijn)
            else teken(grafiek, self.blad, eerste_rij)
        )
        figuur.anchor = TwoCellAnchor(
            _from=AnchorMarker(row=self.rij - 1),
            to=AnchorMarker(row=self.rij - 1 + HOOGTE_IN_RIJEN, col=len(self.inhoud.breedtes)),
        )
        self.blad.add_chart(figuur)
        self.alt.append(schoon(grafiek.alt))
        for rij in range(self.rij, self.rij + HOOGTE_IN_RIJEN):
            self.blad.row_dimensions[rij].height = _RIJ_VAN_GRAFIEK
        self.rij += HOOGTE_IN_RIJEN + 1


def _stuk(tekst: str, stijl: Stijl, *, vet: bool) -> TextBlock:
    letter = InlineFont(rFont=maat.LETTERTYPE, sz=stijl.grootte, b=vet or None, color=stijl.kleur)
    return TextBlock(letter, tekst)


def _pagina(blad: Any, links: str, midden: str, *, breed: int = 1, staand: bool = False) -> None:
    """A4, ``breed`` pagina's breed, met een voet."""
    blad.page_setup.orientation = "portrait" if staand else "landscape"
    blad.page_setup.paperSize = _A4
    blad.page_setup.fitToWidth, blad.page_setup.fitToHeight = breed, 0
    blad.sheet_properties.pageSetUpPr.fitToPage = True
    marges = blad.page_margins
    marges.left = marges.right = 1 / _INCH
    marges.top, marges.bottom, marges.header, marges.footer = 1 / _INCH, 2 / _INCH, 0.5 / _INCH, 0.6 / _INCH
    voet = blad.oddFooter
    for plek, tekst in ((voet.left, links or blad.title), (voet.center, midden)):
        plek.text, plek.size = schoon(tekst)[:90].replace("&", "&&").replace("\n", " "), 8
    voet.right.text, voet.right.size = "Pagina &P van &N", 8


def _eigenschappen(werkboek: Workbook, boek: Boek) -> None:
    eigenschappen = werkboek.properties
    eigenschappen.title, eigenschappen.subject = schoon(boek.titel), schoon(boek.onderwerp) or None
    eigenschappen.creator = eigenschappen.lastModifiedBy = schoon(boek.maker)
    eigenschappen.language = "nl-NL"
    eigenschappen.created = eigenschappen.modified = boek.moment
    letter_van_de_breedtes(werkboek)


def _bestand(werkboek: Workbook, moment: datetime, alt: list[str], lang: Mapping[str, IO[bytes]]) -> IO[bytes]:
    """Bewaar, en schrijf over wat openpyxl niet kan.

    Dat zijn de rijen van lange bladen, de tekst bij een grafiek, labels die nul verbergen, en de tijd van het verslag als tijd
    van het bestand.
    """
    ruw = io.BytesIO()
    netjes: IO[bytes] = TemporaryFile()  # noqa: SIM115 - the caller reads and closes it
    werkboek.save(ruw)
    stempel = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with ZipFile(ruw) as bron, ZipFile(netjes, "w", ZIP_DEFLATED) as doel:
        teksten = iter(alt)
        for naam in bron.namelist():
            inhoud = bron.read(naam)
            deel = ZipInfo(naam, moment.timetuple()[:6])
            if naam in lang:
                _zet_rijen(doel, deel, inhoud, lang[naam])
                continue
            if naam.startswith("xl/drawings/drawing"):
                inhoud = _CHARTNAAM.sub(lambda gevonden: _beschreven(gevonden, next(teksten)), inhoud.decode()).encode()
            elif naam.startswith("xl/charts/"):
                inhoud = inhoud.replace(b'formatCode="0;;;"', b'formatCode="0;;;" sourceLinked="0"')
            elif naam == "docProps/core.xml":
                inhoud = _GEWIJZIGD.sub(rb"\g<1>" + stempel + rb"\g<2>", inhoud)
            doel.writestr(deel, inhoud, ZIP_DEFLATED)
    netjes.seek(0)
    return netjes


def _zet_rijen(doel: ZipFile, deel: ZipInfo, blad: bytes, rijen: IO[bytes]) -> None:
    """Zet de rijen in het lege blad, dat zelf dacht dat het één cel had."""
    begin, einde = _GEEN_RIJEN.split(_OMVANG.sub(b"", blad))
    deel.compress_type = ZIP_DEFLATED
    rijen.seek(0)
    with doel.open(deel, "w", force_zip64=True) as uit:
        uit.write(begin + b"<sheetData>")
        while stuk := rijen.read(2**20):
            uit.write(stuk)
        uit.write(b"</sheetData>" + einde)


_OMVANG = re.compile(rb"<dimension [^>]*/>")
_GEEN_RIJEN = re.compile(rb"<sheetData\s*/>|<sheetData></sheetData>")
_CHARTNAAM = re.compile(r'name="Chart \d+"')
_GEWIJZIGD = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def _beschreven(gevonden: re.Match[str], tekst: str) -> str:
    return f"{gevonden.group().replace('Chart', 'Grafiek')} descr={quoteattr(tekst)}"
