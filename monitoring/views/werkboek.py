"""Werkboeken van een updateronde: per organisatie als Excelbestand, of samen als zip."""

import io
from importlib import import_module
from urllib.parse import urlencode
from zipfile import ZIP_DEFLATED, ZipFile

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from acties.logboek import noteer
from acties.toegang import melder, projectleider
from monitoring.models import Updateronde
from monitoring.rondestand import rondestand
from monitoring.uitwisseling.werkboek import bestandsnaam, werkboeken
from monitoring.views.rondes import kader
from monitoring.voortgang_ronde import voortgang


@projectleider
@require_safe
def werkboek_lijst(request, programma, pk):
    """Kies voor wie: één organisatie, een overleg, een eigen keuze, of allemaal."""
    ronde = get_object_or_404(Updateronde, programma=programma, pk=pk)
    vandaag = timezone.localdate()
    groepen = voortgang(rondestand(ronde, programma, vandaag), vandaag)
    keuzes = [(groep, [melder for melder in groep.melders if melder.lijst.open]) for groep in groepen]
    inhoud = {
        "groepen": [
            (groep.naam, melders, urlencode({"organisatie": [m.slug for m in melders]}, doseq=True))
            for groep, melders in keuzes
            if melders
        ],
        "klaar": [melder for groep in groepen for melder in groep.melders if not melder.lijst.open],
    }
    return render(request, "monitoring/werkboek_lijst.html", {**kader(programma, ronde, ("Werkboeken", "")), **inhoud})


@projectleider
@require_safe
def werkboek_zip(request, programma, pk):
    """De werkboeken van de gekozen organisaties; zonder keuze van iedereen die nog iets te melden heeft."""
    ronde = get_object_or_404(Updateronde, programma=programma, pk=pk)
    boeken = _gekozen(request, programma, ronde)
    if not boeken:
        messages.info(request, "Er is niemand gekozen die nog iets te melden heeft. Er is geen bestand gemaakt.")
        return redirect("monitoring:werkboek_lijst", programma.slug, pk)
    stroom = io.BytesIO()
    with ZipFile(stroom, "w", ZIP_DEFLATED) as archief:
        for boek in boeken:
            archief.writestr(bestandsnaam(boek), maak(boek))
    noteer("werkboeken maken", ronde, door=request.user)
    return als_bestand(stroom.getvalue(), "application/zip", f"werkboeken-{ronde.peildatum.isoformat()}.zip")


@melder
@require_safe
def werkboek(request, programma, pk, slug):
    """Het werkboek van één organisatie. Een projectleider haalt elk op, een ander alleen dat van de eigen organisatie."""
    ronde = get_object_or_404(Updateronde, programma=programma, pk=pk)
    vandaag = timezone.localdate()
    eigen = [organisatie.slug for organisatie in request.user.organisaties(vandaag)]
    if not request.user.is_projectleider and slug not in eigen:
        raise Http404("Dit is niet jouw organisatie.")
    boeken = werkboeken(rondestand(ronde, programma, vandaag), [slug], door=request.user)
    if not boeken:
        raise Http404("Deze organisatie heeft in deze ronde niets meer te melden.")
    noteer("werkboek maken", ronde, door=request.user)
    return als_bestand(maak(boeken[0]), _schrijven().CONTENT_TYPE, bestandsnaam(boeken[0]))


def _gekozen(request, programma, ronde):
    stand = rondestand(ronde, programma, timezone.localdate())
    meldend = sorted({schuld.organisatie for schuld in stand.schulden})
    gekozen = request.GET.getlist("organisatie")
    slugs = [slug for slug in meldend if not gekozen or slug in gekozen]
    return werkboeken(stand, slugs, door=request.user)


def maak(boek):
    return _schrijven().schrijf(boek, op=timezone.localtime().replace(tzinfo=None, microsecond=0))


def _schrijven():
    """Pas geladen bij het eerste werkboek: openpyxl kost een proces anders bij elke start tijd en geheugen."""
    return import_module("monitoring.uitwisseling.schrijven")


def als_bestand(inhoud, soort, naam):
    return HttpResponse(
        inhoud,
        content_type=soort,
        headers={
            "Content-Disposition": f'attachment; filename="{naam}"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )
