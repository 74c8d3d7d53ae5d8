"""De voordeur, de vaste tekstpagina's, de gezondheidscontrole en de foutpagina's."""

import logging
import sys
import uuid
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_POST, require_safe

from acties.models import Programma
from acties.spoor.logboek import GEWEIGERD, noteer
from monitoring.rondes.rondestand import te_melden
from uitvoering.getypt import getypte_tekst
from uitvoering.inloggen.raden import KWARTIER

logger = logging.getLogger(__name__)

# De status van de toegankelijkheidsverklaring, zoals DigiToegankelijk die noemt.
NALEVING = {
    "A": "Status A: de site voldoet volledig aan de wettelijke eisen.",
    "B": "Status B: de site voldoet gedeeltelijk. In de verklaring staat wat nog niet goed is en wanneer dat is opgelost.",
    "C": "Status C: de eerste maatregelen zijn genomen. Er is een onderzoek gepland.",
    "D": "Status D: de site voldoet nog niet.",
    "E": "Voor deze site is nog geen toegankelijkheidsverklaring gepubliceerd.",
}


@require_safe
@login_not_required
def voordeur(request):
    """Door naar het huidige programma, of naar wat je in een open ronde nog moet melden. Zonder programma: hoe er een komt."""
    vandaag = timezone.localdate()
    programma = Programma.objects.met_kenmerk().huidig(vandaag)
    if programma is None:
        return render(request, "uitvoering/leeg.html")
    if not request.user.is_authenticated and not settings.DASHBOARD_OPENBAAR:
        return redirect("account_login")  # zonder adres om naar terug te gaan: daarna kiest deze pagina
    meldt_zelf = request.user.is_authenticated and not request.user.is_projectleider
    if meldt_zelf and te_melden(programma, request.user, vandaag):
        return redirect("monitoring:mijn_acties", programma.slug)
    return redirect("monitoring:dashboard", programma.slug)


@require_safe
@login_not_required
def gezondheid(request):
    """Voor een monitor: 200 als de database antwoordt, anders een fout 500."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("in orde\n", content_type="text/plain")


@require_POST
def sessie_verlengen(request):
    """Houdt de sessie in leven; de middleware zet bij elk verzoek de klok terug."""
    return HttpResponse(status=204)


@require_safe
@login_not_required
def hulp(request):
    return render(request, "uitvoering/hulp.html")


@require_safe
@login_not_required
def toegankelijkheid(request):
    inhoud = {
        "status": NALEVING[settings.TOEGANKELIJKHEID_STATUS],
        "verklaring": settings.TOEGANKELIJKHEID_VERKLARING,
    }
    return render(request, "uitvoering/toegankelijkheid.html", inhoud)


@require_safe
@login_not_required
def privacy(request):
    return render(request, "uitvoering/privacy.html")


@login_not_required
def bestaat_niet(request, **delen):
    """Voor een adres van een pakket dat deze site niet gebruikt."""
    raise Http404


def fout_400(request, exception=None):
    return _fout(request, 400, reden=getattr(exception, "uitleg", ""))


def fout_403(request, exception=None):
    noteer("openen", request.path, door=request.user, resultaat=GEWEIGERD)
    return _fout(request, 403, reden=str(exception or ""))


def fout_404(request, exception=None):
    return _fout(request, 404)


def fout_405(request, response):
    """Een kale 405 wordt een pagina; wat er in haar koppen staat, zoals ``Allow``, blijft."""
    if request.method != "OPTIONS":
        response.content = _fout(request, 405, reden=reden_405(request.method, response["Allow"].split(", "))).content
    return response


def reden_405(methode, toegestaan):
    """Wat er met dit adres niet kan, en wat dan wel."""
    if methode == "POST":
        return "Deze pagina is alleen om te lezen. Er is niets opgeslagen. Ga terug, herlaad de pagina en probeer het opnieuw."
    if "POST" in toegestaan and "GET" not in toegestaan:
        return "Dit adres hoort bij een knop en is niet los te openen. Er is niets opgeslagen. Ga terug en gebruik de knop."
    return "Je programma vraagt iets wat deze site niet kent. Open het adres in een gewone browser."


def fout_429(request, exception=None):
    """Wanneer het weer kan staat op de pagina en in ``Retry-After``."""
    seconden = getattr(request, "wacht_seconden", KWARTIER)
    vanaf = timezone.localtime() + timedelta(seconds=seconden + 59)  # naar boven afgerond, zoals de wachttijd
    inlog = request.path.startswith("/accounts/")
    response = _fout(request, 429, wacht=wachttijd(seconden), vanaf=f"{vanaf:%H:%M}", inlog=inlog)
    response["Retry-After"] = str(seconden)
    return response


def wachttijd(seconden):
    """“een minuut”, “12 minuten”, “een kwartier”: naar boven afgerond."""
    minuten = -(-seconden // 60)
    return {1: "een minuut", 15: "een kwartier"}.get(minuten, f"{minuten} minuten")


def _fout(request, code, **inhoud):
    """Wat er ook misging: wat iemand typte, staat in het antwoord."""
    return render(request, f"{code}.html", {"getypt": getypte_tekst(request), **inhoud}, status=code)


def fout_500(request):
    """Een eigen pagina zonder database en zonder binnenkant, met een verwijzing die ook in het logboek staat."""
    verwijzing = uuid.uuid4().hex[:8]
    logger.error("Onverwachte fout, verwijzing %s, pad %r", verwijzing, request.path, exc_info=sys.exc_info())
    tekst = render_to_string("500.html", {"verwijzing": verwijzing, "getypt": getypte_tekst(request)})
    response = HttpResponse(tekst, status=500)
    add_never_cache_headers(response)
    response._has_been_logged = True  # hierboven al; Django zou dezelfde fout nog eens opschrijven
    return response
