"""Een ``Grafiek`` als grafiek van PowerPoint: met haar cijfers erin, te bewerken, en nooit alleen met kleur verteld."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt
from pptx.util import lazyproperty as bij_vraag
from xlsxwriter import Workbook

from acties.rekenblad.schrijven.opmaak import INKT, LIJN, STATUSKLEUREN, WIT, ZACHT
from acties.rekenblad.schrijven.tekst import schoon
from monitoring.constanten import GEEN_MELDING
from monitoring.weergave.dia.maat import breedte, passend
from monitoring.weergave.dia.sjabloon import LETTER, px
from monitoring.weergave.dia.vorm import Grafiek, Reeks

JAARKLEUREN = ("C9D3DC", "8EA3B5", INKT)  # het laatste jaar in inkt
LIGGEND_KANT, STAAND_KANT = 0.31, 0.06  # het deel van de breedte voor de namen, of voor de getallen langs de as
LETTER_IN, LETTER_NAAST = 18, 13  # in een staande staaf, en ernaast
BOVEN, HOOGTE = 0.03, 0.76  # van het deel waar de staven in staan

# Geen lijntje van een getal naar zijn vak: het staat ernaast.
_ZONDER_LIJNTJES = (
    f"<c:extLst {nsdecls('c')}><c:ext uri='{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}' "
    "xmlns:c15='http://schemas.microsoft.com/office/drawing/2012/chart'><c15:showLeaderLines val='0'/></c:ext></c:extLst>"
)


@dataclass(frozen=True, slots=True)
class Plek:
    """Waar een grafiek op de dia staat, in px."""

    links: float
    boven: float
    breed: float
    hoog: float


class _Werkmap(CategoryWorkbookWriter):
    """De cijfers achter de grafiek. Een tekst blijft een tekst, en de tijd in het bestand is die van het stuk."""

    def __init__(self, cijfers: Any, moment: datetime) -> None:
        super().__init__(cijfers)
        self._moment = moment

    @contextmanager
    def _open_worksheet(self, xlsx_file: Any) -> Any:
        als_tekst = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        werkmap = Workbook(xlsx_file, {"in_memory": True, **als_tekst})
        werkmap.set_properties({"created": self._moment})
        yield werkmap, werkmap.add_worksheet()
        werkmap.close()


class _Cijfers(CategoryChartData):
    def __init__(self, moment: datetime) -> None:
        super().__init__(number_format="0")
        self._moment = moment

    @bij_vraag
    def _workbook_writer(self) -> _Werkmap:
        return _Werkmap(self, self._moment)


def teken_grafiek(vormen: Any, grafiek: Grafiek, plek: Plek, moment: datetime) -> None:
    cijfers = _Cijfers(moment)
    cijfers.categories = [_naam(groep, grafiek, plek) for groep in grafiek.groepen]
    for reeks in grafiek.reeksen:
        cijfers.add_series(schoon(" ".join(filter(None, [reeks.teken, reeks.naam]))), reeks.waarden)
    soort = {
        (True, True): XL_CHART_TYPE.BAR_STACKED,
        (True, False): XL_CHART_TYPE.BAR_CLUSTERED,
        (False, True): XL_CHART_TYPE.COLUMN_STACKED,
        (False, False): XL_CHART_TYPE.COLUMN_CLUSTERED,
    }[grafiek.liggend, grafiek.gestapeld]
    vorm = vormen.add_chart(soort, px(plek.links), px(plek.boven), px(plek.breed), px(plek.hoog), cijfers)
    vorm.name = "Grafiek"
    vorm._element.nvGraphicFramePr.cNvPr.set("descr", schoon(grafiek.omschrijving))
    _opmaak(vorm.chart, grafiek, plek)
    for plaats, (reeks, getekend) in enumerate(zip(grafiek.reeksen, vorm.chart.plots[0].series, strict=True)):
        if grafiek.gestapeld:
            _stand(getekend, reeks, grafiek, plek)
        else:
            _jaar(getekend, JAARKLEUREN[plaats - len(grafiek.reeksen)], grafiek)


def _naam(groep: str, grafiek: Grafiek, plek: Plek) -> str:
    """De naam bij een staaf, op hooguit twee regels: de volle naam staat in de notities."""
    if grafiek.liggend:
        return passend(schoon(groep), plek.breed * LIGGEND_KANT - 16, _letter(grafiek), _naamregels(grafiek))
    return passend(schoon(groep), plek.breed / max(len(grafiek.groepen), 1) - 8, 16, 2)


def _naamregels(grafiek: Grafiek) -> int:
    return 2 if len(grafiek.groepen) <= 10 else 1


def _letter(grafiek: Grafiek) -> float:
    """De letter langs de as, in px: kleiner als er veel staven zijn."""
    return 16 if len(grafiek.groepen) <= 6 else 14 if len(grafiek.groepen) <= 10 else 12


def _opmaak(tekening: Any, grafiek: Grafiek, plek: Plek) -> None:
    tekening.has_title, tekening.has_legend = False, True
    tekening.font.name, tekening.font.size, tekening.font.color.rgb = LETTER, _pt(14), RGBColor.from_string(INKT)
    tekening.legend.position, tekening.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    tekening.legend.font.size = _pt(14)
    staven = tekening.plots[0]
    staven.gap_width = _lucht(grafiek)
    staven.overlap = 100 if grafiek.gestapeld else 0
    namen, getallen = tekening.category_axis, tekening.value_axis
    namen.reverse_order = grafiek.liggend
    namen.major_tick_mark = getallen.major_tick_mark = XL_TICK_MARK.NONE
    namen.tick_labels.font.size = _pt(_letter(grafiek) if grafiek.liggend else 16)
    namen.format.line.color.rgb = RGBColor.from_string(ZACHT)
    getallen.minimum_scale, getallen.maximum_scale = 0, top(grafiek)
    getallen.major_unit = stap(top(grafiek))
    getallen.major_gridlines.format.line.color.rgb = RGBColor.from_string(LIJN)
    getallen.format.line.fill.background()
    getallen.tick_labels.font.size, getallen.tick_labels.font.color.rgb = _pt(13), RGBColor.from_string(ZACHT)
    if grafiek.liggend:
        getallen.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    if grafiek.as_titel:
        getallen.has_title = True
        getallen.axis_title.text_frame.text = grafiek.as_titel
        letter = getallen.axis_title.text_frame.paragraphs[0].runs[0].font
        letter.size, letter.bold, letter.color.rgb = _pt(13), False, RGBColor.from_string(ZACHT)
    _vaste_maat(tekening, grafiek)


def top(grafiek: Grafiek) -> int:
    return max(grafiek.hoogste, 1)


def stap(hoogste: int) -> int:
    """Tussen de lijnen van het rooster: een rond getal, hooguit zes lijnen."""
    return next(maal * 10**macht for macht in range(9) for maal in (1, 2, 5) if hoogste <= 6 * maal * 10**macht)


def _vaste_maat(tekening: Any, grafiek: Grafiek) -> None:
    """Waar de staven staan, los van hoe lang de namen zijn."""
    kant = LIGGEND_KANT if grafiek.liggend else STAAND_KANT
    maten = (("x", kant), ("y", BOVEN), ("w", _breed(grafiek)), ("h", HOOGTE))
    plaats = "".join(f"<c:{naam} val='{waarde}'/>" for naam, waarde in maten)
    oud = tekening._chartSpace.chart.plotArea.find("{*}layout")
    nieuw = parse_xml(
        f"<c:layout {nsdecls('c')}><c:manualLayout><c:layoutTarget val='inner'/><c:xMode val='edge'/><c:yMode val='edge'/>"
        f"{plaats}</c:manualLayout></c:layout>"
    )
    if oud is not None:
        tekening._chartSpace.chart.plotArea.replace(oud, nieuw)
    else:
        tekening._chartSpace.chart.plotArea.insert(0, nieuw)


def _breed(grafiek: Grafiek) -> float:
    """Staande staven hebben rechts van de laatste ruimte nodig voor een getal dat er niet in past."""
    return 0.98 - LIGGEND_KANT if grafiek.liggend else 0.94 - STAAND_KANT


def _lucht(grafiek: Grafiek) -> int:
    """De ruimte tussen de staven, in procenten van een staaf: één jaar alleen is geen muur."""
    if grafiek.liggend:
        return 45 if grafiek.gestapeld else 55
    return {1: 300, 2: 150}.get(len(grafiek.groepen), 100)


# Eén reeks


def _jaar(getekend: Any, kleur: str, grafiek: Grafiek) -> None:
    getekend.format.fill.solid()
    getekend.format.fill.fore_color.rgb = RGBColor.from_string(kleur)
    labels = getekend.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, "0", False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size, labels.font.color.rgb = _pt(12), RGBColor.from_string(INKT)


def _stand(getekend: Any, reeks: Reeks, grafiek: Grafiek, plek: Plek) -> None:
    """Een stand van de violette schaal. Geen melding is wit met een streepjesrand: dat is iets anders dan niets."""
    vlak, tekst, rand = STATUSKLEUREN[reeks.code]
    getekend.format.fill.solid()
    getekend.format.fill.fore_color.rgb = RGBColor.from_string(vlak)
    lijn = getekend.format.line
    stil = reeks.code == GEEN_MELDING
    lijn.color.rgb, lijn.width = RGBColor.from_string(rand if stil or reeks.code == "niet_gestart" else WIT), Pt(1)
    if stil:
        lijn.dash_style = MSO_LINE.DASH
    letter = min(_letter(grafiek) + 1, 16) if grafiek.liggend else LETTER_IN
    labels = getekend.data_labels
    labels.show_value, labels.number_format_is_linked = True, False
    labels.number_format = "0;;" if stil else f'"{reeks.teken} "0;;'
    labels.font.size, labels.font.bold, labels.font.color.rgb = _pt(letter), True, RGBColor.from_string(tekst)
    labels.position = XL_LABEL_POSITION.CENTER
    for plaats, waarde in enumerate(reeks.waarden):
        if waarde and grafiek.liggend:
            _zonder_teken(getekend, reeks, plaats, grafiek, plek, letter)
        elif waarde and _te_laag(waarde, grafiek, plek):
            _ernaast(getekend, reeks, plaats, grafiek, plek)


def _zonder_teken(
    getekend: Any, reeks: Reeks, plaats: int, grafiek: Grafiek, plek: Plek, letter: float
) -> None:  # fmt: skip
    """In een liggend vak waar het teken niet bij past, staat alleen het getal."""
    waarde = reeks.waarden[plaats]
    ruimte = waarde / top(grafiek) * plek.breed * _breed(grafiek) - 4
    if breedte(f"{reeks.teken} {waarde}", letter, vet=True) > ruimte:
        kleur = STATUSKLEUREN[reeks.code][1]
        _eigen_label(getekend, plaats, letter=letter, kleur=kleur, vorm="0;;")


def _te_laag(waarde: int, grafiek: Grafiek, plek: Plek) -> bool:
    return waarde * _per_stuk(grafiek, plek) < LETTER_IN + 3


def _per_stuk(grafiek: Grafiek, plek: Plek) -> float:
    """Zoveel px is een staande staaf per actie hoog."""
    return plek.hoog * HOOGTE / top(grafiek)


def _ernaast(getekend: Any, reeks: Reeks, plaats: int, grafiek: Grafiek, plek: Plek) -> None:
    """Rechts van de staaf: “1 geen melding”, of alleen het teken en het getal als de staven dicht op elkaar staan."""
    per_staaf = plek.breed * _breed(grafiek) / len(grafiek.groepen)
    staaf = per_staaf / (1 + _lucht(grafiek) / 100)
    tekst = f"{reeks.waarden[plaats]} {reeks.naam.lower()}"
    vorm = f'0" {reeks.naam.lower()}"'
    if breedte(tekst, LETTER_NAAST) > per_staaf - staaf - 10:
        teken = "" if reeks.code == GEEN_MELDING else f"{reeks.teken} "  # een streepje leest als min
        tekst, vorm = f"{teken}{reeks.waarden[plaats]}", f'"{teken}"0'
    x = (staaf / 2 + breedte(tekst, LETTER_NAAST) / 2 + 8) / plek.breed
    y = -_omhoog(reeks, plaats, grafiek, plek) / plek.hoog
    _eigen_label(getekend, plaats, letter=LETTER_NAAST, kleur=INKT, vorm=vorm, schuif=(x, y))


def _omhoog(reeks: Reeks, plaats: int, grafiek: Grafiek, plek: Plek) -> float:
    """Zoveel px hoger dan zijn vak komt een getal naast de staaf, om niet over dat eronder te vallen."""
    onder, vorige, hoger = 0.0, -LETTER_NAAST * 2.0, 0.0
    for deel in grafiek.reeksen:
        hoogte = deel.waarden[plaats] * _per_stuk(grafiek, plek)
        if deel.waarden[plaats] and _te_laag(deel.waarden[plaats], grafiek, plek):
            midden = onder + hoogte / 2
            hoger = max(0.0, vorige + LETTER_NAAST * 1.3 - midden)
            vorige = midden + hoger
        if deel is reeks:
            return hoger
        onder += hoogte
    return 0.0


def _eigen_label(
    getekend: Any, plaats: int, *, letter: float, kleur: str, vorm: str, schuif: tuple[float, float] | None = None
) -> None:
    """Het getal van één vak, met een eigen opmaak; ``schuif``: zoveel van de breedte en de hoogte verderop."""
    plek = "".join(f"<c:{as_} val='{maat:.4f}'/>" for as_, maat in zip("xy", schuif or (), strict=False))
    inhoud = f"<c:manualLayout>{plek}</c:manualLayout>" if schuif else ""
    tekens = vorm.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    label = parse_xml(
        f"<c:dLbl {nsdecls('c', 'a')}><c:idx val='{plaats}'/><c:layout>{inhoud}</c:layout>"
        f'<c:numFmt formatCode="{tekens}" sourceLinked="0"/>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:txPr><a:bodyPr wrap='none'/><a:lstStyle/><a:p><a:pPr>"
        f"<a:defRPr sz='{round(letter * 75)}' b='{0 if schuif else 1}'><a:solidFill><a:srgbClr val='{kleur}'/></a:solidFill>"
        "</a:defRPr></a:pPr><a:endParaRPr/></a:p></c:txPr><c:dLblPos val='ctr'/><c:showLegendKey val='0'/>"
        "<c:showVal val='1'/><c:showCatName val='0'/><c:showSerName val='0'/><c:showPercent val='0'/>"
        "<c:showBubbleSize val='0'/></c:dLbl>"
    )
    labels = getekend.data_labels._element
    labels.insert(sum(1 for _ in labels.iterchildren("{*}dLbl")), label)
    if labels.find("{*}extLst") is None:
        labels.append(parse_xml(_ZONDER_LIJNTJES))


def _pt(maat: float) -> Pt:
    return Pt(maat * 0.75)
