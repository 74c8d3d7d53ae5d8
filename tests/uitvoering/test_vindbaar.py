"""What machines ask of a site: where to report a weakness, what to read, and which pages there are."""

import re
from datetime import datetime

import pytest
from django.conf import settings as instellingen
from django.utils import timezone

from uitvoering.omgeving import contact


def regels(client, pad):
    antwoord = client.get(pad)
    assert (antwoord.status_code, antwoord["Content-Type"]) == (200, "text/plain; charset=utf-8")
    return antwoord.content.decode().splitlines()


def test_security_txt_says_where_and_until_when(client, db, settings):
    settings.BEVEILIGING_CONTACT = "mailto:ciso@gemeente.test"
    contact, tot, talen, plek = regels(client, "/.well-known/security.txt")
    assert (contact, talen) == ("Contact: mailto:ciso@gemeente.test", "Preferred-Languages: nl, en")
    assert plek == f"Canonical: {instellingen.SITE_URL}/.well-known/security.txt"
    over = datetime.fromisoformat(tot.removeprefix("Expires: ")) - timezone.now()
    assert 178 < over.days < 181  # RFC 9116 asks for less than a year


def test_without_a_contact_there_is_no_security_txt(client, db):
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize(
    ("gegeven", "wordt"),
    [("", ""), ("ciso@a.test", "mailto:ciso@a.test"), ("mailto:c@a.test", "mailto:c@a.test"), ("https://a.test/lek", "https://a.test/lek")],
)  # fmt: skip
def test_a_mail_address_becomes_a_link(monkeypatch, gegeven, wordt):
    monkeypatch.setenv("BEVEILIGING_CONTACT", gegeven)
    assert contact("BEVEILIGING_CONTACT") == wordt


def test_search_engines_stay_out_of_a_closed_site(client, wereld):
    assert regels(client, "/robots.txt") == ["User-agent: *", "Disallow: /"]
    assert "/proef/" not in client.get("/sitemap.xml").content.decode()


def test_an_open_site_is_listed_and_every_page_of_it_opens_without_an_account(client, wereld, settings):
    settings.DASHBOARD_OPENBAAR = True
    assert regels(client, "/robots.txt") == [
        "User-agent: *",
        "Disallow: /accounts/",
        "Disallow: /beheer/",
        "Disallow: /toegang/",
        "",
        f"Sitemap: {instellingen.SITE_URL}/sitemap.xml",
    ]
    paden = re.findall(r"<loc>http://testserver(.*?)</loc>", client.get("/sitemap.xml").content.decode())
    assert len(paden) == 10
    assert {pad: client.get(pad).status_code for pad in paden} == dict.fromkeys(paden, 200)
