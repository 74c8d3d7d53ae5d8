"""Volgen, voor wie is ingelogd: de knop, en de eigen pagina met wat je volgt, hoe vaak en het adres van je agenda."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from acties.spoor.eenmalig import in_een_keer
from acties.spoor.gezien import om_te_wijzigen
from acties.spoor.logboek import noteer_na_opslaan
from acties.toegang.toegang import lezer
from monitoring.models import Gevolgd, Volger
from monitoring.volgen.forms import RitmeForm
from monitoring.volgen.kiezen import RIJEN, adres_van, nieuw_agenda_adres, stop, volg, zoek

SOORTEN = (
    ("organisatie", "Organisaties", "slug"),
    ("onderdeel", "Kernelementen en actielijnen", "code"),
    ("actie", "Acties", "nummer"),
)


@lezer
@require_http_methods(["GET", "HEAD", "POST"])
@in_een_keer
def volgen(request, programma):
    eigen = om_te_wijzigen(Volger.objects.filter(programma=programma), request).filter(gebruiker=request.user).first()
    volger = eigen or Volger(gebruiker=request.user, programma=programma, verteld_tot=timezone.now())
    form = RitmeForm(request.POST if request.method == "POST" else None, instance=volger)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, f"Opgeslagen. Mail over wat je volgt: {volger.get_ritme_display().lower()}.")
        return redirect("monitoring:volgen", programma.slug)
    return _toon(request, form, status=form.status)


@lezer
@require_POST
def volgen_kiezen(request, programma, soort, sleutel):
    """Volgen of ermee stoppen. Wat er al is, blijft zo: een tweede klik verandert niets."""
    if soort not in RIJEN:
        raise Http404
    rij = zoek(soort, sleutel, request.user, programma)
    if request.POST.get("handeling") == "stoppen":
        stop(request.user, programma, soort, rij)
        messages.success(request, f"Je volgt {rij} niet meer.")
    else:
        volger = volg(request.user, programma, soort, rij, timezone.now())
        vaak = volger.get_ritme_display().lower()
        messages.success(request, f"Je volgt {rij}. Mail over wat je volgt: {vaak}. Onder je naam kies je iets anders.")
    lijst = request.POST.get("taak") == "lijst"
    return redirect(reverse("monitoring:volgen", args=[programma.slug]) if lijst else adres_van(soort, rij, programma))


@lezer
@require_POST
def agenda_adres(request, programma):
    """Een nieuw adres, of geen meer. Het nieuwe staat alleen in dit antwoord."""
    if request.POST.get("handeling") == "stoppen":
        Volger.objects.filter(gebruiker=request.user, programma=programma).update(agenda="")
        noteer_na_opslaan("adres van agenda intrekken", request.user, door=request.user)
        messages.success(request, "Het adres van je agenda werkt niet meer.")
        return redirect("monitoring:volgen", programma.slug)
    volger, sleutel = nieuw_agenda_adres(request.user, programma, timezone.now())
    noteer_na_opslaan("adres van agenda maken", request.user, door=request.user)
    adres = settings.SITE_URL + reverse("monitoring:agenda", args=[programma.slug, sleutel])
    return _toon(request, RitmeForm(instance=volger), adres=adres)


def _toon(request, form, *, adres="", status=200):
    rijen = Gevolgd.objects.van(request.user, request.programma).select_related(*(soort for soort, *_ in SOORTEN))
    inhoud = {
        "form": form,
        "volger": form.instance,
        "adres": adres,
        "groepen": [(soort, kop, _regels(request.programma, soort, rijen)) for soort, kop, _ in SOORTEN],
        "iets": bool(rijen),
    }
    return render(request, "monitoring/volgen/volgen.html", inhoud, status=status)


def _regels(programma, soort, rijen):
    """Per rij de rij zelf, haar adres en de sleutel daarin."""
    veld = {soort: sleutel for soort, _, sleutel in SOORTEN}[soort]
    gevolgd = [getattr(rij, soort) for rij in rijen if getattr(rij, soort)]
    return [(ding, adres_van(soort, ding, programma), getattr(ding, veld)) for ding in gevolgd]
