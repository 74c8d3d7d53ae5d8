"""Een ``Boek`` of een ``Lijst`` als OpenDocument-rekenblad (.ods), met dezelfde inhoud als de Excel.

Rijhoogtes rekent het rekenprogramma zelf uit.
"""

import io
import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from zipfile import ZipFile, ZipInfo

from odf import dc, meta
from odf.config import ConfigItem, ConfigItemMapEntry, ConfigItemMapIndexed, ConfigItemMapNamed, ConfigItemSet
from odf.element import Element
from odf.namespaces import LOEXTNS, nsdict
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Footer, FooterStyle, HeaderFooterProperties, MasterPage, PageLayout, PageLayoutProperties
from odf.table import (
    DatabaseRange,
    DatabaseRanges,
    Table,
    TableCell,
    TableColumn,
    TableHeaderColumns,
    TableHeaderRows,
    TableRow,
)
from odf.text import A, P, PageCount, PageNumber, S, Span, Tab
from openpyxl.utils import get_column_letter

from acties.rekenblad.schrijven import maat
from acties.rekenblad.schrijven.boek import (
    Blad,
    Boek,
    Cel,
    Grafiek,
    Lijn,
    Lijst,
    Lijstblad,
    NieuwePagina,
    Regel,
    Rij,
    Tabel,
    bladzijden_breed,
    stijlnaam,
    vaste_kolommen,
)
from acties.rekenblad.schrijven.odsgrafiek import HOOGTE_IN_RIJEN, teken
from acties.rekenblad.schrijven.odsstijl import Odsstijlen
from acties.rekenblad.schrijven.opmaak import STIJLEN
from acties.rekenblad.schrijven.tekst import begrensd, bladnamen, schoon

_WITRUIMTE = re.compile(r"(\t|^ +| {2,}| +$)")

# odfpy noemt in elk bestand de naamruimten die het proces tot dan toe gebruikte. Zo zijn het er altijd dezelfde.
Element.namespaces = dict(nsdict)

CONTENT_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def schrijf(boek: Boek) -> bytes:
    """Hetzelfde boek geeft dezelfde bytes."""
    inhoud = [_als_blad(blad) for blad in boek.bladen]
    # Eén lijst mag breder zijn dan een bladzijde; een heel boek heeft één soort bladzijde.
    breed = max(bladzijden_breed(blad.breedtes) if blad.vaste_kolommen else 1 for blad in inhoud)
    document = _document(boek, breed)
    stijlen = Odsstijlen(document)
    namen = bladnamen(blad.naam for blad in inhoud)
    bladen = [_Bladschrijver(document, blad, naam, stijlen, namen) for blad, naam in zip(inhoud, namen, strict=True)]
    for blad in bladen:
        document.spreadsheet.addElement(blad.schrijf())
    _afronden(document, bladen)
    return _bytes(document, boek.moment)


def schrijf_lijst(lijst: Lijst) -> bytes:
    return schrijf(lijst.boek)


def _als_blad(blad: Blad | Lijstblad) -> Blad:
    """ODS kent geen lange bladen: odfpy houdt alles in het geheugen."""
    if isinstance(blad, Blad):
        return blad
    velden, breedtes = blad.velden, tuple(veld.breedte for veld in blad.velden)
    rijen = [tuple(Cel(w, stijlnaam(w, veld.stijl)) for w, veld in zip(rij, velden, strict=True)) for rij in blad.rijen]
    tabel = Tabel(tuple(Cel(veld.kop, "kop") for veld in velden), rijen, filter=True)
    vast = vaste_kolommen(blad.papier)
    return Blad(blad.naam, "", breedtes, (tabel,), vaste_kolommen=vast, afgedrukt=blad.afgedrukt)


class _Bladschrijver:
    """Zet de delen van één blad onder elkaar. ``kop``: de rij van de vaste kop; ``bereik``: die van het filter."""

    def __init__(self, document: OpenDocumentSpreadsheet, blad: Blad, naam: str, stijlen: Odsstijlen, namen: list[str]):
        self.document, self.blad, self.naam, self.stijlen, self.namen = document, blad, naam, stijlen, namen
        self.eerste_rij: dict[int, int] = {}
        self.tabel = Table(name=naam, stylename=stijlen.blad)
        self.rij = 0
        self.kop = 0
        self.bereik = ""
        self.nieuwe_pagina = False
        # Elke pagina een eigen tabel: herhaal dan de titel, niet de kop van de eerste.
        self.herhaalt_titel = any(isinstance(deel, NieuwePagina) for deel in blad.delen)

    def schrijf(self) -> Element:
        vast = TableHeaderColumns()
        if self.blad.vaste_kolommen:
            self.tabel.addElement(vast)
        for plaats, breedte in enumerate(self.blad.breedtes):
            ouder = vast if plaats < self.blad.vaste_kolommen else self.tabel
            ouder.addElement(TableColumn(stylename=self.stijlen.kolom(breedte), defaultcellstylename="Default"))
        for deel in self.blad.delen:
            if isinstance(deel, Regel):
                self._regel(deel)
            elif isinstance(deel, Tabel):
                self._tabel(deel)
            elif isinstance(deel, Grafiek | Lijn):
                self._grafiek(deel)
            else:
                self.nieuwe_pagina = True
        return self.tabel

    def _regel(self, regel: Regel) -> None:
        stijl = STIJLEN[regel.stijl]
        breedte = sum(self.blad.breedtes)
        ouder = self._koprijen() if self.herhaalt_titel and not self.rij else self.tabel
        for stuk in maat.breek(schoon(regel.tekst) or " ", breedte, stijl.grootte, vet=stijl.vet):
            self._voeg_toe([Cel(stuk.rstrip(), regel.stijl)], ouder)

    def _tabel(self, tabel: Tabel) -> None:
        vast = tabel.filter and not self.bereik
        if tabel.koppen:
            self._voeg_toe(tabel.koppen, self._koprijen() if vast and not self.herhaalt_titel else self.tabel)
            self.kop = self.rij if vast else self.kop
        eerste = self.rij
        self.eerste_rij[id(tabel)] = self.rij + 1
        for rij in tabel.rijen:
            self._voeg_toe(rij)
        if vast:
            blad = self.naam.replace("'", "''")
            einde = f"{get_column_letter(len(tabel.koppen))}{self.rij}"
            self.bereik = f"'{blad}'.A{eerste}:'{blad}'.{einde}"
            if self.blad.afgedrukt:
                laatste = f"{get_column_letter(self.blad.afgedrukt)}{self.rij}"
                self.tabel.setAttribute("printranges", f"'{blad}'.A1:'{blad}'.{laatste}")
        for rij in tabel.totalen:
            self._voeg_toe(rij)
        if tabel is not self.blad.delen[-1]:
            self._voeg_toe([])

    def _grafiek(self, grafiek: Grafiek | Lijn) -> None:
        """In de eerste cel van een rij, met zoveel lege rijen eronder als zij hoog is."""
        cel = TableCell()
        cel.addElement(teken(self.document, grafiek, self.naam, self.eerste_rij[id(grafiek.tabel)]))
        rij = TableRow(stylename=self.stijlen.rij(nieuwe_pagina=self.nieuwe_pagina))
        self.nieuwe_pagina = False
        rij.addElement(cel)
        self.tabel.addElement(rij)
        self.rij += 1
        for _ in range(HOOGTE_IN_RIJEN):
            self._voeg_toe([])

    def _koprijen(self) -> Element:
        """Waarin de rijen komen die elke afgedrukte pagina herhaalt."""
        koprijen = TableHeaderRows()
        self.tabel.addElement(koprijen)
        return koprijen

    def _voeg_toe(self, rij: Rij | list[Cel], ouder: Element | None = None) -> None:
        element = TableRow(stylename=self.stijlen.rij(nieuwe_pagina=self.nieuwe_pagina, hoogte=self._hoogte(rij)))
        self.nieuwe_pagina = False
        for cel in rij:
            element.addElement(self._cel(cel))
        if not rij:
            element.addElement(TableCell())
        (ouder or self.tabel).addElement(element)
        self.rij += 1

    def _hoogte(self, rij: Rij | list[Cel]) -> float:
        """Van een blad dat niet al zijn kolommen afdrukt; anders nul: de rij groeit vanzelf met haar tekst."""
        breedtes = self.blad.breedtes[: self.blad.afgedrukt]
        if not breedtes:
            return 0.0
        teksten = ((cel.waarde, breedte) for cel, breedte in zip(rij, breedtes, strict=False))
        tekst = ((waarde, breedte) for waarde, breedte in teksten if isinstance(waarde, str))
        return min(maat.geschatte_hoogte(tekst, STIJLEN["tekst"].grootte), maat.MAX_EXCEL)

    def _cel(self, cel: Cel) -> Element:
        stijl, waarde = self.stijlen.cel(cel.stijl), cel.waarde
        if isinstance(waarde, datetime):
            return TableCell(valuetype="date", datevalue=waarde.isoformat(timespec="seconds"), stylename=stijl)
        if isinstance(waarde, date):
            return TableCell(valuetype="date", datevalue=waarde.isoformat(), stylename=stijl)
        if isinstance(waarde, int | Decimal):
            soort = "percentage" if STIJLEN[cel.stijl].formaat == "0%" else "float"
            return TableCell(valuetype=soort, value=str(waarde), stylename=stijl)
        if not waarde:
            return TableCell(stylename=stijl)
        element = TableCell(valuetype="string", stylename=stijl)
        self._tekst(element, cel, begrensd(schoon(waarde)))
        return element

    def _adres(self, plaats: int, rij: int) -> str:
        blad = self.namen[plaats].replace("'", "''")
        return f"#'{blad}'.A{rij}"

    def _tekst(self, element: Element, cel: Cel, tekst: str) -> None:
        """Een alinea per regel; het begin vet, of een klik naar een ander blad."""
        vet = cel.vet
        for regel in tekst.split("\n"):
            alinea = P()
            if cel.naar is not None:
                alinea.addElement(A(href=self._adres(cel.naar, cel.naar_rij), type="simple", text=regel))
            else:
                if vet > 0:
                    alinea.addElement(Span(stylename=self.stijlen.vet, text=regel[:vet]))
                _met_witruimte(alinea, regel[max(vet, 0) :])
                vet -= len(regel) + 1
            element.addElement(alinea)


def _met_witruimte(alinea: Element, tekst: str) -> None:
    """Tabs en spaties blijven staan: ODF voegt ze anders samen."""
    for stuk in _WITRUIMTE.split(tekst):
        if stuk == "\t":
            alinea.addElement(Tab())
        elif stuk and not stuk.strip(" "):
            alinea.addElement(S(c=len(stuk)))
        elif stuk:
            alinea.addText(stuk)


def _document(boek: Boek, breed: int) -> OpenDocumentSpreadsheet:
    """Een leeg document: A4 liggend, ``breed`` pagina's breed, met een voet."""
    document = OpenDocumentSpreadsheet()
    document.meta.addElement(dc.Title(text=schoon(boek.titel)))
    document.meta.addElement(dc.Creator(text=schoon(boek.maker)))
    document.meta.addElement(meta.InitialCreator(text=schoon(boek.maker)))
    document.meta.addElement(dc.Language(text="nl-NL"))
    document.meta.addElement(meta.CreationDate(text=boek.moment.isoformat(timespec="seconds")))
    if boek.onderwerp:
        document.meta.addElement(dc.Subject(text=schoon(boek.onderwerp)))
    pagina = PageLayout(name="liggend")
    eigenschappen = PageLayoutProperties(
        pagewidth="29.7cm", pageheight="21cm", printorientation="landscape", marginleft="1cm", marginright="1cm",
        margintop="1cm", marginbottom="0.8cm",
    )  # fmt: skip
    eigenschappen.setAttrNS(LOEXTNS, "scale-to-X", str(breed))
    eigenschappen.setAttrNS(LOEXTNS, "scale-to-Y", "0")
    pagina.addElement(eigenschappen)
    voetstijl = FooterStyle()
    voetstijl.addElement(HeaderFooterProperties(minheight="0.6cm", margintop="0.2cm"))
    pagina.addElement(voetstijl)
    document.automaticstyles.addElement(pagina)
    document.masterstyles.addElement(
        _hoofdpagina(pagina, " · ".join(filter(None, (boek.voet_links, boek.voet_midden))))
    )
    return document


def _hoofdpagina(pagina: Element, tekst: str) -> Element:
    hoofdpagina = MasterPage(name="Verslag", pagelayoutname=pagina)
    voet, alinea = Footer(), P(text=f"{schoon(tekst)} · pagina ")
    alinea.addElement(PageNumber())
    alinea.addText(" van ")
    alinea.addElement(PageCount())
    voet.addElement(alinea)
    hoofdpagina.addElement(voet)
    return hoofdpagina


def _afronden(document: OpenDocumentSpreadsheet, bladen: Iterable[_Bladschrijver]) -> None:
    """Filters en vaste koppen; het boek opent op het eerste blad."""
    bereiken = DatabaseRanges()
    weergaven = ConfigItemMapNamed(name="Tables")
    bladen = list(bladen)
    for nummer, blad in enumerate(bladen, 1):
        if not blad.bereik:
            continue
        bereiken.addElement(
            DatabaseRange(name=f"Filter{nummer}", targetrangeaddress=blad.bereik, displayfilterbuttons="true")
        )
        weergave = ConfigItemMapEntry(name=blad.naam)
        weergave.addElement(ConfigItem(name="VerticalSplitMode", type="short", text="2"))
        weergave.addElement(ConfigItem(name="ActiveSplitRange", type="short", text="2"))
        for naam in ("VerticalSplitPosition", "PositionBottom"):
            weergave.addElement(ConfigItem(name=naam, type="int", text=str(blad.kop)))
        weergaven.addElement(weergave)
    if bereiken.hasChildNodes():
        document.spreadsheet.addElement(bereiken)
    uitzicht = ConfigItemMapEntry()
    uitzicht.addElement(ConfigItem(name="ActiveTable", type="string", text=bladen[0].naam))
    uitzicht.addElement(ConfigItem(name="ShowGrid", type="boolean", text="false"))
    uitzicht.addElement(weergaven)
    uitzichten = ConfigItemMapIndexed(name="Views")
    uitzichten.addElement(uitzicht)
    instelling = ConfigItemSet(name="ooo:view-settings")
    instelling.addElement(uitzichten)
    document.settings.addElement(instelling)


def _bytes(document: OpenDocumentSpreadsheet, moment: datetime) -> bytes:
    """Met de tijd van het verslag als tijd van het bestand: odfpy neemt die van de klok."""
    ruw, netjes = io.BytesIO(), io.BytesIO()
    document.write(ruw)
    with ZipFile(ruw) as bron, ZipFile(netjes, "w") as doel:
        for deel in bron.infolist():
            nieuw = ZipInfo(deel.filename, moment.timetuple()[:6])
            doel.writestr(nieuw, bron.read(deel), deel.compress_type)
    return netjes.getvalue()
