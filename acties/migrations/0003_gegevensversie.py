"""De database geeft zichzelf een nieuw kenmerk zodra er iets verandert waar een pagina uit leest.

Wie het leest: ``acties/gegevensversie.py``. Ook ruwe SQL en bulkacties tellen zo mee.
"""

from django.db import migrations

TABELLEN = (
    "acties_programma",
    "acties_onderdeel",
    "acties_ambitie",
    "acties_doelgroep",
    "acties_begrip",
    "acties_subregio",
    "acties_partij",
    "acties_organisatie",
    "acties_organisatie_partijen",
    "acties_overleg",
    "acties_deelname",
    "acties_aanjagersrol",
    "acties_aanjager",
    "acties_actie",
    "acties_actie_ambities",
    "acties_actie_hoofdverantwoordelijken",
    "acties_besluit",
    "acties_collegebesluit",
    "acties_gebruiker",
)
# Van een gebruiker staat alleen de naam op een pagina; wanneer iemand inlogde, telt niet mee.
KOLOMMEN = {"acties_gebruiker": "OF username, first_name, last_name"}

MAAK_SQLITE = [
    "CREATE TABLE acties_gegevensversie (id integer PRIMARY KEY CHECK (id = 1), kenmerk text NOT NULL)",
    "INSERT INTO acties_gegevensversie VALUES (1, lower(hex(randomblob(16))))",
]
MAAK_POSTGRESQL = [
    """
    CREATE TABLE acties_gegevensversie (
        id integer PRIMARY KEY CHECK (id = 1), kenmerk text NOT NULL, transactie bigint
    )
    """,
    "INSERT INTO acties_gegevensversie VALUES (1, gen_random_uuid()::text)",
    # Eén keer per transactie is genoeg. Pas bij het vastleggen, want wie deze rij eerder vasthoudt, kan in een kring komen te
    # wachten op iemand die op hem wacht.
    """
    CREATE FUNCTION acties_gegevensversie_zet() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE acties_gegevensversie SET kenmerk = gen_random_uuid()::text, transactie = txid_current()
        WHERE transactie IS DISTINCT FROM txid_current();
        RETURN NULL;
    END $$
    """,
]


def zet(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for opdracht in MAAK_SQLITE if sqlite else MAAK_POSTGRESQL:
        schema_editor.execute(opdracht)
    for tabel in TABELLEN:
        for opdracht in (_volg_sqlite if sqlite else _volg_postgresql)(tabel, KOLOMMEN.get(tabel, "")):
            schema_editor.execute(opdracht)


def haal_weg(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for tabel in TABELLEN:
            for moment in ("insert", "update", "delete"):
                schema_editor.execute(f"DROP TRIGGER versie_{tabel}_{moment}")
    else:
        schema_editor.execute("DROP FUNCTION acties_gegevensversie_zet CASCADE")
    schema_editor.execute("DROP TABLE acties_gegevensversie")


def _volg_sqlite(tabel, kolommen):
    for moment in ("insert", f"update {kolommen}", "delete"):
        yield f"""
            CREATE TRIGGER versie_{tabel}_{moment.split()[0]} AFTER {moment} ON {tabel}
            BEGIN UPDATE acties_gegevensversie SET kenmerk = lower(hex(randomblob(16))); END
        """


def _volg_postgresql(tabel, kolommen):
    yield f"""
        CREATE CONSTRAINT TRIGGER versie_{tabel} AFTER INSERT OR UPDATE {kolommen} OR DELETE ON {tabel}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION acties_gegevensversie_zet()
    """


class Migration(migrations.Migration):
    dependencies = [("acties", "0002_planning_binnen_programma")]
    operations = [migrations.RunPython(zet, haal_weg)]
