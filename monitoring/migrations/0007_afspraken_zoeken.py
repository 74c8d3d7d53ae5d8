"""Zoeken in de afspraken van de overleggen: wat is afgesproken, en wie het doet en wat ervan kwam."""

from django.db import migrations

from acties.migrations._samen import Samen

NAAM, TABEL, KOLOMMEN = "zoek_afspraak", "monitoring_afspraak", ["wat", "wie", "afloop"]
MOMENTEN = ("erbij", "weg", "anders")


def zet(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for opdracht in _sqlite():
            schema_editor.execute(opdracht)
    else:
        schema_editor.execute(f"CREATE INDEX {NAAM} ON {TABEL} USING gin (acties_zoekvorm(wat, wie || ' ' || afloop))")


def haal_weg(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for moment in MOMENTEN:
            schema_editor.execute(f"DROP TRIGGER {NAAM}_{moment}")
        schema_editor.execute(f"DROP TABLE {NAAM}")
    else:
        schema_editor.execute(f"DROP INDEX {NAAM}")


def _sqlite():
    namen, oud, nieuw = (", ".join(f"{rij}{kolom}" for kolom in KOLOMMEN) for rij in ("", "old.", "new."))
    erbij = f"INSERT INTO {NAAM}(rowid, {namen}) VALUES (new.id, {nieuw});"
    weg = f"INSERT INTO {NAAM}({NAAM}, rowid, {namen}) VALUES ('delete', old.id, {oud});"
    yield f"""
        CREATE VIRTUAL TABLE {NAAM} USING fts5(
            {namen}, content='{TABEL}', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
        )
    """
    yield f"INSERT INTO {NAAM}({NAAM}) VALUES ('rebuild')"
    yield f"CREATE TRIGGER {NAAM}_erbij AFTER INSERT ON {TABEL} BEGIN {erbij} END"
    yield f"CREATE TRIGGER {NAAM}_weg AFTER DELETE ON {TABEL} BEGIN {weg} END"
    yield f"CREATE TRIGGER {NAAM}_anders AFTER UPDATE OF id, {namen} ON {TABEL} BEGIN {weg} {erbij} END"


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0006_kenmerk_per_programma")]
    operations = [Samen([migrations.RunPython(zet, haal_weg)])]
