"""The figures, worked out by hand on the small world."""

import json
from datetime import date

import pytest

from monitoring.verslag.afleiding import afgeleide_status
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.verslag.opslagvorm import naar_json, uit_json
from monitoring.verslag.vorm import Verslag

OUDJAAR = date(2021, 12, 31)
NIEUWJAAR = date(2022, 1, 1)


def test_without_meldingen_everything_is_geen_melding(wereld):
    verslag = bouw_verslag(wereld.programma, OUDJAAR)
    assert verslag.telling.aantallen == (0, 0, 0, 0, 3)
    assert verslag.telling.percentages == [0, 0, 0, 0, 100]


def test_one_municipality_less_after_the_merger(wereld):
    assert bouw_verslag(wereld.programma, OUDJAAR).actie(2).telling.totaal == 4
    assert bouw_verslag(wereld.programma, NIEUWJAAR).actie(2).telling.totaal == 3


def test_successor_shows_what_the_predecessors_reported_until_it_reports_itself(wereld, meld):
    meld(wereld.zelfscan, wereld.heerhugowaard, "2021-11-01", "afgerond", toelichting="Klaar.")
    meld(wereld.zelfscan, wereld.langedijk, "2021-11-02", "in_ontwikkeling", toelichting="Bezig.")
    regel = _regel(bouw_verslag(wereld.programma, NIEUWJAAR), 2, "Dijk en Waard")
    assert (regel.status, regel.overgenomen_van) == ("in_uitvoering", ("Heerhugowaard", "Langedijk"))
    assert regel.toelichting == "Heerhugowaard: Klaar.\nLangedijk: Bezig."
    meld(wereld.zelfscan, wereld.dijk_en_waard, "2022-02-01", "niet_gestart")
    regel = _regel(bouw_verslag(wereld.programma, date(2022, 2, 1)), 2, "Dijk en Waard")
    assert (regel.status, regel.overgenomen_van) == ("niet_gestart", ())


def _regel(verslag, nummer, naam):
    return next(regel for regel in verslag.actie(nummer).organisaties if regel.organisatie == naam)


def test_region_wide_word_holds_until_an_organisation_reports_on_a_later_peildatum(wereld, meld):
    meld(wereld.zelfscan, None, "2021-10-01", "niet_gestart")
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering")
    actie = bouw_verslag(wereld.programma, OUDJAAR).actie(2)
    assert (actie.status, actie.herkomst) == ("niet_gestart", "regiobreed")
    meld(wereld.zelfscan, wereld.hoorn, "2021-10-02", "in_ontwikkeling")
    actie = bouw_verslag(wereld.programma, OUDJAAR).actie(2)
    assert (actie.status, actie.herkomst, actie.telling.gemeld) == ("in_uitvoering", "afgeleid", 2)


def test_a_later_correction_of_the_same_peildatum_wins(wereld, meld):
    meld(wereld.training, None, "2021-10-01", "in_uitvoering")
    meld(wereld.training, None, "2021-10-01", "niet_gestart")
    assert bouw_verslag(wereld.programma, OUDJAAR).actie(1).status == "niet_gestart"


def test_overleg_counts_only_its_own_municipalities(wereld, meld):
    meld(wereld.zelfscan, wereld.hoorn, "2021-10-01", "afgerond")
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_ontwikkeling")
    pora = bouw_verslag(wereld.programma, OUDJAAR, overleg=wereld.pora).actie(2)
    assert (pora.status, pora.telling.totaal, pora.telling.geen_melding) == ("in_ontwikkeling", 3, 2)
    assert bouw_verslag(wereld.programma, OUDJAAR, overleg=wereld.madivosa).actie(2).status == "afgerond"


def test_vervallen_is_listed_apart(wereld, meld):
    meld(wereld.training, None, "2021-06-01", "vervallen")
    telling = bouw_verslag(wereld.programma, OUDJAAR).telling
    assert (telling.totaal, telling.vervallen) == (2, 1)


@pytest.mark.parametrize(("dag", "loopt_uit"), [(OUDJAAR, False), (NIEUWJAAR, True)])
def test_loopt_uit_from_the_day_after_the_planning(wereld, meld, dag, loopt_uit):
    meld(wereld.training, None, "2021-06-01", "in_uitvoering")
    assert bouw_verslag(wereld.programma, dag).actie(1).loopt_uit is loopt_uit


def test_changes_since_a_previous_peildatum(wereld, meld):
    meld(wereld.training, None, "2021-06-01", "in_uitvoering")
    meld(wereld.training, None, "2021-12-01", "afgerond")
    verslag = bouw_verslag(wereld.programma, OUDJAAR, vorige_peildatum=date(2021, 7, 1))
    assert [(w.nummer, w.van, w.naar, w.soort) for w in verslag.wijzigingen] == [
        (1, "in_uitvoering", "afgerond", "Afgerond")
    ]


def test_json_round_trip_is_exact(wereld, meld, cast):
    meld(
        wereld.zelfscan,
        wereld.alkmaar,
        "2021-10-01",
        "in_uitvoering",
        koers="aandacht",
        toelichting="Later.",
        bijsturing="Extra uur.",
        gemeld_door=cast.bram,
    )
    verslag = bouw_verslag(wereld.programma, OUDJAAR, vorige_peildatum=date(2021, 1, 1))
    assert uit_json(json.loads(json.dumps(naar_json(verslag))), Verslag) == verslag


def test_number_of_queries_is_constant(wereld, meld, django_assert_num_queries):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "afgerond")
    with django_assert_num_queries(5):
        bouw_verslag(wereld.programma, OUDJAAR)


@pytest.mark.parametrize(
    ("statussen", "verwacht"),
    [
        ([], None),
        ([None, None], None),
        (["nvt", "nvt"], None),
        (["afgerond", "afgerond", "nvt"], "afgerond"),
        (["afgerond", None], "in_uitvoering"),
        (["afgerond", "niet_gestart"], "in_uitvoering"),
        (["in_uitvoering", None], "in_uitvoering"),
        (["in_ontwikkeling", "niet_gestart"], "in_ontwikkeling"),
        (["niet_gestart", None], "niet_gestart"),
    ],
)
def test_derived_status(statussen, verwacht):
    assert afgeleide_status(statussen) == verwacht
