"""Een Excelwerkmap schrijven: rij voor rij als XML, zodat ook honderdduizend rijen weinig tijd en geheugen kosten.

Tekst gaat er altijd als tekst in. Een teken dat niet in XML past, schrijft Excel als ``_x000D_``; zo komt elke tekst precies zo
terug als zij was. Datums zijn echte datums; tijdstippen zijn tekst, want een cel bewaart geen tijdzone en geen microseconden.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from acties.rekenblad.lezen.formule import FORMULETEKENS
from acties.rekenblad.schrijven import maat
from acties.rekenblad.schrijven.boek import VASTE_KOLOMMEN, bladzijden_breed
from acties.rekenblad.schrijven.tekst import kent_excel
from monitoring.inlezen.gegevensboek.lange_tekst import Vergaarbak

_BIJZONDER = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_DAG_NUL = date(1899, 12, 30).toordinal()
# De plaats van een stijl in _STIJLEN
GEWOON, KOP, TEKST, DATUM, VEILIG, TITEL, GETAL = range(7)

_STIJLEN = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy"/></numFmts>'
    '<fonts count="3"><font><sz val="10"/><name val="Arial"/></font>'
    '<font><b/><sz val="10"/><color rgb="FFFFFFFF"/><name val="Arial"/></font>'
    '<font><b/><sz val="14"/><name val="Arial"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FF154273"/></patternFill></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="7">'
    '<xf fontId="0" applyFont="1" applyAlignment="1"><alignment vertical="top"/></xf>'
    '<xf fontId="1" fillId="2" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top"/></xf>'
    '<xf numFmtId="49" fontId="0" applyFont="1" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="164" fontId="0" applyFont="1" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top" horizontal="left"/></xf>'
    '<xf numFmtId="49" fontId="0" applyFont="1" applyNumberFormat="1" applyAlignment="1" quotePrefix="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf fontId="2" applyFont="1"/>'
    '<xf numFmtId="0" fontId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" horizontal="right"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_LAAG = ' ht="40" customHeight="1"'  # Delen van een lange tekst zijn er om in te lezen, niet om te lezen.
_PAGINA = (
    '<pageMargins left="0.4" right="0.4" top="0.4" bottom="0.8" header="0.2" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="{breed}" fitToHeight="0"/>'
    "<headerFooter><oddFooter>&amp;L&amp;8&amp;A&amp;R&amp;8Pagina &amp;P van &amp;N</oddFooter></headerFooter>"
)
_HOOFD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PAKKET = "http://schemas.openxmlformats.org/package/2006"
_SOORT = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vel:
    """Een blad om te schrijven. ``keuzes``: per kolom waaruit er te kiezen is; ``stijlen``: rijen met een eigen stijl.

    ``delen``: dit blad bevat zelf de delen van lange teksten.
    """

    naam: str
    koppen: Sequence[str]
    rijen: Iterable[Sequence[Any]]
    breedtes: Sequence[int]
    keuzes: Sequence[tuple[int, str]] = ()
    stijlen: Mapping[int, int] = field(default_factory=dict)
    delen: bool = False


class Werkmap:
    """Schrijft vellen naar een bestand op schijf."""

    def __init__(self, bak: Vergaarbak):
        self.bak = bak
        self.namen: list[str] = []
        self.herhaald: list[str] = []

    def schrijf(self, vellen: Iterator[Vel]) -> IO[bytes]:
        doel: IO[bytes] = TemporaryFile()  # noqa: SIM115 - the caller reads and closes it
        with ZipFile(doel, "w", ZIP_DEFLATED, compresslevel=3) as archief:
            for nummer, vel in enumerate(vellen, 1):
                self.namen.append(vel.naam)
                self.herhaald.append(_herhaald(vel))
                with archief.open(f"xl/worksheets/sheet{nummer}.xml", "w", force_zip64=True) as uit:
                    self._blad(uit, vel)
            for naam, inhoud in self._pakket():
                archief.writestr(naam, _HOOFD + inhoud)
        doel.seek(0)
        return doel

    def _blad(self, uit: IO[bytes], vel: Vel) -> None:
        kolommen = "".join(
            f'<col min="{plaats}" max="{plaats}" width="{breedte}" customWidth="1"/>'
            for plaats, breedte in enumerate(vel.breedtes, 1)
        )
        vast = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if vel.koppen else ""
        begin = (
            f'{_HOOFD}<worksheet xmlns="{_NS}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'
            f'<sheetView workbookViewId="0">{vast}</sheetView></sheetViews><cols>{kolommen}</cols><sheetData>'
        )
        uit.write(begin.encode())
        letters = [letter(plaats) for plaats in range(len(vel.breedtes))]
        nummer = 0
        if vel.koppen:
            nummer = 1
            koppen = "".join([_tekst(f"{kolom}1", kop, KOP) for kolom, kop in zip(letters, vel.koppen, strict=True)])
            uit.write(f'<row r="1">{koppen}</row>'.encode())
        nummer = self._rijen(uit, vel, letters, nummer)
        uit.write(self._onder(vel, letters, nummer).encode())

    def _rijen(self, uit: IO[bytes], vel: Vel, letters: list[str], nummer: int) -> int:
        regels: list[str] = []
        for rij in vel.rijen:
            nummer += 1
            stijl = TEKST if vel.delen else vel.stijlen.get(nummer)
            cellen = "".join(
                [self._cel(f"{kolom}{nummer}", waarde, stijl) for kolom, waarde in zip(letters, rij, strict=False)]
            )
            hoogte = _LAAG if vel.delen else "" if stijl is not None else _hoogte(rij, vel.breedtes)
            regels.append(f'<row r="{nummer}"{hoogte}>{cellen}</row>')
            if len(regels) == 500:
                uit.write("".join(regels).encode())
                regels.clear()
        uit.write("".join(regels).encode())
        return nummer

    def _cel(self, plek: str, waarde: Any, stijl: int | None = None) -> str:
        if waarde is None or waarde == "":
            return ""
        if isinstance(waarde, str):
            if stijl is None:
                stijl = VEILIG if waarde.startswith(FORMULETEKENS) else TEKST
                waarde = self.bak.kort(waarde)
            return _tekst(plek, waarde, stijl)
        if isinstance(waarde, bool):
            return _tekst(plek, "ja" if waarde else "nee", TEKST)
        if isinstance(waarde, datetime):
            return _tekst(plek, waarde.isoformat(), TEKST)
        if isinstance(waarde, date) and kent_excel(waarde):
            return f'<c r="{plek}" s="{DATUM}"><v>{waarde.toordinal() - _DAG_NUL}</v></c>'
        if isinstance(waarde, int):
            return f'<c r="{plek}" s="{GETAL}"><v>{waarde}</v></c>'
        if isinstance(waarde, Decimal):
            return f'<c r="{plek}" s="{GETAL}"><v>{waarde.normalize():f}</v></c>'
        return _tekst(plek, str(waarde), TEKST)

    def _onder(self, vel: Vel, letters: list[str], nummer: int) -> str:
        filter_ = f'<autoFilter ref="A1:{letters[-1]}{max(nummer, 2)}"/>' if vel.koppen else ""
        toetsen = "".join(
            f'<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="Kies uit de lijst" '
            f'error="Kies een waarde uit de lijst." sqref="{letters[plaats]}2:{letters[plaats]}{max(nummer, 1) + 2000}">'
            f"<formula1>{escape(chr(34) + lijst + chr(34))}</formula1></dataValidation>"
            for plaats, lijst in vel.keuzes
        )
        lijsten = f'<dataValidations count="{len(vel.keuzes)}">{toetsen}</dataValidations>' if toetsen else ""
        breed = bladzijden_breed(vel.breedtes)
        return f"</sheetData>{filter_}{lijsten}{_PAGINA.format(breed=breed)}</worksheet>"

    def _namen_van_bereiken(self) -> str:
        namen = "".join(
            f'<definedName name="_xlnm.Print_Titles" localSheetId="{nummer}">{bereik}</definedName>'
            for nummer, bereik in enumerate(self.herhaald)
            if bereik
        )
        return f"<definedNames>{namen}</definedNames>" if namen else ""

    def _pakket(self) -> Iterator[tuple[str, str]]:
        nummers = range(1, len(self.namen) + 1)
        bladen = "".join(
            f'<sheet name="{escape(naam, {chr(34): "&quot;"})}" sheetId="{nummer}" r:id="rId{nummer}"/>'
            for nummer, naam in enumerate(self.namen, 1)
        )
        yield (
            "xl/workbook.xml",
            f'<workbook xmlns="{_NS}" xmlns:r="{_REL}"><sheets>{bladen}</sheets>{self._namen_van_bereiken()}</workbook>',
        )
        yield (
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_PAKKET}/relationships">'
            + "".join(
                f'<Relationship Id="rId{nummer}" Type="{_REL}/worksheet" Target="worksheets/sheet{nummer}.xml"/>'
                for nummer in nummers
            )
            + f'<Relationship Id="rId{len(nummers) + 1}" Type="{_REL}/styles" Target="styles.xml"/></Relationships>',
        )
        yield "xl/styles.xml", _STIJLEN
        yield (
            "_rels/.rels",
            (
                f'<Relationships xmlns="{_PAKKET}/relationships">'
                f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
            ),
        )
        yield (
            "[Content_Types].xml",
            f'<Types xmlns="{_PAKKET}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_SOORT}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_SOORT}.styles+xml"/>'
            + "".join(
                f'<Override PartName="/xl/worksheets/sheet{nummer}.xml" ContentType="{_SOORT}.worksheet+xml"/>'
                for nummer in nummers
            )
            + "</Types>",
        )


def _hoogte(rij: Sequence[Any], breedtes: Sequence[int]) -> str:
    """De hoogte van een rij met een tekst van meer regels: LibreOffice rekent die in een Excelbestand niet zelf uit."""
    lang = [
        (waarde, breedte)
        for waarde, breedte in zip(rij, breedtes, strict=False)
        if isinstance(waarde, str) and (len(waarde) > breedte - 4 or "\n" in waarde)
    ]
    return f' ht="{min(maat.geschatte_hoogte(lang, maat.BASISGROOTTE), maat.MAX_EXCEL):.2f}"' if lang else ""


def _herhaald(vel: Vel) -> str:
    """De rij met koppen, en bij een breed blad de eerste kolommen: die staan op elke afgedrukte bladzijde."""
    if not vel.koppen:
        return ""
    blad = escape("'" + vel.naam.replace("'", "''") + "'")
    kolommen = f"{blad}!$A:${letter(VASTE_KOLOMMEN - 1)}," if bladzijden_breed(vel.breedtes) > 1 else ""
    return f"{kolommen}{blad}!$1:$1"


def letter(plaats: int) -> str:
    """0 wordt A, 26 wordt AA."""
    return (letter(plaats // 26 - 1) if plaats >= 26 else "") + chr(65 + plaats % 26)


def _tekst(plek: str, tekst: str, stijl: int) -> str:
    if _BIJZONDER.search(tekst):
        tekst = _BIJZONDER.sub(lambda teken: f"_x{ord(teken.group()):04X}_", tekst)
    if "&" in tekst or "<" in tekst or ">" in tekst:
        tekst = tekst.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<c r="{plek}" s="{stijl}" t="inlineStr"><is><t xml:space="preserve">{tekst}</t></is></c>'
