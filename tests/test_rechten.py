"""Roles by URLs: every URL of the site with every role and nobody, from one table (``rechten.csv``)."""

import csv
from contextlib import suppress
from pathlib import Path

import pytest
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from monitoring.models import Statusmelding

pytestmark = pytest.mark.usefixtures("geen_echte_pdf")

TABEL = Path(__file__).with_name("rechten.csv")
IEDEREEN = ["anoniem", "dirk", "bram", "carla", "vera", "anna", "eva"]
# Packages with their own url lists; the beheer has its own table (tests/beheer), the accounts those of allauth.
ELDERS = {"admin", "account", "mfa", "socialaccount"}
VOORBEELD = {
    "uidb36": "2f",
    "key": "cx9abc-0123456789",
    "app_label": "acties",
    "content_type_id": "1",
    "object_id": "1",
}


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


# Without an account: the front door of the site, what is said to everyone, and the ways to log in.
VOOR_IEDEREEN = {
    "hulp", "toegankelijkheid", "privacy", "gezondheid", "gereed", "robots_txt", "sitemap",
    "account_login", "account_signup", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "account_inactive",
    "monitoring:link_openen",  # a button, the same for every link
}  # fmt: skip


def test_anonymous_opens_these_pages_and_no_other(client, wereld):
    """Of the table and of the packages alike; what cannot be named in an address cannot be opened either."""
    adressen = {regel["naam"]: _adres(regel) for regel in _regels() if regel["methode"] == "GET"}
    for naam, patroon in _patronen(get_resolver()):
        if naam.split(":")[0].split("_")[0] in ELDERS:
            delen = {deel: VOORBEELD.get(deel, "1") for deel in patroon.pattern.regex.groupindex}
            with suppress(NoReverseMatch):
                adressen[naam] = reverse(naam, kwargs=delen)
    assert len(adressen) > 150
    geopend = {naam for naam, adres in adressen.items() if 200 <= client.get(adres).status_code < 300}
    assert geopend <= VOOR_IEDEREEN
    assert {"hulp", "account_login", "gezondheid"} <= geopend


def test_reading_changes_nothing(als, cast):
    client = als(cast.anna)
    for regel in _regels():
        if regel["methode"] == "GET":
            client.get(_adres(regel))
    assert Statusmelding.objects.count() == 0


def _patronen(resolver, ruimte=""):
    for patroon in resolver.url_patterns:
        if isinstance(patroon, URLPattern):
            yield f"{ruimte}{patroon.name}", patroon
        else:
            yield from _patronen(patroon, f"{patroon.namespace}:" if patroon.namespace else ruimte)


def test_no_url_stands_outside_the_table():
    eigen = {naam for naam, _ in _patronen(get_resolver()) if naam.split(":")[0].split("_")[0] not in ELDERS}
    assert eigen - {regel["naam"] for regel in _regels()} == set()
