"""Een afspraak van een overleg: wie doet wat, en voor wanneer. Zij komt terug tot zij is afgehandeld."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from acties.models import Actie, Onderdeel, Organisatie, Overleg, Programma
from acties.models.velden import Meldtekst
from monitoring.constanten import AfspraakStand

LANGST = 300  # tekens: een afspraak is één zin, en de database houdt haar tekst uniek


class AfspraakQuerySet(models.QuerySet):
    def af_te_handelen_door(self, gebruiker, op):
        """Waarvan deze gebruiker op deze dag kan zeggen wat er is gedaan.

        Een projectleider van alle; wie voor een organisatie meldt van de hare, ook van een organisatie die erin opging. Wat
        is vervallen, is aan de projectleider.
        """
        if gebruiker.is_projectleider:
            return self
        eigen = Organisatie.objects.opgegaan_in(gebruiker.organisaties(op), op)
        return self.filter(organisatie__in=eigen).exclude(stand=AfspraakStand.VERVALLEN)


class Afspraak(models.Model):
    """Wat een overleg afsprak: wat, wie en voor wanneer. Zij staat naast de jaren, en blijft open tot zij is afgehandeld."""

    programma = models.ForeignKey(Programma, models.PROTECT, related_name="afspraken", verbose_name="programma")
    overleg = models.ForeignKey(Overleg, models.PROTECT, related_name="afspraken", verbose_name="overleg")
    datum = models.DateField("datum van het overleg")
    wat = Meldtekst(
        "wat is afgesproken",
        max_length=LANGST,
        validators=[MaxLengthValidator(LANGST, f"Schrijf de afspraak in hooguit {LANGST} tekens.")],
    )
    organisatie = models.ForeignKey(
        Organisatie, models.PROTECT, null=True, blank=True, related_name="afspraken", verbose_name="organisatie"
    )
    wie = models.CharField("functie of naam", max_length=150, blank=True)
    voor = models.DateField("uiterlijk op")
    actie = models.ForeignKey(
        Actie, models.PROTECT, null=True, blank=True, related_name="afspraken", verbose_name="actie"
    )
    onderdeel = models.ForeignKey(
        Onderdeel, models.PROTECT, null=True, blank=True, related_name="afspraken", verbose_name="onderdeel"
    )
    stand = models.CharField("stand", max_length=20, choices=AfspraakStand, default=AfspraakStand.OPEN)
    afgehandeld_op = models.DateField("afgehandeld op", null=True, blank=True)
    afloop = Meldtekst("wat er is gedaan, of waarom zij vervalt", blank=True)

    objects = AfspraakQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"
        ordering = ["voor", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programma", "overleg", "datum", "wat"],
                name="afspraak_uniek",
                violation_error_message="Deze afspraak van dit overleg op deze dag staat er al.",
            ),
            models.CheckConstraint(
                name="afspraak_heeft_tekst",
                condition=~Q(wat=""),
                violation_error_message="Schrijf op wat er is afgesproken.",
            ),
            models.CheckConstraint(
                name="afspraak_is_van_iemand",
                condition=Q(organisatie__isnull=False) | ~Q(wie=""),
                violation_error_message="Kies een organisatie, of vul in wie het doet.",
            ),
            models.CheckConstraint(
                name="afspraak_voor_na_datum",
                condition=Q(voor__gte=F("datum")),
                violation_error_message="De laatste dag ligt vóór het overleg. Kies een latere dag.",
            ),
            models.CheckConstraint(
                name="afspraak_over_een_ding",
                condition=Q(actie__isnull=True) | Q(onderdeel__isnull=True),
                violation_error_message="Kies een actie of een onderdeel, niet allebei: een actie hoort al bij een onderdeel.",
            ),
            models.CheckConstraint(
                name="afspraak_afgehandeld_met_tekst",
                condition=Q(stand=AfspraakStand.OPEN, afgehandeld_op__isnull=True, afloop="")
                | (
                    Q(stand__in=[AfspraakStand.GEDAAN, AfspraakStand.VERVALLEN], afgehandeld_op__isnull=False)
                    & ~Q(afloop="")
                ),
                violation_error_message="Bij gedaan of vervallen horen een dag en een tekst; bij open geen van beide.",
            ),
            models.CheckConstraint(
                name="afspraak_afgehandeld_na_datum",
                condition=Q(afgehandeld_op__isnull=True) | Q(afgehandeld_op__gte=F("datum")),
                violation_error_message="De afspraak is afgehandeld vóór het overleg. Kies een latere dag.",
            ),
        ]

    def __str__(self):
        """Zonder haar tekst: deze naam komt ook in het logboek."""
        return f"Afspraak van {self.overleg}"

    def clean(self):
        for veld in ("actie", "onderdeel"):
            rij = getattr(self, veld)
            if rij is not None and rij.programma_id != self.programma_id:
                raise ValidationError({veld: f"“{rij}” hoort bij een ander programma."})
