"""A world that is made once per worker: a test gets a copy of its rows and of its objects, in no order of tests.

To make it anew costs a test more than what it tests; to copy it takes a few statements.
"""

import pickle
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

Opdracht = tuple[str, list[Any] | None]  # a statement and its values


class Sjabloon:
    """Layers that build on each other, each made by a function that gets the layers below it."""

    def __init__(self, **lagen: Callable[..., Any]) -> None:
        objecten: dict[str, Any] = {}
        self._invoegen: dict[str, list[Opdracht]] = {}
        with transaction.atomic():
            gezien = {model: set(_rijen(model)) for model in _modellen()}
            for naam, maak in lagen.items():
                objecten[naam] = maak(*objecten.values())
                self._invoegen[naam] = _samen(_nieuw(gezien))
            transaction.set_rollback(True)
        self._objecten = pickle.dumps(objecten)

    def objecten(self) -> SimpleNamespace:
        """Of every layer what its function gave; they know each other, and no other copy."""
        return SimpleNamespace(**pickle.loads(self._objecten))  # noqa: S301 - our own

    def leg_neer(self, naam: str) -> None:
        """Put the rows of this layer in the database, on top of those of the layers below it."""
        with transaction.atomic(), connection.cursor() as cursor:  # in one go: rows may refer to what comes later
            for sql, waarden in self._invoegen[naam]:
                cursor.execute(sql, waarden)


def _samen(opdrachten: Iterator[Opdracht]) -> list[Opdracht]:
    """On PostgreSQL one statement with its values in it: dozens of trips to the server cost more than the work there."""
    if connection.vendor != "postgresql":
        return list(opdrachten)
    schrijf: Any = connection.ops
    return [("; ".join(schrijf.compose_sql(sql, waarden) for sql, waarden in opdrachten), None)]


def _modellen() -> list[type[models.Model]]:
    return [m for m in apps.get_models(include_auto_created=True) if m._meta.managed and not m._meta.proxy]


def _rijen(model: type[models.Model]) -> dict[Any, list[Any]]:
    """The rows as the database itself writes them, by key."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_naam(model._meta.pk.column)}, {_kolommen(model)} FROM {_naam(model._meta.db_table)}")  # noqa: S608 - our own tables
        return {sleutel: rij for sleutel, *rij in cursor.fetchall()}


def _kolommen(model: type[models.Model]) -> str:
    return ", ".join(_naam(veld.column) for veld in model._meta.local_concrete_fields)


def _naam(naam: str | None) -> str:
    assert naam
    return connection.ops.quote_name(naam)


def _nieuw(gezien: dict[type[models.Model], set[Any]]) -> Iterator[Opdracht]:
    """A statement per table with new rows; on PostgreSQL the numbering goes on after them.

    A row that a trigger of the database makes stands there already.
    """
    for model, sleutels in gezien.items():
        rijen = {sleutel: rij for sleutel, rij in _rijen(model).items() if sleutel not in sleutels}
        if rijen:
            sleutels.update(rijen)
            plaatsen = ", ".join(f"({', '.join(['%s'] * len(rij))})" for rij in rijen.values())
            waarden = [waarde for rij in rijen.values() for waarde in rij]
            tabel = f"{_naam(model._meta.db_table)} ({_kolommen(model)})"
            yield f"INSERT INTO {tabel} VALUES {plaatsen} ON CONFLICT DO NOTHING", waarden  # noqa: S608 - our own tables
            yield from ((sql, []) for sql in connection.ops.sequence_reset_sql(no_style(), [model]))
