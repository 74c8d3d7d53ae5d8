"""Het verslag als JSON, en de pagina die zegt of een verslag is wat er is vastgesteld."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from acties.logboek import noteer
from acties.toegang import leespagina, opzoekpagina
from monitoring.controle import controleer_bestand, controleer_getal
from monitoring.forms_vaststellen import ControleForm
from monitoring.jaarstuk import canoniek
from monitoring.jaarverslag import jaardocument


@require_safe
@leespagina
def verslag_json(request, programma, jaar):
    """Dezelfde bytes als waar de sha256 van is; een bezoeker krijgt de openbare versie, met haar eigen sha256."""
    moment, data = jaardocument(request, programma, jaar)
    deel = f"v{moment.versie}" if moment.vastgesteld else "concept"
    naam = f"verslag-{jaar}-{programma.slug}-{deel}.json"
    noteer("uitvoeren", naam, door=request.user)
    return HttpResponse(
        canoniek(data),
        content_type="application/json",
        headers={
            "Content-Disposition": f'attachment; filename="{naam}"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


@opzoekpagina
def verslag_controle(request, programma):
    form = ControleForm(request.POST, request.FILES) if request.method == "POST" else _uit_adres(request)
    uitkomst = None
    if form.is_bound and form.is_valid():
        bestand = form.cleaned_data["bestand"]
        uitkomst = controleer_bestand(bestand.read()) if bestand else controleer_getal(form.cleaned_data["sha256"])
    context = {"menu": "evaluatie", "form": form, "uitkomst": uitkomst, "kruimels": [("Controleer een verslag", "")]}
    return render(request, "monitoring/verslag_controle.html", context)


def _uit_adres(request):
    """Een link met ``?sha256=…`` vult het controlegetal in en zoekt het meteen op."""
    return ControleForm({"sha256": request.GET["sha256"]}) if request.GET.get("sha256") else ControleForm()
