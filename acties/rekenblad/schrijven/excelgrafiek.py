"""Echte Excel-grafieken: gestapelde balken in de violette statusschaal met de aantallen erin, en lijnen met hun doel."""

from decimal import Decimal
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties
from openpyxl.worksheet.worksheet import Worksheet

from acties.rekenblad.schrijven.boek import Grafiek, Lijn
from acties.rekenblad.schrijven.maat import LETTERTYPE
from acties.rekenblad.schrijven.opmaak import INKT, LIJN, STATUSKLEUREN

HOOGTE_IN_RIJEN = 18


def teken(grafiek: Grafiek, blad: Worksheet, eerste_rij: int) -> BarChart:
    """``eerste_rij`` is de rij van de eerste balk; de kop erboven geeft de reeksen hun naam."""
    figuur = BarChart()
    figuur.type, figuur.grouping, figuur.overlap, figuur.gapWidth = "bar", "stacked", 100, 45
    figuur.title, figuur.legend.position = grafiek.titel, "b"
    figuur.title.overlay = False
    figuur.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_letter(12, INKT, vet=True))
    laatste_rij = eerste_rij + len(grafiek.tabel.rijen) - 1
    for kolom, stijl in grafiek.reeksen:
        waarden = Reference(blad, min_col=kolom + 1, min_row=eerste_rij - 1, max_row=laatste_rij)
        figuur.series.append(_reeks(waarden, stijl))
    figuur.set_categories(Reference(blad, min_col=grafiek.labels + 1, min_row=eerste_rij, max_row=laatste_rij))
    _assen(figuur, grafiek)
    figuur.legend.txPr = _tekst(9, INKT)
    return figuur


def teken_lijn(lijn: Lijn, blad: Worksheet, eerste_rij: int) -> LineChart:
    """``eerste_rij`` is de rij van het eerste punt; de kop erboven geeft de lijnen hun naam. De as begint bij nul."""
    figuur = LineChart()
    figuur.title, figuur.legend.position = lijn.titel, "b"
    figuur.title.overlay = False
    figuur.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_letter(12, INKT, vet=True))
    laatste_rij = eerste_rij + len(lijn.tabel.rijen) - 1
    for kolom in lijn.reeksen:
        reeks = Series(
            Reference(blad, min_col=kolom + 1, min_row=eerste_rij - 1, max_row=laatste_rij), title_from_data=True
        )
        is_doel = lijn.met_doel and kolom == lijn.reeksen[-1]
        reeks.graphicalProperties = GraphicalProperties(
            ln=LineProperties(solidFill=INKT, w=28575, prstDash="dash" if is_doel else "solid")
        )
        reeks.marker.symbol = "none" if is_doel else "circle"
        reeks.smooth = False
        figuur.series.append(reeks)
    figuur.set_categories(Reference(blad, min_col=lijn.labels + 1, min_row=eerste_rij, max_row=laatste_rij))
    figuur.y_axis.title, figuur.y_axis.crosses = lijn.as_waarde, "autoZero"
    figuur.x_axis.delete = figuur.y_axis.delete = False
    if all(_waarde(rij[kolom].waarde) >= 0 for rij in lijn.tabel.rijen for kolom in lijn.reeksen):
        figuur.y_axis.scaling.min = 0
    figuur.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=LIJN, w=6350))
    for as_ in (figuur.x_axis, figuur.y_axis):
        as_.txPr = _tekst(9, INKT)
    figuur.y_axis.title.overlay = False
    figuur.y_axis.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_letter(9, INKT))
    figuur.legend.txPr = _tekst(9, INKT)
    return figuur


def _reeks(waarden: Reference, stijl: str) -> Series:
    vlak, tekst, rand = STATUSKLEUREN[stijl]
    reeks = Series(waarden, title_from_data=True)
    reeks.graphicalProperties = GraphicalProperties(solidFill=vlak)
    if stijl == "geen_melding":  # Niet gemeld is geen kleur op de schaal: een arcering, ook in zwart-wit te zien.
        reeks.graphicalProperties = GraphicalProperties(
            pattFill=PatternFillProperties("ltUpDiag", ColorChoice(srgbClr=LIJN), ColorChoice(srgbClr=vlak))
        )
    reeks.graphicalProperties.line = LineProperties(
        solidFill=rand, w=9525, prstDash="dash" if stijl == "geen_melding" else "solid"
    )
    reeks.dLbls = DataLabelList(
        showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False,
        numFmt="0;;;", txPr=_tekst(10, tekst, vet=True),
    )  # fmt: skip
    reeks.invertIfNegative = False
    return reeks


def _assen(figuur: BarChart, grafiek: Grafiek) -> None:
    """Het eerste onderdeel bovenaan, de aantallen onderaan in hele getallen."""
    onderdelen, aantallen = figuur.x_axis, figuur.y_axis
    onderdelen.scaling.orientation = "maxMin"
    onderdelen.title, aantallen.title = grafiek.as_onderdelen, grafiek.as_aantal
    onderdelen.delete = aantallen.delete = False
    aantallen.crosses, aantallen.number_format, aantallen.majorUnit = "max", "0", 1
    kolommen = [kolom for kolom, _ in grafiek.reeksen]
    hoogste = max((sum(_getal(rij[kolom].waarde) for kolom in kolommen) for rij in grafiek.tabel.rijen), default=0)
    aantallen.majorUnit = max(1, hoogste // 10)
    aantallen.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=LIJN, w=6350))
    for as_ in (onderdelen, aantallen):
        as_.txPr = _tekst(9, INKT)
        as_.title.overlay = False
        as_.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_letter(9, INKT))


def _waarde(waarde: Any) -> Decimal:
    return Decimal(waarde) if isinstance(waarde, int | Decimal) else Decimal(0)


def _getal(waarde: Any) -> int:
    return waarde if isinstance(waarde, int) else 0


def _letter(grootte: int, kleur: str, *, vet: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=grootte * 100, b=vet, solidFill=kleur, latin=Font(typeface=LETTERTYPE), lang="nl-NL")


def _tekst(grootte: int, kleur: str, *, vet: bool = False) -> RichText:
    letter = _letter(grootte, kleur, vet=vet)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=letter), endParaRPr=letter)])
