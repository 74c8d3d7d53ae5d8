"""Beheer van de updaterondes."""

from django.contrib import admin
from django.core.exceptions import ValidationError

from acties.admin.basis import BeheerAdmin
from acties.admin.lijst import jaarfilter
from acties.spoor.gezien import GezienForm
from monitoring.models import Herinnering, Updateronde, Werkboekmail


class UpdaterondeForm(GezienForm):
    def clean(self):
        gegevens = super().clean()
        programma = gegevens.get("programma")
        if programma and any(actie.programma_id != programma.pk for actie in gegevens.get("acties", ())):
            self.add_error("acties", ValidationError("Kies alleen acties van dit programma."))
        return gegevens


@admin.register(Updateronde)
class UpdaterondeAdmin(BeheerAdmin):
    """Een ronde waarin al is gemeld, is niet te verwijderen; de meldingen verwijzen ernaar."""

    form = UpdaterondeForm
    gaan_mee = (Herinnering, Werkboekmail)
    list_display = ["naam", "programma", "peildatum", "opent_op", "sluit_op"]
    list_filter = ["programma", jaarfilter("peildatum")]
    search_fields = ["naam", "toelichting"]
    list_select_related = ["programma"]
    autocomplete_fields = ["acties", "organisaties"]
    fields = ["programma", "naam", "peildatum", ("opent_op", "sluit_op"), "toelichting", "acties", "organisaties"]
