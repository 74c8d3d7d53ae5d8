"""What a point and a comma mean is said by the whole column, and asked where it says nothing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acties.rekenblad.lezen.getal import Notatie, Twijfel, is_getal, lees_getal, notatie_van

KOMMA, PUNT = Notatie.KOMMA, Notatie.PUNT


@pytest.mark.parametrize(
    ("tekst", "komma", "punt"),
    [
        ("1.234,5", "1234.5", None), ("1,234.5", None, "1234.5"), ("1.234", "1234", "1.234"), ("1,234", "1.234", "1234"),
        ("12.5", None, "12.5"), ("12,5 %", "12.5", None), ("0.125", None, "0.125"), ("0,125", "0.125", None),
        ("12.345.678", "12345678", None), ("1234.567", None, "1234.567"), ("1 234", "1234", "1234"), (",5", "0.5", None),
        ("1\u00a0234,5", "1234.5", None), ("€ 1.234,50", "1234.50", None), ("−3", "-3", "-3"), ("+3", "3", "3"), ("0", "0", "0"),
        ("12 34", None, None), ("12,", None, None), ("1.23.4", None, None), ("NaN", None, None), ("1e9", None, None),
        ("٣", None, None), ("9" * 30, None, None), ("twaalf", None, None), ("", None, None), ("-", None, None), (".", None, None),
    ],
)  # fmt: skip
def test_a_number_means_what_its_notation_says(tekst, komma, punt):
    gelezen = tuple(lees_getal(tekst, notatie) for notatie in (KOMMA, PUNT))
    assert gelezen == tuple(None if waarde is None else Decimal(waarde) for waarde in (komma, punt))
    assert is_getal(tekst) is (gelezen != (None, None))


@pytest.mark.parametrize(
    ("kolom", "notatie"),
    [
        (["0.125", "0.5"], PUNT),
        (["0.123", "1.196"], PUNT),
        (["1.234", "12.5"], PUNT),
        (["1.234", "1.234,5"], KOMMA),
        (["1.234", "12.345.678"], KOMMA),
        (["1.234", "12,5"], KOMMA),
        (["1", "2"], KOMMA),
        (["1.234", "12,5", "13,5", "12.5"], KOMMA),
        (["geen", "1,234,567"], PUNT),
        ([], KOMMA),
    ],
)
def test_one_cell_that_can_be_read_in_one_way_decides_the_column(kolom, notatie):
    assert notatie_van(kolom) is notatie
    assert notatie_van(reversed(kolom)) is notatie


def test_both_readings_are_told_when_nothing_decides():
    assert notatie_van(["812", " 1.234 ", "2.345"]) == Twijfel("1.234", Decimal(1234), Decimal("1.234"))
    assert notatie_van(["1,234"]) == Twijfel("1,234", Decimal("1.234"), Decimal(1234))


def test_a_file_with_commas_between_its_cells_has_decimal_points():
    assert notatie_van(["1.234"], gescheiden_door_komma=True) is PUNT
    assert isinstance(notatie_van(["1,234"], gescheiden_door_komma=True), Twijfel)
    assert notatie_van(["12,5"], gescheiden_door_komma=True) is KOMMA


GETALLEN = st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False).map(
    lambda waarde: waarde.normalize()
)


def schrijf(waarde, notatie, duizendtallen):
    tekst = f"{waarde:,f}" if duizendtallen else f"{waarde:f}"
    return tekst if notatie is PUNT else tekst.translate(str.maketrans(",.", ".,"))


@given(st.lists(GETALLEN, min_size=1, max_size=8), st.sampled_from(Notatie), st.booleans())
def test_a_column_reads_back_as_it_was_written_or_is_asked_about(waarden, notatie, duizendtallen):
    kolom = [schrijf(waarde, notatie, duizendtallen) for waarde in waarden]
    gevonden = notatie_van(kolom)
    if isinstance(gevonden, Twijfel):
        assert {lees_getal(gevonden.tekst, deel) for deel in Notatie} == {gevonden.komma, gevonden.punt}
        gevonden = notatie
    assert [lees_getal(tekst, gevonden) for tekst in kolom] == waarden
