"""De huisstijl in ODF: elke stijl één keer in het document, met de naam uit ``opmaak.STIJLEN``."""

from functools import cached_property

from odf.element import Element
from odf.number import DateStyle, Day, Hours, Minutes, Month, Number, NumberStyle, PercentageStyle, Text, Year
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import (
    Map,
    ParagraphProperties,
    Style,
    TableCellProperties,
    TableColumnProperties,
    TableProperties,
    TableRowProperties,
    TextProperties,
)

from acties.rekenblad.schrijven.maat import LETTERTYPE
from acties.rekenblad.schrijven.opmaak import DAG, DATUM, MOMENT, STIJLEN, TIJDSTIP, Stijl

_CM_PER_TEKEN = 7 / 96 * 2.54
_LUCHT = {"paddingtop": "0.1cm", "paddingbottom": "0.1cm", "paddingleft": "0.06cm", "paddingright": "0.06cm"}
_NEDERLANDS = {"language": "nl", "country": "NL"}


class Odsstijlen:
    """Maakt een stijl bij het eerste gebruik en geeft daarna dezelfde."""

    def __init__(self, document: OpenDocumentSpreadsheet):
        self._stijlen = document.automaticstyles
        self._gewone = document.styles
        self._gemaakt: dict[str, Element] = {}
        standaard = Style(name="Default", family="table-cell")
        standaard.addElement(TextProperties(fontname=LETTERTYPE, fontfamily=LETTERTYPE, fontsize="9pt", **_NEDERLANDS))
        document.styles.addElement(standaard)

    @cached_property
    def blad(self) -> Element:
        stijl = Style(name="blad", family="table", masterpagename="Verslag")
        stijl.addElement(TableProperties(display="true"))
        return self._erbij(stijl)

    @cached_property
    def vet(self) -> Element:
        stijl = Style(name="vet", family="text")
        stijl.addElement(TextProperties(fontweight="bold"))
        return self._erbij(stijl)

    def kolom(self, breedte: float) -> Element:
        naam = f"kolom-{breedte:g}"
        if naam not in self._gemaakt:
            stijl = Style(name=naam, family="table-column")
            stijl.addElement(TableColumnProperties(columnwidth=f"{breedte * _CM_PER_TEKEN:.2f}cm"))
            self._gemaakt[naam] = self._erbij(stijl)
        return self._gemaakt[naam]

    def rij(self, *, nieuwe_pagina: bool, hoogte: float = 0.0) -> Element:
        """``hoogte`` in punten; zonder is de rij zo hoog als haar tekst."""
        naam = f"rij{'-nieuwe-pagina' if nieuwe_pagina else ''}{f'-{hoogte:.0f}' if hoogte else ''}"
        if naam not in self._gemaakt:
            stijl = Style(name=naam, family="table-row")
            pagina = {"breakbefore": "page"} if nieuwe_pagina else {}
            hoog = {"useoptimalrowheight": "false", "rowheight": f"{hoogte:.0f}pt"} if hoogte else {}
            stijl.addElement(TableRowProperties(**{"useoptimalrowheight": "true", **hoog, **pagina}))
            self._gemaakt[naam] = self._erbij(stijl)
        return self._gemaakt[naam]

    def cel(self, naam: str) -> Element:
        if naam not in self._gemaakt:
            self._gemaakt[naam] = self._erbij(self._celstijl(f"cel-{naam}", STIJLEN[naam]))
        return self._gemaakt[naam]

    def _erbij(self, stijl: Element) -> Element:
        self._stijlen.addElement(stijl)
        return stijl

    def _gewoon(self, stijl: Element) -> Element:
        """Tussen de gewone stijlen: odfpy laat een automatische weg die alleen in een voorwaarde staat."""
        self._gewone.addElement(stijl)
        return stijl

    def _celstijl(self, naam: str, stijl: Stijl) -> Element:
        getal = {"datastylename": self._getalstijl(stijl.formaat)} if stijl.formaat not in ("", "@") else {}
        cel = Style(name=naam, family="table-cell", parentstylename="Default", **getal)
        eigenschappen = {
            "wrapoption": "wrap" if stijl.terugloop else "no-wrap",
            "verticalalign": {"boven": "top", "midden": "middle", "onder": "bottom"}[stijl.verticaal],
            **_LUCHT,
            **_randen(stijl),
        }
        if stijl.vlak:
            eigenschappen["backgroundcolor"] = f"#{stijl.vlak}"
        cel.addElement(TableCellProperties(textalignsource="fix", **eigenschappen))
        kant = {"links": "start", "rechts": "end", "midden": "center"}[stijl.uitlijning]
        inspringen = {"marginleft": "0.2cm"} if stijl.inspringen else {}
        cel.addElement(ParagraphProperties(textalign=kant, **inspringen))
        letter = {"fontweight": "bold"} if stijl.vet else {}
        letter |= {"textunderlinestyle": "solid"} if stijl.onderstreept else {}
        letter |= {"fontstyle": "italic"} if stijl.cursief else {}
        cel.addElement(
            TextProperties(fontfamily=LETTERTYPE, fontsize=f"{stijl.grootte}pt", color=f"#{stijl.kleur}", **letter)
        )
        return cel

    def _getalstijl(self, formaat: str) -> Element:
        naam = f"getal {formaat}"
        if naam not in self._gemaakt:
            stijl = self._maak_getalstijl(f"getal{len(self._gemaakt)}", formaat)
            self._gemaakt[naam] = self._gewoon(stijl) if formaat.startswith("+") else self._erbij(stijl)
        return self._gemaakt[naam]

    def _maak_getalstijl(self, naam: str, formaat: str) -> Element:
        if formaat in (DATUM, MOMENT, DAG, TIJDSTIP):
            return _datumstijl(naam, voluit=formaat in (DATUM, MOMENT), met_tijd=formaat in (MOMENT, TIJDSTIP))
        if formaat == "0%":
            stijl = PercentageStyle(name=naam, **_NEDERLANDS)
            stijl.addElement(Number(decimalplaces="0", minintegerdigits="1"))
            stijl.addElement(Text(text="%"))
            return stijl
        eerste = formaat.split(";", maxsplit=1)[0]
        cijfers = {
            "decimalplaces": str(len(eerste.partition(".")[2])),
            "minintegerdigits": "1",
            "grouping": "true" if "," in eerste else "false",
        }
        stijl = NumberStyle(name=naam, **_NEDERLANDS)
        stijl.addElement(Number(**cijfers))
        if eerste.startswith("+"):
            for teken, toets in (("+", "value()>0"), ("-", "value()<0")):
                deel = NumberStyle(name=f"{naam}{'plus' if teken == '+' else 'min'}", volatile="true", **_NEDERLANDS)
                deel.addElement(Text(text=teken))
                deel.addElement(Number(**cijfers))
                stijl.addElement(Map(condition=toets, applystylename=self._gewoon(deel)))
        return stijl


def _datumstijl(naam: str, *, voluit: bool, met_tijd: bool) -> Element:
    """31 december 2021 of 31-12-2021, en zo nodig 14:05."""
    stijl = DateStyle(name=naam, **_NEDERLANDS)
    if voluit:
        delen = [Day(), Text(text=" "), Month(style="long", textual="true"), Text(text=" "), Year(style="long")]
    else:
        delen = [Day(style="long"), Text(text="-"), Month(style="long"), Text(text="-"), Year(style="long")]
    if met_tijd:
        delen += [Text(text=" "), Hours(style="long"), Text(text=":"), Minutes(style="long")]
    for deel in delen:
        stijl.addElement(deel)
    return stijl


def _randen(stijl: Stijl) -> dict[str, str]:
    if stijl.kader:
        return {"border": f"0.5pt {'dashed' if stijl.streepjes else 'solid'} #{stijl.kader}"}
    randen = {"borderbottom": f"0.5pt solid #{stijl.onder}"} if stijl.onder else {}
    return randen | ({"borderleft": f"2.25pt solid #{stijl.links}"} if stijl.links else {})
