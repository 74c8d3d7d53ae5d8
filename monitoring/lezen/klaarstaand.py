"""Een bestand dat op de achtergrond wordt gemaakt, voor wie erom vraagt: het bestand, of een pagina die zichzelf ververst.

Alles gebeurt op het adres van het bestand zelf. Wie er niet meer bij mag, krijgt dus ook hier wat de view van dat adres zegt.
"""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from acties.klaarzetten import TeVeel, Vraag, er_is_een_werker, voor_je, vraag_om
from acties.models import Klaargezet
from acties.models.werk import RUST, Gang
from acties.spoor.logboek import adres
from acties.woorden import vervoegd
from monitoring.lezen.download import download

WACHT, BESTAND = "wacht", "bestand"  # in het adres: de wachtpagina, en het bestand waar zij op wachtte
SNEL, TRAAG = 2, 5  # seconden tot verversen: kort nadat het is gevraagd, en later
EVEN = timedelta(seconds=10)
KOPPEN = {
    "wacht": "Je bestand wordt gemaakt",
    "klaar": "Je bestand staat klaar",
    "te_veel": "Je wacht al op andere bestanden",
    "mislukt": "Je bestand is niet gemaakt",
}


def vraag_bestand(request: Any, vraag: Vraag) -> Klaargezet | HttpResponse:
    """Het bestand of zijn plek in de rij; een antwoord 429 als deze vrager al te veel heeft gevraagd."""
    ingelogd = request.user.is_authenticated
    try:
        return vraag_om(
            vraag,
            vrager=f"gebruiker {request.user.pk}" if ingelogd else adres()[:64],
            bezoeker=not ingelogd,
            nu=timezone.now(),
            eerder=request.GET.get(WACHT) or request.GET.get(BESTAND, ""),
        )
    except TeVeel:
        return _pagina(request, {"stap": "te_veel"}, status=429, opnieuw=int(RUST.total_seconds()))


def lever(request: Any, vraag: Vraag, *, soort: str, naam: str, kader: dict[str, Any] | None = None) -> HttpResponse:
    """``vraag_bestand``, en dan het bestand of de pagina. ``kader``: de kruimels en wat de pagina verder nodig heeft."""
    bestand = vraag_bestand(request, vraag)
    return bestand if isinstance(bestand, HttpResponse) else antwoord(request, bestand, soort, naam, kader)


def antwoord(
    request: Any, bestand: Klaargezet, soort: str, naam: str, kader: dict[str, Any] | None = None
) -> HttpResponse:
    context = {**(kader or {}), "naam": naam}
    if bestand.gang == Gang.KLAAR:
        if WACHT not in request.GET:
            return download(request, bytes(bestand.inhoud or b""), soort, naam)
        context |= {"stap": "klaar", "adres": _adres(request, BESTAND, bestand)}
        return _pagina(request, context, status=200, opnieuw=0, naar=context["adres"])
    if bestand.gang == Gang.MISLUKT:
        context |= {"stap": "mislukt", "adres": _adres(request)}
        return _pagina(request, context, status=503, opnieuw=int(RUST.total_seconds()))
    nu, plek = timezone.now(), voor_je(bestand)
    naar = _adres(request, WACHT, bestand)
    context |= {
        "stap": "wacht",
        "adres": naar,
        "wachtzin": wachtzin(bestand.gang, plek),
        "werker": er_is_een_werker(nu),
    }
    return _pagina(request, context, status=202, opnieuw=SNEL if nu - bestand.gevraagd_op < EVEN else TRAAG, naar=naar)


def wachtzin(gang: str, plek: int) -> str:
    """“Er zijn nog 3 bestanden vóór het jouwe.”"""
    if gang == Gang.BEZIG:
        return "We zijn nu met je bestand bezig."
    if not plek:
        return "Je bestand is als eerste aan de beurt."
    return f"Er {vervoegd(plek, 'is nog 1 bestand', f'zijn nog {plek} bestanden')} vóór het jouwe."


def _adres(request: Any, hoe: str = "", bestand: Klaargezet | None = None) -> str:
    vraag = request.GET.copy()
    for naam in (WACHT, BESTAND):
        vraag.pop(naam, None)
    if bestand:
        vraag[hoe] = bestand.sleutel
    return f"{request.path}?{vraag.urlencode()}" if vraag else request.path


def _pagina(request: Any, context: dict[str, Any], *, status: int, opnieuw: int, naar: str = "") -> HttpResponse:
    """Een programma dat om een bestand vraagt, krijgt dezelfde status en hetzelfde ``Retry-After``, zonder opmaak."""
    if "text/html" in request.headers.get("Accept", "text/html"):
        context |= {"kop": KOPPEN[context["stap"]], "titelmerk": ""}
        resultaat = render(request, "monitoring/lezen/klaarstaand.html", context, status=status)
    else:
        zin = "Dit bestand wordt gemaakt." if status in (200, 202) else "Dit bestand is er nu niet."
        tekst = f"{zin} Vraag {naar or request.get_full_path()} over {max(opnieuw, 1)} seconden opnieuw.\n"
        resultaat = HttpResponse(tekst, status=status, content_type="text/plain; charset=utf-8")
    if naar:
        resultaat["Refresh"] = f"{opnieuw}; url={naar}"
    if status != 200:
        resultaat["Retry-After"] = str(max(opnieuw, 1))
    add_never_cache_headers(resultaat)
    return resultaat
