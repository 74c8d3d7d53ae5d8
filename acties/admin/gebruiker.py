"""Beheer van gebruikers en hun rollen. Niemand geeft zichzelf rechten, en niemand ziet een wachtwoord."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import ResetPasswordForm
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import format_html_join

from acties.models import Gebruiker, Lidmaatschap
from acties.spoor.gezien import GezienForm
from acties.spoor.logboek import noteer_na_opslaan
from acties.woorden import GEBRUIKER, MAIL, REGEL, vervoegd

from .basis import AlleenLezen, BeheerAdmin, BeheerInline


def _recht(lid):
    return lid.rol + (f" bij organisatie {lid.organisatie_id}" if lid.organisatie_id else "")


class GebruikerForm(GezienForm):
    """Zonder wachtwoord: dat kiest de gebruiker zelf, via een mail."""

    uitnodigen = forms.BooleanField(
        label="Stuur een mail om een wachtwoord te kiezen",
        required=False,
        help_text="De link in de mail werkt één keer.",
    )

    class Meta:
        help_texts = {
            "username": "Letters, cijfers en @ . + - _. Hiermee of met het e-mailadres logt de gebruiker in.",
            "is_active": "Uit: deze gebruiker kan niet meer inloggen. Wat hij meldde, blijft staan.",
        }

    def clean(self):
        gegevens = super().clean()
        if gegevens.get("uitnodigen") and not gegevens.get("email"):
            self.add_error("email", ValidationError("Zonder e-mailadres kan de site geen uitnodiging sturen."))
        return gegevens


class LidmaatschapInline(BeheerInline):
    """De rollen van een gebruiker. De eigen rollen zijn hier te lezen, niet te wijzigen."""

    model = Lidmaatschap
    autocomplete_fields = ["organisatie"]

    def _van_een_ander(self, request, obj):
        return obj is None or (obj.pk != request.user.pk and (request.user.is_superuser or not obj.is_superuser))

    def has_add_permission(self, request, obj=None):
        return self._van_een_ander(request, obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return self._van_een_ander(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self._van_een_ander(request, obj) and super().has_delete_permission(request, obj)


@admin.register(Gebruiker)
class GebruikerAdmin(BeheerAdmin):
    form = GebruikerForm
    gaan_mee = (Lidmaatschap,)
    list_display = ["naam_kort", "username", "email", "rollen_kort", "is_active", "last_login"]
    list_filter = [
        "is_active",
        "lidmaatschappen__rol",
        ("lidmaatschappen__organisatie", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["username", "first_name", "last_name", "email"]
    search_help_text = "Zoek op naam, gebruikersnaam of e-mailadres."
    inlines = [LidmaatschapInline]
    actions = ["nodig_uit", "haal_factor_weg", "zet_uit", "zet_aan"]
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", ("first_name", "last_name"), "email", "functie", "is_active"]}),
        ("Inloggen", {"fields": ["uitnodigen", ("last_login", "date_joined")]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("lidmaatschappen__organisatie")

    def lookup_allowed(self, lookup, value, request):
        """Zoeken op een deel van een wachtwoordhash zou hem teken voor teken verraden."""
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    def has_change_permission(self, request, obj=None):
        """Wie een beheerder boven zich wijzigt, kan zich via diens mailadres rechten toe-eigenen."""
        boven = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not boven and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        zelf_of_boven = obj is not None and (obj == request.user or obj.is_superuser)
        return not zelf_of_boven and super().has_delete_permission(request, obj)

    def get_readonly_fields(self, request, obj=None):
        zelf = obj is not None and obj.pk == request.user.pk
        return [*super().get_readonly_fields(request, obj), *(["is_active"] if zelf else [])]

    def get_fieldsets(self, request, obj=None):
        """Wie alleen leest, krijgt het vakje van de uitnodiging niet: dat is geen gegeven."""
        indeling = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj) or (obj is None and self.has_add_permission(request)):
            return indeling
        return [(kop, {"fields": [veld for veld in deel["fields"] if veld != "uitnodigen"]}) for kop, deel in indeling]

    def get_deleted_objects(self, objs, request):
        """Met een gebruiker verdwijnt ook wat hij in het beheer deed; dat logboek blijft."""
        weg, aantallen, rechten, beschermd = super().get_deleted_objects(objs, request)
        regels = LogEntry.objects.filter(user__in=[gebruiker.pk for gebruiker in objs]).count()
        if regels:
            beschermd = [*beschermd, f"{REGEL.aantal(regels)} in het logboek van het beheer"]
        return weg, aantallen, rechten, beschermd

    def delete_view(self, request, object_id, extra_context=None):
        tip = "Zet de gebruiker op niet actief: dan kan hij niet meer inloggen en blijft te zien wie wat meldde."
        return super().delete_view(request, object_id, {"tip": tip} | (extra_context or {}))

    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            EmailAddress.objects.filter(user=obj).delete()  # het oude adres logt niet meer in en krijgt geen mail meer

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.cleaned_data.get("uitnodigen"):
            self._stuur_uitnodiging(request, [form.instance])

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        if formset.model is Lidmaatschap:
            gewijzigd = [lid for lid, _ in formset.changed_objects]
            for wat, rijen in (
                ("recht geven", formset.new_objects),
                ("recht wijzigen", gewijzigd),
                ("recht intrekken", formset.deleted_objects),
            ):
                for lid in rijen:
                    noteer_na_opslaan(f"{wat}: {_recht(lid)}", lid.gebruiker, door=request.user)

    # Lijst

    @admin.display(description="naam", ordering="last_name")
    def naam_kort(self, gebruiker):
        return gebruiker.naam

    @admin.display(description="rollen")
    def rollen_kort(self, gebruiker):
        regels = [
            (lid.get_rol_display() + (f" · {lid.organisatie}" if lid.organisatie else ""),)
            for lid in gebruiker.lidmaatschappen.all()
        ]
        return format_html_join("", '<span class="rol-kort">{}</span>', regels)

    # Handelingen

    def _van_anderen(self, request, queryset):
        rijen = queryset.exclude(pk=request.user.pk)
        return rijen if request.user.is_superuser else rijen.filter(is_superuser=False)

    @admin.action(description="Stuur een mail om een wachtwoord te kiezen", permissions=["change"])
    def nodig_uit(self, request, queryset):
        self._stuur_uitnodiging(request, self._van_anderen(request, queryset).filter(is_active=True).exclude(email=""))

    @admin.action(description="Haal de tweede factor weg (telefoon kwijt)", permissions=["change"])
    def haal_factor_weg(self, request, queryset):
        """Wie hem nodig heeft, stelt hem bij het inloggen opnieuw in. De gebruiker krijgt er een mail over."""
        rijen = list(self._van_anderen(request, queryset).filter(authenticator__isnull=False).distinct())
        for gebruiker in rijen:
            Authenticator.objects.filter(user=gebruiker).delete()
            self.log_change(request, gebruiker, "Tweede factor weggehaald.")
            if gebruiker.email:
                get_adapter().send_notification_mail("mfa/email/totp_deactivated", gebruiker, email=gebruiker.email)
        self.message_user(
            request, f"Bij {GEBRUIKER.aantal(len(rijen))} is de tweede factor weggehaald.", messages.SUCCESS
        )

    @admin.action(description="Zet op niet actief", permissions=["change"])
    def zet_uit(self, request, queryset):
        self._zet_actief(request, queryset, actief=False)

    @admin.action(description="Zet op actief", permissions=["change"])
    def zet_aan(self, request, queryset):
        self._zet_actief(request, queryset, actief=True)

    def _zet_actief(self, request, queryset, *, actief):
        rijen = list(self._van_anderen(request, queryset).filter(is_active=not actief))
        for gebruiker in rijen:
            gebruiker.is_active = actief
            gebruiker.save(update_fields=["is_active"])
            self.log_change(request, gebruiker, f"Op {'' if actief else 'niet '}actief gezet.")
        woord = "actief" if actief else "niet actief"
        staan = vervoegd(len(rijen), "staat", "staan")
        self.message_user(request, f"{GEBRUIKER.aantal(len(rijen))} {staan} nu op {woord}.", messages.SUCCESS)

    def _stuur_uitnodiging(self, request, gebruikers):
        aangeboden = 0
        for gebruiker in gebruikers:
            form = ResetPasswordForm({"email": gebruiker.email})
            if gebruiker.is_active and form.is_valid():
                form.save(request)
                self.log_change(request, gebruiker, "Mail aangeboden om een wachtwoord te kiezen.")
                aangeboden += 1
        transaction.on_commit(lambda: self._meld_verstuurd(request, aangeboden))

    def _meld_verstuurd(self, request, aangeboden):
        """Na de mails zelf; van elke mail die niet weg kon staat er dan al een waarschuwing."""
        verstuurd = aangeboden - getattr(request, "niet_weg", 0)
        if verstuurd or not aangeboden:
            mails = MAIL.aantal(verstuurd)
            self.message_user(request, f"{mails} verstuurd om een wachtwoord te kiezen.", messages.SUCCESS)


@admin.register(Lidmaatschap)
class LidmaatschapAdmin(AlleenLezen, BeheerAdmin):
    """Wie welke rol heeft, en wanneer dat veranderde. Wijzigen gaat bij de gebruiker."""

    list_display = ["gebruiker", "rol", "organisatie"]
    list_filter = ["rol", ("organisatie", admin.RelatedOnlyFieldListFilter), "gebruiker__is_active"]
    search_fields = ["gebruiker__username", "gebruiker__first_name", "gebruiker__last_name", "organisatie__naam"]
    list_select_related = ["gebruiker", "organisatie"]
