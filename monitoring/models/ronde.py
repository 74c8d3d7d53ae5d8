"""De updateronde: wie meldt er vóór wanneer, wat is nog concept, en wie is eraan herinnerd."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import ExtractYear
from simple_history.models import HistoricalRecords

from acties.models import Actie, Organisatie, Programma
from acties.models.naam import Gevouwen, MetNaam, NaamQuerySet, NaamUniek, Naamveld
from acties.models.velden import Meldtekst
from monitoring.constanten import Afloop, Fase, HerinneringSoort

from .evaluatie import Evaluatie


class UpdaterondeQuerySet(NaamQuerySet):
    def open_op(self, dag):
        """Rondes waarin op deze dag gemeld kan worden; ``sluit_op`` is de laatste dag."""
        return self.filter(opent_op__lte=dag, sluit_op__gte=dag)

    def vraagt_op(self, dag):
        """Rondes die op deze dag om meldingen vragen."""
        return self.open_op(dag).over_open_jaar()

    def over_open_jaar(self):
        """Rondes over een jaar dat niet is vastgesteld: over een jaar dat dat wel is, wordt niemand iets gevraagd."""
        vastgesteld = Evaluatie.objects.filter(
            programma=OuterRef("programma"), jaar=ExtractYear(OuterRef("peildatum")), fase=Fase.VASTGESTELD
        )
        return self.exclude(Exists(vastgesteld))


class Updateronde(MetNaam):
    """Een periode waarin de organisaties melden hoe het met hun acties staat, voor één peildatum."""

    programma = models.ForeignKey(Programma, models.PROTECT, related_name="updaterondes", verbose_name="programma")
    naam = Naamveld("naam", max_length=100)
    naam_gevouwen = Gevouwen()
    peildatum = models.DateField("peildatum")
    opent_op = models.DateField("opent op")
    sluit_op = models.DateField("sluit op", help_text="De laatste dag waarop gemeld kan worden.")
    toelichting = Meldtekst("toelichting", blank=True, help_text="Staat boven Mijn acties en in de herinneringen.")
    acties = models.ManyToManyField(
        Actie, blank=True, related_name="updaterondes", verbose_name="acties", help_text="Geen gekozen: alle acties."
    )
    organisaties = models.ManyToManyField(
        Organisatie,
        blank=True,
        related_name="updaterondes",
        verbose_name="organisaties",
        help_text="Geen gekozen: alle organisaties.",
    )

    objects = UpdaterondeQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[acties, organisaties], excluded_fields=["naam_gevouwen"])

    class Meta:
        verbose_name = "updateronde"
        verbose_name_plural = "updaterondes"
        ordering = ["-opent_op", "-pk"]
        constraints = [
            NaamUniek(
                fields=["programma", "naam_gevouwen"],
                name="updateronde_naam_uniek",
                violation_error_message="Dit programma heeft al een updateronde met deze naam.",
            ),
            models.CheckConstraint(
                name="updateronde_sluit_na_opening",
                condition=Q(sluit_op__gte=F("opent_op")),
                violation_error_message="De ronde sluit vóór zij opent. Kies een latere sluitdatum.",
            ),
        ]

    def __str__(self):
        return self.naam

    def clean(self):
        if self.programma_id and self.peildatum and self.peildatum < self.programma.eerste_dag:
            raise ValidationError({"peildatum": "De peildatum ligt vóór het begin van het programma."})

    def is_open_op(self, dag):
        return self.opent_op <= dag <= self.sluit_op

    def sluit(self, vandaag):
        """Gisteren was de laatste dag; van een ronde die vandaag pas opende, is het vandaag."""
        self.sluit_op = max(self.opent_op, vandaag - timedelta(days=1))
        self.save(update_fields=["sluit_op"])


class ConceptmeldingQuerySet(models.QuerySet):
    def over_jaar(self, programma, jaar):
        """Wat voor dit jaar is begonnen en nog niet gedaan. ``intussen``: hoe vaak er sindsdien over is gemeld."""
        zelfde_melder = Q(actie__meldingen__organisatie=F("organisatie")) | Q(
            actie__meldingen__organisatie__isnull=True, organisatie__isnull=True
        )
        later = Q(actie__meldingen__gemeld_op__gt=F("bijgewerkt_op")) & zelfde_melder
        return (
            self.filter(ronde__programma=programma, ronde__peildatum__year=jaar)
            .select_related("actie", "organisatie", "gebruiker")
            .annotate(intussen=Count("actie__meldingen", filter=later))
            .order_by("organisatie__naam", "actie__nummer", "gebruiker_id")
        )


class Conceptmelding(models.Model):
    """Een melding waaraan iemand begon en die nog niet is gedaan. Telt nergens mee en is alleen van de maker."""

    ronde = models.ForeignKey(Updateronde, models.CASCADE, related_name="concepten", verbose_name="updateronde")
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="concepten", verbose_name="gebruiker"
    )
    actie = models.ForeignKey(Actie, models.CASCADE, related_name="concepten", verbose_name="actie")
    organisatie = models.ForeignKey(
        Organisatie, models.CASCADE, null=True, blank=True, related_name="concepten", verbose_name="namens"
    )
    velden = models.JSONField("velden")
    bijgewerkt_op = models.DateTimeField("bijgewerkt op")

    objects = ConceptmeldingQuerySet.as_manager()

    class Meta:
        verbose_name = "conceptmelding"
        verbose_name_plural = "conceptmeldingen"
        constraints = [
            models.UniqueConstraint(
                fields=["ronde", "gebruiker", "actie", "organisatie"],
                condition=Q(organisatie__isnull=False),
                name="conceptmelding_organisatie_uniek",
            ),
            models.UniqueConstraint(
                fields=["ronde", "gebruiker", "actie"],
                condition=Q(organisatie__isnull=True),
                name="conceptmelding_regio_uniek",
            ),
        ]

    def __str__(self):
        return f"{self.gebruiker}: {self.actie}"


class Herinnering(models.Model):
    """Een herinnering. Hooguit één per gebruiker per dag, over alle rondes samen.

    Zij staat er vóór de mail weggaat; ``afloop`` zegt of die nog in de rij staat en anders hoe het afliep.
    """

    ronde = models.ForeignKey(Updateronde, models.CASCADE, related_name="herinneringen", verbose_name="updateronde")
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="herinneringen", verbose_name="gebruiker"
    )
    soort = models.CharField("soort", max_length=20, choices=HerinneringSoort)
    dag = models.DateField("dag")
    aantal = models.PositiveSmallIntegerField("aantal open acties")
    afloop = models.CharField("afloop", max_length=20, choices=Afloop, default=Afloop.IN_DE_RIJ)

    class Meta:
        verbose_name = "herinnering"
        verbose_name_plural = "herinneringen"
        ordering = ["-dag", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["gebruiker", "dag"], name="herinnering_een_per_dag"),
            models.CheckConstraint(
                name="herinnering_afloop_bekend",
                condition=Q(afloop__in=Afloop.values),
                violation_error_message="Kies een afloop uit de lijst.",
            ),
        ]

    def __str__(self):
        return f"{self.gebruiker}: {self.get_soort_display()}"
