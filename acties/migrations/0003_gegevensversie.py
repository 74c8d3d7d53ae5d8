"""Laat de database bijhouden dat er iets is veranderd; zie ``acties/gegevensversie.py``."""

from django.db import migrations

from acties import gegevensversie

TABELLEN = dict.fromkeys(
    [
        "acties_programma",
        "acties_onderdeel",
        "acties_ambitie",
        "acties_doelgroep",
        "acties_begrip",
        "acties_subregio",
        "acties_partij",
        "acties_organisatie",
        "acties_organisatie_partijen",
        "acties_overleg",
        "acties_deelname",
        "acties_aanjagersrol",
        "acties_aanjager",
        "acties_actie",
        "acties_actie_ambities",
        "acties_actie_hoofdverantwoordelijken",
    ],
    "",
) | {"acties_gebruiker": "username, first_name, last_name"}


def volg(apps, schema_editor):
    gegevensversie.volg(schema_editor, TABELLEN)


def laat_los(apps, schema_editor):
    gegevensversie.laat_los(schema_editor, TABELLEN)


class Migration(migrations.Migration):
    dependencies = [("acties", "0002_planning_binnen_programma")]
    operations = [
        migrations.RunPython(gegevensversie.maak_tabel, gegevensversie.verwijder_tabel),
        migrations.RunPython(volg, laat_los),
    ]
