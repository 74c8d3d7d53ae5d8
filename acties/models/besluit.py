"""Besluiten over het programma zelf: wijzigingen door een orgaan, en de vaststelling per gemeente."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from acties.constanten import BesluitSoort, OrganisatieSoort

from .actie import Actie
from .organisatie import Organisatie
from .programma import Programma
from .velden import Meldtekst


class Besluit(models.Model):
    """Een besluit dat het vastgestelde programma wijzigt, met orgaan, datum en kenmerk."""

    programma = models.ForeignKey(Programma, models.PROTECT, related_name="besluiten", verbose_name="programma")
    soort = models.CharField("soort", max_length=20, choices=BesluitSoort)
    actie = models.ForeignKey(
        Actie, models.PROTECT, null=True, blank=True, related_name="besluiten", verbose_name="actie"
    )
    orgaan = models.CharField(
        "orgaan", max_length=150, help_text="Wie het besloot, bijvoorbeeld een overleg of college."
    )
    datum = models.DateField("datum")
    kenmerk = models.CharField("kenmerk", max_length=100, blank=True)
    omschrijving = Meldtekst("wat is besloten")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        ordering = ["-datum", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="besluit_soort_bekend",
                condition=Q(soort__in=BesluitSoort.values),
                violation_error_message="Kies een soort uit de lijst.",
            )
        ]

    def __str__(self):
        return f"{self.get_soort_display()}, {self.orgaan}"

    def clean(self):
        if self.actie_id and self.actie.programma_id != self.programma_id:
            raise ValidationError({"actie": f"“{self.actie}” hoort bij een ander programma."})


class Collegebesluit(models.Model):
    """De vaststelling van het programma door het college van een gemeente, en wanneer de raad is geïnformeerd."""

    programma = models.ForeignKey(Programma, models.PROTECT, related_name="collegebesluiten", verbose_name="programma")
    organisatie = models.ForeignKey(
        Organisatie, models.PROTECT, related_name="collegebesluiten", verbose_name="gemeente"
    )
    college_op = models.DateField("vastgesteld door het college op", null=True, blank=True)
    raad_op = models.DateField("raad geïnformeerd op", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "collegebesluit"
        verbose_name_plural = "collegebesluiten"
        ordering = ["programma", "organisatie__naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["programma", "organisatie"],
                name="collegebesluit_uniek",
                violation_error_message="Voor deze gemeente is al een collegebesluit vastgelegd.",
            ),
            models.CheckConstraint(
                name="collegebesluit_raad_na_college",
                condition=Q(raad_op__isnull=True) | (Q(college_op__isnull=False) & Q(raad_op__gte=F("college_op"))),
                violation_error_message="De raad wordt geïnformeerd ná het besluit van het college. Controleer de datums.",
            ),
        ]

    def __str__(self):
        return f"{self.organisatie}: {self.programma}"

    def clean(self):
        if self.organisatie_id and self.organisatie.soort != OrganisatieSoort.GEMEENTE:
            raise ValidationError({"organisatie": "Alleen een gemeente stelt het programma vast."})
