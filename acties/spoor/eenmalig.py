"""Een POST is één handeling: alles of niets. Een tweede klik op hetzelfde nieuwe formulier geeft het antwoord van de eerste."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from acties.spoor.gezien import GEZIEN, NIEUW, Tussendoor, lees_merk

BEWAREN = 24 * 60 * 60  # zo lang is een formulier dat openstaat aan zijn merk te herkennen, in seconden


def in_een_keer(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Voor een view die een formulier bewaart. De tweede van twee die tegelijk versturen, ziet wat de eerste bewaarde."""

    @wraps(view)
    def pagina(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return verstuurd(request, lambda: view(request, *args, **kwargs))

    return pagina


def verstuurd(request: HttpRequest, antwoord: Callable[[], HttpResponse]) -> HttpResponse:
    if request.method != "POST":
        return antwoord()
    try:
        with transaction.atomic():
            return _een_keer(request, antwoord)
    except (IntegrityError, Tussendoor):  # een ander was net eerder; nu ziet het formulier dat
        with transaction.atomic():
            return _een_keer(request, antwoord)


def _een_keer(request: HttpRequest, antwoord: Callable[[], HttpResponse]) -> HttpResponse:
    nieuw = lees_merk(request.POST.get(GEZIEN, "")).get(NIEUW)
    if not nieuw:
        return antwoord()
    sleutel, inhoud = _getal("nieuw", request.user.pk, str(nieuw)), _getal(request.get_full_path(), _velden(request))
    # In dezelfde transactie als wat er bewaard wordt: een tweede wacht hier tot de eerste klaar is.
    if not cache.add(sleutel, None, BEWAREN):
        eerder, adres = cache.get(sleutel) or ("", "")
        if eerder == inhoud:
            messages.info(request, "Dit was al opgeslagen.")
            return redirect(adres)
    gegeven = antwoord()
    if gegeven.status_code == 302:
        cache.set(sleutel, (inhoud, gegeven.headers["Location"]), BEWAREN)
    else:
        cache.delete(sleutel)
    return gegeven


def _velden(request: HttpRequest) -> list[Any]:
    return sorted((naam, waarden) for naam, waarden in request.POST.lists() if naam != "csrfmiddlewaretoken")


def _getal(*delen: Any) -> str:
    return hashlib.sha256(json.dumps(delen).encode()).hexdigest()
