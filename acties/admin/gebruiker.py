"""Beheer van gebruikers en hun rollen. Niemand geeft zichzelf rechten, en niemand ziet een wachtwoord."""

from functools import partial

from allauth.account.models import EmailAddress
from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from acties.constanten import Rechtensoort
from acties.models import Gebruiker, Lidmaatschap, Rechtenwijziging
from acties.post import waarschuwing
from acties.spoor.gezien import GezienForm
from acties.spoor.logboek import noteer_na_opslaan
from acties.toegang.rechtenwijziging import moment, vraag_factor_weg, vraag_rol
from acties.toegang.toegangsmail import Stap, meld
from acties.toegang.uitnodigen import nodig_uit, zin_onderweg
from acties.woorden import GEBRUIKER, REGEL, opsomming, vervoegd

from .basis import AlleenLezen, BeheerAdmin
from .toegang import LidmaatschapInline, aan_of_uit, is_zwaar, stappen_van_account, stappen_van_rollen

GEVRAAGD = "Dat gaat in op {}, of eerder als een andere beheerder of projectleider het bevestigt."


def _geschiedenissen():
    return [model for model in apps.get_models() if hasattr(model, "history_user")]


def _niet_weg(request, adres, uitkomst):
    if zin := waarschuwing(adres, uitkomst):
        messages.warning(request, zin)


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


@admin.register(Gebruiker)
class GebruikerAdmin(BeheerAdmin):
    form = GebruikerForm
    gaan_mee = (Lidmaatschap, Rechtenwijziging)
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
    readonly_fields = ["last_login", "date_joined", "wacht_nog"]
    fieldsets = [
        (None, {"fields": ["username", ("first_name", "last_name"), "email", "functie", "is_active"]}),
        ("Inloggen", {"fields": ["uitnodigen", ("last_login", "date_joined"), "wacht_nog"]}),
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
        """Met een gebruiker verdwijnt ook wat hij deed: uit het logboek de regels, uit de geschiedenis zijn naam. Die blijven."""
        weg, aantallen, rechten, beschermd = super().get_deleted_objects(objs, request)
        pks = [gebruiker.pk for gebruiker in objs]
        for waar, regels in (
            ("het logboek van het beheer", LogEntry.objects.filter(user__in=pks).count()),
            (
                "de geschiedenis",
                sum(model.objects.filter(history_user__in=pks).count() for model in _geschiedenissen()),
            ),
        ):
            if regels:
                beschermd = [*beschermd, f"{REGEL.aantal(regels)} in {waar}"]
        return weg, aantallen, rechten, beschermd

    def delete_view(self, request, object_id, extra_context=None):
        tip = "Zet de gebruiker op niet actief: dan kan hij niet meer inloggen en blijft te zien wie wat meldde."
        return super().delete_view(request, object_id, {"tip": tip} | (extra_context or {}))

    def save_model(self, request, obj, form, change):
        form.stappen, form.oud_adres = [], ""
        if not change:
            obj.set_unusable_password()
        else:
            oud = Gebruiker.objects.get(pk=obj.pk)
            form.stappen = list(stappen_van_account(oud, obj, form.changed_data))
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            form.oud_adres = oud.email
            EmailAddress.objects.filter(user=obj).delete()  # het oude adres logt niet meer in en krijgt geen mail meer

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        stappen = [*form.stappen, *(stap for reeks in formsets for stap in stappen_van_rollen(reeks))]
        if change:
            meld(form.instance, stappen, door=request.user, ook_aan=[form.oud_adres], na=partial(_niet_weg, request))
        else:
            for stap in stappen:  # een nieuw account: er is niets dat van een ander was
                noteer_na_opslaan(stap.handeling, form.instance, door=request.user, van=stap.van, naar=stap.naar)
        self._vraag_rollen(request, [lid for reeks in formsets for lid in reeks.te_vragen])
        if form.cleaned_data.get("uitnodigen"):
            self._stuur_uitnodiging(request, [form.instance])

    def _vraag_rollen(self, request, leden):
        for lid in leden:
            wijziging = vraag_rol(
                lid.gebruiker,
                lid.rol,
                lid.organisatie,
                door=request.user,
                op=timezone.now(),
                na=partial(_niet_weg, request),
            )
            self.log_change(request, lid.gebruiker, f"Gevraagd: {wijziging.wat}.")
            if wijziging.is_open:
                zin = f"Gevraagd: {wijziging}. {GEVRAAGD.format(moment(wijziging.gaat_in_op))}"
                self.message_user(request, zin, messages.WARNING)

    def delete_model(self, request, obj):
        self._meld_verwijderd(request, [obj])
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        self._meld_verwijderd(request, queryset)
        super().delete_queryset(request, queryset)

    def _meld_verwijderd(self, request, gebruikers):
        for gebruiker in gebruikers:
            if is_zwaar(gebruiker):
                stap = Stap("account verwijderen", "Het account is verwijderd.")
                meld(gebruiker, [stap], door=request.user, na=partial(_niet_weg, request))

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

    @admin.display(description="wacht op bevestiging")
    def wacht_nog(self, gebruiker):
        wacht = list(gebruiker.rechtenwijzigingen.open().select_related("organisatie")) if gebruiker.pk else []
        if not wacht:
            return self.get_empty_value_display()
        wat = opsomming([f"{wijziging.wat} (gaat in op {moment(wijziging.gaat_in_op)})" for wijziging in wacht])
        return format_html('{}. <a href="{}">Bevestigen of intrekken</a>', wat, reverse("toegangswijzigingen"))

    # Handelingen

    def _van_anderen(self, request, queryset):
        rijen = queryset.exclude(pk=request.user.pk)
        return rijen if request.user.is_superuser else rijen.filter(is_superuser=False)

    @admin.action(description="Stuur een mail om een wachtwoord te kiezen", permissions=["change"])
    def nodig_uit(self, request, queryset):
        self._stuur_uitnodiging(request, self._van_anderen(request, queryset).filter(is_active=True).exclude(email=""))

    @admin.action(description="Haal de tweede factor weg (telefoon kwijt)", permissions=["change"])
    def haal_factor_weg(self, request, queryset):
        """Na een dag of als een ander bevestigt. Wie hem nodig heeft, stelt hem bij het inloggen opnieuw in."""
        rijen = list(self._van_anderen(request, queryset).filter(authenticator__isnull=False).distinct())
        nu = timezone.now()
        for gebruiker in rijen:
            vraag_factor_weg(gebruiker, door=request.user, op=nu, na=partial(_niet_weg, request))
            self.log_change(request, gebruiker, "Tweede factor weghalen gevraagd.")
        if not rijen:
            self.message_user(
                request, "Geen van deze gebruikers heeft een tweede factor die jij kunt weghalen.", messages.INFO
            )
            return
        open_ = Rechtenwijziging.objects.open().filter(gebruiker__in=rijen, soort=Rechtensoort.FACTOR)
        zin = f"Gevraagd: de tweede factor weghalen bij {opsomming([gebruiker.naam for gebruiker in rijen])}."
        self.message_user(
            request, f"{zin} {GEVRAAGD.format(moment(max(rij.gaat_in_op for rij in open_)))}", messages.WARNING
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
            if is_zwaar(gebruiker):
                meld(gebruiker, [aan_of_uit(actief)], door=request.user, na=partial(_niet_weg, request))
        woord = "actief" if actief else "niet actief"
        staan = vervoegd(len(rijen), "staat", "staan")
        self.message_user(request, f"{GEBRUIKER.aantal(len(rijen))} {staan} nu op {woord}.", messages.SUCCESS)

    def _stuur_uitnodiging(self, request, gebruikers):
        aangeboden = nodig_uit(request, gebruikers)
        transaction.on_commit(lambda: self._meld_verstuurd(request, aangeboden))

    def _meld_verstuurd(self, request, aangeboden):
        """Van elke mail waarvan al vaststaat dat zij niet weg kon, staat er dan een waarschuwing."""
        verstuurd = aangeboden - getattr(request, "niet_weg", 0)
        if verstuurd or not aangeboden:
            self.message_user(request, zin_onderweg(verstuurd), messages.SUCCESS)


@admin.register(Lidmaatschap)
class LidmaatschapAdmin(AlleenLezen, BeheerAdmin):
    """Wie welke rol heeft, en wanneer dat veranderde. Wijzigen gaat bij de gebruiker."""

    list_display = ["gebruiker", "rol", "organisatie"]
    list_filter = ["rol", ("organisatie", admin.RelatedOnlyFieldListFilter), "gebruiker__is_active"]
    search_fields = ["gebruiker__username", "gebruiker__first_name", "gebruiker__last_name", "organisatie__naam"]
    list_select_related = ["gebruiker", "organisatie"]
