"""Elk verzoek heeft een nummer, en elke regel die erbij hoort noemt het: zo is terug te vinden wat er gebeurde."""

import logging
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

KOP = "X-Request-ID"
# Van een proxy; wat er anders uitziet, kan een regel nadoen of het logboek vullen.
GELDIG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}", re.ASCII)

_nummer: ContextVar[str] = ContextVar("verzoeknummer", default="")


def geef_nummer(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request):
        gekregen = request.headers.get(KOP, "")
        request.nummer = gekregen if GELDIG.fullmatch(gekregen) else uuid.uuid4().hex
        vorig = _nummer.set(request.nummer)
        try:
            response = get_response(request)
        finally:
            _nummer.reset(vorig)
        response[KOP] = request.nummer
        return response

    return middleware


class ZetNummer(logging.Filter):
    """Django schrijft over een antwoord van 400 of hoger pas als de middleware al klaar is; dan staat het bij het verzoek."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.verzoek = _nummer.get() or getattr(getattr(record, "request", None), "nummer", "")
        return True
