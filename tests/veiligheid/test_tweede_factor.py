"""The second factor: required, set up in our own pages, worth one use, and never to be walked around."""

import re
import time
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from monitoring.models import Statusmelding

WACHTWOORD = "geheim-voor-de-test"
INSTELLEN = "/accounts/2fa/totp/activate/"
INVOEREN = "/accounts/2fa/authenticate/"
CODES = "/accounts/2fa/recovery-codes/"
PERIODE = 30


@pytest.fixture(autouse=True)
def _verplicht(settings):
    settings.TWEEDE_FACTOR = "beheer"


@pytest.fixture
def klok(monkeypatch):
    """``klok()`` moves to the next code of an app."""
    nu = SimpleNamespace(tijd=time.time())
    monkeypatch.setattr(totp, "time", SimpleNamespace(time=lambda: nu.tijd))

    def verder(seconden=PERIODE):
        nu.tijd += seconden

    return verder


def app(geheim):
    """What the app on the phone shows now."""
    return totp.format_hotp_value(totp.hotp_value(geheim, int(totp.time.time()) // PERIODE))


def wachtwoord(client, naam):
    return client.post("/accounts/login/", {"login": naam, "password": WACHTWOORD})


def nog_eens(client):
    """Whoever touches the second factor gives the password once more, also straight after logging in."""
    assert client.post("/accounts/reauthenticate/", {"password": WACHTWOORD}).status_code == 302


def stel_in(client, naam):
    """Log in and set up the second factor; gives the secret."""
    wachtwoord(client, naam)
    nog_eens(client)
    geheim = client.get(INSTELLEN).context["form"].secret
    assert client.post(INSTELLEN, {"code": app(geheim)}).status_code == 302
    return geheim


@pytest.fixture
def anna(cast, klok):
    """Anna with a second factor, logged out, and a fresh code on her phone."""
    client = Client()
    geheim = stel_in(client, "anna")
    herstel = client.get(CODES).context["unused_codes"]
    client.post("/accounts/logout/")
    klok()
    return SimpleNamespace(geheim=geheim, herstel=herstel)


def open_(client):
    return client.get("/proef/begrippen/").status_code == 200


# Setting up


@pytest.mark.parametrize("naam", ["anna", "eva"])
def test_without_second_factor_every_page_leads_to_the_set_up(client, cast, naam):
    wachtwoord(client, naam)
    paden = [
        "/proef/",
        "/proef/acties/",
        "/proef/acties/2/melden/",
        "/beheer/",
        "/hulp/",
        "/",
        "/proef/acties/export/csv/",
    ]
    assert {pad: client.get(pad).headers.get("Location") for pad in paden} == dict.fromkeys(paden, INSTELLEN)
    assert client.post("/proef/acties/2/melden/").headers["Location"] == INSTELLEN


@pytest.mark.parametrize("naam", ["anna", "eva"])
def test_without_second_factor_a_report_is_not_stored_and_its_text_not_lost(client, cast, wereld, naam):
    wachtwoord(client, naam)
    antwoord = client.post("/proef/acties/2/melden/", {"status": "afgerond", "toelichting": "Alles is klaar."})
    html = antwoord.content.decode()
    assert antwoord.status_code == 403
    assert "Alles is klaar." in html
    assert f'href="{INSTELLEN}"' in html
    assert not Statusmelding.objects.exists()


@pytest.mark.parametrize("naam", ["anna", "eva"])
def test_set_up_opens_the_pages_and_shows_the_recovery_codes(client, cast, klok, naam):
    stel_in(client, naam)
    assert open_(client)
    assert len(client.get(CODES).context["unused_codes"]) == 10


def test_set_up_with_a_wrong_code_keeps_the_pages_closed(client, cast, klok):
    wachtwoord(client, "anna")
    nog_eens(client)
    client.get(INSTELLEN)
    assert client.post(INSTELLEN, {"code": "000000"}).status_code == 200
    assert not open_(client)


def test_who_only_reads_or_reports_needs_none(client, cast):
    wachtwoord(client, "bram")
    assert open_(client)


@pytest.mark.parametrize(
    ("keuze", "wie"), [("allen", ["anna", "bram", "dirk", "eva"]), ("beheer", ["anna", "eva"]), ("geen", [])]
)
def test_the_installation_chooses_who_needs_one(cast, settings, keuze, wie):
    settings.TWEEDE_FACTOR = keuze
    dicht = []
    for naam in ("anna", "bram", "dirk", "eva"):
        client = Client()
        wachtwoord(client, naam)
        if client.get("/proef/begrippen/").headers.get("Location") == INSTELLEN:
            dicht.append(naam)
    assert dicht == wie


def test_who_is_not_logged_in_is_not_asked_for_one(client, cast, settings):
    settings.TWEEDE_FACTOR = "allen"
    assert client.get("/hulp/").status_code == 200


def test_role_that_comes_later_closes_the_pages(client, cast):
    wachtwoord(client, "bram")
    assert open_(client)
    cast.bram.lidmaatschappen.create(rol="projectleider")
    assert client.get("/proef/begrippen/").headers["Location"] == INSTELLEN


# Logging in


def test_password_alone_opens_no_page(client, cast, anna):
    assert wachtwoord(client, "anna").headers["Location"] == INVOEREN
    assert not open_(client)
    for pad in (
        "/beheer/",
        INSTELLEN,
        CODES,
        "/accounts/2fa/",
        "/accounts/password/change/",
        "/accounts/reauthenticate/",
    ):
        assert client.get(pad).status_code in (302, 404), pad
    assert client.post("/sessie/verlengen/").status_code == 302
    assert not open_(client)


def test_password_and_code_open_the_pages(client, cast, anna):
    wachtwoord(client, "anna")
    assert client.post(INVOEREN, {"code": app(anna.geheim)}).status_code == 302
    assert open_(client)


def test_session_gets_a_new_id_after_the_code(client, cast, anna):
    wachtwoord(client, "anna")
    halverwege = client.cookies["sessionid"].value
    client.post(INVOEREN, {"code": app(anna.geheim)})
    dief = Client()
    dief.cookies["sessionid"] = halverwege
    assert not open_(dief)


def test_code_without_password_is_worth_nothing(client, cast, anna):
    response = client.post(INVOEREN, {"code": app(anna.geheim)})
    assert response.headers["Location"].startswith("/accounts/login/")
    assert not open_(client)


def test_a_code_works_once(cast, anna):
    code = app(anna.geheim)
    gebruikt = []
    for _ in range(2):
        client = Client()
        wachtwoord(client, "anna")
        gebruikt.append(client.post(INVOEREN, {"code": code}).status_code)
    assert gebruikt == [302, 200]


def test_code_of_the_set_up_does_not_log_in_again(cast, klok):
    geheim = stel_in(Client(), "anna")
    client = Client()
    wachtwoord(client, "anna")
    assert client.post(INVOEREN, {"code": app(geheim)}).status_code == 200
    assert not open_(client)


@pytest.mark.parametrize("seconden", [-PERIODE * 2, PERIODE * 2])
def test_code_of_another_moment_is_refused(client, cast, anna, klok, seconden):
    code = app(anna.geheim)
    klok(seconden)
    wachtwoord(client, "anna")
    assert client.post(INVOEREN, {"code": code}).status_code == 200
    assert not open_(client)


def test_guessing_a_code_stops_after_ten(client, cast, anna):
    wachtwoord(client, "anna")
    for n in range(10):
        client.post(INVOEREN, {"code": f"{n:06}"})
    client.post(INVOEREN, {"code": app(anna.geheim)})
    assert not open_(client)


def test_a_recovery_code_works_once(cast, anna):
    code = anna.herstel[0]
    uitkomsten = []
    for _ in range(2):
        client = Client()
        wachtwoord(client, "anna")
        client.post(INVOEREN, {"code": code})
        uitkomsten.append(open_(client))
    assert uitkomsten == [True, False]


def test_code_of_another_user_is_refused(client, cast, anna, klok):
    geheim = stel_in(Client(), "eva")
    klok()
    wachtwoord(client, "anna")
    client.post(INVOEREN, {"code": app(geheim)})
    assert not open_(client)


def test_new_password_by_mail_does_not_skip_the_code(client, cast, anna, vastgelegd):
    with vastgelegd():
        client.post("/accounts/password/reset/", {"email": "anna@voorbeeld.nl"})
    link = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[-1].body)[0]
    formulier = client.get(link).headers["Location"]
    nieuw = "een heel ander wachtwoord"
    client.post(formulier, {"password1": nieuw, "password2": nieuw})
    assert not open_(client)
    client.post("/accounts/login/", {"login": "anna", "password": nieuw})
    assert not open_(client)


def test_removing_it_closes_the_pages_again(client, cast, anna):
    wachtwoord(client, "anna")
    client.post(INVOEREN, {"code": app(anna.geheim)})
    nog_eens(client)
    assert client.get("/accounts/2fa/totp/deactivate/").status_code == 200
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()
    assert client.get("/proef/begrippen/").headers["Location"] == INSTELLEN


def test_nobody_touches_it_with_a_session_alone(client, cast, anna):
    """Not whoever sits down at an unlocked screen."""
    wachtwoord(client, "anna")
    client.post(INVOEREN, {"code": app(anna.geheim)})
    paden = ["/accounts/2fa/totp/deactivate/", CODES, f"{CODES}generate/", f"{CODES}download/"]
    assert {pad: client.post(pad).status_code in (302, 405) for pad in paden} == dict.fromkeys(paden, True)
    assert [client.get(pad).headers["Location"].startswith("/accounts/reauthenticate/") for pad in paden] == [True] * 4
    assert Authenticator.objects.filter(user=cast.anna).count() == 2


def test_secret_is_in_no_page_after_the_set_up(client, cast, anna):
    wachtwoord(client, "anna")
    client.post(INVOEREN, {"code": app(anna.geheim)})
    nog_eens(client)
    paden = ["/accounts/2fa/", CODES, "/beheer/", f"/beheer/acties/gebruiker/{cast.anna.pk}/change/"]
    assert [pad for pad in paden if anna.geheim in client.get(pad).content.decode()] == []
    assert client.get("/beheer/mfa/authenticator/").status_code == 404


# Every page of allauth, in our own dress and in Dutch

ENGELS = re.compile(
    r"\b(Sign|Login|Log in|Logout|Password|Forgot|Change|E-?mail [Aa]ddress|Verify|Confirm|Code:|Authenticator|"
    r"Two-Factor|Recovery|Codes|Activate|Deactivate|Generate|Download|View|Cancel|Submit|Please|Enter|you|your|the|"
    r"and|with|is not|are|this|Access|Link|Invalid|Bad|Token|Secret)\b"
)


def _adressen(resolver):
    for patroon in resolver.url_patterns:
        if not isinstance(patroon, URLPattern):
            if patroon.namespace != "admin":
                yield from _adressen(patroon)
        elif (patroon.name or "").startswith(("account_", "mfa_")):
            delen = {"uidb36": "2f", "key": "cx9abc-0123456789"}
            args = [delen[naam] for naam in patroon.pattern.regex.groupindex]
            yield patroon.name, reverse(patroon.name, args=args)


@pytest.mark.parametrize("wie", ["niemand", "bram", "anna"])
def test_every_account_page_opens_in_our_own_layout_and_in_dutch(cast, anna, klok, wie):
    client = Client()
    if wie != "niemand":
        wachtwoord(client, wie)
        client.post(INVOEREN, {"code": app(anna.geheim)})
        nog_eens(client)
    fout, gezien = {}, set()
    for naam, pad in sorted(set(_adressen(get_resolver()))):
        antwoord = client.get(pad, follow=True)
        gezien.add((naam, antwoord.status_code))
        if antwoord.status_code == 404 or "text/plain" in antwoord["Content-Type"]:
            continue
        html = antwoord.content.decode()
        tekst = re.sub(r"<[^>]+>", " ", re.sub(r"<(script|style).*?</\1>", " ", html, flags=re.DOTALL))
        klachten = ENGELS.findall(tekst)
        klachten += [wat for wat in ('class="kop"', 'id="inhoud"', "<h1") if wat not in html]
        klachten += [wat for wat in (" style=", "<script>", " onclick=", "http://", "https://") if wat in html]
        if klachten or antwoord.status_code != 200:
            fout[naam] = (antwoord.status_code, klachten)
    assert fout == {}
    assert ("account_email", 404) in gezien
    assert ("account_login", 200) in gezien
