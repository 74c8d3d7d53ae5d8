"""Een kolom van het gegevensboek: van cel naar waarde, en van een veld in de database naar zijn kolom."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone

from acties.models.naam import Naamveld
from acties.rekenblad.lezen.kolommen import SCHEIDING, Getal, Tekst, kolom_voor
from acties.rekenblad.lezen.naam import gevouwen, schone_naam
from monitoring.jaar.jaarstuk import canoniek

Waarde = Any  # str, int, Decimal, date, bool of None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kolom:
    """``paden``: waar de waarde in de database staat. ``lees`` maakt haar van een cel en geeft bij een fout één zin.

    Met ``eigen`` vult de database haar zelf of hoort zij bij de administratie: op de site verandert zij niet.
    """

    naam: str
    paden: tuple[str, ...]
    lees: Callable[[Any], Waarde]
    uit_db: Callable[..., Waarde] | None = None
    veld: models.Field | None = None
    eigen: bool = False


# Van cel naar waarde


def lees_tekst(waarde: Any) -> str:
    return waarde if isinstance(waarde, str) else Tekst().clean(waarde)


def lees_sleuteltekst(waarde: Any) -> str:
    return waarde if isinstance(waarde, str) else Tekst(sleutel=True).clean(waarde)


def lees_naam(waarde: Any) -> str | None:
    """De naam van een andere rij; een lege cel verwijst nergens naar."""
    return schone_naam(lees_sleuteltekst(waarde)) or None


def lees_nummer(waarde: Any) -> int | None:
    return waarde if type(waarde) is int else Getal().clean(waarde)


def lees_periode(waarde: Any) -> str:
    """Een jaar mag een getal zijn; een reeks jaren is tekst."""
    return lees_tekst(waarde).strip()


def lees_moment(waarde: Any) -> datetime | None:
    """Een tijdstip met zijn tijdzone, als ISO-tekst: een cel met een datum bewaart geen zone en geen microseconden."""
    if waarde in (None, ""):
        return None
    try:
        moment = waarde if isinstance(waarde, datetime) else datetime.fromisoformat(str(waarde))
    except ValueError:
        raise ValueError(f"“{str(waarde)[:40]}” is geen tijdstip. Schrijf het als 2021-12-31T09:00:00+01:00.") from None
    return (moment if timezone.is_aware(moment) else timezone.make_aware(moment)).astimezone(UTC)


def in_utc(moment: datetime | None) -> datetime | None:
    return moment and moment.astimezone(UTC)


def lees_kenmerk(waarde: Any) -> UUID | None:
    try:
        return UUID(str(waarde)) if waarde not in (None, "") else None
    except ValueError:
        raise ValueError(f"“{str(waarde)[:40]}” is geen kenmerk.") from None


def lees_json(waarde: Any) -> str | None:
    """JSON als tekst, in de ene schrijfwijze waarin zij ook wordt bewaard."""
    tekst = lees_tekst(waarde)
    try:
        return canoniek(json.loads(tekst)).decode() if tekst else None
    except ValueError:
        raise ValueError("Dit is geen JSON. Neem de cel zoals zij is uitgevoerd.") from None


def json_tekst(waarde: Any) -> str | None:
    return None if waarde is None else canoniek(waarde).decode()


def meervoud_tekst(namen: Any) -> str:
    return SCHEIDING.join(sorted(namen))


def lees_meervoud(waarde: Any) -> str:
    namen = {schone_naam(naam) for naam in lees_sleuteltekst(waarde).split(SCHEIDING.strip())}
    return meervoud_tekst(namen - {""})


def zelfde_namen(een: str | None, ander: str | None) -> bool:
    """Of twee cellen dezelfde namen noemen, hoe ook geschreven en in welke volgorde ook."""
    return _gevouwen_namen(een) == _gevouwen_namen(ander)


def _gevouwen_namen(cel: str | None) -> set[str]:
    return {gevouwen(naam) for naam in (cel or "").split(SCHEIDING)}


# Van veld naar kolom


def gewone_kolom(
    model: type[models.Model], naam: str, *, sleutel: bool = False, lees: Callable[[Any], Waarde] | None = None
) -> Kolom:
    """De kolom van een veld dat zelf een waarde is; zonder ``lees`` met dezelfde regels als in de admin."""
    veld: Any = model._meta.get_field(naam)
    return Kolom(
        naam=naam,
        paden=(naam,),
        lees=lees or _lezer(veld, sleutel),
        uit_db=_uit_db(veld),
        veld=veld,
        eigen=not veld.editable,
    )


def _uit_db(veld: models.Field) -> Callable[[Any], Waarde] | None:
    if isinstance(veld, models.DateTimeField):
        return in_utc
    return json_tekst if isinstance(veld, models.JSONField) else None


def _lezer(veld: models.Field, sleutel: bool) -> Callable[[Any], Waarde]:
    if isinstance(veld, models.DateTimeField):
        return lees_moment
    if isinstance(veld, models.UUIDField):
        return lees_kenmerk
    if isinstance(veld, models.JSONField):
        return lees_json
    kolom = kolom_voor(veld, sleutel=sleutel)
    if veld.choices and veld.has_default():  # leeg: een nieuwe rij krijgt het begin van het veld
        return lambda waarde: "" if waarde in (None, "") else kolom.clean(waarde)
    if isinstance(veld, Naamveld):
        return lambda waarde: schone_naam(lees_sleuteltekst(waarde) if sleutel else lees_tekst(waarde))
    if isinstance(kolom, Tekst):
        return lees_sleuteltekst if sleutel else lees_tekst
    if isinstance(veld, models.DateField):
        return lambda waarde: waarde if type(waarde) is date else kolom.clean(waarde)
    return lees_nummer if isinstance(kolom, Getal) else kolom.clean
