"""Eén kenmerk dat verandert zodra iets verandert waar een pagina uit leest.

De database zet het kenmerk zelf, met triggers: ook ruwe SQL en bulkacties tellen dus mee. Wie het kenmerk leest en daarna
de gegevens, mag wat hij opbouwde onder dat kenmerk bewaren. Het is willekeurig en geen teller: na een teruggezette
reservekopie of een afgebroken transactie hoort hetzelfde kenmerk altijd bij dezelfde gegevens.
"""

from django.db.models.expressions import RawSQL

# Vaste namen, nooit invoer: de SQL hieronder mag eruit worden samengesteld.
TABEL = "acties_gegevensversie"

_MAAK = {
    "sqlite": [
        f"CREATE TABLE {TABEL} (id integer PRIMARY KEY CHECK (id = 1), kenmerk text NOT NULL)",
        f"INSERT INTO {TABEL} VALUES (1, lower(hex(randomblob(16))))",
    ],
    "postgresql": [
        f"CREATE TABLE {TABEL} (id integer PRIMARY KEY CHECK (id = 1), kenmerk text NOT NULL, transactie bigint)",
        f"INSERT INTO {TABEL} VALUES (1, gen_random_uuid()::text)",
        # Eén keer per transactie is genoeg. Pas bij het vastleggen, want wie deze rij eerder vasthoudt, kan in een
        # kring komen te wachten op iemand die op hem wacht.
        f"""
        CREATE FUNCTION {TABEL}_zet() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE {TABEL} SET kenmerk = gen_random_uuid()::text, transactie = txid_current()
            WHERE transactie IS DISTINCT FROM txid_current();
            RETURN NULL;
        END $$
        """,
    ],
}
_VERWIJDER = {
    "sqlite": [f"DROP TABLE {TABEL}"],
    "postgresql": [f"DROP FUNCTION {TABEL}_zet CASCADE", f"DROP TABLE {TABEL}"],
}


def kenmerk():
    """Als annotatie: het kenmerk in dezelfde query als de rij waar het bij wordt gelezen."""
    return RawSQL(f"SELECT kenmerk FROM {TABEL}", [])  # noqa: S611 (een vaste naam)


def maak_tabel(apps, schema_editor):
    _voer_uit(schema_editor, _MAAK[schema_editor.connection.vendor])


def verwijder_tabel(apps, schema_editor):
    _voer_uit(schema_editor, _VERWIJDER[schema_editor.connection.vendor])


def volg(schema_editor, tabellen):
    """Zet (opnieuw) de triggers op deze tabellen: ``{tabel: kolommen}``, leeg voor alle kolommen.

    Nodig in elke migratie die op SQLite een tabel herbouwt, want daarbij verdwijnen haar triggers.
    """
    laat_los(schema_editor, tabellen)
    maak = _sqlite if schema_editor.connection.vendor == "sqlite" else _postgresql
    for tabel, kolommen in tabellen.items():
        _voer_uit(schema_editor, maak(tabel, kolommen))


def laat_los(schema_editor, tabellen):
    for tabel in tabellen:
        if schema_editor.connection.vendor == "sqlite":
            _voer_uit(schema_editor, [f"DROP TRIGGER IF EXISTS versie_{tabel}_{m}" for m in _MOMENTEN])
        else:
            _voer_uit(schema_editor, [f"DROP TRIGGER IF EXISTS versie_{tabel} ON {tabel}"])


_MOMENTEN = ("insert", "update", "delete")


def _sqlite(tabel, kolommen):
    for moment in _MOMENTEN:
        deel = f" OF {kolommen}" if kolommen and moment == "update" else ""
        yield (
            f"CREATE TRIGGER versie_{tabel}_{moment} AFTER {moment}{deel} ON {tabel} BEGIN "
            f"UPDATE {TABEL} SET kenmerk = lower(hex(randomblob(16))); END"
        )


def _postgresql(tabel, kolommen):
    deel = f" OF {kolommen}" if kolommen else ""
    yield (
        f"CREATE CONSTRAINT TRIGGER versie_{tabel} AFTER INSERT OR UPDATE{deel} OR DELETE ON {tabel} "
        f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {TABEL}_zet()"
    )


def _voer_uit(schema_editor, opdrachten):
    for opdracht in opdrachten:
        schema_editor.execute(opdracht)
