"""De modellen, zoals ``makemigrations`` ze ziet. Elk model staat er in één keer, met zijn regels."""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from acties.migrations._samen import Samen


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Programma",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True, verbose_name="adres")),
                ("naam", models.CharField(max_length=200, verbose_name="naam")),
                ("ondertitel", models.CharField(blank=True, max_length=300, verbose_name="ondertitel")),
                ("regio", models.CharField(blank=True, max_length=100, verbose_name="regio")),
                ("omschrijving", models.TextField(blank=True, verbose_name="omschrijving")),
                ("startjaar", models.PositiveSmallIntegerField(verbose_name="startjaar")),
                ("eindjaar", models.PositiveSmallIntegerField(verbose_name="eindjaar")),
                (
                    "voorganger",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opvolgers",
                        to="acties.programma",
                        verbose_name="vervolg op",
                    ),
                ),
                (
                    "demo",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="De meldingen van dit programma zijn deels verzonnen.",
                        verbose_name="demogegevens",
                    ),
                ),
            ],
            options={
                "verbose_name": "programma",
                "verbose_name_plural": "programma’s",
                "ordering": ["-startjaar", "naam"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("eindjaar__gte", models.F("startjaar"))),
                        name="programma_jaren_op_volgorde",
                        violation_error_message="Het eindjaar ligt vóór het startjaar.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("eindjaar__lte", 2999), ("startjaar__gte", 1900)),
                        name="programma_jaren_bestaan",
                        violation_error_message="Geef jaren van vier cijfers.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Onderdeel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "programma",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="onderdelen",
                        to="acties.programma",
                        verbose_name="programma",
                    ),
                ),
                (
                    "soort",
                    models.CharField(
                        choices=[("kernelement", "Kernelement"), ("actielijn", "Actielijn")],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("code", models.CharField(max_length=10, verbose_name="code")),
                ("naam", models.CharField(max_length=200, verbose_name="naam")),
                ("omschrijving", models.TextField(blank=True, verbose_name="omschrijving")),
                (
                    "naam_in_regiovisie",
                    models.CharField(blank=True, max_length=200, verbose_name="naam in de regiovisie"),
                ),
                ("volgorde", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
            ],
            options={
                "verbose_name": "onderdeel",
                "verbose_name_plural": "onderdelen",
                "ordering": ["programma", "volgorde", "code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programma", "code"),
                        name="onderdeel_code_uniek",
                        violation_error_message="Deze code is in dit programma al in gebruik.",
                    ),
                    models.UniqueConstraint(
                        fields=("programma", "naam"),
                        name="onderdeel_naam_uniek",
                        violation_error_message="Dit programma heeft al een onderdeel met deze naam.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("soort__in", ["kernelement", "actielijn"])),
                        name="onderdeel_soort_bekend",
                        violation_error_message="Kies kernelement of actielijn.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Kernelement",
            fields=[],
            options={
                "verbose_name": "kernelement",
                "verbose_name_plural": "kernelementen",
                "proxy": True,
            },
            bases=("acties.onderdeel",),
        ),
        migrations.CreateModel(
            name="Actielijn",
            fields=[],
            options={
                "verbose_name": "actielijn",
                "verbose_name_plural": "actielijnen",
                "proxy": True,
            },
            bases=("acties.onderdeel",),
        ),
        migrations.CreateModel(
            name="Ambitie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "actielijn",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ambities",
                        to="acties.onderdeel",
                        verbose_name="actielijn",
                    ),
                ),
                ("volgorde", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                ("tekst", models.CharField(max_length=500, verbose_name="tekst")),
            ],
            options={
                "verbose_name": "ambitie",
                "verbose_name_plural": "ambities",
                "ordering": ["actielijn__volgorde", "volgorde"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("actielijn", "volgorde"),
                        name="ambitie_volgorde_uniek",
                        violation_error_message="Deze actielijn heeft al een ambitie op deze plaats.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Doelgroep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "actielijn",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="doelgroepen",
                        to="acties.onderdeel",
                        verbose_name="actielijn",
                    ),
                ),
                ("naam", models.CharField(max_length=200, verbose_name="naam")),
                ("volgorde", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
            ],
            options={
                "verbose_name": "doelgroep",
                "verbose_name_plural": "doelgroepen",
                "ordering": ["actielijn__volgorde", "volgorde", "naam"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("actielijn", "naam"),
                        name="doelgroep_naam_uniek",
                        violation_error_message="Deze actielijn heeft al een doelgroep met deze naam.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Subregio",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("naam", models.CharField(max_length=100, unique=True, verbose_name="naam")),
                ("volgorde", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
            ],
            options={
                "verbose_name": "subregio",
                "verbose_name_plural": "subregio’s",
                "ordering": ["volgorde", "naam"],
            },
        ),
        migrations.CreateModel(
            name="Partij",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "programma",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partijen",
                        to="acties.programma",
                        verbose_name="programma",
                    ),
                ),
                ("naam", models.CharField(max_length=100, verbose_name="naam")),
                ("volgorde", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
            ],
            options={
                "verbose_name": "partij",
                "verbose_name_plural": "partijen",
                "ordering": ["volgorde", "naam"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programma", "naam"),
                        name="partij_naam_uniek",
                        violation_error_message="Dit programma heeft al een partij met deze naam.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisatie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("naam", models.CharField(max_length=150, unique=True, verbose_name="naam")),
                ("slug", models.SlugField(max_length=150, unique=True, verbose_name="adres")),
                (
                    "soort",
                    models.CharField(
                        choices=[("gemeente", "Gemeente"), ("ketenpartner", "Ketenpartner"), ("overig", "Overig")],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                (
                    "cbs_code",
                    models.CharField(
                        blank=True,
                        help_text="Bijvoorbeeld GM0361. Alleen voor gemeenten.",
                        max_length=10,
                        verbose_name="CBS-code",
                    ),
                ),
                (
                    "subregio",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organisaties",
                        to="acties.subregio",
                        verbose_name="subregio",
                    ),
                ),
                (
                    "begindatum",
                    models.DateField(
                        blank=True,
                        help_text="Leeg: bestaat al langer dan het programma.",
                        null=True,
                        verbose_name="begindatum",
                    ),
                ),
                (
                    "einddatum",
                    models.DateField(
                        blank=True,
                        help_text="De eerste dag waarop de organisatie niet meer bestaat.",
                        null=True,
                        verbose_name="einddatum",
                    ),
                ),
                (
                    "opvolger",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voorgangers",
                        to="acties.organisatie",
                        verbose_name="opvolger",
                    ),
                ),
                (
                    "partijen",
                    models.ManyToManyField(
                        blank=True, related_name="organisaties", to="acties.partij", verbose_name="partijen"
                    ),
                ),
            ],
            options={
                "verbose_name": "organisatie",
                "verbose_name_plural": "organisaties",
                "ordering": ["naam"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cbs_code", ""), _negated=True),
                        fields=("cbs_code",),
                        name="organisatie_cbs_uniek",
                        violation_error_message="Er is al een organisatie met deze CBS-code.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("begindatum__isnull", True),
                            ("einddatum__isnull", True),
                            ("einddatum__gt", models.F("begindatum")),
                            _connector="OR",
                        ),
                        name="organisatie_einde_na_begin",
                        violation_error_message="De einddatum ligt niet na de begindatum.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("opvolger__isnull", True), ("einddatum__isnull", False), _connector="OR"),
                        name="organisatie_opvolger_bij_einde",
                        violation_error_message="Een opvolger hoort bij een organisatie met een einddatum. Vul de einddatum in.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Overleg",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("afkorting", models.CharField(max_length=30, unique=True, verbose_name="afkorting")),
                ("slug", models.SlugField(max_length=30, unique=True, verbose_name="adres")),
                ("naam", models.CharField(max_length=200, verbose_name="naam")),
                (
                    "subregio",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overleggen",
                        to="acties.subregio",
                        verbose_name="subregio",
                    ),
                ),
                (
                    "rol",
                    models.CharField(
                        choices=[("bespreekt", "bespreekt de uitkomsten"), ("geinformeerd", "wordt geïnformeerd")],
                        max_length=20,
                        verbose_name="rol",
                    ),
                ),
                ("volgorde", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
            ],
            options={
                "verbose_name": "overleg",
                "verbose_name_plural": "overleggen",
                "ordering": ["volgorde", "afkorting"],
            },
        ),
        migrations.CreateModel(
            name="Deelname",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "overleg",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deelnames",
                        to="acties.overleg",
                        verbose_name="overleg",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deelnames",
                        to="acties.organisatie",
                        verbose_name="organisatie",
                    ),
                ),
                ("van", models.DateField(blank=True, null=True, verbose_name="van")),
                (
                    "tot",
                    models.DateField(
                        blank=True, help_text="De eerste dag zonder deelname.", null=True, verbose_name="tot"
                    ),
                ),
            ],
            options={
                "verbose_name": "deelname",
                "verbose_name_plural": "deelnames",
                "ordering": ["overleg__volgorde", "organisatie__naam"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("overleg", "organisatie"),
                        name="deelname_uniek",
                        violation_error_message="Deze organisatie neemt al deel aan dit overleg.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("van__isnull", True), ("tot__isnull", True), ("tot__gt", models.F("van")), _connector="OR"
                        ),
                        name="deelname_tot_na_van",
                        violation_error_message="‘Tot’ ligt niet na ‘van’.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Aanjagersrol",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "programma",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aanjagersrollen",
                        to="acties.programma",
                        verbose_name="programma",
                    ),
                ),
                ("naam", models.CharField(max_length=150, verbose_name="naam")),
                (
                    "kleur",
                    models.CharField(
                        choices=[
                            ("groen", "Groen"),
                            ("oranje", "Oranje"),
                            ("blauw", "Blauw"),
                            ("donkerblauw", "Donkerblauw"),
                            ("rood", "Rood"),
                            ("magenta", "Magenta"),
                            ("turkoois", "Turkoois"),
                            ("grijs", "Grijs"),
                        ],
                        max_length=20,
                        verbose_name="kleur",
                    ),
                ),
                (
                    "letter",
                    models.CharField(
                        help_text="Staat in het gekleurde blokje, ook zonder kleur te lezen.",
                        max_length=2,
                        verbose_name="letter",
                    ),
                ),
                ("volgorde", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
            ],
            options={
                "verbose_name": "aanjagersrol",
                "verbose_name_plural": "aanjagersrollen",
                "ordering": ["volgorde", "naam"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programma", "naam"),
                        name="aanjagersrol_naam_uniek",
                        violation_error_message="Een andere aanjagersrol van dit programma heeft deze naam al.",
                    ),
                    models.UniqueConstraint(
                        fields=("programma", "kleur"),
                        name="aanjagersrol_kleur_uniek",
                        violation_error_message="Een andere aanjagersrol van dit programma heeft deze kleur al.",
                    ),
                    models.UniqueConstraint(
                        fields=("programma", "letter"),
                        name="aanjagersrol_letter_uniek",
                        violation_error_message="Een andere aanjagersrol van dit programma heeft deze letter al.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Actie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "programma",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acties",
                        to="acties.programma",
                        verbose_name="programma",
                    ),
                ),
                ("nummer", models.PositiveIntegerField(verbose_name="nummer")),
                ("titel", models.CharField(max_length=200, verbose_name="titel")),
                ("omschrijving", models.TextField(blank=True, verbose_name="omschrijving")),
                (
                    "onderdeel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acties",
                        to="acties.onderdeel",
                        verbose_name="onderdeel",
                    ),
                ),
                (
                    "doelgroep",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acties",
                        to="acties.doelgroep",
                        verbose_name="doelgroep",
                    ),
                ),
                (
                    "uitvoering",
                    models.CharField(
                        choices=[
                            ("regionaal", "Regionaal: één stand voor de hele regio"),
                            ("per_organisatie", "Per organisatie: elke organisatie meldt zelf"),
                        ],
                        default="regionaal",
                        max_length=20,
                        verbose_name="uitvoering",
                    ),
                ),
                ("startjaar", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="startjaar")),
                ("eindjaar", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="eindjaar")),
                (
                    "doorlopend",
                    models.BooleanField(
                        default=False, help_text="Een doorlopende actie heeft geen jaren.", verbose_name="doorlopend"
                    ),
                ),
                (
                    "planning_toelichting",
                    models.CharField(blank=True, max_length=200, verbose_name="toelichting op de planning"),
                ),
                ("vervallen_op", models.DateField(blank=True, null=True, verbose_name="vervallen op")),
                ("vervallen_reden", models.TextField(blank=True, verbose_name="reden van vervallen")),
                (
                    "lokaal_van",
                    models.ForeignKey(
                        blank=True,
                        help_text="Leeg: een actie van de regio. Een lokale actie telt nooit mee in de cijfers van de regio.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lokale_acties",
                        to="acties.organisatie",
                        verbose_name="lokale actie van",
                    ),
                ),
                (
                    "voortgekomen_uit",
                    models.ForeignKey(
                        blank=True,
                        help_text="De actie uit een eerder programma waar deze op voortbouwt.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vervolgacties",
                        to="acties.actie",
                        verbose_name="voortgekomen uit",
                    ),
                ),
                (
                    "ambities",
                    models.ManyToManyField(
                        blank=True, related_name="acties", to="acties.ambitie", verbose_name="ambities"
                    ),
                ),
                (
                    "hoofdverantwoordelijken",
                    models.ManyToManyField(
                        related_name="acties", to="acties.partij", verbose_name="hoofdverantwoordelijken"
                    ),
                ),
            ],
            options={
                "verbose_name": "actie",
                "verbose_name_plural": "acties",
                "ordering": ["programma", "nummer"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programma", "nummer"),
                        name="actie_nummer_uniek",
                        violation_error_message="Dit programma heeft al een actie met dit nummer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("doorlopend", True), ("eindjaar__isnull", True), ("startjaar__isnull", True)),
                            models.Q(("doorlopend", False), ("eindjaar__isnull", False), ("startjaar__isnull", False)),
                            _connector="OR",
                        ),
                        name="actie_planning_volledig",
                        violation_error_message="Geef een startjaar en een eindjaar, of kies doorlopend zonder jaren.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("startjaar__isnull", True),
                            ("eindjaar__isnull", True),
                            ("eindjaar__gte", models.F("startjaar")),
                            _connector="OR",
                        ),
                        name="actie_planning_op_volgorde",
                        violation_error_message="Het eindjaar ligt vóór het startjaar.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("vervallen_op__isnull", True), ("vervallen_reden", "")),
                            models.Q(("vervallen_op__isnull", False), models.Q(("vervallen_reden", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="actie_vervallen_met_reden",
                        violation_error_message="Een vervallen actie heeft een datum én een reden; een andere actie geen van beide.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("uitvoering__in", ["regionaal", "per_organisatie"])),
                        name="actie_uitvoering_bekend",
                        violation_error_message="Kies regionaal of per organisatie.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lokaal_van__isnull", True), ("nummer__lte", 100000)),
                            models.Q(("lokaal_van__isnull", False), ("nummer__gt", 100000)),
                            _connector="OR",
                        ),
                        name="actie_nummer_in_eigen_reeks",
                        violation_error_message="Een actie van de regio heeft een nummer tot en met 100000, een lokale actie een hoger nummer. Kies een nummer in de goede reeks.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lokaal_van__isnull", True), ("uitvoering", "regionaal"), _connector="OR"),
                        name="actie_lokaal_heeft_een_stand",
                        violation_error_message="Een lokale actie is van één organisatie en heeft één stand. Per organisatie kan niet.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("lokaal_van__isnull", False)),
                        fields=("programma", "lokaal_van", "titel"),
                        name="actie_lokale_titel_uniek",
                        violation_error_message="Deze organisatie heeft al een lokale actie met deze titel. Kies een andere titel.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Aanjager",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "actie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aanjagers",
                        to="acties.actie",
                        verbose_name="actie",
                    ),
                ),
                (
                    "rol",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aanjagers",
                        to="acties.aanjagersrol",
                        verbose_name="rol",
                    ),
                ),
                (
                    "tekst",
                    models.CharField(
                        help_text="Een functie of organisatie, zoals het programma haar noemt.",
                        max_length=200,
                        verbose_name="wie",
                    ),
                ),
            ],
            options={
                "verbose_name": "aanjager",
                "verbose_name_plural": "aanjagers",
                "ordering": ["actie", "rol__volgorde"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("actie", "rol"),
                        name="aanjager_rol_uniek",
                        violation_error_message="Deze actie heeft al een aanjager in deze rol.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Begrip",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "programma",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="begrippen",
                        to="acties.programma",
                        verbose_name="programma",
                    ),
                ),
                ("term", models.CharField(max_length=100, verbose_name="term")),
                (
                    "synoniemen",
                    models.TextField(
                        blank=True,
                        help_text="Eén per regel. Ook deze woorden worden in teksten herkend.",
                        verbose_name="andere schrijfwijzen",
                    ),
                ),
                ("definitie", models.TextField(verbose_name="omschrijving")),
            ],
            options={
                "verbose_name": "begrip",
                "verbose_name_plural": "begrippen",
                "ordering": ["term"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programma", "term"),
                        name="begrip_term_uniek",
                        violation_error_message="Dit begrip staat al in de lijst.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Besluit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "programma",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="besluiten",
                        to="acties.programma",
                        verbose_name="programma",
                    ),
                ),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("toegevoegd", "Actie toegevoegd"),
                            ("vervallen", "Actie vervallen"),
                            ("samengevoegd", "Acties samengevoegd"),
                            ("verplaatst", "Naar andere jaren verplaatst"),
                            ("verantwoordelijke", "Andere hoofdverantwoordelijke"),
                            ("overig", "Andere wijziging"),
                        ],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                (
                    "actie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="besluiten",
                        to="acties.actie",
                        verbose_name="actie",
                    ),
                ),
                (
                    "orgaan",
                    models.CharField(
                        help_text="Wie het besloot, bijvoorbeeld een overleg of college.",
                        max_length=150,
                        verbose_name="orgaan",
                    ),
                ),
                ("datum", models.DateField(verbose_name="datum")),
                ("kenmerk", models.CharField(blank=True, max_length=100, verbose_name="kenmerk")),
                ("omschrijving", models.TextField(verbose_name="wat is besloten")),
            ],
            options={
                "verbose_name": "besluit",
                "verbose_name_plural": "besluiten",
                "ordering": ["-datum", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "soort__in",
                                [
                                    "toegevoegd",
                                    "vervallen",
                                    "samengevoegd",
                                    "verplaatst",
                                    "verantwoordelijke",
                                    "overig",
                                ],
                            )
                        ),
                        name="besluit_soort_bekend",
                        violation_error_message="Kies een soort uit de lijst.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Collegebesluit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "programma",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="collegebesluiten",
                        to="acties.programma",
                        verbose_name="programma",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="collegebesluiten",
                        to="acties.organisatie",
                        verbose_name="gemeente",
                    ),
                ),
                ("college_op", models.DateField(blank=True, null=True, verbose_name="vastgesteld door het college op")),
                ("raad_op", models.DateField(blank=True, null=True, verbose_name="raad geïnformeerd op")),
            ],
            options={
                "verbose_name": "collegebesluit",
                "verbose_name_plural": "collegebesluiten",
                "ordering": ["programma", "organisatie__naam"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programma", "organisatie"),
                        name="collegebesluit_uniek",
                        violation_error_message="Voor deze gemeente is al een collegebesluit vastgelegd.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("raad_op__isnull", True),
                            models.Q(("college_op__isnull", False), ("raad_op__gte", models.F("college_op"))),
                            _connector="OR",
                        ),
                        name="collegebesluit_raad_na_college",
                        violation_error_message="De raad wordt geïnformeerd ná het besluit van het college. Controleer de datums.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Gebruiker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                ("functie", models.CharField(blank=True, max_length=150, verbose_name="functie")),
                (
                    "herinneringen_vanaf",
                    models.DateField(
                        blank=True,
                        help_text="Tot deze dag krijgt deze gebruiker geen herinneringen.",
                        null=True,
                        verbose_name="weer herinneren vanaf",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "gebruiker",
                "verbose_name_plural": "gebruikers",
                "ordering": ["username"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        condition=models.Q(("email", ""), _negated=True),
                        name="gebruiker_email_uniek",
                        violation_error_message="Er is al een gebruiker met dit e-mailadres.",
                    )
                ],
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Lidmaatschap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "gebruiker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lidmaatschappen",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gebruiker",
                    ),
                ),
                (
                    "rol",
                    models.CharField(
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
                (
                    "organisatie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lidmaatschappen",
                        to="acties.organisatie",
                        verbose_name="organisatie",
                    ),
                ),
            ],
            options={
                "verbose_name": "lidmaatschap",
                "verbose_name_plural": "lidmaatschappen",
                "ordering": ["gebruiker", "rol", "organisatie"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("organisatie__isnull", False)),
                        fields=("gebruiker", "rol", "organisatie"),
                        name="lidmaatschap_organisatie_uniek",
                        violation_error_message="Deze gebruiker heeft deze rol al bij deze organisatie.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("organisatie__isnull", True)),
                        fields=("gebruiker", "rol"),
                        name="lidmaatschap_regio_uniek",
                        violation_error_message="Deze gebruiker heeft deze rol al.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rol", "beleidsambtenaar"), _negated=True),
                            ("organisatie__isnull", False),
                            _connector="OR",
                        ),
                        name="lidmaatschap_melder_heeft_organisatie",
                        violation_error_message="Een beleidsambtenaar of partner meldt voor een organisatie. Kies die.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rol__in", ["beleidsambtenaar", "projectleider", "commissielid", "beheerder"])
                        ),
                        name="lidmaatschap_rol_bekend",
                        violation_error_message="Kies een rol uit de lijst.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalProgramma",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("slug", models.SlugField(verbose_name="adres")),
                ("naam", models.CharField(max_length=200, verbose_name="naam")),
                ("ondertitel", models.CharField(blank=True, max_length=300, verbose_name="ondertitel")),
                ("regio", models.CharField(blank=True, max_length=100, verbose_name="regio")),
                ("omschrijving", models.TextField(blank=True, verbose_name="omschrijving")),
                ("startjaar", models.PositiveSmallIntegerField(verbose_name="startjaar")),
                ("eindjaar", models.PositiveSmallIntegerField(verbose_name="eindjaar")),
                (
                    "demo",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="De meldingen van dit programma zijn deels verzonnen.",
                        verbose_name="demogegevens",
                    ),
                ),
                (
                    "voorganger",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.programma",
                        verbose_name="vervolg op",
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
                "verbose_name": "historical programma",
                "verbose_name_plural": "historical programma’s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOnderdeel",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "soort",
                    models.CharField(
                        choices=[("kernelement", "Kernelement"), ("actielijn", "Actielijn")],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("code", models.CharField(max_length=10, verbose_name="code")),
                ("naam", models.CharField(max_length=200, verbose_name="naam")),
                ("omschrijving", models.TextField(blank=True, verbose_name="omschrijving")),
                (
                    "naam_in_regiovisie",
                    models.CharField(blank=True, max_length=200, verbose_name="naam in de regiovisie"),
                ),
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
                "verbose_name": "historical onderdeel",
                "verbose_name_plural": "historical onderdelen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAmbitie",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("volgorde", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                ("tekst", models.CharField(max_length=500, verbose_name="tekst")),
                (
                    "actielijn",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.onderdeel",
                        verbose_name="actielijn",
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
                "verbose_name": "historical ambitie",
                "verbose_name_plural": "historical ambities",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDoelgroep",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("naam", models.CharField(max_length=200, verbose_name="naam")),
                ("volgorde", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                (
                    "actielijn",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.onderdeel",
                        verbose_name="actielijn",
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
                "verbose_name": "historical doelgroep",
                "verbose_name_plural": "historical doelgroepen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSubregio",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("naam", models.CharField(db_index=True, max_length=100, verbose_name="naam")),
                ("volgorde", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
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
                "verbose_name": "historical subregio",
                "verbose_name_plural": "historical subregio’s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPartij",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("naam", models.CharField(max_length=100, verbose_name="naam")),
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
                "verbose_name": "historical partij",
                "verbose_name_plural": "historical partijen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOrganisatie",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("naam", models.CharField(db_index=True, max_length=150, verbose_name="naam")),
                ("slug", models.SlugField(max_length=150, verbose_name="adres")),
                (
                    "soort",
                    models.CharField(
                        choices=[("gemeente", "Gemeente"), ("ketenpartner", "Ketenpartner"), ("overig", "Overig")],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                (
                    "cbs_code",
                    models.CharField(
                        blank=True,
                        help_text="Bijvoorbeeld GM0361. Alleen voor gemeenten.",
                        max_length=10,
                        verbose_name="CBS-code",
                    ),
                ),
                (
                    "begindatum",
                    models.DateField(
                        blank=True,
                        help_text="Leeg: bestaat al langer dan het programma.",
                        null=True,
                        verbose_name="begindatum",
                    ),
                ),
                (
                    "einddatum",
                    models.DateField(
                        blank=True,
                        help_text="De eerste dag waarop de organisatie niet meer bestaat.",
                        null=True,
                        verbose_name="einddatum",
                    ),
                ),
                (
                    "subregio",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.subregio",
                        verbose_name="subregio",
                    ),
                ),
                (
                    "opvolger",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.organisatie",
                        verbose_name="opvolger",
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
                "verbose_name": "historical organisatie",
                "verbose_name_plural": "historical organisaties",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOrganisatie_partijen",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
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
                    "partij",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.partij",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="acties.historicalorganisatie",
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "HistoricalOrganisatie_partijen",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOverleg",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("afkorting", models.CharField(db_index=True, max_length=30, verbose_name="afkorting")),
                ("slug", models.SlugField(max_length=30, verbose_name="adres")),
                ("naam", models.CharField(max_length=200, verbose_name="naam")),
                (
                    "rol",
                    models.CharField(
                        choices=[("bespreekt", "bespreekt de uitkomsten"), ("geinformeerd", "wordt geïnformeerd")],
                        max_length=20,
                        verbose_name="rol",
                    ),
                ),
                ("volgorde", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                (
                    "subregio",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.subregio",
                        verbose_name="subregio",
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
                "verbose_name": "historical overleg",
                "verbose_name_plural": "historical overleggen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDeelname",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("van", models.DateField(blank=True, null=True, verbose_name="van")),
                (
                    "tot",
                    models.DateField(
                        blank=True, help_text="De eerste dag zonder deelname.", null=True, verbose_name="tot"
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
                "verbose_name": "historical deelname",
                "verbose_name_plural": "historical deelnames",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAanjagersrol",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("naam", models.CharField(max_length=150, verbose_name="naam")),
                (
                    "kleur",
                    models.CharField(
                        choices=[
                            ("groen", "Groen"),
                            ("oranje", "Oranje"),
                            ("blauw", "Blauw"),
                            ("donkerblauw", "Donkerblauw"),
                            ("rood", "Rood"),
                            ("magenta", "Magenta"),
                            ("turkoois", "Turkoois"),
                            ("grijs", "Grijs"),
                        ],
                        max_length=20,
                        verbose_name="kleur",
                    ),
                ),
                (
                    "letter",
                    models.CharField(
                        help_text="Staat in het gekleurde blokje, ook zonder kleur te lezen.",
                        max_length=2,
                        verbose_name="letter",
                    ),
                ),
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
                "verbose_name": "historical aanjagersrol",
                "verbose_name_plural": "historical aanjagersrollen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalActie",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("nummer", models.PositiveIntegerField(verbose_name="nummer")),
                ("titel", models.CharField(max_length=200, verbose_name="titel")),
                ("omschrijving", models.TextField(blank=True, verbose_name="omschrijving")),
                (
                    "uitvoering",
                    models.CharField(
                        choices=[
                            ("regionaal", "Regionaal: één stand voor de hele regio"),
                            ("per_organisatie", "Per organisatie: elke organisatie meldt zelf"),
                        ],
                        default="regionaal",
                        max_length=20,
                        verbose_name="uitvoering",
                    ),
                ),
                ("startjaar", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="startjaar")),
                ("eindjaar", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="eindjaar")),
                (
                    "doorlopend",
                    models.BooleanField(
                        default=False, help_text="Een doorlopende actie heeft geen jaren.", verbose_name="doorlopend"
                    ),
                ),
                (
                    "planning_toelichting",
                    models.CharField(blank=True, max_length=200, verbose_name="toelichting op de planning"),
                ),
                ("vervallen_op", models.DateField(blank=True, null=True, verbose_name="vervallen op")),
                ("vervallen_reden", models.TextField(blank=True, verbose_name="reden van vervallen")),
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
                    "doelgroep",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.doelgroep",
                        verbose_name="doelgroep",
                    ),
                ),
                (
                    "lokaal_van",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Leeg: een actie van de regio. Een lokale actie telt nooit mee in de cijfers van de regio.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.organisatie",
                        verbose_name="lokale actie van",
                    ),
                ),
                (
                    "voortgekomen_uit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="De actie uit een eerder programma waar deze op voortbouwt.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.actie",
                        verbose_name="voortgekomen uit",
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
                "verbose_name": "historical actie",
                "verbose_name_plural": "historical acties",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalActie_ambities",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
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
                    "ambitie",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.ambitie",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to="acties.historicalactie"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "HistoricalActie_ambities",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalActie_hoofdverantwoordelijken",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
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
                    "partij",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.partij",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to="acties.historicalactie"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "HistoricalActie_hoofdverantwoordelijken",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAanjager",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "tekst",
                    models.CharField(
                        help_text="Een functie of organisatie, zoals het programma haar noemt.",
                        max_length=200,
                        verbose_name="wie",
                    ),
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
                    "rol",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.aanjagersrol",
                        verbose_name="rol",
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
                "verbose_name": "historical aanjager",
                "verbose_name_plural": "historical aanjagers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBegrip",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("term", models.CharField(max_length=100, verbose_name="term")),
                (
                    "synoniemen",
                    models.TextField(
                        blank=True,
                        help_text="Eén per regel. Ook deze woorden worden in teksten herkend.",
                        verbose_name="andere schrijfwijzen",
                    ),
                ),
                ("definitie", models.TextField(verbose_name="omschrijving")),
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
                "verbose_name": "historical begrip",
                "verbose_name_plural": "historical begrippen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBesluit",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("toegevoegd", "Actie toegevoegd"),
                            ("vervallen", "Actie vervallen"),
                            ("samengevoegd", "Acties samengevoegd"),
                            ("verplaatst", "Naar andere jaren verplaatst"),
                            ("verantwoordelijke", "Andere hoofdverantwoordelijke"),
                            ("overig", "Andere wijziging"),
                        ],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                (
                    "orgaan",
                    models.CharField(
                        help_text="Wie het besloot, bijvoorbeeld een overleg of college.",
                        max_length=150,
                        verbose_name="orgaan",
                    ),
                ),
                ("datum", models.DateField(verbose_name="datum")),
                ("kenmerk", models.CharField(blank=True, max_length=100, verbose_name="kenmerk")),
                ("omschrijving", models.TextField(verbose_name="wat is besloten")),
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
                "verbose_name": "historical besluit",
                "verbose_name_plural": "historical besluiten",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCollegebesluit",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("college_op", models.DateField(blank=True, null=True, verbose_name="vastgesteld door het college op")),
                ("raad_op", models.DateField(blank=True, null=True, verbose_name="raad geïnformeerd op")),
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
                    "organisatie",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.organisatie",
                        verbose_name="gemeente",
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
                "verbose_name": "historical collegebesluit",
                "verbose_name_plural": "historical collegebesluiten",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGebruiker",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        db_index=True,
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                ("functie", models.CharField(blank=True, max_length=150, verbose_name="functie")),
                (
                    "herinneringen_vanaf",
                    models.DateField(
                        blank=True,
                        help_text="Tot deze dag krijgt deze gebruiker geen herinneringen.",
                        null=True,
                        verbose_name="weer herinneren vanaf",
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
                "verbose_name": "historical gebruiker",
                "verbose_name_plural": "historical gebruikers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLidmaatschap",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "rol",
                    models.CharField(
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
                (
                    "gebruiker",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gebruiker",
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
                "verbose_name": "historical lidmaatschap",
                "verbose_name_plural": "historical lidmaatschappen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="Overleg",
            name="organisaties",
            field=models.ManyToManyField(
                related_name="overleggen", through="acties.Deelname", to="acties.organisatie", verbose_name="deelnemers"
            ),
        ),
    ]
    operations = [Samen(operations)]
