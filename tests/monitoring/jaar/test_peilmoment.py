"""Which day the evaluation of a year is about, and with which day it compares."""

from datetime import date

import pytest

from monitoring.jaar.peilmoment import peilmoment, peilmomenten
from monitoring.models import Evaluatie

VANDAAG = date(2026, 11, 23)
OUDJAAR = date(2021, 12, 31)


def test_a_year_is_about_its_last_day_and_compares_with_the_year_before(wereld):
    eerste, tweede, derde = peilmomenten(wereld.programma, VANDAAG)
    assert (eerste.peildatum, eerste.vorige_peildatum) == (OUDJAAR, None)
    assert (tweede.peildatum, tweede.vorige_peildatum) == (date(2022, 12, 31), OUDJAAR)
    assert (derde.peildatum, derde.voorlopig, derde.fase_woord) == (date(2023, 12, 31), False, "In voorbereiding")


def test_the_peildatum_of_the_evaluation_goes_first_also_for_the_next_year(wereld):
    Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=date(2021, 12, 15))
    assert peilmoment(wereld.programma, 2021, VANDAAG).peildatum == date(2021, 12, 15)
    assert peilmoment(wereld.programma, 2022, VANDAAG).vorige_peildatum == date(2021, 12, 15)


def test_a_year_that_is_not_over_is_about_today(wereld):
    moment = peilmoment(wereld.programma, 2022, date(2022, 6, 1))
    assert (moment.peildatum, moment.einde, moment.voorlopig) == (date(2022, 6, 1), date(2022, 12, 31), True)


@pytest.mark.parametrize(("jaar", "bestaat"), [(2020, False), (2021, True), (2022, True), (2023, False), (2024, False)])
def test_only_years_of_the_programme_that_have_begun(wereld, jaar, bestaat):
    assert (peilmoment(wereld.programma, jaar, date(2022, 1, 1)) is not None) == bestaat
