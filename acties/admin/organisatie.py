"""Beheer van de stamgegevens: organisaties, subregio's en overleggen met hun deelnemers."""

from django.contrib import admin

from acties.models import Deelname, Organisatie, Overleg, Subregio

from .basis import BeheerInline, PerProgramma, TabelAdmin


@admin.register(Organisatie)
class OrganisatieAdmin(TabelAdmin):
    tabel = "acties.admin.resources.OrganisatieResource"
    list_display = ["naam", "soort", "subregio", "begindatum", "einddatum", "opvolger"]
    list_filter = ["soort", "subregio", ("partijen", PerProgramma), ("einddatum", admin.EmptyFieldListFilter)]
    search_fields = ["naam", "cbs_code"]
    list_select_related = ["subregio", "opvolger"]
    autocomplete_fields = ["partijen", "opvolger"]
    prepopulated_fields = {"slug": ["naam"]}
    fieldsets = [
        (None, {"fields": ["naam", "slug", "soort", "cbs_code", "subregio", "partijen"]}),
        ("Begin en einde", {"fields": [("begindatum", "einddatum"), "opvolger"]}),
        ("Plaats op de kaart", {"fields": [("kaartkolom", "kaartrij")]}),
    ]


@admin.register(Subregio)
class SubregioAdmin(TabelAdmin):
    tabel = "acties.admin.resources.SubregioResource"
    list_display = ["naam", "volgorde"]
    search_fields = ["naam"]


class DeelnameInline(BeheerInline):
    model = Deelname
    autocomplete_fields = ["organisatie"]


@admin.register(Overleg)
class OverlegAdmin(TabelAdmin):
    tabel = "acties.admin.resources.OverlegResource"
    list_display = ["afkorting", "naam", "subregio", "rol", "volgorde"]
    list_filter = ["rol", "subregio"]
    search_fields = ["afkorting", "naam"]
    list_select_related = ["subregio"]
    prepopulated_fields = {"slug": ["afkorting"]}
    inlines = [DeelnameInline]


@admin.register(Deelname)
class DeelnameAdmin(TabelAdmin):
    tabel = "acties.admin.resources.DeelnameResource"
    list_display = ["organisatie", "overleg", "van", "tot"]
    list_filter = ["overleg"]
    search_fields = ["organisatie__naam"]
    list_select_related = ["organisatie", "overleg"]
    autocomplete_fields = ["organisatie"]
