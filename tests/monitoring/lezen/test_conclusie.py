"""The year in plain sentences: each case by hand, and the number and the verb of every one agree."""

from dataclasses import replace
from datetime import date

import pytest

from monitoring.lezen.conclusie import conclusie, hoofdzin, in_een_kop, weetpunten
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.verslag.vorm import Telling

OUDJAAR, VORIG = date(2022, 12, 31), date(2021, 12, 31)


@pytest.fixture
def verslag(wereld):
    def maak(dag=OUDJAAR, **keuzes):
        return bouw_verslag(wereld.programma, dag, **keuzes)

    return maak


def _zin(leeg, nu, toen=None, vorige=VORIG):
    """The sentence for these counts alone."""
    return hoofdzin(
        replace(
            leeg,
            telling=Telling(**nu),
            vorige_telling=None if toen is None else Telling(**toen),
            vorige_peildatum=vorige,
        )
    )


@pytest.mark.parametrize(
    ("nu", "toen", "zin"),
    [
        ({}, None, "Het programma heeft nog geen acties."),
        ({"vervallen": 2}, None, "Alle acties zijn vervallen."),
        ({"geen_melding": 3}, None, "Over geen van de 3 acties is iets gemeld."),
        ({"geen_melding": 1}, None, "Over de enige actie is niets gemeld."),
        ({"afgerond": 1}, None, "De enige actie is afgerond."),
        ({"in_uitvoering": 1}, {"in_uitvoering": 1}, "De enige actie is nog niet afgerond."),
        ({"in_uitvoering": 2, "geen_melding": 1}, None, "Nog geen van de 3 acties is afgerond."),
        ({"in_uitvoering": 3}, {"in_uitvoering": 3}, "Nog geen van de 3 acties is afgerond."),
        (
            {"in_uitvoering": 3},
            {"afgerond": 2, "in_uitvoering": 1},
            "Nog geen van de 3 acties is afgerond, 2 minder dan eind 2021.",
        ),
        ({"afgerond": 1, "in_uitvoering": 2}, None, "1 van de 3 acties is afgerond."),
        (
            {"afgerond": 2, "in_uitvoering": 1},
            {"geen_melding": 3},
            "2 van de 3 acties zijn afgerond, 2 meer dan eind 2021.",
        ),
        (
            {"afgerond": 2, "in_uitvoering": 1},
            {"afgerond": 2},
            "2 van de 3 acties zijn afgerond, evenveel als eind 2021.",
        ),
        ({"afgerond": 3}, {"afgerond": 1, "niet_gestart": 2}, "Alle 3 acties zijn afgerond, 2 meer dan eind 2021."),
        ({"afgerond": 2, "niet_gestart": 1}, {}, "2 van de 3 acties zijn afgerond."),
    ],
)
def test_first_sentence_of_every_case(verslag, nu, toen, zin):
    assert _zin(verslag(), nu, toen) == zin


def test_a_day_within_the_year_is_named_whole(verslag):
    zin = _zin(verslag(), {"afgerond": 2, "niet_gestart": 1}, {"afgerond": 1}, date(2021, 6, 30))
    assert zin == "2 van de 3 acties zijn afgerond, 1 meer dan op 30 juni 2021."


def test_behind_a_colon_it_starts_small_and_has_no_full_stop():
    assert in_een_kop("Alle 3 acties zijn afgerond.") == "alle 3 acties zijn afgerond"


def test_silence_is_said_when_nothing_is_stuck(wereld, meld, verslag):
    meld(wereld.training, None, "2022-06-01", "afgerond")
    assert conclusie(verslag()) == "1 van de 3 acties is afgerond. Over 2 acties is niets gemeld."


def test_silence_about_everything_is_said_once(verslag):
    assert conclusie(verslag()) == "Over geen van de 3 acties is iets gemeld."
    assert [punt.kern for punt in weetpunten(verslag()) if "gemeld" in punt.kern] == [conclusie(verslag())]


def test_what_is_stuck_for_the_region_goes_first_with_what_was_said(wereld, meld, verslag):
    meld(
        wereld.training,
        None,
        "2022-06-01",
        "in_uitvoering",
        koers="vastgelopen",
        toelichting="Geen\ntrainer.",
        bijsturing="Zoeken.",
    )
    meld(
        wereld.zelfscan,
        wereld.hoorn,
        "2022-06-01",
        "in_uitvoering",
        koers="vastgelopen",
        toelichting="Stil.",
        bijsturing="Bellen.",
    )
    assert conclusie(verslag()) == (
        "Nog geen van de 3 acties is afgerond. “Trainingen geven” zit vast in de hele regio."
    )
    punten = {punt.kern: punt.uitleg for punt in weetpunten(verslag())}
    assert punten["“Trainingen geven” zit vast in de hele regio."] == "Geen trainer."


def test_organisations_that_are_stuck_are_counted_and_named(wereld, meld, verslag):
    meld(
        wereld.zelfscan,
        wereld.hoorn,
        "2022-06-01",
        "in_uitvoering",
        koers="vastgelopen",
        toelichting="Stil.",
        bijsturing="Bellen.",
    )
    gemeenten = len([o for o in verslag().organisaties if o.is_gemeente])
    punt = next(punt for punt in weetpunten(verslag()) if "vast" in punt.kern)
    assert punt.kern == f"1 van de {gemeenten} gemeenten zit vast bij “Zelfscan in elke gemeente”."
    assert punt.uitleg == "Dat is Hoorn."


def test_what_is_done_or_vervallen_is_not_stuck(wereld, meld, verslag):
    meld(
        wereld.training, None, "2022-05-01", "in_uitvoering", koers="vastgelopen", toelichting="Nu.", bijsturing="Dan."
    )
    meld(wereld.training, None, "2022-06-01", "vervallen", toelichting="Niet meer nodig.")
    assert not any("vast" in punt.kern for punt in weetpunten(verslag()))


def test_one_actie_is_named_and_more_are_numbered_in_order(wereld, meld, verslag):
    meld(wereld.training, None, "2022-06-01", "in_uitvoering")
    stil = next(punt for punt in weetpunten(verslag()) if "niets gemeld" in punt.kern)
    assert (stil.kern, stil.uitleg) == ("Over 2 acties is niets gemeld.", "Acties 2 en 3.")
    meld(wereld.voorlichting, None, "2022-06-01", "in_uitvoering")
    stil = next(punt for punt in weetpunten(verslag()) if "niets gemeld" in punt.kern)
    assert (stil.kern, stil.uitleg) == ("Over 1 actie is niets gemeld.", "Actie 2. Zelfscan in elke gemeente.")


def test_what_is_not_confirmed_is_a_point(wereld, meld, verslag):
    meld(wereld.training, wereld.hoorn, "2022-06-01", "in_uitvoering")
    punten = {punt.kern: punt.uitleg for punt in weetpunten(verslag())}
    assert punten["Van 1 actie is de status nog niet bevestigd."] == "Actie 1. Trainingen geven."


def test_never_more_than_five(wereld, meld, verslag):
    """Done, stuck in the region, stuck in a municipality, late, silent, not confirmed and changed: seven, so two go."""
    meld(
        wereld.training, None, "2022-06-01", "in_uitvoering", koers="vastgelopen", toelichting="Nu.", bijsturing="Dan."
    )
    meld(
        wereld.zelfscan,
        wereld.hoorn,
        "2022-06-01",
        "in_uitvoering",
        koers="vastgelopen",
        toelichting="Nu.",
        bijsturing="Dan.",
    )
    alles = verslag(vorige_peildatum=VORIG)
    uitgelopen = tuple(replace(actie, loopt_uit=True) for actie in alles.acties)
    stil = replace(uitgelopen[-1], nummer=9, status=None)
    punten = weetpunten(replace(alles, acties=(*uitgelopen, stil)))
    assert [punt.kern.split(" ")[0] for punt in punten] == ["Nog", "“Trainingen", "1", "4", "Over"]


@pytest.mark.parametrize("dag", [date(2021, 1, 1), VORIG, OUDJAAR, date(2023, 12, 31)])
def test_every_sentence_ends_with_one_full_stop(wereld, meld, verslag, dag):
    meld(wereld.training, wereld.hoorn, "2021-06-01", "in_uitvoering")
    meld(wereld.voorlichting, None, "2022-06-01", "afgerond")
    for punt in weetpunten(verslag(dag)):
        assert punt.kern.endswith(".")
        assert ".." not in punt.kern + punt.uitleg
