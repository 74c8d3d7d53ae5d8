"""A world that is made once per worker: a test gets a copy of its rows and of its objects, in no order of tests.

To make it anew costs a test more than what it tests; to copy it takes a few statements.
"""

import pickle
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction


class Sjabloon:
    """Layers that build on each other, each made by a function that gets the layers below it."""

    def __init__(self, **lagen: Callable[..., Any]) -> None:
        objecten: dict[str, Any] = {}
        self._invoegen: dict[str, list[tuple[str, list[Any]]]] = {}
        with transaction.atomic():
            gezien = {model: set(_rijen(model)) for model in _modellen()}
            for naam, maak in lagen.items():
                objecten[naam] = maak(*objecten.values())
                self._invoegen[naam] = list(_nieuw(gezien))
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


def _modellen() -> list[type[models.Model]]:
    return [m for m in apps.get_models(include_auto_created=True) if m._meta.managed and not m._meta.proxy]


def _rijen(model: type[models.Model]) -> dict[Any, tuple[Any, ...]]:
    """The rows as the database itself writes them, by key."""
    assert model._meta.pk
    kolommen = [model._meta.pk.column, *_kolommen(model)]  # the key first
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(map(connection.ops.quote_name, kolommen))} FROM {_tabel(model)}")  # noqa: S608
        return {rij[0]: rij[1:] for rij in cursor.fetchall()}


def _kolommen(model: type[models.Model]) -> list[str]:
    return [veld.column for veld in model._meta.local_concrete_fields]


def _tabel(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _nieuw(gezien: dict[type[models.Model], set[Any]]) -> Any:
    """A statement per table with new rows; on PostgreSQL the numbering goes on after them.

    A row that a trigger of the database makes stands there already.
    """
    for model, sleutels in gezien.items():
        rijen = {sleutel: rij for sleutel, rij in _rijen(model).items() if sleutel not in sleutels}
        if rijen:
            sleutels.update(rijen)
            namen = ", ".join(map(connection.ops.quote_name, _kolommen(model)))
            plaatsen = ", ".join([f"({', '.join(['%s'] * len(_kolommen(model)))})"] * len(rijen))
            waarden = [waarde for rij in rijen.values() for waarde in rij]
            yield f"INSERT INTO {_tabel(model)} ({namen}) VALUES {plaatsen} ON CONFLICT DO NOTHING", waarden  # noqa: S608
            yield from ((sql, []) for sql in connection.ops.sequence_reset_sql(no_style(), [model]))
