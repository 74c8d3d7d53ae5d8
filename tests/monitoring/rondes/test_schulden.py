"""Who owes what in a round: from the responsible parties on its peildatum, and from what was reported since."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from acties.models import Programma
from monitoring.models import Updateronde
from monitoring.rondes.rondestand import meld_peildatum, open_rondes, rondestand, te_melden
from monitoring.verslag.bewaard import bewaard_verslag
from monitoring.verslag.opbouw import bouw_verslag

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


def takenlijst(stand):
    """Per organisation the numbers of its tasks: ``r1`` a word for the region, ``b1`` a bijdrage; in brackets is done."""
    lijst = {}
    for taak in stand.taken:
        tekst = {"woord": "r", "eigen": "", "bijdrage": "b"}[taak.soort] + str(taak.actie.nummer)
        for slug in taak.melders:
            lijst.setdefault(slug or "projectleider", []).append(tekst if taak.open else f"({tekst})")
    return lijst


# Who


def test_who_owes_what_and_who_is_invited(stand):
    """No aanjager names an organisation: the projectleider owes the words, and the responsible are invited."""
    assert takenlijst(stand()) == {
        "projectleider": ["r1", "r3"],
        "alkmaar": ["b1", "2"],
        "hoorn": ["b1", "2"],
        "dijk-en-waard": ["b1", "2"],  # for Heerhugowaard and Langedijk, that merged the day after
        "veilig-thuis-proef": ["b3"],
    }


def test_who_speaks_for_the_region_owes_the_word_and_no_bijdrage(wereld, stand, spreekt):
    spreekt(wereld.training, wereld.alkmaar, wereld.vt)
    spreekt(wereld.voorlichting, wereld.vt)
    assert takenlijst(stand()) == {
        "alkmaar": ["r1", "2"],
        "veilig-thuis-proef": ["r1", "r3"],  # speaks of actie 1 without being responsible for it
        "hoorn": ["b1", "2"],
        "dijk-en-waard": ["b1", "2"],
    }


def test_a_word_that_two_can_say_counts_once(wereld, stand, spreekt, meld):
    """Alkmaar and Hoorn can both say 1; Anna says 3; Alkmaar, Hoorn and Dijk en Waard report 2: five in all."""
    spreekt(wereld.training, wereld.alkmaar, wereld.hoorn)
    assert (stand().alles.aantal, stand().alles.gemeld) == (5, 0)
    assert [stand().van(slug).aantal for slug in ("alkmaar", "hoorn", "dijk-en-waard", "")] == [2, 2, 1, 1]
    meld(wereld.training, None, "2021-12-31", "in_uitvoering", gemeld_op=NU, spreker=wereld.hoorn)
    assert (stand().alles.aantal, stand().alles.gemeld) == (5, 1)
    assert [stand().van(slug).gemeld for slug in ("alkmaar", "hoorn")] == [1, 1]
    assert stand().taak("alkmaar", 1).gemeld.spreker == "Hoorn"


def test_the_word_for_an_actie_per_organisatie_is_nobodys_task(wereld, stand, spreekt):
    spreekt(wereld.zelfscan, wereld.vt)
    assert takenlijst(stand())["veilig-thuis-proef"] == ["b3"]


def test_the_successor_knows_for_whom(stand):
    assert stand().taak("dijk-en-waard", 2).bronnen == ("heerhugowaard", "langedijk")


def test_the_successor_owes_the_word_of_whom_it_took_over(wereld, stand, spreekt):
    spreekt(wereld.training, wereld.langedijk)
    assert takenlijst(stand())["dijk-en-waard"] == ["r1", "2"]
    assert stand().taak("dijk-en-waard", 1).bronnen == ("langedijk",)


def test_before_the_merger_each_owes_for_itself(wereld, stand, spreekt):
    spreekt(wereld.training, wereld.langedijk)
    toen = rondestand(stand.ronde, Programma.objects.met_kenmerk().get(), date(2021, 12, 20))
    assert takenlijst(toen)["langedijk"] == ["r1", "2"]
    assert takenlijst(toen)["heerhugowaard"] == ["b1", "2"]
    assert "dijk-en-waard" not in takenlijst(toen)


def test_who_did_not_exist_on_the_peildatum_owes_nothing(wereld, stand, spreekt):
    """And where it was the only one to speak, the projectleider does."""
    spreekt(wereld.training, wereld.hoorn)
    wereld.hoorn.begindatum = date(2022, 6, 1)
    wereld.hoorn.save()
    assert "hoorn" not in takenlijst(stand())
    assert takenlijst(stand())["projectleider"] == ["r1", "r3"]


# A round about some


def test_the_scope_narrows_acties_and_organisations(wereld, stand, maak_ronde):
    smal = maak_ronde("Smal", acties=[wereld.zelfscan], organisaties=[wereld.alkmaar, wereld.vt])
    assert takenlijst(stand(smal)) == {"alkmaar": ["2"]}
    fusie = maak_ronde("Fusie", acties=[wereld.zelfscan], organisaties=[wereld.langedijk])
    assert stand(fusie).taak("dijk-en-waard", 2).bronnen == ("langedijk",)


def test_a_round_about_some_acties_asks_their_words_of_the_projectleider(wereld, stand, maak_ronde):
    assert takenlijst(stand(maak_ronde("Drie", acties=[wereld.voorlichting]))) == {
        "projectleider": ["r3"],
        "veilig-thuis-proef": ["b3"],
    }


def test_a_round_for_some_organisations_asks_nothing_of_others(wereld, stand, spreekt, maak_ronde):
    """Only the chosen: the word of 3 is Veilig Thuis's, that of 1 would be the projectleider's and is not asked."""
    spreekt(wereld.voorlichting, wereld.vt, wereld.alkmaar)
    smal = stand(maak_ronde("Smal", organisaties=[wereld.vt, wereld.hoorn]))
    assert takenlijst(smal) == {"veilig-thuis-proef": ["r3"], "hoorn": ["b1", "2"]}


def test_who_speaks_outside_the_round_is_not_invited_in_it(wereld, stand, spreekt, maak_ronde):
    """Alkmaar is asked, but Hoorn speaks for actie 1: of Alkmaar it is a bijdrage, and nobody owes the word here."""
    spreekt(wereld.training, wereld.hoorn)
    assert takenlijst(stand(maak_ronde("Smal", organisaties=[wereld.alkmaar]))) == {"alkmaar": ["b1", "2"]}


# What settles it


def test_own_report_settles_an_actie_per_organisatie_and_no_other(wereld, stand, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-12-31", "in_uitvoering", gemeld_op=NU)
    assert takenlijst(stand())["alkmaar"] == ["b1", "(2)"]
    assert takenlijst(stand())["hoorn"] == ["b1", "2"]


@pytest.mark.parametrize("status", ["in_uitvoering", "afgerond", "nvt"])
def test_a_bijdrage_never_settles_the_word(wereld, stand, spreekt, meld, status):
    """Not of another, and not of who speaks itself."""
    spreekt(wereld.training, wereld.hoorn)
    meld(wereld.training, wereld.alkmaar, "2021-12-31", status, gemeld_op=NU, toelichting="Hier.")
    meld(wereld.training, wereld.hoorn, "2021-12-31", status, gemeld_op=NU, toelichting="Hier.")
    assert (takenlijst(stand())["alkmaar"], takenlijst(stand())["hoorn"]) == (["(b1)", "2"], ["r1", "2"])


def test_a_word_for_the_region_settles_no_own_report_and_no_bijdrage(wereld, stand, meld):
    meld(wereld.training, None, "2021-12-31", "in_uitvoering", gemeld_op=NU)
    meld(wereld.zelfscan, None, "2021-12-31", "in_uitvoering", gemeld_op=NU)
    assert takenlijst(stand())["projectleider"] == ["(r1)", "r3"]
    assert takenlijst(stand())["alkmaar"] == ["b1", "2"]


@pytest.mark.parametrize(
    ("peildatum", "dagen", "met_ronde", "telt"),
    [
        ("2021-12-31", 0, False, True),
        ("2021-12-30", 0, False, False),  # how it was before the day that the round is about
        ("2022-01-01", 0, False, False),  # about a later day: another story
        ("2021-12-31", -30, False, False),  # said before the round
        ("2021-12-30", 0, True, True),
    ],
)
def test_which_words_count(wereld, stand, meld, peildatum, dagen, met_ronde, telt):
    velden = {"ronde": stand.ronde} if met_ronde else {}
    meld(wereld.training, None, peildatum, "in_uitvoering", gemeld_op=NU + timedelta(days=dagen), **velden)
    assert stand().taak("", 1).open is not telt


@pytest.mark.parametrize(("dag", "telt"), [(-3, True), (0, True), (-4, False)])
def test_in_a_round_about_a_day_to_come_a_word_of_its_own_days_counts(wereld, stand, maak_ronde, meld, dag, telt):
    """The round opened three days ago and is about the last day of the programme, which is still to come."""
    vandaag = timezone.localdate()
    ronde = maak_ronde("Straks", peildatum=vandaag + timedelta(days=20))
    meld(wereld.training, None, (vandaag + timedelta(days=dag)).isoformat(), "in_uitvoering", gemeld_op=NU)
    assert stand(ronde).taak("", 1).open is not telt


@pytest.mark.parametrize(("organisatie", "uitkomst"), [("dijk_en_waard", "(2)"), ("langedijk", "2")])
def test_a_merged_debt_is_settled_by_the_successor_or_by_all_it_comes_from(wereld, stand, meld, organisatie, uitkomst):
    dag = "2022-01-01" if organisatie == "dijk_en_waard" else "2021-12-31"
    meld(wereld.zelfscan, getattr(wereld, organisatie), dag, "in_uitvoering", gemeld_op=NU, ronde=stand.ronde)
    assert takenlijst(stand())["dijk-en-waard"][1] == uitkomst
    meld(wereld.zelfscan, wereld.heerhugowaard, "2021-12-31", "in_uitvoering", gemeld_op=NU + timedelta(minutes=1))
    assert takenlijst(stand())["dijk-en-waard"][1] == "(2)"
    laatste = "Heerhugowaard" if organisatie == "langedijk" else "Dijk en Waard"  # its own, or the last of the two
    assert stand().taak("dijk-en-waard", 2).gemeld.naam == laatste


# What was done before


def test_what_was_done_or_dropped_before_is_not_owed(wereld, stand, meld):
    meld(wereld.training, None, "2021-10-01", "afgerond")
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "afgerond")
    meld(wereld.zelfscan, wereld.hoorn, "2021-10-01", "nvt")
    meld(wereld.voorlichting, None, "2021-10-01", "vervallen")
    assert takenlijst(stand()) == {"dijk-en-waard": ["2"]}


def test_done_by_every_bijdrage_is_not_yet_a_word(wereld, stand, meld):
    """All are done, but nobody said so for the region: the word is owed, and no one is invited again."""
    for wie in (wereld.alkmaar, wereld.hoorn, wereld.heerhugowaard, wereld.langedijk):
        meld(wereld.training, wie, "2021-10-01", "afgerond")
    assert stand().verslag.actie(1).afgerond
    assert takenlijst(stand()) == {
        "projectleider": ["r1", "r3"],
        "alkmaar": ["2"],
        "hoorn": ["2"],
        "dijk-en-waard": ["2"],
        "veilig-thuis-proef": ["b3"],
    }


def test_done_by_one_predecessor_is_not_done(wereld, stand, meld):
    meld(wereld.zelfscan, wereld.langedijk, "2021-10-01", "afgerond")
    assert stand().taak("dijk-en-waard", 2).open


def test_done_for_the_whole_region_is_not_owed(wereld, stand, meld):
    meld(wereld.zelfscan, None, "2021-10-01", "afgerond")
    assert all("2" not in nummers for nummers in takenlijst(stand()).values())


def test_a_word_that_says_less_asks_who_was_done_nothing_again(wereld, stand, meld):
    """Alkmaar is done and Hoorn runs; that the region runs says nothing of what Alkmaar did itself."""
    meld(wereld.zelfscan, wereld.alkmaar, "2021-09-01", "afgerond")
    meld(wereld.zelfscan, wereld.hoorn, "2021-09-01", "in_uitvoering")
    meld(wereld.zelfscan, None, "2021-10-01", "in_uitvoering")
    assert stand().verslag.actie(2).herkomst == "regiobreed"
    wie = [slug for slug, nummers in takenlijst(stand()).items() if "2" in nummers]
    assert sorted(wie) == ["dijk-en-waard", "hoorn"]


def test_a_round_for_a_successor_asks_it_for_whom_it_took_over(wereld, stand, maak_ronde):
    smal = stand(maak_ronde("Smal", acties=[wereld.zelfscan], organisaties=[wereld.dijk_en_waard]))
    assert takenlijst(smal) == {"dijk-en-waard": ["2"]}
    assert smal.taak("dijk-en-waard", 2).bronnen == ("heerhugowaard", "langedijk")


def test_reporting_that_it_is_done_counts_as_done_work_in_the_round(wereld, stand, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-12-31", "afgerond", gemeld_op=NU)
    meld(wereld.training, None, "2021-12-31", "afgerond", gemeld_op=NU)
    assert takenlijst(stand())["alkmaar"] == ["b1", "(2)"]
    assert takenlijst(stand())["projectleider"] == ["(r1)", "r3"]


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
def test_which_reports_of_an_organisation_count(wereld, stand, meld, peildatum, dagen, met_ronde, telt):
    velden = {"ronde": stand.ronde} if met_ronde else {}
    meld(wereld.zelfscan, wereld.alkmaar, peildatum, "in_uitvoering", gemeld_op=NU + timedelta(days=dagen), **velden)
    assert stand().taak("alkmaar", 2).open is not telt


# Lists and numbers


def test_a_list_counts_what_is_owed_and_walks_only_that(wereld, stand, spreekt, meld):
    """Alkmaar owes the word of 3 and its own 2; its bijdrage to 1 is given and counts nowhere."""
    spreekt(wereld.voorlichting, wereld.alkmaar)
    meld(wereld.training, wereld.alkmaar, "2021-12-31", "in_uitvoering", gemeld_op=NU)
    lijst = stand().van("alkmaar")
    assert (lijst.aantal, lijst.gemeld, lijst.open, lijst.procent) == (2, 0, 2, 0)
    assert (len(lijst.bijdragen), lijst.bijgedragen) == (1, 1)
    assert [lijst.volgende(nummer) for nummer in (2, 3, 1)] == [3, 2, 2]
    assert lijst.open_nummers == (2, 3)


def test_a_list_puts_open_work_first(wereld, stand, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-12-31", "in_uitvoering", gemeld_op=NU)
    lijst = stand().van("alkmaar")
    assert [taak.actie.nummer for taak in lijst.taken] == [1, 2]
    assert (lijst.aantal, lijst.gemeld, lijst.open, lijst.procent) == (1, 1, 0, 100)


def test_peildatum_is_never_in_the_future_and_never_before_the_organisation(wereld):
    ronde = Updateronde(peildatum=date(2021, 12, 31))
    assert meld_peildatum(ronde, wereld.alkmaar, date(2022, 1, 9)) == date(2021, 12, 31)
    assert meld_peildatum(ronde, wereld.alkmaar, date(2021, 12, 9)) == date(2021, 12, 9)
    assert meld_peildatum(ronde, wereld.dijk_en_waard, date(2022, 1, 9)) == date(2022, 1, 1)
    assert meld_peildatum(ronde, None, date(2022, 1, 9)) == date(2021, 12, 31)


def test_number_for_a_user_counts_what_is_owed_and_a_shared_word_once(wereld, cast, spreekt, maak_ronde, meld):
    """Bram: the word of 1 and his own 2. With Hoorn, that shares the word, one more. Anna: the word of 3. Vera: nothing."""

    def aantal(gebruiker):
        vers = type(gebruiker).objects.get(pk=gebruiker.pk)
        return te_melden(Programma.objects.met_kenmerk().get(), vers, timezone.localdate())

    spreekt(wereld.training, wereld.alkmaar, wereld.hoorn)
    assert aantal(cast.bram) == 0
    maak_ronde()
    assert [aantal(wie) for wie in (cast.bram, cast.vera, cast.anna, cast.dirk)] == [2, 0, 1, 0]
    cast.bram.lidmaatschappen.create(rol="beleidsambtenaar", organisatie=wereld.hoorn)
    assert aantal(cast.bram) == 3
    meld(wereld.training, None, "2021-12-31", "in_uitvoering", gemeld_op=NU, spreker=wereld.hoorn)
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
    with django_assert_num_queries(4):  # rondes, structure, standen, meldingen
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


def test_what_is_owed_and_a_page_about_the_same_day_read_each_table_once(wereld, maak_ronde, django_assert_num_queries):
    maak_ronde(acties=[wereld.zelfscan])
    programma = Programma.objects.met_kenmerk().get()
    kaal = bouw_verslag(programma, date(2021, 12, 31))
    with django_assert_num_queries(5):
        verslag = bewaard_verslag(programma, date(2021, 12, 31))
    with django_assert_num_queries(2):  # rondes, meldingen
        (stand,) = open_rondes(programma, timezone.localdate())
    assert stand.verslag is verslag
    assert verslag == kaal
    assert {taak.actie for taak in stand.taken} <= set(verslag.acties)
