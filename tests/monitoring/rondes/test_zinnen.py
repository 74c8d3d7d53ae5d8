"""Every sentence of an update round, for none, one and many."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from acties.models import Organisatie
from monitoring.melden.overname import inhoud
from monitoring.models import Herinnering, Statusmelding, Updateronde
from monitoring.rondes import zinnen
from monitoring.rondes.schulden import Gemeld
from monitoring.verslag.vorm import Telling

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


@pytest.mark.parametrize(
    ("afloop", "zin"),
    [("in_de_rij", "in de rij"), ("misschien", "misschien verstuurd: het versturen stopte halverwege")],
)
def test_a_reminder_says_how_it_ended(afloop, zin):
    rij = Herinnering(dag=date(2022, 3, 3), soort="na", aantal=2, afloop=afloop)
    assert zinnen.onder_herinnering(rij) == f"3 maart 2022 · na het einde · 2 open · {zin}"


@pytest.mark.parametrize(("aantal", "gemeld"), [(0, 0), (1, 1), (8, 3)])
def test_a_list_says_how_much_was_reported(aantal, gemeld):
    assert zinnen.gemeld_van(SimpleNamespace(aantal=aantal, gemeld=gemeld)) == f"{gemeld} van {aantal} gemeld"


def test_a_report_in_a_round_has_the_day_of_here():
    assert zinnen.gemeld_in_ronde(gemeld()) == "Gemeld op 3 maart"
    assert zinnen.gemeld_in_ronde(gemeld(ongewijzigd=True)) == "Gemeld op 3 maart, ongewijzigd"


@pytest.mark.parametrize(("is_schuld", "verwacht"), [(True, "Nog te melden"), (False, "Bijdrage mag")])
def test_what_is_open_is_waited_for_or_may_be_told(is_schuld, verwacht):
    assert zinnen.nog_te_melden(SimpleNamespace(taak=SimpleNamespace(is_schuld=is_schuld))) == verwacht


@pytest.mark.parametrize(
    ("dag", "verwacht"), [(2, "Concept bewaard om 10:42"), (3, "Concept bewaard op 2 maart om 10:42")]
)
def test_a_draft_says_when_it_was_kept(dag, verwacht):
    bewaard = datetime(2022, 3, 2, 9, 42, tzinfo=UTC)
    assert zinnen.concept_bewaard(bewaard, datetime(2022, 3, dag, 20, tzinfo=UTC)) == verwacht


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        ({}, "gemeld namens de regio"),
        ({"door": "Anna"}, "gemeld door Anna namens de regio"),
        ({"door": "Bram", "spreker": "Alkmaar"}, "gemeld door Bram namens de regio (Alkmaar)"),
        ({"naam": "Hoorn"}, "gemeld namens Hoorn"),
        ({"door": "Anna", "naam": "Hoorn"}, "gemeld door Anna namens Hoorn"),
    ],
)
def test_a_report_in_a_round_says_by_whom_and_for_whom(velden, verwacht):
    assert zinnen.gemeld_door(gemeld(**velden)) == verwacht


@pytest.mark.parametrize(
    ("namen", "verwacht"),
    [
        ((), ""),
        (("Hoorn",), "Hoorn kan dit ook zeggen. Eén van jullie is genoeg."),
        (("Den Helder", "Hoorn"), "Den Helder en Hoorn kunnen dit ook zeggen. Eén van jullie is genoeg."),
    ],
)
def test_who_can_say_the_word_too(namen, verwacht):
    assert zinnen.ook_door(namen) == verwacht


@pytest.mark.parametrize(
    ("telling", "verwacht"),
    [
        (None, ""),
        (Telling(geen_melding=4), ""),
        (Telling(afgerond=1, geen_melding=3), "Bijdragen van 1 van de 4 organisaties."),
        (Telling(afgerond=1), "Bijdragen van 1 van de 1 organisatie."),
    ],
)
def test_how_many_gave_a_bijdrage(telling, verwacht):
    assert zinnen.bijdragen_tot_nu(SimpleNamespace(bijdragen=telling)) == verwacht


@pytest.mark.parametrize(
    ("is_schuld", "organisatie", "verwacht"),
    [
        (True, None, "actie 3 staat voor de hele regio op “Afgerond”."),
        (True, Organisatie(naam="Hoorn"), "actie 3 staat voor Hoorn op “Afgerond”."),
        (False, Organisatie(naam="Hoorn"), "bijdrage van Hoorn bij actie 3: “Afgerond”."),
    ],
)
def test_what_was_saved_says_for_whom_and_what_a_koers_of_long_ago_became(is_schuld, organisatie, verwacht):
    """Older versions took a koers with what is done."""
    taak = SimpleNamespace(is_schuld=is_schuld, actie=SimpleNamespace(nummer=3))
    bron = Statusmelding(organisatie=organisatie, status="afgerond", koers="op_schema")
    melding = Statusmelding(organisatie=organisatie, **inhoud(bron))
    assert zinnen.opgeslagen_in_ronde(taak, melding) == verwacht
    assert zinnen.bevestigd_in_ronde(taak, melding, bron) == (
        f"Ongewijzigd bevestigd: {verwacht} De koers is weggelaten, want een actie die klaar is of niet doorgaat heeft er geen."
    )
    assert zinnen.bevestigd_in_ronde(taak, melding, melding) == f"Ongewijzigd bevestigd: {verwacht}"


@pytest.mark.parametrize(
    ("te_melden", "bijdragen", "gegeven", "verwacht"),
    [
        (3, 9, 0, "3 te melden, 9 bijdragen mogen"),
        (0, 2, 1, "1 bijdrage mag"),
        (1, 2, 2, "1 te melden"),
    ],
)
def test_what_a_workbook_holds(te_melden, bijdragen, gegeven, verwacht):
    lijst = SimpleNamespace(open=te_melden, bijdragen=[0] * bijdragen, bijgedragen=gegeven)
    assert zinnen.werk_in_werkboek(lijst) == verwacht


def test_a_group_that_owes_nothing_says_so():
    assert zinnen.stand_van_groep(SimpleNamespace(aantal=0, gemeld=0)) == "alleen bijdragen"
    assert zinnen.stand_van_groep(SimpleNamespace(aantal=2, gemeld=1)) == "1 van 2 gemeld"


# The groups on Mijn acties, and the rest that is confirmed at once


@pytest.mark.parametrize(
    ("soort", "naam", "kop"),
    [
        ("eigen", "Alkmaar", "Wat Alkmaar zelf doet"),
        ("woord", "Alkmaar", "Wat Alkmaar voor de regio bevestigt"),
        ("woord", None, "Wat de projectleider voor de regio bevestigt"),
        ("bijdrage", "Alkmaar", "Wat Alkmaar bijdraagt aan de regio"),
    ],
)
def test_a_group_says_what_kind_of_work_it_is(soort, naam, kop):
    assert zinnen.kop_groep(SimpleNamespace(soort=soort, organisatie=naam)) == kop


def bevestigd(*nummers):
    return [SimpleNamespace(actie=SimpleNamespace(nummer=nummer), organisatie="Alkmaar") for nummer in nummers]


def test_what_was_confirmed_at_once_is_named_in_order():
    samen = SimpleNamespace(meldingen=bevestigd(10, 9, 19), tot=datetime(2022, 3, 2, 9, 52, tzinfo=UTC))
    assert zinnen.samen_gemeld(samen) == "Ongewijzigd bevestigd: actie 9, 10 en 19, namens Alkmaar."
    assert zinnen.terug_kan_tot(samen) == "Terugdraaien kan tot 10:52."


def test_undoing_says_that_nothing_was_deleted():
    een, twee = (zinnen.teruggedraaid(bevestigd(*nummers)) for nummers in ([9], [9, 10]))
    assert een == (
        "Teruggedraaid: actie 9. De melding van daarvoor geldt weer en de actie staat weer open. Er is niets "
        "verwijderd: in de geschiedenis staat de bevestiging met haar correctie."
    )
    assert twee == (
        "Teruggedraaid: actie 9 en 10. De melding van daarvoor geldt weer en de acties staan weer open. Er is niets "
        "verwijderd: in de geschiedenis staan de bevestigingen met hun correctie."
    )


@pytest.mark.parametrize(
    ("nummers", "verwacht"), [([], ""), ([4], "Over actie 4 is daarna opnieuw gemeld; dat blijft staan.")]
)
def test_what_was_reported_later_is_named(nummers, verwacht):
    assert zinnen.later_gemeld(bevestigd(*nummers)) == verwacht


@pytest.mark.parametrize(
    ("koers", "bijsturing", "verwacht"),
    [
        ("aandacht", "Overleg.", ""),
        ("", "Overleg.", "De koers is weggelaten, want een actie die klaar is of niet doorgaat heeft er geen."),
        (
            "",
            "",
            "De koers en de bijsturing zijn weggelaten, want een actie die klaar is of niet doorgaat heeft er geen.",
        ),
    ],
)
def test_what_does_not_go_along_is_named(koers, bijsturing, verwacht):
    bron = Statusmelding(koers="aandacht", bijsturing="Overleg.")
    assert zinnen.weggelaten(bron, koers=koers, bijsturing=bijsturing) == verwacht
