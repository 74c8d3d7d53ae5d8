"""A percentage is the whole number nearest to its own fraction, wherever it is shown; what does not add up says why."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.lezen.zinnen import afronding, afronding_per_onderdeel
from monitoring.melden.werklijst import Werk, Werklijst
from monitoring.verslag.afleiding import percentage, percentages
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.verslag.vorm import Telling


@pytest.mark.parametrize(
    ("deel", "geheel", "hele"),
    [(1, 31, 3), (15, 31, 48), (1, 3, 33), (2, 3, 67), (1, 8, 13), (1, 200, 1), (1, 201, 0), (199, 200, 100), (0, 0, 0)],
)  # fmt: skip
def test_a_percentage_is_the_nearest_whole_number_and_half_goes_up(deel, geheel, hele):
    assert percentage(deel, geheel) == hele


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=6))
def test_each_percentage_depends_on_its_own_fraction_alone(aantallen):
    geheel = sum(aantallen)
    for aantal, hele in zip(aantallen, percentages(aantallen), strict=True):
        verschil = hele - (Fraction(100 * aantal, geheel) if geheel else 0)
        assert -Fraction(1, 2) < verschil <= Fraction(1, 2)


def test_percentages_that_are_not_a_hundred_say_so():
    assert percentages([15, 15, 0, 0, 1]) == [48, 48, 0, 0, 3]
    assert afronding(Telling(afgerond=15, in_uitvoering=15, geen_melding=1)) == (
        "Door afronding zijn de percentages samen 99%."
    )
    assert afronding(Telling(afgerond=1, in_uitvoering=1, niet_gestart=6)) == (
        "Door afronding zijn de percentages samen 101%."
    )
    assert (afronding(Telling(afgerond=1, geen_melding=1)), afronding(Telling())) == ("", "")


def test_a_table_of_onderdelen_says_so_when_one_row_needs_it(wereld):
    verslag = bouw_verslag(wereld.programma, date(2021, 12, 31))
    derden = Telling(afgerond=1, in_uitvoering=1, niet_gestart=1)
    rond = replace(verslag, telling=Telling(afgerond=2, niet_gestart=2))
    eerste, *rest = (replace(onderdeel, telling=Telling(afgerond=1)) for onderdeel in verslag.onderdelen)
    assert afronding_per_onderdeel(replace(rond, onderdelen=(eerste, *rest))) == ""
    assert afronding_per_onderdeel(replace(rond, onderdelen=(replace(eerste, telling=derden), *rest))) == (
        "Door afronding zijn de percentages van een rij samen niet overal precies 100%."
    )


def test_the_worklist_rounds_like_everything_else():
    werk = [
        Werk(actie=None, namens="hoorn", telt=True, regel=None, status=None, peildatum=None, gemeld=gemeld, klaar=False)
        for gemeld in (1, 1, 0)
    ]
    assert Werklijst(jaar=2021, regio=(), eigen=tuple(werk), vrij=(), klaar=(), lokaal=()).procent == 67
