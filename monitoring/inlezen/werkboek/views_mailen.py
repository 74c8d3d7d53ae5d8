"""Werkboeken van een updateronde: per organisatie als Excelbestand, of samen als zip."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from acties.spoor.logboek import noteer
from acties.toegang.toegang import melder, projectleider
from monitoring.inlezen.werkboek.forms_mailen import WerkboekMailForm
from monitoring.inlezen.werkboek.maken import maak, schrijver, vraag_om_werkboeken
from monitoring.inlezen.werkboek.versturen import standaardtekst, uitslagzin, zet_in_de_rij
from monitoring.inlezen.werkboek.werkboek import bestandsnaam, werkboeken
from monitoring.lezen.download import als_bestand
from monitoring.lezen.klaarstaand import lever
from monitoring.melden.namens import HELE_REGIO, eigen_keuzes
from monitoring.models import Updateronde
from monitoring.rondes.rondestand import rondestand
from monitoring.rondes.views.rondes import MEEST_GETOOND, kader
from monitoring.rondes.voortgang import melders_van, voortgang

MEEST_GEMAILD = 100


@projectleider
@require_safe
def werkboek_lijst(request, programma, pk):
    """Kies voor wie: één organisatie, een overleg, een eigen keuze, of allemaal."""
    ronde = get_object_or_404(Updateronde, programma=programma, pk=pk)
    vandaag = timezone.localdate()
    groepen = voortgang(rondestand(ronde, programma, vandaag), vandaag)
    keuzes = [(groep, [melder for melder in groep.melders if melder.heeft_werkboek]) for groep in groepen]
    inhoud = {
        "groepen": [
            (groep.naam, melders, urlencode({"organisatie": [m.slug for m in melders]}, doseq=True))
            for groep, melders in keuzes
            if melders
        ],
        "inlezingen": ronde.inlezingen.select_related("organisatie", "ingelezen_door").annotate(
            aantal=Count("meldingen")
        )[:MEEST_GETOOND],
        "gemaild": ronde.werkboekmails.select_related("organisatie")[:MEEST_GEMAILD],
        "klaar": [melder for groep in groepen for melder in groep.melders if melder.slug and not melder.heeft_werkboek],
    }
    return render(
        request,
        "monitoring/inlezen/werkboek/werkboek_lijst.html",
        {**kader(programma, ronde, ("Werkboeken", "")), **inhoud},
    )


@projectleider
@require_safe
def werkboek_zip(request, programma, pk):
    """De werkboeken van de gekozen organisaties; zonder keuze van iedereen die nog iets te melden heeft."""
    ronde = get_object_or_404(Updateronde, programma=programma, pk=pk)
    boeken = _gekozen(request, programma, ronde)
    if not boeken:
        messages.info(request, "Er is niemand gekozen die nog iets te melden heeft. Er is geen bestand gemaakt.")
        return redirect("monitoring:werkboek_lijst", programma.slug, pk)
    vraag = vraag_om_werkboeken(programma, ronde, [boek.slug for boek in boeken], door=request.user)
    naam = f"werkboeken-{ronde.peildatum.isoformat()}.zip"
    return lever(request, vraag, soort="application/zip", naam=naam, kader=kader(programma, ronde, (naam, "")))


@melder
@require_safe
def werkboek(request, programma, pk, slug):
    """Het werkboek van één organisatie. Een projectleider haalt elk op, een ander alleen dat van de eigen organisatie."""
    ronde = get_object_or_404(Updateronde, programma=programma, pk=pk)
    vandaag = timezone.localdate()
    if not request.user.is_projectleider and slug not in eigen_keuzes(request.user, vandaag):
        raise Http404("Dit is niet jouw organisatie.")
    boeken = werkboeken(rondestand(ronde, programma, vandaag), [slug], door=request.user)
    if not boeken:
        raise Http404("Deze organisatie heeft in deze ronde niets meer te melden.")
    noteer("werkboek maken", ronde, door=request.user)
    return als_bestand(maak(boeken[0]), schrijver().CONTENT_TYPE, bestandsnaam(boeken[0]))


@projectleider
@require_http_methods(["GET", "HEAD", "POST"])
def werkboek_mailen(request, programma, pk):
    """Eerst de tekst en de adressen, dan de lijst van wie een mail krijgt, dan pas versturen."""
    ronde = get_object_or_404(Updateronde.objects.select_related("programma"), programma=programma, pk=pk)
    boeken = _gekozen(request, programma, ronde)
    stand = rondestand(ronde, programma, timezone.localdate())
    leden = melders_van(stand, timezone.localdate())
    adressen = {slug: [lid.email for lid in gebruikers if lid.email] for slug, gebruikers in leden.items()}
    tekst = standaardtekst(ronde, request.user)
    formulier = WerkboekMailForm(request.POST or None, boeken=boeken, adressen=adressen, tekst=tekst)
    goed = request.method == "POST" and formulier.is_valid()
    if goed and request.POST.get("handeling") == "versturen":
        _verstuur(request, ronde, boeken, formulier)
        return redirect("monitoring:werkboek_lijst", programma.slug, pk)
    controle = goed and request.POST.get("handeling") == "controleren"
    inhoud = {"form": formulier, "boeken": boeken, "controle": controle}
    sjabloon = "monitoring/inlezen/werkboek/werkboek_mailen.html"
    return render(request, sjabloon, {**kader(programma, ronde, ("Werkboeken mailen", "")), **inhoud})


def _verstuur(request, ronde, boeken, formulier):
    """Eén keer per formulier, ook bij dubbel klikken."""
    gegevens = formulier.cleaned_data
    tekst = {naam: gegevens[naam] for naam in ("onderwerp", "bericht", "verzoek")}
    if not zet_in_de_rij(ronde, boeken, formulier.adressen, **tekst, door=request.user):
        messages.info(request, "Deze mails stonden al in de rij. Er is niets nog een keer verstuurd.")
        return
    formulier.noteer_bevestigd(ronde, door=request.user)
    messages.success(request, f"{uitslagzin(boeken, formulier.adressen)} Hieronder zie je hoe het afloopt.")


def _gekozen(request, programma, ronde):
    stand = rondestand(ronde, programma, timezone.localdate())
    meldend = sorted({slug for taak in stand.taken for slug in taak.melders} - {HELE_REGIO})
    gekozen = request.GET.getlist("organisatie")
    slugs = [slug for slug in meldend if not gekozen or slug in gekozen]
    return werkboeken(stand, slugs, door=request.user)
