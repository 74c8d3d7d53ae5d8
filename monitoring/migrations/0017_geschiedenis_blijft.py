"""De geschiedenis van de tabellen van deze app blijft, en welk werkboek is ingelezen ook.

Een regel komt erbij en verandert nooit. De database weigert het zelf, welke weg iemand ook neemt. Op SQLite vervangt OR REPLACE
een rij zonder haar DELETE-trigger; daarom weigert de INSERT-trigger een sleutel die er al is.
"""

from django.db import migrations

BLIJFT = "De geschiedenis verandert nooit: er komt alleen een regel bij."
ERBIJ = {"monitoring_inlezing": "id"}  # tabellen die daar ook bij horen, met hun sleutel


def _tabellen(apps):
    modellen = apps.get_app_config("monitoring").get_models()
    historisch = {
        m._meta.db_table: m._meta.pk.column for m in modellen if m._meta.db_table.startswith("monitoring_historical")
    }
    return historisch | ERBIJ


def zet(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for opdracht in (_sqlite if sqlite else _postgresql)(_tabellen(apps)):
        schema_editor.execute(opdracht)


def haal_weg(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for tabel in _tabellen(apps):
            for moment in ("insert", "update", "delete"):
                schema_editor.execute(f"DROP TRIGGER {tabel}_vast_{moment}")
    else:
        schema_editor.execute("DROP FUNCTION monitoring_geschiedenis_vast CASCADE")


def _sqlite(tabellen):
    for tabel, sleutel in tabellen.items():
        bestaat = f"EXISTS (SELECT 1 FROM {tabel} r WHERE r.{sleutel} = NEW.{sleutel})"
        for moment, wanneer in (("insert", bestaat), ("update", "true"), ("delete", "true")):
            yield f"""
                CREATE TRIGGER {tabel}_vast_{moment} BEFORE {moment} ON {tabel} WHEN {wanneer}
                BEGIN SELECT RAISE(ABORT, '{BLIJFT}'); END
            """


def _postgresql(tabellen):
    yield f"""
        CREATE FUNCTION monitoring_geschiedenis_vast() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{BLIJFT}' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """
    for tabel in tabellen:
        yield f"""
            CREATE TRIGGER {tabel}_vast BEFORE UPDATE OR DELETE ON {tabel}
            FOR EACH ROW EXECUTE FUNCTION monitoring_geschiedenis_vast()
        """
        yield f"""
            CREATE TRIGGER {tabel}_niet_leegmaken BEFORE TRUNCATE ON {tabel}
            FOR EACH STATEMENT EXECUTE FUNCTION monitoring_geschiedenis_vast()
        """


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0016_afloop_van_mails")]
    operations = [migrations.RunPython(zet, haal_weg)]
