import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from acties.rekenblad.lezen.naam import gevouwen, schone_naam

NAMEN = st.text(max_size=40)


@pytest.mark.parametrize(
    "geschreven",
    [
        "Veilig Thuis",
        "Veilig\N{NO-BREAK SPACE}Thuis",
        "Veilig\N{NARROW NO-BREAK SPACE}Thuis",
        "Veilig\N{THIN SPACE}\tThuis\n",
        "  Veilig   Thuis ",
        "Vei\N{SOFT HYPHEN}lig Thuis",
        "\N{ZERO WIDTH NO-BREAK SPACE}Veilig\N{ZERO WIDTH SPACE} Thuis\N{RIGHT-TO-LEFT MARK}",
        "Veilig\x00 Thuis",
        "Veilig\r\nThuis",
        "Veilig\N{COMBINING GRAPHEME JOINER} Thuis",
    ],
)
def test_every_way_of_writing_a_name_is_stored_as_one(geschreven):
    assert schone_naam(geschreven) == "Veilig Thuis"


@pytest.mark.parametrize(
    ("een", "ander"),
    [
        ("Súdwest-Fryslân", "su\u0301dwest-frysla\u0302n"),
        ("ÉÉN LOKET", "één loket"),
        ("Hollands\N{NO-BREAK SPACE}Kroon", "HOLLANDS KROON"),
        ("Straße", "STRASSE"),
    ],
)
def test_the_same_name_folds_to_the_same_text(een, ander):
    assert gevouwen(een) == gevouwen(ander)


@pytest.mark.parametrize(
    ("een", "ander"), [("Bergen (NH)", "Bergen (L)"), ("Veilig Thuis", "VeiligThuis"), ("Een", "Één"), ("GGD", "GG-D")]
)
def test_other_names_stay_other_names(een, ander):
    assert gevouwen(een) != gevouwen(ander)


def test_a_name_of_only_invisible_signs_is_empty():
    assert schone_naam("\N{ZERO WIDTH SPACE}\N{NO-BREAK SPACE}\N{HANGUL FILLER}\N{BRAILLE PATTERN BLANK}") == ""


@given(NAMEN)
@example("\u0345\u0391")
@example("a\u200b\u0301")
def test_cleaning_and_folding_twice_is_once(naam):
    assert schone_naam(schone_naam(naam)) == schone_naam(naam)
    assert gevouwen(gevouwen(naam)) == gevouwen(naam)
    assert gevouwen(schone_naam(naam)) == gevouwen(naam)


@given(NAMEN)
def test_a_stored_name_has_nothing_in_it_that_cannot_be_seen(naam):
    schoon = schone_naam(naam)
    assert schoon == unicodedata.normalize("NFC", schoon).strip()
    onzichtbaar = [teken for teken in schoon if unicodedata.category(teken) in ("Cc", "Cf")]
    assert set(onzichtbaar) <= {"\u200d"}  # alleen binnen een emoji, zie hieronder
    assert not [teken for teken in schoon if teken.isspace() and teken != " "]


@given(NAMEN)
def test_case_and_form_never_make_another_name(naam):
    assert gevouwen(unicodedata.normalize("NFD", naam)) == gevouwen(naam)
    assert gevouwen(unicodedata.normalize("NFC", naam)) == gevouwen(naam)


def test_an_emoji_of_several_signs_stays_one():
    gezin = "Gezin 👩\u200d👧 ❤\ufe0f\u200d🔥"
    assert schone_naam(gezin) == gezin
    assert gevouwen(gezin) == gevouwen("gezin 👩👧 ❤🔥")
    assert schone_naam("A\u200dB\ufe0f") == "AB"
