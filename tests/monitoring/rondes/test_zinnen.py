"""Every sentence of an update round, for none, one and many."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from monitoring.models import Updateronde
from monitoring.rondes import zinnen
from monitoring.rondes.schulden import Gemeld

RONDE = Updateronde(
    naam="Voorjaarsronde", peildatum=date(2021, 12, 31), opent_op=date(2022, 1, 10), sluit_op=date(2022, 1, 31)
)


def gemeld(**anders):
    velden = {"nummer": 1, "organisatie": "", "naam": "", "status": "afgerond", "door": "", "ongewijzigd": False}
    return Gemeld(**{**velden, "op": datetime(2022, 3, 2, 23, 30, tzinfo=UTC), **anders})


@pytest.mark.parametrize(
    ("dag", "verwacht"),
    [(29, "nog 2 dagen"), (30, "nog 1 dag"), (31, "vandaag is de laatste dag")],
)
def test_my_round_says_until_when_to_report(dag, verwacht):
    assert zinnen.onder_mijn_ronde(RONDE, date(2022, 1, dag)) == (
        f"Voorjaarsronde · peildatum 31 december 2021 · melden kan tot en met 31 januari 2022 · {verwacht}"
    )


@pytest.mark.parametrize(
    ("vandaag", "verwacht"),
    [
        (date(2022, 1, 9), "opent op 10 januari 2022"),
        (date(2022, 1, 10), "open tot en met 31 januari 2022"),
        (date(2022, 1, 31), "open tot en met 31 januari 2022"),
        (date(2022, 2, 1), "gesloten, laatste dag was 31 januari 2022"),
    ],
)
def test_a_round_says_whether_it_is_open(vandaag, verwacht):
    assert zinnen.onder_ronde(RONDE, vandaag) == f"Peildatum 31 december 2021 · {verwacht}"


def test_the_page_of_reminders_says_whether_they_pause():
    assert zinnen.onder_herinneringen(date(2022, 3, 3)) == "Op pauze tot 3 maart 2022"
    aan = "Je krijgt herinneringen zolang je in een ronde nog iets te melden hebt."
    assert zinnen.onder_herinneringen(None) == aan


@pytest.mark.parametrize(("aantal", "gemeld"), [(0, 0), (1, 1), (8, 3)])
def test_a_list_says_how_much_was_reported(aantal, gemeld):
    assert zinnen.gemeld_van(SimpleNamespace(aantal=aantal, gemeld=gemeld)) == f"{gemeld} van {aantal} gemeld"


def test_a_report_in_a_round_has_the_day_of_here():
    assert zinnen.gemeld_in_ronde(gemeld()) == "Gemeld op 3 maart"
    assert zinnen.gemeld_in_ronde(gemeld(ongewijzigd=True)) == "Gemeld op 3 maart, ongewijzigd"


def test_what_is_open_says_whether_a_draft_was_kept():
    assert zinnen.nog_te_melden(False) == "Nog te melden"
    assert zinnen.nog_te_melden(True) == "Nog te melden, concept bewaard"


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        ({}, "gemeld voor de hele regio"),
        ({"door": "Anna"}, "gemeld door Anna voor de hele regio"),
        ({"naam": "Hoorn"}, "gemeld namens Hoorn"),
        ({"door": "Anna", "naam": "Hoorn"}, "gemeld door Anna namens Hoorn"),
    ],
)
def test_a_report_in_a_round_says_by_whom_and_for_whom(velden, verwacht):
    assert zinnen.gemeld_door(gemeld(**velden)) == verwacht
