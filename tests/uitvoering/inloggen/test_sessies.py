"""Where someone is logged in: the list, ending one or all others, and how little it writes."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from uitvoering.inloggen.sessies import apparaat

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
TELEFOON = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"
)


def log_in(naam, browser=FIREFOX, adres="10.0.0.1"):
    client = Client(HTTP_USER_AGENT=browser, REMOTE_ADDR=adres)
    client.post("/accounts/login/", {"login": naam, "password": "geheim-voor-de-test"})
    assert open_(client)
    return client


def open_(client):
    return client.get("/proef/begrippen/").status_code == 200


@pytest.fixture
def bram(cast):
    """Bram at his desk and on his phone, and Carla, who has nothing to do with it."""
    return log_in("bram"), log_in("bram", TELEFOON, "10.0.0.2"), log_in("carla", adres="10.0.0.3")


def sessie_van(client):
    return UserSession.objects.get(session_key=client.session.session_key)


def test_list_names_device_and_address_of_the_own_sessions(bram):
    werk, _, _ = bram
    html = werk.get("/sessie/").content.decode()
    assert [naam in html for naam in ("Firefox op Windows", "Safari op een iPhone", "10.0.0.1", "10.0.0.2")] == [
        True
    ] * 4
    assert "10.0.0.3" not in html
    assert html.count("Deze sessie") == 1


def test_ending_one_session_works_at_once_and_touches_no_other(bram):
    werk, telefoon, _ = bram
    antwoord = werk.post(f"/sessie/{sessie_van(telefoon).pk}/uitloggen/", follow=True)
    assert "1 sessie is uitgelogd." in antwoord.content.decode()
    assert [open_(client) for client in bram] == [True, False, True]
    assert Session.objects.count() >= 2


def test_ending_all_others(bram):
    werk, _, _ = bram
    nog_een = log_in("bram")
    assert "2 sessies zijn uitgelogd." in werk.post("/sessie/anderen/uitloggen/", follow=True).content.decode()
    assert [open_(client) for client in (*bram, nog_een)] == [True, False, True, False]


def test_nobody_ends_the_session_of_someone_else(bram):
    werk, _, carla = bram
    assert carla.post(f"/sessie/{sessie_van(werk).pk}/uitloggen/").status_code == 404
    assert open_(werk)


def test_session_that_was_idle_too_long_is_not_listed(bram):
    werk, telefoon, _ = bram
    UserSession.objects.filter(pk=sessie_van(telefoon).pk).update(last_seen_at=timezone.now() - timedelta(minutes=66))
    assert "iPhone" not in werk.get("/sessie/").content.decode()


def test_a_visit_writes_nothing_about_the_session_until_minutes_later(bram):
    werk, _, _ = bram
    with CaptureQueriesContext(
        connection,
    ) as vragen:
        assert open_(werk)
    assert [vraag["sql"] for vraag in vragen if "usersessions" in vraag["sql"]] == []
    sessie = werk.session
    sessie["laatst"] -= 120
    sessie.save()
    with CaptureQueriesContext(connection) as vragen:
        assert open_(werk)
    assert [vraag["sql"].split()[0] for vraag in vragen if "usersessions" in vraag["sql"]] == ["SELECT"]


def test_last_seen_follows_after_some_minutes(bram):
    werk, _, _ = bram
    lang_geleden = timezone.now() - timedelta(minutes=10)
    UserSession.objects.filter(pk=sessie_van(werk).pk).update(last_seen_at=lang_geleden)
    sessie = werk.session
    sessie["laatst"] -= 120
    sessie.save()
    assert open_(werk)
    assert timezone.now() - sessie_van(werk).last_seen_at < timedelta(minutes=5)


@pytest.mark.parametrize(
    ("user_agent", "naam"),
    [
        (FIREFOX, "Firefox op Windows"),
        (TELEFOON, "Safari op een iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome op Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge op Windows"),
        ("<script>alert(1)</script>", "Onbekende browser"),
        ("", "Onbekende browser"),
    ],
)
def test_name_of_a_device(user_agent, naam):
    assert apparaat(user_agent) == naam
