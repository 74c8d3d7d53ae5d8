"""How long a session lasts, and what becomes of text that was sent too late."""

import time

import pytest
from django.conf import settings

REGEL = {"toelichting": "Een lange tekst die niet verloren mag gaan."}


def _zet_klok(client, **terug):
    sessie = client.session
    for sleutel, seconden in terug.items():
        sessie[sleutel] = int(time.time()) - seconden
    sessie.save()


def test_session_ends_after_an_hour_of_rest(als, cast):
    client = als(cast.bram)
    _zet_klok(client, laatst=60 * 60)
    assert client.get("/proef/begrippen/").status_code == 302


def test_session_lives_just_before_the_hour(als, cast):
    client = als(cast.bram)
    _zet_klok(client, laatst=60 * 60 - 5)
    assert client.get("/proef/begrippen/").status_code == 200


def test_beheerder_rests_a_quarter_of_an_hour_at_most(als, cast):
    client = als(cast.eva)
    _zet_klok(client, laatst=15 * 60)
    assert client.get("/proef/begrippen/").status_code == 302


def test_session_ends_after_eight_hours_of_work(als, cast):
    client = als(cast.bram)
    _zet_klok(client, begonnen=8 * 3600)
    assert client.get("/proef/begrippen/").status_code == 302


def test_text_sent_after_the_session_ended_comes_back(als, cast):
    client = als(cast.bram)
    _zet_klok(client, laatst=60 * 60)
    response = client.post("/proef/acties/2/melden/", REGEL)
    assert response.status_code == 403
    assert REGEL["toelichting"] in response.content.decode()


def test_text_sent_without_any_session_comes_back(client, wereld):
    response = client.post("/proef/acties/2/melden/", REGEL)
    assert response.status_code == 403
    assert REGEL["toelichting"] in response.content.decode()


def test_password_never_comes_back(client, wereld):
    response = client.post("/proef/acties/2/melden/", {"password": "x" * 30})
    assert "x" * 30 not in response.content.decode()


def test_role_withdrawn_during_a_session_counts_at_once(als, cast):
    client = als(cast.dirk)
    assert client.get("/proef/begrippen/").status_code == 200
    cast.dirk.lidmaatschappen.all().delete()
    assert client.get("/proef/begrippen/").status_code == 403


def test_account_disabled_during_a_session_counts_at_once(als, cast):
    client = als(cast.dirk)
    cast.dirk.is_active = False
    cast.dirk.save()
    assert client.get("/proef/begrippen/").status_code == 302


def test_prolonging_is_a_post(als, cast):
    assert als(cast.bram).get("/sessie/verlengen/").status_code == 405
    assert als(cast.bram).post("/sessie/verlengen/").status_code == 204


@pytest.mark.parametrize(("naam", "moet"), [("anna", True), ("eva", True), ("bram", False), ("dirk", False)])
def test_second_factor_is_asked_of_projectleider_and_beheerder(als, cast, monkeypatch, naam, moet):
    monkeypatch.setattr(settings, "TWEEDE_FACTOR", "beheer")
    response = als(getattr(cast, naam)).get("/proef/begrippen/")
    assert (response.status_code == 302 and response["Location"] == "/accounts/2fa/totp/activate/") is moet
