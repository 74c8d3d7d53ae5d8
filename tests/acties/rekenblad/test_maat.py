"""How many lines a text needs: never fewer than what is printed, and nothing is lost at a break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acties.rekenblad.schrijven.maat import MAX_RIJHOOGTE, breek, celhoogte, hoogte, is_laag, past_in, regelhoogte

ZIN = "Professionals uit het onderwijs en de ouderenzorg worden aandachtsfunctionaris."


def test_a_short_text_is_one_line():
    assert list(breek("Preventie", 20, 9)) == ["Preventie"]


def test_a_line_breaks_between_words():
    assert list(breek(ZIN, 30, 9)) == [
        "Professionals uit het onderwijs en ",
        "de ouderenzorg worden ",
        "aandachtsfunctionaris.",
    ]


def test_bold_and_large_text_need_more_room():
    assert len(list(breek(ZIN, 30, 12, vet=True))) > len(list(breek(ZIN, 30, 9)))


def test_a_word_without_spaces_breaks_anyway():
    assert len(list(breek("a" * 100, 10, 9))) > 5


@given(
    st.text(st.characters(exclude_characters="\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), max_size=400),
    st.integers(3, 60),
)
def test_lines_together_are_the_text(tekst, breedte):
    assert "".join(breek(tekst, breedte, 9)) == tekst


@given(st.text(max_size=4000), st.integers(5, 60))
def test_pieces_together_are_the_text_and_each_fits(tekst, breedte):
    stukken = list(past_in(tekst, breedte, 9))
    assert "".join(stukken) == tekst
    assert max(hoogte(stuk.removesuffix("\n"), breedte, 9) for stuk in stukken) <= MAX_RIJHOOGTE + regelhoogte(9)


@pytest.mark.parametrize("aantal", [1, 2, 7])
def test_height_grows_with_every_line(aantal):
    assert hoogte("\n".join(["regel"] * aantal), 20, 9) == pytest.approx(aantal * regelhoogte(9) + 4)


def test_a_piece_rather_ends_with_a_paragraph():
    alinea = "woord " * 60 + "\n"
    eerste, *_ = past_in(alinea * 10, 40, 9)
    assert eerste.endswith("\n")


def test_only_the_bold_paragraph_of_a_cell_is_measured_as_bold():
    titel, tekst = ZIN[:30], ZIN * 3
    assert celhoogte(f"{titel}\n{tekst}", 30, 9, begin_vet=30) == pytest.approx(
        hoogte(titel, 30, 9, vet=True) + hoogte(tekst, 30, 9) - 4
    )
    assert celhoogte(tekst, 30, 9, begin_vet=12) == hoogte(tekst, 30, 9, vet=True)  # the bold ends within the line


def test_a_row_of_ten_lines_is_the_highest_that_stands_in_the_middle():
    assert [is_laag(hoogte("\n".join("r" * n), 20, 9), 9) for n in (1, 10, 11)] == [True, True, False]
