"""Wat iemand in een formulier typte dat niet is opgeslagen: elk antwoord laat het zien, zodat niets verloren gaat."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

# Ook de code van een tweede factor is geheim; een onderdeel van het programma heeft zelf een code.
CODE = ("/accounts/", "code")
GEHEIM = re.compile(r"password|wachtwoord|token|secret", re.IGNORECASE)
# Wat een formulier over zichzelf onthoudt, en de knoppen van een reeks.
EIGEN = {
    "verzoek",
    "gebaseerd_op",
    "gezien",
    "klopt",
    "gezien_tot",
    "kenmerk",
    "sleutel",
    "namens",
    "taak",
    "browser",
    "handeling",
    "import_file_name",
}


def getypte_tekst(request: HttpRequest) -> list[tuple[str, str]]:
    """Elke ingevulde waarde met een letter erin, met de naam van haar veld; zonder geheimen.

    Alleen van een formulier van deze site: een ander zou hier anders zijn eigen tekst kunnen laten zien.
    """
    if request.method != "POST":
        return []
    pad, code = CODE
    weg = code if request.path.startswith(pad) else None
    try:
        if not van_deze_site(request):
            return []
        velden = list(request.POST.lists())
    except (
        BadRequest,
        SuspiciousOperation,
        UnreadablePostError,
        MultiPartParserError,
        ValueError,
    ):  # hier valt niets uit te lezen
        return []
    return [
        (veld.rpartition("-")[2].replace("_", " "), waarde)  # een formulier kan een voorvoegsel hebben
        for veld, waarden in velden
        if veld != weg and is_tekstveld(veld)
        for waarde in waarden
        if waarde != "on" and any(teken.isalpha() for teken in waarde)
    ]


def van_deze_site(request: HttpRequest) -> bool:
    """Of het formulier op deze site stond. Elke browser zegt dat erbij, en een pagina van een ander kan dat niet nadoen.

    Een sessie zegt hier niets: wat iemand typte in een sessie die is verlopen, is juist wat hij terug moet krijgen.
    """
    van = request.headers.get("Origin") or request.headers.get("Referer")
    if not van:
        return request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")
    delen = urlsplit(van)
    eigen = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    return f"{delen.scheme}://{delen.netloc}" in eigen


def is_tekstveld(veld: str) -> bool:
    return not (veld.startswith("_") or GEHEIM.search(veld) or veld.rpartition("-")[2] in EIGEN)


def verstuurt_tekst(request: Any) -> bool:
    return bool(request.method == "POST" and any(map(is_tekstveld, request.POST)))
