"""De rest ongewijzigd bevestigen: eerst een lijst, dan één handeling, en tien minuten om haar terug te draaien."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from acties.spoor.gezien import Tussendoor
from acties.toegang.toegang import melder
from monitoring.melden.melding import NietBevoegd
from monitoring.melden.namens import kies
from monitoring.models import Updateronde
from monitoring.rondes.kaarten import kaarten
from monitoring.rondes.mijn import adres, lees_kenmerk, namens_wie
from monitoring.rondes.rest import bevestig_rest, draai_terug, gezien, rest_van, samen_bevestigd
from monitoring.rondes.rondestand import open_rondes
from monitoring.rondes.zinnen import INTUSSEN_ANDERS, NIET_MEER_OPEN, NIETS_GEKOZEN, TE_LAAT

NIET_MEER_VAN_JOU = "Je meldt niet meer namens deze organisatie. Er is niets opgeslagen."


@melder
@require_http_methods(["GET", "HEAD", "POST"])
def ronde_ongewijzigd(request, programma, pk, slug):
    """De lijst, en het bevestigen van wat daarin is aangevinkt. Is er intussen iets anders, dan een 409 met de lijst van nu."""
    get_object_or_404(Updateronde, programma=programma, pk=pk)
    samen = lees_kenmerk(request.POST)
    bewijs = adres(programma, slug, pk, samen=samen)
    if samen_bevestigd(samen, programma, request.user):  # een tweede klik
        return redirect(bewijs)
    stand, organisatie = _stand(request, pk, slug)
    if stand is None:
        messages.error(request, NIET_MEER_OPEN)
        return redirect("monitoring:mijn_acties", programma.slug)
    rest = rest_van(kaarten(request.user, stand, slug))
    uitleg = _bevestig(request, stand, organisatie, rest, samen) if request.method == "POST" else ""
    if request.method == "POST" and (not uitleg or samen_bevestigd(samen, programma, request.user)):
        return redirect(bewijs)
    return _toon(request, stand, organisatie, rest, uitleg)


def _stand(request, pk, slug):
    """De ronde als zij open is, en namens wie het is; een ander dan de eigen organisatie is er niet."""
    vandaag = timezone.localdate()
    rondes = open_rondes(request.programma, vandaag)
    stand = next((stand for stand in rondes if stand.ronde.pk == pk), None)
    return (stand, kies(slug, namens_wie(request.user, rondes, vandaag, slug))[1]) if stand else (None, None)


def _bevestig(request, stand, organisatie, rest, samen):
    """Waarom er niets is opgeslagen; leeg als het is gedaan."""
    gekozen = set(request.POST.getlist("gezien"))
    if not gekozen:
        return NIETS_GEKOZEN
    if samen is None or not gekozen <= rest.gezien:
        return INTUSSEN_ANDERS
    gelezen = [kaart for kaart in rest.mee if gezien(kaart) in gekozen]
    wie = {"organisatie": organisatie, "door": request.user, "op": timezone.now()}
    try:
        bevestig_rest(gelezen, stand.ronde, samen=samen, **wie)
    except Tussendoor:
        return INTUSSEN_ANDERS
    except NietBevoegd:
        raise PermissionDenied(NIET_MEER_VAN_JOU) from None
    except ValidationError as fout:
        return " ".join(fout.messages)
    return ""


def _toon(request, stand, organisatie, rest, uitleg):
    """De lijst; na een fout staat aangevinkt wat dat was en er nog zo staat."""
    gekozen = set(request.POST.getlist("gezien")) if uitleg else rest.gezien
    inhoud = {
        "menu": "mijn_acties",
        "stand": stand,
        "verslag": stand.verslag,
        "organisatie": organisatie,
        "slug": organisatie.slug,
        "rest": rest,
        "rijen": [(kaart, gezien(kaart), gezien(kaart) in gekozen) for kaart in rest.mee],
        "uitleg": uitleg,
        "samen": uuid4(),
    }
    status = 409 if uitleg == INTUSSEN_ANDERS else 200
    return render(request, "monitoring/rondes/ronde_ongewijzigd.html", inhoud, status=status)


@melder
@require_POST
def ronde_terugdraaien(request, programma):
    """Terugdraaien wat deze gebruiker net samen bevestigde. Een tweede klik verandert niets meer."""
    nu = timezone.now()
    samen = samen_bevestigd(lees_kenmerk(request.POST), programma, request.user)
    if samen is None:
        raise Http404("Er is niets om terug te draaien.")
    try:
        if samen.kan_terug(nu):
            draai_terug(samen, door=request.user, op=nu)  # het bewijs vertelt het
        elif not samen.terug:
            messages.error(request, TE_LAAT)
    except NietBevoegd:
        raise PermissionDenied(NIET_MEER_VAN_JOU) from None
    except (Tussendoor, ValidationError):
        messages.error(request, INTUSSEN_ANDERS)
    melding = samen.meldingen[0]
    return redirect(adres(programma, melding.organisatie.slug, melding.ronde_id, samen=samen.kenmerk))
