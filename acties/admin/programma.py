"""Beheer van het programma en zijn opbouw."""

from django.contrib import admin

from acties.constanten import OnderdeelSoort
from acties.models import Actielijn, Ambitie, Begrip, Doelgroep, Kernelement, Onderdeel, Programma

from .basis import AlleenLezen, BeheerAdmin, BeheerInline, TabelAdmin


class SoortKeuzes:
    """Ambities en doelgroepen horen bij een actielijn; een kernelement staat niet in hun keuzelijst."""

    def get_field_queryset(self, db, db_field, request):
        rijen = super().get_field_queryset(db, db_field, request)
        return rijen.filter(soort=OnderdeelSoort.ACTIELIJN) if db_field.name == "actielijn" else rijen


@admin.register(Programma)
class ProgrammaAdmin(TabelAdmin):
    tabel = "acties.admin.resources.ProgrammaResource"
    list_display = ["naam", "startjaar", "eindjaar", "regio"]
    list_filter = ["startjaar"]
    search_fields = ["naam", "ondertitel", "regio"]
    prepopulated_fields = {"slug": ["naam"]}
    fieldsets = [
        (None, {"fields": ["naam", "ondertitel", "slug", "regio", "omschrijving"]}),
        ("Looptijd", {"fields": [("startjaar", "eindjaar"), "voorganger"]}),
    ]


@admin.register(Onderdeel)
class OnderdeelAdmin(AlleenLezen, BeheerAdmin):
    """Alleen om in keuzelijsten te zoeken; bijwerken gaat via Kernelementen en Actielijnen."""

    list_display = ["naam", "soort", "code", "programma"]
    list_filter = ["soort", "programma"]
    search_fields = ["naam", "code"]
    list_select_related = ["programma"]

    def has_module_permission(self, request):
        return False


class OnderdeelSoortAdmin(TabelAdmin):
    """De soort volgt uit de pagina; het formulier vraagt er niet naar."""

    soort = ""
    list_display = ["naam", "code", "programma", "volgorde"]
    list_filter = ["programma"]
    search_fields = ["naam", "code", "omschrijving"]
    list_select_related = ["programma"]
    fieldsets = [(None, {"fields": ["programma", ("code", "volgorde"), "naam", "omschrijving", "naam_in_regiovisie"]})]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        soort = self.soort

        class MetSoort(form):
            def __init__(self, *args, **kwargs):
                super().__init__(*args, **kwargs)
                self.instance.soort = soort  # vóór de controle, want die kijkt ernaar

        return MetSoort


@admin.register(Kernelement)
class KernelementAdmin(OnderdeelSoortAdmin):
    soort = OnderdeelSoort.KERNELEMENT
    tabel = "acties.admin.resources.KernelementResource"


class AmbitieInline(BeheerInline):
    model = Ambitie


class DoelgroepInline(BeheerInline):
    model = Doelgroep


@admin.register(Actielijn)
class ActielijnAdmin(OnderdeelSoortAdmin):
    soort = OnderdeelSoort.ACTIELIJN
    tabel = "acties.admin.resources.ActielijnResource"
    inlines = [AmbitieInline, DoelgroepInline]


@admin.register(Ambitie)
class AmbitieAdmin(SoortKeuzes, TabelAdmin):
    tabel = "acties.admin.resources.AmbitieResource"
    list_display = ["tekst", "actielijn", "volgorde"]
    list_filter = ["actielijn__programma", ("actielijn", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["tekst"]
    list_select_related = ["actielijn"]


@admin.register(Doelgroep)
class DoelgroepAdmin(SoortKeuzes, TabelAdmin):
    tabel = "acties.admin.resources.DoelgroepResource"
    list_display = ["naam", "actielijn", "volgorde"]
    list_filter = ["actielijn__programma", ("actielijn", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["naam"]
    list_select_related = ["actielijn"]


@admin.register(Begrip)
class BegripAdmin(TabelAdmin):
    tabel = "acties.admin.resources.BegripResource"
    list_display = ["term", "programma"]
    list_filter = ["programma"]
    search_fields = ["term", "synoniemen", "definitie"]
    list_select_related = ["programma"]
