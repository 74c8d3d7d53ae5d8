"""Het logboek zoals de database het bewaart: er komt alleen bij, tot de bewaartermijn om is."""

from datetime import date, datetime, time

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Weg(models.TextChoices):
    """Langs welke weg iemand iets deed."""

    WEB = "web", "site"
    BEHEER = "beheer", "beheer"
    BESTAND = "bestand", "bestand"
    OPDRACHT = "opdracht", "opdracht"
    LINK = "link", "link"


class Resultaat(models.TextChoices):
    GELUKT = "gelukt", "gelukt"
    GEWEIGERD = "geweigerd", "geweigerd"
    GEBLOKKEERD = "geblokkeerd", "geblokkeerd"


def bewaren_tot(dag: date, maanden: int) -> date:
    """Tot welke dag een regel van ``dag`` blijft: de eerste van de maand nadat deze termijn om is."""
    jaar, maand = divmod(dag.year * 12 + dag.month + maanden, 12)
    return date(jaar, maand + 1, 1)


class LogboekregelQuerySet(models.QuerySet["Logboekregel"]):
    def verlopen(self, vandaag: date):
        """Waarvan de termijn om is; alleen deze laat de database verwijderen."""
        return self.filter(bewaren_tot__lte=vandaag)

    def vanaf_dag(self, dag: date):
        return self.filter(op__gte=_begin(dag))

    def tot_en_met_dag(self, dag: date):
        return self.filter(op__lt=_begin(date.fromordinal(dag.toordinal() + 1)))

    def met_tekst(self, tekst: str):
        """Alle woorden komen voor, elk in een van de kolommen."""
        rijen = self
        for woord in tekst.split():
            kolommen = ("wie", "handeling", "waarop", "van", "naar", "adres")
            ergens = Q()
            for kolom in kolommen:
                ergens |= Q(**{f"{kolom}__icontains": woord})
            rijen = rijen.filter(ergens)
        return rijen

    def waarden(self, kolom: str) -> list[str]:
        """Wat er in deze kolom voorkomt, op alfabet en zonder leeg: om uit te kiezen."""
        return list(self.exclude(**{kolom: ""}).order_by(kolom).values_list(kolom, flat=True).distinct())


def _begin(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time.min))


class Logboekregel(models.Model):
    """Wat iemand deed: wie, wat, waarop, van wat naar wat, wanneer, vanaf welk adres, langs welke weg en met welk resultaat.

    Namen staan er als tekst in: zij blijven als een account verdwijnt. Van een melding staat er de verwijzing, niet de tekst.
    De database weigert een regel te wijzigen, en te verwijderen vóór ``bewaren_tot``.
    """

    op = models.DateTimeField("wanneer")
    wie = models.CharField("wie", max_length=320, blank=True)
    handeling = models.CharField("handeling", max_length=200)
    waarop = models.CharField("waarop", max_length=500, blank=True)
    van = models.TextField("van", blank=True)
    naar = models.TextField("naar", blank=True)
    adres = models.CharField("vanaf", max_length=100, blank=True)
    weg = models.CharField("weg", max_length=20, choices=Weg)
    resultaat = models.CharField("resultaat", max_length=20, choices=Resultaat)
    bewaren_tot = models.DateField("bewaren tot")

    objects = LogboekregelQuerySet.as_manager()

    class Meta:
        verbose_name = "regel van het logboek"
        verbose_name_plural = "regels van het logboek"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["op"], name="logboekregel_op"),
            models.Index(fields=["wie"], name="logboekregel_wie"),
            models.Index(fields=["handeling"], name="logboekregel_handeling"),
            models.Index(fields=["bewaren_tot"], name="logboekregel_bewaren_tot"),
        ]
        constraints = [
            models.CheckConstraint(
                name="logboekregel_weg_bekend",
                condition=Q(weg__in=Weg.values),
                violation_error_message="Kies een weg uit de lijst.",
            ),
            models.CheckConstraint(
                name="logboekregel_resultaat_bekend",
                condition=Q(resultaat__in=Resultaat.values),
                violation_error_message="Kies een resultaat uit de lijst.",
            ),
        ]

    def __str__(self):
        return " ".join(filter(None, [self.handeling, self.waarop]))
