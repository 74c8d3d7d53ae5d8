"""The OpenDocument file, opened with odfpy: the same report as the workbook, with its charts."""

import io

import pytest
from odf import dc
from odf.chart import Categories, Chart, Series
from odf.namespaces import CHARTNS
from odf.number import NumberStyle
from odf.opendocument import load
from odf.style import GraphicProperties, Map, MasterPage, PageLayoutProperties, Style
from odf.svg import Desc
from odf.table import DatabaseRange, Table, TableCell, TableHeaderRows, TableRow
from odf.teletype import extractText
from odf.text import P

from acties.rekenblad.schrijven import excel, ods
from acties.rekenblad.schrijven.boek import Blad, Boek, Cel, Lijn, Regel, Tabel
from tests.monitoring.weergave.conftest import MOMENT, open_xlsx


@pytest.fixture
def document(boek):
    return load(io.BytesIO(ods.schrijf(boek)))


def rijen(tabel):
    """The text of every cell; a number or date as the file holds it."""
    return [[inhoud(cel) for cel in rij.getElementsByType(TableCell)] for rij in tabel.getElementsByType(TableRow)]


def inhoud(cel):
    soort = cel.getAttribute("valuetype")
    if soort in ("float", "percentage"):
        return float(cel.getAttribute("value"))
    if soort == "date":
        return cel.getAttribute("datevalue")
    return "\n".join(extractText(alinea) for alinea in cel.getElementsByType(P))


def bladen(document):
    return {tabel.getAttribute("name"): tabel for tabel in document.spreadsheet.getElementsByType(Table)}


def test_every_sheet_of_the_workbook_is_there(document, boek):
    assert list(bladen(document)) == open_xlsx(excel.schrijf(boek)).sheetnames


def test_every_text_and_number_of_the_workbook_is_there(document, boek):
    for blad in open_xlsx(excel.schrijf(boek)):
        verwacht = {cel.value for rij in blad.iter_rows() for cel in rij if cel.value and not cel.is_date}
        gevonden = {waarde for rij in rijen(bladen(document)[blad.title]) for waarde in rij}
        assert verwacht - gevonden == set()


def test_dates_are_dates(document):
    omslag = {rij[0]: rij[1] for rij in rijen(bladen(document)["Omslag"]) if len(rij) > 1}
    assert (omslag["Peildatum"], omslag["Gemaakt op"]) == ("2022-12-31", "2023-01-20T14:05:00")


def test_header_is_repeated_on_every_page_and_can_be_filtered(document):
    koppen = bladen(document)["Wijzigingen"].getElementsByType(TableHeaderRows)
    assert [rijen(kop) for kop in koppen] == [[["Nr", "Actie", "Onderdeel", "Was", "Is nu", "Wijziging"]]]
    bereiken = [
        bereik.getAttribute("targetrangeaddress") for bereik in document.spreadsheet.getElementsByType(DatabaseRange)
    ]
    assert "'Wijzigingen'.A4:'Wijzigingen'.F6" in bereiken


def test_sheet_with_a_table_per_page_repeats_its_title(document):
    """Not the header of the first table: that would stand above the header of the second."""
    [kop] = bladen(document)["Samenvatting"].getElementsByType(TableHeaderRows)
    assert rijen(kop) == [["Samenvatting"]]


def test_change_shows_its_plus_and_its_minus(document):
    """Their styles are named in a condition only, and so have to be among the styles that are always written."""
    stijlen = {
        stijl.getAttribute("name"): extractText(stijl) for stijl in document.styles.getElementsByType(NumberStyle)
    }
    voorwaarden = {
        deel.getAttribute("condition"): stijlen[deel.getAttribute("applystylename")]
        for stijl in document.styles.getElementsByType(NumberStyle)
        for deel in stijl.getElementsByType(Map)
    }
    assert voorwaarden == {"value()>0": "+", "value()<0": "-"}


def test_prints_on_a4_landscape_one_page_wide_with_page_numbers(document):
    [pagina] = document.automaticstyles.getElementsByType(PageLayoutProperties)
    assert (pagina.getAttribute("printorientation"), pagina.getAttribute("pagewidth")) == ("landscape", "29.7cm")
    voet = extractText(document.masterstyles.getElementsByType(MasterPage)[0])
    assert voet.startswith("Samen veilig · Jaarverslag 2022, voorlopig, peildatum 31 december 2022 (concept) · pagina")


def test_a_style_is_made_once(document):
    namen = [stijl.getAttribute("name") for stijl in document.automaticstyles.getElementsByType(Style)]
    assert len(namen) == len(set(namen))


def test_file_knows_its_title_language_and_maker(document):
    soorten = {soort: document.meta.getElementsByType(soort) for soort in (dc.Title, dc.Creator, dc.Language)}
    assert {soort.__name__: extractText(element[0]) for soort, element in soorten.items()} == {
        "Title": "Jaarverslag 2022, voorlopig – Samen veilig",
        "Creator": "Anna",
        "Language": "nl-NL",
    }


def lees_terug(tekst, **keuzes):
    blad = Blad("Proef", "", (30,), (Regel("Titel", "titel"), Tabel((), ((Cel(tekst, **keuzes),),))))
    boek = Boek(titel="t", onderwerp="o", maker="m", moment=MOMENT, voet_links="l", voet_midden="m", bladen=(blad,))
    return rijen(bladen(load(io.BytesIO(ods.schrijf(boek))))["Proef"])[1][0]


@pytest.mark.parametrize(
    "tekst",
    [
        "=1+1",
        "+31",
        "-2",
        "@A1",
        "twee  spaties",
        " ervoor en erna ",
        "a\tb",
        "regel\n\nregel",
        "é 🎉 \u202eabc\u202c",
        "<b>&amp;",
    ],
)
def test_text_stays_text_and_reads_the_same(tekst):
    assert lees_terug(tekst) == tekst
    assert lees_terug(tekst, vet=3) == tekst


def test_control_characters_do_not_break_the_file():
    assert lees_terug("a\x00b\x0bc\ud800d\r\ne") == "abcd\ne"


def _stukken(document, soort):
    return document.getElementsByType(soort)


def test_charts_read_their_figures_from_the_cells_of_the_table_above(document):
    eerste = document.childobjects[0]
    assert [kaart.getAttrNS(CHARTNS, "class") for kaart in _stukken(eerste, Chart)] == ["chart:bar"]
    tabel = rijen(bladen(document)["Samenvatting"])
    kop = next(plek for plek, rij in enumerate(tabel) if rij[0] == "Onderdeel")
    assert [tabel[kop + nr][0] for nr in (1, 2)] == ["Lokaal", "Preventie"]
    assert tabel[kop][2] == "✓ Afgerond"
    reeksen = _stukken(eerste, Series)
    assert len(reeksen) == 5
    assert reeksen[0].getAttribute("labelcelladdress") == f"$'Samenvatting'.$C${kop + 1}"
    bereik = f"$'Samenvatting'.${{0}}${kop + 2}:$'Samenvatting'.${{0}}${kop + 3}"
    assert reeksen[0].getAttribute("valuescellrangeaddress") == bereik.format("C")
    assert [deel.getAttribute("cellrangeaddress") for deel in _stukken(eerste, Categories)] == [bereik.format("A")]


def test_charts_tell_themselves_and_come_out_the_same_each_time(document, boek):
    teksten = [extractText(deel) for deel in _stukken(document, Desc)]
    assert teksten[0].startswith("Gestapelde balken van het aantal acties per status. Lokaal: 2 acties: 1 afgerond")
    assert len(teksten) == len(document.childobjects) == 2
    assert ods.schrijf(boek) == ods.schrijf(boek)


def test_a_line_chart_dashes_its_target():
    tabel = Tabel(
        (Cel("Jaar", "kop"), Cel("Waarde", "kop"), Cel("Streven", "kop")),
        [(Cel("2021"), Cel(12), Cel(10)), (Cel("2022"), Cel(11), Cel(10))],
    )
    lijn = Lijn(
        titel="T", tabel=tabel, labels=0, reeksen=(1, 2), as_waarde="aantal", alt="Van 12 naar 11", met_doel=True
    )
    blad = Blad("Cij'fers", "", (10, 10, 10), (tabel, lijn))
    boek = Boek(titel="T", onderwerp="", maker="M", moment=MOMENT, voet_links="", voet_midden="", bladen=(blad,))
    (kaart,) = load(io.BytesIO(ods.schrijf(boek))).childobjects
    assert [deel.getAttribute("valuescellrangeaddress") for deel in _stukken(kaart, Series)] == [
        "$'Cij''fers'.$B$2:$'Cij''fers'.$B$3", "$'Cij''fers'.$C$2:$'Cij''fers'.$C$3",
    ]  # fmt: skip
    streken = [deel.getAttribute("stroke") for deel in _stukken(kaart, GraphicProperties)]
    assert streken[-2:] == ["solid", "dash"]
