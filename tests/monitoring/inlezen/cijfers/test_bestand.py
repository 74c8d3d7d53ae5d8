"""Public figures as people download them: titles above, notes below, decimal commas, years beside or below each other."""

from decimal import Decimal

import pytest

from monitoring.inlezen.cijfers.bestand import Cijferfout, Kolomkeuze, getal, lees_cijferbestand

BREED = (
    '\ufeff"Veilig Thuis; meldingen en adviezen"\r\n'
    '"";"";"Perioden";"2021";"2022*"\r\n'
    '"Regio\'s";"Code";"";"aantal";"aantal"\r\n'
    '"Alkmaar (gemeente)";"GM0361";"";"1.234,5";"."\r\n'
    '"Hoorn";"GM0405";"";"-";"12,5"\r\n'
    '"Bron: Centraal Bureau voor de Statistiek"\r\n'
)
LANG = "Regio\tPerioden\tMeldingen\tAdviezen\nAlkmaar\t2021\t1\t2,5\nHoorn\t2021JJ00\tonzin\t3\n"


def lees(bestand, keuze):
    cijfers, fouten = bestand.lees(keuze)
    return [(c.regel, c.regio, c.jaar, c.waarde) for c in cijfers], [(f.regel, f.kolom, f.waarde) for f in fouten]


@pytest.mark.parametrize(
    "inhoud", [BREED, BREED.encode(), BREED.lstrip("\ufeff").encode("cp1252"), BREED.encode("utf-16")]
)
def test_years_beside_each_other(inhoud):
    bestand = lees_cijferbestand(inhoud)
    assert bestand.regiokolommen() == ["Regio's", "Code"]
    assert bestand.cijferkeuzes() == [("aantal", "")]
    assert lees(bestand, Kolomkeuze("Regio's", "aantal")) == (
        [(4, "Alkmaar", "2021", Decimal("1234.5")), (5, "Hoorn", "2022", Decimal("12.5"))],
        [],
    )


def test_years_below_each_other_and_a_cell_that_is_no_number():
    bestand = lees_cijferbestand(LANG)
    assert bestand.cijferkeuzes() == [("Meldingen", "Perioden"), ("Adviezen", "Perioden")]
    assert lees(bestand, Kolomkeuze("Regio", "Meldingen", "Perioden")) == (
        [(2, "Alkmaar", "2021", Decimal(1))],
        [(3, "Meldingen", "onzin")],
    )


def test_two_subjects_each_with_a_column_per_year():
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


@pytest.mark.parametrize(
    ("tekst", "waarde"),
    [
        ("1.234,5", "1234.5"), ("1.234", "1234"), ("12,5 %", "12.5"), ("1 234", "1234"), ("1\u00a0234", "1234"),
        ("12.5", "12.5"), ("-3", "-3"), ("0", "0"), ("12,", None), ("1.23.4", None), ("NaN", None), ("1e9", None),
        ("٣", None), ("9" * 30, None), ("twaalf", None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_dutch_people_write_them(tekst, waarde):
    assert getal(tekst) == (None if waarde is None else Decimal(waarde))


@pytest.mark.parametrize(
    ("tekst", "deel"),
    [
        ("", "geen tabel"),
        ("één regel", "geen tabel"),
        ("a;b\nc;d\n", "geen cijfers"),
        ("Alkmaar;12\nHoorn;13\n", "namen van kolommen"),
        ("a;b\0", "geen CSV"),
        ('a;b\nc;"d', "geen cijfers"),
        ("a;2021\n" + "Alkmaar;1\n" * 20_001, "20000 regels"),
        ("a" + ";b" * 300 + "\nAlkmaar" + ";1" * 300, "200 kolommen"),
        ("x" * 2_000_001, "te veel tekst"),
    ],
)
def test_what_is_no_table_is_told_in_one_sentence(tekst, deel):
    with pytest.raises(Cijferfout) as fout:
        lees_cijferbestand(tekst)
    assert deel in str(fout.value)


def test_columns_that_are_not_there_are_refused():
    with pytest.raises(Cijferfout):
        lees_cijferbestand(LANG).lees(Kolomkeuze("Regio", "Regio", "Perioden"))
