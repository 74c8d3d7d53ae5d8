"""Wat is gemeld en wat is vastgesteld, verandert nooit. De database weigert het zelf, welke weg iemand ook neemt.

Een melding komt er alleen bij. Een vastgestelde evaluatie blijft zoals zij is, met haar duidingen, besprekingen en
opmerkingen.

Op SQLite vervangt OR REPLACE een rij met dezelfde sleutel zonder haar DELETE-trigger, tenzij de verbinding
``recursive_triggers`` aanzet. Daarom kijkt elke trigger ook of er al een rij is met de sleutel die erin komt. Op PostgreSQL
is zo'n botsing altijd een UPDATE, en die ziet de trigger zelf.
"""

from django.db import migrations

MELDING_BLIJFT = "Een statusmelding verandert nooit. Leg een correctie vast als nieuwe melding."
VASTGESTELD_BLIJFT = "Deze evaluatie is vastgesteld en verandert niet meer. Maak voor een correctie een nieuwe versie."

DELEN = ("duiding", "bespreking", "opmerking")


def zet(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        opdrachten = [*_sqlite_melding(), *_sqlite_evaluatie(), *_sqlite_delen()]
    else:
        opdrachten = [*_postgresql_melding(), *_postgresql_evaluatie(), *_postgresql_delen()]
    for opdracht in opdrachten:
        schema_editor.execute(opdracht)


def haal_weg(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for naam in ("statusmelding", "evaluatie_vast", *(f"{deel}_vast" for deel in DELEN)):
            for moment in ("insert", "update", "delete"):
                schema_editor.execute(f"DROP TRIGGER {naam}_{moment}")
    else:
        for naam in ("statusmelding_vast", "evaluatie_vast", "evaluatiedeel_vast"):
            schema_editor.execute(f"DROP FUNCTION monitoring_{naam} CASCADE")


# SQLite


def _weiger(naam, moment, tabel, wanneer, melding):
    return f"""
        CREATE TRIGGER {naam}_{moment} BEFORE {moment} ON {tabel} WHEN {wanneer}
        BEGIN SELECT RAISE(ABORT, '{melding}'); END
    """


def _sqlite_melding():
    bestaat = "EXISTS (SELECT 1 FROM monitoring_statusmelding m WHERE m.id = NEW.id OR m.verzoek = NEW.verzoek)"
    for moment, wanneer in (("insert", bestaat), ("update", "true"), ("delete", "true")):
        yield _weiger("statusmelding", moment, "monitoring_statusmelding", wanneer, MELDING_BLIJFT)


def _sqlite_evaluatie():
    was_vast = "OLD.fase = 'vastgesteld'"
    vervangt = """EXISTS (
        SELECT 1 FROM monitoring_evaluatie e WHERE e.fase = 'vastgesteld' AND (
            e.id = NEW.id OR (e.programma_id = NEW.programma_id AND e.jaar = NEW.jaar AND e.versie = NEW.versie)
        )
    )"""
    for moment, wanneer in (("insert", vervangt), ("update", f"{was_vast} OR {vervangt}"), ("delete", was_vast)):
        yield _weiger("evaluatie_vast", moment, "monitoring_evaluatie", wanneer, VASTGESTELD_BLIJFT)


def _sqlite_delen():
    """Geen evaluatie die dit raakt mag zijn vastgesteld: niet die van de rij zelf, en niet die van de rij die wijkt."""
    for deel in DELEN:
        tabel = f"monitoring_{deel}"
        van_wie_wijkt = f"(SELECT d.evaluatie_id FROM {tabel} d WHERE d.id = NEW.id)"
        for moment, evaluaties in (
            ("insert", f"NEW.evaluatie_id, {van_wie_wijkt}"),
            ("update", f"OLD.evaluatie_id, NEW.evaluatie_id, {van_wie_wijkt}"),
            ("delete", "OLD.evaluatie_id"),
        ):
            vast = (
                f"EXISTS (SELECT 1 FROM monitoring_evaluatie e WHERE e.fase = 'vastgesteld' AND e.id IN ({evaluaties}))"
            )
            yield _weiger(f"{deel}_vast", moment, tabel, vast, VASTGESTELD_BLIJFT)


# PostgreSQL


def _bewaak(naam, tabel, momenten, functie):
    yield f"""
        CREATE TRIGGER {naam}_vast BEFORE {momenten} ON {tabel}
        FOR EACH ROW EXECUTE FUNCTION {functie}()
    """
    yield f"""
        CREATE TRIGGER {naam}_niet_leegmaken BEFORE TRUNCATE ON {tabel}
        FOR EACH STATEMENT EXECUTE FUNCTION {functie}()
    """


def _postgresql_melding():
    yield f"""
        CREATE FUNCTION monitoring_statusmelding_vast() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{MELDING_BLIJFT}' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """
    yield from _bewaak("statusmelding", "monitoring_statusmelding", "UPDATE OR DELETE", "monitoring_statusmelding_vast")


def _postgresql_evaluatie():
    yield f"""
        CREATE FUNCTION monitoring_evaluatie_vast() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'TRUNCATE' OR OLD.fase = 'vastgesteld' THEN
                RAISE EXCEPTION '{VASTGESTELD_BLIJFT}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        END $$
    """
    yield from _bewaak("evaluatie", "monitoring_evaluatie", "UPDATE OR DELETE", "monitoring_evaluatie_vast")


def _postgresql_delen():
    """FOR SHARE: wie een deel schrijft, wacht op wie vaststelt, en andersom.

    Zonder dat kon een duiding die tijdens het vaststellen werd bewaard, bij de vastgestelde evaluatie komen te staan zonder
    in haar verslag te zitten. Op SQLite schrijft er altijd maar één.
    """
    yield f"""
        CREATE FUNCTION monitoring_evaluatiedeel_vast() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            evaluaties bigint[];
            fases text[];
        BEGIN
            IF TG_OP = 'TRUNCATE' THEN
                RAISE EXCEPTION '{VASTGESTELD_BLIJFT}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF TG_OP <> 'INSERT' THEN evaluaties := evaluaties || OLD.evaluatie_id; END IF;
            IF TG_OP <> 'DELETE' THEN evaluaties := evaluaties || NEW.evaluatie_id; END IF;
            SELECT array_agg(fase) INTO fases FROM (
                SELECT e.fase FROM monitoring_evaluatie e WHERE e.id = ANY (evaluaties) ORDER BY e.id FOR SHARE
            ) rijen;
            IF 'vastgesteld' = ANY (fases) THEN
                RAISE EXCEPTION '{VASTGESTELD_BLIJFT}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        END $$
    """
    for deel in DELEN:
        yield from _bewaak(deel, f"monitoring_{deel}", "INSERT OR UPDATE OR DELETE", "monitoring_evaluatiedeel_vast")


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0001_begin")]
    operations = [migrations.RunPython(zet, haal_weg)]
