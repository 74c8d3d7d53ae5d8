"""The migrated database of a test run, kept for the next one: on SQLite as a file, on PostgreSQL as a template.

To migrate an empty database takes longer than most of what a run asks of it. A run whose migrations are the same begins
with a copy; nothing but the migrations ever wrote in it. On PostgreSQL so does the second worker of a run.
"""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.db import connection


def bestand(map_: Path) -> Path:
    """Where it is kept on SQLite."""
    return map_ / f"{_som()}.sqlite3"


def _som() -> str:
    """Of all that makes it what it is."""
    som = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version}".encode())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for migratie in sorted(Path(app.path, "migrations").glob("*.py")):
            som.update(f"{app.label} {migratie.name}".encode() + migratie.read_bytes())
    return som.hexdigest()


def in_geheugen() -> bool:
    return connection.vendor == "sqlite" and connection.settings_dict["TEST"]["NAME"] is None


def vul_vooraf(kopie: Path) -> sqlite3.Connection:
    """What was kept, in the memory that Django will take as its test database; it is there as long as this is open."""
    maker: Any = connection.creation
    geheugen = sqlite3.connect(maker._get_test_db_name(), uri=True)
    if kopie.exists():
        with closing(sqlite3.connect(f"file:{kopie}?mode=ro", uri=True)) as bron:
            bron.backup(geheugen)
    return geheugen


def bewaar(geheugen: sqlite3.Connection, kopie: Path) -> None:
    """Written aside and renamed: another worker sees it whole or not at all. Those of earlier migrations go."""
    if kopie.exists() or not geheugen.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        return  # a run of tests without a database makes none
    oud = [bestand for bestand in kopie.parent.glob("*.sqlite3") if bestand != kopie]
    apart = kopie.with_name(f"{kopie.name}.{id(geheugen)}")
    with closing(sqlite3.connect(apart)) as doel:
        geheugen.backup(doel)
    apart.replace(kopie)
    for bestand_ in oud:
        bestand_.unlink(missing_ok=True)


def begin_met_sjabloon() -> Callable[[], None]:
    """On PostgreSQL: Django will copy what was kept. Call what this gives once the test database is there.

    Until then other workers wait: one that has nothing to copy keeps its own for them.
    """
    database: Any = connection
    van = f"bewaard_{connection.settings_dict['NAME']}_"
    sjabloon = f"{van}{_som()[:12]}"
    stapel = ExitStack()
    cursor = stapel.enter_context(database._nodb_cursor())
    cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [van])
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [van])
    bewaard = {naam for (naam,) in cursor.fetchall()}
    if sjabloon in bewaard:
        connection.settings_dict["TEST"]["TEMPLATE"] = sjabloon

    def klaar() -> None:
        if sjabloon not in bewaard:
            connection.close()
            database.close_pool()
            cursor.execute(f'CREATE DATABASE "{sjabloon}" TEMPLATE "{connection.settings_dict["NAME"]}"')
        for oud in bewaard - {sjabloon}:
            cursor.execute(f'DROP DATABASE "{oud}"')
        stapel.close()

    return klaar
