"""Besluiten over het programma: lezen, vastleggen, verbeteren, verwijderen, en de vaststelling per gemeente."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from acties.constanten import BesluitSoort
from acties.models import Actie, Besluit, Organisatie
from acties.spoor.eenmalig import in_een_keer
from acties.spoor.gezien import om_te_wijzigen
from acties.spoor.logboek import noteer_na_opslaan
from acties.toegang.toegang import leespagina, projectleider
from acties.wijzigen.besluit import leg_vast, verwijder
from acties.wijzigen.doorlopen import voorgesteld
from acties.wijzigen.forms_college import bewaar_colleges, collegeformulieren
from monitoring.datum import datum_tekst
from monitoring.lezen.filters import BesluitFilter
from monitoring.lezen.pagina import verslag_voor
from monitoring.lezen.vaststelling import vaststelling
from monitoring.programma.forms_besluit import FORMULIEREN, OVER_EEN_ACTIE, BesluitForm, KiesForm
from monitoring.verslag.besluiten import besluitregels


@require_safe
@leespagina
def besluit_lijst(request, programma):
    """Alle wijzigingen, ook van na de looptijd; de vaststelling zoals zij nu is (na afloop: op de laatste dag)."""
    filter_ = BesluitFilter(request.GET, programma=programma)
    besluiten = programma.besluiten.all()
    if filter_.is_valid():
        besluiten = filter_.kies(besluiten)
    verslag = verslag_voor(request, programma, programma.standaard_peildatum(timezone.localdate()))
    return render(
        request,
        "monitoring/programma/besluit_lijst.html",
        {
            **_kader(programma),
            "besluiten": besluitregels(besluiten),
            "filter": filter_,
            "gefilterd": bool(filter_.changed_data),
            "verslag": verslag,
            "colleges": vaststelling(verslag),
            "voorgesteld": voorgesteld(programma) if request.user.is_projectleider and programma.voorganger_id else (),
        },
        status=200 if filter_.is_valid() else 400,
    )


@projectleider
@require_safe
def besluit_nieuw(request, programma):
    """Kies de soort en de actie; daarna komt het formulier van die soort."""
    form = KiesForm(request.GET if "soort" in request.GET else None, programma=programma, initial=request.GET.dict())
    if form.is_valid():
        actie = form.cleaned_data["actie"]
        doel = reverse("monitoring:besluit_vastleggen", args=[programma.slug, form.cleaned_data["soort"]])
        return redirect(f"{doel}?actie={actie.nummer}" if actie else doel)
    context = {**_kader(programma, ("Besluit vastleggen", "")), "form": form}
    return render(request, "monitoring/programma/besluit_nieuw.html", context, status=400 if form.errors else 200)


@projectleider
@require_http_methods(["GET", "HEAD", "POST"])
@in_een_keer
def besluit_vastleggen(request, programma, soort):
    """Het besluit en wat het verandert, in één keer."""
    if soort not in FORMULIEREN:
        raise Http404("Deze soort besluit is er niet.")
    actie = _actie(request, programma)
    if soort in OVER_EEN_ACTIE and actie is None:
        return redirect(f"{reverse('monitoring:besluit_nieuw', args=[programma.slug])}?soort={soort}")
    besluit = Besluit(programma=programma, soort=soort, actie=actie if soort != BesluitSoort.TOEGEVOEGD else None)
    uit = {"uit": _doorgeschoven(request, programma)} if soort == BesluitSoort.TOEGEVOEGD else {}
    form = FORMULIEREN[soort](
        request.POST if request.method == "POST" else None, instance=besluit, vandaag=timezone.localdate(), **uit
    )
    if request.method == "POST" and form.is_valid() and (vastgelegd := _leg_vast(request, form)):
        return redirect(_terug(programma, vastgelegd))
    context = {**_kader(programma, ("Besluit vastleggen", "")), "form": form, "besluit": besluit, "actie": actie}
    return render(request, "monitoring/programma/besluit_vastleggen.html", context, status=form.status)


@projectleider
@require_http_methods(["GET", "HEAD", "POST"])
@in_een_keer
def besluit_bewerken(request, programma, pk):
    besluiten = om_te_wijzigen(programma.besluiten.select_related("programma", "actie"), request)
    besluit = get_object_or_404(besluiten, pk=pk)
    form = BesluitForm(
        request.POST if request.method == "POST" else None, instance=besluit, vandaag=timezone.localdate()
    )
    if request.method == "POST" and form.is_valid():
        if form.has_changed():
            noteer_na_opslaan("wijzigen", form.save(), door=request.user)
            form.noteer_bevestigd(besluit, door=request.user)
        messages.success(request, "Het besluit is opgeslagen.")
        return redirect(_terug(programma, besluit))
    context = {**_kader(programma, ("Besluit bewerken", "")), "form": form, "besluit": besluit, "actie": besluit.actie}
    return render(request, "monitoring/programma/besluit_bewerken.html", context, status=form.status)


@projectleider
@require_http_methods(["GET", "HEAD", "POST"])
def besluit_verwijderen(request, programma, pk):
    """Eerst de vraag, dan de daad. Wie twee keer klikt, ziet dat het al weg is."""
    besluit = get_object_or_404(programma.besluiten.select_related("actie"), pk=pk)
    if request.method == "POST":
        verwijder(besluit, door=request.user)
        messages.success(request, "Het besluit is verwijderd. Aan de acties is niets veranderd.")
        return redirect(_terug(programma))
    context = {**_kader(programma, ("Besluit verwijderen", "")), "besluit": besluit}
    return render(request, "monitoring/programma/besluit_verwijderen.html", context)


@projectleider
@require_http_methods(["GET", "HEAD", "POST"])
def collegebesluiten(request, programma):
    """Alle gemeenten in één formulier."""
    vandaag, gemeenten = timezone.localdate(), list(Organisatie.objects.gemeenten_van(programma))
    if request.method == "POST":
        formulieren = bewaar_colleges(programma, gemeenten, request.POST, vandaag=vandaag, door=request.user)
        if not any(formulier.errors for formulier in formulieren):
            messages.success(request, "De datums zijn opgeslagen.")
            return redirect(f"{_terug(programma)}#vaststelling")
    else:
        formulieren = collegeformulieren(programma, gemeenten, vandaag=vandaag)
    fouten = [formulier for formulier in formulieren if formulier.errors]
    context = {
        **_kader(programma, ("Vaststelling van het programma invullen", "")),
        "formulieren": formulieren,
        "fouten": fouten,
    }
    status = max(formulier.status for formulier in formulieren) if formulieren else 200
    return render(request, "monitoring/programma/collegebesluiten.html", context, status=status)


def _actie(request, programma):
    """De actie uit ``?actie=9``; een die er niet is, is een 404."""
    nummer = request.GET.get("actie", "")
    if not nummer:
        return None
    if not (nummer.isascii() and nummer.isdigit() and len(nummer) < 6):
        raise Http404("Deze actie is er niet.")
    acties = om_te_wijzigen(Actie.objects.regionaal().select_related("programma"), request)
    return get_object_or_404(acties, programma=programma, nummer=nummer)


def _doorgeschoven(request, programma):
    """De actie van het vorige programma die hier verdergaat, uit het adres; ``None`` als het een heel nieuwe is."""
    nummer = request.GET.get("uit", "")
    if not nummer:
        return None
    if not (nummer.isascii() and nummer.isdigit() and len(nummer) < 6):
        raise Http404("Deze actie is er niet.")
    return get_object_or_404(voorgesteld(programma), nummer=nummer)


def _leg_vast(request, form):
    """Het vastgelegde besluit; ``None`` als het niet past. De fouten staan dan in het formulier."""
    try:
        besluit = leg_vast(form.instance, form.gevolg(), door=request.user)
    except ValidationError as fout:
        form.toon(fout)
        return None
    form.noteer_bevestigd(besluit, door=request.user)
    over = f" Actie {besluit.actie} is bijgewerkt." if besluit.actie and besluit.soort != BesluitSoort.OVERIG else ""
    messages.success(request, f"Het besluit van {datum_tekst(besluit.datum)} is vastgelegd.{over}")
    return besluit


def _terug(programma, besluit=None):
    lijst = reverse("monitoring:besluit_lijst", args=[programma.slug])
    return f"{lijst}#besluit-{besluit.pk}" if besluit else lijst


def _kader(programma, *kruimels):
    """Wat elke pagina over besluiten deelt: het menu en het kruimelpad."""
    lijst = reverse("monitoring:besluit_lijst", args=[programma.slug])
    evaluatie = ("Evaluatie", reverse("monitoring:evaluatie_lijst", args=[programma.slug]))
    return {"menu": "evaluatie", "kruimels": [evaluatie, ("Besluiten", lijst if kruimels else ""), *kruimels]}
