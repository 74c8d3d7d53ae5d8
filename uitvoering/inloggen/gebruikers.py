"""Gebruikers uitnodigen, en zien wie wat mag. Voor de beheerder; wijzigen van een account gaat in het beheer."""

from functools import wraps

from django import forms
from django.contrib import messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acties.constanten import Rol
from acties.models import Gebruiker, Organisatie, Rechtenwijziging
from acties.rekenblad.schrijven.boek import Lijst, Veld
from acties.tekst import leesbaar
from acties.toegang.rollen import geef_rol, rolwijzigingen
from acties.toegang.uitnodigen import nodig_uit, onbereikt, zin_onderweg
from monitoring.lezen.download import download_lijst
from uitvoering.inloggen.account import account_bij

GETOOND = 20


def beheerder(view):
    """Alleen voor een beheerder; een ander met een account krijgt 403."""

    @wraps(view)
    def pagina(request, *args, **kwargs):
        if not request.user.is_beheerder:
            raise PermissionDenied("Alleen een beheerder kan dit.")
        return view(request, *args, **kwargs)

    return pagina


class UitnodigForm(forms.ModelForm):
    """Een nieuw account met zijn rollen. De gebruikersnaam is het e-mailadres; het wachtwoord kiest de gebruiker zelf."""

    rollen = forms.MultipleChoiceField(label="Rollen", choices=Rol, widget=forms.CheckboxSelectMultiple)
    organisatie = forms.ModelChoiceField(
        Organisatie.objects.none(),
        label="Organisatie",
        required=False,
        help_text="Waar een beleidsambtenaar of partner voor meldt. De andere rollen gelden voor de hele regio.",
    )

    class Meta:
        model = Gebruiker
        fields = ["first_name", "last_name", "email", "functie"]

    def __init__(self, *args, vandaag, voor="", **kwargs):
        """``voor``: de slug van de organisatie waar iemand voor gaat melden; die staat er dan al in."""
        super().__init__(*args, **kwargs)
        for naam in ("first_name", "email"):
            self.fields[naam].required = True
        for veld in ("first_name", "last_name", "functie"):
            self.fields[veld].validators.append(leesbaar)
        self.fields["organisatie"].queryset = Organisatie.objects.op_peildatum(vandaag)
        gekozen = next((deel for deel in self.fields["organisatie"].queryset if voor and deel.slug == voor), None)
        if gekozen:
            self.initial |= {"organisatie": gekozen, "rollen": [Rol.BELEIDSAMBTENAAR]}

    def clean_email(self):
        """Ook als gebruikersnaam moet het kunnen, en nog vrij zijn."""
        adres = self.cleaned_data["email"]
        Gebruiker.username_validator(adres)
        if account_bij(adres):
            raise forms.ValidationError("Er is al een gebruiker met dit e-mailadres.")
        return adres

    def clean(self):
        gegevens = super().clean()
        if Rol.BELEIDSAMBTENAAR in gegevens.get("rollen", []) and not gegevens.get("organisatie"):
            self.add_error("organisatie", "Een beleidsambtenaar of partner meldt voor een organisatie. Kies die.")
        return gegevens

    @transaction.atomic
    def maak(self, *, door, op) -> list[Rechtenwijziging]:
        """Het account met zijn rollen. Terug komt wat nog op een tweede persoon wacht."""
        gebruiker = self.save(commit=False)
        gebruiker.username = gebruiker.email
        gebruiker.set_unusable_password()
        gebruiker.save()
        LogEntry.objects.log_actions(door.pk, [gebruiker], ADDITION, [{"added": {}}], single_object=True)
        gevraagd = [
            geef_rol(gebruiker, Rol(rol), self._organisatie_bij(rol), door=door, op=op)
            for rol in self.cleaned_data["rollen"]
        ]
        return [wijziging for wijziging in gevraagd if wijziging and wijziging.is_open]

    def _organisatie_bij(self, rol):
        return self.cleaned_data["organisatie"] if rol == Rol.BELEIDSAMBTENAAR else None


@require_http_methods(["GET", "HEAD", "POST"])
@beheerder
def uitnodigen(request):
    form = UitnodigForm(request.POST or None, vandaag=timezone.localdate(), voor=request.GET.get("organisatie", ""))
    if form.is_valid():
        with transaction.atomic():
            wachten = form.maak(door=request.user, op=timezone.now())
            gebruiker = form.instance
            nodig_uit(request, [gebruiker])
            for wijziging in wachten:
                zin = "Dat gaat in na een dag, of eerder als een andere beheerder of projectleider het bevestigt."
                messages.warning(request, f"Gevraagd: {wijziging}. {zin}")
            transaction.on_commit(lambda: zeg(request, f"{gebruiker.naam} heeft een account.", 1))
        return redirect("uitnodigen")
    inhoud = {"form": form, "onbereikt": onbereikt(timezone.now()), "rolwijzigingen": rolwijzigingen(GETOOND)}
    return render(request, "uitvoering/uitnodigen.html", inhoud)


@require_POST
@beheerder
def uitnodigen_opnieuw(request, pk):
    gebruikers = Gebruiker.objects.filter(is_active=True, last_login=None, is_superuser=False).exclude(email="")
    gebruiker = get_object_or_404(gebruikers, pk=pk)
    with transaction.atomic():
        aantal = nodig_uit(request, [gebruiker])
        transaction.on_commit(lambda: zeg(request, "", aantal))
    return redirect("uitnodigen")


def zeg(request, zin, aangeboden):
    """Na de mails zelf; van een mail die niet weg kon staat er dan al een waarschuwing."""
    weg = aangeboden - getattr(request, "niet_weg", 0)
    if tekst := " ".join(filter(None, [zin, zin_onderweg(weg) if weg else ""])):
        messages.success(request, tekst)


@require_safe
@beheerder
def toegang_export(request, formaat):
    lijst = toeganglijst(door=request.user.naam, op=timezone.localtime().replace(tzinfo=None))
    return download_lijst(request, formaat, lijst, f"toegang-{lijst.moment:%Y-%m-%d}")


def toeganglijst(*, door: str, op) -> Lijst:
    """Een rij per gebruiker en rol; wie geen rol heeft, heeft er een met een lege rol."""
    rijen = []
    for gebruiker in Gebruiker.objects.prefetch_related("lidmaatschappen__organisatie").order_by("username"):
        laatst = timezone.localtime(gebruiker.last_login).replace(tzinfo=None) if gebruiker.last_login else None
        rollen = [
            (lid.get_rol_display(), lid.organisatie.naam if lid.organisatie else "Hele regio")
            for lid in gebruiker.lidmaatschappen.all()
        ]
        if gebruiker.is_superuser:
            rollen.append(("Technisch beheer: alles", "Hele regio"))
        rijen += [
            (
                gebruiker.naam,
                gebruiker.username,
                gebruiker.email,
                gebruiker.functie,
                rol,
                waar,
                "Ja" if gebruiker.is_active else "Nee",
                laatst.date() if laatst else "Nooit",
            )
            for rol, waar in rollen or [("", "")]
        ]
    koppen = (
        ("Naam", 28),
        ("Gebruikersnaam", 28),
        ("E-mailadres", 32),
        ("Functie", 24),
        ("Rol", 26),
        ("Waar", 26),
        ("Actief", 8),
    )
    return Lijst(
        naam="Toegang",
        titel="Wie wat mag",
        maker=door,
        moment=op,
        velden=(*(Veld(*kop) for kop in koppen), Veld("Laatst ingelogd", 16, "datum")),
        rijen=rijen,
        over=(("Gemaakt door", door), ("Gemaakt op", op)),
    )
