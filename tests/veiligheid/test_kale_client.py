"""What is protected stays as it was for a client of the database that has none of our settings: a shell, another program.

The attacks follow from the models: a table that gets a unique key is attacked by it too.
"""

import sqlite3
from contextlib import closing
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, models, transaction

from acties.models import Programma
from monitoring.models import Bespreking, Duiding, Evaluatie, Opmerking, Statusmelding
from tests.volledig import vul_alles

sqlite = connection.vendor == "sqlite"

# What is protected, and a text in it to change.
BESCHERMD = {
    Statusmelding: (models.Q(), "toelichting"),
    Evaluatie: (models.Q(fase="vastgesteld"), "reden"),
    Duiding: (models.Q(evaluatie__fase="vastgesteld"), "tekst"),
    Bespreking: (models.Q(evaluatie__fase="vastgesteld"), "conclusies"),
    Opmerking: (models.Q(evaluatie__fase="vastgesteld"), "tekst"),
}
WEIGERING = r"verandert nooit|verandert niet meer"


@pytest.fixture
def gevuld(wereld, cast, meld):
    """Of each protected kind a row, and where a row can be free one that is."""
    vul_alles(wereld, cast, meld)
    meld(wereld.training, None, "2021-12-01", "afgerond", verzoek=uuid4())
    concept = Evaluatie.objects.get(jaar=2022)
    Duiding.objects.create(evaluatie=concept, onderdeel=wereld.lijn, tekst="Vrij")
    Bespreking.objects.create(evaluatie=concept, overleg=wereld.madivosa, datum="2023-02-01")
    Opmerking.objects.create(evaluatie=concept, gebruiker=cast.vera, tekst="Vrij", gemaakt_op="2023-01-01T00:00Z")
    return wereld


@pytest.fixture
def kale_client(gevuld):
    """``kale_client(opdracht)`` gives the rows of an answer. On SQLite by a connection with no setting of ours."""
    if not sqlite:

        def vraag(opdracht):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(opdracht)
                return cursor.fetchall() if cursor.description else []

        connection.check_constraints()  # PostgreSQL empties no table that still has work to do at the commit
        yield vraag
        return
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as kaal:
        kaal.deserialize(connection.connection.serialize())
        assert kaal.execute("PRAGMA recursive_triggers").fetchone() == (0,)
        assert kaal.execute("PRAGMA foreign_keys").fetchone() == (0,)
        yield lambda opdracht: kaal.execute(opdracht).fetchall()


def _sleutels(model):
    """The column sets that are unique, the primary key first."""
    yield [model._meta.pk.column]
    yield from ([veld.column] for veld in model._meta.fields if veld.unique and not veld.primary_key)
    for regel in model._meta.total_unique_constraints:
        yield [model._meta.get_field(naam).column for naam in regel.fields]


def _kopie(model, sleutel, van, met):
    """SELECT of a row like ``van``, that shares nothing but this key with the row ``met``."""
    tabel = model._meta.db_table
    nieuw = {"id": "9999", "verzoek": "NULL"}
    kolommen = [veld.column for veld in model._meta.concrete_fields]
    waarden = (
        f"(SELECT {kolom} FROM {tabel} WHERE id = {met})" if kolom in sleutel else nieuw.get(kolom, kolom)
        for kolom in kolommen
    )
    return f"{tabel} ({', '.join(kolommen)}) SELECT {', '.join(waarden)} FROM {tabel} WHERE id = {van}"


def _aanvallen(model, tekst, vast, vrij):
    tabel = model._meta.db_table
    yield f"UPDATE {tabel} SET {tekst} = 'anders' WHERE id = {vast}"
    yield f"UPDATE {tabel} SET id = 9999 WHERE id = {vast}"
    yield f"DELETE FROM {tabel} WHERE id = {vast}"
    if sqlite:
        yield f"UPDATE OR REPLACE {tabel} SET {tekst} = 'anders' WHERE id = {vast}"
        yield f"UPDATE OR IGNORE {tabel} SET {tekst} = 'anders' WHERE id = {vast}"
    else:
        yield f"TRUNCATE {tabel} CASCADE"
        yield f"MERGE INTO {tabel} t USING {tabel} s ON t.id = s.id WHEN MATCHED THEN UPDATE SET {tekst} = 'anders'"
    for sleutel in _sleutels(model):
        rij = _kopie(model, sleutel, vrij or vast, vast)
        yield f"INSERT INTO {rij} ON CONFLICT ({', '.join(sleutel)}) DO UPDATE SET {tekst} = 'anders'"
        if sqlite:
            yield f"INSERT OR REPLACE INTO {rij}"
            yield f"REPLACE INTO {rij}"
            if vrij:
                zelfde = ", ".join(f"{k} = (SELECT {k} FROM {tabel} WHERE id = {vast})" for k in sleutel)
                yield f"UPDATE OR REPLACE {tabel} SET {zelfde} WHERE id = {vrij}"


def _aanvallen_op_delen(model, vast, vrij):
    """A part that comes in, or goes from one evaluatie to another."""
    tabel = model._meta.db_table
    adres = f"(SELECT evaluatie_id FROM {tabel} WHERE id = {vast})"
    yield f"UPDATE {tabel} SET evaluatie_id = {adres} WHERE id = {vrij}"
    yield f"UPDATE {tabel} SET evaluatie_id = (SELECT evaluatie_id FROM {tabel} WHERE id = {vrij}) WHERE id = {vast}"
    yield f"INSERT INTO {_kopie(model, ['evaluatie_id'], vrij, vast)}"


@pytest.mark.parametrize("model", BESCHERMD, ids=lambda model: model.__name__)
def test_a_bare_client_changes_nothing_that_is_protected(kale_client, model):
    welke, tekst = BESCHERMD[model]
    vast = model.objects.filter(welke).latest("pk").pk
    vrij = model.objects.filter(~welke).values_list("pk", flat=True).first() if welke else None
    aanvallen = [*_aanvallen(model, tekst, vast, vrij)]
    if model in (Duiding, Bespreking, Opmerking):
        aanvallen += _aanvallen_op_delen(model, vast, vrij)
    alles = f"SELECT * FROM {model._meta.db_table} ORDER BY id"
    voor = kale_client(alles)
    for aanval in aanvallen:
        with pytest.raises((sqlite3.IntegrityError, IntegrityError), match=WEIGERING):
            kale_client(aanval)
        assert kale_client(alles) == voor, aanval


def test_a_bare_client_does_as_it_likes_with_what_is_free(kale_client):
    """So what the attacks meet is the guard, and nothing else."""
    for model in (Duiding, Bespreking, Opmerking):
        tabel = model._meta.db_table
        vrij = model.objects.get(evaluatie__jaar=2022).pk
        kale_client(f"INSERT INTO {_kopie(model, ['id'], vrij, vrij)} ON CONFLICT (id) DO UPDATE SET id = 8888")
        kale_client(f"DELETE FROM {tabel} WHERE id = 8888")
        assert kale_client(f"SELECT count(*) FROM {tabel} WHERE id IN ({vrij}, 8888)") == [(0,)]
    kale_client("UPDATE monitoring_evaluatie SET peildatum = '2022-12-30' WHERE jaar = 2022")


def test_a_bare_client_cannot_replace_a_programme_by_a_shorter_one(kale_client):
    programma = Programma.objects.get()
    kolommen = [veld.column for veld in Programma._meta.concrete_fields]
    waarden = ", ".join("2021" if kolom == "eindjaar" else kolom for kolom in kolommen)
    rij = f"acties_programma ({', '.join(kolommen)}) SELECT {waarden} FROM acties_programma WHERE true"
    aanvallen = [f"INSERT INTO {rij} ON CONFLICT (id) DO UPDATE SET eindjaar = excluded.eindjaar"]
    if sqlite:
        aanvallen.append(f"INSERT OR REPLACE INTO {rij}")
    for aanval in aanvallen:
        with pytest.raises((sqlite3.IntegrityError, IntegrityError), match="buiten de jaren van het programma"):
            kale_client(aanval)
    assert kale_client("SELECT id, eindjaar FROM acties_programma") == [(programma.pk, 2023)]
