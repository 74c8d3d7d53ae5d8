"""De link van wie geen account heeft, en bij een melding die zo kwam: welke. Geen Verslag leest de links zelf."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def bewaar_triggers(apps, schema_editor):
    """De weg terug bouwt op SQLite de tabel opnieuw, en vergeet daarbij haar triggers."""
    schema_editor.triggers = []
    if schema_editor.connection.vendor == "sqlite":
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(
                "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'monitoring_statusmelding'"
            )
            schema_editor.triggers = [sql for (sql,) in cursor.fetchall()]


def zet_triggers_terug(apps, schema_editor):
    for sql in schema_editor.triggers:
        schema_editor.execute(sql.replace("CREATE TRIGGER", "CREATE TRIGGER IF NOT EXISTS", 1), params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("acties", "0007_wachtende_mail"),
        ("monitoring", "0012_herinnering_bezig_sinds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="statusmelding",
            name="bron",
            field=models.CharField(
                choices=[
                    ("web", "de site"),
                    ("beheer", "het beheer"),
                    ("excel", "Excel"),
                    ("meldlink", "een meldlink"),
                    ("fixture", "het programma zelf"),
                    ("demo", "demogegevens"),
                ],
                default="web",
                editable=False,
                max_length=20,
                verbose_name="bron",
            ),
        ),
        migrations.CreateModel(
            name="Toegangslink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "soort",
                    models.CharField(
                        choices=[("lees", "Leeslink"), ("meld", "Meldlink")], max_length=10, verbose_name="soort"
                    ),
                ),
                ("naam", models.CharField(blank=True, max_length=150, verbose_name="naam")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres van het werk")),
                ("functie", models.CharField(blank=True, max_length=150, verbose_name="functie")),
                (
                    "jaar",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Leeg: het dashboard.", null=True, verbose_name="evaluatie"
                    ),
                ),
                ("geldig_tot", models.DateField(blank=True, null=True, verbose_name="laatste dag")),
                ("sleutel", models.CharField(max_length=64, unique=True, verbose_name="afdruk van de sleutel")),
                ("gemaakt_op", models.DateTimeField(verbose_name="gemaakt op")),
                ("ingetrokken_op", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op")),
                ("aantal_geopend", models.PositiveIntegerField(default=0, verbose_name="keer geopend")),
                ("laatst_geopend", models.DateTimeField(blank=True, null=True, verbose_name="laatst geopend")),
                ("browser", models.CharField(blank=True, max_length=64, verbose_name="afdruk van de eerste browser")),
                ("code", models.CharField(blank=True, max_length=64, verbose_name="afdruk van de code")),
                ("code_tot", models.DateTimeField(blank=True, null=True, verbose_name="code geldig tot")),
                ("code_pogingen", models.PositiveSmallIntegerField(default=0, verbose_name="pogingen")),
                (
                    "gemaakt_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gemaakt door",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meldlinks",
                        to="acties.organisatie",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "programma",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="toegangslinks",
                        to="acties.programma",
                        verbose_name="programma",
                    ),
                ),
                (
                    "ronde",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meldlinks",
                        to="monitoring.updateronde",
                        verbose_name="updateronde",
                    ),
                ),
            ],
            options={
                "verbose_name": "toegangslink",
                "verbose_name_plural": "toegangslinks",
                "ordering": ["-gemaakt_op", "-pk"],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop, zet_triggers_terug),
        migrations.AddField(
            model_name="statusmelding",
            name="link",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="De link van wie zonder account meldde.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="meldingen",
                to="monitoring.toegangslink",
                verbose_name="meldlink",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, bewaar_triggers),
        migrations.AddConstraint(
            model_name="toegangslink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("geldig_tot__isnull", False),
                        ("organisatie__isnull", True),
                        ("ronde__isnull", True),
                        ("soort", "lees"),
                    ),
                    models.Q(
                        ("geldig_tot__isnull", True),
                        ("jaar__isnull", True),
                        ("organisatie__isnull", False),
                        ("ronde__isnull", False),
                        ("soort", "meld"),
                    ),
                    _connector="OR",
                ),
                name="toegangslink_naar_een_ding",
                violation_error_message="Een leeslink heeft een laatste dag, een meldlink een ronde en een organisatie.",
            ),
        ),
    ]
