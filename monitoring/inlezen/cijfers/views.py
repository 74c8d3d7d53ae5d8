"""Cijfers uit een openbaar bestand: kiezen, kolommen aanwijzen en bekijken, opslaan. Alleen voor een projectleider."""

from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from acties.models import Programma
from acties.rekenblad.lezen.fout import Bestandsfout
from acties.toegang.toegang import projectleider
from acties.voorstel.tussenstap import Verlopen, kijk, zet_klaar
from acties.voorstel.voorstel import bevestigen, vergrendel
from monitoring.inlezen.cijfers.forms import CijferForm, KolommenForm
from monitoring.inlezen.cijfers.vergelijken import MEEST_GENOEMD, sla_op, vergelijk, vorige_keuze
from monitoring.models import Cijferbron, Meting


class Veranderd(Exception):
    """Opslaan zou iets anders doen dan wat er is getoond."""


@projectleider
@require_http_methods(["GET", "HEAD", "POST"])
def cijfers_inlezen(request, programma):
    """Kies of plak; klopt het, dan meteen wat eruit komt met de kolommen van de vorige keer."""
    if request.method != "POST":
        return _kies(
            request, programma, CijferForm(programma=programma, initial={"opgehaald_op": timezone.localdate()})
        )
    form = CijferForm(request.POST, request.FILES, programma=programma)
    if not form.is_valid():
        return _kies(request, programma, form, status=422)
    gegevens = form.cleaned_data
    klaar = {
        "indicator": gegevens["indicator"].pk,
        "bron": gegevens["bron"],
        "opgehaald_op": gegevens["opgehaald_op"],
        "bestand": gegevens["cijferbestand"],
    }
    return _bekijk(request, programma, klaar, zet_klaar(klaar, door=request.user, waar=_waar(programma)))


@projectleider
@require_POST
def cijfers_controleren(request, programma):
    """Bekijk met andere kolommen, of sla op wat er is bekeken."""
    sleutel = request.POST.get("sleutel", "")
    try:
        klaar = kijk(sleutel, door=request.user, waar=_waar(programma))
    except Verlopen:
        messages.error(request, "Deze cijfers zijn al opgeslagen, of het is te lang geleden. Kies het bestand opnieuw.")
        return redirect("monitoring:cijfers_inlezen", programma.slug)
    return _bekijk(request, programma, klaar, sleutel)


def _kies(request, programma, form, *, status=200):
    laatste = Cijferbron.objects.filter(indicator__programma=programma).select_related("indicator")[:5]
    inhoud = {"menu": "cijfers", "form": form, "laatste": laatste, "kruimels": _kruimels(programma, "Inlezen")}
    return render(request, "monitoring/inlezen/cijfers/cijfers_inlezen.html", inhoud, status=status)


def _bekijk(request, programma, klaar, sleutel):
    """Vergelijk met de gekozen kolommen; sla op als daarom is gevraagd."""
    indicator = get_object_or_404(programma.indicatoren, pk=klaar["indicator"])
    bestand = klaar["bestand"]
    keuze = vorige_keuze(indicator, bestand)
    form = KolommenForm(request.POST if "regio" in request.POST else None, bestand=bestand, keuze=keuze)
    if form.is_bound and form.is_valid():
        keuze = form.keuze
    elif form.is_bound or not form.compleet:
        return _toon(request, programma, indicator, klaar, sleutel, form, keuze, None)
    try:
        if request.POST.get("handeling") == "opslaan":
            return _bewaar(request, programma, indicator, klaar, sleutel, keuze)
        vergelijking, status = vergelijk(bestand, keuze, indicator), 200
    except Veranderd:
        vergelijking, status = vergelijk(bestand, keuze, indicator), 409
        messages.warning(
            request, "De kolommen of de cijfers zijn veranderd. Er is niets opgeslagen. Kijk hieronder en sla dan op."
        )
    except Bestandsfout as fout:
        messages.error(request, str(fout))
        return redirect("monitoring:cijfers_inlezen", programma.slug)
    return _toon(request, programma, indicator, klaar, sleutel, form, keuze, vergelijking, status=status)


def _toon(request, programma, indicator, klaar, sleutel, form, keuze, vergelijking, *, status=200):
    """``vergelijking`` is er niet zolang er nog iets te kiezen is."""
    inhoud = {
        "menu": "cijfers",
        "indicator": indicator,
        "klaar": klaar,
        "form": form,
        "sleutel": sleutel,
        "vergelijking": vergelijking,
        "elders": vergelijking.elders[:MEEST_GENOEMD] if vergelijking else (),
        "vaste_waarden": klaar["bestand"].vaste_waarden(keuze),
        "kruimels": _kruimels(programma, "Voorvertoning"),
    }
    return render(
        request,
        "monitoring/inlezen/cijfers/cijfers_controleren.html",
        inhoud,
        status=422 if form.errors or (vergelijking and vergelijking.fouten) else status,
    )


def _bewaar(request, programma, indicator, klaar, sleutel, keuze):
    """Sla op als dit precies is wat er werd getoond. Fouten: ``Veranderd``, ``Cijferfout``."""
    try:
        with bevestigen(sleutel, Programma.objects.filter(pk=programma.pk)):
            vergrendel(Meting.objects.filter(indicator=indicator))
            vergelijking = vergelijk(klaar["bestand"], keuze, indicator)
            if vergelijking.fouten or request.POST.get("gezien") != vergelijking.vingerafdruk:
                raise Veranderd
            sla_op(
                vergelijking, indicator, bron=klaar["bron"], opgehaald_op=klaar["opgehaald_op"], keuze=keuze,
                door=request.user, op=timezone.now(),
            )  # fmt: skip
    except Verlopen:
        return redirect("monitoring:cijfers", programma.slug)  # twee keer geklikt: de eerste slaat op
    except IntegrityError:
        messages.error(
            request, "Iemand anders sloeg net ook cijfers op. Er is niets opgeslagen. Kies het bestand opnieuw."
        )
        return redirect("monitoring:cijfers_inlezen", programma.slug)
    messages.success(request, f"Cijfers opgeslagen bij {indicator}: {vergelijking.aantallen}.")
    return redirect("monitoring:cijfers", programma.slug)


def _waar(programma):
    return f"cijfers {programma.pk}"


def _kruimels(programma, hier):
    return [("Cijfers", reverse("monitoring:cijfers", args=[programma.slug])), (hier, "")]
