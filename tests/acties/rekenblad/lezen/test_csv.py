"""A CSV is read whole or not at all, and the refusal names the line of the file."""

import csv
import io

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from acties.rekenblad.lezen.csv import lees_csv, ontcijfer
from acties.rekenblad.lezen.fout import Bestandsfout


def rijen(tekst, **extra):
    return [(nummer, list(cellen)) for nummer, cellen in lees_csv(tekst, **extra).rijen]


def fout(tekst, **extra):
    with pytest.raises(Bestandsfout) as gevangen:
        lees_csv(tekst, **extra)
    return str(gevangen.value)


@pytest.mark.parametrize("scheiding", [";", ",", "\t"])
@pytest.mark.parametrize("regeleinde", ["\n", "\r\n", "\r"])
def test_the_sign_between_cells_follows_from_the_whole_file(scheiding, regeleinde):
    tekst = regeleinde.join(scheiding.join(rij) for rij in (["Gemeente", "Jaar"], ["Alkmaar", "2021"]))
    assert rijen(tekst) == [(1, ["Gemeente", "Jaar"]), (2, ["Alkmaar", "2021"])]


def test_a_title_with_other_signs_does_not_decide():
    gelezen = lees_csv("Bron: CBS; StatLine; 2026\nGemeente,Jaar\nAlkmaar,2021\n")
    assert (gelezen.scheiding, gelezen.titel, len(gelezen.rijen)) == (",", ("Bron: CBS; StatLine; 2026",), 2)


def test_a_decimal_comma_does_not_divide():
    assert rijen("Regio;Aandeel, in %\nAlkmaar;12,5\n") == [(1, ["Regio", "Aandeel, in %"]), (2, ["Alkmaar", "12,5"])]


def test_excel_may_say_which_sign_divides():
    assert rijen("sep=,\na,b;c\n1,2;3\n") == [(2, ["a", "b;c"]), (3, ["1", "2;3"])]


def test_a_heading_with_a_line_break_counts_as_the_lines_of_the_file():
    assert [nummer for nummer, _ in rijen('"Gemeente\nnaam";Jaar\nAlkmaar;2021\n\nHoorn;2022\n')] == [1, 3, 5]


@pytest.mark.parametrize(
    ("tekst", "regel"),
    [
        ('Gemeente;Jaar\nAlkmaar;2021\n"Hoorn;2022\nSchagen;2023\n', 3),
        ('Gemeente;Jaar\nAlkmaar;"2021\n', 2),
        ('"Gemeente\nnaam";Jaar\nAlkmaar;"20"21\nHoorn;2022\n', 3),
        ('Gemeente;Jaar\n"Hoorn;2022\nSchagen;2023\n"Medemblik";2024\n', 2),
    ],
)
def test_a_quote_that_is_never_closed_is_refused_with_its_line(tekst, regel):
    assert f"Op regel {regel} staat een los aanhalingsteken" in fout(tekst)


@pytest.mark.parametrize(
    ("tekst", "regel", "aantal"),
    [
        ("Regio;2021;2022\nAlkmaar;1;2\nHoorn;3\nSchagen;5;6\n", 3, "2 cellen"),
        ("Regio;2021;2022\nAlkmaar;1;2\nHoorn;3;4;5\nSchagen;5;6\n", 3, "4 cellen"),
        ("Regio;2021;2022\nAlkmaar;1;2\nHoorn 3 4\nSchagen;5;6\n", 3, "1 cel"),
        ('"Re\ngio";2021;2022\nAlkmaar;1;2\nHoorn;3\nSchagen;5;6\n', 4, "2 cellen"),
        ("Regio,Aantal\nAlkmaar,1,234\nHoorn,2\nSchagen,5\n", 2, "3 cellen"),
        ("Regio;2021;2022\nAlkmaar;1;2\nHoorn;3;4\nSchagen;5\n", 4, "2 cellen"),
    ],
)
def test_a_row_of_another_length_is_refused_with_its_line(tekst, regel, aantal):
    assert f"Regel {regel} heeft {aantal}" in fout(tekst)


def test_a_last_row_that_begins_with_a_name_is_no_note():
    kapot = "Regio;2021;2022\nAlkmaar;1;2\nHoorn\n"
    assert lees_csv(kapot).noten == ("Hoorn",)
    assert "Regel 3 heeft 1 cel" in fout(kapot, is_naam="Hoorn".__eq__)


def test_headings_that_are_shorter_than_the_rows_are_no_title():
    kapot = "Regio;2021\nAlkmaar;1;2\nHoorn;3;4\n"
    assert "Regel 1 heeft 2 cellen" in fout(kapot, is_naam=["Alkmaar", "Hoorn"].__contains__)


def test_lines_of_the_source_above_and_below_are_no_rows():
    gelezen = lees_csv("Jongeren; regio, jaar\nRegio;A;B\nX;1;2\n© CBS; Den Haag\n* voorlopig\n")
    assert (gelezen.titel, gelezen.noten) == (("Jongeren regio, jaar",), ("© CBS Den Haag", "* voorlopig"))


def test_an_empty_cell_at_the_end_of_every_line_is_no_column():
    assert rijen("a;b;\n1;2;\n") == [(1, ["a", "b"]), (2, ["1", "2"])]


@pytest.mark.parametrize("inhoud", [b"a\0b", b"\xff\xfea", b"caf\x81"])
def test_what_is_no_text_is_refused(inhoud):
    with pytest.raises(Bestandsfout):
        ontcijfer(inhoud)


CEL = st.text(st.characters(blacklist_categories=["Cs", "Cc"]) | st.sampled_from('\n;,\t" é€'), max_size=8)


@st.composite
def tabellen(draw):
    """Headings are plain words, cells may hold anything a cell can hold."""
    breedte = draw(st.integers(2, 5))
    kop = [f"kolom {plaats}" for plaats in range(breedte)]
    naam = st.text("abcdefgh", min_size=1, max_size=5)
    rij = st.tuples(naam, *[CEL] * (breedte - 2), st.integers(0, 999).map(str)).map(list)
    return [kop, *draw(st.lists(rij, min_size=1, max_size=6))]


@given(
    tabellen(),
    st.sampled_from(";,\t"),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.booleans(),
)
def test_what_any_dialect_wrote_is_read_back(tabel, scheiding, regeleinde, aanhalen, codering, met_titel):
    uit = io.StringIO(newline="")
    csv.writer(uit, delimiter=scheiding, lineterminator=regeleinde, quoting=aanhalen).writerows(tabel)
    titel = f"Een titel{regeleinde}" if met_titel else ""
    tekst = f"{titel}{uit.getvalue()}"
    try:
        inhoud = tekst.encode(codering)
    except UnicodeEncodeError:
        assume(False)
    assume(codering != "cp1252" or ontcijfer(inhoud) == tekst)  # bytes that happen to be UTF-8 too
    gelezen = lees_csv(ontcijfer(inhoud))
    assert [list(cellen) for _, cellen in gelezen.rijen] == tabel
    assert gelezen.titel == (("Een titel",) if met_titel else ())
