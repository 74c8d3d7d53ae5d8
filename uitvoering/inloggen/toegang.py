"""Wat er in iemands toegang verandert na een dag of met een tweede persoon: wie het aangaat, ziet het en houdt het tegen."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from acties.models import Rechtenwijziging
from acties.toegang.rechtenwijziging import GEEN_TWEEDE, Afgehandeld, bevestig, moment, trek_in

MEEST_GETOOND = 50


@require_safe
def toegangswijzigingen(request: HttpRequest) -> HttpResponse:
    alle = Rechtenwijziging.objects.te_zien_door(request.user).select_related(
        "gebruiker", "organisatie", "gevraagd_door", "bevestigd_door", "ingetrokken_door"
    )
    inhoud = {
        "open": [(rij, rij.te_bevestigen_door(request.user), _wanneer(rij, timezone.now())) for rij in alle.open()],
        "klaar": [(rij, _afloop(rij)) for rij in alle.exclude(pk__in=alle.open())[:MEEST_GETOOND]],
    }
    return render(request, "uitvoering/toegangswijzigingen.html", inhoud)


@require_POST
def toegangswijziging_bevestigen(request: HttpRequest, pk: int) -> HttpResponse:
    wijziging = _op_te_zien(request, pk)
    if not wijziging.te_bevestigen_door(request.user):
        raise PermissionDenied(GEEN_TWEEDE)
    return _handel_af(request, bevestig, wijziging, "Bevestigd")


@require_POST
def toegangswijziging_intrekken(request: HttpRequest, pk: int) -> HttpResponse:
    return _handel_af(request, trek_in, _op_te_zien(request, pk), "Ingetrokken")


def _op_te_zien(request: HttpRequest, pk: int) -> Rechtenwijziging:
    return get_object_or_404(Rechtenwijziging.objects.te_zien_door(request.user), pk=pk)


def _handel_af(request: HttpRequest, handeling: Any, wijziging: Rechtenwijziging, woord: str) -> HttpResponse:
    try:
        handeling(wijziging, door=request.user, op=timezone.now())
    except Afgehandeld:
        messages.info(request, f"{wijziging}: dat was al ingegaan of ingetrokken.")
    else:
        messages.success(request, f"{woord}: {wijziging}.")
    return redirect("toegangswijzigingen")


def _wanneer(wijziging: Rechtenwijziging, nu: Any) -> str:
    if wijziging.gaat_in_op <= nu:
        return "zodra deze gebruiker inlogt"
    return moment(wijziging.gaat_in_op)


def _afloop(wijziging: Rechtenwijziging) -> str:
    """“Ingegaan op 1 december 2026, 10:12, bevestigd door Anna Jansen”."""
    if wijziging.ingetrokken_op:
        return f"Ingetrokken op {moment(wijziging.ingetrokken_op)} door {wijziging.ingetrokken_door}"
    bevestigd = f", bevestigd door {wijziging.bevestigd_door}" if wijziging.bevestigd_door else ""
    return f"Ingegaan op {moment(wijziging.ingegaan_op)}{bevestigd}" if wijziging.ingegaan_op else ""
