"""De rollen van een gebruiker in het beheer, en wat er aan zijn toegang veranderde: dat horen hij en de andere beheerders."""

from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError

from acties.models import Gebruiker, Lidmaatschap
from acties.spoor.gezien import GezienForm
from acties.toegang.rechtenwijziging import vraagt_tweede
from acties.toegang.toegangsmail import Stap

from .basis import BeheerInline, BenoemdeRegels


def is_zwaar(gebruiker: Gebruiker) -> bool:
    """Of wie dit account overneemt meteen veel kan, ook als het nu niet actief is."""
    return gebruiker.is_superuser or any(vraagt_tweede(lid.rol) for lid in gebruiker.lidmaatschappen.all())


def aan_of_uit(actief):
    van, naar = ("niet actief", "actief") if actief else ("actief", "niet actief")
    return Stap("account aan- of uitzetten", f"Het account staat nu op {naar}.", van, naar)


def stappen_van_account(oud: Gebruiker, nieuw: Gebruiker, gewijzigd: list[str]) -> Iterator[Stap]:
    """Wat er aan het account zelf veranderde, voor zover een ander dat moet weten."""
    if "email" in gewijzigd:
        zin = f"E-mailadres: van {oud.email or 'geen'} naar {nieuw.email or 'geen'}."
        yield Stap("e-mailadres wijzigen", zin, oud.email, nieuw.email)
    if "is_active" in gewijzigd and is_zwaar(nieuw):
        yield aan_of_uit(nieuw.is_active)


def _recht(rol, organisatie_id):
    return rol + (f" bij organisatie {organisatie_id}" if organisatie_id else "")


def stappen_van_rollen(formset: forms.BaseInlineFormSet) -> Iterator[Stap]:
    """Wat er aan de rollen veranderde."""
    van = {form.instance.pk: form.initial for form in formset.initial_forms}
    for lid in formset.new_objects:
        yield Stap("recht geven", f"Rol erbij: {_rol(lid)}", naar=_recht(lid.rol, lid.organisatie_id))
    for lid, _ in formset.changed_objects:
        oud = _recht(van[lid.pk]["rol"], van[lid.pk]["organisatie"])
        yield Stap("recht wijzigen", f"Rol gewijzigd in: {_rol(lid)}", oud, _recht(lid.rol, lid.organisatie_id))
    for lid in formset.deleted_objects:
        yield Stap("recht intrekken", f"Rol weg: {_rol(lid)}", van=_recht(lid.rol, lid.organisatie_id))


def _rol(lid):
    return lid.get_rol_display() + (f" bij {lid.organisatie}" if lid.organisatie_id else "")


class LidmaatschapForm(GezienForm):
    def clean_rol(self):
        """Anders had de gebruiker tot morgen geen van beide rollen."""
        rol = self.cleaned_data["rol"]
        if self.instance.pk and rol != self.initial["rol"] and vraagt_tweede(rol):
            raise ValidationError(
                "Deze rol gaat pas in na een dag of als een ander bevestigt. Laat de oude rol zo lang staan en geef deze op "
                "een nieuwe regel."
            )
        return rol


class LidmaatschapRegels(BenoemdeRegels):
    """Een rol die een tweede persoon vraagt, wordt hier niet opgeslagen maar komt in ``te_vragen``."""

    def save_new_objects(self, commit=True):
        super().save_new_objects(commit)
        self.te_vragen = [lid for lid in self.new_objects if vraagt_tweede(lid.rol)]
        self.new_objects = [lid for lid in self.new_objects if not vraagt_tweede(lid.rol)]
        return self.new_objects

    def save_new(self, form, commit=True):
        return super().save_new(form, commit=commit and not vraagt_tweede(form.instance.rol))


class LidmaatschapInline(BeheerInline):
    """De rollen van een gebruiker. De eigen rollen zijn hier te lezen, niet te wijzigen."""

    model = Lidmaatschap
    form = LidmaatschapForm
    formset = LidmaatschapRegels
    autocomplete_fields = ["organisatie"]

    def _van_een_ander(self, request, obj):
        return obj is None or (obj.pk != request.user.pk and (request.user.is_superuser or not obj.is_superuser))

    def has_add_permission(self, request, obj=None):
        return self._van_een_ander(request, obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return self._van_een_ander(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self._van_een_ander(request, obj) and super().has_delete_permission(request, obj)
