"""The geometry, exact to the hundredth of a percent."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from monitoring.datum import getal_tekst
from monitoring.lezen.grafieken import lijngrafiek, planning, procent, stapelbalken, staven
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.verslag.vorm import MetingRegel, Telling

JAREN = range(2021, 2024)
OUDJAAR = date(2021, 12, 31)


@pytest.mark.parametrize(
    ("waarde", "tekst"), [(0, "0%"), (26.2857, "26.29%"), (50.0, "50%"), (33.3, "33.3%"), (100, "100%")]
)
def test_percentage_has_a_point_and_no_trailing_zeros(waarde, tekst):
    assert procent(waarde) == tekst


def test_longest_bar_ends_where_the_total_begins():
    (balk,) = stapelbalken([Telling(afgerond=2, in_uitvoering=1, geen_melding=1)])
    assert [(deel.stand, deel.aantal, deel.x, deel.breedte, deel.midden) for deel in balk.delen] == [
        ("afgerond", 2, "0%", "46%", "23%"),
        ("in_uitvoering", 1, "46%", "23%", "57.5%"),
        ("geen_melding", 1, "69%", "23%", "80.5%"),
    ]
    assert (balk.totaal, balk.einde) == (4, "92%")


def test_an_actie_is_as_wide_in_every_bar():
    lang, kort = stapelbalken([Telling(afgerond=4), Telling(niet_gestart=1)])
    assert (lang.delen[0].breedte, kort.delen[0].breedte) == ("92%", "23%")


def test_geen_melding_is_drawn_and_vervallen_is_not():
    (balk,) = stapelbalken([Telling(geen_melding=1, vervallen=3)])
    assert [deel.stand for deel in balk.delen] == ["geen_melding"]
    assert balk.totaal == 1


def test_a_bar_without_acties_is_empty():
    (balk,) = stapelbalken([Telling()])
    assert (balk.delen, balk.totaal, balk.einde) == ((), 0, "0%")


def test_no_bars_without_tellingen():
    assert stapelbalken([]) == ()


@pytest.fixture
def tijdlijn(wereld):
    return planning(bouw_verslag(wereld.programma, OUDJAAR).acties, JAREN, OUDJAAR)


def test_years_divide_the_axis(tijdlijn):
    assert [(jaar.tekst, jaar.x, jaar.midden) for jaar in tijdlijn.jaren] == [
        ("2021", "0%", "16.67%"),
        ("2022", "33.33%", "50%"),
        ("2023", "66.67%", "83.33%"),
    ]


def test_bars_cover_their_years_and_doorlopend_covers_all(tijdlijn):
    assert [(rij.actie.nummer, rij.x, rij.breedte) for rij in tijdlijn.rijen] == [
        (1, "0.4%", "32.53%"),
        (2, "0.4%", "65.87%"),
        (3, "0.4%", "99.2%"),
    ]


def test_each_aanjager_has_a_lane_of_its_own(tijdlijn):
    een, _, twee = tijdlijn.rijen
    assert [(s.letter, s.kleur, s.y, s.hoogte, s.midden) for s in een.stroken] == [("B", "blauw", -9, 18, 0)]
    assert [(s.letter, s.kleur, s.y, s.hoogte, s.midden) for s in twee.stroken] == [
        ("G", "groen", -16, 15, -8),
        ("B", "blauw", 0, 15, 8),
    ]


def test_an_actie_without_aanjager_has_a_colourless_lane(wereld):
    wereld.training.aanjagers.all().delete()
    acties = bouw_verslag(wereld.programma, OUDJAAR).acties
    (strook,) = planning(acties, JAREN, OUDJAAR).rijen[0].stroken
    assert (strook.rol, strook.kleur, strook.letter) == ("", "geen", "")


@pytest.mark.parametrize(
    ("peildatum", "uitloop"),
    [
        (OUDJAAR, None),  # its last day is no day too late
        (date(2022, 3, 31), ("33.33%", "8.22%", "3 maanden later")),  # 90 of 365 days of a third
        (date(2022, 12, 31), ("33.33%", "33.33%", "1 jaar later")),
        (date(2025, 6, 30), ("33.33%", "66.67%", "3 jaar later")),  # as far as the axis goes
    ],
)
def test_what_takes_longer_than_planned_goes_on_until_the_peildatum(wereld, peildatum, uitloop):
    training = planning(bouw_verslag(wereld.programma, peildatum).acties, JAREN, peildatum).rijen[0]
    assert uitloop == (training.uitloop and (training.uitloop.x, training.uitloop.breedte, training.uitloop.tekst))
    assert ("loopt" in training.uitleg) == bool(uitloop)


def test_an_actie_that_is_done_has_no_time_after_its_planning(wereld, meld):
    meld(wereld.training, None, "2022-02-01", "afgerond")
    dag = date(2022, 12, 31)
    assert planning(bouw_verslag(wereld.programma, dag).acties, JAREN, dag).rijen[0].uitloop is None


@pytest.mark.parametrize(
    ("peildatum", "nu"),
    [
        (OUDJAAR, "33.33%"),
        (date(2022, 7, 2), "50.05%"),  # 183 of 365 days
        (date(2023, 12, 31), "100%"),
        (date(2024, 1, 1), ""),
    ],
)
def test_peildatum_stands_at_the_end_of_its_day(peildatum, nu):
    assert planning([], JAREN, peildatum).nu == nu


def test_a_long_axis_names_only_some_years():
    assert [jaar.tekst for jaar in planning([], range(2020, 2030), OUDJAAR).jaren][:4] == ["2020", "", "2022", ""]


def test_bars_start_at_zero_and_leave_room_for_the_value():
    lang, kort = staven([("2020", Decimal(40)), ("2021", Decimal(10))])
    assert (lang.x, lang.breedte, lang.einde) == ("0%", "85%", "85%")
    assert (kort.x, kort.breedte, kort.einde) == ("0%", "21.25%", "21.25%")


def test_a_share_is_drawn_against_the_whole():
    (staaf,) = staven([("2015-2019", Decimal("29.5"))], top=Decimal(100))
    assert staaf.breedte == "25.07%"


def test_a_negative_value_goes_left_of_zero():
    omlaag, omhoog = staven([("2020", Decimal(-10)), ("2021", Decimal(30))])
    assert (omlaag.x, omlaag.breedte, omlaag.einde) == ("0%", "21.25%", "21.25%")
    assert (omhoog.x, omhoog.breedte, omhoog.einde) == ("21.25%", "63.75%", "85%")


def test_all_zeros_give_bars_without_width():
    assert [staaf.breedte for staaf in staven([("2020", Decimal(0))])] == ["0%"]


def meting(periode, waarde):
    return MetingRegel(periode=periode, waarde=Decimal(waarde), organisatie="")


def test_line_runs_through_its_points_in_order_of_time():
    lijn = lijngrafiek([meting("2022", 50), meting("2020", 100), meting("2021", 0)])
    assert [(punt.periode, punt.x, punt.y) for punt in lijn.punten] == [
        ("2020", "12%", "10%"),
        ("2021", "51%", "85%"),
        ("2022", "90%", "47.5%"),
    ]
    assert [(van.periode, naar.periode) for van, naar in lijn.stukken] == [("2020", "2021"), ("2021", "2022")]


def test_grid_holds_zero_and_a_round_top():
    lijn = lijngrafiek([meting("2020", 4445), meting("2021", 4100)])
    assert [(regel.waarde, regel.y) for regel in lijn.rooster] == [(0, "85%"), (2500, "47.5%"), (5000, "10%")]


def test_a_period_of_years_stands_on_its_middle():
    lijn = lijngrafiek([meting("2015-2019", 30), meting("2019", 20), meting("2020-2022", 10)])
    assert [punt.x for punt in lijn.punten] == ["12%", "51%", "90%"]


def test_last_point_is_always_named():
    lijn = lijngrafiek([meting(str(jaar), 1) for jaar in range(2011, 2021)])
    assert [punt.periode for punt in lijn.punten if punt.genoemd] == ["2012", "2014", "2016", "2018", "2020"]


def test_grid_reaches_below_zero_for_a_negative_value():
    assert [r.waarde for r in lijngrafiek([meting("2020", -3), meting("2021", 5)]).rooster] == [-5, 0, 5]


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [(Decimal(4445), "4.445"), (Decimal("4.45E+3"), "4.450"), (Decimal("29.5"), "29,5"), (1234567, "1.234.567")],
)
def test_numbers_are_written_the_dutch_way(waarde, tekst):
    assert getal_tekst(waarde) == tekst


def test_a_line_tells_its_values_to_who_does_not_see_it():
    assert lijngrafiek([meting("2021", 13), meting("2020", "12.5")]).uitleg == "2020: 12,5, 2021: 13"


@pytest.mark.parametrize(
    ("anders", "uitleg", "slot"),
    [
        ({}, "2021, Projectleiders", ""),
        ({"status": "afgerond"}, "2021, Projectleiders, afgerond", "✓"),
        ({"vervallen": True, "status": "afgerond"}, "2021, Projectleiders, vervallen", "✕"),
        ({"doorlopend": True}, "2021, Projectleiders", "doorlopend →"),
        ({"doorlopend": True, "status": "afgerond"}, "2021, Projectleiders, afgerond", "✓ doorlopend →"),
        ({"aanjagers": ()}, "2021", ""),
    ],
)
def test_a_bar_of_the_planning_tells_what_it_shows(tijdlijn, anders, uitleg, slot):
    actie = replace(tijdlijn.rijen[0].actie, **anders)
    (rij,) = planning([actie], JAREN, OUDJAAR).rijen
    assert (rij.uitleg, rij.slot) == (uitleg, slot)
