"""The front door: to the work of an open round for who owes something, and else to the dashboard."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from acties.models import Programma
from monitoring.models import Updateronde


@pytest.fixture
def open_ronde(wereld):
    vandaag = timezone.localdate()
    return Updateronde.objects.create(
        programma=wereld.programma,
        naam="Nu",
        peildatum=vandaag,
        opent_op=vandaag,
        sluit_op=vandaag + timedelta(days=7),
    )


@pytest.fixture(autouse=True)
def looptijd(wereld):
    """The programme of the world runs today."""
    Programma.objects.update(eindjaar=timezone.localdate().year)


def _naar(pagina, wereld):
    return reverse(f"monitoring:{pagina}", args=[wereld.programma.slug])


def test_who_owes_something_in_an_open_round_begins_there(als, cast, wereld, open_ronde):
    assert als(cast.bram).get("/")["Location"] == _naar("mijn_acties", wereld)


@pytest.mark.parametrize("naam", ["anna", "dirk", "eva"])
def test_others_begin_at_the_dashboard(als, cast, wereld, open_ronde, naam):
    assert als(getattr(cast, naam)).get("/")["Location"] == _naar("dashboard", wereld)


def test_without_an_open_round_everyone_begins_at_the_dashboard(als, cast, wereld):
    assert als(cast.bram).get("/")["Location"] == _naar("dashboard", wereld)


def test_who_is_not_known_logs_in_first_and_comes_back_here(als, wereld):
    assert als(None).get("/")["Location"] == reverse("account_login")


def test_a_public_dashboard_is_the_front_door_of_visitors(als, wereld, settings):
    settings.DASHBOARD_OPENBAAR = True
    assert als(None).get("/")["Location"] == _naar("dashboard", wereld)
