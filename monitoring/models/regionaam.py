"""Onder welke namen bronnen een gemeente of de regio kennen."""

from django.db import models
from simple_history.models import HistoricalRecords

from acties.models import Organisatie, Programma
from acties.models.naam import Gevouwen, MetNaam, NaamQuerySet, NaamUniek, Naamveld


class RegionaamQuerySet(NaamQuerySet):
    def get_by_natural_key(self, slug, naam):
        return self.get(programma__slug=slug, naam=naam)


class Regionaam(MetNaam):
    """Een andere naam of code waaronder bronnen van cijfers een organisatie of de hele regio kennen: “Zeeland (VT)”, “VT19”."""

    programma = models.ForeignKey(Programma, models.CASCADE, related_name="regionamen", verbose_name="programma")
    naam = Naamveld("naam of code", max_length=150, help_text="Zoals in de bron, bijvoorbeeld Zeeland (VT).")
    naam_gevouwen = Gevouwen()
    organisatie = models.ForeignKey(
        Organisatie,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="regionamen",
        verbose_name="organisatie",
        help_text="Leeg: dit is de hele regio.",
    )

    objects = RegionaamQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["naam_gevouwen"])

    class Meta:
        verbose_name = "naam in bronnen"
        verbose_name_plural = "namen in bronnen"
        ordering = ["naam"]
        constraints = [
            NaamUniek(
                fields=["programma", "naam_gevouwen"],
                name="regionaam_uniek",
                violation_error_message="Dit programma heeft deze naam of code al.",
            )
        ]

    def __str__(self):
        return self.naam

    def natural_key(self):
        return (*self.programma.natural_key(), self.naam)

    natural_key.dependencies = ["acties.programma", "acties.organisatie"]
