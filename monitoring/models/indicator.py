"""Cijfers die laten zien of de ambities dichterbij komen."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from acties.models import Ambitie, Organisatie, Programma
from acties.models.naam import Gevouwen, MetNaam, NaamQuerySet, NaamUniek, Naamveld
from acties.rekenblad.lezen.periode import MAX_TEKENS, Periode, lees_periode
from monitoring.constanten import Richting
from monitoring.datum import datum_tekst

from .velden import Periodeveld


class IndicatorQuerySet(NaamQuerySet):
    def get_by_natural_key(self, slug, naam):
        return self.get(programma__slug=slug, naam=naam)


class Indicator(MetNaam):
    """Een cijfer dat het programma volgt, met eenheid en gewenste richting."""

    programma = models.ForeignKey(Programma, models.PROTECT, related_name="indicatoren", verbose_name="programma")
    naam = Naamveld("naam", max_length=200)
    naam_gevouwen = Gevouwen()
    eenheid = models.CharField("eenheid", max_length=50)
    gewenst = models.CharField("gewenste richting", max_length=10, choices=Richting, blank=True)
    ambitie = models.ForeignKey(
        Ambitie, models.PROTECT, null=True, blank=True, related_name="indicatoren", verbose_name="ambitie"
    )
    toelichting = models.TextField("toelichting", blank=True)
    bron = models.CharField("bron", max_length=300, blank=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = IndicatorQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["naam_gevouwen"])

    class Meta:
        verbose_name = "indicator"
        verbose_name_plural = "indicatoren"
        ordering = ["volgorde", "naam"]
        constraints = [
            NaamUniek(
                fields=["programma", "naam_gevouwen"],
                name="indicator_naam_uniek",
                violation_error_message="Dit programma heeft al een indicator met deze naam.",
            )
        ]

    def __str__(self):
        return self.naam

    def natural_key(self):
        return (*self.programma.natural_key(), self.naam)

    natural_key.dependencies = ["acties.programma", "acties.ambitie"]


class Cijferbron(models.Model):
    """Eén keer dat cijfers van een indicator uit een bron zijn overgenomen: welke bron, wanneer, en uit welke kolommen."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="bronnen", verbose_name="indicator")
    bron = models.CharField("bron", max_length=300)
    opgehaald_op = models.DateField("opgehaald op")
    kolommen = models.JSONField("kolommen")
    ingelezen_op = models.DateTimeField("ingelezen op")
    ingelezen_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ingelezen door"
    )

    class Meta:
        verbose_name = "cijferbron"
        verbose_name_plural = "cijferbronnen"
        ordering = ["-ingelezen_op", "-pk"]

    def __str__(self):
        return f"{self.bron}, opgehaald op {datum_tekst(self.opgehaald_op)}"


class MetingQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug, naam, periode, organisatie=None):
        return self.get(
            indicator__programma__slug=slug, indicator__naam=naam, periode=periode, organisatie__naam=organisatie
        )


class Meting(models.Model):
    """De waarde van een indicator in een jaar of een andere periode, voor de regio of voor één organisatie."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="metingen", verbose_name="indicator")
    periode = Periodeveld("periode", max_length=MAX_TEKENS)
    waarde = models.DecimalField("waarde", max_digits=14, decimal_places=4)
    voorlopig = models.BooleanField("voorlopig", default=False, help_text="De bron kan dit cijfer nog bijstellen.")
    organisatie = models.ForeignKey(
        Organisatie, models.PROTECT, null=True, blank=True, related_name="metingen", verbose_name="organisatie"
    )
    cijferbron = models.ForeignKey(
        Cijferbron,
        models.RESTRICT,
        null=True,
        blank=True,
        editable=False,
        related_name="metingen",
        verbose_name="cijferbron",
        help_text="Leeg: met de hand ingevuld; dan geldt de bron van de indicator.",
    )

    objects = MetingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "meting"
        verbose_name_plural = "metingen"
        ordering = ["indicator", "periode"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "periode", "organisatie"],
                condition=Q(organisatie__isnull=False),
                name="meting_organisatie_uniek",
                violation_error_message="Voor deze organisatie en periode is er al een waarde.",
            ),
            models.UniqueConstraint(
                fields=["indicator", "periode"],
                condition=Q(organisatie__isnull=True),
                name="meting_regio_uniek",
                violation_error_message="Voor deze periode is er al een waarde.",
            ),
        ]

    def __str__(self):
        return f"{self.indicator} {self.periode}: {self.waarde.normalize():f}"

    @property
    def wanneer(self) -> Periode | None:
        """De periode met haar begin en eind."""
        return lees_periode(self.periode)

    def natural_key(self):
        return (
            *self.indicator.natural_key(),
            self.periode,
            self.organisatie.naam if self.organisatie_id else None,
        )

    natural_key.dependencies = ["monitoring.indicator", "acties.organisatie"]
