"""304 Not Modified voor een leespagina: wie haar al heeft en er is niets veranderd, voor die wordt er niets opgebouwd.

Wie haar nog niet heeft, krijgt wat al is gemaakt voor een ander die hetzelfde mag zien (``gedeeld.py``). Het kenmerk van de
gegevens zegt of er iets is veranderd (zie ``acties/gegevensversie.py``). Een pagina hangt verder af van haar adres, de dag, wie
haar leest, het geheim in de formulieren en de code; die staan allemaal mee in de ETag.
"""

import hashlib
import secrets
from collections.abc import Callable
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.http import parse_etags

from acties.models import Programma
from acties.spoor.gedeeld import gedeeld

# Een herstart kan nieuwe sjablonen of instellingen brengen: een pagina van ervoor geldt dan niet meer.
_DEZE_START = secrets.token_hex(8)

# De browser van deze lezer mag haar bewaren en vraagt elke keer of zij nog klopt; een proxy mag dat niet. Met no-store heeft een
# browser niets om naar te vragen, en bouwt de site elke pagina opnieuw. Het kan, omdat op een leespagina niets staat wat iemand
# schrijft en nog niet verstuurde: alleen wat iedereen met dezelfde rol leest. Een formulier, een fout, een boodschap en wat over
# het account zelf gaat, blijven no-store. Bij uitloggen vraagt de site de browser alles te vergeten (``middleware.bezoeker``).
NAVRAGEN = "private, no-cache"


def onveranderd_of(
    request: Any, programma: Programma, bouw: Callable[[], HttpResponse], eigen: tuple[Any, ...] = ()
) -> HttpResponse:
    """Een 304 als de browser deze pagina al heeft, en anders wat ``bouw`` geeft, met een ETag.

    Een boodschap staat op één pagina en niet op de volgende: zo'n pagina krijgt geen ETag. Een bestand of fout ook niet. Wat er
    in de kop nog te melden is, volgt uit de gegevens, de dag en namens wie de lezer meldt. ``eigen``: wat de pagina van de
    lezer zelf laat zien en niet meetelt in het kenmerk.
    """
    etag = _etag(request, programma, eigen)
    if etag in parse_etags(request.headers.get("If-None-Match", "")) and not _boodschappen(request):
        return _met_etag(HttpResponseNotModified(), etag)
    antwoord = (
        bouw()
        if _boodschappen(request)
        else gedeeld(request, _wat(request, programma, eigen), _kenmerk(programma), bouw)
    )
    if antwoord.status_code != 200 or "Content-Disposition" in antwoord or _boodschappen(request):
        return antwoord
    return _met_etag(antwoord, etag)


def _boodschappen(request: HttpRequest) -> bool:
    """Of er boodschappen zijn, ook als zij net zijn getoond. Tellen laat ze staan."""
    return len(get_messages(request)) > 0


def _met_etag(antwoord: HttpResponse, etag: str) -> HttpResponse:
    antwoord["ETag"] = etag
    antwoord["Cache-Control"] = NAVRAGEN
    return antwoord


def _wat(request: Any, programma: Programma, eigen: tuple[Any, ...]) -> tuple[Any, ...]:
    """Waar een pagina van afhangt behalve van de gegevens en van wie de lezer is: het adres, en wat hij mag."""
    return (programma.pk, request.build_absolute_uri(), request.user.is_authenticated, request.user.kenmerk, eigen)


def _kenmerk(programma: Programma) -> tuple[Any, ...]:
    return (programma.kenmerk, timezone.localdate())


def _etag(request: Any, programma: Programma, eigen: tuple[Any, ...]) -> str:
    van_de_lezer = (request.user.pk, request.META.get("CSRF_COOKIE", ""))
    delen = (_DEZE_START, _wat(request, programma, eigen), _kenmerk(programma), van_de_lezer)
    return f'"{hashlib.sha256(repr(delen).encode()).hexdigest()[:32]}"'
