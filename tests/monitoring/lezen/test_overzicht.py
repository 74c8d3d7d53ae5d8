"""What stands out of a Verslag, and in which order."""

from datetime import date

import pytest

from monitoring.lezen.dashboard.overzicht import nieuw_sinds, nog_te_doen, per_partij, vraagt_aandacht
from monitoring.verslag.opbouw import bouw_verslag

OUDJAAR = date(2021, 12, 31)
LATER = date(2022, 2, 1)


@pytest.fixture
def verslag(wereld):
    return lambda dag=OUDJAAR: bouw_verslag(wereld.programma, dag)


def uitleg(koers):
    return {"koers": koers, "toelichting": "Het duurt langer.", "bijsturing": "We vragen hulp."}


def test_vastgelopen_before_late_before_aandacht_before_silent(wereld, meld, verslag):
    meld(wereld.voorlichting, None, "2022-01-10", "in_uitvoering", **uitleg("vastgelopen"))
    meld(wereld.zelfscan, None, "2022-01-10", "in_uitvoering", **uitleg("aandacht"))
    assert [actie.nummer for actie in vraagt_aandacht(verslag(LATER))] == [3, 1, 2]


def test_a_signal_weighs_more_than_a_koers_that_needs_attention(wereld, meld, verslag):
    """The planning of 1 and 2 is not over on 1 October; bijdragen to 1 say otherwise since the word of 1 May."""
    meld(wereld.zelfscan, None, "2021-05-01", "in_uitvoering", **uitleg("aandacht"))
    meld(wereld.training, None, "2021-05-01", "in_uitvoering")
    meld(wereld.training, wereld.alkmaar, "2021-06-01", "afgerond")
    acties = vraagt_aandacht(verslag(date(2021, 10, 1)))
    assert [actie.nummer for actie in acties] == [1, 2, 3]
    assert acties[0].aandacht == ("1 bijdrage sinds 1 mei 2021 zegt afgerond",)


def test_organisations_that_report_after_the_word_for_the_region_are_no_signal_where_they_make_the_status(
    wereld, meld, verslag
):
    """Actie 2 is per organisatie: its status follows from what they report, so nothing says otherwise."""
    meld(wereld.zelfscan, None, "2021-05-01", "in_ontwikkeling")
    meld(wereld.zelfscan, wereld.alkmaar, "2021-06-01", "in_uitvoering")
    actie = verslag().actie(2)
    assert (actie.herkomst, actie.status, actie.signalen) == ("afgeleid", "in_uitvoering", ())


def test_news_says_whose_it_is(wereld, meld, verslag):
    meld(wereld.training, wereld.alkmaar, "2021-10-01", "in_uitvoering")
    meld(wereld.voorlichting, None, "2021-11-01", "in_uitvoering", spreker=wereld.vt)
    nieuws = nieuw_sinds(verslag(), date(2021, 9, 1))
    assert [regel.van_wie for regel in nieuws] == ["Veilig Thuis Proef, namens de regio", "bijdrage van Alkmaar"]


def test_a_party_says_how_many_of_its_acties_are_not_confirmed(wereld, meld, verslag):
    meld(wereld.training, wereld.alkmaar, "2021-10-01", "in_uitvoering")
    assert [(regel.partij, regel.onbevestigd) for regel in per_partij(verslag())] == [
        ("Gemeenten", 1),
        ("Veilig Thuis", 0),
    ]


def test_the_last_day_of_the_planning_weighs_as_late(wereld, meld, verslag):
    meld(wereld.training, None, "2021-10-01", "in_uitvoering")
    meld(wereld.zelfscan, None, "2021-10-01", "in_uitvoering", **uitleg("aandacht"))
    assert [actie.nummer for actie in vraagt_aandacht(verslag())] == [1, 2, 3]


def test_an_actie_that_is_done_asks_no_attention(wereld, meld, verslag):
    meld(wereld.training, None, "2021-10-01", "afgerond")
    assert [actie.nummer for actie in vraagt_aandacht(verslag())] == [2, 3]


def test_to_do_is_what_is_not_done_or_dropped_doorlopend_last(wereld, meld, verslag):
    assert [actie.nummer for actie in nog_te_doen(verslag())] == [1, 2, 3]
    meld(wereld.training, None, "2021-10-01", "afgerond")
    meld(wereld.zelfscan, None, "2021-10-01", "vervallen")
    assert [actie.nummer for actie in nog_te_doen(verslag())] == [3]


def test_new_is_what_has_a_peildatum_after_the_day(wereld, meld, verslag):
    meld(wereld.training, None, "2021-09-30", "in_uitvoering")
    meld(wereld.voorlichting, None, "2021-10-01", "in_uitvoering")
    assert [nieuws.actie.nummer for nieuws in nieuw_sinds(verslag(), date(2021, 9, 30))] == [3]


def test_one_line_per_actie_with_its_newest_melding_and_how_many_there_are(wereld, meld, verslag):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_ontwikkeling")
    meld(wereld.zelfscan, wereld.hoorn, "2021-11-01", "in_uitvoering")
    (nieuws,) = nieuw_sinds(verslag(), date(2021, 9, 1))
    assert (nieuws.regel.organisatie, nieuws.regel.status, nieuws.aantal) == ("Hoorn", "in_uitvoering", 2)


def test_newest_actie_comes_first(wereld, meld, verslag):
    meld(wereld.training, None, "2021-10-01", "in_uitvoering")
    meld(wereld.voorlichting, None, "2021-11-01", "in_uitvoering")
    assert [nieuws.actie.nummer for nieuws in nieuw_sinds(verslag(), date(2021, 9, 1))] == [3, 1]


def test_a_melding_of_one_organisation_on_a_regional_actie_counts_once(wereld, meld, verslag):
    meld(wereld.training, wereld.alkmaar, "2021-10-01", "in_uitvoering")
    assert [nieuws.aantal for nieuws in nieuw_sinds(verslag(), date(2021, 9, 1))] == [1]


def test_an_actie_counts_for_each_party_that_is_responsible(wereld, meld, verslag):
    wereld.training.hoofdverantwoordelijken.add(wereld.veilig_thuis)
    meld(wereld.training, None, "2021-10-01", "afgerond")
    gemeenten, veilig_thuis = per_partij(verslag())
    assert (gemeenten.partij, gemeenten.telling.afgerond, gemeenten.telling.geen_melding) == ("Gemeenten", 1, 1)
    assert (veilig_thuis.partij, veilig_thuis.telling.totaal) == ("Veilig Thuis", 2)


def test_party_with_most_acties_comes_first(wereld, verslag):
    assert [(regel.partij, regel.telling.totaal) for regel in per_partij(verslag())] == [
        ("Gemeenten", 2),
        ("Veilig Thuis", 1),
    ]
