"""Roles by URLs: every URL of the site with every role and nobody, from one table (``rechten.csv``)."""

import csv
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver, reverse

from monitoring.models import Statusmelding

pytestmark = pytest.mark.usefixtures("geen_echte_pdf")

TABEL = Path(__file__).with_name("rechten.csv")
IEDEREEN = ["anoniem", "dirk", "bram", "carla", "vera", "anna", "eva"]
# Packages with their own url lists; the beheer has its own table (tests/beheer), the accounts those of allauth.
ELDERS = {"admin", "account", "mfa", "socialaccount"}


def _regels():
    with TABEL.open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand, delimiter=";"))


def _adres(regel):
    return reverse(regel["naam"], args=[deel for deel in regel["argumenten"].split(",") if deel])


@pytest.mark.parametrize("wie", IEDEREEN)
def test_every_url_answers_every_role_as_the_table_says(als, cast, wie):
    client = als(None if wie == "anoniem" else getattr(cast, wie))
    uitkomsten = {}
    for regel in _regels():
        antwoord = client.generic(regel["methode"], _adres(regel))
        uitkomsten[f"{regel['methode']} {regel['naam']} {regel['argumenten']}"] = str(antwoord.status_code)
    verwacht = {f"{r['methode']} {r['naam']} {r['argumenten']}": r[wie] for r in _regels()}
    assert uitkomsten == verwacht


@pytest.mark.parametrize("regel", [r for r in _regels() if r["anoniem"] == "302"], ids=lambda r: r["naam"])
def test_anonymous_is_sent_to_the_login_and_nowhere_else(client, wereld, regel):
    doel = client.generic(regel["methode"], _adres(regel))["Location"]
    assert doel.startswith("/accounts/login/") or regel["naam"] in ("voordeur", "account_logout")


def test_reading_changes_nothing(als, cast):
    client = als(cast.anna)
    for regel in _regels():
        if regel["methode"] == "GET":
            client.get(_adres(regel))
    assert Statusmelding.objects.count() == 0


def _namen(resolver, ruimte=""):
    for patroon in resolver.url_patterns:
        if isinstance(patroon, URLPattern):
            yield f"{ruimte}{patroon.name}"
        else:
            yield from _namen(patroon, f"{patroon.namespace}:" if patroon.namespace else ruimte)


def test_no_url_stands_outside_the_table():
    eigen = {naam for naam in _namen(get_resolver()) if naam.split(":")[0].split("_")[0] not in ELDERS}
    assert eigen - {regel["naam"] for regel in _regels()} == set()
