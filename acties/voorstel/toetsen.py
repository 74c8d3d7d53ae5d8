"""De regels van de database in Python, zodat duizend rijen geen duizend queries kosten.

``CheckConstraint.validate`` stelt de database één vraag per rij en per regel. Hier wordt de voorwaarde van een regel één keer
vertaald naar een functie. Zoals in SQL is de uitkomst van een vergelijking met niets onbekend (``None``), en is een regel alleen
overtreden als de uitkomst onwaar is. Wat hier niet te vertalen is, gaat alsnog langs de database.

Gemeten: twaalfduizend acties met ``full_clean`` zijn ruim honderdduizend queries; zo zijn het er geen.
"""

import operator
import re
from collections.abc import Callable, Sequence, Set
from functools import cache
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models import BaseConstraint, CheckConstraint, F, Q, UniqueConstraint

from acties.models.naam import ACHTERVOEGSEL
from acties.voorstel.voorstel import Blad

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


def _voorwaarden(model: type[models.Model]) -> Sequence[BaseConstraint]:
    """De voorwaarden van de tabel; die van een proxy staan bij het model dat de tabel heeft."""
    return (model._meta.concrete_model or model)._meta.constraints


@cache
def _regels(model: type[models.Model]) -> tuple[tuple[CheckConstraint, Toets | None], ...]:
    regels = []
    for regel in _voorwaarden(model):
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
    for regel in _voorwaarden(model):
        if not isinstance(regel, UniqueConstraint) or not regel.fields:
            continue  # een uitdrukking zoals Lower(email) bewaakt de database zelf, bij het opslaan
        attributen = tuple(model._meta.get_field(naam).attname for naam in regel.fields)  # type: ignore[union-attr]
        voor = vertaal(regel.condition, model) if regel.condition else None
        regels.append((attributen, voor, str(regel.violation_error_message)))
    return tuple(regels)


Zinnen = dict[str, list[str]]  # per veld


def veldregels(obj: models.Model, *, zonder: Set[str], ook_clean: bool = True) -> Zinnen:
    """Wat een formulier van dit object zou zeggen, zonder query. ``zonder``: velden die al zijn getoetst, zoals verwijzingen."""
    zinnen: Zinnen = {}
    toetsen: list[Callable[[], Any]] = [lambda: obj.clean_fields(exclude=zonder)]
    if ook_clean:
        toetsen.append(obj.clean)
    for toets in toetsen:
        try:
            toets()
        except ValidationError as fout:
            per_veld = fout.message_dict if hasattr(fout, "error_dict") else {NON_FIELD_ERRORS: fout.messages}
            for veld, uitleg in per_veld.items():
                zinnen.setdefault(veld, []).extend(uitleg)
    if not zinnen and (overtreden := overtredingen(obj)):
        return {NON_FIELD_ERRORS: overtreden}
    return zinnen


def toets_uniek(blad: Blad, bestaand: Callable[[], dict[int, Any]], *, zonder: Set[str] = frozenset()) -> None:
    """Wat maar één keer mag voorkomen: tussen de rijen van het bestand en met wat er in de database blijft staan.

    ``bestaand`` geeft de rijen uit de database; ``zonder`` zijn de attributen van een regel die al is getoetst.
    """
    regels = [regel for regel in uniek(blad.tabel.model) if set(regel[0]) != zonder]
    if not (regels and blad.rijen):
        return
    rijen = {rij.obj.pk: rij for rij in blad.rijen}
    alle = [obj for pk, obj in bestaand().items() if pk not in rijen]
    alle += [rij.obj for rij in blad.rijen]
    for attributen, voor, uitleg in regels:
        gezien: set[tuple[Any, ...]] = set()
        for obj in alle:
            waarden = tuple([getattr(obj, attribuut) for attribuut in attributen])
            if None in waarden or (voor is not None and not voor(obj)):
                continue
            if waarden in gezien and obj.pk in rijen:
                blad.noem_rijfout(rijen[obj.pk], attributen[-1].removesuffix("_id").removesuffix(ACHTERVOEGSEL), uitleg)
            gezien.add(waarden)
