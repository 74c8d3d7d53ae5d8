"""Three doors, one reader: the same cell says the same through each, and what each writes it reads back."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
import tablib
from hypothesis import given, settings
from hypothesis import strategies as st

from acties.admin.bestand import Csv, Xlsx
from acties.admin.resources import BegripResource, CollegebesluitResource
from acties.rekenblad.lezen.lange_tekst import VERWIJST
from acties.rekenblad.lezen.lezen import lees_bestand, lees_tabel
from acties.rekenblad.lezen.tekst import schone_tekst
from acties.rekenblad.lezen.waarde import lees_decimaal, lees_geheel, lees_tekst
from acties.rekenblad.lezen.werkmap import lees_werkmap
from acties.rekenblad.schrijven.boek import Boek
from acties.rekenblad.schrijven.excel import schrijf
from acties.rekenblad.schrijven.excelstijl import celtekst
from acties.rekenblad.schrijven.tekst import schoon
from monitoring.inlezen.gegevensboek.lange_tekst import Vergaarbak
from monitoring.inlezen.gegevensboek.lezen import lees_boek
from monitoring.inlezen.gegevensboek.rijlezer import Rijlezer
from monitoring.inlezen.gegevensboek.schrijven import lange_teksten, lijstblad
from monitoring.inlezen.gegevensboek.tabellen import OP_BLAD
from monitoring.inlezen.werkboek.lezen import lees_werkboek
from tests.acties.rekenblad.lezen.bouwen import met_cel, werkmap
from tests.eigenschappen import aantal
from tests.monitoring.inlezen.werkboek.conftest import bewerk

MOMENT = datetime(2023, 1, 20, 14, 5)  # noqa: DTZ001 - a file has local time
SNEL = settings(max_examples=aantal(60))
KOP = ["programma", "term", "definitie"]
BEGRIPPEN = werkmap(Begrippen=[KOP, ["proef", "Zelfscan", "x"]])


def door_gegevensboek(inhoud: bytes, kolom: str = "definitie") -> Any:
    [(titel, blad)] = lees_boek(inhoud).bladen.items()
    waarden, fouten = Rijlezer(OP_BLAD[titel], blad, "").lees(blad.rijen[0][1])
    return fouten[0][2] if fouten else waarden[OP_BLAD[titel].plaats[kolom]]


def door_beheer(inhoud: bytes, kolom: str = "definitie", resource: Any = BegripResource) -> Any:
    [rij] = lees_bestand(inhoud).dict
    try:
        return resource().fields[kolom].clean(rij)
    except ValueError as fout:
        return str(fout)


def door_werkboek(inhoud: bytes) -> Any:
    rij = next(rij for rij in lees_werkboek(inhoud, "werkboek.xlsx").rijen if not rij.leeg)
    return rij.fouten[0].uitleg if rij.fouten else rij.velden["toelichting"]


@pytest.fixture
def deuren(werkboek: Callable[[], bytes]) -> dict[str, Callable[[str], Any]]:
    """Per door: what it makes of a text cell with this XML."""
    ingevuld = bewerk(werkboek(), {2: {"toelichting": "x", "status": "Afgerond"}})
    return {
        "gegevensboek": lambda xml: door_gegevensboek(met_cel(BEGRIPPEN, "C2", xml)),
        "beheer": lambda xml: door_beheer(met_cel(BEGRIPPEN, "C2", xml)),
        "werkboek": lambda xml: door_werkboek(met_cel(ingevuld, "K6", xml, "xl/worksheets/sheet2.xml")),
    }


ZONDER_UITKOMST = (
    "Hier staat een formule zonder uitkomst (=A1). Open het bestand in Excel en bewaar het, of typ de waarde zelf."
)
CELLEN = {
    "<v>2022.0</v>": "2022",
    "<f>1+1</f><v>2</v>": "2",
    't="str"><f>T(1)</f><v>De uitkomst</v>': "De uitkomst",
    "<f>A1</f><v></v>": ZONDER_UITKOMST,
    "<f>A1</f>": ZONDER_UITKOMST,
    't="e"><v>#N/A</v>': "Hier staat de foutwaarde #N/A. Maak de cel leeg of typ zelf wat er moet staan.",
    "<v>1.5</v>": "“1.5” is geen tekst. Zet de cel op tekst en typ de waarde opnieuw.",
    't="b"><v>1</v>': "“True” is geen tekst. Zet de cel op tekst en typ de waarde opnieuw.",
    't="inlineStr"><is><t>een_x000D_twee</t></is>': "een\ntwee",
    't="inlineStr"><is><t>een_x005F_x000D_twee</t></is>': "een_x000D_twee",
    't="inlineStr"><is><t>een_x000B_twee</t></is>': "een\ntwee",
    't="inlineStr"><is><t>samen_xFFFE_werking</t></is>': "samenwerking",
    't="inlineStr"><is><t>samen\u200bwerking\u2060</t></is>': "samenwerking",
    't="inlineStr"><is><t>5\u00a0km</t></is>': "5\u00a0km",
    't="inlineStr"><is><t>#N/A is hier een tekst</t></is>': "#N/A is hier een tekst",
    't="inlineStr"><is><t>1.234</t></is>': "1.234",
    't="inlineStr"><is><t>[lange tekst 1]</t></is>': (
        "De tekst van [lange tekst 1] is er niet: blad “Lange teksten” ontbreekt of is niet heel. Zet dat blad terug."
    ),
    't="inlineStr"><is><t>a_x0000_b</t></is>': "In “a\ufffdb” staat een teken dat niet te bewaren is. Typ dat stuk opnieuw.",
    f't="inlineStr"><is><t>{"a" * 32_767}</t></is>': "Deze tekst is te lang voor een cel en is afgekapt. Maak hem korter.",
}


@pytest.mark.parametrize("deur", ["gegevensboek", "beheer", "werkboek"])
def test_a_cell_says_the_same_through_every_door(deuren, deur):
    assert {xml: deuren[deur](xml) for xml in CELLEN} == CELLEN


# What is written is read back

TEKEN = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
LASTIG = [
    "\r\n",
    "\r",
    "\x0b",
    "_x000D_",
    "_x005F_",
    "\ufffe",
    "\u200b",
    "😀",
    "[lange tekst 1]",
    "=1+1",
    "'",
    "'=1",
    "\t",
    " ",
    "#",
]
teksten = st.lists(st.sampled_from(LASTIG) | st.text(TEKEN, max_size=8), max_size=6).map("".join)
gewone_teksten = teksten.filter(
    lambda tekst: not VERWIJST.fullmatch(tekst)
)  # only the gegevensboek has a sheet for those
langste = st.sampled_from(["a\r\n", "é", "😀", "\x01"]).map(lambda stuk: stuk * 16_000)
getallen = st.decimals(min_value=-(10**9), max_value=10**9, places=4)
dagen = st.dates()


def via_gegevensboek(naam: str, koppen: list[str], rij: list[Any]) -> bytes:
    """As the writer of the gegevensboek does it, with only these columns."""
    bak, tabel = Vergaarbak(), OP_BLAD[naam]
    kolommen = [tabel.kolommen[tabel.plaats[kop]] for kop in koppen]
    bladen = (lijstblad(tabel, kolommen, [rij], bak), lange_teksten(bak))
    boek = Boek(titel="", onderwerp="", maker="", moment=MOMENT, voet_links="", voet_midden="", bladen=bladen)
    return schrijf(boek)


@SNEL
@given(tekst=teksten | langste)
def test_a_text_of_the_gegevensboek_comes_back(tekst):
    inhoud = via_gegevensboek("Begrippen", KOP, ["proef", "Zelfscan", tekst])
    assert door_gegevensboek(inhoud) == schone_tekst(tekst)


@SNEL
@given(getal=getallen, dag=dagen, geheel=st.integers(-(10**9), 10**9))
def test_a_number_and_a_day_of_the_gegevensboek_come_back(getal, dag, geheel):
    koppen = ["programma", "indicator", "periode", "waarde"]
    assert door_gegevensboek(via_gegevensboek("Metingen", koppen, ["p", "i", "2021", getal]), "waarde") == getal
    koppen = ["programma", "organisatie", "college_op"]
    assert door_gegevensboek(via_gegevensboek("Collegebesluiten", koppen, ["p", "o", dag]), "college_op") == dag
    koppen = ["programma", "nummer"]
    assert door_gegevensboek(via_gegevensboek("Acties", koppen, ["p", geheel]), "nummer") == geheel


@SNEL
@pytest.mark.parametrize("formaat", [Xlsx, Csv])
@given(tekst=gewone_teksten, dag=dagen, getal=getallen)
def test_what_the_beheer_writes_comes_back(formaat, tekst, dag, getal):
    inhoud = formaat().export_data(tablib.Dataset(["proef", "Zelfscan", tekst], headers=KOP), op=MOMENT)
    assert door_beheer(inhoud) == schone_tekst(tekst)
    koppen = ["programma", "organisatie", "college_op"]
    inhoud = formaat().export_data(tablib.Dataset(["proef", "Alkmaar", dag], headers=koppen), op=MOMENT)
    assert door_beheer(inhoud, "college_op", CollegebesluitResource) == dag
    [rij] = lees_bestand(
        formaat().export_data(tablib.Dataset([getal, int(getal)], headers=["waarde", "nummer"]), op=MOMENT)
    )
    assert (lees_decimaal(rij[0]), lees_geheel(rij[1])) == (getal, int(getal))


@SNEL
@given(tekst=gewone_teksten | langste.filter(lambda tekst: len(tekst.encode("utf-16-le")) < 60_000))
def test_a_text_in_a_cell_of_any_list_or_werkboek_comes_back(tekst):
    [blad] = lees_werkmap(werkmap(Blad=[["kop", "tekst"], ["a", celtekst(tekst)]]))
    [(_, (_, cel))] = lees_tabel(blad, {}).rijen
    assert lees_tekst(cel) == schone_tekst(schoon(tekst))


def test_the_first_day_of_a_municipality_from_before_excel_comes_back():
    for dag in (date(1811, 1, 1), date(1899, 12, 30), date(1900, 1, 15), date(1900, 2, 28), date(1900, 3, 1)):
        koppen = ["programma", "organisatie", "college_op"]
        gegevensboek = via_gegevensboek("Collegebesluiten", koppen, ["p", "o", dag])
        beheer = Xlsx().export_data(tablib.Dataset(["p", "o", dag], headers=koppen), op=MOMENT)
        assert door_gegevensboek(gegevensboek, "college_op") == dag
        assert door_beheer(beheer, "college_op", CollegebesluitResource) == dag


@pytest.mark.parametrize(
    ("tekst", "getal"), [("1.234,5", Decimal("1234.5")), ("0.125", Decimal("0.125")), ("2022.0", 2022)]
)
def test_a_number_in_a_text_is_one_number_through_every_door(tekst, getal):
    koppen = ["programma", "indicator", "periode", "waarde"]
    inhoud = werkmap(Metingen=[koppen, ["p", "i", "2021", tekst]])
    [rij] = lees_bestand(inhoud)
    assert door_gegevensboek(inhoud, "waarde") == lees_decimaal(rij[3]) == getal
