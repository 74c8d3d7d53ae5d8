"""Het verslag als JSON, en de pagina die zegt of een verslag is wat er is vastgesteld."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from acties.toegang.toegang import leespagina, opzoekpagina
from monitoring.jaar.echtheid import controleer_bestand, controleer_getal
from monitoring.jaar.forms import BestandForm, GetalForm
from monitoring.jaar.uitgave import jaardocument
from monitoring.lezen.download import download
from monitoring.verslag.vastgesteld import canoniek


@require_safe
@leespagina
def verslag_json(request, programma, jaar):
    """Dezelfde bytes als waar de sha256 van is; een bezoeker krijgt de openbare versie, met haar eigen sha256."""
    moment, data = jaardocument(request, programma, jaar)
    deel = f"v{moment.versie}" if moment.vastgesteld else "concept"
    naam = f"verslag-{jaar}-{programma.slug}-{deel}.json"
    return download(request, canoniek(data), "application/json", naam)


@opzoekpagina
def verslag_controle(request, programma):
    """Een controlegetal gaat in het adres (``?sha256=…``), een bestand gaat mee met een POST."""
    getal = GetalForm(request.GET if "sha256" in request.GET else None)
    bestand = BestandForm(files=request.FILES if request.method == "POST" else None)
    uitkomst = None
    if request.method == "POST":
        uitkomst = controleer_bestand(bestand.cleaned_data["bestand"].read()) if bestand.is_valid() else None
    elif getal.is_valid():
        uitkomst = controleer_getal(getal.cleaned_data["sha256"])
    context = {"menu": "evaluatie", "getal": getal, "bestand": bestand, "uitkomst": uitkomst}
    evaluaties = ("Evaluatie", reverse("monitoring:evaluatie_lijst", args=[programma.slug]))
    context["kruimels"] = [evaluaties, ("Controleer een verslag", "")]
    return render(request, "monitoring/jaar/verslag_controle.html", context)
