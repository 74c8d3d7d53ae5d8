"""Statusmeldingen komen er alleen bij. De database zelf weigert wijzigen en wissen, ook bij ruwe SQL."""

from django.db import migrations

MELDING = "Een statusmelding verandert nooit. Leg een correctie vast als nieuwe melding."

SQLITE = [
    f"""
    CREATE TRIGGER statusmelding_{moment.lower()} BEFORE {moment} ON monitoring_statusmelding
    BEGIN SELECT RAISE(ABORT, '{MELDING}'); END
    """
    for moment in ("UPDATE", "DELETE")
]
SQLITE_TERUG = ["DROP TRIGGER IF EXISTS statusmelding_update", "DROP TRIGGER IF EXISTS statusmelding_delete"]

POSTGRESQL = [
    f"""
    CREATE FUNCTION monitoring_statusmelding_vast() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{MELDING}' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    """
    CREATE TRIGGER statusmelding_vast BEFORE UPDATE OR DELETE ON monitoring_statusmelding
    FOR EACH ROW EXECUTE FUNCTION monitoring_statusmelding_vast()
    """,
    """
    CREATE TRIGGER statusmelding_niet_leegmaken BEFORE TRUNCATE ON monitoring_statusmelding
    FOR EACH STATEMENT EXECUTE FUNCTION monitoring_statusmelding_vast()
    """,
]
POSTGRESQL_TERUG = ["DROP FUNCTION monitoring_statusmelding_vast CASCADE"]


def zet(apps, schema_editor):
    for opdracht in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(opdracht)


def haal_weg(apps, schema_editor):
    for opdracht in SQLITE_TERUG if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_TERUG:
        schema_editor.execute(opdracht)


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0001_begin")]
    operations = [migrations.RunPython(zet, haal_weg)]
