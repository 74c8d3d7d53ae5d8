"""Een melding uit Excel weet uit welk bestand zij komt. Een nieuwe tabel en een lege kolom: de triggers blijven staan."""

from importlib import import_module

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from acties import gegevensversie

meldingen_vast = import_module("monitoring.migrations.0002_meldingen_veranderen_nooit")
TABELLEN = {"monitoring_inlezing": ""}


def volg(apps, schema_editor):
    gegevensversie.volg(schema_editor, TABELLEN)


def laat_los(apps, schema_editor):
    gegevensversie.laat_los(schema_editor, TABELLEN)


def niets(apps, schema_editor):
    """Vooruit blijven de triggers staan."""


def herstel_triggers(apps, schema_editor):
    """Terug herbouwt SQLite de tabel van de meldingen zonder haar triggers: zet ze opnieuw."""
    if schema_editor.connection.vendor == "sqlite":
        meldingen_vast.haal_weg(apps, schema_editor)
        meldingen_vast.zet(apps, schema_editor)
        gegevensversie.volg(schema_editor, {"monitoring_statusmelding": ""})


class Migration(migrations.Migration):
    dependencies = [
        ("acties", "0005_besluiten_volgen"),
        ("monitoring", "0008_delen_wachten_op_vaststellen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(niets, herstel_triggers),
        migrations.CreateModel(
            name="Inlezing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bestandsnaam", models.CharField(max_length=150, verbose_name="bestandsnaam")),
                ("sha256", models.CharField(max_length=64, verbose_name="sha256")),
                ("ingelezen_op", models.DateTimeField(default=django.utils.timezone.now, verbose_name="ingelezen op")),
                (
                    "ingelezen_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inlezingen",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ingelezen door",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inlezingen",
                        to="acties.organisatie",
                        verbose_name="namens",
                    ),
                ),
                (
                    "ronde",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inlezingen",
                        to="monitoring.updateronde",
                        verbose_name="updateronde",
                    ),
                ),
            ],
            options={
                "verbose_name": "inlezing",
                "verbose_name_plural": "inlezingen",
                "ordering": ["-ingelezen_op", "-pk"],
                "indexes": [models.Index(fields=["sha256"], name="inlezing_sha256")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="inlezing_sha256_vorm",
                        violation_error_message="De sha256 van een bestand heeft 64 tekens, 0 tot en met f.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="statusmelding",
            name="inlezing",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="Het bestand waar de melding uit komt.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="meldingen",
                to="monitoring.inlezing",
                verbose_name="inlezing",
            ),
        ),
        migrations.RunPython(volg, laat_los),
    ]
