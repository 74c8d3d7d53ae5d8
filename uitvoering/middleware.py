"""Wat voor elk verzoek geldt: wie er is, hoe lang een sessie duurt, en de tweede factor."""

import re
import time
from collections.abc import Callable
from http import HTTPStatus

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers

from acties.models.logboek import Weg
from acties.spoor import logboek
from acties.toegang.bezoeker import Bezoeker
from uitvoering.getypt import getypte_tekst, verstuurt_tekst
from uitvoering.inloggen.account import TWEEDE_FACTOR_ELDERS
from uitvoering.inloggen.raden import sleutelgrens, tel, vergeet
from uitvoering.inloggen.sessies import schrijf_op
from uitvoering.views import fout_405, fout_429

Antwoord = Callable[[HttpRequest], HttpResponse]

# Zo vaak hooguit schrijft een sessie haar laatste moment op; de grens valt daardoor nooit te laat.
BIJWERKEN_NA = 60

_VOOR_EEN_MONITOR = {"/gezondheid/", "/gereed/", "/metrics"}

METHODEN = ["GET", "HEAD", "POST"]

# Wat iemand met een toegangslink opent. Alleen het adres met de sleutel erin mag nergens als Referer verschijnen: op de andere
# pagina's staat een formulier, en zonder Referer stuurt een browser daar geen Origin bij.
LINKPAD = re.compile(r"/[^/]+/link/\d+/(?P<open>open/)?")

AGENDAPAD = re.compile(r"/[^/]+/agenda/")
# Een formulier op deze paden vraagt niet om een sessie.
ZONDER_INLOGGEN = re.compile(rf"{LINKPAD.pattern}|/[^/]+/volgen/stoppen/")


def verzoekregel(get_response: Antwoord) -> Antwoord:
    """Weigert wat geen pagina weigert: een vreemde methode, en een pad met een teken dat PostgreSQL niet kent."""

    def middleware(request):
        if request.method not in METHODEN:
            return fout_405(request, HttpResponseNotAllowed(METHODEN))
        if "\0" in request.path_info:
            raise Http404
        return get_response(request)

    return middleware


def methode(get_response: Antwoord) -> Antwoord:
    """Een 405 van een view, ook van een pakket, is een pagina zoals elke andere fout."""

    def middleware(request):
        response = get_response(request)
        return fout_405(request, response) if isinstance(response, HttpResponseNotAllowed) else response

    return middleware


def herkomst(get_response: Antwoord) -> Antwoord:
    """Wat tijdens dit verzoek in het logboek komt, kwam van het adres van dit verzoek, langs de site of het beheer."""

    def middleware(request):
        weg = Weg.BEHEER if request.path.startswith("/beheer/") else Weg.WEB
        with logboek.vanaf(_adres(request), weg):
            return get_response(request)

    return middleware


def _adres(request):
    try:
        return get_adapter().get_client_ip(request)
    except (PermissionDenied, ImproperlyConfigured):
        return ""


def bezoeker(get_response: Antwoord) -> Antwoord:
    """Wie niet inlogt, is een ``Bezoeker``; wat een ingelogde gebruiker ziet, bewaart de browser niet.

    Een leespagina mag hij bewaren zolang iemand is ingelogd (``acties.spoor.onveranderd``). Eindigt de sessie, dan vraagt het
    antwoord de browser alles van deze site te vergeten, ook wat met de knop Terug nog te zien zou zijn.
    """

    def middleware(request):
        ingelogd = SESSION_KEY in request.session
        if not request.user.is_authenticated:
            request.user = Bezoeker()
        response = get_response(request)
        if ingelogd and SESSION_KEY not in request.session:
            response["Clear-Site-Data"] = '"cache"'
        if (request.user.is_authenticated or "Content-Disposition" in response) and "Cache-Control" not in response:
            add_never_cache_headers(response)
        return response

    return middleware


def toegangslink(get_response: Antwoord) -> Antwoord:
    """Wie met een link komt is een bezoeker, ook wie daarnaast is ingelogd; en wat hij leest, blijft nergens achter."""

    def middleware(request):
        pad = LINKPAD.match(request.path_info)
        if pad is None:
            return get_response(request)
        request.user = Bezoeker()
        with logboek.langs(Weg.LINK):
            response = get_response(request)
        response["X-Robots-Tag"] = "noindex, nofollow"
        if pad["open"]:
            response["Referrer-Policy"] = "no-referrer"
        add_never_cache_headers(response)
        return response

    return middleware


def agendasleutel(get_response: Antwoord) -> Antwoord:
    """Wie sleutels van een agenda raadt, wacht na te veel pogingen. Een adres dat bestaat, telt niet mee."""

    def middleware(request):
        if not AGENDAPAD.match(request.path_info):
            return get_response(request)
        grenzen = [sleutelgrens("agenda", _adres(request))]
        request.wacht_seconden, moment = tel(grenzen)
        if request.wacht_seconden:
            return fout_429(request)
        response = get_response(request)
        if response.status_code != HTTPStatus.NOT_FOUND:
            vergeet(grenzen, moment)
        return response

    return middleware


def sessieduur(get_response: Antwoord) -> Antwoord:
    """Beëindigt een sessie na te lang niets doen, en in elk geval na de langste duur. Getypte tekst blijft te redden."""

    def middleware(request):
        if not request.user.is_authenticated:
            eigen = request.path.startswith("/accounts/") or ZONDER_INLOGGEN.match(request.path_info)
            if verstuurt_tekst(request) and not eigen:
                return sessie_verlopen(request)
            return get_response(request)
        nu = int(time.time())
        begonnen = request.session.setdefault("begonnen", nu)
        laatst = request.session.get("laatst", nu)
        if nu - laatst >= rust_in_seconden(request.user) or nu - begonnen >= settings.SESSIE_MAXIMUM.total_seconds():
            request.reden_uitloggen = "sessie verlopen"
            logout(request)
            request.user = Bezoeker()
            if verstuurt_tekst(request):
                return sessie_verlopen(request)
            messages.info(request, "Je was een tijd weg. Log opnieuw in om verder te gaan.")
            return get_response(request)
        if nu - laatst >= BIJWERKEN_NA or "laatst" not in request.session:
            request.session["laatst"] = nu
            schrijf_op(request, _adres(request))
        return get_response(request)

    return middleware


def rust_in_seconden(gebruiker) -> int:
    """Na hoeveel seconden niets doen deze gebruiker opnieuw inlogt."""
    rust = settings.SESSIE_INACTIEF_BEHEERDER if gebruiker.is_beheerder else settings.SESSIE_INACTIEF
    return int(rust.total_seconds())


def sessie_verlopen(request, reason=""):
    """Een formulier kwam binnen zonder geldige sessie: laat zien wat er getypt was, zodat niets verloren gaat.

    Ook de ``CSRF_FAILURE_VIEW``: een verlopen sessie en een verlopen formulier zijn voor de gebruiker hetzelfde.
    """
    logboek.noteer("formulier versturen", request.path, door=request.user, resultaat=logboek.GEWEIGERD)
    inhoud = {"getypt": getypte_tekst(request), "link": bool(LINKPAD.match(request.path_info))}
    response = render(request, "uitvoering/sessie_verlopen.html", inhoud, status=403)
    add_never_cache_headers(response)
    return response


def tweede_factor(get_response: Antwoord) -> Antwoord:
    """Wie een tweede factor nodig heeft en er geen heeft, stelt die eerst in; tot dan gaat er geen pagina open."""

    def middleware(request):
        if _mist_tweede_factor(request):
            if getypt := getypte_tekst(request):
                inhoud = {"reden": "Je logt hier in met een tweede factor. Stel die eerst in.", "getypt": getypt}
                return render(request, "403.html", inhoud | {"instellen": True}, status=403)
            messages.warning(request, "Je logt hier in met een tweede factor. Stel die nu eerst in.")
            return redirect("mfa_activate_totp")
        return get_response(request)

    return middleware


def _heeft_nodig(gebruiker) -> bool:
    """Of de installatie van deze gebruiker een tweede factor vraagt."""
    if settings.TWEEDE_FACTOR == "beheer":
        return gebruiker.is_projectleider or gebruiker.is_beheerder
    return settings.TWEEDE_FACTOR == "allen" and gebruiker.is_authenticated


def _mist_tweede_factor(request) -> bool:
    if not _heeft_nodig(request.user) or request.path.startswith("/accounts/") or request.path in _VOOR_EEN_MONITOR:
        return False
    if request.session.get(TWEEDE_FACTOR_ELDERS) == request.user.pk:
        return False
    return not Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP).exists()
