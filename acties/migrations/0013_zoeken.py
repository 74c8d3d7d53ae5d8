"""Zoeken in wat is afgesproken: een index die de database zelf waar houdt. Wie erin zoekt: ``monitoring/lezen/zoeken``.

SQLite: per tabel een FTS5-tabel die de teksten in de tabel zelf leest, met drie triggers. PostgreSQL: per tabel een GIN-index op
een uitdrukking; die heeft geen trigger nodig. Beide vouwen hoofdletters en accenten weg en splitsen op alles wat geen letter of
cijfer is, zodat dezelfde vraag op beide hetzelfde vindt.
"""

from django.db import migrations

# Per index de tabel, de kolommen van de kop en de kolommen van de rest.
INDEXEN = {
    "zoek_actie": ("acties_actie", ["titel"], ["omschrijving"]),
    "zoek_onderdeel": ("acties_onderdeel", ["naam", "naam_in_regiovisie"], ["omschrijving"]),
    "zoek_ambitie": ("acties_ambitie", ["tekst"], []),
    "zoek_organisatie": ("acties_organisatie", ["naam"], []),
    "zoek_begrip": ("acties_begrip", ["term", "synoniemen"], ["definitie"]),
    "zoek_besluit": ("acties_besluit", ["orgaan", "kenmerk"], ["omschrijving"]),
}

# De woorden van de kop met gewicht A, die van de rest met gewicht B. Een tsvector kan niet groter zijn dan 1 MB.
WOORDEN = r"""
    setweight(to_tsvector('pg_catalog.simple', regexp_replace(
        lower(regexp_replace(normalize(left({0}, 100000), NFD), '[\u0300-\u036f]', '', 'g')), '[^[:alnum:]]+', ' ', 'g'
    )), '{1}')
"""
MAAK_FUNCTIE = f"""
    CREATE FUNCTION acties_zoekvorm(kop text, rest text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT {WOORDEN.format("kop", "A")} || {WOORDEN.format("rest", "B")} $$
"""


def zet(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for naam, (tabel, kop, rest) in INDEXEN.items():
            for opdracht in _sqlite(naam, tabel, [*kop, *rest]):
                schema_editor.execute(opdracht)
        return
    schema_editor.execute(MAAK_FUNCTIE)
    for naam, (tabel, kop, rest) in INDEXEN.items():
        vorm = f"acties_zoekvorm({_samen(kop)}, {_samen(rest)})"
        schema_editor.execute(f"CREATE INDEX {naam} ON {tabel} USING gin ({vorm})")


def haal_weg(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for naam in INDEXEN:
            for moment in ("erbij", "weg", "anders"):
                schema_editor.execute(f"DROP TRIGGER {naam}_{moment}")
            schema_editor.execute(f"DROP TABLE {naam}")
        return
    for naam in INDEXEN:
        schema_editor.execute(f"DROP INDEX {naam}")
    schema_editor.execute("DROP FUNCTION acties_zoekvorm")


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
    dependencies = [("acties", "0012_logboekregels")]
    operations = [migrations.RunPython(zet, haal_weg)]
