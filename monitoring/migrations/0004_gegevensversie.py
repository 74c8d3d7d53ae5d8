"""Laat de database bijhouden dat er iets is gemeld of geëvalueerd; zie ``acties/gegevensversie.py``."""

from django.db import migrations

from acties import gegevensversie

TABELLEN = dict.fromkeys(
    [
        "monitoring_statusmelding",
        "monitoring_evaluatie",
        "monitoring_duiding",
        "monitoring_bespreking",
        "monitoring_indicator",
        "monitoring_meting",
    ],
    "",
)


def volg(apps, schema_editor):
    gegevensversie.volg(schema_editor, TABELLEN)


def laat_los(apps, schema_editor):
    gegevensversie.laat_los(schema_editor, TABELLEN)


class Migration(migrations.Migration):
    dependencies = [
        ("acties", "0003_gegevensversie"),
        ("monitoring", "0003_tekst_zonder_casusgegevens"),
    ]
    operations = [migrations.RunPython(volg, laat_los)]
