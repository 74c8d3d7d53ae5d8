"""Een rol of tweede factor die een beheerder wijzigt, wacht een dag of op een tweede persoon. Geen Verslag leest het."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("acties", "0007_wachtende_mail"),
    ]

    operations = [
        migrations.CreateModel(
            name="Rechtenwijziging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "soort",
                    models.CharField(
                        choices=[("rol", "Rol geven"), ("factor", "Tweede factor weghalen")],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                (
                    "rol",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("beleidsambtenaar", "Beleidsambtenaar of partner"),
                            ("projectleider", "Projectleider"),
                            ("commissielid", "Commissielid"),
                            ("beheerder", "Beheerder"),
                        ],
                        max_length=20,
                        verbose_name="rol",
                    ),
                ),
                ("gevraagd_op", models.DateTimeField(verbose_name="gevraagd op")),
                ("gaat_in_op", models.DateTimeField(verbose_name="gaat in op")),
                ("ingegaan_op", models.DateTimeField(blank=True, null=True, verbose_name="ingegaan op")),
                ("ingetrokken_op", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op")),
                (
                    "bevestigd_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bevestigd door",
                    ),
                ),
                (
                    "gebruiker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rechtenwijzigingen",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gebruiker",
                    ),
                ),
                (
                    "gevraagd_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gevraagd door",
                    ),
                ),
                (
                    "ingetrokken_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ingetrokken door",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="acties.organisatie",
                        verbose_name="organisatie",
                    ),
                ),
            ],
            options={
                "verbose_name": "rechtenwijziging",
                "verbose_name_plural": "rechtenwijzigingen",
                "ordering": ["-gevraagd_op", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rol__in", ("projectleider", "beheerder")), ("soort", "rol")),
                            models.Q(("organisatie__isnull", True), ("rol", ""), ("soort", "factor")),
                            _connector="OR",
                        ),
                        name="rechtenwijziging_rol_bij_soort",
                        violation_error_message="Alleen bij het geven van een rol hoort een rol.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bevestigd_door__isnull", True),
                            models.Q(
                                models.Q(("bevestigd_door", models.F("gevraagd_door")), _negated=True),
                                models.Q(("bevestigd_door", models.F("gebruiker")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="rechtenwijziging_twee_personen",
                        violation_error_message="Wie dit vroeg, of om wie het gaat, bevestigt het niet zelf.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ingegaan_op__isnull", True), ("ingetrokken_op__isnull", True), _connector="OR"
                        ),
                        name="rechtenwijziging_in_of_ingetrokken",
                        violation_error_message="Wat is ingegaan, is niet ook ingetrokken.",
                    ),
                ],
            },
        ),
    ]
