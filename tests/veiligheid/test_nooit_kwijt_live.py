"""What was acknowledged is there: after kill -9 of a server that was writing, in a backup made meanwhile, on a full disk."""

import http.client
import random
import re
import sqlite3
import threading
import time

import pytest
from django.db import connection
from django.utils import timezone

from monitoring.models import Statusmelding

MELDEN = "/proef/acties/2/melden/"
KEREN = 5
ALLEEN_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="looks into the file of SQLite")


class Schrijver(threading.Thread):
    """Reports as Bram until told to stop; ``bevestigd`` are the texts that the server acknowledged."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server, self.bevestigd, self.verstuurd, self.klaar = server, [], 0, threading.Event()

    def run(self):
        while not self.klaar.is_set():
            self.verstuurd += 1
            tekst = f"Melding {self.verstuurd}."
            try:
                if self._meld(tekst) == 302:
                    self.bevestigd.append(tekst)
            except (OSError, http.client.HTTPException):  # shot down: nothing was acknowledged
                time.sleep(0.05)

    def _meld(self, tekst):
        status, _, pagina = self.server.vraag(MELDEN)
        if status != 200:
            return status
        velden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', pagina.decode()))
        velden |= {"status": "in_uitvoering", "toelichting": tekst, "peildatum": timezone.localdate().isoformat()}
        return self.server.vraag(MELDEN, velden)[0]


@pytest.fixture
def schrijver(server):
    assert server.log_in("bram")[0] == 302
    draait = Schrijver(server)
    draait.start()
    yield draait
    draait.klaar.set()
    draait.join(30)


def wacht_op(schrijver, aantal):
    """Until so many more are acknowledged."""
    doel = len(schrijver.bevestigd) + aantal
    einde = time.monotonic() + 60
    while len(schrijver.bevestigd) < doel:
        assert time.monotonic() < einde, f"only {len(schrijver.bevestigd)} of {doel} were acknowledged"
        time.sleep(0.01)


def bestand(server):
    return server.omgeving["DATABASE_URL"].removeprefix("sqlite:///")


def opgeslagen(server):
    """The stored texts, oldest first, and what SQLite says of its own file."""
    if connection.vendor == "postgresql":
        return list(Statusmelding.objects.order_by("pk").values_list("toelichting", flat=True)), "ok"
    return _lees(bestand(server))


def _lees(pad):
    database = sqlite3.connect(pad)
    database.create_function("REGEXP", 2, lambda patroon, tekst: bool(re.search(patroon, tekst)))  # of the constraints
    try:
        teksten = database.execute("SELECT toelichting FROM monitoring_statusmelding ORDER BY id").fetchall()
        return [tekst for (tekst,) in teksten], database.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        database.close()


def test_kill_of_a_writing_server_loses_nothing_that_it_acknowledged(server, schrijver):
    toeval = random.Random(7)  # noqa: S311 - moments to shoot at, no secret
    for _ in range(KEREN):
        wacht_op(schrijver, 5)
        time.sleep(toeval.random() / 20)
        server.schiet_af()
        server.start()
    wacht_op(schrijver, 5)
    schrijver.klaar.set()
    schrijver.join(30)
    teksten, oordeel = opgeslagen(server)
    assert oordeel == "ok"
    assert set(schrijver.bevestigd) - set(teksten) == set()
    assert len(teksten) == len(set(teksten))
    assert len(schrijver.bevestigd) >= 5 * (KEREN + 1)


@ALLEEN_SQLITE
def test_backup_of_a_writing_server_is_of_one_moment(server, schrijver, tmp_path):
    wacht_op(schrijver, 5)
    vooraf = len(schrijver.bevestigd)
    bron, kopie = sqlite3.connect(bestand(server)), sqlite3.connect(tmp_path / "kopie.sqlite3")
    bron.backup(kopie, pages=20, sleep=0.001)
    bron.close()
    kopie.close()
    wacht_op(schrijver, 5)
    schrijver.klaar.set()
    schrijver.join(30)
    teksten, oordeel = _lees(tmp_path / "kopie.sqlite3")
    assert oordeel == "ok"
    assert len(teksten) >= vooraf
    assert teksten == opgeslagen(server)[0][: len(teksten)]


@ALLEEN_SQLITE
@pytest.mark.django_db(transaction=True)
def test_full_disk_gives_an_error_keeps_the_text_and_passes(als, cast, wereld):
    client = als(cast.bram)
    client.raise_request_exception = False
    velden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', client.get(MELDEN).content.decode()))
    tekst = "Dit is wat er dit jaar gebeurde. " * 250
    velden |= {"status": "in_uitvoering", "toelichting": tekst, "peildatum": timezone.localdate().isoformat()}
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
    try:
        vol = client.post(MELDEN, velden)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert vol.status_code == 500
    assert tekst.strip() in vol.content.decode()
    assert Statusmelding.objects.count() == 0
    assert client.post(MELDEN, velden).status_code == 302
    assert [melding.toelichting for melding in Statusmelding.objects.all()] == [tekst.strip()]
