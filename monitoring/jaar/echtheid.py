"""Controleren of een verslag is wat er is vastgesteld, aan zijn sha256 of aan het bestand zelf."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from monitoring.constanten import Fase
from monitoring.models import Evaluatie
from monitoring.verslag.bezoekers import json_voor_bezoekers
from monitoring.verslag.vastgesteld import canoniek, sha256

ECHT, ANDERS_GESCHREVEN, GEWIJZIGD, CONCEPT, ONBEKEND = "echt", "anders_geschreven", "gewijzigd", "concept", "onbekend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitkomst:
    """``oordeel``: een van de vijf hierboven. ``sha256``: van wat is aangeboden.

    ``evaluatie``: welke het is, of (bij gewijzigd) welke het zegt te zijn. ``openbaar``: het is de versie voor bezoekers.
    ``bewaard_klopt``: wat de database bewaart, heeft zelf nog zijn controlegetal.
    """

    oordeel: str
    sha256: str
    evaluatie: Evaluatie | None = None
    openbaar: bool = False
    bewaard_klopt: bool = True

    @property
    def klopt(self) -> bool:
        """De inhoud is wat er is vastgesteld, hoe het bestand ook geschreven is."""
        return self.oordeel in (ECHT, ANDERS_GESCHREVEN)


def controleer_getal(getal: str) -> Uitkomst:
    """Welk vastgesteld verslag dit controlegetal heeft."""
    rijen = Evaluatie.objects.filter(fase=Fase.VASTGESTELD).filter(Q(sha256=getal) | Q(verslag__sha256_openbaar=getal))
    evaluatie = rijen.select_related("programma").order_by("pk").first()
    if evaluatie is None:
        return Uitkomst(oordeel=ONBEKEND, sha256=getal)
    return Uitkomst(
        oordeel=ECHT,
        sha256=getal,
        evaluatie=evaluatie,
        openbaar=evaluatie.sha256 != getal,
        bewaard_klopt=_klopt(evaluatie),
    )


def controleer_bestand(inhoud: bytes) -> Uitkomst:
    """Welk vastgesteld verslag dit bestand is, ook als een programma het anders inspringt, of wat het zegt te zijn."""
    getal = hashlib.sha256(inhoud).hexdigest()
    uitkomst = controleer_getal(getal)
    if uitkomst.evaluatie:
        return uitkomst
    try:
        data = json.loads(inhoud.decode("utf-8-sig"), object_pairs_hook=_zonder_dubbele, parse_constant=_geen_getal)
        netjes = canoniek(data)
    except (ValueError, RecursionError):
        return uitkomst
    zelfde = controleer_getal(hashlib.sha256(netjes).hexdigest())
    if zelfde.evaluatie:
        return Uitkomst(
            oordeel=ANDERS_GESCHREVEN, sha256=getal, evaluatie=zelfde.evaluatie, openbaar=zelfde.openbaar,
            bewaard_klopt=zelfde.bewaard_klopt,
        )  # fmt: skip
    return _zegt_te_zijn(data, getal)


def _klopt(evaluatie: Evaluatie) -> bool:
    bewaard = evaluatie.verslag or {}
    return evaluatie.sha256 == sha256(bewaard) and bewaard.get("sha256_openbaar") == sha256(
        json_voor_bezoekers(bewaard)
    )


def _zegt_te_zijn(data: Any, getal: str) -> Uitkomst:
    """Wat het bestand over zichzelf zegt; het is niet wat is vastgesteld."""
    regio = data.get("regio") if isinstance(data, dict) else None
    programma = regio.get("programma") if isinstance(regio, dict) else None
    if not isinstance(regio, dict) or not isinstance(programma, dict):
        return Uitkomst(oordeel=ONBEKEND, sha256=getal)
    if regio.get("fase") != Fase.VASTGESTELD:
        return Uitkomst(oordeel=CONCEPT, sha256=getal)
    jaar, versie, slug = regio.get("jaar"), regio.get("versie"), programma.get("slug")
    if not (isinstance(jaar, int) and isinstance(versie, int) and isinstance(slug, str)):
        return Uitkomst(oordeel=ONBEKEND, sha256=getal)
    if "\0" in slug:  # daar zoekt PostgreSQL niet naar
        return Uitkomst(oordeel=ONBEKEND, sha256=getal)
    rijen = Evaluatie.objects.filter(
        fase=Fase.VASTGESTELD, jaar=jaar, versie=versie, verslag__regio__programma__slug=slug
    )
    evaluatie = rijen.select_related("programma").defer("verslag").first()
    return Uitkomst(oordeel=GEWIJZIGD if evaluatie else ONBEKEND, sha256=getal, evaluatie=evaluatie)


def _zonder_dubbele(paren: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Een sleutel die twee keer voorkomt, toont elke lezer iets anders."""
    data: dict[str, Any] = {}
    for naam, waarde in paren:
        if naam in data:
            raise ValueError("dubbele sleutel")
        data[naam] = waarde
    return data


def _geen_getal(naam: str) -> Any:
    raise ValueError(naam)
