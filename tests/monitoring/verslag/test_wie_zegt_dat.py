"""Whose word is the status of the region: figures worked out by hand, and any series against a slow, plain restatement."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from monitoring.models import Statusmelding
from monitoring.verslag.actiestand import signaalzin
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.verslag.stand import geldende
from tests.eigenschappen import aantal

OUDJAAR = date(2021, 12, 31)


@pytest.fixture
def actie(wereld):
    """Actie 1 of the region: four municipalities are responsible in 2021, and Veilig Thuis speaks for the region."""
    wereld.training.aanjagers.get().organisaties.add(wereld.vt)
    return wereld.training


def stand(wereld, actie, dag=OUDJAAR, **anders):
    return bouw_verslag(wereld.programma, dag, **anders).actie(actie.nummer)


# The worked example of a regional actie


def test_one_of_many_that_is_done_makes_the_region_nothing_more_than_running(wereld, actie, meld):
    meld(actie, wereld.hoorn, "2021-03-01", "afgerond")
    nu = stand(wereld, actie)
    assert (nu.status, nu.herkomst, nu.nog_niet_bevestigd, nu.melding) == ("in_uitvoering", "bijdragen", True, None)
    assert (nu.bijdragen.gemeld, nu.bijdragen.totaal) == (1, 4)
    assert nu.zwijgend == ("Alkmaar", "Heerhugowaard", "Langedijk")


def test_the_word_of_who_drives_the_actie_is_the_status(wereld, actie, meld):
    meld(actie, wereld.hoorn, "2021-03-01", "afgerond")
    meld(actie, None, "2021-04-01", "in_uitvoering", spreker=wereld.vt)
    nu = stand(wereld, actie)
    assert (nu.status, nu.herkomst, nu.nog_niet_bevestigd) == ("in_uitvoering", "melding", False)
    assert (nu.melding.spreker, nu.melding.organisatie) == ("Veilig Thuis Proef", "")
    assert nu.signalen == ()


def test_bijdragen_since_that_word_that_say_something_else_are_a_signal_and_no_change(wereld, actie, meld):
    meld(actie, None, "2021-04-01", "in_uitvoering", spreker=wereld.vt)
    meld(actie, wereld.hoorn, "2021-06-01", "afgerond")
    meld(actie, wereld.alkmaar, "2021-06-01", "afgerond")
    nu = stand(wereld, actie)
    assert nu.status == "in_uitvoering"
    assert [signaalzin(signaal) for signaal in nu.signalen] == ["2 bijdragen sinds 1 april 2021 zeggen afgerond"]
    assert nu.aandacht[0] == "2 bijdragen sinds 1 april 2021 zeggen afgerond"


def test_one_bijdrage_says_and_many_say(wereld, actie, meld):
    meld(actie, None, "2021-04-01", "afgerond")
    meld(actie, wereld.hoorn, "2021-06-01", "in_uitvoering")
    assert stand(wereld, actie).aandacht == ("1 bijdrage sinds 1 april 2021 zegt in uitvoering",)


def test_what_was_said_before_the_word_or_agrees_or_is_not_applicable_is_no_signal(wereld, actie, meld):
    meld(actie, wereld.hoorn, "2021-06-01", "afgerond")
    meld(actie, None, "2021-06-01", "in_uitvoering")
    meld(actie, wereld.alkmaar, "2021-07-01", "in_uitvoering")
    meld(actie, wereld.langedijk, "2021-07-01", "nvt", toelichting="Geen jeugd.")
    assert stand(wereld, actie).signalen == ()


def test_a_bijdrage_about_the_day_of_the_word_is_a_signal_when_it_was_reported_after_it(wereld, actie, meld):
    meld(actie, wereld.alkmaar, "2021-06-01", "afgerond")
    meld(actie, None, "2021-06-01", "in_uitvoering")
    meld(actie, wereld.hoorn, "2021-06-01", "afgerond")
    assert [signaalzin(signaal) for signaal in stand(wereld, actie).signalen] == [
        "1 bijdrage sinds 1 juni 2021 zegt afgerond"
    ]


def test_the_region_is_done_without_a_word_only_when_every_organisation_is(wereld, actie, meld):
    for organisatie in (wereld.alkmaar, wereld.heerhugowaard, wereld.langedijk):
        meld(actie, organisatie, "2021-06-01", "afgerond")
    assert stand(wereld, actie).status == "in_uitvoering"
    meld(actie, wereld.hoorn, "2021-06-01", "nvt", toelichting="Geen jeugd.")
    nu = stand(wereld, actie)
    assert (nu.status, nu.nog_niet_bevestigd) == ("afgerond", True)
    assert (nu.bijdragen.gemeld, nu.bijdragen.totaal, nu.bijdragen.nvt) == (3, 3, 1)


def test_an_overleg_sees_the_stand_of_the_whole_region_and_its_own_bijdragen(wereld, actie, meld):
    meld(actie, wereld.hoorn, "2021-03-01", "afgerond")
    oost = stand(wereld, actie, overleg=wereld.madivosa)
    assert (oost.status, oost.bijdragen.gemeld, oost.bijdragen.totaal) == ("in_uitvoering", 1, 1)
    west = stand(wereld, actie, overleg=wereld.pora)
    assert (west.status, west.bijdragen.gemeld, west.bijdragen.totaal) == ("in_uitvoering", 0, 3)


def test_who_took_over_a_speaker_speaks(wereld, actie):
    actie.aanjagers.get().organisaties.set([wereld.langedijk, wereld.heerhugowaard])
    assert [wie.naam for wie in stand(wereld, actie).sprekers] == ["Heerhugowaard", "Langedijk"]
    nu = stand(wereld, actie, date(2022, 1, 1))
    assert [wie.naam for wie in nu.sprekers] == ["Dijk en Waard"]
    assert nu.aanjagers[0].organisaties == ("Dijk en Waard",)


# What was corrected


def test_a_corrected_word_counts_on_no_day(wereld, actie, meld):
    """Anna said afgerond of 1 June and meant 1 September: on 1 June nobody had said so."""
    fout = meld(actie, None, "2021-06-01", "afgerond")
    meld(actie, None, "2021-09-01", "afgerond", corrigeert=fout)
    assert stand(wereld, actie, date(2021, 6, 1)).status is None
    assert stand(wereld, actie).status == "afgerond"


def test_a_corrected_report_of_an_organisation_counts_on_no_day(wereld, meld):
    fout = meld(wereld.zelfscan, wereld.hoorn, "2021-06-01", "afgerond")
    meld(wereld.zelfscan, wereld.hoorn, "2021-09-01", "in_uitvoering", corrigeert=fout)
    assert stand(wereld, wereld.zelfscan, date(2021, 6, 1)).telling.gemeld == 0
    assert stand(wereld, wereld.zelfscan).telling.in_uitvoering == 1


def test_who_has_no_name_is_told_by_the_name_to_log_in_with(wereld, cast, actie, meld):
    cast.bram.first_name = cast.bram.last_name = ""
    cast.bram.save()
    meld(actie, None, "2021-06-01", "in_uitvoering", gemeld_door=cast.bram)
    assert stand(wereld, actie).melding.gemeld_door == "bram"


# Koers


def test_koers_of_many_is_told_as_counts(wereld, meld):
    meld(
        wereld.zelfscan,
        wereld.alkmaar,
        "2021-06-01",
        "in_uitvoering",
        koers="vastgelopen",
        toelichting="x",
        bijsturing="y",
    )
    meld(wereld.zelfscan, wereld.hoorn, "2021-06-01", "in_uitvoering", koers="op_schema")
    meld(wereld.zelfscan, wereld.langedijk, "2021-06-01", "nvt", toelichting="Geen jeugd.")
    verslag = bouw_verslag(wereld.programma, OUDJAAR)
    nu = verslag.actie(2)
    assert nu.koers == ""
    assert [regel.woord for regel in verslag.koersregels(nu)] == ["1 van 3 vastgelopen", "1 van 3 op schema"]
    assert nu.aandacht[0] == "Koers: 1 van 3 vastgelopen"


def test_a_verslag_shows_no_koers_of_what_is_done_whatever_an_old_row_says(wereld, oude_koers):
    oude_koers(wereld.training, None, "afgerond")
    oude_koers(wereld.zelfscan, wereld.alkmaar, "afgerond")
    verslag = bouw_verslag(wereld.programma, OUDJAAR)
    assert (verslag.actie(1).koers, verslag.actie(1).melding.koers) == ("", "")
    assert verslag.koersregels(verslag.actie(2)) == ()
    assert {regel.koers for regel in verslag.actie(2).organisaties} == {""}


@pytest.fixture
def oude_koers(meld):
    """A row from before the rule: the trigger steps aside, as it was not there then."""

    def schrijf(actie, organisatie, status):
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'statusmelding_koers'")
                [(maak,)] = cursor.fetchall()
                cursor.execute("DROP TRIGGER statusmelding_koers")
            else:
                cursor.execute("ALTER TABLE monitoring_statusmelding DISABLE TRIGGER statusmelding_koers")
        meld(actie, organisatie, "2021-06-01", status, koers="aandacht", toelichting="x", bijsturing="y")
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(maak)
            else:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("ALTER TABLE monitoring_statusmelding ENABLE TRIGGER statusmelding_koers")

    return schrijf


# Any series of reports

# So few that reports often share a day: then the order in which they came decides. Around the merger of 1 January 2022.
DAGEN = st.integers(-3, 2).map(lambda dagen: date(2022, 1, 1) + timedelta(days=dagen))
WIE = ("regio", "alkmaar", "hoorn", "heerhugowaard", "langedijk", "dijk_en_waard")
STATUS = ("afgerond", "in_uitvoering", "in_ontwikkeling", "niet_gestart")


@st.composite
def meldingen(draw, wie=WIE):
    van = draw(st.sampled_from(wie))
    keuze = (*STATUS, "vervallen") if van == "regio" else (*STATUS, "nvt")
    return van, draw(DAGEN), draw(st.sampled_from(keuze))


def _schrijf(wereld, actie, reeks):
    Statusmelding.objects.bulk_create(
        Statusmelding(
            actie=actie,
            organisatie=None if van == "regio" else getattr(wereld, van),
            peildatum=dag,
            gemeld_op=datetime(2023, 1, 1, tzinfo=UTC),
            status=status,
            toelichting="Omdat." if status == "nvt" else "",
        )
        for van, dag, status in reeks
    )


@pytest.mark.parametrize("soort", ["regionaal", "per_organisatie"])
@given(reeks=st.lists(meldingen(), max_size=12), dag=DAGEN)
def test_the_stand_is_what_the_rules_say_of_any_series(wereld, soort, reeks, dag):
    actie = wereld.training if soort == "regionaal" else wereld.zelfscan
    with transaction.atomic():
        _schrijf(wereld, actie, reeks)
        nu = stand(wereld, actie, dag)
        transaction.set_rollback(True)
    assert _gelezen(nu) == _volgens_de_regels(soort, reeks, dag)


def _gelezen(nu):
    telling = nu.telling or nu.bijdragen
    return (
        nu.stand,
        nu.herkomst,
        nu.nog_niet_bevestigd,
        (telling.gemeld, telling.totaal, telling.nvt),
        Counter({signaal.status: signaal.aantal for signaal in nu.signalen}),
    )


def _volgens_de_regels(soort, reeks, dag):
    """The rules once more, as slowly and plainly as they read. A series is in the order in which it was reported."""
    laatste = {}
    for plaats, (van, peildatum, status) in enumerate(reeks):
        if peildatum <= dag and (van not in laatste or peildatum >= laatste[van][0]):
            laatste[van] = (peildatum, plaats, status)
    samen = dag >= date(2022, 1, 1)  # Heerhugowaard and Langedijk are one then
    eigen = {van: [laatste[van]] if van in laatste else [] for van in ("alkmaar", "hoorn")}
    if samen:
        ouden = [laatste.get(van) for van in ("heerhugowaard", "langedijk")]
        geerfd = ouden if any(ouden) else []
        eigen["dijk_en_waard"] = [laatste["dijk_en_waard"]] if "dijk_en_waard" in laatste else geerfd
    else:
        eigen |= {van: [laatste[van]] if van in laatste else [] for van in ("heerhugowaard", "langedijk")}
    statussen = [_een_status([m and m[2] for m in rij]) for rij in eigen.values()]
    tellend = [status for status in statussen if status != "nvt"]
    telling = (sum(status is not None for status in tellend), len(tellend), statussen.count("nvt"))

    woord = laatste.get("regio")
    gezegd = [m for rij in eigen.values() for m in rij if m]
    geldt = bool(woord) and (soort == "regionaal" or all(m[0] <= woord[0] for m in gezegd))
    luistert = woord and soort == "regionaal"  # what an organisation does itself is no bijdrage
    na = [m for m in gezegd if luistert and m[:2] > woord[:2] and m[2] not in (woord[2], "nvt")]
    signalen = Counter(m[2] for m in na)
    if geldt:
        herkomst = "melding" if soort == "regionaal" else "regiobreed"
        return woord[2], herkomst, False, telling, signalen
    status = _samen(statussen)
    if status is None:
        return "geen_melding", "geen", False, telling, signalen
    herkomst = "bijdragen" if soort == "regionaal" else "afgeleid"
    return status, herkomst, soort == "regionaal", telling, signalen


def _een_status(statussen):
    """Of one organisation: her own, or that of all who went into her together."""
    if not statussen:
        return None
    return "nvt" if set(statussen) == {"nvt"} else _samen(statussen)


def _samen(statussen):
    tellend = [status for status in statussen if status != "nvt"]
    if all(status is None for status in tellend):
        return None
    if all(status == "afgerond" for status in tellend):
        return "afgerond"
    if "afgerond" in tellend or "in_uitvoering" in tellend:
        return "in_uitvoering"
    return "in_ontwikkeling" if "in_ontwikkeling" in tellend else "niet_gestart"


@given(reeks=st.lists(meldingen(wie=("alkmaar", "hoorn", "heerhugowaard")), max_size=aantal(12)))
def test_no_series_of_bijdragen_by_fewer_than_all_makes_the_region_done(wereld, reeks):
    """Langedijk, one of the four, never reports."""
    with transaction.atomic():
        _schrijf(wereld, wereld.training, reeks)
        nu = stand(wereld, wereld.training)
        transaction.set_rollback(True)
    assert nu.status != "afgerond"


def test_of_a_long_history_only_what_counts_is_read(wereld, meld):
    for maand in range(1, 10):
        meld(wereld.training, wereld.hoorn, f"2021-0{maand}-01", "in_uitvoering")
    laatste = meld(wereld.training, wereld.hoorn, "2021-10-01", "afgerond")
    woord = meld(wereld.training, None, "2021-03-01", "in_uitvoering")
    assert set(geldende(wereld.programma.pk)) == {laatste, woord}
    assert [m.peildatum.month for m in geldende(wereld.programma.pk, date(2021, 2, 15))] == [2]
