"""A real worker that is killed with -9 while it sends: nobody gets a mail twice, and what nobody got goes later."""

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import timedelta
from threading import Event
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from acties.models import Gebruiker, Programma, WachtendeMail, Werker
from monitoring.inlezen.werkboek.versturen import zet_in_de_rij
from monitoring.inlezen.werkboek.werkboek import werkboeken
from monitoring.models import Herinnering, Werkboekmail
from monitoring.rondes.herinneren import herinner_alle
from monitoring.rondes.rondestand import rondestand
from tests.post.postkantoor import Postkantoor
from tests.veiligheid.conftest import draden, echte_database  # noqa: F401 - fixtures
from tests.veiligheid.server import HUIS, VEEL_GEDULD, omgeving

VANDAAG = timezone.localdate()
DERDE = 3  # the mail that the worker is killed with


class Ontvanger:
    """Keeps what came in. Once, at the third mail, it has that mail and says nothing: then the worker is killed."""

    def __init__(self):
        self.post: list[str] = []
        self.bezig = Event()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd calls it so
        self.post += envelope.rcpt_tos
        if len(self.post) == DERDE:
            self.bezig.set()
            await asyncio.sleep(VEEL_GEDULD)
        return "250 OK"


@pytest.fixture
def postkantoor():
    kantoor = Postkantoor(Ontvanger(), ready_timeout=VEEL_GEDULD)
    kantoor.start()
    yield kantoor
    kantoor.stop()


@pytest.fixture
def in_de_rij(wereld, cast, maak_ronde, rij, draden):  # noqa: F811 - a fixture
    """Five reminders to colleagues of Hoorn and a workbook for Alkmaar, in a database that a worker can open too."""
    draden(lambda: None)  # from here on that is the database of this test
    Gebruiker.objects.update(email="")
    for nr in range(5):
        collega = Gebruiker.objects.create_user(f"collega{nr}", f"{nr}@voorbeeld.nl")
        collega.lidmaatschappen.create(rol="beleidsambtenaar", organisatie=wereld.hoorn)
    ronde = maak_ronde()
    stand = rondestand(ronde, Programma.objects.met_kenmerk().get(), VANDAAG)
    boeken = werkboeken(stand, ["alkmaar"], door=cast.anna)
    adressen = {"alkmaar": ["boek@voorbeeld.nl"]}
    zet_in_de_rij(ronde, boeken, adressen, onderwerp="o", bericht="b", verzoek=UUID(int=1), door=cast.anna)
    herinner_alle(VANDAAG)


@contextmanager
def werker(kantoor, tmp_path, *keuzes):
    """``manage.py werker`` as a process of its own."""
    s = connection.settings_dict
    url = f"postgres://{s['USER']}:{s['PASSWORD']}@{s['HOST']}:{s['PORT']}/{s['NAME']}"
    if connection.vendor == "sqlite":
        url = f"sqlite:///{s['NAME']}"
    extra = {"PROEF_WERKER": "1", "EMAIL_URL": f"smtp://{kantoor.hostname}:{kantoor.port}"}
    opdracht = [sys.executable, "manage.py", "werker", *keuzes]
    with (tmp_path / "log van de werker").open("a+") as log:
        proces = subprocess.Popen(
            opdracht, cwd=HUIS, env=omgeving(url, tmp_path) | extra, stdout=log, stderr=log, start_new_session=True
        )
        try:
            yield proces
        finally:
            if proces.poll() is None:
                os.killpg(proces.pid, signal.SIGKILL)
            proces.wait()


def tien_minuten_later():
    """What the database remembers of the killed worker is ten minutes old."""
    toen = timezone.now() - timedelta(minutes=10)
    WachtendeMail.objects.update(vrij_vanaf=toen)
    Werker.objects.update(gezien_op=toen)
    DBTaskResult.objects.filter(status="RUNNING").update(started_at=toen)


def aflopen():
    """How each mail ended, by address."""
    herinneringen = Herinnering.objects.values_list("gebruiker__email", "afloop")
    return dict(herinneringen) | dict(Werkboekmail.objects.values_list("adres", "afloop"))


def test_a_worker_killed_while_it_sends_loses_nothing_and_sends_nothing_twice(in_de_rij, postkantoor, tmp_path):
    """A worker sends in two threads: one mail was received and not answered, another may have been on its way."""
    ontvanger = postkantoor.handler
    with werker(postkantoor, tmp_path):
        assert ontvanger.bezig.wait(VEEL_GEDULD)
    tien_minuten_later()
    with werker(postkantoor, tmp_path, "--tot-leeg") as tweede:
        assert tweede.wait(VEEL_GEDULD) == 0
    na = aflopen()
    assert set(na) == {*(f"{nr}@voorbeeld.nl" for nr in range(5)), "boek@voorbeeld.nl"}
    assert len(ontvanger.post) == len(set(ontvanger.post))
    misschien = {adres for adres, afloop in na.items() if afloop == "misschien"}
    assert {adres for adres, afloop in na.items() if afloop == "verstuurd"} == set(na) - misschien
    assert set(na) - set(ontvanger.post) <= misschien
    assert ontvanger.post[DERDE - 1] in misschien
    assert len(misschien) <= 2
    assert not WachtendeMail.objects.exists()
