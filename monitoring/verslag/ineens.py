"""Rijen uit verschillende tabellen in één query: één keer heen en weer naar de database, en alles van hetzelfde moment."""

from datetime import date
from typing import Any

from django.db.models import JSONField, QuerySet, Subquery
from django.db.models.functions import JSONArray


class Rijen(Subquery):
    """De rijen van een queryset als één waarde: een lijst van lijsten, in de volgorde van de queryset.

    Wat JSON niet kent, komt anders terug: een datum als tekst (``als_dag``), een boolean van SQLite als 0 of 1. Een ``Decimal``
    hoort hier niet.
    """

    output_field = JSONField()
    template = "(SELECT coalesce(jsonb_agg(rij), '[]') FROM (%(subquery)s) AS rijen)"

    def __init__(self, queryset: QuerySet, *velden: str) -> None:
        super().__init__(queryset.values(rij=JSONArray(*velden)))

    def as_sqlite(self, compiler: Any, connection: Any, **anders: Any) -> Any:
        # Zonder json() is een rij uit een subquery voor SQLite gewone tekst.
        sjabloon = "(SELECT json_group_array(json(rij)) FROM (%(subquery)s) AS rijen)"
        return self.as_sql(compiler, connection, template=sjabloon, **anders)


def als_dag(tekst: str | None) -> date | None:
    return date.fromisoformat(tekst) if tekst else None
