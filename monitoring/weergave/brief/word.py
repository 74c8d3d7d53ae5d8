"""Een ``Document`` als Word-bestand (.docx), om in verder te schrijven: echte koppen, lijsten en tabellen, in het Nederlands."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from acties.rekenblad.schrijven.tekst import schoon
from monitoring.weergave.brief.document import Alinea, Deel, Document, Grafiek, Kop, Opsomming, Tabel
from monitoring.weergave.brief.wordgrafiek import zet_grafiek

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

TAAL = "nl-NL"
LETTER = "Arial"
INKT = RGBColor(0x0B, 0x2A, 0x4A)
GRIJS = RGBColor(0x4A, 0x55, 0x60)
TABELTEKST, TABELKOP = "Tabeltekst", "Tabelkop"
_KOPVLAK = "E8EDF3"
_RAND = "8A97A5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Maat:
    """Marges in centimeters, en per stijl de letter en de ruimte ervoor en erna in punten.

    ``vast``: een regel is zo hoog in elk lettertype, ook als een computer Arial niet heeft.
    """

    opzij: float
    boven: float
    onder: float
    rand: float
    regelafstand: float
    vast: bool = False
    stijlen: tuple[tuple[str, float, float, float], ...]


RUIM = Maat(
    opzij=2.3, boven=2.8, onder=2.4, rand=1.1, regelafstand=1.2,
    stijlen=(
        ("Normal", 10.5, 0, 6), ("Title", 22, 0, 8), ("Heading 1", 14, 16, 4), ("Heading 2", 11.5, 12, 3),
        ("List Bullet", 10.5, 0, 4), (TABELTEKST, 9.5, 2, 2), (TABELKOP, 9.5, 2, 2), ("Header", 8.5, 0, 0), ("Footer", 8, 0, 0),
    ),
)  # fmt: skip
DICHT = Maat(
    opzij=2, boven=2.2, onder=1.9, rand=0.9, regelafstand=1.25, vast=True,
    stijlen=(
        ("Normal", 10, 0, 4), ("Title", 16, 0, 4), ("Heading 1", 12, 8, 3), ("Heading 2", 11, 6, 2),
        ("List Bullet", 10, 0, 2), (TABELTEKST, 9, 1, 1), (TABELKOP, 9, 1, 1), ("Header", 8.5, 0, 0), ("Footer", 8, 0, 0),
    ),
)  # fmt: skip

_STIJLEN_VAN_TABELLEN = {"Normal Table", "Table Grid"}
# Een kortere rij blijft bij elkaar; een langere mag over de pagina lopen.
_PAST_OP_EEN_PAGINA = 1_000
# Wat het lege document van python-docx meebrengt en hier niets doet.
_OVERBODIG = ("thumbnail", "customXml", "stylesWithEffects")


def schrijf(document: Document) -> bytes:
    """Hetzelfde document geeft dezelfde bytes."""
    word = docx.Document()
    _inrichten(word, DICHT if document.dicht else RUIM)
    _eigenschappen(word, document)
    _rand_van_pagina(word, document)
    word.add_paragraph(schoon(document.titel), "Title")
    for deel, volgend in zip_longest(document.delen, document.delen[1:]):
        _deel(word, deel, document)
        if isinstance(deel, Alinea) and isinstance(volgend, Opsomming | Tabel):
            word.paragraphs[-1].paragraph_format.keep_with_next = True
    return _bytes(word, document.moment)


def _deel(word: Any, deel: Deel, document: Document) -> None:
    plekken = document.invulplekken
    if isinstance(deel, Kop):
        word.add_paragraph(schoon(deel.tekst), f"Heading {deel.niveau}")
    elif isinstance(deel, Alinea):
        _tekst(word.add_paragraph(), deel, plekken)
    elif isinstance(deel, Opsomming):
        for punt in deel.punten:
            _tekst(word.add_paragraph(style="List Bullet"), punt, plekken)
    elif isinstance(deel, Grafiek):
        nummer = sum(isinstance(ander, Grafiek) for ander in document.delen[: document.delen.index(deel) + 1])
        zet_grafiek(word.add_paragraph(), deel, nummer=nummer, moment=document.moment)
    else:
        _tabel(word, deel, plekken, na=0 if document.dicht else 2)


def _tekst(alinea: Paragraph, deel: Alinea, plekken: Sequence[str]) -> None:
    tekst = schoon(deel.tekst)
    if deel.vet:
        _stukken(alinea, tekst[: deel.vet], plekken, vet=True)
    _stukken(alinea, tekst[deel.vet :], plekken)


def _stukken(alinea: Paragraph, tekst: str, plekken: Sequence[str], *, vet: bool = False) -> None:
    """De tekst, met een gele achtergrond waar iemand nog iets moet invullen."""
    grens = f"({'|'.join(map(re.escape, plekken))})" if plekken else r"(?!)"
    for stuk in re.split(grens, tekst):
        if stuk or not plekken:
            run = alinea.add_run(stuk)
            if vet:
                run.bold = True
            if stuk in plekken:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _inrichten(word: Any, maat: Maat) -> None:
    """A4, de taal, en stijlen die zich laten lezen en die een gemeente zelf kan aanpassen."""
    bladspiegel = word.sections[0]
    bladspiegel.page_width, bladspiegel.page_height = Cm(21), Cm(29.7)
    bladspiegel.left_margin = bladspiegel.right_margin = Cm(maat.opzij)
    bladspiegel.top_margin, bladspiegel.bottom_margin = Cm(maat.boven), Cm(maat.onder)
    bladspiegel.header_distance = bladspiegel.footer_distance = Cm(maat.rand)
    stijlen = word.styles
    for stijl in list(stijlen):
        if stijl.type == WD_STYLE_TYPE.TABLE and stijl.name not in _STIJLEN_VAN_TABELLEN:
            stijl.delete()
    for taal in stijlen.element.iter(qn("w:lang")):
        taal.set(qn("w:val"), TAAL)
        taal.set(qn("w:eastAsia"), TAAL)
    for taal in word.settings.element.iter(qn("w:themeFontLang")):
        taal.set(qn("w:val"), TAAL)
    for naam, basis in ((TABELTEKST, "Normal"), (TABELKOP, TABELTEKST)):
        nieuw = stijlen.add_style(naam, WD_STYLE_TYPE.PARAGRAPH)
        nieuw.base_style, nieuw.quick_style = stijlen[basis], True
    for naam, grootte, voor, na in maat.stijlen:
        _stijl(stijlen[naam], grootte, voor, na, maat)


def _stijl(stijl: Any, grootte: float, voor: float, na: float, maat: Maat) -> None:
    kop = stijl.name.startswith(("Title", "Heading"))
    letters = stijl.element.get_or_add_rPr().get_or_add_rFonts()
    for soort in list(letters.attrib):
        del letters.attrib[soort]  # ook het lettertype van het thema, dat anders voorgaat
    for soort in ("ascii", "hAnsi", "cs", "eastAsia"):
        letters.set(qn(f"w:{soort}"), LETTER)
    stijl.font.size, stijl.font.bold = Pt(grootte), kop or stijl.name == TABELKOP
    stijl.font.color.rgb = INKT if kop else GRIJS if stijl.name in ("Header", "Footer") else RGBColor(0, 0, 0)
    opmaak = stijl.paragraph_format
    opmaak.space_before, opmaak.space_after = Pt(voor), Pt(na)
    opmaak.line_spacing = Pt(grootte * maat.regelafstand) if maat.vast else 1.0 if kop else maat.regelafstand
    if kop:
        opmaak.keep_with_next = True
    lijn = stijl.element.pPr.find(qn("w:pBdr")) if stijl.element.pPr is not None else None
    if lijn is not None:
        stijl.element.pPr.remove(lijn)


def _eigenschappen(word: Any, document: Document) -> None:
    eigen = word.core_properties
    eigen.title, eigen.subject = schoon(document.titel)[:255], schoon(document.onderwerp)[:255]
    eigen.author = eigen.last_modified_by = schoon(document.maker)[:255]
    eigen.language, eigen.comments, eigen.keywords, eigen.category = TAAL, "", "", ""
    eigen.created = eigen.modified = document.moment
    eigen.revision = 1


def _rand_van_pagina(word: Any, document: Document) -> None:
    boven = word.sections[0].header.paragraphs[0]
    boven.add_run(schoon(document.kopregel))
    for tekst in document.waarschuwingen:
        regel = word.sections[0].header.add_paragraph(style="Header").add_run(schoon(tekst))
        regel.bold, regel.font.color.rgb = True, RGBColor(0x9B, 0x1C, 0x1C)
    onder = word.sections[0].footer
    onder.paragraphs[0].add_run(schoon(document.voetregel))
    nummer = onder.add_paragraph(style="Footer")
    nummer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    nummer.add_run("Pagina ")
    _veld(nummer, "PAGE")
    nummer.add_run(" van ")
    _veld(nummer, "NUMPAGES")


def _veld(alinea: Paragraph, opdracht: str) -> None:
    """Een veld dat Word zelf invult, zoals het paginanummer."""
    veld = OxmlElement("w:fldSimple")
    veld.set(qn("w:instr"), opdracht)
    run = OxmlElement("w:r")
    tekst = OxmlElement("w:t")
    tekst.text = "1"
    run.append(tekst)
    veld.append(run)
    alinea._p.append(veld)


def _tabel(word: Any, tabel: Tabel, plekken: Sequence[str], *, na: int) -> None:
    rijen = [*([tabel.koppen] if tabel.koppen else []), *tabel.rijen]
    tekststijl, kopstijl = word.styles[TABELTEKST].style_id, word.styles[TABELKOP].style_id
    raster = word.add_table(rows=len(rijen), cols=len(tabel.breedtes), style="Table Grid")
    raster.autofit = False
    _eigenschappen_van_tabel(raster, tabel)
    for breedte, kolom in zip(tabel.breedtes, raster.columns, strict=True):
        kolom.width = Cm(breedte)
    for plaats, (rij, waarden) in enumerate(zip(raster.rows, rijen, strict=True)):
        kop = bool(tabel.koppen) and plaats == 0
        eigen = rij._tr.get_or_add_trPr()
        if sum(map(len, waarden)) < _PAST_OP_EEN_PAGINA:
            eigen.append(OxmlElement("w:cantSplit"))
        if kop:
            eigen.append(OxmlElement("w:tblHeader"))
        for kolom, (cel, waarde) in enumerate(zip(rij.cells, waarden, strict=True)):
            cel.width = Cm(tabel.breedtes[kolom])
            is_kop = kop or (not tabel.koppen and kolom == 0)
            stijl = kopstijl if is_kop else tekststijl
            _cel(cel, waarde, plekken, stijl=stijl, getal=kolom in tabel.getallen)
            if kop:
                _vlak(cel)
    _lucht(word.add_paragraph(), na)


def _lucht(alinea: Paragraph, na: int) -> None:
    """De lege alinea onder een tabel: zonder ruimte erna is zij maar een paar punten hoog."""
    alinea.paragraph_format.space_after = Pt(na)
    if not na:
        alinea.paragraph_format.line_spacing = Pt(5)


def _eigenschappen_van_tabel(raster: Any, tabel: Tabel) -> None:
    """Wat een schermlezer voorleest, dunne randen, en of de eerste rij of de eerste kolom de koppen heeft."""
    eigen = raster._tbl.tblPr
    blik = eigen.find(qn("w:tblLook"))
    if blik is not None:
        eigen.remove(blik)
    randen = OxmlElement("w:tblBorders")
    for kant in ("top", "left", "bottom", "right", "insideH", "insideV"):  # Word leest alleen deze volgorde
        rand = OxmlElement(f"w:{kant}")
        lijn = {"val": "single", "sz": "4", "space": "0", "color": _RAND}
        for naam, waarde in (lijn if kant in ("top", "bottom", "insideH") else {"val": "nil"}).items():
            rand.set(qn(f"w:{naam}"), waarde)
        randen.append(rand)
    indeling = eigen.find(qn("w:tblLayout"))
    indeling.addprevious(randen)
    blik = OxmlElement("w:tblLook")
    for naam, aan in (("firstRow", bool(tabel.koppen)), ("firstColumn", not tabel.koppen), ("noVBand", True)):
        blik.set(qn(f"w:{naam}"), "1" if aan else "0")
    eigen.append(blik)
    omschrijving = OxmlElement("w:tblDescription")
    omschrijving.set(qn("w:val"), schoon(tabel.omschrijving))
    eigen.append(omschrijving)


def _cel(cel: _Cell, waarde: str, plekken: Sequence[str], *, stijl: str, getal: bool) -> None:
    alinea = cel.paragraphs[0]
    alinea._p.style = stijl  # op naam zoeken kost bij elke cel meer dan al het andere samen
    if getal:
        alinea.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _stukken(alinea, schoon(waarde), plekken)


def _vlak(cel: _Cell) -> None:
    vlak = OxmlElement("w:shd")
    for naam, waarde in (("val", "clear"), ("color", "auto"), ("fill", _KOPVLAK)):
        vlak.set(qn(f"w:{naam}"), waarde)
    cel._tc.get_or_add_tcPr().append(vlak)


def _bytes(word: Any, moment: datetime) -> bytes:
    """Met de tijd van het document als tijd van het bestand, en zonder wat het lege document van python-docx meebrengt."""
    for drager in (word.part.package, word.part):
        for sleutel, relatie in list(drager.rels.items()):
            if relatie.reltype != RELATIONSHIP_TYPE.STYLES and any(naam in relatie.reltype for naam in _OVERBODIG):
                del drager.rels[sleutel]
    ruw, netjes = io.BytesIO(), io.BytesIO()
    word.save(ruw)
    with ZipFile(ruw) as bron, ZipFile(netjes, "w") as doel:
        for naam in bron.namelist():
            doel.writestr(ZipInfo(naam, moment.timetuple()[:6]), bron.read(naam), ZIP_DEFLATED)
    return netjes.getvalue()
