"""Lokale acties bijhouden: toevoegen, wijzigen en laten vervallen. Melden gaat zoals bij elke actie."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from acties.models import Actie, Organisatie
from acties.spoor.eenmalig import in_een_keer
from acties.spoor.gezien import om_te_wijzigen
from acties.spoor.logboek import noteer_na_opslaan
from acties.toegang.toegang import werkpagina
from acties.wijzigen.lokaal import pak_op, voeg_toe, wijzig
from monitoring.lezen.pagina import kruimels_boven
from monitoring.programma.forms_lokaal import LokaleActieForm, VervallenForm
from monitoring.programma.zinnen import titel_lokale_actie

bijhouder = werkpagina(lambda gebruiker: gebruiker.mag_melden, "Je rol kan lezen, maar geen lokale acties bijhouden.")
FORMULIER = require_http_methods(["GET", "HEAD", "POST"])


@bijhouder
@FORMULIER
@in_een_keer
def lokale_actie_nieuw(request, programma, slug):
    eigen = Organisatie.objects.bij_te_houden_door(request.user, timezone.localdate())
    organisatie = get_object_or_404(eigen.filter(partijen__programma=programma).distinct(), slug=slug)
    form = LokaleActieForm(_ingevuld(request), instance=Actie(programma=programma, lokaal_van=organisatie))
    if request.method == "POST" and form.is_valid():
        try:
            actie = voeg_toe(
                form.instance, ambities=form.cleaned_data["ambities"], aanjagers=form.aanjagers, door=request.user
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            form.noteer_bevestigd(actie, door=request.user)
            messages.success(request, f"{actie} is toegevoegd. Vertel meteen hoe ver jullie zijn met Status melden.")
            return redirect("monitoring:actie_detail", programma.slug, actie.nummer)
    return _toon(request, "monitoring/programma/lokale_actie_bewerken.html", organisatie, form, "Nieuwe lokale actie")


@bijhouder
@FORMULIER
@in_een_keer
def lokale_actie_bewerken(request, programma, nummer):
    """Wijzigde iemand anders intussen, dan een 409 met de eigen tekst; nog eens bewaren is dan een keuze."""
    actie = _actie(request, programma, nummer)
    form = LokaleActieForm(_ingevuld(request), instance=actie)
    if request.method == "POST" and form.is_valid():
        try:
            if form.has_changed():
                wijzig(
                    form.instance, velden=form.te_schrijven(), ambities=form.cleaned_data["ambities"],
                    aanjagers=form.aanjagers, door=request.user,
                )  # fmt: skip
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            form.noteer_bevestigd(actie, door=request.user)
            messages.success(request, f"{actie} is opgeslagen.")
            return redirect("monitoring:actie_detail", programma.slug, nummer)
    return _toon(request, "monitoring/programma/lokale_actie_bewerken.html", _eigenaar(actie), form, "Bewerken")


@bijhouder
@FORMULIER
@in_een_keer
def lokale_actie_vervallen(request, programma, nummer):
    """Laten vervallen met een reden; met de knop Weer oppakken gaat zij alsnog door."""
    actie = _actie(request, programma, nummer)
    dag = actie.vervallen_op or programma.standaard_peildatum(timezone.localdate())
    form = VervallenForm(_ingevuld(request), instance=actie, initial={"vervallen_op": dag})
    if request.POST.get("handeling") == "oppakken":
        pak_op(actie, door=request.user)
        messages.success(request, f"{actie} gaat weer door.")
        return redirect("monitoring:actie_detail", programma.slug, nummer)
    if request.method == "POST" and form.is_valid():
        noteer_na_opslaan("wijzigen", form.save(), door=request.user)
        form.noteer_bevestigd(actie, door=request.user)
        messages.success(request, f"{actie} is vervallen.")
        return redirect("monitoring:actie_detail", programma.slug, nummer)
    return _toon(request, "monitoring/programma/lokale_actie_vervallen.html", _eigenaar(actie), form, "Laten vervallen")


def _ingevuld(request):
    return request.POST if request.method == "POST" else None


def _actie(request, programma, nummer):
    eigen = Actie.objects.lokaal_te_bewerken_door(request.user, timezone.localdate())
    rijen = om_te_wijzigen(eigen.select_related("programma", "lokaal_van"), request)
    return get_object_or_404(rijen, programma=programma, nummer=nummer)


def _eigenaar(actie):
    """Wie de actie nu heeft: is de organisatie opgegaan, dan haar opvolger."""
    return actie.lokaal_van.op(timezone.localdate())


def _toon(request, sjabloon, organisatie, form, titel):
    programma, actie = request.programma, form.instance
    kruimels = kruimels_boven(request, programma, organisatie.naam, organisatie.slug)
    terug = f"{reverse('monitoring:organisatie_detail', args=[programma.slug, organisatie.slug])}#lokaal"
    if actie.pk:
        terug = reverse("monitoring:actie_detail", args=[programma.slug, actie.nummer])
        kruimels.append((actie.nummer_tekst, terug))
    context = {"menu": "gemeenten", "kruimels": [*kruimels, (titel, "")], "organisatie": organisatie, "form": form}
    context |= {"actie": actie, "titel": titel, "paginatitel": titel_lokale_actie(actie), "terug": terug}
    return render(request, sjabloon, context, status=form.status)
