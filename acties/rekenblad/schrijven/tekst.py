"""Tekst die in een bestand dezelfde tekst blijft: geen teken dat XML niet kent, nooit te lang."""

import re
from collections.abc import Iterable
from datetime import date

# Wat in XML 1.0 niet mag voorkomen, ook niet als verwijzing.
_VERBODEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BLADNAAM = re.compile(r"[\[\]:*?/\\\x00-\x1f]")

MAX_TEKENS = 32_767
MAX_BLADNAAM = 31
AFGEKAPT = "\n[Afgekapt: deze tekst is te lang voor één cel.]"


def schoon(tekst: str) -> str:
    """Zonder besturingstekens en halve tekens; elke regelovergang wordt ``\\n``."""
    return _VERBODEN.sub("", tekst.replace("\r\n", "\n").replace("\r", "\n"))


def begrensd(tekst: str) -> str:
    """Hooguit wat in een cel past; wie meer schreef, ziet dat er is afgekapt. Een cel telt in UTF-16."""
    if len(tekst) * 2 <= MAX_TEKENS or _lengte(tekst) <= MAX_TEKENS:
        return tekst
    kort = tekst[: MAX_TEKENS - len(AFGEKAPT)]
    while _lengte(kort) + len(AFGEKAPT) > MAX_TEKENS:
        kort = kort[: -(_lengte(kort) + len(AFGEKAPT) - MAX_TEKENS + 1) // 2]
    return kort + AFGEKAPT


def kent_excel(dag: date) -> bool:
    """Vóór 1 maart 1900 telt Excel een dag die er niet was, en vóór 1900 niets: zo'n dag schrijf je als tekst."""
    return dag.isoformat() >= "1900-03-01"


def _lengte(tekst: str) -> int:
    return len(tekst.encode("utf-16-le", "surrogatepass")) // 2


def bladnamen(namen: Iterable[str]) -> list[str]:
    """Namen die Excel als bladnaam neemt, in dezelfde volgorde: hooguit 31 tekens, zonder ``/``, geen twee gelijk."""
    gekozen: list[str] = []
    bezet = {"history", "geschiedenis"}  # "History" houdt Excel voor zichzelf.
    for naam in namen:
        basis = " ".join(_BLADNAAM.sub(" ", schoon(naam)).split()).strip("'") or "Blad"
        keuze, volgnummer = _ingekort(basis, ""), 1
        while keuze.casefold() in bezet:
            volgnummer += 1
            keuze = _ingekort(basis, f" ({volgnummer})")
        bezet.add(keuze.casefold())
        gekozen.append(keuze)
    return gekozen


def _ingekort(basis: str, staart: str) -> str:
    ruimte = MAX_BLADNAAM - len(staart)
    while _lengte(basis) > ruimte:
        basis = basis[:-1]
    return basis.rstrip(" '") + staart
