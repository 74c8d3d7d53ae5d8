"""Beheer van de afspraken: acties, aanjagers, hun rollen en de partijen."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from acties.models import Aanjager, Aanjagersrol, Actie, Partij
from acties.spoor.gezien import GezienForm
from acties.woorden import opsomming

from .basis import BeheerInline, PerProgramma, TabelAdmin


def letter(rol):
    """De letter van een aanjagersrol in haar kleur; de naam staat erachter of in de titel."""
    return format_html(
        '<span class="letter rol-{}" title="{}" aria-hidden="true">{}</span>', rol.kleur, rol.naam, rol.letter
    )


def opgesomd(organisaties):
    """“ (Alkmaar en Hoorn)”, of niets."""
    namen = opsomming([organisatie.naam for organisatie in organisaties])
    return f" ({namen})" if namen else ""


class ActieForm(GezienForm):
    """De keuzes van een actie komen uit haar eigen programma."""

    def clean(self):
        gegevens = super().clean()
        if programma := gegevens.get("programma"):
            self._weiger_vreemde("ambities", gegevens, actielijn__programma=programma)
            self._weiger_vreemde("hoofdverantwoordelijken", gegevens, programma=programma)
        return gegevens

    def _weiger_vreemde(self, veld, gegevens, **eigen):
        vreemd = gegevens[veld].exclude(**eigen).first() if veld in gegevens else None
        if vreemd:
            self.add_error(veld, ValidationError(f"“{vreemd}” hoort bij een ander programma."))


class AanjagerInline(BeheerInline):
    """Op één regel: de rol, wie het is, en welke organisaties namens de regio spreken."""

    model = Aanjager
    autocomplete_fields = ["organisaties"]
    groeien = ("tekst",)


class Planningsjaar(admin.SimpleListFilter):
    title = "planning loopt in"
    parameter_name = "jaar"

    def lookups(self, request, model_admin):
        grenzen = model_admin.get_queryset(request).order_by().values_list("startjaar", "eindjaar").distinct()
        jaren = {jaar for start, eind in grenzen if start for jaar in range(start, eind + 1)}
        return [(str(jaar), str(jaar)) for jaar in sorted(jaren)] + [("doorlopend", "doorlopend")]

    def queryset(self, request, queryset):
        if self.value() == "doorlopend":
            return queryset.filter(doorlopend=True)
        if self.value() and self.value().isdecimal() and len(self.value()) == len("2021"):
            return queryset.filter(startjaar__lte=self.value(), eindjaar__gte=self.value())
        return queryset


@admin.register(Actie)
class ActieAdmin(TabelAdmin):
    tabel = "acties.admin.resources.ActieResource"
    in_menu_voor_iedereen = True
    form = ActieForm
    groeien = ("titel",)
    list_display = ["nummer", "titel", "onderdeel", "wie", "planning_kort"]
    list_display_links = ["nummer", "titel"]
    list_filter = [
        "programma",
        ("onderdeel", PerProgramma),
        ("hoofdverantwoordelijken", PerProgramma),
        ("aanjagers__rol", admin.RelatedOnlyFieldListFilter),
        Planningsjaar,
        "uitvoering",
        ("vervallen_op", admin.EmptyFieldListFilter),
    ]
    search_fields = ["=nummer", "titel", "omschrijving"]
    search_help_text = "Zoek op nummer, titel of omschrijving."
    list_select_related = ["onderdeel"]
    autocomplete_fields = ["onderdeel", "doelgroep", "ambities", "hoofdverantwoordelijken", "voortgekomen_uit"]
    inlines = [AanjagerInline]
    fieldsets = [
        ("Wat", {"fields": ["programma", "nummer", "titel", "omschrijving", "onderdeel", "doelgroep", "ambities"]}),
        ("Wie", {"fields": ["hoofdverantwoordelijken", "uitvoering"]}),
        ("Wanneer", {"fields": [("startjaar", "eindjaar", "doorlopend"), "planning_toelichting"]}),
        ("Vervallen", {"fields": ["vervallen_op", "vervallen_reden"]}),
        ("Vervolg", {"fields": ["voortgekomen_uit"]}),
    ]

    def rijen(self, queryset, gebruiker):
        """Wie alleen meldt, vindt hier de acties van zijn eigen organisaties; lezen kan hij ze alle op de site.

        Een lokale actie is geen afspraak van het programma: haar organisatie houdt haar bij op de site.
        """
        queryset = queryset.regionaal()
        if gebruiker.is_projectleider or gebruiker.is_beheerder:
            return queryset.zichtbaar_voor(gebruiker)
        return queryset.bij_te_werken_door(gebruiker, timezone.localdate())

    def mag_regel_inlezen(self, request, obj, *, nieuw):
        return not obj.is_lokaal and super().mag_regel_inlezen(request, obj, nieuw=nieuw)

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .prefetch_related("hoofdverantwoordelijken", "aanjagers__rol", "aanjagers__organisaties")
        )

    @admin.display(description="wie", ordering="uitvoering")
    def wie(self, actie):
        """De hoofdverantwoordelijken, wie er meldt, en per regel een aanjager met de organisaties die zij noemt."""
        partijen = ", ".join(partij.naam for partij in actie.hoofdverantwoordelijken.all())
        meldt = "Elke organisatie meldt" if actie.is_per_organisatie else "Eén stand voor de regio"
        regels = ((letter(a.rol), a.tekst, opgesomd(a.organisaties.all())) for a in actie.aanjagers.all())
        aanjagers = format_html_join("", '<span class="aanjager-kort">{} {}{}</span>', regels)
        return format_html('{}<span class="uitleg">{}</span>{}', partijen, meldt, aanjagers)

    @admin.display(description="planning", ordering="eindjaar")
    def planning_kort(self, actie):
        return actie.planning


@admin.register(Aanjager)
class AanjagerAdmin(TabelAdmin):
    tabel = "acties.admin.resources.AanjagerResource"
    list_display = ["actie", "rolnaam", "tekst", "spreken"]
    list_filter = ["rol"]
    search_fields = ["tekst", "actie__titel", "=actie__nummer"]
    list_select_related = ["actie", "rol"]
    autocomplete_fields = ["actie", "organisaties"]

    def rijen(self, queryset, gebruiker):
        return queryset.filter(actie__lokaal_van__isnull=True)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("organisaties")

    @admin.display(description="spreken namens de regio")
    def spreken(self, aanjager):
        return opsomming([organisatie.naam for organisatie in aanjager.organisaties.all()])

    @admin.display(description="rol", ordering="rol__volgorde")
    def rolnaam(self, aanjager):
        return format_html("{} {}", letter(aanjager.rol), aanjager.rol.naam)


@admin.register(Aanjagersrol)
class AanjagersrolAdmin(TabelAdmin):
    tabel = "acties.admin.resources.AanjagersrolResource"
    list_display = ["naam", "letterblok", "kleur", "programma", "volgorde"]
    list_filter = ["programma"]
    search_fields = ["naam"]
    list_select_related = ["programma"]

    @admin.display(description="letter", ordering="letter")
    def letterblok(self, rol):
        return format_html("{} {}", letter(rol), rol.letter)


@admin.register(Partij)
class PartijAdmin(TabelAdmin):
    tabel = "acties.admin.resources.PartijResource"
    list_display = ["naam", "programma", "volgorde"]
    list_filter = ["programma"]
    search_fields = ["naam"]
    list_select_related = ["programma"]
