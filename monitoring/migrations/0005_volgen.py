"""Wie iets volgt: wat, hoe vaak er een mail komt en het adres van de agenda. Geen Verslag leest het."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from acties.migrations._samen import Samen


class Migration(migrations.Migration):
    replaces = [("monitoring", "0018_volgen")]

    # Bij de laatste van wat is vervangen: zo zegt Django het als een database er maar een deel van heeft.
    dependencies = [
        ("monitoring", "0017_geschiedenis_blijft"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Volger",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ritme",
                    models.CharField(
                        choices=[
                            ("dag", "Elke dag"),
                            ("week", "Elke week"),
                            ("jaar", "Alleen als een jaar is vastgesteld"),
                            ("nooit", "Nooit"),
                        ],
                        default="week",
                        max_length=10,
                        verbose_name="mail over wat je volgt",
                    ),
                ),
                ("verteld_tot", models.DateTimeField(verbose_name="verteld tot")),
                (
                    "agenda",
                    models.CharField(blank=True, max_length=64, verbose_name="afdruk van de sleutel van de agenda"),
                ),
                (
                    "gebruiker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="volgers",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gebruiker",
                    ),
                ),
                (
                    "programma",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="volgers",
                        to="acties.programma",
                        verbose_name="programma",
                    ),
                ),
            ],
            options={
                "verbose_name": "volger",
                "verbose_name_plural": "volgers",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("gebruiker", "programma"),
                        name="volger_uniek",
                        violation_error_message="Je volgt dit programma al.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("agenda", ""), _negated=True),
                        fields=("agenda",),
                        name="volger_agenda_uniek",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ritme__in", ["dag", "week", "jaar", "nooit"])),
                        name="volger_ritme_bekend",
                        violation_error_message="Kies uit de lijst hoe vaak je een mail wilt.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Gevolgd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "actie",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="acties.actie",
                        verbose_name="actie",
                    ),
                ),
                (
                    "onderdeel",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="acties.onderdeel",
                        verbose_name="onderdeel",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="acties.organisatie",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "volger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gevolgd",
                        to="monitoring.volger",
                        verbose_name="volger",
                    ),
                ),
            ],
            options={
                "verbose_name": "iets dat iemand volgt",
                "verbose_name_plural": "wat iemand volgt",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("volger", "actie"), name="gevolgd_actie_uniek"),
                    models.UniqueConstraint(fields=("volger", "onderdeel"), name="gevolgd_onderdeel_uniek"),
                    models.UniqueConstraint(fields=("volger", "organisatie"), name="gevolgd_organisatie_uniek"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("actie__isnull", False), ("onderdeel__isnull", True), ("organisatie__isnull", True)
                            ),
                            models.Q(
                                ("actie__isnull", True), ("onderdeel__isnull", False), ("organisatie__isnull", True)
                            ),
                            models.Q(
                                ("actie__isnull", True), ("onderdeel__isnull", True), ("organisatie__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="gevolgd_een_ding",
                    ),
                ],
            },
        ),
    ]
    operations = [Samen(operations)]
