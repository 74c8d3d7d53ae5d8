"""Wie iets volgt: wat, hoe vaak er een mail over komt, en de eigen agenda. Alleen de gebruiker zelf ziet het."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from acties.models import Actie, Onderdeel, Organisatie, Programma
from monitoring.constanten import Volgritme


class Volger(models.Model):
    """Hoe iemand een programma volgt. ``verteld_tot``: wat daarvóór gebeurde, is al bekeken voor een mail.

    De sleutel van het adres van de agenda staat hier alleen als afdruk; leeg: er is geen adres.
    """

    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="volgers", verbose_name="gebruiker"
    )
    programma = models.ForeignKey(Programma, models.CASCADE, related_name="volgers", verbose_name="programma")
    ritme = models.CharField("mail over wat je volgt", max_length=10, choices=Volgritme, default=Volgritme.WEEK)
    verteld_tot = models.DateTimeField("verteld tot")
    agenda = models.CharField("afdruk van de sleutel van de agenda", max_length=64, blank=True)

    class Meta:
        verbose_name = "volger"
        verbose_name_plural = "volgers"
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "programma"],
                name="volger_uniek",
                violation_error_message="Je volgt dit programma al.",
            ),
            models.UniqueConstraint(fields=["agenda"], condition=~Q(agenda=""), name="volger_agenda_uniek"),
            models.CheckConstraint(
                name="volger_ritme_bekend",
                condition=Q(ritme__in=Volgritme.values),
                violation_error_message="Kies uit de lijst hoe vaak je een mail wilt.",
            ),
        ]

    def __str__(self):
        return f"volgt {self.programma}"


class GevolgdQuerySet(models.QuerySet):
    def van(self, gebruiker, programma):
        return self.filter(volger__gebruiker=gebruiker.pk, volger__programma=programma)


class Gevolgd(models.Model):
    """Eén actie, onderdeel of organisatie die iemand in een programma volgt."""

    volger = models.ForeignKey(Volger, models.CASCADE, related_name="gevolgd", verbose_name="volger")
    actie = models.ForeignKey(Actie, models.CASCADE, null=True, related_name="+", verbose_name="actie")
    onderdeel = models.ForeignKey(Onderdeel, models.CASCADE, null=True, related_name="+", verbose_name="onderdeel")
    organisatie = models.ForeignKey(
        Organisatie, models.CASCADE, null=True, related_name="+", verbose_name="organisatie"
    )

    objects = GevolgdQuerySet.as_manager()

    class Meta:
        verbose_name = "iets dat iemand volgt"
        verbose_name_plural = "wat iemand volgt"
        ordering = ["pk"]
        constraints = [
            *(
                models.UniqueConstraint(fields=["volger", soort], name=f"gevolgd_{soort}_uniek")
                for soort in ("actie", "onderdeel", "organisatie")
            ),
            models.CheckConstraint(
                name="gevolgd_een_ding",
                condition=Q(actie__isnull=False, onderdeel__isnull=True, organisatie__isnull=True)
                | Q(actie__isnull=True, onderdeel__isnull=False, organisatie__isnull=True)
                | Q(actie__isnull=True, onderdeel__isnull=True, organisatie__isnull=False),
            ),
        ]

    def __str__(self):
        return str(self.actie or self.onderdeel or self.organisatie)
