"""Hoe een Verslag en zijn delen JSON worden, en weer terug. Zo is een vastgesteld jaar bewaard: deze vorm verandert niet."""

import dataclasses
import types
import typing
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def naar_json(waarde: Any) -> Any:
    """Een dataclass als JSON-waarden: datums in ISO 8601, decimalen als tekst."""
    if dataclasses.is_dataclass(waarde):
        return {veld.name: naar_json(getattr(waarde, veld.name)) for veld in dataclasses.fields(waarde)}
    if isinstance(waarde, tuple):
        return [naar_json(deel) for deel in waarde]
    if isinstance(waarde, date):  # ook datetime
        return waarde.isoformat()
    return str(waarde) if isinstance(waarde, Decimal) else waarde


def uit_json(data: Any, soort: type[T]) -> T:
    """De omkering van ``naar_json``: dezelfde dataclass terug.

    Wat eerder is bewaard, blijft te lezen: een veld dat er later bij kwam krijgt zijn standaardwaarde, een veld dat er niet
    meer is blijft buiten beschouwing. ``TypeError`` als er een veld zonder standaardwaarde ontbreekt.
    """
    return typing.cast(T, _lees(data, soort))


def _lees(data: Any, soort: Any) -> Any:
    if isinstance(soort, types.UnionType):
        return None if data is None else _lees(data, typing.get_args(soort)[0])
    if typing.get_origin(soort) is tuple:
        deel = typing.get_args(soort)[0]
        return tuple(_lees(waarde, deel) for waarde in data)
    if dataclasses.is_dataclass(soort):
        velden = _veldtypen(typing.cast(type, soort))
        return typing.cast(type, soort)(
            **{naam: _lees(waarde, velden[naam]) for naam, waarde in data.items() if naam in velden}
        )
    if soort in (date, datetime):
        return soort.fromisoformat(data)
    return Decimal(data) if soort is Decimal else data


@cache
def _veldtypen(soort: type) -> dict[str, Any]:
    return typing.get_type_hints(soort)
