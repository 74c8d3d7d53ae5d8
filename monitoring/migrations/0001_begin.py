"""De modellen, zoals ``makemigrations`` ze ziet. Elk model staat er in één keer, met zijn regels."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from acties.migrations._samen import Samen


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("acties", "0001_begin"),
    ]

    operations = [
        migrations.CreateModel(
            name="Evaluatie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "programma",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluaties",
                        to="acties.programma",
                        verbose_name="programma",
                    ),
                ),
                ("jaar", models.PositiveSmallIntegerField(verbose_name="jaar")),
                ("versie", models.PositiveSmallIntegerField(default=1, verbose_name="versie")),
                ("peildatum", models.DateField(verbose_name="peildatum")),
                (
                    "fase",
                    models.CharField(
                        choices=[
                            ("voorbereiding", "In voorbereiding"),
                            ("concept", "Concept"),
                            ("vastgesteld", "Vastgesteld"),
                        ],
                        default="voorbereiding",
                        max_length=20,
                        verbose_name="fase",
                    ),
                ),
                (
                    "reden",
                    models.TextField(
                        blank=True,
                        help_text="Verplicht bij een correctie op een vastgestelde versie.",
                        verbose_name="reden van deze versie",
                    ),
                ),
                ("verslag", models.JSONField(blank=True, editable=False, null=True, verbose_name="verslag")),
                ("sha256", models.CharField(blank=True, editable=False, max_length=64, verbose_name="sha256")),
                (
                    "vastgesteld_op",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="vastgesteld op"),
                ),
                (
                    "vastgesteld_door",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vastgesteld door",
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluatie",
                "verbose_name_plural": "evaluaties",
                "ordering": ["programma", "-jaar", "-versie"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programma", "jaar", "versie"),
                        name="evaluatie_versie_uniek",
                        violation_error_message="Deze versie van de evaluatie bestaat al.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fase__in", ["voorbereiding", "concept", "vastgesteld"])),
                        name="evaluatie_fase_bekend",
                        violation_error_message="Kies een fase uit de lijst.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("versie", 1), models.Q(("reden", ""), _negated=True), _connector="OR"),
                        name="evaluatie_correctie_met_reden",
                        violation_error_message="Een nieuwe versie heeft een reden. Vul die in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("fase", "vastgesteld"),
                                ("vastgesteld_op__isnull", False),
                                ("verslag__isnull", False),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("fase", "vastgesteld"), _negated=True),
                                ("sha256", ""),
                                ("vastgesteld_op__isnull", True),
                                ("verslag__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="evaluatie_vastgesteld_is_compleet",
                        violation_error_message="Een evaluatie wordt vastgesteld met de knop Vaststellen, niet met de hand.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Duiding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "evaluatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duidingen",
                        to="monitoring.evaluatie",
                        verbose_name="evaluatie",
                    ),
                ),
                (
                    "onderdeel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duidingen",
                        to="acties.onderdeel",
                        verbose_name="onderdeel",
                    ),
                ),
                (
                    "oordeel",
                    models.CharField(
                        blank=True,
                        choices=[("op_schema", "Op schema"), ("aandacht", "Aandacht"), ("vastgelopen", "Vastgelopen")],
                        max_length=20,
                        verbose_name="oordeel",
                    ),
                ),
                ("tekst", models.TextField(blank=True, verbose_name="duiding")),
            ],
            options={
                "verbose_name": "duiding",
                "verbose_name_plural": "duidingen",
                "ordering": ["evaluatie", "onderdeel__volgorde"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("evaluatie", "onderdeel"),
                        name="duiding_uniek",
                        violation_error_message="Dit onderdeel heeft in deze evaluatie al een duiding.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("oordeel__in", ["", "op_schema", "aandacht", "vastgelopen"])),
                        name="duiding_oordeel_bekend",
                        violation_error_message="Kies een oordeel uit de lijst.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bespreking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "evaluatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="besprekingen",
                        to="monitoring.evaluatie",
                        verbose_name="evaluatie",
                    ),
                ),
                (
                    "overleg",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="besprekingen",
                        to="acties.overleg",
                        verbose_name="overleg",
                    ),
                ),
                ("datum", models.DateField(verbose_name="datum op de agenda")),
                (
                    "fase",
                    models.CharField(
                        choices=[("gepland", "gepland"), ("besproken", "besproken")],
                        default="gepland",
                        max_length=20,
                        verbose_name="stand",
                    ),
                ),
                ("besproken", models.TextField(blank=True, verbose_name="wat is besproken")),
                ("conclusies", models.TextField(blank=True, verbose_name="conclusies")),
                ("besluiten", models.TextField(blank=True, verbose_name="besluiten")),
            ],
            options={
                "verbose_name": "bespreking",
                "verbose_name_plural": "besprekingen",
                "ordering": ["evaluatie", "overleg__volgorde"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("evaluatie", "overleg"),
                        name="bespreking_uniek",
                        violation_error_message="Dit overleg heeft deze evaluatie al op de agenda.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Opmerking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "evaluatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="opmerkingen",
                        to="monitoring.evaluatie",
                        verbose_name="evaluatie",
                    ),
                ),
                (
                    "onderdeel",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opmerkingen",
                        to="acties.onderdeel",
                        verbose_name="onderdeel",
                    ),
                ),
                (
                    "gebruiker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opmerkingen",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gebruiker",
                    ),
                ),
                ("tekst", models.TextField(verbose_name="opmerking")),
                ("gemaakt_op", models.DateTimeField(verbose_name="gemaakt op")),
                ("verwerkt", models.BooleanField(default=False, verbose_name="verwerkt")),
            ],
            options={
                "verbose_name": "opmerking",
                "verbose_name_plural": "opmerkingen",
                "ordering": ["gemaakt_op", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "programma",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicatoren",
                        to="acties.programma",
                        verbose_name="programma",
                    ),
                ),
                ("naam", models.CharField(max_length=200, verbose_name="naam")),
                ("eenheid", models.CharField(max_length=50, verbose_name="eenheid")),
                (
                    "gewenst",
                    models.CharField(
                        blank=True,
                        choices=[("omhoog", "omhoog"), ("omlaag", "omlaag")],
                        max_length=10,
                        verbose_name="gewenste richting",
                    ),
                ),
                (
                    "ambitie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicatoren",
                        to="acties.ambitie",
                        verbose_name="ambitie",
                    ),
                ),
                ("toelichting", models.TextField(blank=True, verbose_name="toelichting")),
                ("bron", models.CharField(blank=True, max_length=300, verbose_name="bron")),
                ("volgorde", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
            ],
            options={
                "verbose_name": "indicator",
                "verbose_name_plural": "indicatoren",
                "ordering": ["volgorde", "naam"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programma", "naam"),
                        name="indicator_naam_uniek",
                        violation_error_message="Dit programma heeft al een indicator met deze naam.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Cijferbron",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bronnen",
                        to="monitoring.indicator",
                        verbose_name="indicator",
                    ),
                ),
                ("bron", models.CharField(max_length=300, verbose_name="bron")),
                ("opgehaald_op", models.DateField(verbose_name="opgehaald op")),
                ("kolommen", models.JSONField(verbose_name="kolommen")),
                ("ingelezen_op", models.DateTimeField(verbose_name="ingelezen op")),
                (
                    "ingelezen_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ingelezen door",
                    ),
                ),
            ],
            options={
                "verbose_name": "cijferbron",
                "verbose_name_plural": "cijferbronnen",
                "ordering": ["-ingelezen_op", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Meting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="metingen",
                        to="monitoring.indicator",
                        verbose_name="indicator",
                    ),
                ),
                (
                    "periode",
                    models.CharField(
                        max_length=9,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{4}(-\\d{4})?$", "Geef een jaar (2021) of jaren met een streepje (2015-2019)."
                            )
                        ],
                        verbose_name="periode",
                    ),
                ),
                ("waarde", models.DecimalField(decimal_places=4, max_digits=14, verbose_name="waarde")),
                (
                    "organisatie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="metingen",
                        to="acties.organisatie",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "cijferbron",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        help_text="Leeg: met de hand ingevuld; dan geldt de bron van de indicator.",
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="metingen",
                        to="monitoring.cijferbron",
                        verbose_name="cijferbron",
                    ),
                ),
            ],
            options={
                "verbose_name": "meting",
                "verbose_name_plural": "metingen",
                "ordering": ["indicator", "periode"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("organisatie__isnull", False)),
                        fields=("indicator", "periode", "organisatie"),
                        name="meting_organisatie_uniek",
                        violation_error_message="Voor deze organisatie en periode is er al een waarde.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("organisatie__isnull", True)),
                        fields=("indicator", "periode"),
                        name="meting_regio_uniek",
                        violation_error_message="Voor deze periode is er al een waarde.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Updateronde",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "programma",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="updaterondes",
                        to="acties.programma",
                        verbose_name="programma",
                    ),
                ),
                ("naam", models.CharField(max_length=100, verbose_name="naam")),
                ("peildatum", models.DateField(verbose_name="peildatum")),
                ("opent_op", models.DateField(verbose_name="opent op")),
                (
                    "sluit_op",
                    models.DateField(help_text="De laatste dag waarop gemeld kan worden.", verbose_name="sluit op"),
                ),
                (
                    "toelichting",
                    models.TextField(
                        blank=True,
                        help_text="Staat boven Mijn acties en in de herinneringen.",
                        verbose_name="toelichting",
                    ),
                ),
                (
                    "acties",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Geen gekozen: alle acties.",
                        related_name="updaterondes",
                        to="acties.actie",
                        verbose_name="acties",
                    ),
                ),
                (
                    "organisaties",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Geen gekozen: alle organisaties.",
                        related_name="updaterondes",
                        to="acties.organisatie",
                        verbose_name="organisaties",
                    ),
                ),
            ],
            options={
                "verbose_name": "updateronde",
                "verbose_name_plural": "updaterondes",
                "ordering": ["-opent_op", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programma", "naam"),
                        name="updateronde_naam_uniek",
                        violation_error_message="Dit programma heeft al een updateronde met deze naam.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sluit_op__gte", models.F("opent_op"))),
                        name="updateronde_sluit_na_opening",
                        violation_error_message="De ronde sluit vóór zij opent. Kies een latere sluitdatum.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Conceptmelding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ronde",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="concepten",
                        to="monitoring.updateronde",
                        verbose_name="updateronde",
                    ),
                ),
                (
                    "gebruiker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="concepten",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gebruiker",
                    ),
                ),
                (
                    "actie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="concepten",
                        to="acties.actie",
                        verbose_name="actie",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="concepten",
                        to="acties.organisatie",
                        verbose_name="namens",
                    ),
                ),
                ("velden", models.JSONField(verbose_name="velden")),
                ("bijgewerkt_op", models.DateTimeField(verbose_name="bijgewerkt op")),
            ],
            options={
                "verbose_name": "conceptmelding",
                "verbose_name_plural": "conceptmeldingen",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("organisatie__isnull", False)),
                        fields=("ronde", "gebruiker", "actie", "organisatie"),
                        name="conceptmelding_organisatie_uniek",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("organisatie__isnull", True)),
                        fields=("ronde", "gebruiker", "actie"),
                        name="conceptmelding_regio_uniek",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Herinnering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ronde",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="herinneringen",
                        to="monitoring.updateronde",
                        verbose_name="updateronde",
                    ),
                ),
                (
                    "gebruiker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="herinneringen",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gebruiker",
                    ),
                ),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("opening", "bij de opening"),
                            ("week", "een week voor het einde"),
                            ("dag", "een dag voor het einde"),
                            ("na", "na het einde"),
                            ("los", "door de projectleider"),
                        ],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("dag", models.DateField(verbose_name="dag")),
                ("aantal", models.PositiveSmallIntegerField(verbose_name="aantal open acties")),
            ],
            options={
                "verbose_name": "herinnering",
                "verbose_name_plural": "herinneringen",
                "ordering": ["-dag", "-pk"],
                "constraints": [models.UniqueConstraint(fields=("gebruiker", "dag"), name="herinnering_een_per_dag")],
            },
        ),
        migrations.CreateModel(
            name="Inlezing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ronde",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inlezingen",
                        to="monitoring.updateronde",
                        verbose_name="updateronde",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inlezingen",
                        to="acties.organisatie",
                        verbose_name="namens",
                    ),
                ),
                ("bestandsnaam", models.CharField(max_length=150, verbose_name="bestandsnaam")),
                ("sha256", models.CharField(max_length=64, verbose_name="sha256")),
                (
                    "ingelezen_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inlezingen",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ingelezen door",
                    ),
                ),
                ("ingelezen_op", models.DateTimeField(default=django.utils.timezone.now, verbose_name="ingelezen op")),
            ],
            options={
                "verbose_name": "inlezing",
                "verbose_name_plural": "inlezingen",
                "ordering": ["-ingelezen_op", "-pk"],
                "indexes": [models.Index(fields=["sha256"], name="inlezing_sha256")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="inlezing_sha256_vorm",
                        violation_error_message="De sha256 van een bestand heeft 64 tekens, 0 tot en met f.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Statusmelding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "actie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meldingen",
                        to="acties.actie",
                        verbose_name="actie",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        blank=True,
                        help_text="Leeg: voor de hele regio.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meldingen",
                        to="acties.organisatie",
                        verbose_name="namens",
                    ),
                ),
                (
                    "peildatum",
                    models.DateField(help_text="De dag waarvoor de melding geldt.", verbose_name="peildatum"),
                ),
                (
                    "gemeld_op",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="gemeld op"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("afgerond", "Afgerond"),
                            ("in_uitvoering", "In uitvoering"),
                            ("in_ontwikkeling", "In ontwikkeling"),
                            ("niet_gestart", "Niet gestart"),
                            ("vervallen", "Vervallen"),
                            ("nvt", "N.v.t."),
                        ],
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "koers",
                    models.CharField(
                        blank=True,
                        choices=[("op_schema", "Op schema"), ("aandacht", "Aandacht"), ("vastgelopen", "Vastgelopen")],
                        max_length=20,
                        verbose_name="koers",
                    ),
                ),
                ("toelichting", models.TextField(blank=True, verbose_name="wat is er gebeurd?")),
                ("bijsturing", models.TextField(blank=True, verbose_name="bijsturing")),
                (
                    "ongewijzigd",
                    models.BooleanField(default=False, editable=False, verbose_name="ongewijzigd bevestigd"),
                ),
                (
                    "openbaar",
                    models.BooleanField(
                        default=True,
                        help_text="Uit: de tekst is alleen te lezen voor wie inlogt. De status telt altijd mee.",
                        verbose_name="openbaar",
                    ),
                ),
                (
                    "gemeld_door",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meldingen",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gemeld door",
                    ),
                ),
                (
                    "bron",
                    models.CharField(
                        choices=[
                            ("web", "de site"),
                            ("beheer", "het beheer"),
                            ("excel", "Excel"),
                            ("fixture", "het programma zelf"),
                            ("demo", "demogegevens"),
                        ],
                        default="web",
                        editable=False,
                        max_length=20,
                        verbose_name="bron",
                    ),
                ),
                (
                    "ronde",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meldingen",
                        to="monitoring.updateronde",
                        verbose_name="updateronde",
                    ),
                ),
                (
                    "inlezing",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        help_text="Het bestand waar de melding uit komt.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meldingen",
                        to="monitoring.inlezing",
                        verbose_name="inlezing",
                    ),
                ),
                (
                    "verzoek",
                    models.UUIDField(
                        editable=False,
                        help_text="Kenmerk van het formulier; houdt dubbel versturen tegen.",
                        null=True,
                        unique=True,
                        verbose_name="verzoek",
                    ),
                ),
            ],
            options={
                "verbose_name": "statusmelding",
                "verbose_name_plural": "statusmeldingen",
                "ordering": ["-peildatum", "-pk"],
                "indexes": [
                    models.Index(fields=["actie", "organisatie", "-peildatum", "-id", "status"], name="melding_stand"),
                    models.Index(fields=["-gemeld_op"], name="melding_gemeld_op"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("koers__in", ["aandacht", "vastgelopen"]), _negated=True),
                            models.Q(
                                models.Q(("toelichting", ""), _negated=True),
                                models.Q(("bijsturing", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="melding_koers_met_uitleg",
                        violation_error_message="Bij koers aandacht of vastgelopen horen een toelichting en een bijsturing.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "nvt"), _negated=True), ("organisatie__isnull", False), _connector="OR"
                        ),
                        name="melding_nvt_alleen_organisatie",
                        violation_error_message="N.v.t. kan alleen één organisatie melden, niet de hele regio.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "vervallen"), _negated=True),
                            ("organisatie__isnull", True),
                            _connector="OR",
                        ),
                        name="melding_vervallen_alleen_regio",
                        violation_error_message="Een actie vervalt voor de hele regio. Kies n.v.t. als dit voor één organisatie niet geldt.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["afgerond", "in_uitvoering", "in_ontwikkeling", "niet_gestart", "vervallen", "nvt"],
                            )
                        ),
                        name="melding_status_bekend",
                        violation_error_message="Kies een status uit de lijst.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("koers__in", ["", "op_schema", "aandacht", "vastgelopen"])),
                        name="melding_koers_bekend",
                        violation_error_message="Kies een koers uit de lijst, of laat de koers leeg.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDuiding",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "oordeel",
                    models.CharField(
                        blank=True,
                        choices=[("op_schema", "Op schema"), ("aandacht", "Aandacht"), ("vastgelopen", "Vastgelopen")],
                        max_length=20,
                        verbose_name="oordeel",
                    ),
                ),
                ("tekst", models.TextField(blank=True, verbose_name="duiding")),
                (
                    "evaluatie",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="monitoring.evaluatie",
                        verbose_name="evaluatie",
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
            ],
            options={
                "verbose_name": "historical duiding",
                "verbose_name_plural": "historical duidingen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBespreking",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("datum", models.DateField(verbose_name="datum op de agenda")),
                (
                    "fase",
                    models.CharField(
                        choices=[("gepland", "gepland"), ("besproken", "besproken")],
                        default="gepland",
                        max_length=20,
                        verbose_name="stand",
                    ),
                ),
                ("besproken", models.TextField(blank=True, verbose_name="wat is besproken")),
                ("conclusies", models.TextField(blank=True, verbose_name="conclusies")),
                ("besluiten", models.TextField(blank=True, verbose_name="besluiten")),
                (
                    "evaluatie",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="monitoring.evaluatie",
                        verbose_name="evaluatie",
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
            ],
            options={
                "verbose_name": "historical bespreking",
                "verbose_name_plural": "historical besprekingen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalIndicator",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("naam", models.CharField(max_length=200, verbose_name="naam")),
                ("eenheid", models.CharField(max_length=50, verbose_name="eenheid")),
                (
                    "gewenst",
                    models.CharField(
                        blank=True,
                        choices=[("omhoog", "omhoog"), ("omlaag", "omlaag")],
                        max_length=10,
                        verbose_name="gewenste richting",
                    ),
                ),
                ("toelichting", models.TextField(blank=True, verbose_name="toelichting")),
                ("bron", models.CharField(blank=True, max_length=300, verbose_name="bron")),
                ("volgorde", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
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
                (
                    "ambitie",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.ambitie",
                        verbose_name="ambitie",
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
            ],
            options={
                "verbose_name": "historical indicator",
                "verbose_name_plural": "historical indicatoren",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMeting",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "periode",
                    models.CharField(
                        max_length=9,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{4}(-\\d{4})?$", "Geef een jaar (2021) of jaren met een streepje (2015-2019)."
                            )
                        ],
                        verbose_name="periode",
                    ),
                ),
                ("waarde", models.DecimalField(decimal_places=4, max_digits=14, verbose_name="waarde")),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="monitoring.indicator",
                        verbose_name="indicator",
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
                    "cijferbron",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        help_text="Leeg: met de hand ingevuld; dan geldt de bron van de indicator.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="monitoring.cijferbron",
                        verbose_name="cijferbron",
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
            ],
            options={
                "verbose_name": "historical meting",
                "verbose_name_plural": "historical metingen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalUpdateronde",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("naam", models.CharField(max_length=100, verbose_name="naam")),
                ("peildatum", models.DateField(verbose_name="peildatum")),
                ("opent_op", models.DateField(verbose_name="opent op")),
                (
                    "sluit_op",
                    models.DateField(help_text="De laatste dag waarop gemeld kan worden.", verbose_name="sluit op"),
                ),
                (
                    "toelichting",
                    models.TextField(
                        blank=True,
                        help_text="Staat boven Mijn acties en in de herinneringen.",
                        verbose_name="toelichting",
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
            ],
            options={
                "verbose_name": "historical updateronde",
                "verbose_name_plural": "historical updaterondes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalUpdateronde_organisaties",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "updateronde",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="monitoring.updateronde",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.organisatie",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="monitoring.historicalupdateronde",
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "HistoricalUpdateronde_organisaties",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalUpdateronde_acties",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "updateronde",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="monitoring.updateronde",
                    ),
                ),
                (
                    "actie",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.actie",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="monitoring.historicalupdateronde",
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "HistoricalUpdateronde_acties",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
    operations = [Samen(operations)]
