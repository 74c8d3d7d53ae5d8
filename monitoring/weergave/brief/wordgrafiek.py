"""Een ``Grafiek`` als echte grafiek in Word: te bewerken, met haar cijfers als werkmap erin."""

from datetime import datetime

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Cm
from docx.text.paragraph import Paragraph
from openpyxl import Workbook
from openpyxl.chart.data_source import AxDataSource, NumData, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.xml.functions import tostring

from acties.rekenblad.schrijven import boek, excel
from acties.rekenblad.schrijven.excelgrafiek import teken
from acties.rekenblad.schrijven.tekst import schoon
from monitoring.weergave.brief.document import Grafiek

BREED, PER_BALK, ERBIJ = 17, 0.95, 1.7  # cm
_DML = "http://schemas.openxmlformats.org/drawingml/2006"
_RELATIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BLAD = "Cijfers"
_INLINE = (
    f'<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    f'<wp:inline xmlns:wp="{_DML}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
    f'<wp:extent cx="{{breed}}" cy="{{hoog}}"/><wp:docPr id="{{nummer}}" name="Grafiek {{nummer}}"/>'
    f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_DML}/main"><a:graphicData uri="{_DML}/chart">'
    f'<c:chart xmlns:c="{_DML}/chart" xmlns:r="{_RELATIES}" r:id="{{relatie}}"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing>"
)


def zet_grafiek(alinea: Paragraph, grafiek: Grafiek, *, nummer: int, moment: datetime) -> None:
    """``nummer``: de hoeveelste grafiek van het document dit is."""
    deel, pakket = alinea.part, alinea.part.package
    werkmap = Part(
        PackURI(f"/word/embeddings/grafiek{nummer}.xlsx"), CONTENT_TYPE.SML_SHEET, _werkmap(grafiek, moment), pakket
    )
    tekening = Part(PackURI(f"/word/charts/grafiek{nummer}.xml"), CONTENT_TYPE.DML_CHART, _tekening(grafiek), pakket)
    if tekening.relate_to(werkmap, RELATIONSHIP_TYPE.PACKAGE) != "rId1":
        raise AssertionError  # zo noemt de tekening haar werkmap
    hoog = ERBIJ + PER_BALK * len(grafiek.groepen)
    inline = parse_xml(
        _INLINE.format(
            breed=Cm(BREED), hoog=Cm(hoog), nummer=nummer, relatie=deel.relate_to(tekening, RELATIONSHIP_TYPE.CHART)
        )
    )
    inline[0].find(f"{{{_DML}/wordprocessingDrawing}}docPr").set("descr", schoon(grafiek.omschrijving))
    alinea.paragraph_format.line_spacing = 1.0  # een vaste regelhoogte snijdt haar af
    alinea.add_run()._r.append(inline)


def _als_boek(grafiek: Grafiek) -> boek.Grafiek:
    koppen = tuple(boek.Cel(kop, "kop") for kop in ("", *(reeks.naam for reeks in grafiek.reeksen)))
    rijen = tuple(
        (boek.Cel(groep), *(boek.Cel(reeks.waarden[plaats], "getal") for reeks in grafiek.reeksen))
        for plaats, groep in enumerate(grafiek.groepen)
    )
    return boek.Grafiek(
        titel=grafiek.titel,
        tabel=boek.Tabel(koppen, rijen),
        labels=0,
        reeksen=tuple((plaats, reeks.code) for plaats, reeks in enumerate(grafiek.reeksen, 1)),
        as_onderdelen="",
        as_aantal="",
        alt=grafiek.omschrijving,
    )


def _werkmap(grafiek: Grafiek, moment: datetime) -> bytes:
    tabel = _als_boek(grafiek).tabel
    blad = boek.Blad(_BLAD, "", (24, *(14.0 for _ in grafiek.reeksen)), (tabel,))
    cijfers = boek.Boek(
        titel=grafiek.titel, onderwerp="", maker="", moment=moment, voet_links="", voet_midden="", bladen=(blad,)
    )
    return excel.schrijf(cijfers)


def _tekening(grafiek: Grafiek) -> bytes:
    """De grafiek van het rekenblad, met de cijfers ook in haarzelf: Word opent de werkmap pas als iemand haar bewerkt."""
    blad = Workbook().active
    blad.title = _BLAD
    figuur = teken(_als_boek(grafiek), blad, eerste_rij=2)
    figuur.title = figuur.x_axis.title = figuur.y_axis.title = None
    figuur.gapWidth, figuur.graphical_properties = 30, GraphicalProperties(ln=LineProperties(noFill=True))
    figuur.y_axis.delete = True  # het aantal staat in elk deel
    figuur.y_axis.majorGridlines = None
    for getekend, reeks in zip(figuur.series, grafiek.reeksen, strict=True):
        getekend.tx.strRef.strCache = _teksten((reeks.naam,))
        namen = StrRef(f=getekend.cat.numRef.f, strCache=_teksten(grafiek.groepen))
        getekend.cat = AxDataSource(strRef=namen)
        punten = [NumVal(idx=plaats, v=str(waarde)) for plaats, waarde in enumerate(reeks.waarden)]
        getekend.val.numRef.numCache = NumData(formatCode="0", ptCount=len(punten), pt=punten)
    boom = figuur._write()
    xml: bytes = tostring(boom)
    extern = (
        f'<externalData xmlns="{_DML}/chart" xmlns:r="{_RELATIES}" r:id="rId1"><autoUpdate val="0"/></externalData>'
    )
    einde = xml.rindex(b"</")
    return xml[:einde] + extern.encode() + xml[einde:]


def _teksten(waarden: tuple[str, ...]) -> StrData:
    punten = [StrVal(idx=plaats, v=schoon(waarde)) for plaats, waarde in enumerate(waarden)]
    return StrData(ptCount=len(punten), pt=punten)
