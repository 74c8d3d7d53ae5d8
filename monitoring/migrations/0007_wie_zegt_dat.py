"""Een woord voor de regio heeft een spreker en kan een bijdrage bevestigen; een melding kan er een corrigeren.

Wat klaar is of niet doorgaat, heeft voortaan geen koers. Oude rijen mogen dat nog hebben, dus is het geen regel over de hele
tabel maar een over wat erbij komt.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KOERS = "Een actie die is afgerond of vervallen, heeft geen koers. Laat de koers leeg."
ZONDER_KOERS = "NEW.status IN ('afgerond', 'vervallen') AND NEW.koers <> ''"


def bewaar_triggers(apps, schema_editor):
    """SQLite herbouwt een tabel zonder haar triggers, en weigert dat zolang een trigger van een andere eruit leest."""
    if schema_editor.connection.vendor != "sqlite":
        return
    schema_editor.execute(
        "CREATE TEMP TABLE bewaarde_triggers AS SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    )
    for naam, _ in _bewaard(schema_editor):
        schema_editor.execute(f'DROP TRIGGER "{naam}"')


def zet_triggers_terug(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    for _, sql in _bewaard(schema_editor):
        schema_editor.execute(sql)
    schema_editor.execute("DROP TABLE temp.bewaarde_triggers")


def _bewaard(schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM temp.bewaarde_triggers")
        return cursor.fetchall()


def bewaak_koers(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"""
            CREATE TRIGGER statusmelding_koers BEFORE INSERT ON monitoring_statusmelding WHEN {ZONDER_KOERS}
            BEGIN SELECT RAISE(ABORT, '{KOERS}'); END
        """)
        return
    schema_editor.execute(f"""
        CREATE FUNCTION monitoring_statusmelding_koers() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {ZONDER_KOERS} THEN
                RAISE EXCEPTION '{KOERS}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $$
    """)
    schema_editor.execute("""
        CREATE TRIGGER statusmelding_koers BEFORE INSERT ON monitoring_statusmelding
        FOR EACH ROW EXECUTE FUNCTION monitoring_statusmelding_koers()
    """)


def laat_koers_los(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER statusmelding_koers")
    else:
        schema_editor.execute("DROP FUNCTION monitoring_statusmelding_koers CASCADE")


class Migration(migrations.Migration):
    dependencies = [
        ("acties", "0005_aanjager_organisaties"),
        ("monitoring", "0006_regionamen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(bewaar_triggers, zet_triggers_terug),
        migrations.AddField(
            model_name="statusmelding",
            name="bevestigt",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bevestigd",
                to="acties.organisatie",
                verbose_name="bevestigt de bijdrage van",
            ),
        ),
        migrations.AddField(
            model_name="statusmelding",
            name="corrigeert",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="correcties",
                to="monitoring.statusmelding",
                to_field="verzoek",
                verbose_name="corrigeert",
            ),
        ),
        migrations.AddField(
            model_name="statusmelding",
            name="spreker",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="woorden",
                to="acties.organisatie",
                verbose_name="spreekt namens de regio",
            ),
        ),
        migrations.AlterField(
            model_name="statusmelding",
            name="verzoek",
            field=models.UUIDField(
                default=uuid.uuid4,
                editable=False,
                help_text="Kenmerk van de melding, uit het formulier: het houdt dubbel versturen tegen.",
                null=True,
                unique=True,
                verbose_name="verzoek",
            ),
        ),
        migrations.AddConstraint(
            model_name="statusmelding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("organisatie__isnull", True),
                    models.Q(("bevestigt__isnull", True), ("spreker__isnull", True)),
                    _connector="OR",
                ),
                name="melding_woord_alleen_regio",
                violation_error_message="Alleen een melding voor de hele regio heeft een spreker of bevestigt een bijdrage.",
            ),
        ),
        migrations.RunPython(zet_triggers_terug, bewaar_triggers),
        migrations.RunPython(bewaak_koers, laat_koers_los),
    ]
