"""Het programma en zijn opbouw: kernelementen, actielijnen, ambities en doelgroepen."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from simple_history.models import HistoricalRecords

from acties.constanten import GERESERVEERDE_SLUGS, OnderdeelSoort
from acties.gegevensversie import Kenmerk

from .naam import Gevouwen, MetNaam, NaamQuerySet, NaamUniek, Naamveld
from .velden import RegelsVanNu


def geen_gereserveerde_slug(waarde):
    if waarde in GERESERVEERDE_SLUGS:
        raise ValidationError(f"“{waarde}” is een vast adres van de site. Kies een andere naam voor het adres.")


class Adres(RegelsVanNu, models.SlugField):
    default_validators = [*models.SlugField.default_validators, geen_gereserveerde_slug]


class ProgrammaQuerySet(models.QuerySet):
    def huidig(self, vandaag):
        """Het programma dat op deze dag loopt; loopt er geen, dan het laatst begonnen programma. ``None`` als er geen is."""
        begonnen = self.filter(startjaar__lte=vandaag.year).order_by("-startjaar", "-pk").first()
        return begonnen or self.order_by("startjaar", "pk").first()

    def met_kenmerk(self):
        """Met ``kenmerk``: verandert zodra er iets verandert waar een pagina van dit programma uit leest.

        Zie ``acties.gegevensversie``. En met ``meer``: of er behalve dit nog een programma is.
        """
        andere = Programma.objects.exclude(pk=models.OuterRef("pk"))
        return self.annotate(kenmerk=Kenmerk("pk"), meer=models.Exists(andere))

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Programma(models.Model):
    """Een regionaal uitvoeringsprogramma: wat partijen in een reeks jaren met elkaar hebben afgesproken."""

    slug = Adres("adres", unique=True)
    naam = models.CharField("naam", max_length=200)
    ondertitel = models.CharField("ondertitel", max_length=300, blank=True)
    regio = models.CharField("regio", max_length=100, blank=True)
    omschrijving = models.TextField("omschrijving", blank=True)
    startjaar = models.PositiveSmallIntegerField("startjaar")
    eindjaar = models.PositiveSmallIntegerField("eindjaar")
    voorganger = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="opvolgers", verbose_name="vervolg op"
    )
    demo = models.BooleanField(
        "demogegevens", default=False, editable=False, help_text="De meldingen van dit programma zijn deels verzonnen."
    )

    kenmerk: str  # deze twee alleen na Programma.objects.met_kenmerk()
    meer: bool

    objects = ProgrammaQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "programma"
        verbose_name_plural = "programma’s"
        ordering = ["-startjaar", "naam"]
        constraints = [
            models.CheckConstraint(
                name="programma_jaren_op_volgorde",
                condition=models.Q(eindjaar__gte=models.F("startjaar")),
                violation_error_message="Het eindjaar ligt vóór het startjaar.",
            ),
            models.CheckConstraint(
                name="programma_jaren_bestaan",
                condition=models.Q(startjaar__gte=1900, eindjaar__lte=2999),
                violation_error_message="Geef jaren van vier cijfers.",
            ),
        ]

    def __str__(self):
        return self.naam

    @property
    def looptijd(self):
        """“2020–2023”."""
        return f"{self.startjaar}–{self.eindjaar}"

    @property
    def met_looptijd(self):
        """“Samen verder 2024–2027”: zo zijn programma’s van één regio uit elkaar te houden."""
        return f"{self.naam} {self.looptijd}"

    def natural_key(self):
        return (self.slug,)

    def clean(self):
        if self.pk and self.voorganger_id == self.pk:
            raise ValidationError({"voorganger": "Een programma kan geen vervolg zijn op zichzelf."})

    @property
    def eerste_dag(self):
        return date(self.startjaar, 1, 1)

    @property
    def laatste_dag(self):
        return date(self.eindjaar, 12, 31)

    @property
    def jaren(self):
        return range(self.startjaar, self.eindjaar + 1)

    def standaard_peildatum(self, vandaag):
        """Vandaag, maar nooit buiten de looptijd van het programma."""
        return min(max(vandaag, self.eerste_dag), self.laatste_dag)


class OnderdeelQuerySet(NaamQuerySet):
    def get_by_natural_key(self, slug, code):
        return self.get(programma__slug=slug, code=code)


class SoortManager(models.Manager.from_queryset(OnderdeelQuerySet)):  # type: ignore[misc] # made at run time
    """Toont en maakt alleen onderdelen van één soort."""

    def __init__(self, soort):
        super().__init__()
        self.soort = soort

    def get_queryset(self):
        return super().get_queryset().filter(soort=self.soort)


_onderdeel_geschiedenis = HistoricalRecords(excluded_fields=["code_gevouwen", "naam_gevouwen"])


class Onderdeel(MetNaam):
    """Een kernelement of een actielijn: het deel van het programma waar een actie onder valt."""

    programma = models.ForeignKey(Programma, models.PROTECT, related_name="onderdelen", verbose_name="programma")
    soort = models.CharField("soort", max_length=20, choices=OnderdeelSoort)
    code = Naamveld("code", max_length=10)
    code_gevouwen = Gevouwen()
    naam = Naamveld("naam", max_length=200)
    naam_gevouwen = Gevouwen()
    omschrijving = models.TextField("omschrijving", blank=True)
    naam_in_regiovisie = models.CharField("naam in de regiovisie", max_length=200, blank=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = OnderdeelQuerySet.as_manager()
    history = _onderdeel_geschiedenis

    class Meta:
        verbose_name = "onderdeel"
        verbose_name_plural = "onderdelen"
        ordering = ["programma", "volgorde", "code"]
        constraints = [
            NaamUniek(
                fields=["programma", "code_gevouwen"],
                name="onderdeel_code_uniek",
                violation_error_message="Deze code is in dit programma al in gebruik.",
            ),
            NaamUniek(
                fields=["programma", "naam_gevouwen"],
                name="onderdeel_naam_uniek",
                violation_error_message="Dit programma heeft al een onderdeel met deze naam.",
            ),
            models.CheckConstraint(
                name="onderdeel_soort_bekend",
                condition=models.Q(soort__in=OnderdeelSoort.values),
                violation_error_message="Kies kernelement of actielijn.",
            ),
        ]

    def __str__(self):
        return self.naam

    def natural_key(self):
        return (*self.programma.natural_key(), self.code)

    natural_key.dependencies = ["acties.programma"]


class Kernelement(Onderdeel):
    """Een van de uitgangspunten van de visie die bij alles terugkomen."""

    objects = SoortManager(OnderdeelSoort.KERNELEMENT)  # type: ignore[misc] # narrower on purpose

    class Meta:
        proxy = True
        verbose_name = "kernelement"
        verbose_name_plural = "kernelementen"


class Actielijn(Onderdeel):
    """Een van de lijnen waarlangs het programma zijn ambities bereikt."""

    objects = SoortManager(OnderdeelSoort.ACTIELIJN)  # type: ignore[misc] # narrower on purpose

    class Meta:
        proxy = True
        verbose_name = "actielijn"
        verbose_name_plural = "actielijnen"


# simple-history luistert alleen naar het model zelf; wie via een soort bewaart, hoort ook in de geschiedenis.
for _soort in (Kernelement, Actielijn):
    models.signals.post_save.connect(_onderdeel_geschiedenis.post_save, sender=_soort, weak=False)
    models.signals.post_delete.connect(_onderdeel_geschiedenis.post_delete, sender=_soort, weak=False)
    _soort._meta.simple_history_manager_attribute = _onderdeel_geschiedenis.manager_name  # type: ignore[union-attr] # voor het beheer


class AmbitieQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug, code, volgorde):
        return self.get(actielijn__programma__slug=slug, actielijn__code=code, volgorde=volgorde)


class Ambitie(models.Model):
    """Wat een actielijn wil bereiken."""

    actielijn = models.ForeignKey(Onderdeel, models.PROTECT, related_name="ambities", verbose_name="actielijn")
    volgorde = models.PositiveSmallIntegerField("volgorde")
    tekst = models.CharField("tekst", max_length=500)

    objects = AmbitieQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "ambitie"
        verbose_name_plural = "ambities"
        ordering = ["actielijn__volgorde", "volgorde"]
        constraints = [
            models.UniqueConstraint(
                fields=["actielijn", "volgorde"],
                name="ambitie_volgorde_uniek",
                violation_error_message="Deze actielijn heeft al een ambitie op deze plaats.",
            )
        ]

    def __str__(self):
        return self.tekst

    def natural_key(self):
        return (*self.actielijn.natural_key(), self.volgorde)

    natural_key.dependencies = ["acties.onderdeel"]

    def clean(self):
        if self.actielijn_id and self.actielijn.soort != OnderdeelSoort.ACTIELIJN:
            raise ValidationError({"actielijn": "Een ambitie hoort bij een actielijn, niet bij een kernelement."})


class DoelgroepQuerySet(NaamQuerySet):
    def get_by_natural_key(self, slug, code, naam):
        return self.get(actielijn__programma__slug=slug, actielijn__code=code, naam=naam)


class Doelgroep(MetNaam):
    """Een groep waar een actielijn in het bijzonder op let."""

    actielijn = models.ForeignKey(Onderdeel, models.PROTECT, related_name="doelgroepen", verbose_name="actielijn")
    naam = Naamveld("naam", max_length=200)
    naam_gevouwen = Gevouwen()
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = DoelgroepQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["naam_gevouwen"])

    class Meta:
        verbose_name = "doelgroep"
        verbose_name_plural = "doelgroepen"
        ordering = ["actielijn__volgorde", "volgorde", "naam"]
        constraints = [
            NaamUniek(
                fields=["actielijn", "naam_gevouwen"],
                name="doelgroep_naam_uniek",
                violation_error_message="Deze actielijn heeft al een doelgroep met deze naam.",
            )
        ]

    def __str__(self):
        return self.naam

    def natural_key(self):
        return (*self.actielijn.natural_key(), self.naam)

    natural_key.dependencies = ["acties.onderdeel"]
