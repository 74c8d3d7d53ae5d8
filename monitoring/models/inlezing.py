"""De inlezing: uit welk bestand een melding kwam."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from acties.models import Organisatie
from monitoring.datum import tijdstip_tekst

from .ronde import Updateronde


class Inlezing(models.Model):
    """Een werkboek dat is ingelezen: welk bestand, door wie en wanneer, voor welke ronde en namens welke organisatie.

    De inhoud zelf wordt niet bewaard; ``sha256`` wijst aan welk bestand het was.
    """

    ronde = models.ForeignKey(Updateronde, models.PROTECT, related_name="inlezingen", verbose_name="updateronde")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="inlezingen", verbose_name="namens")
    bestandsnaam = models.CharField("bestandsnaam", max_length=150)
    sha256 = models.CharField("sha256", max_length=64)
    ingelezen_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="inlezingen", verbose_name="ingelezen door"
    )
    ingelezen_op = models.DateTimeField("ingelezen op", default=timezone.now)

    class Meta:
        verbose_name = "inlezing"
        verbose_name_plural = "inlezingen"
        ordering = ["-ingelezen_op", "-pk"]
        indexes = [models.Index(fields=["sha256"], name="inlezing_sha256")]
        constraints = [
            models.CheckConstraint(
                name="inlezing_sha256_vorm",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="De sha256 van een bestand heeft 64 tekens, 0 tot en met f.",
            )
        ]

    def __str__(self):
        return f"{self.bestandsnaam} van {self.organisatie}"

    @property
    def wanneer_en_door(self) -> str:
        """“3 maart 2021, 14:05 door Anna”."""
        return f"{tijdstip_tekst(self.ingelezen_op)} door {self.ingelezen_door}"
