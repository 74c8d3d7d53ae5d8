"""Een actie valt binnen de jaren van haar programma; de database houdt dat zelf vast, welke weg iemand ook neemt."""

from django.db import migrations

MELDING = "De planning valt buiten de jaren van het programma."

# Per bewaking: de tabel, en wanneer de rij die erin komt (NEW) niet mag.
BEWAKING = {
    "actie_planning": (
        "acties_actie",
        """
        NEW.startjaar IS NOT NULL AND EXISTS (
            SELECT 1 FROM acties_programma p WHERE p.id = NEW.programma_id
            AND (NEW.startjaar < p.startjaar OR NEW.eindjaar > p.eindjaar)
        )
        """,
    ),
    # Ook bij een INSERT: op SQLite kan die met OR REPLACE een programma vervangen.
    "programma_planning": (
        "acties_programma",
        """
        EXISTS (
            SELECT 1 FROM acties_actie a WHERE a.programma_id = NEW.id AND a.startjaar IS NOT NULL
            AND (a.startjaar < NEW.startjaar OR a.eindjaar > NEW.eindjaar)
        )
        """,
    ),
}


def zet(apps, schema_editor):
    maak = _sqlite if schema_editor.connection.vendor == "sqlite" else _postgresql
    for naam, (tabel, fout) in BEWAKING.items():
        for opdracht in maak(naam, tabel, fout):
            schema_editor.execute(opdracht)


def haal_weg(apps, schema_editor):
    for naam in BEWAKING:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {naam}_insert")
            schema_editor.execute(f"DROP TRIGGER {naam}_update")
        else:
            schema_editor.execute(f"DROP FUNCTION acties_{naam} CASCADE")


def _sqlite(naam, tabel, fout):
    for moment in ("insert", "update"):
        yield f"""
            CREATE TRIGGER {naam}_{moment} BEFORE {moment} ON {tabel} WHEN {fout}
            BEGIN SELECT RAISE(ABORT, '{MELDING}'); END
        """


def _postgresql(naam, tabel, fout):
    yield f"""
        CREATE FUNCTION acties_{naam}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {fout} THEN RAISE EXCEPTION '{MELDING}' USING ERRCODE = 'check_violation'; END IF;
            RETURN NEW;
        END $$
    """
    yield f"""
        CREATE TRIGGER {naam} BEFORE INSERT OR UPDATE ON {tabel}
        FOR EACH ROW EXECUTE FUNCTION acties_{naam}()
    """


class Migration(migrations.Migration):
    dependencies = [("acties", "0001_begin")]
    operations = [migrations.RunPython(zet, haal_weg)]
