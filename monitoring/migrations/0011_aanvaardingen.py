"""Wat er bij het vaststellen openstaat, mag met een reden. Zo'n aanvaarding is een deel van de evaluatie en blijft dus vast.

De regels in de database zijn die van de andere delen (``0002_vastgelegd_blijft``), met het kenmerk van de gegevens
(``0003_gegevensversie``).
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TABEL = "monitoring_aanvaarding"
VASTGESTELD_BLIJFT = "Deze evaluatie is vastgesteld en verandert niet meer. Maak voor een correctie een nieuwe versie."


def zet(apps, schema_editor):
    maak = _sqlite if schema_editor.connection.vendor == "sqlite" else _postgresql
    for opdracht in maak():
        schema_editor.execute(opdracht)


def haal_weg(apps, schema_editor):
    """De triggers gaan met hun tabel mee."""


def _sqlite():
    van_wie_wijkt = f"(SELECT d.evaluatie_id FROM {TABEL} d WHERE d.id = NEW.id)"
    for moment, evaluaties in (
        ("insert", f"NEW.evaluatie_id, {van_wie_wijkt}"),
        ("update", f"OLD.evaluatie_id, NEW.evaluatie_id, {van_wie_wijkt}"),
        ("delete", "OLD.evaluatie_id"),
    ):
        yield f"""
            CREATE TRIGGER aanvaarding_vast_{moment} BEFORE {moment} ON {TABEL} WHEN EXISTS (
                SELECT 1 FROM monitoring_evaluatie e WHERE e.fase = 'vastgesteld' AND e.id IN ({evaluaties})
            )
            BEGIN SELECT RAISE(ABORT, '{VASTGESTELD_BLIJFT}'); END
        """
        yield f"""
            CREATE TRIGGER versie_{TABEL}_{moment} AFTER {moment} ON {TABEL}
            BEGIN UPDATE acties_gegevensversie SET kenmerk = lower(hex(randomblob(16))); END
        """


def _postgresql():
    yield f"""
        CREATE TRIGGER aanvaarding_vast BEFORE INSERT OR UPDATE OR DELETE ON {TABEL}
        FOR EACH ROW EXECUTE FUNCTION monitoring_evaluatiedeel_vast()
    """
    yield f"""
        CREATE TRIGGER aanvaarding_niet_leegmaken BEFORE TRUNCATE ON {TABEL}
        FOR EACH STATEMENT EXECUTE FUNCTION monitoring_evaluatiedeel_vast()
    """
    yield f"""
        CREATE CONSTRAINT TRIGGER versie_{TABEL} AFTER INSERT OR UPDATE OR DELETE ON {TABEL}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION acties_gegevensversie_zet()
    """


class Migration(migrations.Migration):
    dependencies = [
        ("acties", "0003_gegevensversie"),
        ("monitoring", "0010_zichtbare_uitleg"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Aanvaarding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rubriek", models.CharField(max_length=20, verbose_name="rubriek")),
                ("kenmerk", models.CharField(max_length=64, verbose_name="kenmerk van het punt")),
                ("tekst", models.TextField(verbose_name="punt")),
                ("reden", models.TextField(verbose_name="reden")),
                ("op", models.DateTimeField(verbose_name="aanvaard op")),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="aanvaard door",
                    ),
                ),
                (
                    "evaluatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aanvaardingen",
                        to="monitoring.evaluatie",
                        verbose_name="evaluatie",
                    ),
                ),
            ],
            options={
                "verbose_name": "aanvaarding",
                "verbose_name_plural": "aanvaardingen",
                "ordering": ["op", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("evaluatie", "kenmerk"),
                        name="aanvaarding_uniek",
                        violation_error_message="Dit punt is al aanvaard.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reden", ""), _negated=True),
                        name="aanvaarding_met_reden",
                        violation_error_message="Geef een reden: waarom mag dit punt openstaan?",
                    ),
                ],
            },
        ),
        migrations.RunPython(zet, haal_weg),
    ]
