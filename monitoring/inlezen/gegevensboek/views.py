"""Alle gegevens als één werkmap: een leeg exemplaar, alles eruit, en inlezen met eerst een voorvertoning."""

from importlib import import_module

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acties.rekenblad.lezen.fout import Bestandsfout
from acties.toegang.toegang import gegevensbeheer
from acties.voorstel.opslaan import NietOpgeslagen
from acties.voorstel.tussenstap import Verlopen
from acties.voorstel.voorstel import Veranderd
from monitoring.datum import datum_tekst
from monitoring.inlezen import zinnen
from monitoring.inlezen.gegevensboek.forms import WerkmapForm
from monitoring.lezen.download import download

VERLOPEN = (
    "Er is niets opgeslagen. Deze voorvertoning is verlopen, al gebruikt of niet van jou. Kies het bestand opnieuw."
)


def _boek(onderdeel):
    """Bij naam, en pas geladen als iemand het nodig heeft: openpyxl kost een proces anders bij elke start tijd en geheugen."""
    return import_module(f"monitoring.inlezen.gegevensboek.{onderdeel}")


@gegevensbeheer
@require_http_methods(["GET", "HEAD", "POST"])
def gegevens(request, programma):
    """De drie knoppen; na het kiezen van een bestand: wat er zou veranderen. Er wordt hier niets opgeslagen."""
    form = WerkmapForm(*([request.POST, request.FILES] if request.method == "POST" else []))
    if request.method != "POST" or not form.is_valid():
        return render(
            request,
            "monitoring/inlezen/gegevensboek/gegevens.html",
            {"menu": "gegevens", "form": form},
            status=422 if form.errors else 200,
        )
    bestand = form.cleaned_data["bestand"]
    try:
        bekeken = _boek("inlezen").bekijk(bestand.read(), bestand.name, programma=programma, door=request.user)
    except Bestandsfout as fout:
        form.add_error("bestand", str(fout))
        return render(
            request, "monitoring/inlezen/gegevensboek/gegevens.html", {"menu": "gegevens", "form": form}, status=422
        )
    return _toon(request, programma, bekeken)


@gegevensbeheer
@require_POST
def gegevens_inlezen(request, programma):
    """Sla op wat is bekeken: alles, of niets."""
    pagina = redirect("monitoring:gegevens", programma.slug)
    sleutel = request.POST.get("sleutel", "")
    try:
        uitkomst = _boek("inlezen").bevestig(sleutel, programma=programma, door=request.user, op=timezone.now())
    except Verlopen:
        messages.error(request, VERLOPEN)
        return pagina
    except NietOpgeslagen as fout:
        messages.error(request, f"Er is niets opgeslagen. {fout}")
        return pagina
    except Veranderd as fout:
        messages.warning(request, str(fout))
        return _toon(request, programma, fout.bekeken, status=409)
    messages.success(request, f"Ingelezen: {uitkomst.aantallen}.")
    return pagina


@gegevensbeheer
@require_safe
def gegevens_leeg(request, programma):
    tabellen = _boek("tabellen").TABELLEN
    return _download(request, _boek("schrijven").schrijf_sjabloon(tabellen, op=_nu()), "gegevens-leeg.xlsx")


@gegevensbeheer
@require_safe
def gegevens_alles(request, programma):
    """Alle tabellen die deze gebruiker mag uitvoeren."""
    tabellen = [tabel for tabel in _boek("tabellen").TABELLEN if request.user.has_perm(tabel.recht("export"))]
    vandaag = timezone.localdate()
    bij = f"Uitgevoerd op {datum_tekst(vandaag)} door {request.user.naam}, met wat je rol mag zien."
    return _download(
        request,
        _boek("schrijven").schrijf_alles(tabellen, bij=bij, op=_nu()),
        f"alle-gegevens-{vandaag.isoformat()}.xlsx",
    )


def _toon(request, programma, bekeken, *, status=None):
    aantal, getoond = len(bekeken.voorstel.fouten), len(bekeken.voorstel.eerste_fouten)
    inhoud = {
        "menu": "gegevens",
        "uitkomst": bekeken.voorstel,
        "foutzin": f"{zinnen.fouten(aantal, getoond)} {zinnen.verbeter(aantal)}",
        "verschoven": bekeken.eerste_verschoven,
        "sleutel": bekeken.sleutel,
        "kruimels": [("Gegevens", reverse("monitoring:gegevens", args=[programma.slug])), ("Voorvertoning", "")],
    }
    klaar = 422 if bekeken.voorstel.fouten else 200
    return render(
        request, "monitoring/inlezen/gegevensboek/gegevens_voorvertoning.html", inhoud, status=status or klaar
    )


def _nu():
    """In een bestand staat plaatselijke tijd, zonder tijdzone."""
    return timezone.localtime().replace(tzinfo=None, microsecond=0)


def _download(request, bestand, naam):
    with bestand:
        return download(request, bestand.read(), _boek("schrijven").CONTENT_TYPE, naam)
