"""Een kolom van het gegevensboek: van cel naar waarde, en van een veld in de database naar zijn kolom."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import models

from acties.models.naam import Naamveld
from acties.rekenblad.lezen.kolommen import lezer_voor
from acties.rekenblad.lezen.naam import gevouwen, schone_naam
from acties.rekenblad.lezen.tekst import schone_tekst
from acties.rekenblad.lezen.waarde import SCHEIDING, lees_namen, lees_sleutel, lees_tekst
from monitoring.verslag.vastgesteld import canoniek

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


# Van cel naar waarde: wat elke deur leest staat in ``waarde``; hier alleen wat de administratie van de site is


def in_utc(moment: datetime | None) -> datetime | None:
    return moment and moment.astimezone(UTC)


def lees_kenmerk(waarde: Any) -> UUID | None:
    tekst = lees_sleutel(waarde)
    try:
        return UUID(tekst) if tekst else None
    except ValueError:
        raise ValueError(f"“{str(waarde)[:40]}” is geen kenmerk.") from None


def lees_json(waarde: Any) -> str | None:
    """JSON als tekst, in de ene schrijfwijze waarin zij ook wordt bewaard."""
    tekst = waarde if isinstance(waarde, str) else lees_tekst(waarde)  # teken voor teken: het controlegetal telt mee
    try:
        return canoniek(json.loads(tekst)).decode() if tekst else None
    except ValueError:
        raise ValueError("Dit is geen JSON. Neem de cel zoals zij is uitgevoerd.") from None


def json_tekst(waarde: Any) -> str | None:
    return None if waarde is None else canoniek(waarde).decode()


def meervoud_tekst(namen: Any) -> str:
    return SCHEIDING.join(sorted(namen))


def lees_meervoud(waarde: Any) -> str:
    return meervoud_tekst(set(lees_namen(waarde)))


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
    if isinstance(veld, models.JSONField):
        return json_tekst
    is_tekst = isinstance(veld, models.CharField | models.TextField) and not veld.choices
    return _schone_tekst if is_tekst else None


def _schone_tekst(tekst: str | None) -> str | None:
    """Zoals zij uit een bestand komt: wat een rekenblad niet bewaart, is geen verschil."""
    return tekst and schone_tekst(tekst)


def _lezer(veld: models.Field, sleutel: bool) -> Callable[[Any], Waarde]:
    if isinstance(veld, models.UUIDField):
        return lees_kenmerk
    if isinstance(veld, models.JSONField):
        return lees_json
    lees = lezer_voor(veld, sleutel=sleutel)
    if veld.choices and veld.has_default():  # leeg: een nieuwe rij krijgt het begin van het veld
        return lambda waarde: "" if waarde in (None, "") else lees(waarde)
    if isinstance(veld, Naamveld):
        return lambda waarde: schone_naam(lees(waarde))
    return lees
