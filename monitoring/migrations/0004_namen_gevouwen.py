"""Een naam komt één keer voor, hoe zij ook is geschreven: naast elke naam staat haar gevouwen vorm, en die is uniek."""

import re
import unicodedata

from django.db import migrations, models

# Per model: binnen welk veld de naam uniek is (leeg: overal), en de naam.
NAMEN = (
    ("indicator", ("programma",), "naam"),
    ("updateronde", ("programma",), "naam"),
)

_LEEG = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")


def schone_naam(tekst):
    zichtbaar = "".join(t for t in _LEEG.sub("", tekst) if t.isspace() or unicodedata.category(t) not in ("Cc", "Cf"))
    return " ".join(unicodedata.normalize("NFC", zichtbaar).split())


def gevouwen(naam):
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", naam).casefold())


def vul(apps, schema_editor):
    """Maak elke naam schoon en vouw haar. Staan er twee schrijfwijzen van één naam, dan gaat er niets door."""
    for model, binnen, veld in NAMEN:
        rijen = apps.get_model("monitoring", model)._default_manager.order_by("pk")
        gezien = {}
        for rij in rijen:
            oud = getattr(rij, veld)
            nieuw = schone_naam(oud)
            sleutel = (*(getattr(rij, f"{ander}_id") for ander in binnen), gevouwen(nieuw))
            if sleutel in gezien and None not in sleutel:
                raise ValueError(
                    f"{model}: “{gezien[sleutel]}” en “{oud}” zijn dezelfde naam. Geef een van beide met de vorige versie "
                    "een andere naam, of verwijder er een, en migreer dan opnieuw."
                )
            gezien[sleutel] = oud
            rijen.filter(pk=rij.pk).update(**{veld: nieuw, f"{veld}_gevouwen": gevouwen(nieuw)})
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # anders kan de tabel hierna niet veranderen


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


class Migration(migrations.Migration):
    dependencies = [
        ("acties", "0004_namen_gevouwen"),
        ("monitoring", "0003_gegevensversie"),
    ]

    operations = [
        migrations.RunPython(bewaar_triggers, zet_triggers_terug),
        migrations.RemoveConstraint(
            model_name="indicator",
            name="indicator_naam_uniek",
        ),
        migrations.RemoveConstraint(
            model_name="updateronde",
            name="updateronde_naam_uniek",
        ),
        migrations.AddField(
            model_name="indicator",
            name="naam_gevouwen",
            field=models.TextField(default="", editable=False, serialize=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="updateronde",
            name="naam_gevouwen",
            field=models.TextField(default="", editable=False, serialize=False),
            preserve_default=False,
        ),
        migrations.RunPython(vul, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.UniqueConstraint(
                fields=("programma", "naam_gevouwen"),
                name="indicator_naam_uniek",
                violation_error_message="Dit programma heeft al een indicator met deze naam.",
            ),
        ),
        migrations.AddConstraint(
            model_name="updateronde",
            constraint=models.UniqueConstraint(
                fields=("programma", "naam_gevouwen"),
                name="updateronde_naam_uniek",
                violation_error_message="Dit programma heeft al een updateronde met deze naam.",
            ),
        ),
        migrations.RunPython(zet_triggers_terug, bewaar_triggers),
    ]
