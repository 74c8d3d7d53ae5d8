"""De vaststelling van het programma: per gemeente wanneer het college besloot en de raad is geïnformeerd."""

from datetime import date

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction

from acties.forms import Datum
from acties.models import Collegebesluit, Gebruiker, Organisatie, Programma
from acties.spoor.gezien import GezienForm
from acties.spoor.logboek import noteer_na_opslaan


class CollegeForm(GezienForm):
    """Eén gemeente. Wat de invuller niet aanraakte, blijft zoals het intussen is."""

    class Meta:
        model = Collegebesluit
        fields = ["college_op", "raad_op"]
        widgets = {"college_op": Datum, "raad_op": Datum}

    def __init__(self, *args, vandaag: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.vandaag = vandaag
        for naam, veld in self.fields.items():
            if veld.widget.is_hidden:
                continue
            veld.label = f"{self.instance.organisatie}, {'college' if naam == 'college_op' else 'raad'}"
            veld.widget.attrs["aria-label"] = veld.label

    def clean(self):
        gegevens = super().clean()
        for naam in self.changed_data:
            if gegevens.get(naam) and gegevens[naam] > self.vandaag:
                self.add_error(naam, "Deze dag is nog niet geweest.")
        return gegevens

    def _post_clean(self):
        """De regel over de volgorde gaat over de raad: daar komt haar melding te staan."""
        super()._post_clean()
        fouten = self.errors.pop(NON_FIELD_ERRORS, None)
        if fouten:
            self.add_error("college_op" if self.tussendoor else "raad_op", fouten.as_data())


def collegeformulieren(programma, gemeenten: list[Organisatie], *, data=None, vandaag: date) -> list[CollegeForm]:
    """Een formulier per gemeente, in de volgorde van ``gemeenten``."""
    bestaand = {rij.organisatie_id: rij for rij in Collegebesluit.objects.filter(programma=programma)}
    formulieren = []
    for gemeente in gemeenten:
        rij = bestaand.get(gemeente.pk) or Collegebesluit(programma=programma)
        rij.organisatie = gemeente
        formulieren.append(CollegeForm(data, instance=rij, prefix=gemeente.slug, vandaag=vandaag))
    return formulieren


@transaction.atomic
def bewaar_colleges(
    programma: Programma, gemeenten: list[Organisatie], data, *, vandaag: date, door: Gebruiker
) -> list[CollegeForm]:
    """Bewaar wat is ingevuld, alles of niets; geeft de formulieren, met hun fouten of met wat er staat."""
    Programma.objects.select_for_update().get(pk=programma.pk)  # schrijvers wachten op elkaar
    formulieren = collegeformulieren(programma, gemeenten, data=data, vandaag=vandaag)
    fout = [formulier for formulier in formulieren if not formulier.is_valid()]
    for formulier in [] if fout else formulieren:
        if formulier.has_changed():
            noteer_na_opslaan("wijzigen", formulier.save(), door=door)
    return formulieren
