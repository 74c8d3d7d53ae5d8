"""Text stays text: what a file cannot hold is taken out or said to be cut, and nothing else changes."""

import pytest

from acties.rekenblad.lezen.formule import lijkt_formule
from acties.rekenblad.schrijven.tekst import AFGEKAPT, MAX_TEKENS, begrensd, bladnamen, schoon


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("gewoon", "gewoon"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x00\x08\x0b\x1fb", "ab"),
        ("a\ud83d b\uffff", "a b"),
        ("tab\tblijft", "tab\tblijft"),
        ("é 🎉 ‘ü’", "é 🎉 ‘ü’"),
    ],
)
def test_only_what_xml_does_not_know_is_taken_out(tekst, verwacht):
    assert schoon(tekst) == verwacht


@pytest.mark.parametrize("tekst", ["=1", "+1", "-1", "@a", "\ta", "\ra", "\uff1d1"])
def test_what_a_spreadsheet_could_take_for_a_formula(tekst):
    assert lijkt_formule(tekst)


@pytest.mark.parametrize("tekst", ["", "gewoon", "1=1", " =1", "– streep"])
def test_what_no_spreadsheet_takes_for_a_formula(tekst):
    assert not lijkt_formule(tekst)


def test_a_text_that_fits_is_not_touched():
    tekst = "a" * MAX_TEKENS
    assert begrensd(tekst) == tekst


def test_a_text_that_does_not_fit_says_so():
    kort = begrensd("a" * 40_000)
    assert len(kort) == MAX_TEKENS
    assert kort.endswith(AFGEKAPT)


def test_a_cell_counts_in_utf_16():
    kort = begrensd("🎉" * 20_000)
    assert len(kort.encode("utf-16-le")) // 2 <= MAX_TEKENS
    assert kort.removesuffix(AFGEKAPT) == "🎉" * (len(kort) - len(AFGEKAPT))


@pytest.mark.parametrize(
    ("namen", "verwacht"),
    [
        (["Preventie"], ["Preventie"]),
        (["Zorg/veiligheid: [a]*?\\"], ["Zorg veiligheid a"]),
        (["'s Avonds'"], ["s Avonds"]),
        (["", "///"], ["Blad", "Blad (2)"]),
        (["A" * 40, "A" * 40], ["A" * 31, "A" * 27 + " (2)"]),
        (["Cijfers", "CIJFERS"], ["Cijfers", "CIJFERS (2)"]),
        (["History"], ["History (2)"]),
        (["🎉" * 20], ["🎉" * 15]),
    ],
)
def test_sheet_names_are_short_safe_and_different(namen, verwacht):
    assert bladnamen(namen) == verwacht
