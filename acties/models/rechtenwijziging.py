"""Wat pas na een dag ingaat, of zodra een tweede persoon het bevestigt."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q

from acties.constanten import Rechtensoort, Rol

from .gebruiker import Gebruiker
from .organisatie import Organisatie

WACHTTIJD = timedelta(days=1)
# Wie zo'n rol heeft, kan zichzelf of een ander nog meer rechten bezorgen.
ZWARE_ROLLEN = (Rol.PROJECTLEIDER, Rol.BEHEERDER)


class RechtenwijzigingQuerySet(models.QuerySet["Rechtenwijziging"]):
    def open(self):
        return self.filter(ingegaan_op=None, ingetrokken_op=None)

    def aan_de_beurt(self, nu: datetime):
        """Wat lang genoeg heeft gewacht."""
        return self.open().filter(gaat_in_op__lte=nu)

    def te_zien_door(self, gebruiker: Any):
        """Een projectleider of beheerder ziet alles; een ander wat over zijn eigen account gaat."""
        if gebruiker.is_projectleider or gebruiker.is_beheerder:
            return self
        return self.filter(gebruiker=gebruiker.pk)


class Rechtenwijziging(models.Model):
    """Een rol of tweede factor die een beheerder bij een ander wil wijzigen: na een dag, of als een tweede persoon bevestigt."""

    gebruiker = models.ForeignKey(
        Gebruiker, models.CASCADE, related_name="rechtenwijzigingen", verbose_name="gebruiker"
    )
    soort = models.CharField("soort", max_length=20, choices=Rechtensoort)
    rol = models.CharField("rol", max_length=20, choices=Rol, blank=True)
    organisatie = models.ForeignKey(
        Organisatie, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="organisatie"
    )
    gevraagd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", verbose_name="gevraagd door")
    gevraagd_op = models.DateTimeField("gevraagd op")
    gaat_in_op = models.DateTimeField("gaat in op")
    bevestigd_door = models.ForeignKey(
        Gebruiker, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bevestigd door"
    )
    ingegaan_op = models.DateTimeField("ingegaan op", null=True, blank=True)
    ingetrokken_door = models.ForeignKey(
        Gebruiker, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ingetrokken door"
    )
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, blank=True)

    objects = RechtenwijzigingQuerySet.as_manager()

    class Meta:
        verbose_name = "rechtenwijziging"
        verbose_name_plural = "rechtenwijzigingen"
        ordering = ["-gevraagd_op", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="rechtenwijziging_rol_bij_soort",
                condition=Q(soort=Rechtensoort.ROL, rol__in=ZWARE_ROLLEN)
                | Q(soort=Rechtensoort.FACTOR, rol="", organisatie__isnull=True),
                violation_error_message="Alleen bij het geven van een rol hoort een rol.",
            ),
            models.CheckConstraint(
                name="rechtenwijziging_twee_personen",
                condition=Q(bevestigd_door__isnull=True)
                | (~Q(bevestigd_door=F("gevraagd_door")) & ~Q(bevestigd_door=F("gebruiker"))),
                violation_error_message="Wie dit vroeg, of om wie het gaat, bevestigt het niet zelf.",
            ),
            models.CheckConstraint(
                name="rechtenwijziging_in_of_ingetrokken",
                condition=Q(ingegaan_op__isnull=True) | Q(ingetrokken_op__isnull=True),
                violation_error_message="Wat is ingegaan, is niet ook ingetrokken.",
            ),
        ]

    def __str__(self):
        return f"{self.gebruiker}: {self.wat}"

    @property
    def wat(self) -> str:
        """“rol Beheerder geven”, “rol Projectleider bij Alkmaar geven”, “tweede factor weghalen”."""
        if self.soort == Rechtensoort.FACTOR:
            return "tweede factor weghalen"
        bij = f" bij {self.organisatie}" if self.organisatie_id else ""
        return f"rol {self.get_rol_display()}{bij} geven"

    @property
    def is_open(self) -> bool:
        return self.ingegaan_op is None and self.ingetrokken_op is None

    def te_bevestigen_door(self, gebruiker: Any) -> bool:
        """Een tweede persoon: niet wie het vroeg, en niet om wie het gaat."""
        mag = gebruiker.is_projectleider or gebruiker.is_beheerder
        return mag and gebruiker.pk not in (self.gevraagd_door_id, self.gebruiker_id)
