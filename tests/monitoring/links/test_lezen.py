"""A leeslink: one evaluation, or the dashboard, as a visitor reads it."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from monitoring.models import Duiding, Evaluatie
from tests.antwoord import tekst
from tests.monitoring.links.conftest import open_link
from tests.vaststellen import vaststellen


@pytest.fixture
def evaluatie(wereld, meld, cast):
    meld(
        wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering", toelichting="Besloten tekst", openbaar=False,
        gemeld_door=cast.bram,
    )  # fmt: skip
    evaluatie = Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum="2021-12-31", fase="concept")
    Duiding.objects.create(evaluatie=evaluatie, onderdeel=wereld.kern, oordeel="aandacht", tekst="Loopt achter")
    return evaluatie


@pytest.fixture
def lees(maak):
    def pagina(**velden):
        link, pad = maak("/proef/links/lezen/", geldig_tot=str(timezone.localdate()), **velden)
        client = Client()
        open_link(client, pad)
        antwoord = client.get(f"/proef/link/{link.pk}/?versie=7&stand=nu")
        assert antwoord.status_code == 200
        return tekst(antwoord)

    return pagina


def test_of_an_adopted_year_everything_but_names(lees, evaluatie, cast):
    vaststellen(evaluatie, door=cast.anna, op=timezone.now())
    pagina = lees(jaar=2021)
    assert "Zelfscan in elke gemeente" in pagina
    assert "Loopt achter" in pagina
    assert re.search(r'<ol class="weetpunten"> *<li><strong>[^<]+\.</strong>', pagina)
    assert re.search(r'aria-label="Legenda"> *<li>', pagina)
    for weg in ("Bram", "Anna", "Besloten tekst"):
        assert weg not in pagina


def test_of_a_year_that_is_not_adopted_only_the_figures(lees, evaluatie):
    pagina = lees(jaar=2021)
    assert "Deze cijfers zijn voorlopig" in pagina
    assert "Zelfscan in elke gemeente" in pagina
    assert "Loopt achter" not in pagina


@pytest.mark.parametrize("wat", [{"jaar": 2021}, {}], ids=["evaluation", "dashboard"])
def test_it_leads_nowhere_else(lees, evaluatie, wat):
    adressen = set(re.findall(r'href="(/proef[^"]*)"', lees(**wat)))
    assert adressen == set()


def test_the_dashboard_shows_the_figures_of_today(lees, evaluatie):
    pagina = lees()
    assert re.search(r"<h1>.*van de \d acties.*</h1>", pagina)
    assert "Voortgang per kernelement en actielijn" in pagina
