"""What the attacks share: a database that other threads and processes can open too."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, connections

from tests.veiligheid.server import HUIS, VEEL_GEDULD, Server, omgeving


@pytest.fixture
def echte_database(transactional_db, tmp_path):
    """Call it once the test has its data; gives the DATABASE_URL.

    The test database of SQLite is one connection in memory. A copy of it on disk is one that threads and servers
    share as they do in production; PostgreSQL has that already.
    """

    def maak():
        if connection.vendor == "postgresql":
            s = connection.settings_dict
            return f"postgres://{s['USER']}:{s['PASSWORD']}@{s['HOST']}:{s['PORT']}/{s['NAME']}"
        bestand = tmp_path / "proef.sqlite3"
        with sqlite3.connect(bestand) as kopie:
            connection.connection.backup(kopie)
        kopie.execute("PRAGMA journal_mode=WAL")  # as it is since its first migration; changing over takes a lock
        kopie.close()
        return f"sqlite:///{bestand}"

    return maak


@pytest.fixture
def draden(echte_database, monkeypatch):
    """``draden(f, g, …)`` runs each in a thread with a connection of its own; gives what they returned or raised.

    After the first call the test itself reads from the same database.
    """
    stand = {}

    def verbind():
        if connection.vendor == "sqlite" and not stand:
            stand["geheugen"] = connection.connection
            pad = Path(echte_database().removeprefix("sqlite:///"))
            monkeypatch.setitem(connections.settings["default"], "NAME", str(pad))
            connection.connection = None  # the next query opens the file

    def uitvoeren(werk):
        try:
            return werk()
        except Exception as fout:  # noqa: BLE001 - whatever it is, the test looks at it
            return fout
        finally:
            connection.close()

    def start(*taken):
        verbind()
        with ThreadPoolExecutor(len(taken)) as pool:
            return [beurt.result(VEEL_GEDULD) for beurt in [pool.submit(uitvoeren, taak) for taak in taken]]

    yield start
    if stand:
        connection.close()
        monkeypatch.undo()
        connection.connection = stand["geheugen"]


@pytest.fixture(scope="session")
def statisch(tmp_path_factory):
    """The static files as a release has them: with their hash in the name, and compressed."""
    map_ = tmp_path_factory.mktemp("statisch")
    opdracht = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(opdracht, cwd=HUIS, env=omgeving(f"sqlite:///{map_}/leeg.sqlite3", map_), check=True)
    return map_


@pytest.fixture
def server(echte_database, cast, statisch, tmp_path):
    draait = Server(echte_database(), statisch, tmp_path / "log")
    yield draait
    draait.stop()
