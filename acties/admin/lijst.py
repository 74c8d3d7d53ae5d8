"""De lijst van een tabel in het beheer. Wat in het adres staat en geen waarde van die tabel kan zijn, geeft een 400."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import BadRequest
from django.db import DataError
from django.db.models import Max, Min, QuerySet
from django.http import HttpRequest

from acties.models import Programma

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


class Jaarfilter(SimpleListFilter):
    """Het jaar van een datum (``veld``), in plaats van ``date_hierarchy``: dat leest voor elke pagina alle rijen.

    De jaren zijn die van de programma's, met het jaar erna: dan wordt het laatste jaar besproken.
    """

    parameter_name = "jaar"
    title = "jaar"
    veld = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        grenzen = Programma.objects.aggregate(begin=Min("startjaar"), eind=Max("eindjaar"))
        if grenzen["begin"] is None:
            return []
        return [(str(jaar), str(jaar)) for jaar in range(grenzen["eind"] + 1, grenzen["begin"] - 1, -1)]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        jaar = self.value()
        if jaar is None:
            return queryset
        if jaar not in [keuze for keuze, _ in self.lookup_choices]:
            raise IncorrectLookupParameters
        return queryset.filter(**{f"{self.veld}__year": int(jaar)})


def jaarfilter(veld: str) -> type[Jaarfilter]:
    return type("Jaarfilter", (Jaarfilter,), {"veld": veld})
