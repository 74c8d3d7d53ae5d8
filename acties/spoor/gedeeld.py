"""Een leespagina wordt één keer gemaakt voor iedereen die hetzelfde mag zien.

Van de lezer zelf zijn alleen de balk bovenaan (zijn naam, wat hij nog te melden heeft), zijn sessie en het geheim in de
formulieren. Die komen er bij elk verzoek opnieuw in: in een sjabloon staan zij in ``{% lezersdeel %}``. Een pagina met een
boodschap, een fout, een bestand en wat een eigen kop of koekje meekrijgt, wordt niet gedeeld.
"""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from acties.spoor.bewaren import Bewaarplek

RUIMTE = 32 * 1024 * 1024  # bytes per proces
# Apart van de verslagen: wie telkens een ander adres vraagt, zet die niet buiten de deur.
paginas = Bewaarplek(RUIMTE)

_MERK = secrets.token_hex(16)  # zo staat er in geen tekst toevallig een plek
_PLEK = re.compile(rf'<{_MERK}:(\d+)>|(?<=name="csrfmiddlewaretoken" value=")\w+(?=")')


@dataclass(frozen=True, slots=True)
class Lezersdeel:
    """Een stuk van de pagina dat van de lezer zelf is. ``waarden``: wat het van de pagina moet weten."""

    sjabloon: str
    waarden: dict[str, Any]

    def voor(self, request: HttpRequest) -> str:
        return render_to_string(self.sjabloon, self.waarden, request)


@dataclass(frozen=True, slots=True)
class GedeeldePagina:
    """De tekst van een pagina om en om met wat van de lezer is; ``None`` is het geheim van een formulier."""

    stukken: tuple[str, ...]
    delen: tuple[Lezersdeel | None, ...]

    @classmethod
    def uit(cls, tekst: str, delen: list[Lezersdeel]) -> "GedeeldePagina":
        plekken = list(_PLEK.finditer(tekst))
        grenzen = [0, *(grens for plek in plekken for grens in plek.span()), len(tekst)]
        return cls(
            stukken=tuple(tekst[van:tot] for van, tot in zip(grenzen[::2], grenzen[1::2], strict=True)),
            delen=tuple(delen[int(plek[1])] if plek[1] else None for plek in plekken),
        )

    def voor(self, request: HttpRequest) -> str:
        eigen = (deel.voor(request) if deel else get_token(request) for deel in self.delen)
        return self.stukken[0] + "".join(a + b for a, b in zip(eigen, self.stukken[1:], strict=True))


def lezersdeel(context: Context, sjabloon: str, waarden: dict[str, Any]) -> SafeString:
    """Het deel zelf, of de plek ervoor als de pagina wordt gedeeld."""
    request = context.get("request")
    delen = getattr(request, "lezersdelen", None)
    if delen is None:
        return render_to_string(sjabloon, {**context.flatten(), **waarden})  # type: ignore[dict-item]
    delen.append(Lezersdeel(sjabloon, waarden))
    return format_html("<{}:{}>", _MERK, len(delen) - 1)


def gedeeld(request: Any, wat: tuple[Any, ...], kenmerk: Any, bouw: Callable[[], HttpResponse]) -> HttpResponse:
    """Wat ``bouw`` geeft, of wat zij eerder gaf bij hetzelfde ``wat`` en ``kenmerk``, met wat van deze lezer is.

    ``wat`` noemt alles waar de pagina van afhangt: het adres, wat de lezer mag, en wat zij van hem zelf laat zien.
    """
    zelf: list[HttpResponse] = []

    def maak() -> GedeeldePagina | None:
        antwoord, pagina = _gemaakt(request, bouw)
        zelf.append(antwoord)
        return pagina

    pagina = paginas.geef(wat, kenmerk, maak)
    if zelf:
        return zelf[0]
    return HttpResponse(pagina.voor(request)) if pagina else bouw()


def _gemaakt(request: Any, bouw: Callable[[], HttpResponse]) -> tuple[HttpResponse, GedeeldePagina | None]:
    """Het antwoord voor deze lezer, en de pagina zonder hem; ``None`` als zij van hem alleen is."""
    delen: list[Lezersdeel] = []
    request.lezersdelen = delen
    try:
        antwoord = bouw()
    finally:
        del request.lezersdelen
    if antwoord.streaming or not antwoord.get("Content-Type", "").startswith("text/html"):
        return antwoord, None
    pagina = GedeeldePagina.uit(antwoord.content.decode(), delen)
    antwoord.content = pagina.voor(request)
    alleen_inhoud = antwoord.status_code == 200 and set(antwoord.headers) == {"Content-Type"} and not antwoord.cookies
    return antwoord, pagina if alleen_inhoud and not get_messages(request) else None
