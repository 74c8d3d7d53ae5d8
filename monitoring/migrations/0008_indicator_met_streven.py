"""Een indicator krijgt een nulwaarde, een streven, een noemer en een soort.

SQLite herbouwt de tabel van de indicatoren daarvoor zonder haar triggers: daarna staan zij er weer op, in beide richtingen.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

MOMENTEN = ("insert", "update", "delete")


def zet_triggers_terug(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    for moment in MOMENTEN:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS versie_monitoring_indicator_{moment}")
        schema_editor.execute(
            f"CREATE TRIGGER versie_monitoring_indicator_{moment} AFTER {moment} ON monitoring_indicator BEGIN "
            "UPDATE acties_gegevensversie SET kenmerk = lower(hex(randomblob(16))); END"
        )


def niets(apps, schema_editor):
    """De andere kant op staan de triggers er al."""


def waarde(naam, uitleg):
    return models.DecimalField(
        blank=True, decimal_places=4, help_text=uitleg, max_digits=14, null=True, verbose_name=naam
    )


def velden():
    """Wat de indicator en haar geschiedenis er allebei bij krijgen."""
    yield (
        "soort",
        models.CharField(
            blank=True,
            choices=[("aantal", "aantal"), ("verhouding", "verhouding of gemiddelde")],
            help_text="Zegt hoe cijfers van gemeenten samen één cijfer worden. Leeg: dan worden zij nooit samen genomen.",
            max_length=10,
            verbose_name="soort cijfer",
        ),
    )
    yield (
        "per",
        models.PositiveIntegerField(
            blank=True,
            help_text="Alleen bij een aantal met een noemer: 1000 geeft “per 1.000 inwoners”, 100 geeft procenten.",
            null=True,
            verbose_name="per",
        ),
    )
    yield "nulwaarde", waarde("nulwaarde", "De waarde waar het programma begon.")
    yield "nuljaar", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="jaar van de nulwaarde")
    yield (
        "norm",
        models.CharField(
            blank=True,
            choices=[("minstens", "ten minste"), ("hoogstens", "ten hoogste")],
            help_text="Moet het cijfer minstens of hoogstens de streefwaarde zijn?",
            max_length=10,
            verbose_name="norm",
        ),
    )
    yield "streefwaarde", waarde("streefwaarde", "In de eenheid waarin het cijfer te zien is.")
    yield (
        "streefjaar",
        models.PositiveSmallIntegerField(
            blank=True,
            help_text="Het jaar waarover het cijfer het streven moet halen.",
            null=True,
            verbose_name="jaar van de streefwaarde",
        ),
    )
    yield (
        "streefbron",
        models.CharField(
            blank=True,
            help_text="Waar dit streven is afgesproken.",
            max_length=300,
            verbose_name="bron van de streefwaarde",
        ),
    )


def noemer(**eisen):
    return models.ForeignKey(
        blank=True,
        help_text="Het aantal waartegen dit cijfer wordt afgezet, zoals inwoners. Ook dat is een indicator.",
        null=True,
        to="monitoring.indicator",
        verbose_name="noemer",
        **eisen,
    )


REGELS = [
    models.CheckConstraint(
        condition=Q(nulwaarde__isnull=True, nuljaar__isnull=True) | Q(nulwaarde__isnull=False, nuljaar__isnull=False),
        name="indicator_nulmeting_heel",
        violation_error_message="Geef bij een nulwaarde ook haar jaar, en omgekeerd.",
    ),
    models.CheckConstraint(
        condition=Q(streefwaarde__isnull=True, streefjaar__isnull=True, norm="")
        | Q(streefwaarde__isnull=False, streefjaar__isnull=False, norm__in=["minstens", "hoogstens"]),
        name="indicator_streven_heel",
        violation_error_message="Een streven heeft een streefwaarde, een jaar en een norm: alle drie, of geen.",
    ),
    models.CheckConstraint(
        condition=Q(per__isnull=True) | Q(per__gt=0, soort="aantal"),
        name="indicator_per_is_van_aantal",
        violation_error_message="“Per” hoort bij een aantal met een noemer.",
    ),
    models.CheckConstraint(
        condition=Q(noemer__isnull=True) | ~Q(noemer=models.F("id")),
        name="indicator_eigen_noemer",
        violation_error_message="Een indicator is niet zijn eigen noemer.",
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("acties", "0004_namen_gevouwen"),
        ("monitoring", "0007_wie_zegt_dat"),
    ]

    operations = [
        migrations.RunPython(niets, zet_triggers_terug),
        *(
            migrations.AddField(model, naam, veld)
            for model in ("indicator", "historicalindicator")
            for naam, veld in velden()
        ),
        migrations.AddField(
            "indicator", "noemer", noemer(on_delete=django.db.models.deletion.PROTECT, related_name="tellers")
        ),
        migrations.AddField(
            "historicalindicator",
            "noemer",
            noemer(on_delete=django.db.models.deletion.DO_NOTHING, db_constraint=False, related_name="+"),
        ),
        *(migrations.AddConstraint("indicator", regel) for regel in REGELS),
        migrations.RunPython(zet_triggers_terug, niets),
    ]
