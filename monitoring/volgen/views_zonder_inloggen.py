"""Wat met een sleutel in het adres kan, zonder in te loggen: de eigen agenda lezen, en de mails laten stoppen."""

import hashlib
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from acties.spoor.logboek import noteer_na_opslaan
from acties.toegang.sleutel import afdruk
from monitoring.constanten import Volgritme
from monitoring.models import Volger
from monitoring.volgen.agenda import agenda_van
from monitoring.volgen.nieuws import volger_uit


def met_sleutel(view):
    """Het adres is geheim: het gaat nergens heen als herkomst, en niemand bewaart of doorzoekt wat erop staat."""

    @login_not_required
    @wraps(view)
    def pagina(request, *args, **kwargs):
        antwoord = view(request, *args, **kwargs)
        antwoord["Referrer-Policy"] = "no-referrer"
        antwoord["X-Robots-Tag"] = "noindex, nofollow"
        antwoord["Cache-Control"] = "private, no-cache"
        return antwoord

    return pagina


@met_sleutel
@require_safe
def agenda(request, programma_slug, sleutel):
    """Wie een agendaprogramma dit adres gaf. Een ander adres, of een account dat niet meer mag, geeft 404."""
    volgers = Volger.objects.select_related("gebruiker", "programma")
    volger = get_object_or_404(volgers, programma__slug=programma_slug, agenda=afdruk(sleutel))
    if not (volger.gebruiker.is_active and volger.gebruiker.heeft_rol):
        raise Http404
    inhoud = agenda_van(volger)
    etag = f'"{hashlib.sha256(inhoud).hexdigest()[:32]}"'
    antwoord = HttpResponse(inhoud, content_type="text/calendar; charset=utf-8", headers={"ETag": etag})
    return get_conditional_response(request, etag=etag, response=antwoord)


@met_sleutel
@csrf_exempt  # het bewijs in het adres is genoeg, en een mailprogramma dat zelf afmeldt heeft geen koekje
@require_http_methods(["GET", "HEAD", "POST"])
def volgen_stoppen(request, programma_slug, bewijs):
    """Een knop; pas de POST verandert iets. Een mailscanner die de link opent, zet dus niets uit."""
    volgers = Volger.objects.select_related("gebruiker", "programma")
    volger = get_object_or_404(volgers, programma__slug=programma_slug, pk=volger_uit(bewijs))
    if request.method == "POST" and volger.ritme != Volgritme.NOOIT:
        Volger.objects.filter(pk=volger.pk).update(ritme=Volgritme.NOOIT)
        noteer_na_opslaan("mail over volgen stoppen", volger.gebruiker)
    inhoud = {"gestopt": request.method == "POST", "volger": volger}
    return render(request, "monitoring/volgen/volgen_stoppen.html", inhoud)
