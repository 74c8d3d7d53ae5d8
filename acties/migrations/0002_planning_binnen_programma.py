"""Een actie valt binnen de jaren van haar programma; de database houdt dat zelf vast, welke weg iemand ook neemt."""

from django.db import migrations

MELDING = "De planning valt buiten de jaren van het programma."

SQLITE = [
    f"""
    CREATE TRIGGER actie_planning_{moment.lower()} BEFORE {moment} ON acties_actie
    WHEN NEW.startjaar IS NOT NULL AND EXISTS (
        SELECT 1 FROM acties_programma p WHERE p.id = NEW.programma_id
        AND (NEW.startjaar < p.startjaar OR NEW.eindjaar > p.eindjaar)
    )
    BEGIN SELECT RAISE(ABORT, '{MELDING}'); END
    """
    for moment in ("INSERT", "UPDATE")
] + [
    f"""
    CREATE TRIGGER programma_planning_update BEFORE UPDATE ON acties_programma
    WHEN EXISTS (
        SELECT 1 FROM acties_actie a WHERE a.programma_id = NEW.id AND a.startjaar IS NOT NULL
        AND (a.startjaar < NEW.startjaar OR a.eindjaar > NEW.eindjaar)
    )
    BEGIN SELECT RAISE(ABORT, '{MELDING}'); END
    """
]

POSTGRESQL = [
    f"""
    CREATE FUNCTION acties_actie_planning() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.startjaar IS NOT NULL AND EXISTS (
            SELECT 1 FROM acties_programma p WHERE p.id = NEW.programma_id
            AND (NEW.startjaar < p.startjaar OR NEW.eindjaar > p.eindjaar)
        ) THEN RAISE EXCEPTION '{MELDING}' USING ERRCODE = 'check_violation'; END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER actie_planning BEFORE INSERT OR UPDATE ON acties_actie
    FOR EACH ROW EXECUTE FUNCTION acties_actie_planning()
    """,
    f"""
    CREATE FUNCTION acties_programma_planning() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT 1 FROM acties_actie a WHERE a.programma_id = NEW.id AND a.startjaar IS NOT NULL
            AND (a.startjaar < NEW.startjaar OR a.eindjaar > NEW.eindjaar)
        ) THEN RAISE EXCEPTION '{MELDING}' USING ERRCODE = 'check_violation'; END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER programma_planning BEFORE UPDATE ON acties_programma
    FOR EACH ROW EXECUTE FUNCTION acties_programma_planning()
    """,
]

SQLITE_TERUG = [
    "DROP TRIGGER IF EXISTS actie_planning_insert",
    "DROP TRIGGER IF EXISTS actie_planning_update",
    "DROP TRIGGER IF EXISTS programma_planning_update",
]
POSTGRESQL_TERUG = [
    "DROP FUNCTION acties_actie_planning CASCADE",
    "DROP FUNCTION acties_programma_planning CASCADE",
]


def zet(apps, schema_editor):
    for opdracht in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(opdracht)


def haal_weg(apps, schema_editor):
    for opdracht in SQLITE_TERUG if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_TERUG:
        schema_editor.execute(opdracht)


class Migration(migrations.Migration):
    dependencies = [("acties", "0001_begin")]
    operations = [migrations.RunPython(zet, haal_weg)]
