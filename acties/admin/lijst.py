"""De lijst van een tabel in het beheer. Wat in het adres staat en geen waarde van die tabel kan zijn, geeft een 400."""

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import HttpRequest

LANGST = 10_000  # tekens; een langer patroon zoekt SQLite niet
UITLEG = "In het adres staat een waarde die in deze lijst niet kan voorkomen."


class Lijst(ChangeList):
    """Bouwt de hele vraag aan de database meteen: een waarde die daar te groot of te vreemd voor is, valt dus hier op."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any):
        delen = [deel for naam, waarden in request.GET.lists() for deel in (naam, *waarden)]
        if not all(map(kent_de_database, delen)):
            raise BadRequest(UITLEG)
        try:
            super().__init__(request, *args, **kwargs)
        except (IncorrectLookupParameters, ValueError, OverflowError, DataError) as fout:
            raise BadRequest(UITLEG) from fout


def kent_de_database(tekst: str) -> bool:
    """Of een database deze tekst kan zoeken: zonder NUL, zonder half teken en niet te lang."""
    return len(tekst) <= LANGST and "\0" not in tekst and not any("\ud800" <= teken <= "\udfff" for teken in tekst)
