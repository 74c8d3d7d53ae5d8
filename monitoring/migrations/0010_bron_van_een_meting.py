"""Een meting weet uit welke bron zij komt. Een nieuwe tabel en een lege kolom: de triggers blijven staan."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from acties import gegevensversie

TABELLEN = {"monitoring_cijferbron": ""}


def volg(apps, schema_editor):
    gegevensversie.volg(schema_editor, TABELLEN)


def laat_los(apps, schema_editor):
    gegevensversie.laat_los(schema_editor, TABELLEN)


def niets(apps, schema_editor):
    """Vooruit blijven de triggers staan."""


def herstel_triggers(apps, schema_editor):
    """Terug herbouwt SQLite de tabel van de metingen zonder haar triggers: zet ze opnieuw."""
    gegevensversie.volg(schema_editor, {"monitoring_meting": ""})


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0009_inlezing_van_werkboeken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(niets, herstel_triggers),
        migrations.CreateModel(
            name="Cijferbron",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bron", models.CharField(max_length=300, verbose_name="bron")),
                ("opgehaald_op", models.DateField(verbose_name="opgehaald op")),
                ("kolommen", models.JSONField(verbose_name="kolommen")),
                ("ingelezen_op", models.DateTimeField(verbose_name="ingelezen op")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bronnen",
                        to="monitoring.indicator",
                        verbose_name="indicator",
                    ),
                ),
                (
                    "ingelezen_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ingelezen door",
                    ),
                ),
            ],
            options={
                "verbose_name": "cijferbron",
                "verbose_name_plural": "cijferbronnen",
                "ordering": ["-ingelezen_op", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="historicalmeting",
            name="cijferbron",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                help_text="Leeg: met de hand ingevuld; dan geldt de bron van de indicator.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="monitoring.cijferbron",
                verbose_name="cijferbron",
            ),
        ),
        migrations.AddField(
            model_name="meting",
            name="cijferbron",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="Leeg: met de hand ingevuld; dan geldt de bron van de indicator.",
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="metingen",
                to="monitoring.cijferbron",
                verbose_name="cijferbron",
            ),
        ),
        migrations.RunPython(volg, laat_los),
    ]
