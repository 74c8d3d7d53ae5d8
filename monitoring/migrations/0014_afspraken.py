"""De afspraken van de overleggen, met hun geschiedenis. Een pagina leest eruit: zij tellen mee in het kenmerk van de gegevens."""

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

TABEL = "monitoring_afspraak"


def zet(apps, schema_editor):
    maak = _sqlite if schema_editor.connection.vendor == "sqlite" else _postgresql
    for opdracht in maak():
        schema_editor.execute(opdracht)


def haal_weg(apps, schema_editor):
    """De triggers gaan met hun tabel mee."""


def _sqlite():
    for moment in ("insert", "update", "delete"):
        yield f"""
            CREATE TRIGGER versie_{TABEL}_{moment} AFTER {moment} ON {TABEL}
            BEGIN UPDATE acties_gegevensversie SET kenmerk = lower(hex(randomblob(16))); END
        """


def _postgresql():
    yield f"""
        CREATE CONSTRAINT TRIGGER versie_{TABEL} AFTER INSERT OR UPDATE OR DELETE ON {TABEL}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION acties_gegevensversie_zet()
    """


class Migration(migrations.Migration):
    dependencies = [
        ("acties", "0012_logboekregels"),
        ("monitoring", "0013_toegangslinks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalAfspraak",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("datum", models.DateField(verbose_name="datum van het overleg")),
                (
                    "wat",
                    models.TextField(
                        max_length=300,
                        validators=[
                            django.core.validators.MaxLengthValidator(300, "Schrijf de afspraak in hooguit 300 tekens.")
                        ],
                        verbose_name="wat is afgesproken",
                    ),
                ),
                ("wie", models.CharField(blank=True, max_length=150, verbose_name="functie of naam")),
                ("voor", models.DateField(verbose_name="uiterlijk op")),
                (
                    "stand",
                    models.CharField(
                        choices=[("open", "Open"), ("gedaan", "Gedaan"), ("vervallen", "Vervallen")],
                        default="open",
                        max_length=20,
                        verbose_name="stand",
                    ),
                ),
                ("afgehandeld_op", models.DateField(blank=True, null=True, verbose_name="afgehandeld op")),
                ("afloop", models.TextField(blank=True, verbose_name="wat er is gedaan, of waarom zij vervalt")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "actie",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.actie",
                        verbose_name="actie",
                    ),
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
                    "onderdeel",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.onderdeel",
                        verbose_name="onderdeel",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.organisatie",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "overleg",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.overleg",
                        verbose_name="overleg",
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
                "verbose_name": "historical afspraak",
                "verbose_name_plural": "historical afspraken",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Afspraak",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("datum", models.DateField(verbose_name="datum van het overleg")),
                (
                    "wat",
                    models.TextField(
                        max_length=300,
                        validators=[
                            django.core.validators.MaxLengthValidator(300, "Schrijf de afspraak in hooguit 300 tekens.")
                        ],
                        verbose_name="wat is afgesproken",
                    ),
                ),
                ("wie", models.CharField(blank=True, max_length=150, verbose_name="functie of naam")),
                ("voor", models.DateField(verbose_name="uiterlijk op")),
                (
                    "stand",
                    models.CharField(
                        choices=[("open", "Open"), ("gedaan", "Gedaan"), ("vervallen", "Vervallen")],
                        default="open",
                        max_length=20,
                        verbose_name="stand",
                    ),
                ),
                ("afgehandeld_op", models.DateField(blank=True, null=True, verbose_name="afgehandeld op")),
                ("afloop", models.TextField(blank=True, verbose_name="wat er is gedaan, of waarom zij vervalt")),
                (
                    "actie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="afspraken",
                        to="acties.actie",
                        verbose_name="actie",
                    ),
                ),
                (
                    "onderdeel",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="afspraken",
                        to="acties.onderdeel",
                        verbose_name="onderdeel",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="afspraken",
                        to="acties.organisatie",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "overleg",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="afspraken",
                        to="acties.overleg",
                        verbose_name="overleg",
                    ),
                ),
                (
                    "programma",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="afspraken",
                        to="acties.programma",
                        verbose_name="programma",
                    ),
                ),
            ],
            options={
                "verbose_name": "afspraak",
                "verbose_name_plural": "afspraken",
                "ordering": ["voor", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programma", "overleg", "datum", "wat"),
                        name="afspraak_uniek",
                        violation_error_message="Deze afspraak van dit overleg op deze dag staat er al.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wat", ""), _negated=True),
                        name="afspraak_heeft_tekst",
                        violation_error_message="Schrijf op wat er is afgesproken.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("organisatie__isnull", False), models.Q(("wie", ""), _negated=True), _connector="OR"
                        ),
                        name="afspraak_is_van_iemand",
                        violation_error_message="Kies een organisatie, of vul in wie het doet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("voor__gte", models.F("datum"))),
                        name="afspraak_voor_na_datum",
                        violation_error_message="De laatste dag ligt vóór het overleg. Kies een latere dag.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("actie__isnull", True), ("onderdeel__isnull", True), _connector="OR"),
                        name="afspraak_over_een_ding",
                        violation_error_message="Kies een actie of een onderdeel, niet allebei: een actie hoort al bij een onderdeel.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("afgehandeld_op__isnull", True), ("afloop", ""), ("stand", "open")),
                            models.Q(
                                ("afgehandeld_op__isnull", False),
                                ("stand__in", ["gedaan", "vervallen"]),
                                models.Q(("afloop", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="afspraak_afgehandeld_met_tekst",
                        violation_error_message="Bij gedaan of vervallen horen een dag en een tekst; bij open geen van beide.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("afgehandeld_op__isnull", True),
                            ("afgehandeld_op__gte", models.F("datum")),
                            _connector="OR",
                        ),
                        name="afspraak_afgehandeld_na_datum",
                        violation_error_message="De afspraak is afgehandeld vóór het overleg. Kies een latere dag.",
                    ),
                ],
            },
        ),
        migrations.RunPython(zet, haal_weg),
    ]
