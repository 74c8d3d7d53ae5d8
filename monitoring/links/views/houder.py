"""Wat iemand met een link kan: haar openen, en dan dat ene stuk lezen of melden voor die ene organisatie.

Wie hier komt is een bezoeker, ook wie daarnaast is ingelogd (zie de middleware ``toegangslink``). Een GET op de link zelf leest
niets en verandert niets: een mailscanner die haar opent, ziet een knop.
"""

import secrets
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acties.models import Actie, Programma
from acties.spoor.gezien import Tussendoor
from acties.spoor.logboek import GEWEIGERD, noteer
from acties.toegang.sleutel import afdruk
from monitoring.links.forms import CodeForm
from monitoring.links.post import mail_code
from monitoring.links.sleutel import BROWSER, OPEN, WACHT, code_klopt, heeft, nieuwe_code, past, vergeet, zet
from monitoring.links.stuk import dashboardstuk, evaluatiestuk
from monitoring.melden.bewijs import bewijs_van, lees_melding
from monitoring.melden.melding import NietBevoegd, lees_nummer
from monitoring.melden.zinnen import kop_bijdrage
from monitoring.models import Toegangslink
from monitoring.rondes.kaarten import kaarten, maak_formulier
from monitoring.rondes.rondemelding import laatste_meldingen
from monitoring.rondes.rondestand import open_rondes
from monitoring.rondes.schulden import Taaksoort
from monitoring.rondes.werk import Werk, bevestig, meld
from monitoring.rondes.zinnen import ANDERE_TAAK, onder_mijn_ronde

NIET_OPEN = "Deze link is in deze browser niet (meer) open. Open haar opnieuw uit de mail."


@login_not_required
@csrf_exempt  # de sleutel in het adres is zelf het bewijs; zonder Referer stuurt een browser geen Origin mee
@require_http_methods(["GET", "HEAD", "POST"])
def link_openen(request, programma_slug, pk, sleutel):
    """Een knop, voor elke link dezelfde; pas de POST kijkt of zij bestaat."""
    if request.method != "POST":
        return render(request, "monitoring/links/link_openen.html", {"browser": secrets.token_urlsafe(16)})
    link = _link(programma_slug, pk)
    if not past(link, sleutel):
        raise Http404
    nu = timezone.now()
    _weiger_verlopen(link)
    if heeft(request, link, BROWSER) or _is_eerste_browser(request, link):
        return _open(link, nu)
    with transaction.atomic():
        if code := nieuwe_code(link, nu):
            mail_code(link, code)
    antwoord = redirect("monitoring:link_code", programma_slug, pk)
    zet(antwoord, link, WACHT)
    return antwoord


def _is_eerste_browser(request, link):
    """Of deze browser de eerste is. Een tweede klik op dezelfde knop komt van dezelfde pagina."""
    pagina = request.POST.get("browser") or secrets.token_urlsafe(16)
    eerste = Toegangslink.objects.bind(link.pk, afdruk(pagina))
    return eerste or Toegangslink.objects.filter(pk=link.pk, browser=afdruk(pagina)).exists()


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def link_code(request, programma_slug, pk):
    """Een doorgestuurde link: wie haar in een andere browser opent, vult de code in die naar het adres van de link ging."""
    link = _link(programma_slug, pk)
    if not heeft(request, link, WACHT):
        raise Http404
    _weiger_verlopen(link)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if code_klopt(link, form.cleaned_data["code"], timezone.now()):
            return _open(link, timezone.now())
        noteer("linkcode invoeren", link, resultaat=GEWEIGERD)
        form.add_error(
            "code", "Deze code klopt niet, of geldt niet meer. Na vijf keer wacht je een half uur op een nieuwe."
        )
    status = 422 if form.errors else 200
    return render(request, "monitoring/links/link_code.html", {"form": form}, status=status)


def _open(link, nu):
    Toegangslink.objects.tel(link.pk, nu)
    noteer("link openen", link)
    antwoord = redirect("monitoring:link_pagina", link.programma.slug, link.pk)
    zet(antwoord, link, OPEN)
    zet(antwoord, link, BROWSER)
    vergeet(antwoord, link, WACHT)
    return antwoord


def linkpagina(view):
    """Voor wie de link in deze browser opende en zolang zij werkt. Een ander krijgt een 404, of zijn tekst terug."""

    @login_not_required
    @wraps(view)
    def pagina(request, programma_slug, pk, *args, **kwargs):
        link = _link(programma_slug, pk)
        if not heeft(request, link, OPEN):
            if request.method == "POST":
                raise PermissionDenied(NIET_OPEN)
            raise Http404
        _weiger_verlopen(link)
        request.programma = get_object_or_404(Programma.objects.met_kenmerk(), pk=link.programma_id)
        return view(request, link, *args, **kwargs)

    return pagina


@require_safe
@linkpagina
def link_pagina(request, link):
    if link.is_meldlink:
        return _toon_werk(request, link)
    if link.jaar:
        return render(request, "monitoring/links/lees_evaluatie.html", evaluatiestuk(request, link.jaar))
    return render(request, "monitoring/links/lees_dashboard.html", dashboardstuk(request))


@require_POST
@linkpagina
@transaction.atomic
def link_melden(request, link, nummer):
    """Melden of ongewijzigd bevestigen, langs dezelfde weg als op Mijn acties."""
    link = _link(request.programma.slug, link.pk, houd_vast=True)  # wie nu intrekt, wacht, of was eerder
    _weiger_verlopen(link)
    werk = _werk(request, link, nummer)
    try:
        if request.POST.get("taak") != werk.taak.soort:
            werk.formulier.is_valid()
            werk.formulier.add_error(None, ANDERE_TAAK)
            boodschap, melding = "", None
        else:
            boodschap, melding = (bevestig if request.POST.get("handeling") == "bevestigen" else meld)(werk)
    except Tussendoor as tussendoor:
        inhoud = {"actie": werk.formulier.instance.actie, "taak": werk.taak, "kaart": None, "link": link}
        inhoud |= {"laatste": tussendoor.huidig, "formulier": werk.formulier.na(tussendoor.huidig)}
        return render(request, "monitoring/links/link_conflict.html", inhoud, status=409)
    except NietBevoegd:
        raise PermissionDenied("Deze organisatie meldt hier niet meer over. Er is niets opgeslagen.") from None
    except ValidationError as fout:
        werk.formulier.neem_over(fout)
        boodschap, melding = "", None
    if not boodschap:
        return _toon_werk(request, link, gebonden=werk.formulier, status=422)
    messages.success(request, boodschap)
    antwoord = redirect("monitoring:link_pagina", request.programma.slug, link.pk)
    antwoord["Location"] += f"?opgeslagen={melding.pk}"
    return antwoord


def _werk(request, link, nummer):
    stand, organisatie = _stand(request, link)
    taak = stand.taak(organisatie.slug, nummer)
    if not taak:
        raise Http404("Hierover meldt deze organisatie niet in deze ronde.")
    actie = Actie.objects.select_related("programma").get(programma=request.programma, nummer=nummer)
    namens = None if taak.namens_regio else organisatie
    laatste = laatste_meldingen([nummer], stand.ronde, namens).get(nummer)
    return Werk(
        stand, taak, organisatie, maak_formulier(link, stand, actie, namens, laatste, data=request.POST), laatste
    )


def _toon_werk(request, link, *, gebonden=None, status=200):
    stand, organisatie = _stand(request, link)
    alle = kaarten(link, stand, organisatie.slug, gebonden)
    pk = lees_nummer(request.GET.get("opgeslagen", ""))
    melding = lees_melding(pk, request.programma) if pk else None
    eigen = melding is not None and melding.link_id == link.pk
    inhoud = {
        "link": link,
        "stand": stand,
        "verslag": stand.verslag,
        "organisatie": organisatie,
        "lijst": stand.van(organisatie.slug),
        "onder": onder_mijn_ronde(stand.ronde, timezone.localdate()),
        "groepen": [
            (soort, _kop(soort, organisatie), [kaart for kaart in alle if kaart.taak.soort == soort])
            for soort in Taaksoort
        ],
        "bewijs": bewijs_van(melding, request.programma, timezone.localdate()) if eigen else None,
        "fout": gebonden is not None,
    }
    return render(request, "monitoring/links/link_melden.html", inhoud, status=status)


def _kop(soort, organisatie):
    if soort == Taaksoort.WOORD:
        return "Namens de regio"
    return f"Wat {organisatie} zelf doet" if soort == Taaksoort.EIGEN else kop_bijdrage(organisatie)


def _stand(request, link):
    """De ronde van de link, en wie er vandaag voor haar organisatie meldt."""
    vandaag = timezone.localdate()
    stand = next((stand for stand in open_rondes(request.programma, vandaag) if stand.ronde.pk == link.ronde_id), None)
    organisaties = link.organisaties(vandaag)
    if stand is None or not organisaties:
        raise PermissionDenied("In deze ronde is niets meer te melden. Er is niets opgeslagen.")
    return stand, organisaties[0]


def _link(programma_slug, pk, *, houd_vast=False):
    links = Toegangslink.objects.select_related("programma", "ronde", "organisatie__opvolger")
    links = links.select_for_update(of=("self",)) if houd_vast else links
    return get_object_or_404(links, programma__slug=programma_slug, pk=pk)


def _weiger_verlopen(link):
    if bezwaar := link.bezwaar_op(timezone.localdate()):
        raise PermissionDenied(bezwaar)
