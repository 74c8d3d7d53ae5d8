"""Beheer van de evaluaties. Een vastgestelde evaluatie is hier alleen te lezen."""

from django.contrib import admin
from django.core.exceptions import ValidationError

from acties.admin.basis import AlleenLezen, BeheerAdmin, EigenKeuzes, EigenRijen
from acties.spoor.gezien import GezienForm, GezienRegels
from monitoring.constanten import Fase
from monitoring.models import Bespreking, Duiding, Evaluatie

from .badges import koers_badge

VASTSTELLING = ["vastgesteld_op", "vastgesteld_door", "sha256"]


class EvaluatieForm(GezienForm):
    """Vaststellen is een eigen handeling; het formulier kan er niet naartoe."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "fase" in self.fields:
            self.fields["fase"].choices = [keuze for keuze in Fase.choices if keuze[0] != Fase.VASTGESTELD]


class DuidingForm(GezienForm):
    def clean_onderdeel(self):
        onderdeel = self.cleaned_data["onderdeel"]
        if self.instance.evaluatie.programma_id and onderdeel.programma_id != self.instance.evaluatie.programma_id:
            raise ValidationError("Dit onderdeel hoort bij een ander programma.")
        return onderdeel


class TotVaststellen(EigenKeuzes, admin.StackedInline):
    """Te wijzigen zolang de evaluatie niet is vastgesteld."""

    form = GezienForm
    formset = GezienRegels
    extra = 0
    show_change_link = True

    def has_add_permission(self, request, obj=None):
        return _open(obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return _open(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return _open(obj) and super().has_delete_permission(request, obj)


def _open(evaluatie):
    return evaluatie is None or evaluatie.fase != Fase.VASTGESTELD


class DuidingInline(TotVaststellen):
    model = Duiding
    form = DuidingForm


class BesprekingInline(TotVaststellen):
    model = Bespreking


@admin.register(Evaluatie)
class EvaluatieAdmin(EigenRijen, admin.ModelAdmin):
    form = EvaluatieForm
    gaan_mee = (Duiding, Bespreking)
    list_display = ["__str__", "programma", "jaar", "versie", "peildatum", "fase"]
    list_filter = ["programma", "fase", "jaar"]
    search_fields = ["=jaar", "programma__naam"]
    list_select_related = ["programma"]
    inlines = [DuidingInline, BesprekingInline]
    fields = ["programma", ("jaar", "versie"), "reden", "peildatum", "fase"]

    def has_change_permission(self, request, obj=None):
        return _open(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return _open(obj) and super().has_delete_permission(request, obj)

    def get_fields(self, request, obj=None):
        return self.fields if _open(obj) else self.fields + VASTSTELLING

    def get_readonly_fields(self, request, obj=None):
        return [] if _open(obj) else VASTSTELLING


@admin.register(Duiding)
class DuidingAdmin(AlleenLezen, BeheerAdmin):
    """Om te zoeken en om de geschiedenis; bijwerken gaat bij de evaluatie."""

    list_display = ["evaluatie", "onderdeel", "oordeel_badge"]
    list_filter = ["evaluatie__jaar", "onderdeel", "oordeel"]
    search_fields = ["tekst", "onderdeel__naam"]
    list_select_related = ["evaluatie", "onderdeel"]

    @admin.display(description="oordeel", ordering="oordeel")
    def oordeel_badge(self, duiding):
        return koers_badge(duiding.oordeel)


@admin.register(Bespreking)
class BesprekingAdmin(AlleenLezen, BeheerAdmin):
    """Om te zoeken en om de geschiedenis; bijwerken gaat bij de evaluatie."""

    list_display = ["evaluatie", "overleg", "datum", "fase"]
    list_filter = ["evaluatie__jaar", "overleg", "fase"]
    search_fields = ["besproken", "conclusies", "besluiten", "overleg__naam"]
    list_select_related = ["evaluatie", "overleg"]
