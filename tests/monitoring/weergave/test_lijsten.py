"""The lists as files: one value per cell, exactly the rows that were asked for."""

import csv as standaard_csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from zipfile import ZipFile

import pytest
from odf.opendocument import load
from odf.table import TableCell, TableColumn, TableHeaderColumns

from acties.rekenblad.schrijven import csv, excel, ods
from acties.rekenblad.schrijven.boek import Lijst, Veld
from acties.rekenblad.schrijven.maat import MAX_EXCEL, regelhoogte
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.weergave.lijsten.actielijst import ACTIEVELDEN, OP_PAPIER, actielijst, in_het_kort
from monitoring.weergave.lijsten.cijferlijst import cijferlijst
from monitoring.weergave.lijsten.gemeentelijst import gemeentelijst
from monitoring.weergave.lijsten.planninglijst import planninglijst
from tests.monitoring.weergave.conftest import MOMENT, OUDJAAR, dag, open_xlsx, waarden
from tests.monitoring.weergave.test_ods import bladen, rijen

WIE = {"door": "Anna", "op": MOMENT}


@pytest.fixture
def lijst(verslag):
    acties = [verslag.actie(2), verslag.actie(1)]
    return actielijst(verslag, acties, filters=["Lokaal"], volgorde="Planning, omgekeerd", **WIE)


def opnieuw(lijst):
    """A list whose rows can be read more than once."""
    return Lijst(**{naam: getattr(lijst, naam) for naam in lijst.__slots__} | {"rijen": list(lijst.rijen)})


def als_csv(lijst):
    return list(standaard_csv.reader(io.StringIO(csv.schrijf_lijst(lijst).decode("utf-8-sig")), delimiter=";"))


def test_header_is_on_row_one_and_the_rows_are_those_asked_for(lijst):
    blad = open_xlsx(excel.schrijf_lijst(lijst))["Acties"]
    koppen, *acties = waarden(blad)
    assert koppen == [veld.kop for veld in ACTIEVELDEN]
    assert [(rij[0], rij[1]) for rij in acties] == [(2, "Zelfscan in elke gemeente"), (1, "Trainingen geven")]
    assert (blad.freeze_panes, blad.auto_filter.ref, blad.print_title_rows) == ("A2", "A1:AJ3", "$1:$1")


def test_a_row_has_one_value_per_cell(lijst):
    blad = open_xlsx(excel.schrijf_lijst(lijst))["Acties"]
    koppen, zelfscan, _ = waarden(blad)
    assert dict(zip(koppen, zelfscan, strict=True)) == {
        "Nr": 2,
        "Actie": "Zelfscan in elke gemeente",
        "Hoofdverantwoordelijke": "Gemeenten",
        "Aanjager": "Beleidsambtenaren jeugd",
        "Planning": "2021–2022",
        "Status": "In uitvoering",
        "Koers": "1 van 3 aandacht",
        "In het kort": "1 van de 3 gemeenten is klaar. Hoorn vraagt aandacht.",
        "Omschrijving": "Elke gemeente vult de zelfscan in.",
        "Aanjagersrol": "G Ambtenaren",
        "Soort onderdeel": "Kernelement",
        "Onderdeel": "Lokaal",
        "Doelgroep": "",
        "Startjaar": 2021,
        "Eindjaar": 2022,
        "Toelichting op de planning": "",
        "Loopt uit": "nee",
        "Laatste melding": dag("2022-06-01"),
        "Wat is er gebeurd": "Alkmaar: Besproken in het college.\nHoorn: Te weinig tijd.",
        "Bijsturing": "Hoorn: Extra uren.",
        "Organisaties afgerond": 1,
        "Organisaties gemeld": 2,
        "Organisaties totaal": 3,
        "Lokale actie van": "",
        "Nog niet bevestigd": "nee",
        "Wie zegt dat": "Afgeleid uit de meldingen van 2 van de 3 organisaties.",
        "Gezegd door": "",
        "Functie": "",
        "Gezegd op": "",
        "Over peildatum": "",
        "Bevestigt bijdrage van": "",
        "Spreekt namens de regio": "De projectleider",
        "Bijdragen gegeven": "",
        "Bijdragen totaal": "",
        "Signalen": "",
        "Nog niets gezegd": "Dijk en Waard",
    }


def test_a_row_says_who_says_that(jaar, meld):
    """The word for the region on the training is of 1 March; a bijdrage of Hoorn says something else since."""
    wereld = jaar.wereld
    meld(wereld.training, wereld.hoorn, "2022-04-01", "in_uitvoering")
    meld(wereld.voorlichting, wereld.vt, "2022-04-01", "afgerond")
    verslag = bouw_verslag(wereld.programma, OUDJAAR)
    gekozen = actielijst(verslag, [verslag.actie(1), verslag.actie(3)], filters=[], volgorde="Nr", **WIE)
    koppen, training, voorlichting = waarden(open_xlsx(excel.schrijf_lijst(gekozen))["Acties"])
    wie = koppen.index("Nog niet bevestigd")
    assert training[wie:] == [
        "nee", "De projectleider zei op 1 maart 2022 namens de regio, over 1 maart 2022.", "De projectleider", "",
        dag("2022-03-01"), dag("2022-03-01"), "", "De projectleider", 1, 3,
        "1 bijdrage sinds 1 maart 2022 zegt in uitvoering", "Alkmaar; Dijk en Waard",
    ]  # fmt: skip
    assert [voorlichting[wie], voorlichting[koppen.index("Bijdragen gegeven")]] == ["ja", 1]
    over = dict(gekozen.over)
    assert over["Nog niet bevestigd"] == "1 van deze acties: de status is afgeleid uit bijdragen."


def test_second_sheet_says_what_list_this_is(lijst):
    over = dict(waarden(open_xlsx(excel.schrijf_lijst(lijst))["Over deze lijst"])[1:])
    assert over == {
        "Programma": "Samen veilig",
        "Peildatum": dag("2022-12-31"),
        "Cijfers": "Concept, voorlopig: niet vastgesteld",
        "Filters": "Lokaal",
        "Volgorde": "Planning, omgekeerd",
        "Acties": "2 van 3",
        "Afdrukken": (
            "Op papier komen de eerste 8 kolommen. Een tekst in een kolom daarachter kan langer zijn dan je ziet: "
            "klik op de cel, of maak de rij hoger."
        ),
        "Gemaakt door": "Anna",
        "Gemaakt op": MOMENT,
    }


def test_a_status_has_its_colour_beside_its_word(verslag):
    acties = [verslag.actie(nummer) for nummer in (1, 2, 3)]
    van_acties = opnieuw(actielijst(verslag, acties, filters=[], volgorde="Nr", **WIE))
    vakken = [rij[5] for rij in open_xlsx(excel.schrijf_lijst(van_acties))["Acties"].iter_rows(min_row=2)]
    assert [(cel.value, cel.fill.fgColor.rgb[-6:], cel.font.color.rgb[-6:]) for cel in vakken] == [
        ("Afgerond", "3D2A63", "FFFFFF"), ("In uitvoering", "7B62AB", "FFFFFF"), ("Geen melding", "FFFFFF", "131D29"),
    ]  # fmt: skip
    assert vakken[2].border.left.style == "dashed"
    assert [rij[5] for rij in als_csv(van_acties)[1:]] == ["Afgerond", "In uitvoering", "Geen melding"]
    document = load(io.BytesIO(ods.schrijf_lijst(van_acties)))
    stijlen = {cel.getAttribute("stylename") for cel in document.getElementsByType(TableCell) if str(cel) == "Afgerond"}
    kleuren = [
        deel.getAttribute("backgroundcolor")
        for stijl in document.automaticstyles.childNodes + document.styles.childNodes
        if stijl.getAttribute("name") in stijlen
        for deel in stijl.childNodes
    ]
    assert "#3D2A63" in [str(kleur).upper() for kleur in kleuren]
    per_gemeente = open_xlsx(excel.schrijf_lijst(gemeentelijst(verslag, **WIE)))["Per gemeente"]
    assert {cel.value: cel.fill.fgColor.rgb[-6:] for (cel,) in per_gemeente.iter_rows(min_row=2, min_col=3, max_col=3)} == {
        "Afgerond": "3D2A63", "Geen melding": "FFFFFF", "In ontwikkeling": "C3B4DE",
    }  # fmt: skip


def test_ods_has_the_same_rows(lijst):
    lijst = opnieuw(lijst)
    document = load(io.BytesIO(ods.schrijf_lijst(lijst)))
    assert list(bladen(document)) == ["Acties", "Over deze lijst"]
    koppen, zelfscan, training = rijen(bladen(document)["Acties"])
    assert koppen == [veld.kop for veld in ACTIEVELDEN]
    assert (zelfscan[:2], training[:2]) == ([2, "Zelfscan in elke gemeente"], [1, "Trainingen geven"])
    assert training[koppen.index("Laatste melding")] == "2022-03-01"


def test_csv_opens_in_a_dutch_excel(lijst):
    inhoud = csv.schrijf_lijst(lijst)
    assert inhoud.startswith(b"\xef\xbb\xbfNr;Actie;Hoofdverantwoordelijke;")
    assert inhoud.endswith(b"\r\n")


def test_csv_has_the_same_rows(lijst):
    koppen, zelfscan, training = als_csv(lijst)
    assert koppen == [veld.kop for veld in ACTIEVELDEN]
    gebeurd = zelfscan[koppen.index("Wat is er gebeurd")]
    assert (zelfscan[0], gebeurd) == ("2", "Alkmaar: Besproken in het college.\nHoorn: Te weinig tijd.")
    assert (training[0], training[koppen.index("Laatste melding")]) == ("1", "2022-03-01")


def proef(*rij):
    velden = tuple(Veld(f"Kolom {nummer}", 20) for nummer, _ in enumerate(rij))
    return Lijst(naam="Proef", titel="Proef", maker="Anna", moment=MOMENT, velden=velden, rijen=[rij])


GEVAARLIJK = ["=1+1", "+31 6", "-2", "@SOM(A1)", "\ttab", '=HYPERLINK("http://x")']


@pytest.mark.parametrize("tekst", GEVAARLIJK)
def test_text_that_looks_like_a_formula_stays_text_in_excel(tekst):
    cel = open_xlsx(excel.schrijf_lijst(proef(tekst)))["Proef"]["A2"]
    assert (cel.value, cel.data_type, cel.quotePrefix) == (tekst, "s", True)


@pytest.mark.parametrize("tekst", [" met spaties ", "<b>&amp;</b>", "regel\n\nregel\ttab", "’s avonds ▶ 🙂"])
def test_every_character_of_a_text_comes_back_from_excel(tekst):
    blad = open_xlsx(excel.schrijf_lijst(proef(tekst, 1)))["Proef"]
    assert waarden(blad)[1:] == [[tekst, 1]]


@pytest.mark.parametrize("tekst", GEVAARLIJK)
def test_csv_guards_against_formulas(tekst):
    assert als_csv(proef(tekst))[1] == [f"'{tekst}"]


def test_csv_leaves_numbers_and_other_text_alone():
    rij = (-3, Decimal("-1205.5"), "a;b", 'zeg "ja"', "regel\nregel", None, date(2022, 3, 1), MOMENT)
    verwacht = ["-3", "-1205,5", "a;b", 'zeg "ja"', "regel\nregel", "", "2022-03-01", "2023-01-20 14:05"]
    assert als_csv(proef(*rij))[1] == verwacht


def test_reused_cells_do_not_carry_over_the_style_of_the_row_before():
    velden = (Veld("Waarde", 10, "getal"),)
    rijen_ = [(Decimal("1.5"),), ("=tekst",), (7,), (date(2022, 3, 1),), ("gewoon",), (None,)]
    lijst = Lijst(naam="Proef", titel="Proef", maker="Anna", moment=MOMENT, velden=velden, rijen=rijen_)
    cellen = [rij[0] for rij in open_xlsx(excel.schrijf_lijst(lijst))["Proef"].iter_rows(min_row=2)]
    assert [cel.value for cel in cellen] == [1.5, "=tekst", 7, dag("2022-03-01"), "gewoon", None]
    assert [cel.quotePrefix for cel in cellen] == [False, True, False, False, False, False]
    assert [cel.number_format for cel in cellen[:3]] == ["#,##0.0", "#,##0", "#,##0"]


def test_row_is_high_enough_for_its_text_and_a_low_one_has_it_in_the_middle():
    blad = open_xlsx(excel.schrijf_lijst(proef("kort", "vier\nregels\nonder\nelkaar", "a" * 5_000)))["Proef"]
    laag = open_xlsx(excel.schrijf_lijst(proef("kort", "twee\nregels")))["Proef"]
    assert blad.row_dimensions[2].height == MAX_EXCEL
    assert laag.row_dimensions[2].height == pytest.approx(2 * regelhoogte(9) + 4, abs=0.01)
    assert (blad["A2"].alignment.vertical, laag["A2"].alignment.vertical) == ("top", "center")


@pytest.mark.parametrize(
    ("kolommen", "breed", "vast"), [(3, 1, None), (10, 1, None), (11, 2, "$A:$B"), (18, 2, "$A:$B")]
)
def test_wide_list_prints_readable_over_more_pages(kolommen, breed, vast):
    """A column is 20 wide, a page takes 200; every page begins with the first two columns, so a next one takes 8 more."""
    lijst = proef(*["tekst"] * kolommen)
    blad = open_xlsx(excel.schrijf_lijst(lijst))["Proef"]
    assert (blad.page_setup.fitToWidth, blad.page_setup.fitToHeight, blad.print_title_rows) == (breed, 0, "$1:$1")
    assert blad.print_title_cols == vast
    document = load(io.BytesIO(ods.schrijf_lijst(lijst)))
    herhaald = bladen(document)["Proef"].getElementsByType(TableHeaderColumns)
    assert [len(kop.getElementsByType(TableColumn)) for kop in herhaald] == ([2] if vast else [])


def test_list_of_acties_prints_one_page_wide_in_letters_one_can_read(verslag):
    """A page takes 785 points; a column of n wide is n times 7 pixels, so letters of 9 points shrink to 8.5 at most."""
    lijst = opnieuw(actielijst(verslag, [verslag.actie(2)], filters=[], volgorde="Nr", **WIE))
    assert 9 * 785 / (sum(veld.breedte for veld in OP_PAPIER) * 7 * 72 / 96) > 8.5
    blad = open_xlsx(excel.schrijf_lijst(lijst))["Acties"]
    assert (blad.print_area, blad.page_setup.fitToWidth, blad.print_title_cols) == ("'Acties'!$A$1:$H$2", 1, None)
    tabel = bladen(load(io.BytesIO(ods.schrijf_lijst(lijst))))["Acties"]
    assert tabel.getAttribute("printranges") == "'Acties'.A1:'Acties'.H2"


def test_row_of_a_list_that_prints_in_part_is_as_high_as_what_is_printed():
    velden = (Veld("Kort", 20), Veld("Lang", 20))
    rij = ("a\nb", "\n".join("regel" for _ in range(40)))
    lijst = Lijst(naam="Proef", titel="Proef", maker="Anna", moment=MOMENT, velden=velden, rijen=[rij], afgedrukt=1)
    hoogte = open_xlsx(excel.schrijf_lijst(lijst))["Proef"].row_dimensions[2].height
    assert hoogte == pytest.approx(2 * regelhoogte(9) + 4, abs=0.01)
    assert b'style:row-height="28pt"' in ods_inhoud(lijst)


def ods_inhoud(lijst):
    with ZipFile(io.BytesIO(ods.schrijf_lijst(lijst))) as bestand:
        return bestand.read("content.xml")


def test_short_column_says_what_the_region_said_and_what_bijdragen_say(jaar, meld):
    """The training has a word for the region, and a bijdrage against it; of the voorlichting only a bijdrage is known."""
    wereld = jaar.wereld
    meld(wereld.training, wereld.hoorn, "2022-04-01", "in_uitvoering")
    meld(wereld.voorlichting, wereld.vt, "2022-04-01", "afgerond")
    verslag = bouw_verslag(wereld.programma, OUDJAAR)
    assert [in_het_kort(verslag, verslag.actie(nummer)) for nummer in (1, 2, 3)] == [
        "Alle groepen zijn klaar. 1 bijdrage sinds 1 maart 2022 zegt in uitvoering.",
        "1 van de 3 gemeenten is klaar. Hoorn vraagt aandacht.",
        "Nog niet bevestigd. Bijdrage van 1 organisatie.",
    ]
    weg = replace(verslag.actie(1), vervallen=True, vervallen_reden="Gaat op in actie 2.")
    assert in_het_kort(verslag, weg) == "Gaat op in actie 2."
    stil = replace(verslag.actie(3), herkomst="geen", status=None)
    assert in_het_kort(verslag, stil) == "Nog geen melding."


@pytest.mark.parametrize("schrijver", [excel, ods, csv])
def test_forty_thousand_characters_are_never_an_error(schrijver):
    assert schrijver.schrijf_lijst(proef("a" * 40_000))


def test_an_empty_list_is_a_header(verslag):
    lijst = actielijst(verslag, [], filters=[], volgorde="Planning", **WIE)
    boek = open_xlsx(excel.schrijf_lijst(lijst))
    assert boek["Acties"].max_row == 1
    assert dict(waarden(boek["Over deze lijst"])[1:])["Filters"] == "Geen: alle acties"


def test_matrix_as_a_list(verslag):
    assert als_csv(gemeentelijst(verslag, **WIE)) == [
        ["Overleg", "Gemeente", "2. Zelfscan in elke gemeente", "Afgerond", "Gemeld", "Telt mee"],
        ["West · PORA", "Alkmaar", "Afgerond", "1", "1", "1"],
        ["West · PORA", "Dijk en Waard", "Geen melding", "0", "0", "1"],
        ["Oost · Madivosa", "Hoorn", "In ontwikkeling", "0", "1", "1"],
    ]


def test_matrix_of_one_overleg_has_its_own_municipalities(jaar):
    verslag = bouw_verslag(jaar.wereld.programma, OUDJAAR, overleg=jaar.wereld.madivosa)
    lijst = gemeentelijst(verslag, **WIE)
    assert [rij[1] for rij in lijst.rijen] == ["Hoorn"]
    assert dict(lijst.over)["Overleg"] == "Madivosa"


def test_planning_as_a_list_has_a_column_per_year(verslag):
    """The training in 2021, the zelfscan in 2021 and 2022; voorlichting goes on in every year of the programme."""
    acties = [verslag.actie(nummer) for nummer in (1, 2, 3)]
    koppen, *regels = als_csv(planninglijst(verslag, acties, range(2021, 2024), filters=[], **WIE))
    begin = koppen.index("2021")
    assert koppen[begin : begin + 3] == ["2021", "2022", "2023"]
    assert [(regel[0], *regel[begin : begin + 3]) for regel in regels] == [
        ("1", "■", "", ""),
        ("2", "■", "■", ""),
        ("3", "■", "■", "■"),
    ]


def test_indicators_as_a_list(verslag):
    assert als_csv(cijferlijst(verslag, **WIE))[1][:5] == ["Adviesvragen", "vragen", "2021", "Hele regio", "1205,5"]
    blad = open_xlsx(excel.schrijf_lijst(cijferlijst(verslag, **WIE)))["Cijfers"]
    assert (blad["E2"].value, blad["E2"].data_type) == (1205.5, "n")
