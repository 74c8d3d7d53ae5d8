"""Een tabel van het beheer als bestand erin en eruit, via django-import-export en binnen de rechten van de pagina.

Wordt pas geladen als iemand inleest of uitvoert (``TabelAdmin._uitwisseling``).
"""

from functools import partial

from django import forms
from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.module_loading import import_string
from django.utils.text import slugify
from django.views.decorators.http import require_POST
from import_export.admin import ImportExportMixin
from import_export.forms import ExportForm, ImportForm

from acties.admin.bestand import Csv, Inlezen, Ods, Xlsx
from acties.admin.vergelijken import Vergelijking
from acties.rekenblad.lezen.fout import Bestandsfout
from acties.rekenblad.lezen.grenzen import MAX_BESTAND, MEGABYTE
from acties.spoor.logboek import noteer, noteer_na_opslaan
from acties.voorstel.opslaan import NietOpgeslagen, alles_of_niets
from acties.voorstel.tussenstap import Verlopen
from acties.voorstel.voorstel import Veranderd, Voorstel, bekijk, bevestig

VERLOPEN = "Deze voorvertoning is verlopen, al gebruikt of niet van jou. Kies het bestand opnieuw."
ZONDER_RIJEN = "Er staan geen rijen in het bestand. Zet onder de kolomnamen ten minste één rij."
INGELEZEN = "Ingelezen uit een bestand."
ENIGE_FORMAAT = "0"


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


class Uitwisseling(ImportExportMixin):
    """Gemengd met de ModelAdmin van een tabel; rijen, zoekvragen en rechten komen van die ModelAdmin."""

    import_form_class = Inleesformulier
    export_form_class = ExportForm
    import_template_name = "admin/import_export/inlezen.html"
    export_template_name = "admin/import_export/uitvoeren.html"
    import_export_change_list_template = None

    def get_resource_classes(self, request):
        return [import_string(self.tabel)]

    def get_import_formats(self):
        return [Inlezen]

    def get_export_formats(self):
        return [Xlsx, Ods, Csv]

    # Inlezen: bekijken zonder transactie, bevestigen in één

    def import_action(self, request, **kwargs):
        """Kies een bestand; klopt het, dan staat er wat het verandert. Er wordt niets opgeslagen."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form, bekeken = self.create_import_form(request), None
        if request.method == "POST" and form.is_valid():
            try:
                dataset = Inlezen().create_dataset(form.cleaned_data["import_file"].read())
            except Bestandsfout as fout:
                form.add_error("import_file", str(fout))
            else:
                if dataset:
                    bekeken = bekijk(dataset, self._vergelijker(request), door=request.user, waar=self.opts.label_lower)
                else:
                    form.add_error("import_file", ZONDER_RIJEN)
        return self._toon(request, form=form, bekeken=bekeken)

    @method_decorator(require_POST)
    def process_import(self, request, **kwargs):
        """Sla op wat is bekeken: alles, of niets."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        try:
            voorstel = bevestig(
                request.POST.get("sleutel", ""),
                self._vergelijker(request),
                partial(self._bewaar, request),
                door=request.user,
                waar=self.opts.label_lower,
            )
        except Verlopen:
            return self._toon(request, waarom=VERLOPEN)
        except NietOpgeslagen as fout:
            return self._toon(request, waarom=f"Er is niets opgeslagen. {fout}", status=422)
        except Veranderd as fout:
            return self._toon(request, bekeken=fout.bekeken, waarom=str(fout), status=409)
        messages.success(request, f"Ingelezen: {voorstel.aantallen} ({self.opts.verbose_name_plural}).")
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    def _resource(self, request):
        mag = partial(self.mag_regel_inlezen, request)
        return import_string(self.tabel)(mag=mag, door=request.user, op=timezone.now())

    def _vergelijker(self, request):
        """Elke keer met een nieuwe resource: wat de vorige las, kan intussen anders zijn."""
        return lambda dataset: Voorstel(
            naam="",
            bladen=[Vergelijking(self._resource(request), dataset).maak()],
            opmerkingen=tuple(dataset.opmerkingen),
        )

    def _bewaar(self, request, voorstel):
        [blad] = voorstel.bladen
        with alles_of_niets(voorstel):
            self._resource(request).bewaar(blad)
            for rijen, soort in ((blad.nieuw, ADDITION), (blad.anders, CHANGE)):
                objecten = [rij.obj for rij in rijen]
                LogEntry.objects.log_actions(
                    request.user.pk, objecten, soort, change_message=INGELEZEN, single_object=len(objecten) == 1
                )
        noteer_na_opslaan(
            "inlezen", f"{self.opts.verbose_name_plural}: {blad.aantallen.verandering}", door=request.user
        )

    def _toon(self, request, *, form=None, bekeken=None, waarom="", status=200):
        kolommen = [veld.column_name for veld in self._resource(request).leesvelden()]
        context = self.admin_site.each_context(request) | {
            "title": "Inlezen",
            "subtitle": None,
            "opts": self.opts,
            "form": form,
            "kolommen": kolommen,
            "bekeken": bekeken,
            "waarom": waarom,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, [self.import_template_name], context, status=status)

    # Uitvoeren

    def get_export_context_data(self, **kwargs):
        return {"subtitle": None}

    def get_valid_export_item_pks(self, request):
        return self.get_queryset(request).values_list("pk", flat=True)

    def get_export_data(self, file_format, request, queryset, **kwargs):
        """Altijd met echte getallen en datums: het formaat zelf zegt hoe die eruitzien."""
        noteer(f"uitvoeren als {file_format.get_extension()}", self.opts.verbose_name_plural, door=request.user)
        resource = self.choose_export_resource_class(None, request)(**self.get_export_resource_kwargs(request))
        nu = timezone.localtime().replace(tzinfo=None, microsecond=0)
        return file_format.export_data(resource.export(queryset=queryset), door=request.user.naam, op=nu)

    def get_export_filename(self, request, queryset, file_format):
        naam = slugify(self.opts.verbose_name_plural)
        return f"{naam}-{timezone.localdate().isoformat()}.{file_format.get_extension()}"
