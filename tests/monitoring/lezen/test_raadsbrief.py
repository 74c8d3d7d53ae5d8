"""What a municipal council gets to read: a choice from a Verslag, without queries."""

from dataclasses import replace
from datetime import date

import pytest

from monitoring.lezen.raadsbrief import gemeenten_van, raadsbrief
from monitoring.verslag.opbouw import bouw_verslag

OUDJAAR = date(2021, 12, 31)


@pytest.fixture
def verslag(wereld, meld):
    meld(
        wereld.zelfscan, wereld.hoorn, "2021-06-01", "in_uitvoering", koers="aandacht", toelichting="Te weinig tijd.",
        bijsturing="Extra uren.",
    )  # fmt: skip
    meld(wereld.training, None, "2021-06-01", "in_uitvoering")
    return bouw_verslag(wereld.programma, OUDJAAR, jaar=2021)


def test_municipalities_are_those_of_the_peildatum(verslag, wereld):
    assert [g.naam for g in gemeenten_van(verslag)] == ["Alkmaar", "Heerhugowaard", "Hoorn", "Langedijk"]
    assert [g.naam for g in gemeenten_van(verslag, "pora")] == ["Alkmaar", "Heerhugowaard", "Langedijk"]
    later = bouw_verslag(wereld.programma, date(2022, 12, 31))
    assert [g.naam for g in gemeenten_van(later)] == ["Alkmaar", "Dijk en Waard", "Hoorn"]


@pytest.mark.parametrize("slug", ["veilig-thuis-proef", "dijk-en-waard", "bestaat-niet"])
def test_no_letter_for_who_has_no_council_on_that_day(verslag, slug):
    with pytest.raises(KeyError):
        raadsbrief(verslag, slug)


def test_koers_is_a_deviation_and_silence_is_said_apart(verslag):
    hoorn, alkmaar = raadsbrief(verslag, "hoorn"), raadsbrief(verslag, "alkmaar")
    assert [(a.deel.actie.nummer, a.koers, a.loopt_uit) for a in hoorn.afwijkingen] == [(2, True, False)]
    assert [actie.nummer for actie in hoorn.zonder_melding] == []
    assert alkmaar.afwijkingen == ()
    assert [actie.nummer for actie in alkmaar.zonder_melding] == [2]


@pytest.mark.parametrize(
    ("peildatum", "status", "loopt_uit"),
    [
        ("2022-12-30", "in_uitvoering", []),
        ("2022-12-31", "in_uitvoering", [2]),
        ("2023-06-30", "in_uitvoering", [2]),
        ("2023-06-30", "afgerond", []),
        ("2023-06-30", "nvt", []),
    ],
)
def test_own_actie_runs_over_from_the_last_day_of_its_planning(wereld, meld, peildatum, status, loopt_uit):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-06-01", status)
    brief = raadsbrief(bouw_verslag(wereld.programma, date.fromisoformat(peildatum)), "alkmaar")
    assert [a.deel.actie.nummer for a in brief.afwijkingen if a.loopt_uit] == loopt_uit


def test_local_acties_are_only_those_of_this_municipality(verslag):
    van_alkmaar, van_hoorn = (
        replace(verslag.acties[0], nummer=nummer, lokaal_van=naam, lokaal_slug=naam.lower())
        for nummer, naam in ((101, "Alkmaar"), (102, "Hoorn"))
    )
    brief = raadsbrief(replace(verslag, lokaal=(van_alkmaar, van_hoorn)), "hoorn")
    assert [actie.nummer for actie in brief.lokaal] == [102]


def test_regional_acties_are_those_of_its_own_partij(verslag):
    brief = raadsbrief(verslag, "alkmaar")
    assert [deel.actie.nummer for deel in brief.beeld.regionaal] == [1]
