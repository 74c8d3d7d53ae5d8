"""Cijfers die laten zien of de ambities dichterbij komen."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from acties.models import Ambitie, Organisatie, Programma
from acties.models.naam import Gevouwen, MetNaam, NaamQuerySet, NaamUniek, Naamveld
from acties.rekenblad.lezen.periode import MAX_TEKENS, Periode, lees_periode
from monitoring.constanten import Cijfersoort, Norm, Richting
from monitoring.datum import datum_tekst

from .velden import Periodeveld


class IndicatorQuerySet(NaamQuerySet):
    def get_by_natural_key(self, slug, naam):
        return self.get(programma__slug=slug, naam=naam)


class Indicator(MetNaam):
    """Een cijfer dat het programma volgt: eenheid, richting, waar het begon, waar het heen moet en waartegen het wordt afgezet.

    Met ``per`` gaat alles over het aantal per zoveel van de noemer: zo worden nulwaarde en streefwaarde dan ook gelezen.
    """

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
    soort = models.CharField(
        "soort cijfer",
        max_length=10,
        choices=Cijfersoort,
        blank=True,
        help_text="Zegt hoe cijfers van gemeenten samen één cijfer worden. Leeg: dan worden zij nooit samen genomen.",
    )
    noemer = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tellers",
        verbose_name="noemer",
        help_text="Het aantal waartegen dit cijfer wordt afgezet, zoals inwoners. Ook dat is een indicator.",
    )
    per = models.PositiveIntegerField(
        "per",
        null=True,
        blank=True,
        help_text="Alleen bij een aantal met een noemer: 1000 geeft “per 1.000 inwoners”, 100 geeft procenten.",
    )
    nulwaarde = models.DecimalField(
        "nulwaarde",
        max_digits=14,
        decimal_places=4,
        null=True,
        blank=True,
        help_text="De waarde waar het programma begon.",
    )
    nuljaar = models.PositiveSmallIntegerField("jaar van de nulwaarde", null=True, blank=True)
    norm = models.CharField(
        "norm",
        max_length=10,
        choices=Norm,
        blank=True,
        help_text="Moet het cijfer minstens of hoogstens de streefwaarde zijn?",
    )
    streefwaarde = models.DecimalField(
        "streefwaarde",
        max_digits=14,
        decimal_places=4,
        null=True,
        blank=True,
        help_text="In de eenheid waarin het cijfer te zien is.",
    )
    streefjaar = models.PositiveSmallIntegerField(
        "jaar van de streefwaarde",
        null=True,
        blank=True,
        help_text="Het jaar waarover het cijfer het streven moet halen.",
    )
    streefbron = models.CharField(
        "bron van de streefwaarde", max_length=300, blank=True, help_text="Waar dit streven is afgesproken."
    )
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
            ),
            models.CheckConstraint(
                condition=Q(nulwaarde__isnull=True, nuljaar__isnull=True)
                | Q(nulwaarde__isnull=False, nuljaar__isnull=False),
                name="indicator_nulmeting_heel",
                violation_error_message="Geef bij een nulwaarde ook haar jaar, en omgekeerd.",
            ),
            models.CheckConstraint(
                condition=Q(streefwaarde__isnull=True, streefjaar__isnull=True, norm="")
                | Q(streefwaarde__isnull=False, streefjaar__isnull=False, norm__in=Norm.values),
                name="indicator_streven_heel",
                violation_error_message="Een streven heeft een streefwaarde, een jaar en een norm: alle drie, of geen.",
            ),
            models.CheckConstraint(
                condition=Q(per__isnull=True) | Q(per__gt=0, soort=Cijfersoort.AANTAL),
                name="indicator_per_is_van_aantal",
                violation_error_message="“Per” hoort bij een aantal met een noemer.",
            ),
            models.CheckConstraint(
                condition=Q(noemer__isnull=True) | ~Q(noemer=F("id")),
                name="indicator_eigen_noemer",
                violation_error_message="Een indicator is niet zijn eigen noemer.",
            ),
        ]

    def __str__(self):
        return self.naam

    def clean(self):
        super().clean()
        if self.noemer_id and self.noemer.programma_id != self.programma_id:
            raise ValidationError({"noemer": "Kies een noemer uit hetzelfde programma."})
        if self.noemer_id and self.noemer.soort != Cijfersoort.AANTAL:
            raise ValidationError(
                {"noemer": f"Een noemer is een aantal. Zet “soort cijfer” van {self.noemer} op aantal."}
            )
        if self.noemer_id and (self.noemer.noemer_id or (self.pk and self.tellers.exists())):
            raise ValidationError({"noemer": "Een noemer heeft zelf geen noemer."})
        if self.per and not self.noemer_id:
            raise ValidationError({"per": "“Per” hoort bij een aantal met een noemer."})
        if self.noemer_id and not self.soort:
            raise ValidationError({"soort": "Kies wat voor cijfer dit is: een aantal, of een verhouding."})
        if self.noemer_id and self.soort == Cijfersoort.AANTAL and not self.per:
            raise ValidationError({"per": "Vul in per hoeveel van de noemer het cijfer te zien is."})

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
