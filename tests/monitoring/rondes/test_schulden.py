"""Who owes what in a round: from the responsible parties on its peildatum, and from what was reported since."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from acties.models import Programma
from monitoring.models import Updateronde
from monitoring.rondes.rondestand import meld_peildatum, open_rondes, rondestand, te_melden

NU = timezone.now()


@pytest.fixture
def stand(wereld, maak_ronde):
    """``stand()`` is the round as it is today."""
    ronde = maak_ronde()

    def lees(ronde=ronde):
        programma = Programma.objects.met_kenmerk().get()
        return rondestand(ronde, programma, timezone.localdate())

    lees.ronde = ronde
    return lees


def schuldenlijst(stand):
    """Per organisation the numbers it owes; a number in brackets is done."""
    lijst = {}
    for schuld in stand.schulden:
        tekst = str(schuld.actie.nummer) if schuld.open else f"({schuld.actie.nummer})"
        lijst.setdefault(schuld.organisatie, []).append(tekst)
    return lijst


def test_every_responsible_organisation_owes_its_acties(stand):
    assert schuldenlijst(stand()) == {
        "alkmaar": ["1", "2"],
        "hoorn": ["1", "2"],
        "dijk-en-waard": ["1", "2"],  # for Heerhugowaard and Langedijk, that merged the day after
        "veilig-thuis-proef": ["3"],
    }


def test_the_successor_knows_for_whom(stand):
    assert stand().schuld("dijk-en-waard", 2).bronnen == ("heerhugowaard", "langedijk")


def test_before_the_merger_each_owes_for_itself(stand):
    programma = Programma.objects.met_kenmerk().get()
    toen = rondestand(stand.ronde, programma, date(2021, 12, 20))
    assert set(schuldenlijst(toen)) == {"alkmaar", "hoorn", "heerhugowaard", "langedijk", "veilig-thuis-proef"}


def test_who_did_not_exist_on_the_peildatum_owes_nothing(wereld, stand, maak_ronde):
    wereld.hoorn.begindatum = date(2022, 6, 1)
    wereld.hoorn.save()
    assert "hoorn" not in schuldenlijst(stand())


def test_the_scope_narrows_acties_and_organisations(wereld, stand, maak_ronde):
    smal = maak_ronde("Smal", acties=[wereld.zelfscan], organisaties=[wereld.alkmaar, wereld.vt])
    assert schuldenlijst(stand(smal)) == {"alkmaar": ["2"]}
    fusie = maak_ronde("Fusie", acties=[wereld.zelfscan], organisaties=[wereld.langedijk])
    assert stand(fusie).schuld("dijk-en-waard", 2).bronnen == ("langedijk",)


def test_own_report_settles_an_actie_per_organisatie_and_no_other(wereld, stand, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-12-31", "in_uitvoering", gemeld_op=NU)
    assert schuldenlijst(stand())["alkmaar"] == ["1", "(2)"]
    assert schuldenlijst(stand())["hoorn"] == ["1", "2"]


def test_one_report_settles_a_regional_actie_for_all(wereld, stand, meld):
    meld(wereld.training, wereld.hoorn, "2021-12-31", "in_uitvoering", gemeld_op=NU)
    assert [schuldenlijst(stand())[slug][0] for slug in ("alkmaar", "hoorn", "dijk-en-waard")] == ["(1)"] * 3
    assert stand().schuld("alkmaar", 1).gemeld.naam == "Hoorn"


def test_a_report_for_the_whole_region_settles_regional_acties_only(wereld, stand, meld):
    meld(wereld.training, None, "2021-12-31", "in_uitvoering", gemeld_op=NU)
    meld(wereld.zelfscan, None, "2021-12-31", "in_uitvoering", gemeld_op=NU)
    assert schuldenlijst(stand())["alkmaar"] == ["(1)", "2"]


def test_nvt_on_a_regional_actie_settles_it_for_who_says_so(wereld, stand, meld):
    meld(wereld.training, wereld.hoorn, "2021-12-31", "nvt", gemeld_op=NU, toelichting="Hier niet.")
    assert (schuldenlijst(stand())["hoorn"][0], schuldenlijst(stand())["alkmaar"][0]) == ("(1)", "1")


@pytest.mark.parametrize(("organisatie", "uitkomst"), [("dijk_en_waard", "(2)"), ("langedijk", "2")])
def test_a_merged_debt_is_settled_by_the_successor_or_by_all_it_comes_from(wereld, stand, meld, organisatie, uitkomst):
    dag = "2022-01-01" if organisatie == "dijk_en_waard" else "2021-12-31"
    meld(wereld.zelfscan, getattr(wereld, organisatie), dag, "in_uitvoering", gemeld_op=NU, ronde=stand.ronde)
    assert schuldenlijst(stand())["dijk-en-waard"][1] == uitkomst
    meld(wereld.zelfscan, wereld.heerhugowaard, "2021-12-31", "in_uitvoering", gemeld_op=NU)
    assert schuldenlijst(stand())["dijk-en-waard"][1] == "(2)"


def test_what_was_done_or_dropped_before_is_not_owed(wereld, stand, meld):
    meld(wereld.training, wereld.hoorn, "2021-10-01", "afgerond")
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "afgerond")
    meld(wereld.zelfscan, wereld.hoorn, "2021-10-01", "nvt")
    meld(wereld.voorlichting, None, "2021-10-01", "vervallen")
    assert schuldenlijst(stand()) == {"dijk-en-waard": ["2"]}


def test_done_by_one_predecessor_is_not_done(wereld, stand, meld):
    meld(wereld.zelfscan, wereld.langedijk, "2021-10-01", "afgerond")
    assert stand().schuld("dijk-en-waard", 2).open


def test_done_for_the_whole_region_is_not_owed(wereld, stand, meld):
    meld(wereld.zelfscan, None, "2021-10-01", "afgerond")
    assert all("2" not in nummers for nummers in schuldenlijst(stand()).values())


def test_reporting_that_it_is_done_counts_as_done_work_in_the_round(wereld, stand, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-12-31", "afgerond", gemeld_op=NU)
    assert schuldenlijst(stand())["alkmaar"] == ["1", "(2)"]


@pytest.mark.parametrize(
    ("peildatum", "dagen", "met_ronde", "telt"),
    [
        ("2021-12-31", 0, False, True),
        ("2021-06-01", 0, False, True),
        ("2022-01-01", 0, False, False),  # about a later day: another story
        ("2021-12-31", -30, False, False),  # before the round
        ("2022-01-01", 0, True, True),
    ],
)
def test_which_reports_count(wereld, stand, meld, peildatum, dagen, met_ronde, telt):
    velden = {"ronde": stand.ronde} if met_ronde else {}
    meld(wereld.zelfscan, wereld.alkmaar, peildatum, "in_uitvoering", gemeld_op=NU + timedelta(days=dagen), **velden)
    assert stand().schuld("alkmaar", 2).open is not telt


def test_a_list_counts_and_puts_open_work_first(wereld, stand, meld):
    meld(wereld.training, wereld.alkmaar, "2021-12-31", "in_uitvoering", gemeld_op=NU)
    lijst = stand().van("alkmaar")
    assert [schuld.actie.nummer for schuld in lijst.schulden] == [2, 1]
    assert (lijst.aantal, lijst.gemeld, lijst.open, lijst.procent) == (2, 1, 1, 50)


def test_peildatum_is_never_in_the_future_and_never_before_the_organisation(wereld):
    ronde = Updateronde(peildatum=date(2021, 12, 31))
    assert meld_peildatum(ronde, wereld.alkmaar, date(2022, 1, 9)) == date(2021, 12, 31)
    assert meld_peildatum(ronde, wereld.alkmaar, date(2021, 12, 9)) == date(2021, 12, 9)
    assert meld_peildatum(ronde, wereld.dijk_en_waard, date(2022, 1, 9)) == date(2022, 1, 1)


def test_number_for_a_user_counts_a_shared_actie_once(wereld, cast, maak_ronde, meld):
    def aantal(gebruiker):
        vers = type(gebruiker).objects.get(pk=gebruiker.pk)
        return te_melden(Programma.objects.met_kenmerk().get(), vers, timezone.localdate())

    assert aantal(cast.bram) == 0
    maak_ronde()
    assert [aantal(wie) for wie in (cast.bram, cast.vera, cast.anna, cast.dirk)] == [2, 1, 0, 0]
    cast.bram.lidmaatschappen.create(rol="beleidsambtenaar", organisatie=wereld.hoorn)
    assert aantal(cast.bram) == 3
    meld(wereld.training, wereld.hoorn, "2021-12-31", "in_uitvoering", gemeld_op=NU)
    assert aantal(cast.bram) == 2


def test_only_rounds_of_today_are_open_and_the_first_to_close_comes_first(wereld, maak_ronde):
    maak_ronde("Straks", opent=1)
    maak_ronde("Geweest", opent=-9, sluit=-1)
    maak_ronde("Laatste dag vandaag", sluit=0)
    maak_ronde("Vandaag open", opent=0, sluit=5)
    rondes = open_rondes(Programma.objects.met_kenmerk().get(), timezone.localdate())
    assert [stand.ronde.naam for stand in rondes] == ["Laatste dag vandaag", "Vandaag open"]


@pytest.mark.parametrize("aantal", [1, 60])
def test_reading_costs_as_many_queries_however_much_was_reported(
    wereld, maak_ronde, meld, aantal, django_assert_num_queries
):
    maak_ronde(acties=[wereld.zelfscan])
    for _ in range(aantal):
        meld(wereld.zelfscan, wereld.alkmaar, "2021-12-31", "in_uitvoering", gemeld_op=NU)
    programma = Programma.objects.met_kenmerk().get()
    with django_assert_num_queries(19):
        open_rondes(programma, timezone.localdate())
    with django_assert_num_queries(0):
        open_rondes(programma, timezone.localdate())


def test_without_an_open_round_it_costs_one_query_and_then_none(wereld, maak_ronde, django_assert_num_queries):
    maak_ronde(opent=-9, sluit=-1)
    programma = Programma.objects.met_kenmerk().get()
    with django_assert_num_queries(1):
        open_rondes(programma, timezone.localdate())
    with django_assert_num_queries(0):
        open_rondes(programma, timezone.localdate())
