"""Mails die nog weg moeten."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Case, When

BEWAREN = timedelta(days=3)  # zo lang werkt ook een link om een wachtwoord te kiezen
BEZIG = timedelta(minutes=5)  # zo lang is een mail van wie haar aan het versturen is
RUST = timedelta(minutes=1)  # zo lang na een verbroken verbinding wacht niemand op de mailserver


class WachtendeMailQuerySet(models.QuerySet["WachtendeMail"]):
    def vrij(self, nu: datetime):
        """Wat niemand aan het versturen is of was: eerst wat over een account gaat, daarvan en daarna oudste eerst."""
        eerst = Case(When(soort="", then=0), default=1)
        return self.filter(vrij_vanaf__lte=nu, begonnen_op=None).order_by(eerst, "gemaakt_op", "pk")

    def onzeker(self, nu: datetime):
        """Het versturen begon, en wie het deed is er niet meer: misschien is zij aangekomen, dus zij gaat niet nog eens."""
        return self.filter(vrij_vanaf__lte=nu, begonnen_op__isnull=False)

    def net_verbroken(self, nu: datetime):
        return self.filter(verbroken_op__gt=nu - RUST)

    def pak(self, nu: datetime) -> bool:
        """Neem haar, zodat een ander haar niet ook verstuurt. Onwaar: een ander was eerst."""
        return self.filter(vrij_vanaf__lte=nu, begonnen_op=None).update(vrij_vanaf=nu + BEZIG) == 1

    def begin(self, nu: datetime) -> bool:
        """Vanaf nu kan zij aankomen. Onwaar: een ander begon al, of zij is weg."""
        return self.filter(begonnen_op=None).update(begonnen_op=nu) == 1


class WachtendeMail(models.Model):
    """Een mail die nog weg moet. Na het versturen, en anders na hooguit drie dagen, is de rij weg.

    Zonder ``soort`` is zij over een account en staat alles erin. Er kan een link in staan waarmee iemand een wachtwoord kiest:
    zij is nergens te lezen en gaat niet mee in een bestand. Met een ``soort`` hoort zij bij rij ``waarvan``, die onthoudt hoe het
    afliep; zij wordt dan pas gemaakt als zij weggaat (``acties.post.Postsoort``).
    """

    aan = models.EmailField("aan")
    onderwerp = models.TextField("onderwerp", blank=True)
    tekst = models.TextField("tekst", blank=True)
    soort = models.CharField("soort", max_length=20, blank=True)
    waarvan = models.BigIntegerField("bij rij", default=0)
    gemaakt_op = models.DateTimeField("gemaakt op")
    vrij_vanaf = models.DateTimeField("niet eerder te proberen dan")
    begonnen_op = models.DateTimeField("versturen begonnen op", null=True, blank=True)
    verbroken_op = models.DateTimeField("verbinding mislukt op", null=True, blank=True)

    objects = WachtendeMailQuerySet.as_manager()

    class Meta:
        verbose_name = "wachtende mail"
        verbose_name_plural = "wachtende mails"
        ordering = ["gemaakt_op", "pk"]

    def __str__(self):
        return f"mail aan {self.aan}"
