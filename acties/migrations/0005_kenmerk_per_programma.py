"""Elk programma krijgt zijn eigen kenmerk, en wat de programma's delen een eigen: wie in het ene schrijft, wacht op niemand in het andere.

``acties_gegevensversie`` heeft een rij per programma en rij 0 voor wat zij delen. Wie ze leest: ``acties/gegevensversie.py``.
De tabellen van ``monitoring`` volgen in ``monitoring/migrations/0006_kenmerk_per_programma.py``; tot dan verandert een
wijziging daarin elk kenmerk.

Op PostgreSQL heeft elke gevolgde tabel twee triggers. ``vermeld_…`` schrijft meteen op van welk programma de rij is;
``versie_…`` zet bij het vastleggen eerst al die kenmerken, altijd in dezelfde volgorde (anders kunnen twee transacties in een
kring op elkaar wachten), en kijkt dan nog eens van wie de rij is: verhuisde een rij erboven intussen, dan telt ook dat programma.
"""

from django.db import migrations

from acties.migrations._samen import Samen

SAMEN = "SELECT 0"
PROGRAMMA = "SELECT {rij}.programma_id"
VAN_ACTIE = "SELECT programma_id FROM acties_actie WHERE id = {rij}.actie_id"
VAN_ACTIELIJN = "SELECT programma_id FROM acties_onderdeel WHERE id = {rij}.actielijn_id"
# Een actie staat ook op pagina's van een ander programma: waar zij vandaan komt, wat erop volgt, en de geschiedenis daarvan.
ACTIE = """
    SELECT {rij}.programma_id
    UNION ALL SELECT id FROM acties_programma WHERE voorganger_id = {rij}.programma_id
    UNION ALL SELECT programma_id FROM acties_actie WHERE id = {rij}.voortgekomen_uit_id
    UNION ALL SELECT programma_id FROM acties_actie WHERE voortgekomen_uit_id = {rij}.id
"""
VAN_AANJAGER_TOEN = """
    SELECT a.programma_id FROM acties_historicalaanjager j JOIN acties_actie a ON a.id = j.actie_id
    WHERE j.history_id = {rij}.history_id
"""
# Per soort hoe je van een rij bij haar programma komt, en welke tabellen van die soort zijn.
SOORTEN = {
    "samen": (SAMEN, [
        "acties_programma", "acties_subregio", "acties_organisatie", "acties_overleg", "acties_deelname",
        "acties_gebruiker", "acties_lidmaatschap",
    ]),
    "programma": (PROGRAMMA, [
        "acties_onderdeel", "acties_begrip", "acties_partij", "acties_aanjagersrol", "acties_besluit",
        "acties_collegebesluit", "acties_historicalactie",
    ]),
    "actie": (ACTIE, ["acties_actie"]),
    "van_actie": (VAN_ACTIE, [
        "acties_aanjager", "acties_actie_ambities", "acties_actie_hoofdverantwoordelijken", "acties_historicalaanjager",
    ]),
    "van_actielijn": (VAN_ACTIELIJN, ["acties_ambitie", "acties_doelgroep"]),
    "van_partij": ("SELECT programma_id FROM acties_partij WHERE id = {rij}.partij_id", ["acties_organisatie_partijen"]),
    "van_aanjager": (
        "SELECT a.programma_id FROM acties_aanjager j JOIN acties_actie a ON a.id = j.actie_id WHERE j.id = {rij}.aanjager_id",
        ["acties_aanjager_organisaties"],
    ),
    # De geschiedenis van een actie komt er na de actie zelf bij, en staat op een pagina.
    "van_toen": ("SELECT programma_id FROM acties_historicalactie WHERE history_id = {rij}.history_id", [
        "acties_historicalactie_ambities", "acties_historicalactie_hoofdverantwoordelijken",
    ]),
    "van_aanjager_toen": (VAN_AANJAGER_TOEN, ["acties_historicalaanjager_organisaties"]),
}  # fmt: skip
# Van een gebruiker staan alleen zijn naam en hoe je hem bereikt op een pagina; wanneer iemand inlogde, telt niet mee.
KOLOMMEN = {"acties_gebruiker": "OF username, first_name, last_name, functie, email, is_active"}
KOLOMMEN_VOORHEEN = {"acties_gebruiker": "OF username, first_name, last_name"}
NIEUW = {
    "acties_lidmaatschap", "acties_historicalactie", "acties_historicalaanjager", "acties_historicalactie_ambities",
    "acties_historicalactie_hoofdverantwoordelijken", "acties_historicalaanjager_organisaties",
}  # fmt: skip
TABELLEN = {tabel: soort for soort, (_, tabellen) in SOORTEN.items() for tabel in tabellen}
VOORHEEN = sorted(TABELLEN.keys() - NIEUW)
MOMENTEN = ("insert", "update", "delete")

TOEVAL_SQLITE, TOEVAL_POSTGRESQL = "lower(hex(randomblob(16)))", "gen_random_uuid()::text"
TABEL = "CREATE TABLE acties_gegevensversie (programma bigint PRIMARY KEY, kenmerk text NOT NULL)"
RIJEN = "INSERT INTO acties_gegevensversie SELECT id, {0} FROM acties_programma UNION ALL SELECT 0, {0}"
TABEL_VOORHEEN = {
    "sqlite": "CREATE TABLE acties_gegevensversie (id integer PRIMARY KEY CHECK (id = 1), kenmerk text NOT NULL)",
    "postgresql": "CREATE TABLE acties_gegevensversie"
    " (id integer PRIMARY KEY CHECK (id = 1), kenmerk text NOT NULL, transactie bigint)",
}

PROGRAMMA_SQLITE = [
    f"""
    CREATE TRIGGER programma_versie_insert AFTER INSERT ON acties_programma
    BEGIN
        DELETE FROM acties_gegevensversie WHERE programma = NEW.id;
        INSERT INTO acties_gegevensversie VALUES (NEW.id, {TOEVAL_SQLITE});
    END
    """,
    """
    CREATE TRIGGER programma_versie_delete AFTER DELETE ON acties_programma
    BEGIN DELETE FROM acties_gegevensversie WHERE programma = OLD.id; END
    """,
]
FUNCTIES = [
    # Onthoud van welk programma er iets verandert, tot het vastleggen; wat een savepoint terugdraait, vergeet het weer.
    """
    CREATE FUNCTION acties_versie_vermeld(wie bigint) RETURNS void LANGUAGE plpgsql AS $$
    DECLARE lijst text := coalesce(nullif(current_setting('acties.vermeld', true), ''), ',');
    BEGIN
        IF wie IS NOT NULL AND position(',' || wie || ',' IN lijst) = 0 THEN
            PERFORM set_config('acties.vermeld', lijst || wie || ',', true);
        END IF;
    END $$
    """,
    # Zet alles wat is vermeld: de programma's op volgorde en wat zij delen het laatst, want daar wachten de meesten op.
    f"""
    CREATE FUNCTION acties_versie_zet_vermeld() RETURNS void LANGUAGE plpgsql AS $$
    DECLARE
        lijst text := trim(both ',' from current_setting('acties.vermeld', true));
        wie bigint;
    BEGIN
        IF coalesce(lijst, '') = '' THEN RETURN; END IF;
        FOR wie IN SELECT deel::bigint FROM unnest(string_to_array(lijst, ',')) deel
            ORDER BY deel::bigint = 0, deel::bigint
        LOOP
            UPDATE acties_gegevensversie SET kenmerk = {TOEVAL_POSTGRESQL} WHERE programma = wie;
        END LOOP;
        PERFORM set_config('acties.vermeld', '', true), set_config('acties.gezet', ',' || lijst || ',', true);
    END $$
    """,
    # Alleen wat nog niet is gezet: een rij die verhuisde sinds zij is vermeld.
    f"""
    CREATE FUNCTION acties_versie_zet(wie bigint) RETURNS void LANGUAGE plpgsql AS $$
    DECLARE lijst text := coalesce(nullif(current_setting('acties.gezet', true), ''), ',');
    BEGIN
        IF wie IS NOT NULL AND position(',' || wie || ',' IN lijst) = 0 THEN
            UPDATE acties_gegevensversie SET kenmerk = {TOEVAL_POSTGRESQL} WHERE programma = wie;
            PERFORM set_config('acties.gezet', lijst || wie || ',', true);
        END IF;
    END $$
    """,
    f"""
    CREATE FUNCTION acties_versie_programma_rij() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            DELETE FROM acties_gegevensversie WHERE programma = OLD.id;
        ELSE
            INSERT INTO acties_gegevensversie VALUES (NEW.id, {TOEVAL_POSTGRESQL})
            ON CONFLICT (programma) DO UPDATE SET kenmerk = excluded.kenmerk;
        END IF;
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER programma_versie AFTER INSERT OR DELETE ON acties_programma
    FOR EACH ROW EXECUTE FUNCTION acties_versie_programma_rij()
    """,
]
# Voor een tabel die nog niet zegt van wie zij is: alles verandert.
ALLES = f"""
    CREATE OR REPLACE FUNCTION acties_gegevensversie_zet() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN UPDATE acties_gegevensversie SET kenmerk = {TOEVAL_POSTGRESQL}; RETURN NULL; END $$
"""
VOORHEEN_ZET = """
    CREATE OR REPLACE FUNCTION acties_gegevensversie_zet() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE acties_gegevensversie SET kenmerk = gen_random_uuid()::text, transactie = txid_current()
        WHERE transactie IS DISTINCT FROM txid_current();
        RETURN NULL;
    END $$
"""


def zet(apps, schema_editor):
    doe = schema_editor.execute
    if schema_editor.connection.vendor == "sqlite":
        _weg_sqlite(doe, VOORHEEN)
        doe("DROP TABLE acties_gegevensversie")
        opdrachten = [TABEL, RIJEN.format(TOEVAL_SQLITE), *PROGRAMMA_SQLITE, *_volg_sqlite()]
    else:
        for tabel in VOORHEEN:
            doe(f"DROP TRIGGER versie_{tabel} ON {tabel}")
        doe("DROP TABLE acties_gegevensversie")
        opdrachten = [TABEL, RIJEN.format(TOEVAL_POSTGRESQL), ALLES, *FUNCTIES, *_volg_postgresql()]
    for opdracht in opdrachten:
        doe(opdracht)


def haal_weg(apps, schema_editor):
    doe, soort = schema_editor.execute, schema_editor.connection.vendor
    if soort == "sqlite":
        _weg_sqlite(doe, TABELLEN)
        doe("DROP TRIGGER programma_versie_insert")
        doe("DROP TRIGGER programma_versie_delete")
    else:
        for naam in SOORTEN:
            doe(f"DROP FUNCTION acties_versie_{naam}() CASCADE")
        doe("DROP TRIGGER programma_versie ON acties_programma")
        for naam in ("vermeld(bigint)", "zet_vermeld()", "zet(bigint)", "programma_rij()"):
            doe(f"DROP FUNCTION acties_versie_{naam}")
    doe("DROP TABLE acties_gegevensversie")
    doe(TABEL_VOORHEEN[soort])
    toeval = TOEVAL_SQLITE if soort == "sqlite" else TOEVAL_POSTGRESQL
    doe(f"INSERT INTO acties_gegevensversie (id, kenmerk) VALUES (1, {toeval})")
    for opdracht in _voorheen_sqlite() if soort == "sqlite" else [VOORHEEN_ZET, *_voorheen_postgresql()]:
        doe(opdracht)


def _weg_sqlite(doe, tabellen):
    for tabel in tabellen:
        for moment in MOMENTEN:
            doe(f"DROP TRIGGER versie_{tabel}_{moment}")


def _volg_sqlite():
    for tabel, soort in TABELLEN.items():
        van = SOORTEN[soort][0]
        oud, nieuw = van.format(rij="OLD"), van.format(rij="NEW")
        for moment, wie in zip(MOMENTEN, (nieuw, f"{oud} UNION ALL {nieuw}", oud), strict=True):
            kolommen = KOLOMMEN.get(tabel, "") if moment == "update" else ""
            yield f"""
                CREATE TRIGGER versie_{tabel}_{moment} AFTER {moment} {kolommen} ON {tabel}
                BEGIN UPDATE acties_gegevensversie SET kenmerk = {TOEVAL_SQLITE} WHERE programma IN ({wie}); END
            """


def _volg_postgresql():
    for soort, (van, _) in SOORTEN.items():
        yield f"""
            CREATE FUNCTION acties_versie_{soort}() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE wie bigint;
            BEGIN
                IF TG_ARGV[0] = 'zet' THEN PERFORM acties_versie_zet_vermeld(); END IF;
                IF TG_OP <> 'INSERT' THEN
                    FOR wie IN {van.format(rij="OLD")} LOOP
                        IF TG_ARGV[0] = 'zet' THEN PERFORM acties_versie_zet(wie);
                        ELSE PERFORM acties_versie_vermeld(wie); END IF;
                    END LOOP;
                END IF;
                IF TG_OP <> 'DELETE' THEN
                    FOR wie IN {van.format(rij="NEW")} LOOP
                        IF TG_ARGV[0] = 'zet' THEN PERFORM acties_versie_zet(wie);
                        ELSE PERFORM acties_versie_vermeld(wie); END IF;
                    END LOOP;
                END IF;
                RETURN NULL;
            END $$
        """
    for tabel, soort in TABELLEN.items():
        wanneer = f"AFTER INSERT OR UPDATE {KOLOMMEN.get(tabel, '')} OR DELETE ON {tabel}"
        doet = f"FOR EACH ROW EXECUTE FUNCTION acties_versie_{soort}"
        yield f"CREATE TRIGGER vermeld_{tabel} {wanneer} {doet}('vermeld')"
        yield f"CREATE CONSTRAINT TRIGGER versie_{tabel} {wanneer} DEFERRABLE INITIALLY DEFERRED {doet}('zet')"


def _voorheen_sqlite():
    for tabel in VOORHEEN:
        for moment in MOMENTEN:
            kolommen = KOLOMMEN_VOORHEEN.get(tabel, "") if moment == "update" else ""
            yield f"""
                CREATE TRIGGER versie_{tabel}_{moment} AFTER {moment} {kolommen} ON {tabel}
                BEGIN UPDATE acties_gegevensversie SET kenmerk = {TOEVAL_SQLITE}; END
            """


def _voorheen_postgresql():
    for tabel in VOORHEEN:
        yield f"""
            CREATE CONSTRAINT TRIGGER versie_{tabel}
            AFTER INSERT OR UPDATE {KOLOMMEN_VOORHEEN.get(tabel, "")} OR DELETE ON {tabel}
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION acties_gegevensversie_zet()
        """


class Migration(migrations.Migration):
    dependencies = [("acties", "0015_geschiedenis_blijft")]
    operations = [Samen([migrations.RunPython(zet, haal_weg)])]
