"""What changed between two texts, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.lezen.actie.verschil import GELIJK, HOOGSTENS, NIEUW, WEG, verschil


@pytest.mark.parametrize(
    ("oud", "nieuw", "delen"),
    [
        ("", "", []),
        ("Klaar.", "Klaar.", [(GELIJK, "Klaar.")]),
        ("", "Klaar.", [(NIEUW, "Klaar.")]),
        ("Klaar.", "", [(WEG, "Klaar.")]),
        (
            "Wij zijn half klaar.",
            "Wij zijn bijna klaar.",
            [(GELIJK, "Wij zijn "), (WEG, "half "), (NIEUW, "bijna "), (GELIJK, "klaar.")],
        ),
    ],
)
def test_words_that_went_and_words_that_came(oud, nieuw, delen):
    assert verschil(oud, nieuw) == delen


def test_texts_with_little_in_common_stand_whole_after_each_other():
    oud, nieuw = "Wij bereiden de scan voor met het team.", "Het ligt stil door ziekte van de projectleider."
    assert verschil(oud, nieuw) == [(WEG, oud), (NIEUW, nieuw)]


def test_very_long_texts_are_not_compared_word_by_word():
    oud, nieuw = "a " * (HOOGSTENS + 1), "a " * HOOGSTENS
    assert verschil(oud, nieuw) == [(WEG, oud), (NIEUW, nieuw)]


@given(st.text(), st.text())
def test_nothing_of_either_text_is_lost(oud, nieuw):
    delen = verschil(oud, nieuw)
    assert "".join(tekst for soort, tekst in delen if soort != WEG) == nieuw
    assert "".join(tekst for soort, tekst in delen if soort != NIEUW) == oud
