"""A database that may lose an acknowledged save is refused, and a look that is not there is named."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from uitvoering import checks

PROJECT = Path(__file__).resolve().parent.parent.parent


class Verbinding:
    """Stands for a database with these settings."""

    def __init__(self, vendor, **antwoorden):
        self.vendor, self.antwoorden = vendor, antwoorden

    def cursor(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *fout):
        pass

    def execute(self, opdracht):
        self.gevraagd = opdracht.split()[-1]

    def fetchone(self):
        return (self.antwoorden[self.gevraagd],)

    def close(self):
        pass


def meldingen(monkeypatch, verbinding):
    monkeypatch.setattr(checks, "connections", {"default": verbinding})
    return [melding.msg for melding in checks.duurzame_database(None, databases=["default"])]


@pytest.mark.parametrize(
    ("verbinding", "woord"),
    [
        (Verbinding("sqlite", journal_mode="delete", synchronous=2), "journal_mode=WAL"),
        (Verbinding("sqlite", journal_mode="wal", synchronous=1), "synchronous=FULL"),
        (Verbinding("postgresql", fsync="off", synchronous_commit="on"), "fsync"),
        (Verbinding("postgresql", fsync="on", synchronous_commit="off"), "synchronous_commit"),
    ],
)
def test_setup_that_may_lose_a_save_is_refused(monkeypatch, verbinding, woord):
    (melding,) = meldingen(monkeypatch, verbinding)
    assert woord in melding


@pytest.mark.parametrize(
    "verbinding",
    [
        Verbinding("sqlite", journal_mode="wal", synchronous=2),
        Verbinding("postgresql", fsync="on", synchronous_commit="on"),
    ],
)
def test_safe_setup_is_accepted(monkeypatch, verbinding):
    assert meldingen(monkeypatch, verbinding) == []


def test_without_a_database_to_look_at_nothing_is_asked():
    assert checks.duurzame_database(None, databases=None) == []


def test_start_of_the_server_is_refused(monkeypatch):
    monkeypatch.setattr(checks, "run_checks", lambda **wat: [checks.Error("PostgreSQL staat op fsync=off.")])
    monkeypatch.setattr(checks, "connections", {"default": Verbinding("sqlite")})
    with pytest.raises(ImproperlyConfigured, match="fsync=off"):
        checks.weiger_onveilige_database()


def test_server_starts_on_a_fresh_file(tmp_path):
    omgeving = os.environ | {"DEBUG": "1", "DATABASE_URL": f"sqlite:///{tmp_path}/proef.sqlite3"}
    opdracht = [sys.executable, "-c", "import uitvoering.wsgi; print(uitvoering.wsgi.application)"]
    gestart = subprocess.run(opdracht, cwd=PROJECT, env=omgeving, capture_output=True, text=True, check=False)
    assert gestart.returncode == 0, gestart.stderr


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="the test database of SQLite lives in memory")
def test_postgresql_of_this_run_is_a_safe_one():
    assert checks.duurzame_database(None, databases=["default"]) == []


@pytest.mark.parametrize(
    ("thema", "verwacht"),
    [
        ("", []),
        ("/static/uitvoering/css/thema.css", []),
        ("/huisstijl/gemeente.css", []),  # served by something else
        ("/static/thema/gemeente.css", ["THEMA_CSS noemt thema/gemeente.css, maar dat bestand is er niet."]),
    ],
)
def test_a_theme_that_is_not_there_is_named(settings, thema, verwacht):
    settings.THEMA_CSS = thema
    assert [melding.msg for melding in checks.thema_is_er(None)] == verwacht
