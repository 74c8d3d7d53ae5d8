"""Wat iemand in een formulier typte dat niet is opgeslagen: elk antwoord laat het zien, zodat niets verloren gaat."""

import re
from typing import Any

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
    "handeling",
    "import_file_name",
}


def getypte_tekst(request: HttpRequest) -> list[tuple[str, str]]:
    """Elke ingevulde waarde met een letter erin, met de naam van haar veld; zonder geheimen."""
    if request.method != "POST":
        return []
    pad, code = CODE
    weg = code if request.path.startswith(pad) else None
    try:
        velden = list(request.POST.lists())
    except (BadRequest, SuspiciousOperation, UnreadablePostError, MultiPartParserError):  # hier valt niets uit te lezen
        return []
    return [
        (veld.rpartition("-")[2].replace("_", " "), waarde)  # een formulier kan een voorvoegsel hebben
        for veld, waarden in velden
        if veld != weg and is_tekstveld(veld)
        for waarde in waarden
        if waarde != "on" and any(teken.isalpha() for teken in waarde)
    ]


def is_tekstveld(veld: str) -> bool:
    return not (veld.startswith("_") or GEHEIM.search(veld) or veld.rpartition("-")[2] in EIGEN)


def verstuurt_tekst(request: Any) -> bool:
    return bool(request.method == "POST" and any(map(is_tekstveld, request.POST)))
