"""Een status melden over één actie, een melding corrigeren, en het bewijs van wat er is opgeslagen."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from acties.models import Actie
from acties.spoor.gezien import Tussendoor
from acties.toegang.toegang import melder
from monitoring.lezen.bijdragen import te_bevestigen_bijdragen
from monitoring.lezen.pagina import kruimels_boven_actie
from monitoring.melden.bewijs import bewijs_van, lees_melding
from monitoring.melden.forms import MeldingForm
from monitoring.melden.keuze import keuzes_per_gevolg
from monitoring.melden.melding import laatst_gemeld, melden
from monitoring.melden.namens import HELE_REGIO, lees_keuze, mag_corrigeren, namens_keuzes
from monitoring.melden.werklijst import volgende_te_melden
from monitoring.melden.zinnen import knop_opslaan


@melder
@require_http_methods(["GET", "HEAD", "POST"])
def actie_melden(request, programma, nummer):
    """Het meldformulier; wie voor meer dan één kan spreken, kiest eerst namens wie."""
    nu = timezone.now()
    vandaag = timezone.localdate(nu)
    acties = Actie.objects.bij_te_werken_door(request.user, vandaag)
    acties = acties.select_related("programma", "onderdeel", "lokaal_van")
    actie = get_object_or_404(acties, programma=programma, nummer=nummer)
    keuzes = namens_keuzes(actie, request.user, vandaag)
    keus = lees_keuze(request, keuzes)
    if keus is None:
        pagina = {"actie": actie, "groepen": keuzes_per_gevolg(actie, keuzes)}
        return _toon(request, "monitoring/melden/actie_melden_namens.html", pagina)
    namens, organisatie = keus
    laatste = laatst_gemeld(actie, organisatie)
    formulier = MeldingForm(
        request.POST if request.method == "POST" else None,
        actie=actie, organisatie=organisatie, door=request.user, op=nu,
        laatste=laatste, standaard_peildatum=programma.standaard_peildatum(vandaag),
    )  # fmt: skip
    pagina = {"actie": actie, "organisatie": organisatie, "namens": namens, "meer_keuzes": len(keuzes) > 1}
    return _meld(request, formulier, pagina, laatste)


@melder
@require_http_methods(["GET", "HEAD", "POST"])
def melding_corrigeren(request, programma, nummer, pk):
    """Een nieuwe melding in plaats van deze. Is zij al gecorrigeerd, dan gaat het verder met de nieuwste."""
    nu = timezone.now()
    melding = _eigen_melding(request, programma, nummer, pk).nieuwste_correctie()
    if not melding.verzoek:
        raise Http404("Deze melding is van vóór er correcties waren. Zij is niet te corrigeren.")
    actie, organisatie = melding.actie, melding.organisatie
    laatste = laatst_gemeld(actie, organisatie)
    formulier = MeldingForm(
        request.POST if request.method == "POST" else None,
        actie=actie, organisatie=organisatie, door=request.user, op=nu, laatste=laatste, corrigeert=melding,
    )  # fmt: skip
    namens = organisatie.slug if organisatie else HELE_REGIO
    pagina = {"actie": actie, "organisatie": organisatie, "namens": namens, "meer_keuzes": False}
    return _meld(request, formulier, pagina | {"al_gecorrigeerd": melding.pk != pk}, laatste)


@melder
@require_safe
def melding_opgeslagen(request, programma, nummer, pk):
    """Het bewijs: alles wat er is opgeslagen, met de weg verder."""
    vandaag = timezone.localdate()
    melding = _eigen_melding(request, programma, nummer, pk)
    jaar, organisatie = melding.peildatum.year, melding.organisatie
    pagina = {
        "actie": melding.actie,
        "bewijs": bewijs_van(melding, programma, vandaag),
        "organisatie": organisatie,
        "volgende": organisatie and volgende_te_melden(programma, organisatie, jaar=jaar, na=nummer),
    }
    return _toon(request, "monitoring/melden/melding_opgeslagen.html", pagina)


def _eigen_melding(request, programma, nummer, pk):
    """De melding, als deze gebruiker haar deed of mag corrigeren; voor een ander bestaat zij niet."""
    melding = lees_melding(pk, programma)
    if (
        melding is None
        or melding.actie.nummer != nummer
        or not mag_corrigeren(melding, door=request.user, op=timezone.localdate())
    ):
        raise Http404("Deze melding is niet van jou.")
    return melding


def _meld(request, formulier, pagina, laatste):
    """Toon of bewaar. Meldde iemand anders intussen, dan een 409 met beide teksten: de melder beslist."""
    pagina |= {"formulier": formulier, "corrigeert": formulier.corrigeert}
    if request.method == "POST" and formulier.is_valid():
        try:
            melding = bewaar(formulier, laatste)
        except Tussendoor as tussendoor:
            formulier.na(tussendoor.huidig)
            pagina |= {"laatste": tussendoor.huidig}
            return _toon(request, "monitoring/melden/conflict.html", pagina, status=409)
        except ValidationError as fout:
            formulier.neem_over(fout)
        else:
            return redirect("monitoring:melding_opgeslagen", request.programma.slug, melding.actie.nummer, melding.pk)
    pagina |= {
        "laatste": laatste,
        "bijdragen": _bijdragen(request, pagina),
        "kop": "Melding corrigeren" if formulier.corrigeert else "Status melden",
        "knoptekst": knop_opslaan(pagina["organisatie"], formulier.corrigeert),
    }
    return _toon(request, "monitoring/melden/actie_melden.html", pagina)


def _bijdragen(request, pagina):
    """Wat organisaties bijdroegen, naast het formulier van wie namens de regio meldt."""
    if pagina["organisatie"] or pagina["corrigeert"]:
        return []
    return list(te_bevestigen_bijdragen(pagina["actie"], request.user, timezone.localdate()).values())


def bewaar(formulier, laatste):
    """Melden; is dit verzoek al verwerkt maar staat er nu iets anders in, dan is ook dat een conflict.

    Wie teruggaat en hetzelfde nog eens verstuurt, of corrigeert zonder iets te veranderen, zegt niets nieuws.
    """
    nieuw, corrigeert = formulier.instance, formulier.corrigeert
    al = corrigeert or laatste
    if al and (corrigeert or al.gemeld_door == nieuw.gemeld_door) and formulier.zegt_hetzelfde_als(al):
        return al
    melding = melden(
        nieuw.actie, organisatie=nieuw.organisatie, door=nieuw.gemeld_door, op=nieuw.gemeld_op, velden=formulier.velden,
        gebaseerd_op=formulier.cleaned_data["gebaseerd_op"], verzoek=formulier.cleaned_data["verzoek"],
        corrigeert=corrigeert,
    )  # fmt: skip
    if not formulier.zegt_hetzelfde_als(melding):
        raise Tussendoor(melding)
    formulier.noteer_bevestigd(melding, door=nieuw.gemeld_door)
    return melding


def _toon(request, sjabloon, pagina, *, status=200):
    programma, actie = request.programma, pagina["actie"]
    kruimels = [
        *kruimels_boven_actie(request, actie),
        (str(actie), reverse("monitoring:actie_detail", args=[programma.slug, actie.nummer])),
        ("Status melden", ""),
    ]
    context = {"menu": "gemeenten" if actie.is_lokaal else "acties", "kruimels": kruimels, **pagina}
    return render(request, sjabloon, context, status=status)
