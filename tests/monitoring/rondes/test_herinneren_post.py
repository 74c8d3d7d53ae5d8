"""A mail server that fails, hangs or refuses: the others get theirs, nobody gets two, and nobody waits for it."""

import socket
import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from acties.models import Begrip, Gebruiker, WachtendeMail
from acties.post import verstuur_wachtende
from monitoring.models import Herinnering
from monitoring.rondes.herinneren import herinner_alle
from tests.antwoord import tekst
from tests.taken import werk_af

VANDAAG = timezone.localdate()
NAMEN = ["een", "twee", "drie", "vier", "vijf", "zes"]
ALLEN = [f"{naam}@voorbeeld.nl" for naam in NAMEN]


@pytest.fixture
def ronde(wereld, cast, maak_ronde):
    """Six colleagues of Hoorn owe something, in this order, and nobody else has an address."""
    Gebruiker.objects.update(email="")
    for naam, adres in zip(NAMEN, ALLEN, strict=True):
        collega = Gebruiker.objects.create_user(naam, adres, first_name=naam)
        collega.lidmaatschappen.create(rol="beleidsambtenaar", organisatie=wereld.hoorn)
    return maak_ronde()


def aflopen():
    """How many reminders ended how."""
    return Counter(Herinnering.objects.values_list("afloop", flat=True))


def later(monkeypatch, minuten):
    nu = timezone.now() + timedelta(minutes=minuten)
    monkeypatch.setattr("acties.post.timezone.now", lambda: nu)


def test_one_slow_and_one_unknown_address_stop_nobody(postbode, ronde):
    postbode.traag.add(ALLEN[1])
    postbode.weiger[ALLEN[3]] = 550
    herinner_alle(VANDAAG)
    gedaan = verstuur_wachtende()
    assert (gedaan.verstuurd, gedaan.onzeker, gedaan.geweigerd, gedaan.over) == (4, 1, 1, 0)
    assert sorted(postbode.bezorgd) == sorted({*ALLEN} - {ALLEN[1], ALLEN[3]})
    assert aflopen() == {"verstuurd": 4, "misschien": 1, "geweigerd": 1}


def test_who_may_have_had_it_gets_no_second_one(postbode, ronde):
    postbode.traag.add(ALLEN[1])
    call_command("herinneringen")
    postbode.traag.clear()
    call_command("herinneringen")
    herinner_alle(VANDAAG + timedelta(days=1))
    verstuur_wachtende()
    assert (len(postbode.bezorgd), len(set(postbode.bezorgd))) == (5, 5)
    assert aflopen() == {"verstuurd": 5, "misschien": 1}


def test_a_mail_that_cannot_be_made_stops_nobody(postbode, ronde, caplog):
    Gebruiker.objects.filter(username="twee").update(email="geen adres\nBcc: x@voorbeeld.nl")
    herinner_alle(VANDAAG)
    assert (verstuur_wachtende().verstuurd, aflopen()) == (5, {"verstuurd": 5, "in_de_rij": 1})
    assert "kon niet worden gemaakt" in caplog.text


def test_three_failed_connections_end_the_run_and_a_second_goes_on_with_what_is_left(postbode, ronde):
    def sluit(bericht):
        postbode.dicht = len(postbode.bezorgd) == 1  # this is the second mail; then the server goes away

    postbode.onderweg = sluit
    with pytest.raises(CommandError, match=r"Wachtende mails: 2 verstuurd, 0 geweigerd, 0 verlopen, 4 nog te doen\."):
        call_command("herinneringen")
    assert (postbode.geopend, aflopen()) == (5, {"verstuurd": 2, "in_de_rij": 4})
    postbode.dicht, postbode.onderweg = False, lambda bericht: None
    call_command("herinneringen")
    assert sorted(postbode.bezorgd) == sorted(ALLEN)


def test_a_server_that_accepts_and_says_nothing_costs_three_time_outs(settings, ronde):
    settings.EMAIL_BACKEND, settings.EMAIL_TIMEOUT = "django.core.mail.backends.smtp.EmailBackend", 0.05
    with socket.create_server(("127.0.0.1", 0)) as zwijger:
        settings.EMAIL_HOST, settings.EMAIL_PORT = zwijger.getsockname()
        with pytest.raises(CommandError, match="De mailserver antwoordt niet"):
            call_command("herinneringen")
    assert aflopen() == {"in_de_rij": 6}


def test_a_worker_that_was_killed_while_sending_sends_nobody_a_second_mail(postbode, ronde, monkeypatch):
    """Each run is killed at another mail; who it was busy with is known and is left alone, and is told as perhaps sent."""
    gekregen = []

    def dood(bericht):
        gekregen.append(bericht.to[0])
        raise SystemExit

    herinner_alle(VANDAAG)
    postbode.onderweg = dood
    for _ in ALLEN:
        with pytest.raises(SystemExit):
            verstuur_wachtende()
    assert (sorted(gekregen), aflopen()) == (sorted(ALLEN), {"in_de_rij": 6})
    later(monkeypatch, 6)
    gedaan = verstuur_wachtende()
    assert gedaan.zin.endswith("0 nog te doen. 6 misschien verstuurd: het versturen stopte halverwege.")
    assert (len(gekregen), aflopen(), WachtendeMail.objects.count()) == (6, {"misschien": 6}, 0)


def test_who_is_slow_and_does_know_that_it_arrived_has_the_last_word(postbode, ronde, monkeypatch):
    def te_laat(bericht):
        postbode.onderweg = lambda bericht: None
        with monkeypatch.context() as even:
            later(even, 6)
            verstuur_wachtende()

    herinner_alle(VANDAAG)
    postbode.onderweg = te_laat
    verstuur_wachtende()
    assert (sorted(postbode.bezorgd), aflopen()) == (sorted(ALLEN), {"verstuurd": 6})


def test_who_was_away_just_before_sending_and_comes_back_sends_no_second_one(postbode, ronde, monkeypatch):
    echt = postbode.open

    def blijf_weg(self):
        monkeypatch.setattr(postbode, "open", echt)
        with monkeypatch.context() as even:
            later(even, 6)
            verstuur_wachtende()  # another, who finds that nobody has it in hand any more
        echt(self)

    monkeypatch.setattr(postbode, "open", blijf_weg)
    herinner_alle(VANDAAG)
    verstuur_wachtende()
    assert (sorted(postbode.bezorgd), aflopen()) == (sorted(ALLEN), {"verstuurd": 6})


def test_a_mail_about_an_account_goes_before_the_reminders_that_wait(postbode, ronde):
    herinner_alle(VANDAAG)
    nu = timezone.now()
    WachtendeMail.objects.create(aan="a@voorbeeld.nl", onderwerp="o", tekst="t", gemaakt_op=nu, vrij_vanaf=nu)
    verstuur_wachtende()
    assert (postbode.bezorgd[0], len(postbode.bezorgd)) == ("a@voorbeeld.nl", 7)


@pytest.mark.django_db(transaction=True)
def test_another_writes_while_a_mail_is_on_its_way(postbode, ronde, wereld):
    """On SQLite there is one writer at a time: the mail must not be in its transaction."""
    geschreven = []

    def schrijf():
        try:
            geschreven.append(Begrip.objects.filter(pk=wereld.begrip.pk).update(definitie="Anders"))
        finally:
            connection.close()

    def schrijf_intussen(bericht):
        assert not connection.in_atomic_block
        ander = threading.Thread(target=schrijf)
        ander.start()
        ander.join(5)
        assert not ander.is_alive()

    postbode.onderweg = schrijf_intussen
    herinner_alle(VANDAAG)  # once stored, the task sends them at once in this test
    assert (geschreven, aflopen()) == ([1] * 6, {"verstuurd": 6})


@pytest.mark.django_db(transaction=True)
def test_the_page_answers_before_any_mail_and_tells_afterwards_who_got_one(postbode, als, cast, ronde, rij):
    postbode.traag.add(ALLEN[0])
    postbode.weiger[ALLEN[1]] = 550
    adres = f"/proef/rondes/{ronde.pk}/"
    pagina = tekst(als(cast.anna).post(f"{adres}herinneren/", follow=True))
    assert "6 herinneringen gaan nu weg naar " in pagina
    assert (postbode.geopend, pagina.count("open · in de rij")) == (0, 6)
    werk_af()
    pagina = tekst(als(cast.anna).get(adres))
    assert pagina.count("open · verstuurd") == 4
    assert "open · misschien verstuurd: het versturen stopte halverwege" in pagina
    assert "open · geweigerd door de mailserver: klopt het adres?" in pagina
