"""De jaarlijkse evaluatie: het menselijk oordeel, wat de overleggen ervan vonden en het vastgestelde verslag."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from acties.models import Onderdeel, Overleg, Programma
from acties.models.velden import Meldtekst
from monitoring.constanten import BesprekingFase, Fase, Koers


class EvaluatieQuerySet(models.QuerySet):
    def geldend(self, programma, jaar):
        """De hoogste versie van dit jaar, of ``None`` als er nog niets is vastgelegd. Haar stuk komt pas als je erom vraagt."""
        return self.filter(programma=programma, jaar=jaar).order_by("-versie").defer("verslag").first()

    def geldend_of_nieuw(self, programma, jaar):
        """De hoogste versie van dit jaar; maakt zo nodig de eerste aan, met peildatum 31 december."""
        evaluatie, _ = self.get_or_create(
            programma=programma,
            jaar=jaar,
            versie=self._hoogste_versie(programma, jaar),
            defaults={"peildatum": date(jaar, 12, 31)},
        )
        return evaluatie

    def _hoogste_versie(self, programma, jaar):
        hoogste = self.filter(programma=programma, jaar=jaar).aggregate(hoogste=models.Max("versie"))["hoogste"]
        return hoogste or 1


class Evaluatie(models.Model):
    """De evaluatie van een programma over een jaar: wat is er per actie gebeurd?"""

    programma = models.ForeignKey(Programma, models.PROTECT, related_name="evaluaties", verbose_name="programma")
    jaar = models.PositiveSmallIntegerField("jaar")
    versie = models.PositiveSmallIntegerField("versie", default=1)
    peildatum = models.DateField("peildatum")
    fase = models.CharField("fase", max_length=20, choices=Fase, default=Fase.VOORBEREIDING)
    reden = Meldtekst(
        "reden van deze versie", blank=True, help_text="Verplicht bij een correctie op een vastgestelde versie."
    )
    verslag = models.JSONField("verslag", null=True, blank=True, editable=False)
    sha256 = models.CharField("sha256", max_length=64, blank=True, editable=False)
    vastgesteld_op = models.DateTimeField("vastgesteld op", null=True, blank=True, editable=False)
    vastgesteld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="vastgesteld door",
    )

    objects = EvaluatieQuerySet.as_manager()

    class Meta:
        verbose_name = "evaluatie"
        verbose_name_plural = "evaluaties"
        ordering = ["programma", "-jaar", "-versie"]
        constraints = [
            models.UniqueConstraint(
                fields=["programma", "jaar", "versie"],
                name="evaluatie_versie_uniek",
                violation_error_message="Deze versie van de evaluatie bestaat al.",
            ),
            models.CheckConstraint(
                name="evaluatie_fase_bekend",
                condition=Q(fase__in=Fase.values),
                violation_error_message="Kies een fase uit de lijst.",
            ),
            models.CheckConstraint(
                name="evaluatie_correctie_met_reden",
                condition=Q(versie=1) | ~Q(reden=""),
                violation_error_message="Een nieuwe versie heeft een reden. Vul die in.",
            ),
            models.CheckConstraint(
                name="evaluatie_vastgesteld_is_compleet",
                condition=(
                    Q(fase=Fase.VASTGESTELD, verslag__isnull=False, vastgesteld_op__isnull=False) & ~Q(sha256="")
                )
                | (~Q(fase=Fase.VASTGESTELD) & Q(verslag__isnull=True, vastgesteld_op__isnull=True, sha256="")),
                violation_error_message="Een evaluatie wordt vastgesteld met de knop Vaststellen, niet met de hand.",
            ),
        ]

    def __str__(self):
        return f"Evaluatie {self.jaar}" + (f", versie {self.versie}" if self.versie > 1 else "")

    def clean(self):
        if self.programma_id and self.jaar is not None and self.jaar not in self.programma.jaren:
            jaren = self.programma.jaren
            raise ValidationError({"jaar": f"Het programma loopt van {jaren[0]} tot en met {jaren[-1]}."})


class Duiding(models.Model):
    """Het menselijk oordeel over een onderdeel in een evaluatie. Het vervangt geen cijfer; het staat ernaast."""

    evaluatie = models.ForeignKey(Evaluatie, models.CASCADE, related_name="duidingen", verbose_name="evaluatie")
    onderdeel = models.ForeignKey(Onderdeel, models.PROTECT, related_name="duidingen", verbose_name="onderdeel")
    oordeel = models.CharField("oordeel", max_length=20, choices=Koers, blank=True)
    tekst = Meldtekst("duiding", blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "duiding"
        verbose_name_plural = "duidingen"
        ordering = ["evaluatie", "onderdeel__volgorde"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluatie", "onderdeel"],
                name="duiding_uniek",
                violation_error_message="Dit onderdeel heeft in deze evaluatie al een duiding.",
            ),
            models.CheckConstraint(
                name="duiding_oordeel_bekend",
                condition=Q(oordeel__in=["", *Koers.values]),
                violation_error_message="Kies een oordeel uit de lijst.",
            ),
        ]

    def __str__(self):
        return f"{self.onderdeel} in {self.evaluatie}"


class Bespreking(models.Model):
    """Wat een overleg over een evaluatie besprak, concludeerde en besloot."""

    evaluatie = models.ForeignKey(Evaluatie, models.CASCADE, related_name="besprekingen", verbose_name="evaluatie")
    overleg = models.ForeignKey(Overleg, models.PROTECT, related_name="besprekingen", verbose_name="overleg")
    datum = models.DateField("datum op de agenda")
    fase = models.CharField("stand", max_length=20, choices=BesprekingFase, default=BesprekingFase.GEPLAND)
    besproken = Meldtekst("wat is besproken", blank=True)
    conclusies = Meldtekst("conclusies", blank=True)
    besluiten = Meldtekst("besluiten", blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "bespreking"
        verbose_name_plural = "besprekingen"
        ordering = ["evaluatie", "overleg__volgorde"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluatie", "overleg"],
                name="bespreking_uniek",
                violation_error_message="Dit overleg heeft deze evaluatie al op de agenda.",
            ),
        ]

    def __str__(self):
        return f"{self.overleg}: {self.evaluatie}"


class Opmerking(models.Model):
    """Een opmerking van een betrokkene bij een concept-evaluatie."""

    evaluatie = models.ForeignKey(Evaluatie, models.CASCADE, related_name="opmerkingen", verbose_name="evaluatie")
    onderdeel = models.ForeignKey(
        Onderdeel, models.PROTECT, null=True, blank=True, related_name="opmerkingen", verbose_name="onderdeel"
    )
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="opmerkingen", verbose_name="gebruiker"
    )
    tekst = Meldtekst("opmerking")
    gemaakt_op = models.DateTimeField("gemaakt op")
    verwerkt = models.BooleanField("verwerkt", default=False)

    class Meta:
        verbose_name = "opmerking"
        verbose_name_plural = "opmerkingen"
        ordering = ["gemaakt_op", "pk"]

    def __str__(self):
        return f"{self.gebruiker} bij {self.evaluatie}"


class Aanvaarding(models.Model):
    """Een punt van de controlelijst dat bij het vaststellen mag openstaan: wie dat vond, wanneer en waarom.

    ``kenmerk`` is dat van de inhoud van het punt: verandert die, dan geldt de aanvaarding niet meer.
    """

    evaluatie = models.ForeignKey(Evaluatie, models.CASCADE, related_name="aanvaardingen", verbose_name="evaluatie")
    rubriek = models.CharField("rubriek", max_length=20)
    kenmerk = models.CharField("kenmerk van het punt", max_length=64)
    tekst = models.TextField("punt")
    reden = Meldtekst("reden")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="aanvaard door")
    op = models.DateTimeField("aanvaard op")

    class Meta:
        verbose_name = "aanvaarding"
        verbose_name_plural = "aanvaardingen"
        ordering = ["op", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluatie", "kenmerk"],
                name="aanvaarding_uniek",
                violation_error_message="Dit punt is al aanvaard.",
            ),
            models.CheckConstraint(
                name="aanvaarding_met_reden",
                condition=~Q(reden=""),
                violation_error_message="Geef een reden: waarom mag dit punt openstaan?",
            ),
        ]

    def __str__(self):
        return f"{self.evaluatie}: {self.tekst}"
