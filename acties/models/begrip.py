"""De begrippenlijst."""

from django.db import models
from simple_history.models import HistoricalRecords

from .naam import Gevouwen, MetNaam, NaamQuerySet, NaamUniek, Naamveld
from .programma import Programma


class BegripQuerySet(NaamQuerySet):
    def zoek(self, tekst):
        """Begrippen met elk woord van ``tekst`` erin: in de term, een andere schrijfwijze of de omschrijving."""
        gevonden = models.Q()
        for woord in tekst.split():
            gevonden &= (
                models.Q(term__icontains=woord)
                | models.Q(synoniemen__icontains=woord)
                | models.Q(definitie__icontains=woord)
            )
        return self.filter(gevonden)

    def op_alfabet(self):
        """Als lijst, zonder dat een hoofdletter meetelt: databases sorteren die verschillend."""
        return sorted(self, key=lambda begrip: begrip.term.casefold())

    def get_by_natural_key(self, slug, term):
        return self.get(programma__slug=slug, term=term)


class Begrip(MetNaam):
    """Een term uit de begrippenlijst van het programma, met zijn omschrijving."""

    programma = models.ForeignKey(Programma, models.PROTECT, related_name="begrippen", verbose_name="programma")
    term = Naamveld("term", max_length=100)
    term_gevouwen = Gevouwen()
    synoniemen = models.TextField(
        "andere schrijfwijzen", blank=True, help_text="Eén per regel. Ook deze woorden worden in teksten herkend."
    )
    definitie = models.TextField("omschrijving")

    objects = BegripQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["term_gevouwen"])

    class Meta:
        verbose_name = "begrip"
        verbose_name_plural = "begrippen"
        ordering = ["term"]
        constraints = [
            NaamUniek(
                fields=["programma", "term_gevouwen"],
                name="begrip_term_uniek",
                violation_error_message="Dit begrip staat al in de lijst.",
            )
        ]

    def __str__(self):
        return self.term

    def natural_key(self):
        return (*self.programma.natural_key(), self.term)

    natural_key.dependencies = ["acties.programma"]

    @property
    def woorden(self):
        """De term en zijn andere schrijfwijzen, als lijst."""
        return [self.term, *(regel.strip() for regel in self.synoniemen.splitlines() if regel.strip())]
