"""Lokale acties krijgen een eigen reeks nummers en kunnen niet per organisatie zijn."""

from importlib import import_module

from django.db import migrations, models

from acties import gegevensversie

planning = import_module("acties.migrations.0002_planning_binnen_programma")


def laat_los(apps, schema_editor):
    """SQLite herbouwt de tabel, en weigert dat zolang een trigger van een andere tabel eruit leest."""
    if schema_editor.connection.vendor == "sqlite":
        planning.haal_weg(apps, schema_editor)


def zet_weer(apps, schema_editor):
    """Wat bij het herbouwen verdween: de triggers van de planning en van het kenmerk."""
    if schema_editor.connection.vendor == "sqlite":
        planning.haal_weg(apps, schema_editor)
        planning.zet(apps, schema_editor)
        gegevensversie.volg(schema_editor, {"acties_actie": ""})


class Migration(migrations.Migration):
    dependencies = [("acties", "0005_besluiten_volgen")]

    operations = [
        migrations.RunPython(laat_los, zet_weer),
        migrations.AddConstraint(
            model_name="actie",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lokaal_van__isnull", True), ("nummer__lte", 100000)),
                    models.Q(("lokaal_van__isnull", False), ("nummer__gt", 100000)),
                    _connector="OR",
                ),
                name="actie_nummer_in_eigen_reeks",
                violation_error_message=(
                    "Een actie van de regio heeft een nummer tot en met 100000, een lokale actie een hoger nummer. "
                    "Kies een nummer in de goede reeks."
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="actie",
            constraint=models.CheckConstraint(
                condition=models.Q(("lokaal_van__isnull", True), ("uitvoering", "regionaal"), _connector="OR"),
                name="actie_lokaal_heeft_een_stand",
                violation_error_message=(
                    "Een lokale actie is van één organisatie en heeft één stand. Per organisatie kan niet."
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="actie",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lokaal_van__isnull", False)),
                fields=("programma", "lokaal_van", "titel"),
                name="actie_lokale_titel_uniek",
                violation_error_message=(
                    "Deze organisatie heeft al een lokale actie met deze titel. Kies een andere titel."
                ),
            ),
        ),
        migrations.RunPython(zet_weer, laat_los),
    ]
