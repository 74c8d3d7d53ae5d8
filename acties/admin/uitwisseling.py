"""Een tabel van het beheer als bestand erin en eruit, via django-import-export en binnen de rechten van de pagina.

Wordt pas geladen als iemand inleest of uitvoert (``TabelAdmin._uitwisseling``).
"""

from django import forms
from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.text import slugify
from import_export.admin import ImportExportMixin
from import_export.forms import ConfirmImportForm, ExportForm, ImportForm
from import_export.tmp_storages import CacheStorage

from acties.admin.bestand import Csv, Inlezen, Ods, Xlsx
from acties.rekenblad.lezen.fout import Bestandsfout
from acties.rekenblad.lezen.grenzen import MAX_BESTAND, MEGABYTE
from acties.spoor.logboek import noteer

UUR = 3600
ZOUT = "beheer.inlezen"
VERLOPEN = "Deze voorvertoning is verlopen, al gebruikt of niet van jou. Kies het bestand opnieuw."
ENIGE_FORMAAT = "0"


class Bewaarplek(CacheStorage):
    """Een bestand tussen voorvertoning en bevestiging: in de cache, hooguit een uur."""

    CACHE_LIFETIME = UUR
    CACHE_PREFIX = "beheer-inlezen-"


class Inleesformulier(ImportForm):
    media = forms.Media()  # de inhoud zegt zelf welk formaat het is; er valt niets te raden

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["format"].widget = forms.HiddenInput()
        self.fields["format"].initial = ENIGE_FORMAAT
        bestand = self.fields["import_file"]
        bestand.label = "Excel- of CSV-bestand"
        bestand.widget.attrs |= {"accept": ".xlsx,.csv"}

    def clean_import_file(self):
        bestand = self.cleaned_data["import_file"]
        if bestand.size > MAX_BESTAND:
            raise ValidationError(f"Het bestand is groter dan {MAX_BESTAND // MEGABYTE} MB. Splits het in delen.")
        return bestand


class Bevestiging(ConfirmImportForm):
    """De voorvertoning hoort bij één gebruiker en één tabel, en geldt een uur: dat staat getekend in de sleutel."""

    def __init__(self, *args, eigenaar, **kwargs):
        super().__init__(*args, **kwargs)
        self.eigenaar = eigenaar

    def clean_import_file_name(self):
        try:
            naam, eigenaar = signing.loads(self.cleaned_data["import_file_name"], salt=ZOUT, max_age=UUR)
        except (signing.BadSignature, ValueError, TypeError):
            raise ValidationError(VERLOPEN) from None
        if eigenaar != self.eigenaar or cache.get(Bewaarplek.CACHE_PREFIX + naam) is None:
            raise ValidationError(VERLOPEN)
        return naam

    def clean_format(self):
        return ENIGE_FORMAAT

    def clean_resource(self):
        return ENIGE_FORMAAT


class Uitwisseling(ImportExportMixin):
    """Gemengd met de ModelAdmin van een tabel; rijen, zoekvragen en rechten komen van die ModelAdmin."""

    import_form_class = Inleesformulier
    confirm_form_class = Bevestiging
    export_form_class = ExportForm
    import_template_name = "admin/import_export/inlezen.html"
    export_template_name = "admin/import_export/uitvoeren.html"
    import_export_change_list_template = None
    tmp_storage_class = Bewaarplek

    def get_resource_classes(self, request):
        return [import_string(self.tabel)]

    def get_resource_kwargs(self, request, *args, form=None, **kwargs):
        kenmerk = form.cleaned_data.get("import_file_name", "") if form is not None and form.is_valid() else ""
        return {
            "mag": lambda obj, *, nieuw: self.mag_regel_inlezen(request, obj, nieuw=nieuw),
            "door": request.user,
            "op": timezone.now(),
            "kenmerk": kenmerk,
        }

    def get_import_formats(self):
        return [Inlezen]

    def get_export_formats(self):
        return [Xlsx, Ods, Csv]

    # Inlezen

    def _eigenaar(self, request):
        return f"{request.user.pk}:{self.opts.label_lower}"

    def get_confirm_form_kwargs(self, request, import_form=None):
        return super().get_confirm_form_kwargs(request, import_form) | {"eigenaar": self._eigenaar(request)}

    def get_confirm_form_initial(self, request, import_form):
        begin = super().get_confirm_form_initial(request, import_form)
        if begin:
            sleutel = [begin["import_file_name"], self._eigenaar(request)]
            begin["import_file_name"] = signing.dumps(sleutel, salt=ZOUT)
        return begin

    def add_data_read_fail_error_to_form(self, form, e):
        form.add_error("import_file", str(e) if isinstance(e, Bestandsfout) else "Dit bestand is niet te lezen.")

    def get_import_context_data(self, **kwargs):
        """Wat de pagina altijd leest, ook als er nog niets gekozen is."""
        return {"result": None, "confirm_form": None, "form": None, "fields_list": [], "subtitle": None}

    def process_import(self, request, **kwargs):
        antwoord = super().process_import(request, **kwargs)
        if isinstance(antwoord, TemplateResponse):
            antwoord.context_data = self.get_import_context_data() | antwoord.context_data
        return antwoord

    def process_result(self, result, request):
        """Wat bij de voorvertoning klopte, kan intussen niet meer kloppen: dan is er niets opgeslagen."""
        if not result.has_errors() and not result.has_validation_errors():
            noteer("inlezen", self.opts.verbose_name_plural, door=request.user)
            return super().process_result(result, request)
        messages.error(request, "Er is niets opgeslagen: intussen zijn er gegevens veranderd.")
        context = self.admin_site.each_context(request) | self.get_import_context_data()
        context |= {"title": "Inlezen", "opts": self.opts, "result": result}
        return TemplateResponse(request, [self.import_template_name], context)

    def _create_log_entry(self, user_pk, rows, import_type, action_flag):
        LogEntry.objects.log_actions(user_pk, rows, action_flag, change_message="Ingelezen uit een bestand.")

    # Uitvoeren

    def get_export_context_data(self, **kwargs):
        return {"subtitle": None}

    def get_valid_export_item_pks(self, request):
        return self.get_queryset(request).values_list("pk", flat=True)

    def get_export_data(self, file_format, request, queryset, **kwargs):
        """Altijd met echte getallen en datums: het formaat zelf zegt hoe die eruitzien."""
        noteer(f"uitvoeren als {file_format.get_extension()}", self.opts.verbose_name_plural, door=request.user)
        resource = self.choose_export_resource_class(None, request)(**self.get_export_resource_kwargs(request))
        return file_format.export_data(resource.export(queryset=queryset))

    def get_export_filename(self, request, queryset, file_format):
        naam = slugify(self.opts.verbose_name_plural)
        return f"{naam}-{timezone.localdate().isoformat()}.{file_format.get_extension()}"
