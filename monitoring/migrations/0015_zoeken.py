"""Zoeken in wat is gemeld, en in de namen waaronder bronnen een organisatie kennen. Hoe het werkt: ``acties/migrations/0013_zoeken.py``.

Een naam in bronnen verandert voortaan ook het kenmerk van de gegevens: zij verandert wat een zoekvraag vindt.
"""

from django.db import migrations

# Per index de tabel, de kolommen van de kop en de kolommen van de rest.
INDEXEN = {
    "zoek_melding": ("monitoring_statusmelding", ["toelichting"], ["bijsturing"]),
    "zoek_regionaam": ("monitoring_regionaam", ["naam"], []),
}
GEVOLGD = "monitoring_regionaam"


def zet(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for naam, (tabel, kop, rest) in INDEXEN.items():
            for opdracht in _sqlite(naam, tabel, [*kop, *rest]):
                schema_editor.execute(opdracht)
        for moment in ("insert", "update", "delete"):
            schema_editor.execute(f"""
                CREATE TRIGGER versie_{GEVOLGD}_{moment} AFTER {moment} ON {GEVOLGD}
                BEGIN UPDATE acties_gegevensversie SET kenmerk = lower(hex(randomblob(16))); END
            """)
        return
    for naam, (tabel, kop, rest) in INDEXEN.items():
        vorm = f"acties_zoekvorm({_samen(kop)}, {_samen(rest)})"
        schema_editor.execute(f"CREATE INDEX {naam} ON {tabel} USING gin ({vorm})")
    schema_editor.execute(f"""
        CREATE CONSTRAINT TRIGGER versie_{GEVOLGD} AFTER INSERT OR UPDATE OR DELETE ON {GEVOLGD}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION acties_gegevensversie_zet()
    """)


def haal_weg(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for naam in INDEXEN:
            for moment in ("erbij", "weg", "anders"):
                schema_editor.execute(f"DROP TRIGGER {naam}_{moment}")
            schema_editor.execute(f"DROP TABLE {naam}")
        for moment in ("insert", "update", "delete"):
            schema_editor.execute(f"DROP TRIGGER versie_{GEVOLGD}_{moment}")
        return
    schema_editor.execute(f"DROP TRIGGER versie_{GEVOLGD} ON {GEVOLGD}")
    for naam in INDEXEN:
        schema_editor.execute(f"DROP INDEX {naam}")


def _samen(kolommen):
    return " || ' ' || ".join(kolommen) or "''"


def _sqlite(naam, tabel, kolommen):
    namen, oud, nieuw = (", ".join(f"{rij}{kolom}" for kolom in kolommen) for rij in ("", "old.", "new."))
    erbij = f"INSERT INTO {naam}(rowid, {namen}) VALUES (new.id, {nieuw});"
    weg = f"INSERT INTO {naam}({naam}, rowid, {namen}) VALUES ('delete', old.id, {oud});"
    yield f"""
        CREATE VIRTUAL TABLE {naam} USING fts5(
            {namen}, content='{tabel}', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
        )
    """
    yield f"INSERT INTO {naam}({naam}) VALUES ('rebuild')"
    yield f"CREATE TRIGGER {naam}_erbij AFTER INSERT ON {tabel} BEGIN {erbij} END"
    yield f"CREATE TRIGGER {naam}_weg AFTER DELETE ON {tabel} BEGIN {weg} END"
    yield f"CREATE TRIGGER {naam}_anders AFTER UPDATE OF id, {namen} ON {tabel} BEGIN {weg} {erbij} END"


class Migration(migrations.Migration):
    dependencies = [("acties", "0013_zoeken"), ("monitoring", "0014_afspraken")]
    operations = [migrations.RunPython(zet, haal_weg)]
