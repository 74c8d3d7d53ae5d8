"""Grafieken in ODF, met dezelfde inhoud als in Excel: gestapelde balken in de violette statusschaal, en lijnen met hun doel."""

from collections.abc import Iterable, Sequence
from typing import Any

from odf.chart import Axis, Categories, Chart, DataPoint, Grid, Legend, PlotArea, Series, Title, Wall
from odf.draw import Frame, Object, StrokeDash
from odf.element import Element
from odf.namespaces import CHARTNS
from odf.opendocument import OpenDocument, OpenDocumentChart
from odf.style import ChartProperties, GraphicProperties, Style, TextProperties
from odf.svg import Desc
from odf.text import P
from openpyxl.utils import get_column_letter

from acties.rekenblad.schrijven.boek import Grafiek, Lijn
from acties.rekenblad.schrijven.maat import LETTERTYPE
from acties.rekenblad.schrijven.opmaak import INKT, LIJN, STATUSKLEUREN
from acties.rekenblad.schrijven.tekst import schoon

HOOGTE_IN_RIJEN = 20
_BREED, _HOOG = "24cm", "8.4cm"
_GEEN_MELDING = "geen_melding"
_STREEPJE = "streepje"


def teken(document: OpenDocument, grafiek: Grafiek | Lijn, blad: str, eerste_rij: int) -> Element:
    """Het kader met de grafiek, om in een cel te zetten. ``eerste_rij``: die van de eerste balk, onder de kop."""
    kaart = _Kaart(grafiek, blad, eerste_rij)
    rand = Style(name=f"kader{len(document.childobjects)}", family="graphic")
    rand.addElement(GraphicProperties(stroke="none", fill="none"))
    document.automaticstyles.addElement(rand)
    kader = Frame(stylename=rand, width=_BREED, height=_HOOG, x="0cm", y="0cm")
    voorwerp = Object(href=document.addObject(kaart.teken()), type="simple", show="embed", actuate="onLoad")
    voorwerp.setAttribute("notifyonupdateofranges", kaart.alles)
    kader.addElement(voorwerp)
    kader.addElement(Desc(text=schoon(grafiek.alt)))
    return kader


class _Kaart:
    """Eén grafiek als eigen document in het rekenblad: zij leest haar cijfers uit de cellen."""

    def __init__(self, grafiek: Grafiek | Lijn, blad: str, eerste_rij: int):
        self.grafiek, self.blad, self.eerste = grafiek, blad.replace("'", "''"), eerste_rij
        self.laatste = eerste_rij + len(grafiek.tabel.rijen) - 1
        self.document = OpenDocumentChart()
        self.document.styles.addElement(
            StrokeDash(name=_STREEPJE, style="rect", dots1="1", dots1length="0.12cm", distance="0.08cm")
        )
        self.liggend = isinstance(grafiek, Grafiek)
        kolommen = [grafiek.labels, *(kolom for kolom, _ in self._reeksen())]
        self.alles = self._cellen(min(kolommen), eerste_rij - 1, max(kolommen))

    def teken(self) -> OpenDocument:
        soort = "chart:bar" if self.liggend else "chart:line"
        kaart = Chart(**{"class": soort, "stylename": self._stijl("kaart", _vlak("FFFFFF", "none", "FFFFFF"))})
        self.document.chart.addElement(kaart)
        kaart.addElement(self._kop(self.grafiek.titel, "titel", 12, vet=True))
        kaart.addElement(
            Legend(
                legendposition="bottom", stylename=self._stijl("legenda", _vlak("none", "none", "FFFFFF"), _letter(9))
            )
        )
        balken = {"vertical": "true", "stacked": "true"}
        vlak = balken if self.liggend else {"symboltype": "automatic"}
        gebied = PlotArea(stylename=self._stijl("gebied", ChartProperties(**vlak)), datasourcehaslabels="both")
        gebied.addElement(Wall(stylename=self._stijl("wand", _vlak("none", "none", "FFFFFF"))))
        for as_ in self._assen():
            gebied.addElement(as_)
        for plaats, (kolom, stijl) in enumerate(self._reeksen()):
            gebied.addElement(self._reeks(plaats, kolom, stijl, soort))
        kaart.addElement(gebied)
        return self.document

    def _reeksen(self) -> Sequence[tuple[int, str]]:
        """Elke kolom met haar stand; van een lijn of zij het doel is."""
        if isinstance(self.grafiek, Grafiek):
            return self.grafiek.reeksen
        laatste = len(self.grafiek.reeksen) - 1
        return [
            (kolom, "doel" if self.grafiek.met_doel and plek == laatste else "lijn")
            for plek, kolom in enumerate(self.grafiek.reeksen)
        ]

    def _cellen(self, kolom: int, van: int, tot_kolom: int | None = None) -> str:
        eerste, laatste = (get_column_letter(plek + 1) for plek in (kolom, kolom if tot_kolom is None else tot_kolom))
        return f"$'{self.blad}'.${eerste}${van}:$'{self.blad}'.${laatste}${self.laatste}"

    def _assen(self) -> Iterable[Element]:
        """De eerste balk bovenaan; de getallen vanaf nul, met lijnen erachter."""
        grafiek = self.grafiek
        namen = {"displaylabel": "true", **({"reversedirection": "true"} if self.liggend else {})}
        x = Axis(dimension="x", name="primary-x", stylename=self._stijl("x", ChartProperties(**namen), _letter(9)))
        x.addElement(Categories(cellrangeaddress=self._cellen(grafiek.labels, self.eerste)))
        y = Axis(dimension="y", name="primary-y", stylename=self._stijl("y", self._getallen(), _letter(9)))
        as_titel = grafiek.as_aantal if isinstance(grafiek, Grafiek) else grafiek.as_waarde
        y.addElement(self._kop(as_titel, "astitel", 9))
        y.addElement(Grid(**{"class": "major", "stylename": self._stijl("rooster", _vlak("none", "solid", LIJN))}))
        return x, y

    def _getallen(self) -> Element:
        if isinstance(self.grafiek, Lijn):
            return ChartProperties(displaylabel="true")
        kolommen = [kolom for kolom, _ in self.grafiek.reeksen]
        hoogste = max((sum(_getal(rij[k].waarde) for k in kolommen) for rij in self.grafiek.tabel.rijen), default=0)
        return ChartProperties(
            displaylabel="true",
            minimum="0",
            intervalmajor=str(max(1, hoogste // 10)),
            axisposition="end",
            overlap="100",
            gapwidth="35",
        )

    def _reeks(self, plaats: int, kolom: int, stijl: str, soort: str) -> Element:
        letter = get_column_letter(kolom + 1)
        reeks = Series(
            stylename=self._stijl(f"reeks{plaats}", *_opmaak(stijl)),
            valuescellrangeaddress=self._cellen(kolom, self.eerste),
            labelcelladdress=f"$'{self.blad}'.${letter}${self.eerste - 1}",
        )
        reeks.setAttrNS(CHARTNS, "class", soort)
        if self.liggend:  # een nul heeft geen vak om een getal in te zetten
            stil = self._stijl(f"nul{plaats}", ChartProperties(datalabelnumber="none"), *_opmaak(stijl)[:1])
            for rij in self.grafiek.tabel.rijen:
                reeks.addElement(DataPoint(**({} if _getal(rij[kolom].waarde) else {"stylename": stil})))
        return reeks

    def _kop(self, tekst: str, naam: str, grootte: int, *, vet: bool = False) -> Element:
        kop = Title(stylename=self._stijl(naam, _letter(grootte, vet=vet)))
        kop.addElement(P(text=schoon(tekst)))
        return kop

    def _stijl(self, naam: str, *eigenschappen: Element) -> Element:
        stijl = Style(name=naam, family="chart")
        for deel in eigenschappen:
            stijl.addElement(deel)
        self.document.automaticstyles.addElement(stijl)
        return stijl


def _opmaak(stijl: str) -> tuple[Element, ...]:
    """Vlak, getallen en letter van een reeks. Niet gemeld is wit met een streepjesrand; een doel is een streepjeslijn."""
    if stijl in STATUSKLEUREN:
        vlak, tekst, rand = STATUSKLEUREN[stijl]
        lijn = "dash" if stijl == _GEEN_MELDING else "solid"
        return _vlak(vlak, lijn, rand), ChartProperties(datalabelnumber="value"), _letter(9, tekst, vet=True)
    return (_vlak("none", "dash" if stijl == "doel" else "solid", INKT, dikte="2.25pt"),)


def _vlak(vlak: str, lijn: str, rand: str, *, dikte: str = "0.75pt") -> Element:
    vulling = {"fill": "none"} if vlak == "none" else {"fill": "solid", "fillcolor": f"#{vlak}"}
    streepje = {"strokedash": _STREEPJE} if lijn == "dash" else {}
    return GraphicProperties(stroke=lijn, strokecolor=f"#{rand}", strokewidth=dikte, **vulling, **streepje)


def _letter(grootte: int, kleur: str = INKT, *, vet: bool = False) -> Element:
    return TextProperties(
        fontfamily=LETTERTYPE, fontsize=f"{grootte}pt", color=f"#{kleur}", fontweight="bold" if vet else "normal"
    )


def _getal(waarde: Any) -> int:
    return waarde if isinstance(waarde, int) else 0
