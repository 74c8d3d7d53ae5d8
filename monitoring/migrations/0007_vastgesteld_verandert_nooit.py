"""Een vastgestelde evaluatie verandert nooit, ook haar duidingen en besprekingen niet. De database weigert het zelf."""

from django.db import migrations

from acties import gegevensversie

MELDING = "Deze evaluatie is vastgesteld en verandert niet meer. Maak voor een correctie een nieuwe versie."
DELEN = ("duiding", "bespreking")

SQLITE = [
    f"""
    CREATE TRIGGER evaluatie_vast_{moment.lower()} BEFORE {moment} ON monitoring_evaluatie
    WHEN OLD.fase = 'vastgesteld'
    BEGIN SELECT RAISE(ABORT, '{MELDING}'); END
    """
    for moment in ("UPDATE", "DELETE")
] + [
    f"""
    CREATE TRIGGER {deel}_vast_{moment.lower()} BEFORE {moment} ON monitoring_{deel}
    WHEN EXISTS (
        SELECT 1 FROM monitoring_evaluatie e
        WHERE e.fase = 'vastgesteld' AND e.id IN ({rijen})
    )
    BEGIN SELECT RAISE(ABORT, '{MELDING}'); END
    """
    for deel in DELEN
    for moment, rijen in (
        ("INSERT", "NEW.evaluatie_id"),
        ("UPDATE", "NEW.evaluatie_id, OLD.evaluatie_id"),
        ("DELETE", "OLD.evaluatie_id"),
    )
]
SQLITE_TERUG = [f"DROP TRIGGER IF EXISTS evaluatie_vast_{moment}" for moment in ("update", "delete")] + [
    f"DROP TRIGGER IF EXISTS {deel}_vast_{moment}" for deel in DELEN for moment in ("insert", "update", "delete")
]

POSTGRESQL = [
    f"""
    CREATE FUNCTION monitoring_evaluatie_vast() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'TRUNCATE' OR OLD.fase = 'vastgesteld' THEN
            RAISE EXCEPTION '{MELDING}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER evaluatie_vast BEFORE UPDATE OR DELETE ON monitoring_evaluatie
    FOR EACH ROW EXECUTE FUNCTION monitoring_evaluatie_vast()
    """,
    """
    CREATE TRIGGER evaluatie_niet_leegmaken BEFORE TRUNCATE ON monitoring_evaluatie
    FOR EACH STATEMENT EXECUTE FUNCTION monitoring_evaluatie_vast()
    """,
    f"""
    CREATE FUNCTION monitoring_evaluatiedeel_vast() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (TG_OP <> 'INSERT' AND EXISTS (
                SELECT 1 FROM monitoring_evaluatie e WHERE e.id = OLD.evaluatie_id AND e.fase = 'vastgesteld'
            )) OR (TG_OP <> 'DELETE' AND EXISTS (
                SELECT 1 FROM monitoring_evaluatie e WHERE e.id = NEW.evaluatie_id AND e.fase = 'vastgesteld'
            )) THEN
            RAISE EXCEPTION '{MELDING}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END $$
    """,
] + [
    f"""
    CREATE TRIGGER {deel}_vast BEFORE INSERT OR UPDATE OR DELETE ON monitoring_{deel}
    FOR EACH ROW EXECUTE FUNCTION monitoring_evaluatiedeel_vast()
    """
    for deel in DELEN
]
POSTGRESQL_TERUG = [
    "DROP FUNCTION monitoring_evaluatie_vast CASCADE",
    "DROP FUNCTION monitoring_evaluatiedeel_vast CASCADE",
]

# De tabel van de evaluaties is op SQLite herbouwd; haar triggers moeten opnieuw.
GEVOLGD = dict.fromkeys(
    [
        "monitoring_evaluatie",
        "monitoring_statusmelding",
        "monitoring_opmerking",
        "monitoring_updateronde",
        "monitoring_updateronde_acties",
        "monitoring_updateronde_organisaties",
    ],
    "",
)
NIEUW = [tabel for tabel in GEVOLGD if tabel not in ("monitoring_evaluatie", "monitoring_statusmelding")]


def zet(apps, schema_editor):
    for opdracht in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(opdracht)
    gegevensversie.volg(schema_editor, GEVOLGD)


def haal_weg(apps, schema_editor):
    for opdracht in SQLITE_TERUG if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_TERUG:
        schema_editor.execute(opdracht)
    gegevensversie.laat_los(schema_editor, NIEUW)


class Migration(migrations.Migration):
    dependencies = [
        ("acties", "0005_besluiten_volgen"),
        ("monitoring", "0006_jaarcyclus"),
    ]
    operations = [migrations.RunPython(zet, haal_weg)]
