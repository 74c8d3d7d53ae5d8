"""Op PostgreSQL wacht wie een duiding of bespreking schrijft op wie vaststelt, en andersom; leegmaken wordt geweigerd.

Zonder dit kon een duiding die tijdens het vaststellen werd bewaard, bij de vastgestelde evaluatie komen te staan zonder in
haar verslag te zitten. Op SQLite schrijft er altijd maar één.
"""

from importlib import import_module

from django.db import migrations

vast = import_module("monitoring.migrations.0007_vastgesteld_verandert_nooit")

WACHT = f"""
    CREATE OR REPLACE FUNCTION monitoring_evaluatiedeel_vast() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        fases text[];
    BEGIN
        IF TG_OP = 'TRUNCATE' THEN
            RAISE EXCEPTION '{vast.MELDING}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF TG_OP = 'INSERT' THEN
            SELECT array_agg(fase) INTO fases FROM (
                SELECT e.fase FROM monitoring_evaluatie e WHERE e.id = NEW.evaluatie_id FOR SHARE) rijen;
        ELSIF TG_OP = 'DELETE' THEN
            SELECT array_agg(fase) INTO fases FROM (
                SELECT e.fase FROM monitoring_evaluatie e WHERE e.id = OLD.evaluatie_id FOR SHARE) rijen;
        ELSE
            SELECT array_agg(fase) INTO fases FROM (
                SELECT e.fase FROM monitoring_evaluatie e
                WHERE e.id IN (NEW.evaluatie_id, OLD.evaluatie_id) ORDER BY e.id FOR SHARE) rijen;
        END IF;
        IF 'vastgesteld' = ANY (fases) THEN
            RAISE EXCEPTION '{vast.MELDING}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END $$
"""


def zet(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        return
    schema_editor.execute(WACHT)
    for deel in vast.DELEN:
        schema_editor.execute(
            f"CREATE TRIGGER {deel}_niet_leegmaken BEFORE TRUNCATE ON monitoring_{deel} "
            "FOR EACH STATEMENT EXECUTE FUNCTION monitoring_evaluatiedeel_vast()"
        )


def haal_weg(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        return
    for deel in vast.DELEN:
        schema_editor.execute(f"DROP TRIGGER {deel}_niet_leegmaken ON monitoring_{deel}")
    oud = next(opdracht for opdracht in vast.POSTGRESQL if "FUNCTION monitoring_evaluatiedeel_vast()" in opdracht)
    schema_editor.execute(oud.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"))


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0007_vastgesteld_verandert_nooit")]
    operations = [migrations.RunPython(zet, haal_weg)]
