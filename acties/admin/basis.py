"""Waar elke pagina van het beheer op rust: rechten per rij, verwijderen met uitleg, geschiedenis in het Nederlands."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.db import transaction
from django.db.models import Model
from django.forms import CharField
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils.functional import cached_property
from django.utils.text import capfirst
from simple_history.admin import SimpleHistoryAdmin

from acties.spoor.eenmalig import verstuurd
from acties.spoor.gezien import GezienForm, GezienRegels
from acties.spoor.logboek import noteer_na_opslaan
from acties.spoor.nakijken import Nakijken
from acties.tekst import leesbaar
from acties.woorden import WIJZIGING

from .geschiedenis import Wijziging
from .leesveld import Leesveld
from .lijst import Lijst, kent_de_database

# Zoveel verwijzingen noemt de uitleg waarom iets niet weg kan; de rest is een aantal.
MEEST_GENOEMD = 20


class PerProgramma(admin.RelatedFieldListFilter):
    """Een filter op wat elk programma opnieuw heeft: zijn er meer programma's, dan staat erbij van welk het is."""

    def field_choices(self, field, request, model_admin):
        rijen = list(field.remote_field.model.objects.select_related("programma"))
        meer = len({rij.programma_id for rij in rijen}) > 1
        return [(rij.pk, f"{rij} ({rij.programma})" if meer else str(rij)) for rij in rijen]


class EenRegel(AdminTextareaWidget):
    """Eén regel tekst in een veld dat meegroeit: op een smal scherm valt er niets buiten."""

    def __init__(self, attrs: Any = None):
        super().__init__({"rows": 1, **(attrs or {})})

    def value_from_datadict(self, data, files, name):
        waarde = super().value_from_datadict(data, files, name)
        return waarde and " ".join(waarde.splitlines())


class EigenKeuzes:
    """Een keuzelijst biedt alleen rijen aan die de gebruiker in het beheer ook zelf mag zien."""

    groeien: tuple[str, ...] = ()  # velden van één regel die hun tekst helemaal laten zien

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Naast een keuzelijst: toevoegen en bekijken. Wijzigen en verwijderen doe je op de pagina van dat andere.

        Een tekstveld neemt geen tekens aan die een bestand niet kan bewaren, en geen tekst die niemand ziet.
        """
        if db_field.name in self.groeien:
            kwargs["widget"] = EenRegel
        veld = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(veld, CharField):
            veld.validators.append(leesbaar)
        if veld is not None and isinstance(veld.widget, RelatedFieldWidgetWrapper):
            veld.widget.can_change_related = veld.widget.can_delete_related = False
        return veld

    def get_field_queryset(self, db, db_field, request):
        ander = self.admin_site._registry.get(db_field.remote_field.model)
        return ander.get_queryset(request) if ander else super().get_field_queryset(db, db_field, request)


class EigenRijen(EigenKeuzes):
    """De QuerySet is het recht: wat ``rijen`` niet geeft, bestaat voor deze gebruiker niet (404).

    Wijzigen gaat met het merk ``gezien``: van de pagina in haar formulier, van haar regels in hun reeks.
    """

    form: Any = GezienForm
    in_menu_voor_iedereen = False
    gaan_mee: tuple[type[Model], ...] = ()  # alleen-lezentabellen waarvan de rijen met deze rij verdwijnen
    list_per_page = 50
    show_full_result_count = False

    def rijen(self, queryset, gebruiker):
        return queryset

    def get_queryset(self, request):
        return self.rijen(super().get_queryset(request), request.user)

    def has_module_permission(self, request):
        """In het menu staat waar je werk hebt; wie alleen meldt, ziet daar alleen acties en meldingen."""
        werkt_hier = self.in_menu_voor_iedereen or request.user.is_projectleider or request.user.is_beheerder
        return werkt_hier and self.has_view_permission(request)

    def get_search_results(self, request, queryset, search_term):
        """Ook de keuzelijsten zoeken hiermee, en die hebben geen formulier dat weert wat een database niet kent."""
        if not kent_de_database(search_term):
            return queryset.none(), False
        return super().get_search_results(request, queryset, search_term)

    def lookup_allowed(self, lookup, value, request):
        """Een patroon in het adres kan de database lang bezighouden, en een fout patroon is op SQLite een fout van de site."""
        return not lookup.endswith("regex") and super().lookup_allowed(lookup, value, request)

    def get_changelist(self, request, **kwargs):
        return Lijst

    def changelist_view(self, request, extra_context=None):
        titel = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, titel | (extra_context or {}))

    def get_object(self, request, object_id, from_field=None):
        """Wie verstuurt, houdt de rij vast: een tweede wacht, en ziet daarna wat de eerste bewaarde."""
        rij = super().get_object(request, object_id, from_field)
        if rij is None or request.method != "POST" or not transaction.get_connection().in_atomic_block:
            return rij
        list(type(rij)._base_manager.select_for_update().order_by().filter(pk=rij.pk).values_list("pk"))
        return super().get_object(request, object_id, from_field)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        pagina = super().changeform_view
        response = verstuurd(request, lambda: pagina(request, object_id, form_url, extra_context))
        if any(getattr(formulier, "tussendoor", False) for formulier in _formulieren(response)):
            response.status_code = 409
        return response

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """Een veld dat je alleen leest, is een link als je mag openen waar het naar verwijst."""
        context["adminform"] = Leesveld(context["adminform"], request, self.admin_site)
        regels = context["inline_admin_formsets"]
        context["inline_admin_formsets"] = [Leesveld(deel, request, self.admin_site) for deel in regels]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        """Alleen wat de schrijver veranderde; de rest van de rij kan intussen van een ander zijn."""
        if change:
            obj.save(update_fields=form.te_schrijven())
        else:
            super().save_model(request, obj, form, change)
        form.noteer_bevestigd(obj, door=request.user)

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        for regel in formset.forms:
            if isinstance(regel, Nakijken) and regel not in formset.deleted_forms:
                regel.noteer_bevestigd(regel.instance, door=request.user)

    def get_deleted_objects(self, objs, request):
        """Wat beschermd is, is de reden; een recht dat je daarnaast zou missen, leidt dan alleen maar af."""
        weg, aantallen, rechten, beschermd = super().get_deleted_objects(objs, request)
        rechten = set() if beschermd else rechten - {model._meta.verbose_name for model in self.gaan_mee}
        if len(beschermd) > MEEST_GENOEMD:
            beschermd = [*beschermd[:MEEST_GENOEMD], f"en nog {len(beschermd) - MEEST_GENOEMD} andere"]
        return weg, aantallen, rechten, beschermd

    # Naast de geschiedenis ook een regel in het logboek.

    def log_addition(self, request, obj, message):
        noteer_na_opslaan("toevoegen", obj, door=request.user)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        noteer_na_opslaan("wijzigen", obj, door=request.user)
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        for obj in queryset:
            noteer_na_opslaan("verwijderen", obj, door=request.user)
        return super().log_deletions(request, queryset)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        raise Http404(f"{opts.verbose_name} bestaat niet.")


def _formulieren(response):
    """Het formulier van een pagina van het beheer en die van haar regels, als zij er nog een toont."""
    inhoud = getattr(response, "context_data", None) or {}
    if "adminform" in inhoud:
        yield inhoud["adminform"].form
        yield from (regels.formset for regels in inhoud["inline_admin_formsets"])


class AlleenLezen:
    """Voor tabellen die ergens anders worden bijgewerkt: hier staan ze om te zoeken en om hun geschiedenis."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class BenoemdeRegels(GezienRegels):
    """In een tabel staat de naam van een veld alleen in de kolomkop; elk veld draagt haar hier ook zelf."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for naam, veld in form.fields.items():
            if not veld.widget.is_hidden:
                widget = getattr(veld.widget, "widget", veld.widget)  # een keuzelijst zit in een omslag met knoppen
                widget.attrs.setdefault("aria-label", "Verwijderen" if naam == "DELETE" else capfirst(veld.label))


class BeheerInline(EigenKeuzes, admin.TabularInline):
    form = GezienForm
    formset = BenoemdeRegels
    extra = 0
    show_change_link = True


class BeheerAdmin(EigenRijen, SimpleHistoryAdmin):
    """Een tabel met geschiedenis. Terugzetten met één knop kan niet: een correctie is een gewone wijziging."""

    history_list_per_page = 25
    object_history_template = "admin/geschiedenis.html"

    def history_view(self, request, object_id, extra_context=None):
        if self.get_object(request, unquote(object_id)) is None:
            raise Http404("Dit bestaat niet (meer).")
        return super().history_view(request, object_id, extra_context)

    def render_history_view(self, request, template, context, **kwargs):
        aantal = context["page_obj"].paginator.count
        return super().render_history_view(request, template, {**context, "telzin": WIJZIGING.aantal(aantal)}, **kwargs)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_history", object_id)

    def set_history_delta_changes(self, request, historical_records, foreign_keys_are_objs=True):
        super().set_history_delta_changes(request, historical_records, foreign_keys_are_objs)
        for regel in historical_records:
            regel.verschillen = getattr(regel, "history_delta_changes", [])  # de oudste regel heeft er geen

    def get_historical_record_context_helper(self, request, historical_record):
        return Wijziging(self.model, historical_record)

    def history_view_title(self, request, obj):
        return f"Geschiedenis van {obj}"


class Bestanden:
    """Een tabel die ook als bestand in en uit gaat. ``tabel`` is het pad naar haar resource."""

    tabel = ""
    change_list_template: Any = "admin/lijst_met_bestand.html"

    @cached_property
    def _uitwisseling(self):
        # Pas hier: django-import-export laadt alle Excelbibliotheken, en die horen niet bij het opstarten.
        from .uitwisseling import Uitwisseling  # noqa: PLC0415 - zie hierboven

        soort = type(f"{type(self).__name__}Uitwisseling", (Uitwisseling, type(self)), {})
        return soort(self.model, self.admin_site)

    def has_import_permission(self, request):
        return request.user.has_perm(f"{self.opts.app_label}.import_{self.opts.model_name}")

    def has_export_permission(self, request):
        return request.user.has_perm(f"{self.opts.app_label}.export_{self.opts.model_name}")

    def mag_regel_inlezen(self, request, obj, *, nieuw):
        """Of deze gebruiker deze rij mag toevoegen of wijzigen; de inhoud bewaakt het model."""
        return self.has_add_permission(request) if nieuw else self.has_change_permission(request, obj)

    def get_urls(self):
        naam = f"{self.opts.app_label}_{self.opts.model_name}"
        eigen = [
            path("import/", self._bestandsview("import_action"), name=f"{naam}_import"),
            path("process_import/", self._bestandsview("process_import"), name=f"{naam}_process_import"),
            path("export/", self._bestandsview("export_action"), name=f"{naam}_export"),
        ]
        return eigen + super().get_urls()

    def _bestandsview(self, naam):
        def view(request):
            return getattr(self._uitwisseling, naam)(request)

        return self.admin_site.admin_view(view)

    def changelist_view(self, request, extra_context=None):
        mag = {
            "has_import_permission": self.has_import_permission(request),
            "has_export_permission": self.has_export_permission(request),
        }
        return super().changelist_view(request, mag | (extra_context or {}))


class TabelAdmin(Bestanden, BeheerAdmin):
    """De gewone tabel: met geschiedenis, en als bestand in en uit."""
