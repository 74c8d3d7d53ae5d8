"""Logging in: guessing, spying on who has an account, and what a session and a link are worth."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import get_hasher
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.taken import werk_af
from uitvoering.inloggen.raden import PER_ADRES
from uitvoering.views import wachttijd

LOGIN = "/accounts/login/"
RESET = "/accounts/password/reset/"
GOED = "geheim-voor-de-test"
GRENS = 10
KWARTIER = 15 * 60


def log_in(client, login, wachtwoord=GOED, adres="10.0.0.1", **kop):
    return client.post(
        LOGIN, {"login": login, "password": wachtwoord, **kop.pop("velden", {})}, REMOTE_ADDR=adres, **kop
    )


def raad(client, login, keer, adres="10.0.0.1", **kop):
    """The answers to so many wrong passwords."""
    return [log_in(client, login, f"fout-{n}", adres, **kop).status_code for n in range(keer)]


@pytest.fixture
def klok(monkeypatch):
    """``klok(seconden)`` moves the clock of the limits forward."""
    echt, vooruit = time.time, [0.0]
    monkeypatch.setattr("uitvoering.inloggen.raden.time.time", lambda: echt() + vooruit[0])

    def zet(seconden):
        vooruit[0] += seconden

    return zet


# Guessing


def test_ten_tries_and_then_429(client, cast):
    assert raad(client, "bram", GRENS + 1) == [200] * GRENS + [429]


def test_a_locked_login_does_not_look_at_the_password(client, cast, monkeypatch):
    raad(client, "bram", GRENS)
    gezien = []
    monkeypatch.setattr("acties.models.Gebruiker.check_password", lambda *wat: gezien.append(wat))
    assert log_in(client, "bram").status_code == 429
    assert gezien == []


def test_another_address_gives_an_account_no_new_tries(client, cast):
    assert [raad(client, "bram", 1, f"10.0.0.{n}")[0] for n in range(GRENS + 1)] == [200] * GRENS + [429]


def test_name_and_mail_address_count_as_one_account(client, cast):
    namen = ["bram", "bram@voorbeeld.nl", "BRAM", "Bram@Voorbeeld.NL", " bram "]
    pogingen = [raad(client, namen[n % 5], 1, f"10.0.0.{n}")[0] for n in range(GRENS + 1)]
    assert pogingen == [200] * GRENS + [429]


def test_an_invented_forwarded_address_gives_no_new_tries(client, cast):
    pogingen = [raad(client, "bram", 1, HTTP_X_FORWARDED_FOR=f"1.2.3.{n}")[0] for n in range(GRENS + 1)]
    assert pogingen == [200] * GRENS + [429]


def test_a_busy_address_locks_none_of_the_colleagues_out(client, cast):
    """A town hall behind one address: many make mistakes, and one of them is up to no good."""
    for naam in ("anna", "carla", "vera", "dirk", "onbekend"):
        raad(client, naam, GRENS + 1)
    assert log_in(Client(), "bram").status_code == 302


def test_an_address_that_tries_every_name_is_slowed_down(client, cast, klok, monkeypatch):
    monkeypatch.setattr("uitvoering.inloggen.account.InlogBackend.authenticate", lambda *wat, **hoe: None)
    assert {raad(client, f"naam{n}", 1)[0] for n in range(PER_ADRES)} == {200}
    assert raad(client, "nog-een", 1) == [429]
    klok(KWARTIER + 1)
    assert raad(client, "nog-een", 1) == [200]


def test_strangers_guess_slower_and_slower(cast, klok):
    """After ten: a minute, two, four, eight, and then one in a quarter, from however many addresses."""
    raad(Client(), "bram", GRENS)
    gewacht = []
    for nummer in range(6):
        seconden = int(log_in(Client(), "bram", "fout", f"10.1.0.{nummer}")["Retry-After"])
        klok(seconden - 2)
        assert log_in(Client(), "bram", "fout", f"10.2.0.{nummer}").status_code == 429
        klok(3)
        assert log_in(Client(), "bram", "fout", f"10.3.0.{nummer}").status_code == 200
        gewacht.append(round(seconden / 60))
    assert gewacht == [1, 2, 4, 8, 15, 15]


def test_a_lock_says_when_it_ends_and_keeps_no_thread_waiting(client, cast):
    raad(client, "bram", GRENS)
    antwoord = log_in(client, "bram")
    assert (antwoord.status_code, 890 <= int(antwoord["Retry-After"]) <= 901) == (429, True)
    assert re.search(r"Wacht een kwartier en probeer het opnieuw \(vanaf \d\d:\d\d uur\)", antwoord.content.decode())


@pytest.mark.parametrize(("seconden", "zin"), [(1, "een minuut"), (61, "2 minuten"), (900, "een kwartier")])
def test_how_long_is_said_in_words(seconden, zin):
    assert wachttijd(seconden) == zin


# A device that is known


def test_strangers_do_not_lock_the_owner_out_of_a_known_device(client, cast):
    assert log_in(client, "bram").status_code == 302
    client.post("/accounts/logout/")
    raad(Client(), "bram", GRENS + 5)  # also from the very address of the owner
    for n in range(30):
        raad(Client(), "bram", 1, f"10.4.0.{n}")
    assert log_in(client, "bram").status_code == 302


def test_a_known_device_guesses_no_more_than_a_strange_one(client, cast):
    log_in(client, "bram")
    client.post("/accounts/logout/")
    assert raad(client, "bram", GRENS + 1) == [200] * GRENS + [429]


def test_a_device_is_known_to_the_accounts_that_logged_in_there_and_to_no_other(client, cast):
    for naam in ("bram", "carla"):
        log_in(client, naam)
        client.post("/accounts/logout/")
    for naam in ("bram", "carla", "dirk"):
        raad(Client(), naam, GRENS)
    assert [log_in(client, naam).status_code for naam in ("dirk", "carla", "bram")] == [429, 302, 302]


@pytest.mark.parametrize("vals", ["", "onzin", '["x",[2]]:1abc:def'])
def test_nobody_makes_a_known_device_himself(client, cast, vals):
    raad(Client(), "bram", GRENS)
    client.cookies["apparaat"] = vals
    assert log_in(client, "bram").status_code == 429


def test_a_password_alone_makes_no_device_known_when_a_code_is_asked(client, cast):
    TOTP.activate(cast.bram, "GEHEIM")
    assert log_in(client, "bram").headers["Location"] == "/accounts/2fa/authenticate/"
    assert "apparaat" not in client.cookies


def test_the_cookie_of_a_device_is_hidden_and_stays_on_this_site(client, cast):
    koekje = log_in(client, "bram").cookies["apparaat"]
    assert (koekje["httponly"], koekje["samesite"], koekje["path"], koekje["domain"]) == (True, "Lax", "/", "")
    assert koekje["max-age"] == 365 * 24 * 60 * 60


def test_a_link_from_the_own_mail_opens_the_way_in_while_strangers_go_on(client, cast, vastgelegd):
    for n in range(GRENS + 5):
        raad(Client(), "bram", 1, f"10.5.0.{n}")
    with vastgelegd():
        client.post(RESET, {"email": "bram@voorbeeld.nl"})
    formulier = client.get(re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", mail.outbox[0].body)[1])[
        "Location"
    ]
    nieuw = "een heel ander wachtwoord"
    client.post(formulier, {"password1": nieuw, "password2": nieuw})
    for n in range(GRENS + 5):
        raad(Client(), "bram", 1, f"10.6.0.{n}")
    assert log_in(client, "bram", nieuw).status_code == 302


def test_lock_touches_nobody_else(client, cast):
    raad(client, "bram", GRENS + 1)
    assert log_in(Client(), "carla", adres="10.0.0.2").status_code == 302


def test_own_account_is_free_within_a_quarter(client, cast, klok):
    raad(client, "bram", GRENS + 3)
    klok(KWARTIER + 1)
    assert log_in(client, "bram").status_code == 302


def test_who_logs_in_often_is_not_locked_out(cast):
    assert [log_in(Client(), "bram").status_code for _ in range(GRENS + 5)] == [302] * (GRENS + 5)


def test_a_good_login_in_between_gives_no_new_tries(client, cast):
    raad(client, "bram", GRENS - 1)
    log_in(Client(), "carla")
    assert raad(client, "bram", 2) == [200, 429]


def test_tries_are_counted_in_the_database_for_all_processes(client, cast):
    raad(client, "bram", 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache WHERE cache_key LIKE '%%raden-%%'")
        assert cursor.fetchone()[0] == 3  # per account and address together, per account, per address
    assert type(cache._connections[cache._alias]).__name__ == "DatabaseCache"


def test_old_password_asked_again_is_limited_too(als, cast, klok):
    """Whoever finds an unlocked screen can't guess at the page that asks the password once more."""
    client = als(cast.bram)
    sessie = client.session
    sessie["account_authentication_methods"] = []
    sessie.save()
    antwoorden = []
    for n in range(GRENS + 2):
        antwoorden.append(client.post("/accounts/reauthenticate/", {"password": f"fout-{n}"}).status_code)
        klok(61)
    assert antwoorden == [200] * GRENS + [429] * 2


# Spying


def _zonder_toeval(response):
    """What a person can see: without the token of the form and what was typed."""
    tekst = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    return re.sub(r'name="(?:login|email)" value="[^"]*"', "", tekst)


@pytest.mark.parametrize(("bekend", "onbekend"), [("bram", "bart"), ("bram@voorbeeld.nl", "bart@voorbeeld.nl")])
def test_login_does_not_tell_who_has_an_account(client, cast, bekend, onbekend):
    antwoorden = [log_in(client, naam, "fout") for naam in (bekend, onbekend)]
    assert [antwoord.status_code for antwoord in antwoorden] == [200, 200]
    eerste, tweede = (_zonder_toeval(antwoord).replace(bekend, "").replace(onbekend, "") for antwoord in antwoorden)
    assert eerste == tweede


def test_account_that_is_off_answers_a_wrong_password_like_any_other(client, cast):
    cast.bram.is_active = False
    cast.bram.save()
    eerste, tweede = (_zonder_toeval(log_in(client, naam, "fout")) for naam in ("bram", "bart"))
    assert eerste.replace("bram", "") == tweede.replace("bart", "")


@pytest.mark.parametrize("naam", ["bram", "bart", "bram@voorbeeld.nl", "bart@voorbeeld.nl", "uit", "nieuw"])
def test_login_takes_the_work_of_one_password_for_whoever_it_is(client, cast, monkeypatch, naam):
    cast.carla.username, cast.carla.is_active = "uit", False
    cast.carla.save()
    cast.dirk.username = "nieuw"
    cast.dirk.set_unusable_password()
    cast.dirk.save()
    soort, keer = type(get_hasher()), []
    encode = soort.encode
    monkeypatch.setattr(soort, "encode", lambda *wat, **hoe: keer.append(1) or encode(*wat, **hoe))
    log_in(client, naam, "fout")
    assert len(keer) == 1


def test_reset_does_not_tell_who_has_an_account(client, cast, vastgelegd):
    with vastgelegd():
        antwoorden = [client.post(RESET, {"email": f"{naam}@voorbeeld.nl"}, follow=True) for naam in ("bram", "bart")]
    assert [antwoord.redirect_chain for antwoord in antwoorden] == [[("/accounts/password/reset/done/", 302)]] * 2
    assert _zonder_toeval(antwoorden[0]) == _zonder_toeval(antwoorden[1])
    assert [bericht.to for bericht in mail.outbox] == [["bram@voorbeeld.nl"]]  # a stranger gets no mail from us


def test_reset_writes_the_same_for_whoever_it_is(client, cast):
    """Except for taking away the mail that nobody gets. Of the mail that somebody gets, two rows more are read."""
    gelezen, geschreven = [], []
    for naam in ("bram", "bart", "bram", "bart"):
        with CaptureQueriesContext(connection) as vragen:
            client.post(RESET, {"email": f"{naam}@voorbeeld.nl"})
        soorten = [vraag["sql"].split(" ", 1)[0] for vraag in vragen.captured_queries]
        gelezen.append(soorten.count("SELECT"))
        geschreven.append([soort for soort in soorten if soort in ("INSERT", "UPDATE")])
    assert geschreven[2] == geschreven[3]
    assert abs(gelezen[2] - gelezen[3]) <= 2


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_the_mail_of_a_reset(client, cast, postbode, rij):
    """So the time of the mail server does not tell either: a worker asks it, when the answer is gone."""
    assert (client.post(RESET, {"email": "bram@voorbeeld.nl"}).status_code, postbode.geopend) == (302, 0)
    werk_af()
    assert postbode.bezorgd == ["bram@voorbeeld.nl"]


def test_asking_for_a_reset_is_limited_alike_for_known_and_unknown(cast):
    reeksen = [
        [
            Client().post(RESET, {"email": f"{naam}@voorbeeld.nl"}, REMOTE_ADDR=f"10.1.{nr}.{n}").status_code
            for n in range(8)
        ]
        for nr, naam in enumerate(("bram", "bart"))
    ]
    assert reeksen[0] == reeksen[1] == [302] * 5 + [429] * 3


def test_link_in_the_mail_works_once(client, cast, vastgelegd):
    with vastgelegd():
        client.post(RESET, {"email": "bram@voorbeeld.nl"})
    link = re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", mail.outbox[0].body)[1]
    formulier = client.get(link)["Location"]
    nieuw = "een heel ander wachtwoord"
    assert client.post(formulier, {"password1": nieuw, "password2": nieuw}).status_code == 302
    assert log_in(client, "bram", nieuw).status_code == 302
    assert "form" not in (Client().get(link).context or {}) or Client().get(link).context["token_fail"]


def test_mail_of_a_reset_is_in_dutch_and_names_this_host(client, cast, vastgelegd):
    with vastgelegd():
        client.post(RESET, {"email": "bram@voorbeeld.nl"})
        client.post(RESET, {"email": "bart@voorbeeld.nl"})
    for bericht in mail.outbox:
        tekst = re.sub(r"https?://\S+", "", f"{bericht.subject}\n{bericht.body}")
        assert not re.search(r"\b(the|you|your|password|Hello|Thank)\b", tekst), tekst
        assert "testserver" in bericht.body


def test_mail_to_choose_a_password_also_suits_who_is_invited(client, cast, vastgelegd):
    """An invitation sends the same mail: it does not speak of a request, and says what to do when it was not expected."""
    with vastgelegd():
        client.post(RESET, {"email": "bram@voorbeeld.nl"})
    [bericht] = mail.outbox
    assert bericht.subject == "Kies een nieuw wachtwoord"
    assert bericht.body.startswith("Hallo,\n\nMet deze link kies je een nieuw wachtwoord.")
    assert "\nJe gebruikersnaam is bram.\n" in bericht.body


def test_pages_of_the_account_say_je(als, cast):
    pagina = als(cast.bram).get("/accounts/password/change/").content.decode()
    assert "Het heeft ten minste 12 tekens." in pagina
    assert not re.search(r"\b[Uu]w?\b", re.sub(r"<[^>]+>", " ", pagina))


# Sessions


def test_session_gets_a_new_id_at_login(client, cast):
    client.get(LOGIN)
    sessie = client.session
    sessie["van"] = "een aanvaller"
    sessie.save()
    oud = client.cookies["sessionid"].value
    log_in(client, "bram")
    assert client.cookies["sessionid"].value != oud
    dief = Client()
    dief.cookies["sessionid"] = oud
    assert dief.get("/proef/begrippen/").status_code == 302


def test_cookie_is_dead_after_logout(client, cast):
    log_in(client, "bram")
    dief = Client()
    dief.cookies["sessionid"] = client.cookies["sessionid"].value
    assert dief.get("/proef/begrippen/").status_code == 200
    client.post("/accounts/logout/")
    assert dief.get("/proef/begrippen/").status_code == 302


def test_logout_by_a_link_does_nothing(client, cast):
    log_in(client, "bram")
    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/proef/begrippen/").status_code == 200


def test_other_sessions_end_when_the_password_changes(cast):
    thuis, werk = Client(), Client()
    log_in(thuis, "bram"), log_in(werk, "bram")
    nieuw = "een heel ander wachtwoord"
    werk.post("/accounts/password/change/", {"oldpassword": GOED, "password1": nieuw, "password2": nieuw})
    assert thuis.get("/proef/begrippen/").status_code == 302
    assert log_in(Client(), "bram", nieuw).status_code == 302


def test_nobody_makes_an_account(client, cast):
    velden = {
        "username": "mallory",
        "email": "m@voorbeeld.nl",
        "password1": "x" * 20 + "1",
        "password2": "x" * 20 + "1",
    }
    client.post("/accounts/signup/", velden)
    assert type(cast.anna).objects.count() == 6


def test_nobody_changes_the_mail_address_that_a_reset_goes_to(als, cast):
    client = als(cast.bram)
    for velden in (
        {"email": "mallory@voorbeeld.nl", "action_add": ""},
        {"email": "anna@voorbeeld.nl", "action_add": ""},
    ):
        assert client.post("/accounts/email/", velden).status_code == 404
    assert client.get("/accounts/email/").status_code == 404
    cast.bram.refresh_from_db()
    assert cast.bram.email == "bram@voorbeeld.nl"
    assert not cast.bram.emailaddress_set.exclude(email="bram@voorbeeld.nl").exists()


# Where you end up


ELDERS = [
    "https://elders.test/",
    "//elders.test/",
    "///elders.test",
    r"\\elders.test",
    r"/\elders.test",
    "http:elders.test",
    "https:///elders.test",
    "javascript:alert(1)",
    "data:text/html,x",
    "\thttps://elders.test",
    "https://testserver@elders.test/",
    "http://testserver.elders.test/",
    "/\r\nLocation: https://elders.test",
]


def test_login_never_leads_to_another_site(cast):
    doelen = {doel: log_in(Client(), "bram", velden={"next": doel}).headers["Location"] for doel in ELDERS}
    vreemd = {
        doel: naar for doel, naar in doelen.items() if naar not in ("/", "/%0D%0ALocation:%20https://elders.test")
    }
    assert vreemd == {}


def test_login_leads_to_the_page_that_was_asked_for(client, cast):
    doel = "/proef/acties/?status=afgerond&zoek=a%20b"
    assert log_in(client, "bram", velden={"next": doel})["Location"] == doel


def test_odd_methods_are_refused(als, cast):
    client = als(cast.anna)
    paden = [LOGIN, "/accounts/logout/", "/", "/hulp/", "/proef/", "/proef/acties/2/melden/", "/beheer/", "/niets/"]
    methoden = ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "FOO", "GET\x00"]
    antwoorden = {(pad, methode): client.generic(methode, pad) for pad in paden for methode in methoden}
    assert {wat: antwoord.status_code for wat, antwoord in antwoorden.items()} == dict.fromkeys(antwoorden, 405)


def test_files_of_the_server_stay_where_they_are(als, cast):
    client = als(cast.anna)
    paden = [
        "/.git/config",
        "/.git/HEAD",
        "/.env",
        "/db.sqlite3",
        "/manage.py",
        "/requirements/base.txt",
        "/static/../db.sqlite3",
        "/static/%2e%2e/db.sqlite3",
        "/static/..%2f..%2fdb.sqlite3",
        "/static/....//....//etc/passwd",
        "/static//etc/passwd",
        "/static/uitvoering/../../.env",
        "/proef/../../etc/passwd",
        "/proef/acties/export/..%2f..%2fetc%2fpasswd/",
        "/media/x",
        "/admin/",
        "/proef/%00/",
    ]
    assert {pad: client.get(pad).status_code for pad in paden} == dict.fromkeys(paden, 404)
