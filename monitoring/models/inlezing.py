"""Een werkboek dat per mail wegging, en een dat terugkwam: uit welk bestand een melding kwam."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from acties.models import Organisatie
from monitoring.constanten import Afloop
from monitoring.datum import tijdstip_tekst

from .ronde import Updateronde

BEWAREN = timedelta(days=90)  # zo lang na een ronde blijft te zien naar welk adres een werkboek ging


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


class WerkboekmailQuerySet(models.QuerySet["Werkboekmail"]):
    def vergeet(self, dag: date) -> int:
        """Haalt het adres weg van elke mail uit een ronde die al een tijd voorbij is; hoe het afliep, blijft."""
        return self.filter(~Q(adres=""), ronde__sluit_op__lt=dag - BEWAREN).update(adres="")


class Werkboekmail(models.Model):
    """Een werkboek dat per mail naar één adres gaat of ging, en hoe dat afliep.

    Het werkboek zelf wordt pas gemaakt als de mail weggaat, en niet bewaard. ``verzoek`` is het formulier waar zij uit kwam:
    nog een keer klikken mailt niemand twee keer.
    """

    ronde = models.ForeignKey(Updateronde, models.CASCADE, related_name="werkboekmails", verbose_name="updateronde")
    organisatie = models.ForeignKey(
        Organisatie, models.PROTECT, related_name="werkboekmails", verbose_name="organisatie"
    )
    adres = models.EmailField("adres", blank=True)
    verzoek = models.UUIDField("verzoek")
    gevraagd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="werkboekmails", verbose_name="gevraagd door"
    )
    gevraagd_op = models.DateTimeField("gevraagd op", default=timezone.now)
    afloop = models.CharField("afloop", max_length=20, choices=Afloop, default=Afloop.IN_DE_RIJ)

    objects = WerkboekmailQuerySet.as_manager()

    class Meta:
        verbose_name = "gemaild werkboek"
        verbose_name_plural = "gemailde werkboeken"
        ordering = ["-gevraagd_op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["verzoek", "organisatie", "adres"], condition=~Q(adres=""), name="werkboekmail_eenmalig"
            ),
            models.CheckConstraint(
                name="werkboekmail_afloop_bekend",
                condition=Q(afloop__in=Afloop.values),
                violation_error_message="Kies een afloop uit de lijst.",
            ),
        ]

    def __str__(self):
        return f"werkboek van {self.organisatie} aan {self.adres or 'een vergeten adres'}"
