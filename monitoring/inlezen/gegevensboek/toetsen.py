"""De regels van de database in Python, zodat duizend rijen geen duizend queries kosten.

``CheckConstraint.validate`` stelt de database één vraag per rij en per regel. Hier wordt de voorwaarde van een regel één keer
vertaald naar een functie. Zoals in SQL is de uitkomst van een vergelijking met niets onbekend (``None``), en is een regel alleen
overtreden als de uitkomst onwaar is. Wat hier niet te vertalen is, gaat alsnog langs de database.
"""

import operator
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

Toets = Callable[[models.Model], bool | None]
_VERGELIJK = {"exact": operator.eq, "gt": operator.gt, "gte": operator.ge, "lt": operator.lt, "lte": operator.le}


class NietTeVertalen(Exception):
    """Deze voorwaarde kent deze module niet."""


def vertaal(voorwaarde: Any, model: type[models.Model]) -> Toets:
    """Van een ``Q`` naar een functie van een rij. Fout: ``NietTeVertalen``."""
    if not isinstance(voorwaarde, Q):
        raise NietTeVertalen(repr(voorwaarde))
    delen = [_deel(deel, model) for deel in voorwaarde.children]
    if voorwaarde.connector not in (Q.AND, Q.OR):
        raise NietTeVertalen(voorwaarde.connector)
    samen = _en if voorwaarde.connector == Q.AND else _of
    heel = (lambda rij: samen(delen, rij)) if len(delen) != 1 else delen[0]
    return (lambda rij: _niet(heel(rij))) if voorwaarde.negated else heel


def _deel(deel: Any, model: type[models.Model]) -> Toets:
    if isinstance(deel, Q):
        return vertaal(deel, model)
    pad, waarde = deel
    return _vergelijking(pad, waarde, model)


def _vergelijking(pad: str, waarde: Any, model: type[models.Model]) -> Toets:
    naam, _, hoe = pad.partition("__")
    hoe = hoe or "exact"
    lees = _lezer(naam, model)
    if hoe == "isnull":
        return lambda rij: (lees(rij) is None) == waarde
    if hoe == "in":
        keuzes = {keuze for keuze in waarde if keuze is not None}
        return lambda rij: None if lees(rij) is None else lees(rij) in keuzes
    if hoe == "regex":
        patroon = re.compile(waarde)
        return lambda rij: None if lees(rij) is None else patroon.search(lees(rij)) is not None
    if hoe not in _VERGELIJK:
        raise NietTeVertalen(pad)
    doe = _VERGELIJK[hoe]
    ander = _lezer(waarde.name, model) if isinstance(waarde, F) else None  # type: ignore[attr-defined] # not in the stubs
    if ander is None and not isinstance(waarde, str | int | bool | float):
        raise NietTeVertalen(pad)

    def toets(rij: models.Model) -> bool | None:
        links, rechts = lees(rij), ander(rij) if ander else waarde
        return None if links is None or rechts is None else bool(doe(links, rechts))

    return toets


def _lezer(naam: str, model: type[models.Model]) -> Callable[[models.Model], Any]:
    if "__" in naam:
        raise NietTeVertalen(naam)
    veld = model._meta.get_field(naam)
    if not isinstance(veld, models.Field):
        raise NietTeVertalen(naam)
    return operator.attrgetter(veld.attname)


def _en(delen: list[Toets], rij: models.Model) -> bool | None:
    uitkomst: bool | None = True
    for deel in delen:
        waar = deel(rij)
        if waar is False:
            return False
        uitkomst = None if waar is None else uitkomst
    return uitkomst


def _of(delen: list[Toets], rij: models.Model) -> bool | None:
    uitkomst: bool | None = False
    for deel in delen:
        waar = deel(rij)
        if waar:
            return True
        uitkomst = None if waar is None else uitkomst
    return uitkomst


def _niet(waar: bool | None) -> bool | None:
    return None if waar is None else not waar


@cache
def _regels(model: type[models.Model]) -> tuple[tuple[CheckConstraint, Toets | None], ...]:
    regels = []
    for regel in model._meta.constraints:
        if isinstance(regel, CheckConstraint):
            try:
                toets: Toets | None = vertaal(regel.condition, model)
            except NietTeVertalen:
                toets = None
            regels.append((regel, toets))
    return tuple(regels)


def overtredingen(rij: models.Model) -> list[str]:
    """De Nederlandse zinnen van de regels die deze rij overtreedt."""
    zinnen = []
    for regel, toets in _regels(type(rij)):
        if toets is None:
            try:
                regel.validate(type(rij), rij)
            except ValidationError as fout:
                zinnen += fout.messages
        elif toets(rij) is False:
            zinnen.append(str(regel.violation_error_message))
    return zinnen


@cache
def uniek(model: type[models.Model]) -> tuple[tuple[tuple[str, ...], Toets | None, str], ...]:
    """Wat in het hele blad maar één keer mag voorkomen: attributen, voor welke rijen, en de zin als het dubbel is."""
    regels: list[tuple[tuple[str, ...], Toets | None, str]] = [
        ((veld.attname,), None, f"Een andere rij heeft deze {veld.verbose_name} al.")
        for veld in model._meta.concrete_fields
        if veld.unique and not veld.primary_key
    ]
    for regel in model._meta.constraints:
        if not isinstance(regel, UniqueConstraint) or not regel.fields:
            continue  # een uitdrukking zoals Lower(email) bewaakt de database zelf, bij het opslaan
        attributen = tuple(model._meta.get_field(naam).attname for naam in regel.fields)  # type: ignore[union-attr]
        voor = vertaal(regel.condition, model) if regel.condition else None
        regels.append((attributen, voor, str(regel.violation_error_message)))
    return tuple(regels)
