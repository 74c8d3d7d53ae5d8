"""Van elke herinnering en elk gemaild werkboek blijft hoe het afliep. Geen Verslag leest het, dus zonder trigger op het kenmerk.

Van een herinnering die al bestond, was de mail weg of was dat niet zeker (``bezig_sinds``).
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

AFLOPEN = [
    ("in_de_rij", "in de rij"),
    ("verstuurd", "verstuurd"),
    ("geweigerd", "geweigerd door de mailserver"),
    ("misschien", "misschien verstuurd"),
    ("opgegeven", "niet verstuurd"),
    ("vervallen", "niet meer nodig"),
]
BEKEND = {
    "condition": models.Q(("afloop__in", [afloop for afloop, _ in AFLOPEN])),
    "violation_error_message": "Kies een afloop uit de lijst.",
}


def afloop():
    return models.CharField(choices=AFLOPEN, default="in_de_rij", max_length=20, verbose_name="afloop")


def van_bezig_sinds(apps, schema_editor):
    rijen = apps.get_model("monitoring", "Herinnering").objects.all()
    rijen.filter(bezig_sinds=None).update(afloop="verstuurd")
    rijen.exclude(bezig_sinds=None).update(afloop="misschien")


def naar_bezig_sinds(apps, schema_editor):
    rijen = apps.get_model("monitoring", "Herinnering").objects.exclude(afloop="verstuurd")
    rijen.update(bezig_sinds=django.utils.timezone.now())


class Migration(migrations.Migration):
    dependencies = [
        ("acties", "0014_wachtende_mail_bij_een_rij"),
        ("monitoring", "0015_zoeken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Werkboekmail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("adres", models.EmailField(blank=True, max_length=254, verbose_name="adres")),
                ("verzoek", models.UUIDField(verbose_name="verzoek")),
                ("gevraagd_op", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gevraagd op")),
                ("afloop", afloop()),
                (
                    "gevraagd_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="werkboekmails",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gevraagd door",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="werkboekmails",
                        to="acties.organisatie",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "ronde",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="werkboekmails",
                        to="monitoring.updateronde",
                        verbose_name="updateronde",
                    ),
                ),
            ],
            options={
                "verbose_name": "gemaild werkboek",
                "verbose_name_plural": "gemailde werkboeken",
                "ordering": ["-gevraagd_op", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("adres", ""), _negated=True),
                        fields=("verzoek", "organisatie", "adres"),
                        name="werkboekmail_eenmalig",
                    ),
                    models.CheckConstraint(name="werkboekmail_afloop_bekend", **BEKEND),
                ],
            },
        ),
        migrations.AddField(model_name="herinnering", name="afloop", field=afloop()),
        migrations.RunPython(van_bezig_sinds, naar_bezig_sinds),
        migrations.RemoveField(model_name="herinnering", name="bezig_sinds"),
        migrations.AddConstraint(
            model_name="herinnering",
            constraint=models.CheckConstraint(name="herinnering_afloop_bekend", **BEKEND),
        ),
    ]
