"""Een voorbeeld van de pagina van een actie met wat er in het formulier staat, zonder dat er iets wordt opgeslagen."""

from copy import copy
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import resolve

TOON, TERUG = "_voorbeeld", "_terug"
NIET_MEE = {"csrfmiddlewaretoken", TOON, TERUG}


class NooitKlaar:
    """Een formulier dat zijn fouten wel noemt en nooit wordt opgeslagen."""

    def is_valid(self) -> bool:
        super().is_valid()  # type: ignore[misc]
        return False


class MetVoorbeeld:
    """Voor een tabel met een pagina op de site. Het voorbeeld is die pagina zelf, uit een transactie die teruggedraaid wordt."""

    change_form_template = "admin/met_voorbeeld.html"

    def changeform_view(self: Any, request, object_id=None, form_url="", extra_context=None):
        pagina = super().changeform_view  # type: ignore[misc]
        if TOON not in request.POST:
            return pagina(request, object_id, form_url, extra_context)
        with transaction.atomic():
            response = pagina(request, object_id, form_url, extra_context)
            if hasattr(response, "render"):
                response.render()
            transaction.set_rollback(True)
        return response

    def get_form(self: Any, request, obj=None, change=False, **kwargs):
        """Wie terugkomt van het voorbeeld, krijgt het formulier met wat hij typte; opgeslagen wordt er niets."""
        form = super().get_form(request, obj, change=change, **kwargs)  # type: ignore[misc]
        return type("Terug", (NooitKlaar, form), {}) if TERUG in request.POST else form

    def response_add(self: Any, request, obj, post_url_continue=None):
        if TOON in request.POST:
            return voorbeeld(request, self.view_on_site(obj))
        return super().response_add(request, obj, post_url_continue)  # type: ignore[misc]

    def response_change(self: Any, request, obj):
        if TOON in request.POST:
            return voorbeeld(request, self.view_on_site(obj))
        return super().response_change(request, obj)  # type: ignore[misc]


def voorbeeld(request: HttpRequest, adres: str) -> HttpResponse:
    """De pagina op ``adres`` zoals een lezer haar nu zou zien, met bovenaan een band om terug te gaan of op te slaan."""
    lezer: Any = copy(request)
    lezer.method, lezer.GET = "GET", QueryDict()
    lezer.voorbeeld = {
        "formulier": request.get_full_path(),
        "getypt": [
            (naam, waarde) for naam, waarden in request.POST.lists() if naam not in NIET_MEE for waarde in waarden
        ],
    }
    doel = resolve(urlsplit(adres).path)
    return doel.func(lezer, *doel.args, **doel.kwargs)
