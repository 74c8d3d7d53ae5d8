"""A monitor hears in which part something is wrong, and 503 when something is."""

from collections import namedtuple
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from acties.models import Klaargezet, WachtendeMail
from uitvoering.toestand import gereed

pytestmark = pytest.mark.django_db
ALLES = {"database": "in orde", "migraties": "in orde", "post": "in orde", "werk": "in orde", "schijf": "in orde"}


def test_all_is_well(client, django_assert_num_queries):
    client.get("/gereed/")
    with django_assert_num_queries(4):
        antwoord = client.get("/gereed/")
    assert (antwoord.status_code, antwoord.json()) == (200, {"gereed": True} | ALLES)
    assert "no-store" in antwoord["Cache-Control"]


def test_a_migration_that_was_not_applied(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'acties' AND name = '0001_begin'")
    antwoord = client.get("/gereed/")
    assert antwoord.status_code == 503
    assert antwoord.json() == {"gereed": False} | ALLES | {
        "migraties": "1 migraties niet toegepast; draai manage.py migrate"
    }


@pytest.mark.parametrize(("uren", "status"), [(24, 200), (26, 503)])
def test_mail_that_waits_for_more_than_a_day(client, uren, status):
    toen = timezone.now() - timedelta(hours=uren)
    WachtendeMail.objects.create(aan="a@voorbeeld.nl", onderwerp="o", tekst="t", gemaakt_op=toen, vrij_vanaf=toen)
    antwoord = client.get("/gereed/")
    assert antwoord.status_code == status
    assert ("mail wacht" in antwoord.json()["post"]) == (status == 503)


@pytest.mark.parametrize(("minuten", "status"), [(14, 200), (16, 503)])
def test_a_file_that_nobody_makes(client, minuten, status):
    toen = timezone.now() - timedelta(minutes=minuten)
    Klaargezet.objects.create(sleutel="a" * 64, wat="b" * 64, invoer={}, gevraagd_op=toen)
    antwoord = client.get("/gereed/")
    assert antwoord.status_code == status
    assert ("manage.py werker" in antwoord.json()["werk"]) == (status == 503)


def test_a_full_disk(client, monkeypatch, settings, tmp_path):
    settings.RESERVEKOPIE_MAP = tmp_path
    Stand = namedtuple("Stand", "total used free")
    monkeypatch.setattr(gereed.shutil, "disk_usage", lambda map_: Stand(10**12, 10**12, 10**6))
    antwoord = client.get("/gereed/")
    assert antwoord.status_code == 503
    assert antwoord.json()["schijf"].endswith(str(tmp_path))


def test_a_database_that_is_away(client, monkeypatch):
    def weg(nu):
        raise OperationalError("wachtwoord=geheim")

    monkeypatch.setitem(gereed.ONDERDELEN, "database", weg)
    antwoord = client.get("/gereed/")
    assert antwoord.status_code == 503
    assert antwoord.json()["database"] == "de database antwoordt niet"
