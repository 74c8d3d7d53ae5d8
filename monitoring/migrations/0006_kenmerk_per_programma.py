"""Wat er is gemeld, vastgesteld en gemeten, verandert alleen het kenmerk van zijn eigen programma.

Hoe dat werkt, staat in ``acties/migrations/0005_kenmerk_per_programma.py``. Van een toegangslink staat op een pagina wie ermee
meldde; hoe vaak hij werd gebruikt, telt niet mee.
"""

from django.db import migrations

from acties.migrations._samen import Samen

# Per soort hoe je van een rij bij haar programma komt, en welke tabellen van die soort zijn.
SOORTEN = {
    "programma": ("SELECT {rij}.programma_id", [
        "monitoring_updateronde", "monitoring_evaluatie", "monitoring_indicator", "monitoring_regionaam",
        "monitoring_afspraak", "monitoring_toegangslink",
    ]),
    "van_actie": ("SELECT programma_id FROM acties_actie WHERE id = {rij}.actie_id", ["monitoring_statusmelding"]),
    "van_evaluatie": ("SELECT programma_id FROM monitoring_evaluatie WHERE id = {rij}.evaluatie_id", [
        "monitoring_duiding", "monitoring_bespreking", "monitoring_opmerking", "monitoring_aanvaarding",
    ]),
    "van_indicator": ("SELECT programma_id FROM monitoring_indicator WHERE id = {rij}.indicator_id", [
        "monitoring_cijferbron", "monitoring_meting",
    ]),
    "van_updateronde": ("SELECT programma_id FROM monitoring_updateronde WHERE id = {rij}.updateronde_id", [
        "monitoring_updateronde_acties", "monitoring_updateronde_organisaties",
    ]),
    "van_ronde": ("SELECT programma_id FROM monitoring_updateronde WHERE id = {rij}.ronde_id", ["monitoring_inlezing"]),
}  # fmt: skip
VAN_ACTIES = ("programma", "van_actie")  # hun functie op PostgreSQL is er al
KOLOMMEN = {"monitoring_toegangslink": "OF naam, functie, organisatie_id, programma_id"}
NIEUW = {"monitoring_toegangslink"}
TABELLEN = {tabel: soort for soort, (_, tabellen) in SOORTEN.items() for tabel in tabellen}
VOORHEEN = sorted(TABELLEN.keys() - NIEUW)
MOMENTEN = ("insert", "update", "delete")
TOEVAL_SQLITE = "lower(hex(randomblob(16)))"

ALLES = """
    CREATE FUNCTION acties_gegevensversie_zet() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN UPDATE acties_gegevensversie SET kenmerk = gen_random_uuid()::text; RETURN NULL; END $$
"""


def zet(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        _weg_sqlite(schema_editor, VOORHEEN)
        opdrachten = _volg_sqlite()
    else:
        for tabel in VOORHEEN:
            schema_editor.execute(f"DROP TRIGGER versie_{tabel} ON {tabel}")
        opdrachten = ["DROP FUNCTION acties_gegevensversie_zet()", *_volg_postgresql()]
    for opdracht in opdrachten:
        schema_editor.execute(opdracht)


def haal_weg(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        _weg_sqlite(schema_editor, TABELLEN)
        opdrachten = _voorheen_sqlite()
    else:
        for tabel in TABELLEN:
            schema_editor.execute(f"DROP TRIGGER vermeld_{tabel} ON {tabel}")
            schema_editor.execute(f"DROP TRIGGER versie_{tabel} ON {tabel}")
        eigen = SOORTEN.keys() - set(VAN_ACTIES)
        opdrachten = [f"DROP FUNCTION acties_versie_{soort}()" for soort in sorted(eigen)]
        opdrachten += [ALLES, *_voorheen_postgresql()]
    for opdracht in opdrachten:
        schema_editor.execute(opdracht)


def _weg_sqlite(schema_editor, tabellen):
    for tabel in tabellen:
        for moment in MOMENTEN:
            schema_editor.execute(f"DROP TRIGGER versie_{tabel}_{moment}")


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
        if soort in VAN_ACTIES:
            continue
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
            yield f"""
                CREATE TRIGGER versie_{tabel}_{moment} AFTER {moment} ON {tabel}
                BEGIN UPDATE acties_gegevensversie SET kenmerk = {TOEVAL_SQLITE}; END
            """


def _voorheen_postgresql():
    for tabel in VOORHEEN:
        yield f"""
            CREATE CONSTRAINT TRIGGER versie_{tabel} AFTER INSERT OR UPDATE OR DELETE ON {tabel}
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION acties_gegevensversie_zet()
        """


class Migration(migrations.Migration):
    dependencies = [
        ("acties", "0005_kenmerk_per_programma"),
        ("monitoring", "0018_volgen"),
    ]
    operations = [Samen([migrations.RunPython(zet, haal_weg)])]
