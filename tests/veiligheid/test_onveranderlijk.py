"""What was reported never changes, and what the database must hold it holds itself: whatever way someone takes."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from acties.models import Actie, Programma
from monitoring.models import Statusmelding

sqlite, postgresql = (connection.vendor == soort for soort in ("sqlite", "postgresql"))


@pytest.fixture
def melding(wereld, meld, cast):
    return meld(
        wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering", toelichting="Zoals het was", verzoek=uuid4()
    )


def waarden():
    return list(Statusmelding.objects.order_by("pk").values())


def geweigerd(handeling):
    """What the database says when it refuses, or ""; in a savepoint, so that PostgreSQL goes on after it."""
    try:
        with transaction.atomic():
            handeling()
    except IntegrityError as fout:  # ProtectedError is one; a mistake in the SQL is not
        return str(fout)
    return ""


def sql(opdracht, *waarden):
    with connection.cursor() as cursor:
        cursor.execute(opdracht, waarden)


def _anders(melding):
    melding.toelichting = "Iets anders"
    return melding


def _dubbel(melding):
    """The same row again, with another text."""
    velden = {veld.attname: getattr(melding, veld.attname) for veld in Statusmelding._meta.concrete_fields}
    return Statusmelding(**velden | {"toelichting": "Iets anders"})


KOLOMMEN = "actie_id, organisatie_id, peildatum, gemeld_op, status, koers, toelichting, bijsturing, ongewijzigd, openbaar, bron"
TABEL = "monitoring_statusmelding"
RIJ = f"SELECT id, verzoek, {KOLOMMEN} FROM {TABEL}".replace("toelichting", "'anders'")

WEGEN = {
    "save": lambda m: _anders(m).save(),
    "save of one field": lambda m: _anders(m).save(update_fields=["toelichting"]),
    "delete": lambda m: m.delete(),
    "update": lambda m: Statusmelding.objects.update(toelichting="Iets anders"),
    "update with F": lambda m: Statusmelding.objects.update(toelichting=F("status")),
    "update to the same value": lambda m: Statusmelding.objects.update(toelichting="Zoals het was"),
    "delete of a set": lambda m: Statusmelding.objects.filter(pk=m.pk).delete(),
    "raw delete of a set": lambda m: Statusmelding.objects.filter(pk=m.pk)._raw_delete("default"),
    "bulk_update": lambda m: Statusmelding.objects.bulk_update([_anders(m)], ["toelichting"]),
    "bulk_create over it": lambda m: Statusmelding.objects.bulk_create(
        [_dubbel(m)], update_conflicts=True, unique_fields=["verzoek"], update_fields=["toelichting"]
    ),
    "update_or_create": lambda m: Statusmelding.objects.update_or_create(
        pk=m.pk, defaults={"toelichting": "Iets anders"}
    ),
    "through the actie": lambda m: m.actie.meldingen.update(status="afgerond"),
    "delete of the actie": lambda m: m.actie.delete(),
    "delete of the organisatie": lambda m: m.organisatie.delete(),
    "raw UPDATE": lambda m: sql(f"UPDATE {TABEL} SET toelichting = %s", "anders"),
    "raw UPDATE of the key": lambda m: sql(f"UPDATE {TABEL} SET id = id + 1000"),
    "raw DELETE": lambda m: sql(f"DELETE FROM {TABEL}"),
    "ON CONFLICT DO UPDATE": lambda m: sql(
        f"INSERT INTO {TABEL} (id, verzoek, {KOLOMMEN}) {RIJ} WHERE true "
        "ON CONFLICT (id) DO UPDATE SET toelichting = excluded.toelichting"
    ),
    "ON CONFLICT DO UPDATE on the request": lambda m: sql(
        f"INSERT INTO {TABEL} (id, verzoek, {KOLOMMEN}) {RIJ.replace('SELECT id', 'SELECT id + 1')} WHERE true "
        "ON CONFLICT (verzoek) DO UPDATE SET toelichting = excluded.toelichting"
    ),
}
if sqlite:
    WEGEN |= {
        "INSERT OR REPLACE": lambda m: sql(f"INSERT OR REPLACE INTO {TABEL} (id, verzoek, {KOLOMMEN}) {RIJ}"),
        "REPLACE on the request": lambda m: sql(
            f"REPLACE INTO {TABEL} (id, verzoek, {KOLOMMEN}) {RIJ.replace('SELECT id', 'SELECT id + 1')}"
        ),
        "UPDATE OR REPLACE": lambda m: sql(f"UPDATE OR REPLACE {TABEL} SET toelichting = %s", "anders"),
        "UPDATE OR IGNORE": lambda m: sql(f"UPDATE OR IGNORE {TABEL} SET toelichting = %s", "anders"),
    }
if postgresql:
    WEGEN |= {
        # What a transaction still has to check stands in the way of TRUNCATE itself: check it first.
        "TRUNCATE": lambda m: sql(f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {TABEL}"),
        "TRUNCATE of the actie": lambda m: sql("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE acties_actie CASCADE"),
        "MERGE": lambda m: sql(
            f"MERGE INTO {TABEL} t USING {TABEL} s ON t.id = s.id WHEN MATCHED THEN UPDATE SET toelichting = 'anders'"
        ),
        "UPDATE … FROM": lambda m: sql(
            f"UPDATE {TABEL} t SET status = 'afgerond' FROM acties_actie a WHERE a.id = t.actie_id"
        ),
    }


@pytest.mark.parametrize("weg", WEGEN)
def test_a_melding_stays_as_it_was(melding, weg):
    voor = waarden()
    reden = geweigerd(lambda: WEGEN[weg](melding))
    assert (
        "Een statusmelding verandert nooit." in reden
        or "Statusmelding.actie" in reden
        or "Statusmelding.organisatie" in reden
    )
    assert waarden() == voor


def test_actie_with_meldingen_stays_also_for_raw_sql(melding):
    def wis():
        for tabel in ("acties_aanjager", "acties_actie_hoofdverantwoordelijken", "acties_actie_ambities"):
            sql(f"DELETE FROM {tabel}")
        sql("DELETE FROM acties_actie")
        connection.check_constraints()

    assert geweigerd(wis)
    assert Actie.objects.count() == 3


def test_a_correction_is_a_new_row(melding, wereld, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "niet_gestart", toelichting="Toch niet")
    assert [rij["toelichting"] for rij in waarden()] == ["Zoals het was", "Toch niet"]
    assert Statusmelding.objects.nieuwste_van(wereld.zelfscan, wereld.alkmaar).status == "niet_gestart"


# The planning


def actie(wereld, **velden):
    return Actie(programma=wereld.programma, nummer=90, titel="Proef", onderdeel=wereld.kern, **velden)


PLANNINGEN = {
    "before the programme": {"startjaar": 2020, "eindjaar": 2021},
    "after the programme": {"startjaar": 2023, "eindjaar": 2024},
    "around the programme": {"startjaar": 2000, "eindjaar": 2100},
    "end before start": {"startjaar": 2023, "eindjaar": 2021},
    "only a start": {"startjaar": 2021},
    "only an end": {"eindjaar": 2021},
    "neither years nor doorlopend": {},
    "doorlopend with years": {"doorlopend": True, "startjaar": 2021, "eindjaar": 2022},
    "doorlopend with an end": {"doorlopend": True, "eindjaar": 2022},
}


@pytest.mark.parametrize("planning", PLANNINGEN.values(), ids=PLANNINGEN)
def test_impossible_planning_is_refused_by_every_way_in(wereld, planning):
    assert geweigerd(lambda: actie(wereld, **planning).save())
    assert geweigerd(lambda: Actie.objects.bulk_create([actie(wereld, **planning)]))
    alles = {"startjaar": None, "eindjaar": None, "doorlopend": False} | planning
    assert geweigerd(lambda: Actie.objects.filter(nummer=1).update(**alles))
    toewijzing = ", ".join(f"{veld} = %s" for veld in alles)
    assert geweigerd(lambda: sql(f"UPDATE acties_actie SET {toewijzing} WHERE nummer = 1", *alles.values()))
    assert list(Actie.objects.values_list("nummer", "startjaar", "eindjaar", "doorlopend")) == [
        (1, 2021, 2021, False),
        (2, 2021, 2022, False),
        (3, None, None, True),
    ]


def test_programme_cannot_shrink_around_its_acties(wereld):
    assert geweigerd(lambda: Programma.objects.update(startjaar=2022))
    assert geweigerd(lambda: sql("UPDATE acties_programma SET eindjaar = 2021"))
    assert Programma.objects.filter(startjaar=2021, eindjaar=2023).exists()


@pytest.mark.parametrize(
    "velden",
    [
        {"status": "onzin"},
        {"koers": "onzin"},
        {"koers": "aandacht", "toelichting": "Wel", "bijsturing": ""},
        {"koers": "vastgelopen", "toelichting": "", "bijsturing": "Wel"},
        {"status": "nvt", "organisatie": None},
        {"status": "vervallen"},
    ],
    ids=str,
)
def test_impossible_melding_is_refused_by_the_database(wereld, velden):
    goed = {
        "actie": wereld.zelfscan,
        "organisatie": wereld.alkmaar,
        "peildatum": date(2021, 10, 1),
        "status": "afgerond",
    }
    assert geweigerd(lambda: Statusmelding.objects.bulk_create([Statusmelding(**goed | velden)]))
    assert waarden() == []


# The connection


@pytest.mark.django_db
@pytest.mark.skipif(not sqlite, reason="a setting of SQLite")
def test_sqlite_runs_triggers_for_a_replaced_row():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers")
        assert cursor.fetchone()[0] == 1
        cursor.execute("PRAGMA foreign_keys")
        assert cursor.fetchone()[0] == 1
