"""Beheer van de besluiten over het programma en de vaststelling per gemeente.

Vastleggen met gevolgen voor de actie gaat op de site; hier staat wat is vastgelegd, met zijn geschiedenis.
"""

from django.contrib import admin

from acties.models import Besluit, Collegebesluit, Organisatie

from .basis import BeheerAdmin, TabelAdmin
from .lijst import jaarfilter


@admin.register(Besluit)
class BesluitAdmin(BeheerAdmin):
    list_display = ["datum", "soort", "actie", "orgaan", "kenmerk", "programma"]
    list_display_links = ["datum", "soort"]
    list_filter = ["programma", "soort", jaarfilter("datum")]
    search_fields = ["orgaan", "kenmerk", "omschrijving", "actie__titel"]
    list_select_related = ["actie", "programma"]
    autocomplete_fields = ["actie"]
    fieldsets = [
        ("Wat", {"fields": ["programma", "soort", "actie", "omschrijving"]}),
        ("Wie en wanneer", {"fields": ["orgaan", "datum", "kenmerk"]}),
    ]


@admin.register(Collegebesluit)
class CollegebesluitAdmin(TabelAdmin):
    tabel = "acties.admin.resources.CollegebesluitResource"
    list_display = ["organisatie", "programma", "college_op", "raad_op"]
    list_filter = ["programma", ("college_op", admin.EmptyFieldListFilter), ("raad_op", admin.EmptyFieldListFilter)]
    search_fields = ["organisatie__naam"]
    list_select_related = ["organisatie", "programma"]

    def get_field_queryset(self, db, db_field, request):
        """Alleen een gemeente stelt het programma vast."""
        if db_field.name == "organisatie":
            return Organisatie.objects.gemeenten()
        return super().get_field_queryset(db, db_field, request)
