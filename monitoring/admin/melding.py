"""Meldingen in het beheer: lezen en toevoegen. Een correctie is een nieuwe melding."""

from uuid import uuid4

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator

from acties.admin.basis import Bestanden, EigenRijen
from acties.admin.lijst import jaarfilter
from acties.models import Actie, Organisatie
from acties.spoor.gezien import Verschil
from acties.spoor.nakijken import Nakijken
from monitoring.constanten import Bron
from monitoring.datum import datum_tekst
from monitoring.melden.melding import NIETS_GEZIEN, laatst_gemeld, melden
from monitoring.melden.namens import mag_melden
from monitoring.models import Statusmelding

from .badges import koers_badge, status_badge

_NAMENS = Statusmelding._meta.get_field("organisatie")
VELDEN = ["peildatum", "status", "koers", "toelichting", "bijsturing", "openbaar"]


class NamensVeld(forms.ModelChoiceField):
    """Namens wie: een organisatie of de hele regio. Wie uit meer kan kiezen, begint zonder keuze."""

    REGIO = "regio"

    def __init__(self, queryset, *, met_regio):
        super().__init__(queryset, label="Namens", empty_label="Kies namens wie")
        self.error_messages["required"] = "Kies eerst namens wie je meldt."
        self.met_regio = met_regio
        if met_regio:
            begin, *rest = self.choices
            self.choices = [begin, (self.REGIO, "de hele regio"), *rest]

    def to_python(self, value):
        return value if self._is_regio(value) else super().to_python(value)

    def validate(self, value):
        if not self._is_regio(value):
            super().validate(value)

    def clean(self, value):
        gekozen = super().clean(value)
        return None if self._is_regio(gekozen) else gekozen

    def _is_regio(self, value):
        return self.met_regio and value == self.REGIO


class MeldingForm(Nakijken, forms.ModelForm):
    """``gezien_tot``: het id van de nieuwste melding toen het formulier openging; wat later kwam, is niet gezien."""

    door = op = None
    tussendoor: list[Verschil] = []
    gezien_tot = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    kenmerk = forms.UUIDField(widget=forms.HiddenInput)

    def clean(self):
        gegevens = super().clean()
        if "actie" in gegevens and "organisatie" in gegevens:
            wat = gegevens["actie"], gegevens["organisatie"]
            self._controleer_bevoegd(*wat)
            self._controleer_conflict(*wat, gegevens)
        return gegevens

    def clean_kenmerk(self):
        kenmerk = self.cleaned_data["kenmerk"]
        if Statusmelding.objects.filter(verzoek=kenmerk).exclude(gemeld_door=self.door).exists():
            raise ValidationError("Dit formulier is al gebruikt. Open het opnieuw.")
        return kenmerk

    def _controleer_bevoegd(self, actie, organisatie):
        if not mag_melden([actie.pk], organisatie, door=self.door, op=timezone.localdate(self.op)):
            namens = organisatie or "de hele regio"
            self.add_error("organisatie", f"Namens {namens} kun je over deze actie niet melden.")

    def _controleer_conflict(self, actie, organisatie, gegevens):
        laatste = laatst_gemeld(actie, organisatie)
        self.gebaseerd_op = laatste.pk if laatste else NIETS_GEZIEN
        gezien = self.cleaned_data.get("gezien_tot") or 0
        if laatste is None or laatste.pk <= gezien or laatste.verzoek == self.cleaned_data.get("kenmerk"):
            return
        self.add_error(None, _conflict_tekst(laatste))
        self.tussendoor = [
            Verschil(self.fields[veld].label, getattr(laatste, veld), str(gegevens.get(veld, "")), overgenomen=False)
            for veld in ("status", "toelichting")
        ]
        self.data = self.data.copy()
        self.data["gezien_tot"] = laatste.pk  # vanaf nu gezien: nog een keer bewaren is een keuze


def _conflict_tekst(melding):
    wie = melding.melder or "Iemand"
    namens = melding.organisatie or "de hele regio"
    tekst = f" “{melding.toelichting}”" if melding.toelichting else ""
    return (
        f"{wie} meldde intussen namens {namens}, voor {datum_tekst(melding.peildatum)}: "
        f"{melding.get_status_display()}.{tekst} "
        "Klopt jouw melding nog? Sla dan opnieuw op; de andere blijft ook staan."
    )


@admin.register(Statusmelding)
class StatusmeldingAdmin(Bestanden, EigenRijen, admin.ModelAdmin):
    tabel = "monitoring.admin.resources.StatusmeldingResource"
    in_menu_voor_iedereen = True
    form = MeldingForm
    list_display = [
        "peildatum",
        "actie",
        "namens",
        "stand",
        "tekst_kort",
        "gemeld",
    ]
    list_display_links = ["peildatum", "actie"]
    list_filter = [
        "status",
        "koers",
        "actie__onderdeel",
        ("organisatie", admin.RelatedOnlyFieldListFilter),
        "ongewijzigd",
        "openbaar",
        "bron",
        jaarfilter("peildatum"),
    ]
    search_fields = ["toelichting", "bijsturing", "actie__titel", "=actie__nummer", "organisatie__naam"]
    search_help_text = "Zoek op actie, organisatie of tekst."
    list_select_related = ["actie", "organisatie", "gemeld_door", "link"]
    autocomplete_fields = ["actie"]

    def rijen(self, queryset, gebruiker):
        return queryset.zichtbaar_voor(gebruiker)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_fields(self, request, obj=None):
        if obj is None:
            return ["actie", "organisatie", *VELDEN, "gezien_tot", "kenmerk"]
        actie = "lokale_actie" if obj.actie.is_lokaal else "actie"
        return [actie, "organisatie", *VELDEN, "ongewijzigd", "gemeld_door", "link", "gemeld_op", "bron", "inlezing"]

    def get_readonly_fields(self, request, obj=None):
        return (
            []
            if obj is None
            else ["lokale_actie", "ongewijzigd", "gemeld_door", "link", "gemeld_op", "bron", "inlezing"]
        )

    # Toevoegen

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.door, form.op = request.user, timezone.now()
        return form

    def get_changeform_initial_data(self, request):
        nieuwste = Statusmelding.objects.order_by("-pk").values_list("pk", flat=True).first()
        keuzes = [code for code, _ in self.formfield_for_foreignkey(_NAMENS, request).choices if code]
        begin = {"peildatum": timezone.localdate(), "organisatie": keuzes[0] if len(keuzes) == 1 else None}
        vast = {"gezien_tot": nieuwste or NIETS_GEZIEN, "kenmerk": uuid4()}
        return begin | super().get_changeform_initial_data(request) | vast

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Een melder kiest uit zijn eigen organisaties, en de regio als hij daar ergens voor spreekt."""
        if db_field.name != "organisatie":
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        vandaag = timezone.localdate()
        organisaties = Organisatie.objects.all()
        if not request.user.is_projectleider:
            eigen = request.user.organisaties(vandaag)
            organisaties = organisaties.filter(pk__in=[organisatie.pk for organisatie in eigen])
        namens_regio = Actie.objects.te_melden_namens(None, door=request.user, op=vandaag)
        return NamensVeld(organisaties, met_regio=namens_regio.exists())

    def save_model(self, request, obj, form, change):
        melding = melden(
            obj.actie,
            organisatie=obj.organisatie,
            door=request.user,
            op=form.op,
            velden={veld: form.cleaned_data[veld] for veld in VELDEN},
            bron=Bron.BEHEER,
            gebaseerd_op=form.gebaseerd_op,
            verzoek=form.cleaned_data["kenmerk"],
        )
        obj.pk = melding.pk
        form.noteer_bevestigd(melding, door=request.user)

    def response_add(self, request, obj, post_url_continue=None):
        """Het bewijs, zoals na melden op de site. Wie er meteen nog een toevoegt, krijgt de link ernaartoe."""
        plaats = [obj.actie.programma.slug, obj.actie.nummer, obj.pk]
        bewijs = reverse("monitoring:melding_opgeslagen", args=plaats)
        if "_addanother" not in request.POST:
            return redirect(bewijs)
        self.message_user(request, format_html('<a href="{}">Bekijk wat er is opgeslagen: {}</a>', bewijs, obj.actie))
        return super().response_add(request, obj, post_url_continue)

    # Lijst

    @admin.display(description="lokale actie")
    def lokale_actie(self, melding):
        """Zonder link: een lokale actie staat niet in het beheer."""
        return melding.actie

    @admin.display(description="namens", ordering="organisatie__naam")
    def namens(self, melding):
        return melding.organisatie or "de hele regio"

    @admin.display(description="stand", ordering="status")
    def stand(self, melding):
        return format_html("{} {}", status_badge(melding.status), koers_badge(melding.koers))

    @admin.display(description="gemeld", ordering="gemeld_op")
    def gemeld(self, melding):
        wie = melding.melder or melding.get_bron_display()
        return f"{wie}, {datum_tekst(timezone.localdate(melding.gemeld_op))}"

    @admin.display(description="wat is er gebeurd?")
    def tekst_kort(self, melding):
        return Truncator(melding.toelichting).chars(120)
