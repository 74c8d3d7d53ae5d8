"""Grammar in one place: number and noun agree, a list reads as a sentence."""

import pytest

from acties.woorden import ACTIE, KERNELEMENT, opsomming, vervoegd


@pytest.mark.parametrize(("aantal", "tekst"), [(0, "0 acties"), (1, "1 actie"), (2, "2 acties")])
def test_a_number_and_its_noun_agree(aantal, tekst):
    assert ACTIE.aantal(aantal) == tekst


def test_a_noun_brings_its_article():
    assert (ACTIE.bepaald, KERNELEMENT.bepaald) == ("de actie", "het kernelement")


def test_a_verb_agrees_with_the_number():
    assert [vervoegd(aantal, "is", "zijn") for aantal in (0, 1, 2)] == ["zijn", "is", "zijn"]


@pytest.mark.parametrize(
    ("delen", "hoogstens", "tekst"),
    [
        ([], None, ""),
        (["a"], None, "a"),
        (["a", "b"], None, "a en b"),
        (["a", "b", "c"], None, "a, b en c"),
        (["a", "b", "c"], 3, "a, b en c"),
        (["a", "b", "c", "d"], 2, "a, b en nog 2"),
    ],
)
def test_a_list_reads_as_a_sentence(delen, hoogstens, tekst):
    assert opsomming(delen, hoogstens) == tekst
