"""Wie inlogt, en namens welke organisatie in welke rol."""

from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from acties.constanten import Rol

from .organisatie import Organisatie


class Gebruiker(AbstractUser):
    """Iemand die inlogt. Alleen zakelijke gegevens: naam, functie en werkadres."""

    functie = models.CharField("functie", max_length=150, blank=True)
    herinneringen_vanaf = models.DateField(
        "weer herinneren vanaf",
        null=True,
        blank=True,
        help_text="Tot deze dag krijgt deze gebruiker geen herinneringen.",
    )

    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    class Meta(AbstractUser.Meta):
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        ordering = ["username"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="gebruiker_email_uniek",
                violation_error_message="Er is al een gebruiker met dit e-mailadres.",
            )
        ]

    def __str__(self):
        return self.naam

    @property
    def naam(self):
        return self.get_full_name() or self.username

    @cached_property
    def _lidmaatschappen(self):
        """Eén query per verzoek; een ingetrokken rol geldt dus vanaf het volgende verzoek niet meer."""
        return list(self.lidmaatschappen.select_related("organisatie__opvolger"))

    @property
    def rollen(self):
        return {lidmaatschap.rol for lidmaatschap in self._lidmaatschappen} if self.is_active else set()

    @property
    def kenmerk(self):
        """Verandert zodra deze gebruiker iets anders mag zien of doen; hoe een organisatie heet, telt niet mee."""
        rollen = ((lidmaatschap.rol, lidmaatschap.organisatie_id) for lidmaatschap in self._lidmaatschappen)
        return (self.is_superuser, *sorted(rollen, key=str))

    @property
    def heeft_rol(self):
        return self.is_superuser or bool(self.rollen)

    @property
    def is_projectleider(self):
        return self.is_superuser or Rol.PROJECTLEIDER in self.rollen

    @property
    def is_beheerder(self):
        return self.is_superuser or Rol.BEHEERDER in self.rollen

    @property
    def is_beleidsambtenaar(self):
        return Rol.BELEIDSAMBTENAAR in self.rollen

    @property
    def mag_melden(self):
        return self.is_projectleider or self.is_beleidsambtenaar

    @property
    def mag_in_beheer(self):
        return self.is_projectleider or self.is_beheerder or self.is_beleidsambtenaar

    def organisaties(self, op):
        """De organisaties waarvoor deze gebruiker op deze dag meldt, zonder dubbele, op naam.

        Een gebruiker van een opgeheven organisatie treedt vanaf de einddatum op voor de opvolger.
        """
        eigen = {
            lidmaatschap.meldt_voor(op)
            for lidmaatschap in self._lidmaatschappen
            if lidmaatschap.rol == Rol.BELEIDSAMBTENAAR and self.is_active
        }
        return sorted(eigen - {None}, key=str)


class LidmaatschapQuerySet(models.QuerySet):
    def melders(self):
        """Waarmee iemand voor een organisatie meldt; welke dat op een dag is, zegt ``meldt_voor``."""
        return self.filter(rol=Rol.BELEIDSAMBTENAAR, gebruiker__is_active=True)

    def projectleiders(self):
        """Waarmee iemand namens de regio spreekt waar geen organisatie dat doet."""
        return self.filter(rol=Rol.PROJECTLEIDER, gebruiker__is_active=True)


class Lidmaatschap(models.Model):
    """Een gebruiker heeft een rol, bij een organisatie of voor de hele regio."""

    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, related_name="lidmaatschappen", verbose_name="gebruiker")
    rol = models.CharField("rol", max_length=20, choices=Rol)
    organisatie = models.ForeignKey(
        Organisatie, models.PROTECT, null=True, blank=True, related_name="lidmaatschappen", verbose_name="organisatie"
    )

    objects = LidmaatschapQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "lidmaatschap"
        verbose_name_plural = "lidmaatschappen"
        ordering = ["gebruiker", "rol", "organisatie"]
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "rol", "organisatie"],
                condition=Q(organisatie__isnull=False),
                name="lidmaatschap_organisatie_uniek",
                violation_error_message="Deze gebruiker heeft deze rol al bij deze organisatie.",
            ),
            models.UniqueConstraint(
                fields=["gebruiker", "rol"],
                condition=Q(organisatie__isnull=True),
                name="lidmaatschap_regio_uniek",
                violation_error_message="Deze gebruiker heeft deze rol al.",
            ),
            models.CheckConstraint(
                name="lidmaatschap_melder_heeft_organisatie",
                condition=~Q(rol=Rol.BELEIDSAMBTENAAR) | Q(organisatie__isnull=False),
                violation_error_message="Een beleidsambtenaar of partner meldt voor een organisatie. Kies die.",
            ),
            models.CheckConstraint(
                name="lidmaatschap_rol_bekend",
                condition=Q(rol__in=Rol.values),
                violation_error_message="Kies een rol uit de lijst.",
            ),
        ]

    def __str__(self):
        return f"{self.gebruiker}: {self.get_rol_display()}" + (f" ({self.organisatie})" if self.organisatie_id else "")

    def meldt_voor(self, op):
        """De organisatie van een melder op deze dag: de eigen of haar opvolger. ``None`` als die er dan niet is."""
        organisatie = self.organisatie.op(op)
        return organisatie if organisatie.bestond_op(op) else None
