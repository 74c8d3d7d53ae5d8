"""Ook een melding, een ronde, een evaluatie of een cijfer verandert wat een pagina toont: volg hun tabellen.

Het kenmerk zelf komt van ``acties/migrations/0003_gegevensversie.py``.
"""

from django.db import migrations

TABELLEN = (
    "monitoring_statusmelding",
    "monitoring_updateronde",
    "monitoring_updateronde_acties",
    "monitoring_updateronde_organisaties",
    "monitoring_inlezing",
    "monitoring_evaluatie",
    "monitoring_duiding",
    "monitoring_bespreking",
    "monitoring_opmerking",
    "monitoring_indicator",
    "monitoring_cijferbron",
    "monitoring_meting",
)


def zet(apps, schema_editor):
    maak = _sqlite if schema_editor.connection.vendor == "sqlite" else _postgresql
    for tabel in TABELLEN:
        for opdracht in maak(tabel):
            schema_editor.execute(opdracht)


def haal_weg(apps, schema_editor):
    for tabel in TABELLEN:
        if schema_editor.connection.vendor == "sqlite":
            for moment in ("insert", "update", "delete"):
                schema_editor.execute(f"DROP TRIGGER versie_{tabel}_{moment}")
        else:
            schema_editor.execute(f"DROP TRIGGER versie_{tabel} ON {tabel}")


def _sqlite(tabel):
    for moment in ("insert", "update", "delete"):
        yield f"""
            CREATE TRIGGER versie_{tabel}_{moment} AFTER {moment} ON {tabel}
            BEGIN UPDATE acties_gegevensversie SET kenmerk = lower(hex(randomblob(16))); END
        """


def _postgresql(tabel):
    yield f"""
        CREATE CONSTRAINT TRIGGER versie_{tabel} AFTER INSERT OR UPDATE OR DELETE ON {tabel}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION acties_gegevensversie_zet()
    """


class Migration(migrations.Migration):
    dependencies = [
        ("acties", "0003_gegevensversie"),
        ("monitoring", "0002_vastgelegd_blijft"),
    ]
    operations = [migrations.RunPython(zet, haal_weg)]
