"""De evaluatie per jaar: lezen, voor één overleg lezen, en het oordeel en de besprekingen erbij schrijven."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from acties.models import Onderdeel, Overleg
from acties.spoor.eenmalig import in_een_keer
from acties.toegang.toegang import leespagina, projectleider
from monitoring.jaar.bijschrijven import Vastgesteld, bijschrijven
from monitoring.jaar.forms import BesprekingForm, DuidingForm
from monitoring.jaar.peilmoment import peilmomenten
from monitoring.jaar.uitgave import jaarverslag_van, nieuwste_moment
from monitoring.lezen.hoofdstukken import evaluatiebeeld, hoofdstuk, op_een_scherm
from monitoring.lezen.matrix import overleggen_met_gemeenten
from monitoring.lezen.pagina import verslag_voor
from monitoring.lezen.raadsbrief import gemeenten_van
from monitoring.lezen.vaststelling import vaststelling
from monitoring.lezen.waarheid import merk
from monitoring.models import Bespreking, Duiding
from monitoring.verslag.bewaard import bewaarde_tellingen
from monitoring.verslag.vastgesteld import vastgestelde_tellingen


@require_safe
@leespagina
def evaluatie_lijst(request, programma):
    momenten = peilmomenten(programma, timezone.localdate())
    vast = vastgestelde_tellingen([moment.evaluatie.pk for moment in momenten if moment.vastgesteld])
    per_dag = bewaarde_tellingen(programma, {moment.peildatum for moment in momenten if not moment.vastgesteld})
    return render(
        request,
        "monitoring/jaar/evaluatie/evaluatie_lijst.html",
        {
            "menu": "evaluatie",
            "jaren": [
                (moment, vast[moment.evaluatie.pk] if moment.vastgesteld else per_dag[moment.peildatum])
                for moment in reversed(momenten)
            ],
            "later": [jaar for jaar in programma.jaren if jaar not in {moment.jaar for moment in momenten}],
        },
    )


@require_safe
@leespagina
def evaluatie_detail(request, programma, jaar):
    stuk = jaarverslag_van(request, programma, jaar)
    opmerkingen = _aantal_opmerkingen(request, stuk.moment)
    return render(
        request,
        "monitoring/jaar/evaluatie/evaluatie_detail.html",
        {
            **_blad(request, programma, stuk),
            "eigen_overleggen": overleggen_met_gemeenten(stuk.verslag.overleggen),
            "opmerkingen": opmerkingen,
            "handelt": not stuk.moment.opvolger and (request.user.is_projectleider or opmerkingen is not None),
        },
    )


@require_safe
@leespagina
def evaluatie_overleg(request, programma, jaar, overleg_slug):
    stuk = jaarverslag_van(request, programma, jaar, overleg=overleg_slug)
    regel = next(regel for regel in stuk.verslag.overleggen if regel.slug == overleg_slug)
    if not regel.organisaties:  # zonder deelnemers is er niets anders te zien dan de regio
        doel = reverse("monitoring:evaluatie_detail", args=[programma.slug, jaar])
        return redirect(f"{doel}{stuk.moment.vraag}#overleggen")
    context = _blad(request, programma, stuk, (regel.afkorting, "")) | {"overleg": regel}
    return render(request, "monitoring/jaar/evaluatie/evaluatie_overleg.html", context)


def _blad(request, programma, stuk, *kruimels):
    """Wat de pagina van de regio en die van een overleg delen. Aan een oude of vastgestelde versie schrijft niemand meer."""
    moment = stuk.moment
    vrij = not moment.vastgesteld and not moment.opvolger
    return {
        **kader(programma, moment, *kruimels),
        "stuk": stuk,
        "verslag": stuk.verslag,
        "beeld": op_een_scherm(evaluatiebeeld(stuk.verslag), request.GET.get("onderdeel", "")),
        "gemeenten": gemeenten_van(stuk.verslag),
        "colleges": vaststelling(stuk.verslag),
        "mag_papieren": request.user.is_authenticated or moment.vastgesteld,
        "mag_schrijven": vrij and request.user.is_projectleider,
        "mag_opmerken": vrij and moment.concept and request.user.mag_melden,
    }


def _aantal_opmerkingen(request, moment):
    """Alleen bij een concept, en alleen voor wie een account heeft: er staan namen bij."""
    if not moment.concept or not request.user.is_authenticated:
        return None
    return moment.evaluatie.opmerkingen.count()


@require_http_methods(["GET", "HEAD", "POST"])
@projectleider
@in_een_keer
def duiding_bewerken(request, programma, jaar, code):
    moment = nieuwste_moment(programma, jaar)
    onderdeel = get_object_or_404(Onderdeel, programma=programma, code=code)
    bewaard = Duiding.objects.filter(evaluatie=moment.evaluatie, onderdeel=onderdeel).first()
    form = DuidingForm(_ingevuld(request), instance=bewaard or Duiding(onderdeel=onderdeel))
    titel = f"Duiding {onderdeel.naam}"

    def toon(status):
        verslag = _verslag(request, programma, moment)
        codes = [regel.code for regel in verslag.onderdelen]
        plaats = codes.index(code)
        context = {"hoofdstuk": hoofdstuk(verslag, verslag.onderdelen[plaats]), "verslag": verslag, "form": form}
        context["volgende"] = next(iter(verslag.onderdelen[plaats + 1 :]), None)
        context |= kader(programma, moment, (titel, ""))
        return render(request, "monitoring/jaar/duiding_bewerken.html", context, status=status)

    return _bijschrijven(request, moment, form, titel, _na_duiding(request, programma, jaar, code), toon)


def _na_duiding(request, programma, jaar, code):
    """Waar het na opslaan verdergaat: bij de duiding van een ander onderdeel, of terug op de plaats in de evaluatie."""
    naar = Onderdeel.objects.filter(programma=programma, code=request.POST.get("naar", "")).first()
    if naar:
        return reverse("monitoring:duiding_bewerken", args=[programma.slug, jaar, naar.code])
    return f"{reverse('monitoring:evaluatie_detail', args=[programma.slug, jaar])}#{code}"


@require_http_methods(["GET", "HEAD", "POST"])
@projectleider
@in_een_keer
def bespreking_bewerken(request, programma, jaar, overleg_slug):
    moment = nieuwste_moment(programma, jaar)
    overleg = get_object_or_404(Overleg, slug=overleg_slug)
    bewaard = Bespreking.objects.filter(evaluatie=moment.evaluatie, overleg=overleg).first()
    form = BesprekingForm(_ingevuld(request), instance=bewaard or Bespreking(overleg=overleg))
    titel = f"Bespreking {overleg.afkorting}"

    def toon(status):
        verslag = _verslag(request, programma, moment)
        context = {"verslag": verslag, "totaal": evaluatiebeeld(verslag).totaal, "overleg": overleg, "form": form}
        context |= kader(programma, moment, (titel, ""))
        return render(request, "monitoring/jaar/bespreking_bewerken.html", context, status=status)

    terug = reverse("monitoring:evaluatie_detail", args=[programma.slug, jaar])
    return _bijschrijven(request, moment, form, titel, f"{terug}#overleggen", toon)


def _bijschrijven(request, moment, form, titel, naar, toon):
    """Bewaar en ga naar ``naar``. Stelde iemand haar intussen vast, dan blijft de tekst in beeld (409)."""
    vast = f"De evaluatie van {moment.jaar} is vastgesteld en verandert niet meer."
    if moment.vastgesteld and not form.is_bound:
        messages.error(request, vast)
        return redirect("monitoring:evaluatie_detail", request.programma.slug, moment.jaar)
    if form.is_bound and (moment.vastgesteld or form.is_valid()):
        try:
            if moment.vastgesteld:
                raise Vastgesteld
            gezien = request.POST.get("gezien", "")
            bijschrijven(form.instance, request.programma, moment.jaar, velden=form.gewijzigd, gezien=gezien)
            form.noteer_bevestigd(titel, door=request.user)
        except Vastgesteld:  # terwijl het formulier openstond
            form.add_error(None, f"{vast} Je tekst is niet opgeslagen: kopieer wat je wilt bewaren.")
            return toon(409)
        messages.success(request, f"Opgeslagen: {titel}.")
        return redirect(naar)
    return toon(form.status)


def _ingevuld(request):
    return request.POST if request.method == "POST" else None


def _verslag(request, programma, moment):
    merk(request, voorlopig=not moment.vastgesteld)
    return verslag_voor(request, programma, moment.peildatum, **moment.keuzes)


def kader(programma, moment, *kruimels):
    """Wat elke pagina van een evaluatie deelt: het menu, het moment en het kruimelpad."""
    lijst = ("Evaluatie", reverse("monitoring:evaluatie_lijst", args=[programma.slug]))
    adres = reverse("monitoring:evaluatie_detail", args=[programma.slug, moment.jaar]) + moment.vraag
    detail = adres if kruimels else ""
    return {"menu": "evaluatie", "moment": moment, "kruimels": [lijst, (str(moment.jaar), detail), *kruimels]}
