"""Ingevulde werkboeken inlezen: kiezen, bekijken wat er verandert, en pas dan opslaan."""

import re
from importlib import import_module

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from acties.models import Programma
from acties.rekenblad.lezen.fout import Bestandsfout
from acties.rekenblad.lezen.grenzen import MAX_BESTAND, ruimte_samen
from acties.spoor.logboek import GEWEIGERD, noteer
from acties.toegang.toegang import melder
from acties.voorstel.tussenstap import Verlopen, kijk, ruim_op, zet_klaar
from acties.voorstel.voorstel import bevestigen
from monitoring.inlezen import zinnen
from monitoring.inlezen.werkboek.beoordelen import beoordeel
from monitoring.inlezen.werkboek.forms import InleesForm
from monitoring.inlezen.werkboek.opslaan import Veranderd, sla_op
from monitoring.inlezen.werkboek.vorm import Soort

MEESTE_FOUTEN = 50
KEUZE = re.compile(r"(\d{1,3})-(\d{1,7})-(nieuw|gewijzigd|bevestigd|conflict)-(\d{1,18})", re.ASCII)
VERLOPEN = "Deze voorvertoning is verlopen of al gebruikt. Er is niets veranderd. Kies het bestand opnieuw."
VERANDERD = "Er is niets opgeslagen: intussen is er over een of meer acties gemeld ({}). Bekijk het opnieuw en kies."
NIETS_GEKOZEN = "Je koos niets om op te slaan. Zet een vinkje bij wat je wilt opslaan, of kies een ander bestand."


@melder
@require_http_methods(["GET", "HEAD", "POST"])
def inlezen(request, programma):
    """Kiezen. Een bestand dat niet kan, wordt geweigerd met een 422 en één zin; er blijft niets van achter."""
    if request.method != "POST":
        return _kies(request, InleesForm())
    formulier = InleesForm(request.POST, request.FILES)
    if not formulier.is_valid():
        return _kies(request, formulier, status=422)
    bestanden, fouten = _lees(formulier.cleaned_data["bestanden"])
    beoordelingen, geweigerd = _beoordeel(bestanden, programma, request.user)
    if fouten := fouten + geweigerd:
        noteer("werkboek inlezen", door=request.user, resultaat=GEWEIGERD)
        return _kies(request, formulier, fouten=fouten, status=422)
    regels = [regel for beoordeling in beoordelingen for regel in beoordeling.regels]
    if regels and all(regel.soort == Soort.FOUT for regel in regels):
        return _toon(request, programma, None, beoordelingen, status=422)
    sleutel = zet_klaar(bestanden, door=request.user, waar=_waar(programma))
    return redirect("monitoring:inlezen_controleren", programma.slug, sleutel)


@melder
@require_http_methods(["GET", "HEAD", "POST"])
def inlezen_controleren(request, programma, sleutel):
    """Bekijken (GET) en opslaan (POST) wat er is gekozen."""
    try:
        bestanden = kijk(sleutel, door=request.user, waar=_waar(programma))
        if request.method == "POST":
            return _sla_op(request, programma, sleutel, bestanden)
        return _bekijk(request, programma, sleutel, bestanden)
    except Verlopen:
        messages.error(request, VERLOPEN)
        return redirect("monitoring:inlezen", programma.slug)
    except Bestandsfout as fout:  # de ronde is intussen gesloten, of een recht ingetrokken
        ruim_op(sleutel)
        return _kies(request, InleesForm(), fouten=[("", str(fout))], status=422)


def _lees(uploads):
    """De gelezen bestanden, en van de andere de naam met wat eraan schort. Hetzelfde bestand twee keer kiezen is er één.

    Is de ruimte voor alle bestanden samen op, dan wordt er niet verder gelezen.
    """
    lezer = import_module("monitoring.inlezen.werkboek.lezen")  # pas nu: openpyxl kost elke start tijd en geheugen
    bestanden, fouten, samen = {}, [], ruimte_samen()
    for upload in uploads:
        try:
            bestand = lezer.lees_werkboek(upload.read(MAX_BESTAND + 1), upload.name, samen)
            bestanden.setdefault(bestand.sha256, bestand)
        except Bestandsfout as fout:
            if samen.op:
                fouten.append(("", str(fout)))
                break
            fouten.append((lezer.schone_naam(upload.name), str(fout)))
    return list(bestanden.values()), fouten


def _beoordeel(bestanden, programma, gebruiker):
    """De beoordelingen, en van wat deze gebruiker hier niet mag inlezen de naam met de reden."""
    beoordelingen, geweigerd = [], []
    for bestand in bestanden:
        try:
            beoordelingen.append(beoordeel(bestand, programma, door=gebruiker, op=timezone.now()))
        except Bestandsfout as fout:
            geweigerd.append((bestand.bestandsnaam, str(fout)))
    return beoordelingen, geweigerd


def _bekijk(request, programma, sleutel, bestanden, *, status=200):
    """Met de stand van dit moment. Bij elke keuze staat wat hier te zien is; daar wordt het opslaan mee vergeleken."""
    nu = timezone.now()
    beoordelingen = [beoordeel(bestand, programma, door=request.user, op=nu) for bestand in bestanden]
    return _toon(request, programma, sleutel, beoordelingen, status=status)


def _sla_op(request, programma, sleutel, bestanden):
    gekozen = _gekozen(request.POST)
    if not gekozen:
        messages.error(request, NIETS_GEKOZEN)
        return redirect("monitoring:inlezen_controleren", programma.slug, sleutel)
    try:
        with bevestigen(sleutel, Programma.objects.filter(pk=programma.pk)):
            aantal = sla_op(
                bestanden,
                programma,
                gekozen=gekozen,
                door=request.user,
                op=timezone.now(),
            )
    except Veranderd as fout:
        rijen = [f"rij {rij} van {bestanden[n].bestandsnaam}" for n, rij in fout.plekken if n < len(bestanden)]
        messages.error(request, VERANDERD.format(", ".join(rijen) or "een rij die er niet is"))
        return _bekijk(request, programma, sleutel, bestanden, status=409)
    woord = "melding is" if aantal == 1 else "meldingen zijn"
    messages.success(request, f"{aantal} {woord} opgeslagen, met de bron Excel erbij.")
    return redirect(_verder(request, programma, bestanden))


def _waar(programma):
    return f"werkboek {programma.pk}"


def _gekozen(gegevens):
    """De aangevinkte rijen, en de conflicten waarbij het bestand voorgaat: ``bestand-rij-soort-melding``."""
    gekozen = {}
    for keuze in [*gegevens.getlist("rij"), *(gegevens[naam] for naam in gegevens if naam.startswith("conflict-"))]:
        if gevonden := KEUZE.fullmatch(keuze):
            plaats, regel, soort, melding = gevonden.groups()
            gekozen[int(plaats), int(regel)] = (soort, int(melding))
    return gekozen


def _verder(request, programma, bestanden):
    if request.user.is_projectleider:
        return reverse("monitoring:ronde_detail", args=[programma.slug, bestanden[0].kenmerk.ronde])
    return reverse("monitoring:mijn_acties", args=[programma.slug])


def _kies(request, formulier, *, fouten=(), status=200):
    inhoud = {"menu": "mijn_acties", "form": formulier, "bestandsfouten": fouten}
    return render(request, "monitoring/inlezen/werkboek/inlezen.html", inhoud, status=status)


def _toon(request, programma, sleutel, beoordelingen, *, status=200):
    fouten = [
        (b.bestand.bestandsnaam, zinnen.plek(b.bestand.blad, fout, regel.nummer), fout.uitleg)
        for b in beoordelingen
        for regel in b.regels
        for fout in regel.fouten
    ]
    getoond = fouten[:MEESTE_FOUTEN]
    inhoud = {
        "menu": "mijn_acties",
        "sleutel": sleutel,
        "bestanden": list(enumerate(beoordelingen)),
        "fouten": getoond,
        "foutkop": zinnen.dingen_kloppen_niet(len(fouten)),
        "foutzin": zinnen.rijen_niet_opgeslagen(len(fouten), len(getoond)),
        "te_kiezen": any(
            b.van_soort(Soort.NIEUW, Soort.GEWIJZIGD, Soort.BEVESTIGD, Soort.CONFLICT) for b in beoordelingen
        ),
        "kruimels": [
            ("Werkboeken inlezen", reverse("monitoring:inlezen", args=[programma.slug])),
            ("Controleren", ""),
        ],
    }
    return render(request, "monitoring/inlezen/werkboek/inlezen_controleren.html", inhoud, status=status)
