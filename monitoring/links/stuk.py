"""Wat er met een leeslink te lezen is: zoals een bezoeker het ziet, zonder links naar de rest van de site."""

from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from monitoring.jaar.uitgave import jaarverslag_van
from monitoring.lezen.dashboard.overzicht import balken_per_soort
from monitoring.lezen.hoofdstukken import evaluatiebeeld, op_een_scherm
from monitoring.lezen.onder import onder_dashboard
from monitoring.lezen.waarheid import verslag_op
from monitoring.verslag.vorm import TELBAAR


def evaluatiestuk(request: Any, jaar: int) -> dict[str, Any]:
    """Van een jaar dat niet is vastgesteld alleen de cijfers, als voorlopig: geen oordeel, duiding, bespreking of papier."""
    onderdeel = request.GET.get("onderdeel", "")
    request.GET = QueryDict()  # de link is van één stuk: geen andere versie, geen andere dag
    stuk = jaarverslag_van(request, request.programma, jaar)
    _zonder_ander_adres(request)
    beeld = op_een_scherm(evaluatiebeeld(stuk.verslag), onderdeel)
    return {"moment": stuk.moment, "stuk": stuk, "verslag": stuk.verslag, "beeld": beeld} | _VAST


def dashboardstuk(request: Any) -> dict[str, Any]:
    request.GET = QueryDict()
    verslag = verslag_op(request, request.programma, request.programma.standaard_peildatum(timezone.localdate()))
    _zonder_ander_adres(request)
    inhoud = {"verslag": verslag, "onder": onder_dashboard(verslag), "standen": TELBAAR}
    return inhoud | {"soorten": balken_per_soort(verslag)} | _VAST


_VAST = {"zonder_links": True, "mag_schrijven": False, "mag_opmerken": False}


def _zonder_ander_adres(request: Any) -> None:
    request.geldigheid = replace(request.geldigheid, ander_adres="")
