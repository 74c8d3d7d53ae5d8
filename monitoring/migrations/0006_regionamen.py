"""De lijst van een programma met andere namen en codes waaronder bronnen een gemeente of de regio kennen."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("acties", "0004_namen_gevouwen"),
        ("monitoring", "0005_elke_soort_periode"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalRegionaam",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "naam",
                    models.CharField(
                        help_text="Zoals in de bron, bijvoorbeeld Zeeland (VT).",
                        max_length=150,
                        verbose_name="naam of code",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Leeg: dit is de hele regio.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.organisatie",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "programma",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.programma",
                        verbose_name="programma",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical naam in bronnen",
                "verbose_name_plural": "historical namen in bronnen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Regionaam",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "naam",
                    models.CharField(
                        help_text="Zoals in de bron, bijvoorbeeld Zeeland (VT).",
                        max_length=150,
                        verbose_name="naam of code",
                    ),
                ),
                ("naam_gevouwen", models.TextField(editable=False, serialize=False)),
                (
                    "organisatie",
                    models.ForeignKey(
                        blank=True,
                        help_text="Leeg: dit is de hele regio.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="regionamen",
                        to="acties.organisatie",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "programma",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="regionamen",
                        to="acties.programma",
                        verbose_name="programma",
                    ),
                ),
            ],
            options={
                "verbose_name": "naam in bronnen",
                "verbose_name_plural": "namen in bronnen",
                "ordering": ["naam"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programma", "naam_gevouwen"),
                        name="regionaam_uniek",
                        violation_error_message="Dit programma heeft deze naam of code al.",
                    )
                ],
            },
        ),
    ]
