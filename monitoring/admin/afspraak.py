"""Beheer van de afspraken van de overleggen. Afhandelen gaat op de site; hier staat alles, met de geschiedenis."""

from django.contrib import admin

from acties.admin.basis import BeheerAdmin, PerProgramma
from acties.admin.lijst import jaarfilter
from monitoring.models import Afspraak


@admin.register(Afspraak)
class AfspraakAdmin(BeheerAdmin):
    list_display = ["wat", "overleg", "datum", "organisatie", "wie", "voor", "stand"]
    list_filter = ["programma", "overleg", "stand", ("onderdeel", PerProgramma), jaarfilter("voor")]
    search_fields = ["wat", "wie", "afloop", "organisatie__naam"]
    list_select_related = ["overleg", "organisatie"]
    autocomplete_fields = ["actie", "organisatie"]
    fieldsets = [
        ("Wat", {"fields": ["programma", ("overleg", "datum"), "wat", "actie", "onderdeel"]}),
        ("Wie en wanneer", {"fields": [("organisatie", "wie"), "voor"]}),
        ("Wat ervan kwam", {"fields": [("stand", "afgehandeld_op"), "afloop"]}),
    ]
