"""What the Verslag knows of decisions and adoption, worked out by hand on the small world."""

from datetime import date

import pytest

from acties.models import Besluit, Collegebesluit
from monitoring.lezen.vaststelling import vaststelling
from monitoring.verslag.bezoekers import voor_bezoekers
from monitoring.verslag.opbouw import bouw_verslag

OUDJAAR = date(2021, 12, 31)
NIEUWJAAR = date(2022, 1, 1)


@pytest.fixture
def besluit(wereld):
    def leg_vast(datum, omschrijving="Zo is besloten.", **velden):
        velden = {"soort": "overig", "orgaan": "PORA"} | velden
        return Besluit.objects.create(
            programma=wereld.programma, datum=date.fromisoformat(datum), omschrijving=omschrijving, **velden
        )

    return leg_vast


@pytest.fixture
def college(wereld):
    def leg_vast(gemeente, college_op, raad_op=None):
        return Collegebesluit.objects.create(
            programma=wereld.programma, organisatie=gemeente, college_op=college_op, raad_op=raad_op
        )

    return leg_vast


def regels(verslag):
    return {regel.gemeente: (regel.college_op, regel.raad_op, regel.overgenomen_van) for regel in verslag.colleges}


def test_decisions_up_to_the_peildatum_the_newest_first(wereld, besluit):
    besluit("2021-05-01", "Eerst.")
    besluit("2021-12-31", "Dan.", soort="verplaatst", actie=wereld.training, kenmerk="Z-1")
    besluit("2022-01-01", "Later.")
    verslag = bouw_verslag(wereld.programma, OUDJAAR)
    assert [(b.datum.isoformat(), b.soort_woord, b.nummer, b.kenmerk, b.omschrijving) for b in verslag.besluiten] == [
        ("2021-12-31", "Naar andere jaren verplaatst", 1, "Z-1", "Dan."),
        ("2021-05-01", "Andere wijziging", None, "", "Eerst."),
    ]


def test_every_municipality_of_that_day_stands_in_the_list_with_or_without_dates(wereld, college):
    college(wereld.alkmaar, date(2021, 3, 2), date(2021, 4, 1))
    college(wereld.hoorn, date(2021, 3, 9), date(2022, 2, 1))
    assert regels(bouw_verslag(wereld.programma, OUDJAAR)) == {
        "Alkmaar": (date(2021, 3, 2), date(2021, 4, 1), ()),
        "Heerhugowaard": (None, None, ()),
        "Hoorn": (date(2021, 3, 9), None, ()),  # the council heard of it in 2022
        "Langedijk": (None, None, ()),
    }


def test_a_successor_takes_over_when_all_its_predecessors_adopted(wereld, college):
    college(wereld.heerhugowaard, date(2021, 3, 2), date(2021, 4, 1))
    assert regels(bouw_verslag(wereld.programma, NIEUWJAAR))["Dijk en Waard"] == (None, None, ())
    college(wereld.langedijk, date(2021, 5, 4))
    verwacht = (date(2021, 5, 4), None, ("Heerhugowaard", "Langedijk"))
    assert regels(bouw_verslag(wereld.programma, NIEUWJAAR))["Dijk en Waard"] == verwacht
    college(wereld.dijk_en_waard, date(2022, 6, 7))
    assert regels(bouw_verslag(wereld.programma, date(2022, 12, 31)))["Dijk en Waard"] == (date(2022, 6, 7), None, ())


def test_progress_counts_per_overleg_and_together(wereld, college):
    college(wereld.alkmaar, date(2021, 3, 2), date(2021, 4, 1))
    college(wereld.hoorn, date(2021, 3, 9))
    beeld = vaststelling(bouw_verslag(wereld.programma, OUDJAAR))
    assert [(g.naam, g.colleges, g.raden, g.totaal) for g in beeld.groepen] == [
        ("West · PORA", 1, 1, 3),
        ("Oost · Madivosa", 1, 0, 1),
    ]
    assert beeld.totaal.zin == "2 van 4 colleges stelden het programma vast; 1 van 4 raden is geïnformeerd."


def test_the_verslag_of_an_overleg_has_its_own_municipalities_and_all_decisions(wereld, besluit, college):
    besluit("2021-05-01")
    college(wereld.hoorn, date(2021, 3, 9))
    verslag = bouw_verslag(wereld.programma, OUDJAAR, overleg=wereld.madivosa)
    assert (regels(verslag), len(verslag.besluiten)) == ({"Hoorn": (date(2021, 3, 9), None, ())}, 1)


def test_a_partner_and_another_programme_have_no_place_in_it(wereld, besluit, college):
    ander = type(wereld.programma).objects.create(slug="ander", naam="Ander", startjaar=2021, eindjaar=2023)
    besluit("2021-05-01")
    college(wereld.alkmaar, date(2021, 3, 2))
    verslag = bouw_verslag(ander, OUDJAAR)
    assert (verslag.besluiten, verslag.colleges, vaststelling(verslag)) == ((), (), None)
    assert "Veilig Thuis Proef" not in regels(bouw_verslag(wereld.programma, OUDJAAR))


def test_a_visitor_reads_the_same_decisions(wereld, besluit):
    besluit("2021-05-01")
    verslag = bouw_verslag(wereld.programma, OUDJAAR)
    assert voor_bezoekers(verslag).besluiten == verslag.besluiten
