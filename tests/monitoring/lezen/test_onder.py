"""The line below the heading of every reading page, for none, one and many."""

from datetime import date
from types import SimpleNamespace

import pytest

from monitoring.lezen import onder
from monitoring.verslag.vorm import Telling

OUDJAAR = date(2021, 12, 31)


def verslag(aantal=8, **anders):
    telling = Telling(afgerond=3, geen_melding=aantal - 3)
    return SimpleNamespace(
        **{"peildatum": OUDJAAR, "jaar": 2021, "fase": "", "telling": telling, "acties": range(aantal), **anders}
    )


@pytest.mark.parametrize(
    ("fase", "evaluatie"),
    [
        ("", "nog geen evaluatie over 2021"),
        ("voorbereiding", "evaluatie 2021 is in voorbereiding"),
        ("concept", "evaluatie 2021 is een concept"),
        ("vastgesteld", "evaluatie 2021 is vastgesteld"),
    ],
)
def test_the_dashboard_says_how_far_the_evaluation_is(fase, evaluatie):
    assert onder.onder_dashboard(verslag(fase=fase)) == (
        f"Peildatum 31 december 2021 · {evaluatie} · 3 van 8 acties hebben een melding"
    )


@pytest.mark.parametrize(
    ("aantallen", "filters", "begin", "eind"),
    [
        ((8, 0, 0), [], "8 acties", ""),
        ((8, 1, 1), [], "8 acties en 1 vervallen · 1 lokale actie, die niet meetelt", ""),
        ((0, 0, 0), ["Afgerond"], "0 van 8 acties", " · gefilterd op Afgerond"),
        ((2, 0, 3), ["Lokaal", "“zorg”"], "2 van 8 acties · 3 lokale acties, die niet meetellen",
         " · gefilterd op Lokaal, “zorg”"),
    ],
)  # fmt: skip
def test_the_list_says_what_it_shows(aantallen, filters, begin, eind):
    assert onder.onder_acties(verslag(), *aantallen, filters) == f"{begin} · peildatum 31 december 2021{eind}"


def test_the_planning_says_what_it_shows():
    volgorde = "wat eerder is gepland, heeft een hogere prioriteit · peildatum 31 december 2021"
    assert onder.onder_planning(verslag(), 8, []) == f"8 acties · {volgorde}"
    assert onder.onder_planning(verslag(), 1, ["2022"]) == f"1 van 8 acties · {volgorde} · gefilterd op 2022"


def test_an_onderdeel_counts_what_was_dropped_apart():
    telling = Telling(afgerond=3, geen_melding=5)
    assert onder.onder_onderdeel("Actielijn", telling, OUDJAAR) == (
        "Actielijn · 3 van 8 acties hebben een melding · peildatum 31 december 2021"
    )
    vervallen = Telling(afgerond=1, vervallen=2)
    assert onder.onder_onderdeel("Actielijn", vervallen, OUDJAAR) == (
        "Actielijn · 1 van 1 actie heeft een melding · 2 vervallen · peildatum 31 december 2021"
    )


@pytest.mark.parametrize(
    ("kolommen", "overleg", "gemeenten"),
    [(0, "", "0 gemeenten"), (1, "", "1 gemeente"), (5, "PORA", "5 gemeenten van PORA")],
)
def test_the_matrix_counts_its_gemeenten(kolommen, overleg, gemeenten):
    matrix = SimpleNamespace(peildatum=OUDJAAR, overleg=overleg, kolommen=range(kolommen))
    assert onder.onder_gemeenten(matrix) == (
        f"Acties die elke gemeente zelf uitvoert · peildatum 31 december 2021 · {gemeenten}"
    )


def test_an_organisation_without_part_of_the_region_leaves_it_out():
    assert onder.onder_organisatie("Gemeente", "Regio Alkmaar", OUDJAAR) == (
        "Gemeente · Regio Alkmaar · peildatum 31 december 2021"
    )
    assert onder.onder_organisatie("Partner", "", OUDJAAR) == "Partner · peildatum 31 december 2021"


@pytest.mark.parametrize(("aantal", "woord"), [(0, "veranderingen"), (1, "verandering"), (4, "veranderingen")])
def test_what_changed_counts_both_kinds(aantal, woord):
    veranderd = SimpleNamespace(van=date(2020, 12, 31), tot=OUDJAAR, aantal=aantal, aantal_bij_organisaties=2)
    assert onder.onder_veranderd(veranderd) == (
        f"Van 31 december 2020 tot en met 31 december 2021 · {aantal} {woord} in het programma, 2 bij organisaties"
    )


def test_the_figures_follow_their_number():
    assert onder.onder_cijfers(0) == ""
    assert onder.onder_cijfers(1) == "1 indicator die laat zien of de ambities dichterbij komen"
    assert onder.onder_cijfers(3) == "3 indicatoren die laten zien of de ambities dichterbij komen"
