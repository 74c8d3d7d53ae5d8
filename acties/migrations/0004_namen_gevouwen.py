"""Een naam komt één keer voor, hoe zij ook is geschreven: naast elke naam staat haar gevouwen vorm, en die is uniek."""

import re
import unicodedata

from django.db import migrations, models

# Per model: binnen welk veld de naam uniek is (leeg: overal), en de naam.
NAMEN = (
    ("aanjagersrol", ("programma",), "naam"),
    ("begrip", ("programma",), "term"),
    ("doelgroep", ("actielijn",), "naam"),
    ("onderdeel", ("programma",), "code"),
    ("onderdeel", ("programma",), "naam"),
    ("organisatie", (), "naam"),
    ("overleg", (), "afkorting"),
    ("partij", ("programma",), "naam"),
    ("subregio", (), "naam"),
    ("actie", ("programma", "lokaal_van"), "titel"),
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
        rijen = apps.get_model("acties", model)._default_manager.order_by("pk")
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
        ("acties", "0003_gegevensversie"),
    ]

    operations = [
        migrations.RunPython(bewaar_triggers, zet_triggers_terug),
        migrations.RemoveConstraint(
            model_name="aanjagersrol",
            name="aanjagersrol_naam_uniek",
        ),
        migrations.RemoveConstraint(
            model_name="actie",
            name="actie_lokale_titel_uniek",
        ),
        migrations.RemoveConstraint(
            model_name="begrip",
            name="begrip_term_uniek",
        ),
        migrations.RemoveConstraint(
            model_name="doelgroep",
            name="doelgroep_naam_uniek",
        ),
        migrations.RemoveConstraint(
            model_name="onderdeel",
            name="onderdeel_code_uniek",
        ),
        migrations.RemoveConstraint(
            model_name="onderdeel",
            name="onderdeel_naam_uniek",
        ),
        migrations.RemoveConstraint(
            model_name="partij",
            name="partij_naam_uniek",
        ),
        migrations.AddField(
            model_name="aanjagersrol",
            name="naam_gevouwen",
            field=models.TextField(default="", editable=False, serialize=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="actie",
            name="titel_gevouwen",
            field=models.TextField(default="", editable=False, serialize=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="begrip",
            name="term_gevouwen",
            field=models.TextField(default="", editable=False, serialize=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="doelgroep",
            name="naam_gevouwen",
            field=models.TextField(default="", editable=False, serialize=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="onderdeel",
            name="code_gevouwen",
            field=models.TextField(default="", editable=False, serialize=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="onderdeel",
            name="naam_gevouwen",
            field=models.TextField(default="", editable=False, serialize=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="organisatie",
            name="naam_gevouwen",
            field=models.TextField(default="", editable=False, serialize=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="overleg",
            name="afkorting_gevouwen",
            field=models.TextField(default="", editable=False, serialize=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="partij",
            name="naam_gevouwen",
            field=models.TextField(default="", editable=False, serialize=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="subregio",
            name="naam_gevouwen",
            field=models.TextField(default="", editable=False, serialize=False),
            preserve_default=False,
        ),
        migrations.RunPython(vul, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="historicalorganisatie",
            name="naam",
            field=models.CharField(max_length=150, verbose_name="naam"),
        ),
        migrations.AlterField(
            model_name="historicaloverleg",
            name="afkorting",
            field=models.CharField(max_length=30, verbose_name="afkorting"),
        ),
        migrations.AlterField(
            model_name="historicalsubregio",
            name="naam",
            field=models.CharField(max_length=100, verbose_name="naam"),
        ),
        migrations.AlterField(
            model_name="organisatie",
            name="naam",
            field=models.CharField(max_length=150, verbose_name="naam"),
        ),
        migrations.AlterField(
            model_name="overleg",
            name="afkorting",
            field=models.CharField(max_length=30, verbose_name="afkorting"),
        ),
        migrations.AlterField(
            model_name="subregio",
            name="naam",
            field=models.CharField(max_length=100, verbose_name="naam"),
        ),
        migrations.AddConstraint(
            model_name="aanjagersrol",
            constraint=models.UniqueConstraint(
                fields=("programma", "naam_gevouwen"),
                name="aanjagersrol_naam_uniek",
                violation_error_message="Een andere aanjagersrol van dit programma heeft deze naam al.",
            ),
        ),
        migrations.AddConstraint(
            model_name="actie",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lokaal_van__isnull", False)),
                fields=("programma", "lokaal_van", "titel_gevouwen"),
                name="actie_lokale_titel_uniek",
                violation_error_message="Deze organisatie heeft al een lokale actie met deze titel. Kies een andere titel.",
            ),
        ),
        migrations.AddConstraint(
            model_name="begrip",
            constraint=models.UniqueConstraint(
                fields=("programma", "term_gevouwen"),
                name="begrip_term_uniek",
                violation_error_message="Dit begrip staat al in de lijst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="doelgroep",
            constraint=models.UniqueConstraint(
                fields=("actielijn", "naam_gevouwen"),
                name="doelgroep_naam_uniek",
                violation_error_message="Deze actielijn heeft al een doelgroep met deze naam.",
            ),
        ),
        migrations.AddConstraint(
            model_name="onderdeel",
            constraint=models.UniqueConstraint(
                fields=("programma", "code_gevouwen"),
                name="onderdeel_code_uniek",
                violation_error_message="Deze code is in dit programma al in gebruik.",
            ),
        ),
        migrations.AddConstraint(
            model_name="onderdeel",
            constraint=models.UniqueConstraint(
                fields=("programma", "naam_gevouwen"),
                name="onderdeel_naam_uniek",
                violation_error_message="Dit programma heeft al een onderdeel met deze naam.",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisatie",
            constraint=models.UniqueConstraint(
                fields=("naam_gevouwen",),
                name="organisatie_naam_uniek",
                violation_error_message="Er is al een organisatie met deze naam.",
            ),
        ),
        migrations.AddConstraint(
            model_name="overleg",
            constraint=models.UniqueConstraint(
                fields=("afkorting_gevouwen",),
                name="overleg_afkorting_uniek",
                violation_error_message="Er is al een overleg met deze afkorting.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partij",
            constraint=models.UniqueConstraint(
                fields=("programma", "naam_gevouwen"),
                name="partij_naam_uniek",
                violation_error_message="Dit programma heeft al een partij met deze naam.",
            ),
        ),
        migrations.AddConstraint(
            model_name="subregio",
            constraint=models.UniqueConstraint(
                fields=("naam_gevouwen",),
                name="subregio_naam_uniek",
                violation_error_message="Er is al een subregio met deze naam.",
            ),
        ),
        migrations.RunPython(zet_triggers_terug, bewaar_triggers),
    ]
