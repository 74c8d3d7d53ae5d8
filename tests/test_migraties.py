"""Every release can be upgraded from, a step back keeps every row too, and the models ask for no migration that is not there.

``tests/uitgaven`` keeps the data of each release; ``make uitgave`` writes that of this version (see ``tests/uitgave.py``).
"""

import ast
import json
import os
import re
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.exceptions import NodeNotFoundError
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from tests import uitgave
from tests.andere_database import andere_database
from tests.volledig import vul_alles
from uitvoering.toestand import gereed

EIGEN = ("acties_", "monitoring_")
BEGIN = [("acties", "0001_begin"), ("monitoring", "0001_begin")]
NIETS = [("monitoring", None), ("acties", None)]
sqlite = connection.vendor == "sqlite"


@pytest.fixture
def kopie(transactional_db, wereld, cast, meld, tmp_path, monkeypatch):
    """From here on the connection is to a copy of a database with a row in every table: the next test keeps its own."""
    vul_alles(wereld, cast, meld)
    with andere_database(monkeypatch, tmp_path / "kopie.sqlite3", kopie=True) as verbinding:
        yield verbinding


@pytest.fixture
def leeg(transactional_db, tmp_path, monkeypatch):
    """From here on the connection is to a database without any table."""
    with andere_database(monkeypatch, tmp_path / "leeg.sqlite3", kopie=False) as verbinding:
        yield verbinding


def migreer(verbinding, doel=None):
    MigrationExecutor(verbinding).migrate(doel or list(uitgave.nieuwste().items()))


def inhoud(verbinding):
    """The rows of every own table, as ``{table: {key: {column: value}}}``; without the mark, which has to change."""
    tabellen = {}
    with verbinding.cursor() as cursor:
        for tabel in verbinding.introspection.table_names(cursor):
            if tabel.startswith(EIGEN) and tabel != "acties_gegevensversie":
                cursor.execute(f"SELECT * FROM {verbinding.ops.quote_name(tabel)}")  # noqa: S608 - our own tables
                kolommen = [kolom[0] for kolom in cursor.description]
                rijen = [dict(zip(kolommen, rij, strict=True)) for rij in cursor.fetchall()]
                tabellen[tabel] = {
                    rij.get("m2m_history_id", rij.get("history_id", rij.get("id"))): rij for rij in rijen
                }
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
        if sqlite:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal")
        return dict(cursor.fetchall())


def functies(verbinding):
    if sqlite:
        return []
    with verbinding.cursor() as cursor:
        cursor.execute("SELECT proname FROM pg_proc WHERE proname ~ '^(acties|monitoring)_'")
        return cursor.fetchall()


def test_every_row_and_trigger_survives_the_way_back_and_the_upgrade_from_there(kopie):
    """SQLite rebuilds a table for many a change, and drops its triggers without a word."""
    voor, bewaakt = inhoud(kopie), triggers(kopie)
    assert sum(map(len, voor.values())) > 100
    migreer(kopie, BEGIN)
    assert triggers(kopie) == {}
    oud = inhoud(kopie)
    assert len(oud) > 20
    assert oud == deel(voor, oud)
    with _gemaakte_triggers(kopie) as gemaakt:
        migreer(kopie)
    na = inhoud(kopie)
    assert deel(na, oud) == oud
    assert {tabel for tabel in voor if tabel not in na} == set()
    assert triggers(kopie) == bewaakt
    assert gemaakt == set(bewaakt)
    kopie.check_constraints()
    migreer(kopie, NIETS)
    assert (inhoud(kopie), triggers(kopie), functies(kopie)) == ({}, {}, [])


@contextmanager
def _gemaakte_triggers(verbinding):
    """The names of the triggers that are made meanwhile, and not dropped."""
    gemaakt = set()

    def kijk(voer_uit, sql, *rest):
        gemaakt.update(re.findall(r"CREATE (?:CONSTRAINT )?TRIGGER (\w+)", sql))
        gemaakt.difference_update(re.findall(r"DROP TRIGGER (\w+)", sql))
        return voer_uit(sql, *rest)

    with verbinding.execute_wrapper(kijk):
        yield gemaakt


@pytest.mark.django_db
def test_the_data_of_this_version_can_be_kept(wereld, cast, meld, tmp_path):
    """``make uitgave`` has this test write beside the data of earlier releases."""
    bestand = Path(os.environ.get("UITGAVEN", tmp_path), uitgave.naam())
    uitgave.vul(wereld, cast, meld)
    uitgave.schrijf(bestand)
    tekst, migraties = uitgave.lees(bestand)
    assert migraties == uitgave.nieuwste()
    assert {model._meta.label for model in uitgave.modellen(migraties)} - _met_rijen(tekst) == uitgave.LEEG


@pytest.mark.parametrize("bestand", sorted(uitgave.UITGAVEN.iterdir()), ids=lambda bestand: bestand.stem)
def test_every_release_can_be_upgraded_from(leeg, bestand):
    """To the newest and back again: every row stays what it was."""
    tekst, migraties = uitgave.lees(bestand)
    migreer(leeg, list(migraties.items()))
    uitgave.laad(tekst, migraties)
    assert [json.loads(regel) for regel in uitgave.regels(migraties)] == [json.loads(regel) for regel in tekst]
    assert {model._meta.label for model in uitgave.modellen(migraties)} - _met_rijen(tekst) == uitgave.LEEG
    oud = inhoud(leeg)
    migreer(leeg)
    nieuw = inhoud(leeg)
    assert deel(nieuw, oud) == oud
    if bestand.stem == "0.1.0":  # it sent a reminder before it stored that it had
        assert {rij["afloop"] for rij in nieuw["monitoring_herinnering"].values()} == {"verstuurd"}
    leeg.check_constraints()
    migreer(leeg, list(migraties.items()))
    assert inhoud(leeg) == oud


def _met_rijen(tekst):
    return {json.loads(regel)[0] for regel in tekst[1:]}


def test_this_version_has_its_data_kept():
    assert uitgave.naam() in {bestand.name for bestand in uitgave.UITGAVEN.iterdir()}, "run make uitgave"


@pytest.mark.django_db
def test_the_models_ask_for_no_other_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_a_database_that_had_all_of_the_migrations_that_one_replaces_has_nothing_to_do():
    _vergeet(lambda rij: rij.name in {naam for _, naam in _vervangende()})
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    assert gereed.migraties(timezone.now()) == gereed.IN_ORDE


@pytest.mark.django_db
@pytest.mark.parametrize("app", uitgave.APPS)
def test_a_database_that_had_some_of_them_is_told_so(app):
    vervangende = _vervangende()
    laatste = max(oud for m in vervangende.values() if len(m.replaces) > 1 for oud in m.replaces if oud[0] == app)
    _vergeet(lambda rij: (rij.app, rij.name) == laatste or (rij.app, rij.name) in vervangende)
    with pytest.raises(NodeNotFoundError, match=rf"replace migration {app}\.\w+ with any of \[{app}\.0004"):
        MigrationLoader(connection)


def _vervangende():
    schijf = MigrationLoader(None).disk_migrations
    return {sleutel: m for sleutel, m in schijf.items() if m.replaces and sleutel[0] in uitgave.APPS}


def _vergeet(welke):
    """As if these were never applied."""
    rijen = MigrationRecorder.Migration.objects
    rijen.filter(pk__in=[rij.pk for rij in rijen.all() if welke(rij)]).delete()


@pytest.mark.django_db
@pytest.mark.skipif(not sqlite, reason="SQLite keeps the text that made a table")
def test_the_tables_and_indexes_are_those_of_the_models():
    """Also after every change of a table: in another order at most."""
    redacteur = connection.schema_editor()
    redacteur.deferred_sql = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        gemaakt = dict(cursor.fetchall())
        cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
        indexen = {naam for naam, tabel in cursor.fetchall() if tabel.startswith(EIGEN)}
    eigen = [m for app in uitgave.APPS for m in apps.get_app_config(app).get_models(include_auto_created=True)]
    for model in eigen:
        if not model._meta.proxy:
            tabel = model._meta.db_table
            assert sorted(_delen(gemaakt[tabel])) == sorted(_delen(redacteur.table_sql(model)[0])), tabel
            redacteur.deferred_sql += redacteur._model_indexes_sql(model)
    assert {re.search(r'INDEX "(\w+)"', str(sql))[1] for sql in redacteur.deferred_sql} == indexen


def _delen(sql):
    """The columns and rules of a ``CREATE TABLE``."""
    diep, deel = 0, ""
    for teken in re.sub(r'CONSTRAINT "\w+" REFERENCES', "REFERENCES", sql[sql.index("(") + 1 : sql.rindex(")")]):
        diep += {"(": 1, ")": -1}.get(teken, 0)
        if teken == "," and not diep:
            yield deel.strip()
            deel = ""
        else:
            deel += teken
    yield deel.strip()


def test_migrations_read_no_code_that_can_change():
    """Nor each other: what a migration did once, it does for ever. Only how Django is to go about it is shared."""
    gelezen = set()
    for app in uitgave.APPS:
        for bestand in Path(apps.get_app_config(app).path, "migrations").glob("*.py"):
            for knoop in ast.walk(ast.parse(bestand.read_text(encoding="utf-8"))):
                if isinstance(knoop, ast.Import):
                    gelezen |= {naam.name.split(".")[0] for naam in knoop.names}
                elif isinstance(knoop, ast.ImportFrom):
                    eigen = knoop.module.startswith(uitgave.APPS)
                    gelezen.add(knoop.module if eigen else knoop.module.split(".")[0] if knoop.level == 0 else ".")
    assert gelezen - sys.stdlib_module_names == {"acties.migrations._samen", "cryptography", "django", "simple_history"}
