"""What was acknowledged is there: after kill -9 of a server that was writing, in a backup made meanwhile, on a full disk."""

import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.db import connection
from django.utils import timezone

from monitoring.models import Statusmelding
from tests.acties.rekenblad.lezen.bouwen import werkmap
from tests.monitoring.inlezen.gegevensboek.test_inlezen import REGIO
from tests.veiligheid.belasting import Schrijver
from tests.veiligheid.server import HUIS, Server

MELDEN = "/proef/acties/2/melden/"
PADEN = ["/proef/", "/proef/acties/2/", "/proef/acties/export/csv/", "/proef/gemeenten/export/csv/"]
KEREN = 3  # twenty in `make bench`
ALLEEN_POSTGRESQL = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server to restart")
ALLEEN_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="looks into the file of SQLite")


@pytest.fixture
def schrijver(server):
    assert server.log_in("bram")[0] == 302
    draait = Schrijver(server, MELDEN, peildatum=timezone.localdate().isoformat())
    draait.start()
    yield draait
    draait.stop()


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
        schrijver.wacht_op(5)
        time.sleep(toeval.random() / 20)
        server.schiet_af()
        server.start()
    schrijver.wacht_op(5)
    schrijver.stop()
    teksten, oordeel = opgeslagen(server)
    assert oordeel == "ok"
    assert set(schrijver.bevestigd) - set(teksten) == set()
    assert len(teksten) == len(set(teksten))
    assert len(schrijver.bevestigd) >= 5 * (KEREN + 1)


@ALLEEN_SQLITE
def test_backup_of_a_writing_server_is_of_one_moment(server, schrijver, tmp_path):
    schrijver.wacht_op(5)
    vooraf = len(schrijver.bevestigd)
    bron, kopie = sqlite3.connect(bestand(server)), sqlite3.connect(tmp_path / "kopie.sqlite3")
    bron.backup(kopie, pages=20, sleep=0.001)
    bron.close()
    kopie.close()
    schrijver.wacht_op(5)
    schrijver.stop()
    teksten, oordeel = _lees(tmp_path / "kopie.sqlite3")
    assert oordeel == "ok"
    assert len(teksten) >= vooraf
    assert teksten == opgeslagen(server)[0][: len(teksten)]


@ALLEEN_SQLITE
def test_restored_backup_is_the_same_site(server, statisch, tmp_path, cast, meld, wereld):
    """On a machine of its own: every table, a page and a file."""
    assert server.log_in("bram")[0] == 302
    assert server.meld(MELDEN, "Vlak voor de reservekopie.", peildatum="2021-10-01") == 302
    terug = tmp_path / "terug.sqlite3"
    bron, kopie = sqlite3.connect(bestand(server)), sqlite3.connect(terug)
    bron.backup(kopie)
    assert list(kopie.iterdump()) == list(bron.iterdump())
    bron.close()
    kopie.close()
    ander = Server(f"sqlite:///{terug}", statisch, tmp_path / "log van de ander")
    try:
        assert ander.log_in("bram")[0] == 302
        for pad in ("/proef/begrippen/", *PADEN):  # the first page tells each what they just did
            daar, hier = ander.vraag(pad), server.vraag(pad)
            assert daar[0] == 200
            if pad in PADEN:
                assert _zonder_token(daar[2]) == _zonder_token(hier[2]), pad
        assert "Vlak voor de reservekopie." in ander.vraag("/proef/acties/2/")[2].decode()
    finally:
        ander.stop()


def _zonder_token(inhoud):
    return re.sub(rb'csrfmiddlewaretoken" value="\w+"', b"", inhoud)


HALVERWEGE = """
import django, os, signal, sys
django.setup()
from django.core.management import call_command
from acties.voorstel import opslaan
opslaan._bewaar_meervoud = lambda *wat: os.kill(os.getpid(), signal.SIGKILL)
call_command("importeer", sys.argv[1])
"""


@ALLEEN_SQLITE
def test_kill_halfway_an_import_leaves_no_row(echte_database, wereld, tmp_path):
    adres = echte_database()
    database = adres.removeprefix("sqlite:///")
    (tmp_path / "zuid.xlsx").write_bytes(werkmap(**REGIO))
    voor = _rijen(database)
    omgeving = os.environ | {"DATABASE_URL": adres, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    opdracht = [sys.executable, "-c", HALVERWEGE, str(tmp_path / "zuid.xlsx")]
    gestopt = subprocess.run(opdracht, cwd=HUIS, env=omgeving, capture_output=True, text=True, check=False)
    assert gestopt.returncode == -signal.SIGKILL, gestopt.stderr
    assert _rijen(database) == voor


def _rijen(pad):
    """How many rows each table has, the history included."""
    with closing(sqlite3.connect(pad)) as database:
        tabellen = [naam for (naam,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {naam: database.execute(f"SELECT count(*) FROM {naam}").fetchone()[0] for naam in tabellen}  # noqa: S608 - its own


@ALLEEN_SQLITE
@pytest.mark.django_db(transaction=True)
def test_full_disk_gives_an_error_keeps_the_text_and_passes(als, cast, wereld):
    client = als(cast.bram)
    client.raise_request_exception = False
    velden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', client.get(MELDEN).content.decode()))
    tekst = "Dit is wat er dit jaar gebeurde. " * 250
    velden |= {"status": "in_uitvoering", "toelichting": tekst, "peildatum": timezone.localdate().isoformat()}
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # no room left over from what another test took away
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


def verbreek_alles():
    """What a restart of the database server does to the connections of the site; gives how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return cursor.fetchone()[0]


@ALLEEN_POSTGRESQL
def test_a_restart_of_the_database_gives_no_error(server):
    assert server.log_in("bram")[0] == 302
    for _ in range(3):
        with ThreadPoolExecutor(8) as tegelijk:  # so that there is more than one idle connection
            assert {code for code, _, _ in tegelijk.map(lambda _: server.vraag("/proef/"), range(16))} == {200}
        assert verbreek_alles() >= 1
        assert [server.vraag("/proef/")[0] for _ in range(12)] == [200] * 12
