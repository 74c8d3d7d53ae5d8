"""A mail server that fails, hangs or refuses: the others get theirs, nobody gets two, and nobody waits for it."""

import socket
import threading
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from acties.models import Begrip, Gebruiker
from monitoring.models import Herinnering
from monitoring.rondes.herinneren import MailserverZwijgt, herinner_alle
from tests.antwoord import tekst

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


def rijen(**zoek):
    return Herinnering.objects.filter(**zoek).count()


def test_one_slow_and_one_unknown_address_stop_nobody(postbode, ronde):
    postbode.traag.add(ALLEN[1])
    postbode.weiger[ALLEN[3]] = 550
    uitslag = herinner_alle(VANDAAG)
    assert (uitslag.verstuurd, uitslag.onzeker, uitslag.mislukt, uitslag.over) == (4, 1, 1, 0)
    assert sorted(postbode.bezorgd) == sorted({*ALLEN} - {ALLEN[1], ALLEN[3]})


def test_who_may_have_had_it_gets_no_second_one(postbode, ronde):
    postbode.traag.add(ALLEN[1])
    herinner_alle(VANDAAG)
    postbode.traag.clear()
    herinner_alle(VANDAAG)
    herinner_alle(VANDAAG + timedelta(days=1))
    assert (len(postbode.bezorgd), len(set(postbode.bezorgd))) == (5, 5)
    assert rijen(bezig_sinds=None) == 5


def test_three_failed_connections_end_the_run_and_a_second_goes_on_with_what_is_left(postbode, ronde):
    def sluit(bericht):
        postbode.dicht = len(postbode.bezorgd) == 1  # this is the second mail; then the server goes away

    postbode.onderweg = sluit
    with pytest.raises(CommandError, match=r"Herinneringen: 2 verstuurd, 0 overgeslagen, 4 nog te doen\."):
        call_command("herinneringen")
    assert (postbode.geopend, rijen()) == (5, 2)
    postbode.dicht, postbode.onderweg = False, lambda bericht: None
    call_command("herinneringen")
    assert sorted(postbode.bezorgd) == sorted(ALLEN)


def test_a_server_that_accepts_and_says_nothing_costs_three_time_outs(settings, ronde):
    settings.EMAIL_BACKEND, settings.EMAIL_TIMEOUT = "django.core.mail.backends.smtp.EmailBackend", 0.05
    with socket.create_server(("127.0.0.1", 0)) as zwijger:
        settings.EMAIL_HOST, settings.EMAIL_PORT = zwijger.getsockname()
        with pytest.raises(MailserverZwijgt) as fout:
            herinner_alle(VANDAAG)
    assert (fout.value.uitslag.over, rijen()) == (6, 0)


def test_a_run_that_was_killed_while_sending_sends_nobody_a_second_mail(postbode, ronde):
    """Twenty kills, each somewhere else; who the killed run was busy with is known and is left alone."""
    gekregen = []

    def dood(bericht):
        gekregen.append(bericht.to[0])
        raise SystemExit

    postbode.onderweg = dood
    for _ in range(20):
        try:
            herinner_alle(VANDAAG)
        except SystemExit:
            continue
    assert sorted(gekregen) == sorted(ALLEN)
    assert (rijen(bezig_sinds=None), rijen(bezig_sinds__isnull=False)) == (0, 6)


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
    assert herinner_alle(VANDAAG).verstuurd == 6
    assert geschreven == [1] * 6


def test_the_projectleider_reads_how_many_got_it_and_who_perhaps(postbode, als, cast, ronde):
    postbode.traag.update(ALLEN[:3])
    pagina = tekst(als(cast.anna).post(f"/proef/rondes/{ronde.pk}/herinneren/", follow=True))
    assert "De mailserver antwoordt niet. Herinneringen: 0 verstuurd, 3 overgeslagen, 3 nog te doen." in pagina
    assert pagina.count("niet zeker of de mail aankwam") == 3
