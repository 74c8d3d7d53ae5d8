"""An upgrade keeps every row, a step back too, and the models ask for no migration that is not there.

There has been no release yet, so the way back ends at the very first migration: further than any upgrade will come from.
"""

import sqlite3
from contextlib import closing

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.volledig import vul_alles

EIGEN = ("acties_", "monitoring_")
BEGIN = [("acties", "0001_begin"), ("monitoring", "0001_begin")]


@pytest.fixture
def kopie(transactional_db, wereld, cast, meld, tmp_path, monkeypatch):
    """From here on the connection is to a copy of a database with a row in every table: the next test keeps its own."""
    vul_alles(wereld, cast, meld)
    geheugen = connection.connection
    with closing(sqlite3.connect(tmp_path / "kopie.sqlite3")) as bestand:
        geheugen.backup(bestand)
    connection.connection = None  # the next query opens the file
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "kopie.sqlite3"))
    yield connection
    connection.close()
    monkeypatch.undo()
    connection.connection = geheugen


def migreer(verbinding, doel=None):
    uitvoerder = MigrationExecutor(verbinding)
    alles = [knoop for knoop in uitvoerder.loader.graph.leaf_nodes() if knoop[0] in ("acties", "monitoring")]
    uitvoerder.migrate(doel or alles)


def inhoud(verbinding):
    """The rows of every own table, as ``{table: {key: {column: value}}}``; without the mark, which has to change."""
    tabellen = {}
    with verbinding.cursor() as cursor:
        for tabel in verbinding.introspection.table_names(cursor):
            if tabel.startswith(EIGEN) and tabel != "acties_gegevensversie":
                cursor.execute(f"SELECT * FROM {verbinding.ops.quote_name(tabel)}")  # noqa: S608 - our own tables
                kolommen = [kolom[0] for kolom in cursor.description]
                rijen = [dict(zip(kolommen, rij, strict=True)) for rij in cursor.fetchall()]
                tabellen[tabel] = {rij.get("id", rij.get("history_id")): rij for rij in rijen}
    return tabellen


def deel(heel, van):
    """Of these rows what a database with fewer tables and columns can hold."""
    kolommen = {tabel: set().union(*rijen.values()) for tabel, rijen in van.items()}
    return {
        tabel: {pk: {naam: rij[naam] for naam in rij if naam in namen} for pk, rij in heel[tabel].items()}
        for tabel, namen in kolommen.items()
    }


def triggers(verbinding):
    with verbinding.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite rebuilds a table for many a change")
def test_every_row_survives_the_way_back_and_the_upgrade_from_there(kopie):
    voor, bewaakt = inhoud(kopie), triggers(kopie)
    assert sum(map(len, voor.values())) > 100
    migreer(kopie, BEGIN)
    oud = inhoud(kopie)
    assert len(oud) > 20
    assert oud == deel(voor, oud)
    migreer(kopie)
    na = inhoud(kopie)
    assert deel(na, oud) == oud
    assert {tabel for tabel in voor if tabel not in na} == set()
    assert triggers(kopie) == bewaakt
    kopie.check_constraints()


@pytest.mark.django_db
def test_the_models_ask_for_no_other_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
