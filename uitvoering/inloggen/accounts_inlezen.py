"""Een lijst met accounts inlezen: kiezen, bekijken, en dan pas opslaan en uitnodigen. Voor de beheerder."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from acties.models import Programma
from acties.rekenblad.lezen.fout import Bestandsfout
from acties.spoor.logboek import GEWEIGERD, noteer
from acties.toegang.uitnodigen import nodig_uit
from acties.voorstel.tussenstap import Verlopen, kijk, zet_klaar
from acties.voorstel.voorstel import MEEST_FOUTEN, bevestigen
from monitoring.inlezen import zinnen
from monitoring.inlezen.bestandsveld import Bestandsveld
from uitvoering.inloggen.accountlijst import KOLOMMEN, MEESTE, beoordeel, klaarzin, lees_lijst, wachtzinnen
from uitvoering.inloggen.gebruikers import beheerder, zeg

WAAR = "accounts"
VERLOPEN = (
    "Er is niets opgeslagen. Deze voorvertoning is verlopen, al gebruikt of niet van jou. Kies het bestand opnieuw."
)


class AccountlijstForm(forms.Form):
    bestand = Bestandsveld(
        soorten=".xlsx,.csv", label="Excel- of CSV-bestand", help_text=f"Hooguit {MEESTE} accounts in één bestand."
    )


@require_http_methods(["GET", "HEAD", "POST"])
@beheerder
def accounts_inlezen(request):
    """Kiezen. Een bestand dat niet te lezen is, wordt geweigerd met een 422 en één zin."""
    form = AccountlijstForm(*([request.POST, request.FILES] if request.method == "POST" else []))
    if request.method != "POST" or not form.is_valid():
        return _kies(request, form)
    try:
        regels = lees_lijst(form.cleaned_data["bestand"].read())
    except Bestandsfout as fout:
        noteer("accounts inlezen", door=request.user, resultaat=GEWEIGERD)
        form.add_error("bestand", str(fout))
        return _kies(request, form)
    return redirect("accounts_controleren", zet_klaar(regels, door=request.user, waar=WAAR))


@require_http_methods(["GET", "HEAD", "POST"])
@beheerder
def accounts_controleren(request, sleutel):
    """Bekijken wat de lijst zou maken (GET), en alles opslaan of niets (POST)."""
    try:
        regels = kijk(sleutel, door=request.user, waar=WAAR)
        if request.method == "POST":
            return _sla_op(request, sleutel, regels)
    except Verlopen:
        messages.error(request, VERLOPEN)
        return redirect("accounts_inlezen")
    lijst = beoordeel(regels, vandaag=timezone.localdate())
    return _toon(request, lijst, status=422 if lijst.fouten else 200)


def _sla_op(request, sleutel, regels):
    lijst = beoordeel(regels, vandaag=timezone.localdate())
    if lijst.fouten:  # iemand maakte intussen zo'n account
        return _toon(request, lijst, status=409)
    with bevestigen(sleutel, Programma.objects.none()):
        gebruikers, wachten = lijst.maak(door=request.user, op=timezone.now())
        aantal = nodig_uit(request, gebruikers)
        for zin in wachtzinnen(wachten):
            messages.warning(request, zin)
        transaction.on_commit(lambda: zeg(request, klaarzin(len(gebruikers)), aantal))
    return redirect("uitnodigen")


def _toon(request, lijst, *, status):
    fouten = lijst.fouten[:MEEST_FOUTEN]
    aantal = len(lijst.fouten)
    inhoud = {
        "rijen": [] if fouten else lijst.rijen,
        "fouten": fouten,
        "foutzin": f"{zinnen.fouten(aantal, len(fouten))} {zinnen.verbeter(aantal)}" if fouten else "",
        "kruimels": _kruimels("Voorvertoning"),
    }
    return render(request, "uitvoering/accounts_controleren.html", inhoud, status=status)


def _kies(request, form):
    inhoud = {"form": form, "kolommen": list(KOLOMMEN), "kruimels": _kruimels("Accounts inlezen")}
    return render(request, "uitvoering/accounts_inlezen.html", inhoud, status=422 if form.errors else 200)


def _kruimels(hier):
    return [("Gebruikers uitnodigen", reverse("uitnodigen")), (hier, "")]
