"""Werk op de achtergrond: wie het doet, en het bestand dat eruit komt."""

from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Q

TEKEN = timedelta(seconds=5)  # zo vaak laat een werker weten dat hij er nog is
DOOD = timedelta(seconds=60)  # zo lang zonder teken: hij komt niet meer terug
BEWAREN = timedelta(days=1)  # zo lang is een bestand over een jaar dat nog kan veranderen op te halen
RUST = timedelta(minutes=1)  # zo lang na een mislukking wordt hetzelfde niet opnieuw gemaakt
BEURTEN = 3  # zo vaak wordt een bestand opnieuw begonnen; daarna is het het bestand dat werkers omver haalt


class WerkerQuerySet(models.QuerySet["Werker"]):
    def levend(self, nu: datetime):
        return self.filter(gezien_op__gt=nu - DOOD)

    def dood(self, nu: datetime):
        return self.filter(gezien_op__lte=nu - DOOD)


class Werker(models.Model):
    """Een proces dat taken uit de rij uitvoert, met wanneer het voor het laatst een teken gaf."""

    naam = models.CharField("naam", max_length=64, unique=True)
    gezien_op = models.DateTimeField("gezien op")

    objects = WerkerQuerySet.as_manager()

    class Meta:
        verbose_name = "werker"
        verbose_name_plural = "werkers"
        ordering = ["naam"]

    def __str__(self):
        return self.naam


class Gang(models.TextChoices):
    WACHT = "wacht", "Wacht"
    BEZIG = "bezig", "Bezig"
    KLAAR = "klaar", "Klaar"
    MISLUKT = "mislukt", "Mislukt"


class KlaargezetQuerySet(models.QuerySet["Klaargezet"]):
    def onderweg(self):
        return self.filter(gang__in=(Gang.WACHT, Gang.BEZIG))

    def verlopen(self, nu: datetime):
        """Wat niemand meer hoeft: over de termijn, of al langer dan die onderweg. Wat blijft, verloopt nooit."""
        te_lang = Q(gevraagd_op__lte=nu - BEWAREN) & ~Q(gang=Gang.KLAAR)
        return self.filter(Q(verloopt_op__lte=nu) | te_lang)

    def pak(self, pk: int) -> "Klaargezet | None":
        """Begin eraan. ``None`` als het er niet meer is, al klaar is, of te vaak een werker omver haalde."""
        with transaction.atomic():
            bestand = self.select_for_update().onderweg().filter(pk=pk).first()
            if bestand is None:
                return None
            bestand.beurt += 1
            bestand.gang = Gang.BEZIG if bestand.beurt <= BEURTEN else Gang.MISLUKT
            bestand.save(update_fields=["beurt", "gang"])
        return bestand if bestand.gang == Gang.BEZIG else None


class Klaargezet(models.Model):
    """Een bestand dat op de achtergrond is of wordt gemaakt, voor iedereen met dezelfde rechten hetzelfde.

    ``wat`` is wat er werd gevraagd en voor wie; ``sleutel`` is dat samen met het kenmerk van de gegevens waaruit het is
    gemaakt. Van een vastgesteld jaar ``blijft`` het, en verandert het nooit.
    """

    sleutel = models.CharField("sleutel", max_length=64, unique=True)
    wat = models.CharField("wat", max_length=64, db_index=True)
    invoer = models.JSONField("invoer")
    blijft = models.BooleanField("blijft", default=False)
    gang = models.CharField("gang", max_length=8, choices=Gang.choices, default=Gang.WACHT)
    beurt = models.PositiveSmallIntegerField("beurt", default=0)
    vrager = models.CharField("gevraagd door", max_length=64, blank=True)
    gevraagd_op = models.DateTimeField("gevraagd op")
    gemaakt_op = models.DateTimeField("gemaakt op", null=True, blank=True)
    verloopt_op = models.DateTimeField("verloopt op", null=True, blank=True)
    inhoud = models.BinaryField("inhoud", null=True)
    sha256 = models.CharField("controlegetal", max_length=64, blank=True)
    fout = models.CharField("waarom het mislukte", max_length=64, blank=True)

    objects = KlaargezetQuerySet.as_manager()

    class Meta:
        verbose_name = "klaargezet bestand"
        verbose_name_plural = "klaargezette bestanden"
        ordering = ["gevraagd_op", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(gang=Gang.KLAAR) | Q(inhoud__isnull=False) & ~Q(sha256=""),
                name="klaargezet_klaar_heeft_inhoud",
                violation_error_message="Een bestand dat klaar is, heeft een inhoud en een controlegetal.",
            )
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
