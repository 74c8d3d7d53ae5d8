"""Public figures as people download them: titles above, notes below, decimal commas, periods beside or below each other."""

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from acties.rekenblad.lezen.fout import Bestandsfout
from acties.rekenblad.lezen.getal import Notatie, Twijfel
from monitoring.inlezen.cijfers.bestand import Kolomkeuze, lees_cijferbestand

BREED = (
    '\ufeff"Veilig Thuis; meldingen en adviezen"\r\n'
    '"";"";"Perioden";"2021";"2022*"\r\n'
    '"Regio\'s";"Code";"";"aantal";"aantal"\r\n'
    '"Alkmaar (gemeente)";"GM0361";"";"1.234,5";"."\r\n'
    '"Hoorn";"GM0405";"";"-";"12,5"\r\n'
    '"Bron: Centraal Bureau voor de Statistiek"\r\n'
)
LANG = "Regio\tPerioden\tMeldingen\tAdviezen\nAlkmaar\t2021\t1\t2,5\nHoorn\t2021JJ00\tonzin\t3\n"
DIMENSIES = (
    "Geslacht;Regio;Jaar;Aantal\nTotaal;Alkmaar;2021;10\nMan;Alkmaar;2021;6\nVrouw;Alkmaar;2021;4\nMan;Hoorn;2021;7\n"
    "Totaal;Hoorn;2021;.\n"
)


def is_naam(tekst):
    return tekst in ("Alkmaar", "Hoorn", "Schagen")


def lees(bestand, keuze):
    cijfers, fouten = bestand.lees(keuze)
    return (
        [(c.regel, c.regio, c.periode.tekst, c.waarde) for c in cijfers],
        [(f.rij, f.kolom, f.waarde) for f in fouten],
    )


@pytest.mark.parametrize(
    "inhoud", [BREED, BREED.encode(), BREED.lstrip("\ufeff").encode("cp1252"), BREED.encode("utf-16")]
)
def test_periods_beside_each_other(inhoud):
    bestand = lees_cijferbestand(inhoud)
    assert bestand.regiokolommen() == ["Regio's", "Code"]
    assert bestand.cijferkeuzes() == [("aantal", "")]
    assert lees(bestand, Kolomkeuze("Regio's", "aantal")) == (
        [(4, "Alkmaar", "2021", Decimal("1234.5")), (5, "Hoorn", "2022", Decimal("12.5"))],
        [],
    )
    assert bestand.losse_regels == ("Veilig Thuis; meldingen en adviezen", "Bron: Centraal Bureau voor de Statistiek")


def test_periods_below_each_other_and_a_cell_that_is_no_number():
    bestand = lees_cijferbestand(LANG)
    assert bestand.cijferkeuzes() == [("Meldingen", "Perioden"), ("Adviezen", "Perioden")]
    assert lees(bestand, Kolomkeuze("Regio", "Meldingen", "Perioden")) == (
        [(2, "Alkmaar", "2021", Decimal(1))],
        [(3, "Meldingen", "onzin")],
    )


def test_two_subjects_each_with_a_column_per_period():
    kop = "Regio;Meldingen 2021;Meldingen 2022;Adviezen 2021;Adviezen 2022\n"
    bestand = lees_cijferbestand(kop + "Alkmaar;1;2;3;4\n")
    assert bestand.cijferkeuzes() == [("Meldingen", ""), ("Adviezen", "")]
    assert [cijfer for *_, cijfer in lees(bestand, Kolomkeuze("Regio", "Adviezen"))[0]] == [3, 4]


def test_the_row_numbers_of_an_untyped_download_are_no_figure():
    kop = '"ID";"RegioS";"Perioden";"Meldingen_1"\n'
    bestand = lees_cijferbestand(kop + '0;"GM0361";"2020JJ00";"     123"\n1;"GM0405";"2020JJ00";"      77"\n')
    assert (bestand.regiokolommen(), bestand.cijferkeuzes()) == (["RegioS"], [("Meldingen_1", "Perioden")])


def test_commas_divide_only_when_nothing_else_does():
    assert lees_cijferbestand("Regio,2020,2021\nAlkmaar,1,2\n").koppen == ("Regio", "2020", "2021")


def test_counts_that_look_like_years_are_counts_beside_a_column_of_years():
    bestand = lees_cijferbestand("Regio;Jaar;Meldingen\nAlkmaar;2021;1987\nHoorn;2021;2043\n", is_naam)
    assert bestand.cijferkeuzes() == [("Meldingen", "Jaar")]
    assert [(c[0], c[3]) for c in lees(bestand, Kolomkeuze("Regio", "Meldingen", "Jaar"))[0]] == [(2, 1987), (3, 2043)]


def test_counts_that_look_like_years_are_counts_below_a_year():
    bestand = lees_cijferbestand("Regio;2021;2022\nAmsterdam;1987;2001\nAlkmaar;1999;2043\n", is_naam)
    assert [cel[3] for cel in lees(bestand, Kolomkeuze("Regio", "elke periode"))[0]] == [1987, 2001, 1999, 2043]


def test_a_first_row_with_an_unknown_name_and_counts_like_years_is_no_heading():
    bestand = lees_cijferbestand("Regio;Jaar;Meldingen\nAmsterdam;2021;1987\nAlkmaar;2021;812\n", is_naam)
    assert [cel[1] for cel in lees(bestand, Kolomkeuze("Regio", "Meldingen", "Jaar"))[0]] == ["Amsterdam", "Alkmaar"]


@pytest.mark.parametrize(("scheiding", "waarde"), [(",", "1.196"), (";", None)])
def test_a_number_with_two_readings_is_asked_about_unless_commas_divide(scheiding, waarde):
    bestand = lees_cijferbestand("\n".join(scheiding.join(rij) for rij in (["Regio", "2021"], ["Alkmaar", "1.196"])))
    keuze = Kolomkeuze("Regio", "elke periode")
    if waarde is None:
        assert bestand.twijfel(keuze) == Twijfel("1.196", Decimal(1196), Decimal("1.196"))
        with pytest.raises(Bestandsfout, match="op twee manieren"):
            bestand.lees(keuze)
        gekozen = Kolomkeuze("Regio", "elke periode", notatie=Notatie.KOMMA)
        assert lees(bestand, gekozen)[0] == [(2, "Alkmaar", "2021", Decimal(1196))]
    else:
        assert bestand.twijfel(keuze) is None
        assert lees(bestand, keuze)[0] == [(2, "Alkmaar", "2021", Decimal(waarde))]


def test_a_cell_in_another_notation_than_its_column_is_an_error():
    bestand = lees_cijferbestand("Regio;2021\nAlkmaar;12,5\nHoorn;1,5\nSchagen;12.5\n")
    cijfers, fouten = bestand.lees(Kolomkeuze("Regio", "elke periode"))
    assert (len(cijfers), [(f.rij, f.waarde) for f in fouten]) == (2, [(4, "12.5")])
    assert "anders geschreven" in fouten[0].uitleg


def test_of_a_dimension_one_value_is_read_and_a_part_never_takes_the_place_of_the_whole():
    bestand = lees_cijferbestand(DIMENSIES, is_naam)
    keuze = Kolomkeuze(bestand.beste_regiokolom(is_naam), "Aantal", "Jaar")
    assert keuze.regio == "Regio"
    (dimensie,) = bestand.dimensies(keuze)
    assert (dimensie.waarden, dimensie.totaal, dimensie.mag_alles) == (("Totaal", "Man", "Vrouw"), "Totaal", False)
    with pytest.raises(Bestandsfout, match="Kies een waarde bij Geslacht"):
        bestand.lees(keuze)
    gekozen = Kolomkeuze("Regio", "Aantal", "Jaar", waarden={"Geslacht": "Totaal"})
    assert lees(bestand, gekozen) == ([(2, "Alkmaar", "2021", Decimal(10))], [])


@pytest.mark.parametrize("kop", ["Code", "Provincie"])
def test_a_column_that_follows_from_the_municipality_is_no_choice(kop):
    bestand = lees_cijferbestand(f"Regio;{kop};2021\nAlkmaar;a;1\nHoorn;b;2\n")
    assert bestand.dimensies(Kolomkeuze("Regio", "elke periode")) == []


def test_remarks_beside_some_rows_need_no_choice():
    bestand = lees_cijferbestand("Regio;Jaar;Aantal;Opmerking\nAlkmaar;2021;1;\nAlkmaar;2022;2;schatting\n")
    keuze = Kolomkeuze("Regio", "Aantal", "Jaar")
    assert [dimensie.mag_alles for dimensie in bestand.dimensies(keuze)] == [True]
    assert len(bestand.lees(keuze)[0]) == 2


def test_a_column_that_says_provisional_marks_the_figure():
    bestand = lees_cijferbestand("Regio;Jaar;Stand;Aantal\nAlkmaar;2021;Definitief;1\nAlkmaar;2022;Voorlopig;2\n")
    keuze = Kolomkeuze("Regio", "Aantal", "Jaar")
    assert [cijfer.voorlopig for cijfer in bestand.lees(keuze)[0]] == [False, True]


def test_headings_with_a_year_that_is_only_part_of_a_year_are_named_and_not_read():
    bestand = lees_cijferbestand("Regio;2021;2021 (jan-jun)\nAlkmaar;2;1\n")
    assert bestand.zonder_periode() == ["2021 (jan-jun)"]
    assert lees(bestand, Kolomkeuze("Regio", "elke periode"))[0] == [(2, "Alkmaar", "2021", Decimal(2))]


def test_lines_of_the_source_as_wide_as_the_table_are_no_rows():
    bestand = lees_cijferbestand("Bron: CBS;StatLine;2026\nRegio;Jaar;Aantal\nAlkmaar;2021;1\n© CBS;Den Haag;2026\n")
    assert bestand.koppen == ("Regio", "Jaar", "Aantal")
    assert bestand.losse_regels == ("Bron: CBS StatLine 2026", "© CBS Den Haag 2026")
    assert len(bestand.rijen) == 1


def test_a_workbook_may_have_a_title_above_and_a_note_below_its_table():
    boek = openpyxl.Workbook()
    for rij in (
        ["Jeugdzorg per gemeente"],
        ["Gemeente", 2022, "2023*"],
        ["Alkmaar", 9.8, 1234],
        ["Hoorn", ".", "=1+"],
        ["Bron: CBS"],
    ):
        boek.active.append(rij)
    boek.active["C4"].data_type = "s"
    uit = BytesIO()
    boek.save(uit)
    bestand = lees_cijferbestand(uit.getvalue(), is_naam)
    assert bestand.losse_regels == ("Jeugdzorg per gemeente", "Bron: CBS")
    assert lees(bestand, Kolomkeuze("Gemeente", "elke periode")) == (
        [(3, "Alkmaar", "2022", Decimal("9.8")), (3, "Alkmaar", "2023", Decimal(1234))],
        [(4, "2023*", "=1+")],
    )


def test_one_cell_that_is_no_period_is_an_error_on_its_line():
    bestand = lees_cijferbestand("Regio;Jaar;Aantal\nAlkmaar;2021;1\nHoorn;20211;2\nSchagen;2021;3\n")
    cijfers, fouten = bestand.lees(Kolomkeuze("Regio", "Aantal", "Jaar"))
    assert ([cijfer.regel for cijfer in cijfers], [fout.rij for fout in fouten]) == ([2, 4], [3])
    assert "geen periode" in fouten[0].uitleg


@pytest.mark.parametrize(
    ("tekst", "deel"),
    [
        ("", "geen tabel"),
        ("één regel", "geen tabel"),
        ("a;b\nc;d\n", "geen cijfers"),
        ("a;12\nb;13\n", "namen van kolommen"),
        ("Alkmaar;12\nHoorn;13\n", "namen van kolommen"),
        ("a;b\0", "niet te lezen"),
        ('a;b\nc;"d', "Op regel 2 staat een los aanhalingsteken"),
        ("a;2021\n" + "Alkmaar;1\n" * 20_001, "20000 regels"),
        ("a" + ";b" * 300 + "\nAlkmaar" + ";1" * 300, "200 kolommen"),
        ("x" * 2_000_001, "te veel tekst"),
    ],
)
def test_what_is_no_table_is_told_in_one_sentence(tekst, deel):
    with pytest.raises(Bestandsfout) as fout:
        lees_cijferbestand(tekst, is_naam)
    assert deel in str(fout.value)


def test_columns_that_are_not_there_are_refused():
    with pytest.raises(Bestandsfout):
        lees_cijferbestand(LANG).lees(Kolomkeuze("Regio", "Regio", "Perioden"))


@given(
    st.lists(
        st.tuples(st.sampled_from(["2021", "1e halfjaar 2021", "30 juni 2021", "2021*"]), st.integers(0, 3000)),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(";\t"),
)
def test_no_row_that_begins_with_a_known_name_is_lost(rijen, scheiding):
    tabel = [["Gemeente", "Periode", "Aantal"], *(["Alkmaar", periode, str(aantal)] for periode, aantal in rijen)]
    bestand = lees_cijferbestand("\n".join(scheiding.join(rij) for rij in tabel), is_naam)
    cijfers, fouten = bestand.lees(Kolomkeuze("Gemeente", "Aantal", "Periode"))
    assert [(cijfer.periode.tekst, cijfer.waarde) for cijfer in cijfers] == [(p.strip("*"), a) for p, a in rijen]
    assert fouten == []
