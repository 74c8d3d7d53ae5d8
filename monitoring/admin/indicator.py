"""Beheer van de cijfers: indicatoren en hun metingen."""

from django.contrib import admin

from acties.admin.basis import BeheerInline, TabelAdmin
from monitoring.models import Indicator, Meting, Regionaam


class MetingInline(BeheerInline):
    model = Meting
    autocomplete_fields = ["organisatie"]


@admin.register(Indicator)
class IndicatorAdmin(TabelAdmin):
    tabel = "monitoring.admin.resources.IndicatorResource"
    list_display = ["naam", "eenheid", "gewenst", "streefwaarde", "streefjaar", "ambitie", "programma"]
    list_filter = ["programma", "gewenst"]
    search_fields = ["naam", "toelichting", "bron"]
    list_select_related = ["ambitie", "programma"]
    autocomplete_fields = ["ambitie", "noemer"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "programma",
                    "naam",
                    ("eenheid", "soort"),
                    ("gewenst", "volgorde"),
                    "ambitie",
                    "toelichting",
                    "bron",
                ]
            },
        ),
        ("Waar het door wordt gedeeld", {"fields": [("noemer", "per")]}),
        ("Waar het begon", {"fields": [("nulwaarde", "nuljaar")]}),
        ("Waar het heen moet", {"fields": [("norm", "streefwaarde", "streefjaar"), "streefbron"]}),
    ]
    inlines = [MetingInline]


@admin.register(Meting)
class MetingAdmin(TabelAdmin):
    tabel = "monitoring.admin.resources.MetingResource"
    list_display = ["indicator", "periode", "organisatie", "waarde", "voorlopig"]
    list_filter = ["indicator", ("organisatie", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["indicator__naam", "periode", "organisatie__naam"]
    list_select_related = ["indicator", "organisatie"]
    autocomplete_fields = ["indicator", "organisatie"]


@admin.register(Regionaam)
class RegionaamAdmin(TabelAdmin):
    tabel = "monitoring.admin.resources.RegionaamResource"
    list_display = ["naam", "organisatie", "programma"]
    list_filter = ["programma"]
    search_fields = ["naam", "organisatie__naam"]
    list_select_related = ["organisatie", "programma"]
    autocomplete_fields = ["organisatie"]
