"""Mijn acties: waarover iemand meldt, en in een open updateronde het werk zelf, met per actie een eigen formulier."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acties.models import Actie, Gebruiker
from acties.spoor.eenmalig import in_een_keer
from acties.spoor.gezien import Tussendoor, om_te_wijzigen
from acties.toegang.toegang import melder
from monitoring.datum import datum_tekst
from monitoring.lezen.pagina import lees_peildatum, verslag_voor
from monitoring.lezen.waarheid import is_voorlopig, merk
from monitoring.melden.bewijs import bewijs_van, lees_melding
from monitoring.melden.melding import lees_nummer
from monitoring.melden.namens import kies, lees_keuze, mag_corrigeren
from monitoring.melden.werklijst import lokaal_werk, werklijst, werklijst_regio
from monitoring.rondes.forms import PauzeForm
from monitoring.rondes.kaarten import groepen, kaarten, maak_formulier
from monitoring.rondes.mijn import adres, lees_kenmerk, namens_wie
from monitoring.rondes.rest import rest_van, samen_bevestigd
from monitoring.rondes.rondemelding import bewaar_concept, laatste_meldingen
from monitoring.rondes.rondestand import open_rondes
from monitoring.rondes.werk import Werk, bevestig, meld
from monitoring.rondes.zinnen import ANDERE_TAAK, onder_herinneringen, onder_mijn_ronde


@melder
@require_safe
def mijn_acties(request, programma):
    """Met een open ronde het werk daarvan; anders, of met een eigen peildatum, de lijst van het jaar."""
    vandaag = timezone.localdate()
    rondes = open_rondes(programma, vandaag)
    organisaties = namens_wie(request.user, rondes, vandaag, request.GET.get("organisatie"))
    slug, organisatie = kies(request.GET.get("organisatie"), organisaties)
    eigen_rondes = [stand for stand in rondes if stand.van(slug).taken]
    inhoud = {
        "menu": "mijn_acties",
        "organisatie": organisatie,
        "organisaties": organisaties,
        "slug": slug,
        "rondes": (),
    }
    if eigen_rondes and "peildatum" not in request.GET:
        stand = _kies_ronde(request.GET.get("ronde"), eigen_rondes)
        return _toon(request, stand, inhoud | {"rondes": eigen_rondes})
    verslag = verslag_voor(request, programma, lees_peildatum(request, programma))
    merk(request, voorlopig=is_voorlopig(programma, verslag.peildatum))
    lijst = werklijst(verslag, organisatie, op=vandaag) if organisatie else werklijst_regio(verslag)
    inhoud |= {"verslag": verslag, "lijst": lijst, "open_rondes": rondes if request.user.is_projectleider else ()}
    return render(request, "monitoring/rondes/mijn_acties.html", inhoud)


def _kies_ronde(gevraagd, rondes):
    return next((stand for stand in rondes if str(stand.ronde.pk) == gevraagd), rondes[0])


def _toon(request, stand, inhoud, *, gebonden=None, status=200):
    """De pagina van een ronde; ``gebonden`` is het formulier dat terugkomt met een fout."""
    alle = kaarten(request.user, stand, inhoud["slug"], gebonden)
    vandaag = timezone.localdate()
    merk(request, voorlopig=is_voorlopig(request.programma, stand.ronde.peildatum))
    inhoud |= {
        "stand": stand,
        "verslag": stand.verslag,
        "lijst": stand.van(inhoud["slug"]),
        "groepen": groepen(alle, inhoud["organisatie"]),
        "gemeld": [kaart for kaart in alle if not kaart.taak.open],
        "rest": rest_van(alle),
        "lokaal": lokaal_werk(stand.verslag, inhoud["slug"]),
        "onder": onder_mijn_ronde(stand.ronde, vandaag),
        "namens_ander": bool(inhoud["slug"]) and inhoud["organisatie"] not in request.user.organisaties(vandaag),
        "fout": gebonden is not None,
        "uitgeklapt": _uitgeklapt(request, alle, gebonden),
        "bewijs": _bewijs(request, stand),
        **_samen(request),
    }
    return render(request, "monitoring/rondes/mijn_ronde.html", inhoud, status=status)


def _samen(request):
    """Wat net samen ongewijzigd is bevestigd, en of dat nog terug kan."""
    nu = timezone.now()
    samen = samen_bevestigd(lees_kenmerk(request.GET), request.programma, request.user)
    return {"nu": nu, "samen": samen, "kan_terug": samen is not None and samen.kan_terug(nu)}


def _uitgeklapt(request, alle, gebonden):
    """Het nummer van de ene actie waarvan het formulier op de pagina staat; ``None``: alles is gevouwen."""
    gevraagd = gebonden.instance.actie.nummer if gebonden else lees_nummer(request.GET.get("actie", ""))
    return next((kaart.taak.actie.nummer for kaart in alle if kaart.taak.actie.nummer == gevraagd), None)


def _bewijs(request, stand):
    """Het bewijs van wat net is opgeslagen (haar nummer staat in het adres); ``None`` voor wie het niet aangaat."""
    pk = lees_nummer(request.GET.get("opgeslagen", ""))
    melding = lees_melding(pk, request.programma) if pk else None
    if melding is None or not mag_corrigeren(melding, door=request.user, op=timezone.localdate()):
        return None
    return bewijs_van(melding, request.programma, timezone.localdate())


@melder
@require_POST
def ronde_melden(request, programma, pk, nummer):
    """Melden, ongewijzigd bevestigen of een concept bewaren. Meldde iemand anders intussen: een 409 met beide teksten."""
    vandaag = timezone.localdate()
    rondes = open_rondes(programma, vandaag)
    organisaties = namens_wie(request.user, rondes, vandaag, request.POST.get("namens"))
    slug, organisatie = lees_keuze(request, organisaties)
    werk = _werk(request, rondes, slug, organisatie, pk, nummer)
    if "ga_naar" in request.POST and werk.formulier.is_ongewijzigd:
        return redirect(_verder(request, werk, slug, None))
    handeling = _handeling(request, werk)
    try:
        boodschap, melding = handeling(werk)
    except Tussendoor as tussendoor:
        return _toon_conflict(request, werk, slug, tussendoor.huidig)
    except ValidationError as fout:
        werk.formulier.neem_over(fout)
        boodschap, melding = "", None
    if not boodschap:
        inhoud = {"menu": "mijn_acties", "organisatie": organisatie, "organisaties": organisaties, "slug": slug}
        return _toon(request, werk.stand, inhoud | {"rondes": [werk.stand]}, gebonden=werk.formulier)
    messages.success(request, boodschap)
    return redirect(_verder(request, werk, slug, melding))


def _handeling(request, werk):
    if "ga_naar" in request.POST:  # wat al is getypt, gaat niet verloren
        return _concept
    dezelfde = request.POST.get("taak", werk.taak.soort) == werk.taak.soort
    return HANDELINGEN.get(request.POST.get("handeling"), meld) if dezelfde else _andere_taak


def _verder(request, werk, slug, melding):
    """Waar het werk verdergaat: waar iemand heen ging, na een concept bij dezelfde actie, of bij de volgende die open is."""
    nummer, open_na = werk.taak.actie.nummer, None
    if request.POST.get("ga_naar") == "rest":
        return reverse("monitoring:ronde_ongewijzigd", args=[request.programma.slug, werk.stand.ronde.pk, slug])
    if melding is None:
        open_na = lees_nummer(request.POST.get("ga_naar", str(nummer))) or None
    elif request.POST.get("handeling") == "volgende":
        open_na = werk.stand.van(slug).volgende(nummer)
    return adres(request.programma, slug, werk.stand.ronde.pk, actie=open_na, opgeslagen=melding and melding.pk)


def _werk(request, rondes, slug, organisatie, pk, nummer):
    stand = next((stand for stand in rondes if stand.ronde.pk == pk), None)
    taak = stand and stand.taak(slug, nummer)
    if not taak:
        raise Http404("Hierover meldt deze organisatie niet in een open ronde.")
    actie = Actie.objects.select_related("programma").get(programma=request.programma, nummer=nummer)
    namens = None if taak.namens_regio else organisatie
    laatste = laatste_meldingen([nummer], stand.ronde, namens).get(nummer)
    formulier = maak_formulier(request.user, stand, actie, namens, laatste, data=request.POST)
    return Werk(stand, taak, organisatie, formulier, laatste)


def _concept(werk):
    actie = werk.formulier.instance.actie
    bewaar_concept(werk.stand.ronde, actie, velden=werk.formulier.ingevuld, **werk.wie)
    return f"Concept bewaard bij actie {actie.nummer}. Het telt pas mee als je het opslaat als melding.", None


def _andere_taak(werk):
    """Wie als bijdrage is getypt, is niet ongezien een woord voor de regio; en andersom."""
    werk.formulier.is_valid()
    werk.formulier.add_error(None, ANDERE_TAAK)
    return "", None


HANDELINGEN = {"melden": meld, "volgende": meld, "bevestigen": bevestig, "concept": _concept}


def _toon_conflict(request, werk, slug, nieuwste):
    inhoud = {
        "menu": "mijn_acties",
        "stand": werk.stand,
        "actie": werk.formulier.instance.actie,
        "organisatie": werk.namens,
        "taak": werk.taak,
        "slug": slug,
        "laatste": nieuwste,
        "formulier": werk.formulier.na(nieuwste),
        "kaart": None,
    }
    return render(request, "monitoring/rondes/ronde_conflict.html", inhoud, status=409)


@melder
@require_http_methods(["GET", "HEAD", "POST"])
@in_een_keer
def herinneringen(request, programma):
    """Even geen herinneringen per mail. De kop blijft het aantal noemen."""
    # Een eigen rij: een fout in het formulier verandert de ingelogde gebruiker niet.
    gebruiker = om_te_wijzigen(Gebruiker.objects.all(), request).get(pk=request.user.pk)
    gepauzeerd = _later(gebruiker.herinneringen_vanaf)
    formulier = PauzeForm(request.POST if request.method == "POST" else None, instance=gebruiker)
    if request.method == "POST" and formulier.is_valid():
        formulier.save()
        vanaf = _later(gebruiker.herinneringen_vanaf)
        messages.success(
            request,
            f"Je krijgt pas weer herinneringen vanaf {datum_tekst(vanaf)}." if vanaf else "Herinneringen staan aan.",
        )
        return redirect("monitoring:mijn_acties", programma.slug)
    inhoud = {"menu": "mijn_acties", "form": formulier, "onder": onder_herinneringen(gepauzeerd)}
    return render(request, "monitoring/rondes/herinneringen.html", inhoud, status=formulier.status)


def _later(dag):
    return dag if dag and dag > timezone.localdate() else None
