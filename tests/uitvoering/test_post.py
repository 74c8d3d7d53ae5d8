"""Mails about an account when the mail server is away: what was done is done, the mail waits, and the page says so."""

import logging
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, hotp_value, yield_hotp_counters_from_time
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from acties.models import Gebruiker, WachtendeMail
from acties.post import Uitkomst, bied_aan, verstuur_wachtende
from tests.antwoord import tekst
from tests.beheer.test_gebruikers import LIJST, formulier

OUD, NIEUW = "geheim-voor-de-test", "een heel ander wachtwoord"
echt_vastgelegd = pytest.mark.django_db(transaction=True)


def later(adres):
    return f"De mail aan {adres} kon nu niet weg. Wij proberen het later opnieuw; je hoeft niets te doen."


def biedt_aan(*adressen):
    """The outcomes of a mail to each of these."""
    uitkomsten = []
    for adres in adressen:
        bied_aan(EmailMessage("Onderwerp", "Tekst", to=[adres]), na=uitkomsten.append)
    return uitkomsten


@pytest.fixture
def dicht(postbode):
    postbode.dicht = True
    return postbode


def weer_open(postbode):
    postbode.dicht = False
    return verstuur_wachtende()


# What someone does


@echt_vastgelegd
def test_an_invitation_waits_and_the_beheerder_reads_so(dicht, als, cast):
    pagina = tekst(als(cast.eva).post(f"{LIJST}add/", formulier(uitnodigen="on"), follow=True))
    assert Gebruiker.objects.filter(username="nieuw").exists()
    assert "Onderweg:" not in pagina
    assert later("nieuw@voorbeeld.nl") in pagina
    assert weer_open(dicht).verstuurd == 1
    assert dicht.bezorgd == ["nieuw@voorbeeld.nl"]
    assert not WachtendeMail.objects.exists()


@echt_vastgelegd
def test_an_invitation_in_the_queue_is_on_its_way_and_nothing_is_wrong(postbode, als, cast, rij):
    pagina = tekst(als(cast.eva).post(f"{LIJST}add/", formulier(uitnodigen="on"), follow=True))
    assert "Onderweg: 1 mail om een wachtwoord te kiezen." in pagina
    assert "kon nu niet weg" not in pagina
    assert postbode.bezorgd == []


@echt_vastgelegd
def test_twenty_invitations_wait_for_the_mail_server_once(dicht, als, cast):
    for nr in range(20):
        Gebruiker.objects.create_user(f"nieuw{nr}", f"nieuw{nr}@voorbeeld.nl")
    ids = list(Gebruiker.objects.filter(username__startswith="nieuw").values_list("pk", flat=True))
    antwoord = als(cast.eva).post(LIJST, {"action": "nodig_uit", "_selected_action": ids}, follow=True)
    assert (antwoord.status_code, dicht.geopend, WachtendeMail.objects.count()) == (200, 1, 20)
    assert weer_open(dicht).verstuurd == 20


@echt_vastgelegd
def test_a_refused_address_is_said_and_not_tried_again(postbode, als, cast):
    postbode.weiger["nieuw@voorbeeld.nl"] = 550
    pagina = tekst(als(cast.eva).post(f"{LIJST}add/", formulier(uitnodigen="on"), follow=True))
    assert "De mailserver weigert de mail aan nieuw@voorbeeld.nl. Klopt het adres?" in pagina
    assert not WachtendeMail.objects.exists()


@echt_vastgelegd
def test_what_went_out_is_counted_apart_from_what_did_not(postbode, als, cast):
    postbode.weiger[cast.bram.email] = 451
    ids = [cast.bram.pk, cast.carla.pk, cast.dirk.pk]
    pagina = tekst(als(cast.eva).post(LIJST, {"action": "nodig_uit", "_selected_action": ids}, follow=True))
    assert "Onderweg: 2 mails om een wachtwoord te kiezen." in pagina
    assert pagina.count("kon nu niet weg") == 1
    assert later(cast.bram.email) in pagina


@echt_vastgelegd
def test_a_new_password_is_stored_and_its_mail_waits(dicht, client, cast):
    client.post("/accounts/login/", {"login": "bram", "password": OUD})
    velden = {"oldpassword": OUD, "password1": NIEUW, "password2": NIEUW}
    antwoord = client.post("/accounts/password/change/", velden, follow=True)
    assert later(cast.bram.email) in tekst(antwoord)
    cast.bram.refresh_from_db()
    assert cast.bram.check_password(NIEUW)
    assert weer_open(dicht).verstuurd == 1


@echt_vastgelegd
def test_a_second_factor_is_set_up_and_its_mail_waits(dicht, client, cast):
    client.post("/accounts/login/", {"login": "bram", "password": OUD})
    pad = "/accounts/2fa/totp/activate/"
    client.post("/accounts/reauthenticate/", {"password": OUD})
    geheim = client.get(pad).context["form"].secret
    code = f"{hotp_value(geheim, next(yield_hotp_counters_from_time())):06}"
    antwoord = client.post(pad, {"code": code}, follow=True)
    assert antwoord.status_code == 200
    assert Authenticator.objects.filter(user=cast.bram, type="totp").exists()
    assert later(cast.bram.email) in tekst(antwoord)


@echt_vastgelegd
def test_asking_to_take_a_factor_away_is_done_and_its_mail_waits(dicht, als, cast):
    TOTP.activate(cast.bram, "GEHEIM")
    antwoord = als(cast.eva).post(LIJST, {"action": "haal_factor_weg", "_selected_action": [cast.bram.pk]}, follow=True)
    assert cast.bram.rechtenwijzigingen.get().is_open
    assert later(cast.bram.email) in tekst(antwoord)


@echt_vastgelegd
def test_who_asks_for_a_password_does_not_read_whether_the_account_exists(dicht, client, cast):
    for naam in ("bram", "bart"):
        pagina = tekst(client.post("/accounts/password/reset/", {"email": f"{naam}@voorbeeld.nl"}, follow=True))
        assert "Lukt het versturen nu niet, dan proberen wij het later opnieuw." in pagina
        assert "kon nu niet weg" not in pagina


# What waits


@echt_vastgelegd
def test_a_mail_leaves_only_when_its_act_is_stored_and_outside_it(postbode):
    binnen = []
    postbode.onderweg = lambda bericht: binnen.append(connection.in_atomic_block)
    with transaction.atomic():
        uitkomsten = biedt_aan("a@voorbeeld.nl")
        assert (postbode.bezorgd, WachtendeMail.objects.count()) == ([], 1)
    assert (uitkomsten, binnen, postbode.bezorgd) == ([Uitkomst.VERSTUURD], [False], ["a@voorbeeld.nl"])
    with transaction.atomic():
        biedt_aan("b@voorbeeld.nl")
        transaction.set_rollback(True)
    assert (postbode.bezorgd, WachtendeMail.objects.count()) == (["a@voorbeeld.nl"], 0)


@echt_vastgelegd
@pytest.mark.parametrize(("code", "uitkomst", "wacht"), [(550, Uitkomst.GEWEIGERD, 0), (451, Uitkomst.UITGESTELD, 1)])
def test_not_now_is_tried_again_and_never_is_not(postbode, code, uitkomst, wacht):
    postbode.weiger["a@voorbeeld.nl"] = code
    assert biedt_aan("a@voorbeeld.nl", "b@voorbeeld.nl") == [uitkomst, Uitkomst.VERSTUURD]
    assert WachtendeMail.objects.count() == wacht


def wachtend(*adressen, **anders):
    nu = timezone.now()
    for adres in adressen:
        velden = {"onderwerp": "Onderwerp", "tekst": "Tekst", "gemaakt_op": nu, "vrij_vanaf": nu} | anders
        WachtendeMail.objects.create(aan=adres, **velden)


def test_a_slow_one_stops_nobody_and_three_in_a_row_end_the_run(postbode, db):
    wachtend(*(f"{naam}@voorbeeld.nl" for naam in "abcdefg"))
    postbode.traag.update({"b@voorbeeld.nl", "d@voorbeeld.nl", "e@voorbeeld.nl", "f@voorbeeld.nl"})
    ronde = verstuur_wachtende()
    assert ronde.zin == "Wachtende mails: 2 verstuurd, 0 geweigerd, 0 verlopen, 5 nog te doen."
    postbode.traag.clear()
    assert verstuur_wachtende().verstuurd == 5
    assert sorted(postbode.bezorgd) == [f"{naam}@voorbeeld.nl" for naam in "abcdefg"]


def test_who_is_being_sent_to_by_another_is_left_alone(postbode, db):
    wachtend("a@voorbeeld.nl")
    postbode.onderweg = lambda bericht: anders.append(verstuur_wachtende().verstuurd)
    anders = []
    assert (verstuur_wachtende().verstuurd, anders, len(postbode.bezorgd)) == (1, [0], 1)


def test_after_three_days_it_is_gone_unsent(postbode, db):
    wachtend("oud@voorbeeld.nl", gemaakt_op=timezone.now() - timedelta(days=3))
    wachtend("jong@voorbeeld.nl", gemaakt_op=timezone.now() - timedelta(days=2, hours=23))
    ronde = verstuur_wachtende()
    assert (ronde.verlopen, ronde.verstuurd, postbode.bezorgd) == (1, 1, ["jong@voorbeeld.nl"])
    assert not WachtendeMail.objects.exists()


@pytest.mark.parametrize("opdracht", ["verstuur_post", "herinneringen"])
def test_both_commands_send_what_waits(postbode, db, capsys, opdracht):
    wachtend("a@voorbeeld.nl")
    call_command(opdracht)
    assert capsys.readouterr().out.endswith("Wachtende mails: 1 verstuurd, 0 geweigerd, 0 verlopen, 0 nog te doen.\n")


@echt_vastgelegd
def test_the_log_names_no_address_and_no_link(dicht, client, cast, caplog):
    with caplog.at_level(logging.WARNING):
        client.post("/accounts/password/reset/", {"email": "bram@voorbeeld.nl"})
    assert "blijft bewaard" in caplog.text
    assert "bram@" not in caplog.text
    assert "/key/" not in caplog.text
