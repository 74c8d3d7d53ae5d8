"""Wat een blad en een kolom zijn: van cel naar waarde, van waarde naar database en terug.

Een rij is een tuple van gewone waarden (tekst, getal, datum, ``None``), één per kolom, precies zoals zij in het bestand staat.
Een verwijzing is de sleutel van de andere rij: bij een actie van partij “Gemeenten” staat ``"Gemeenten"``. Zo is een rij uit
een bestand met ``==`` te vergelijken met een rij uit de database, ook als zij naar een rij verwijst die nog niet bestaat.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone

from acties.uitwisseling.kolommen import SCHEIDING, Getal, Tekst, kolom_voor
from monitoring.jaarstuk import canoniek

Waarde = Any  # str, int, Decimal, date, bool of None
Sleutel = tuple[Waarde, ...]


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

    def waarde(self, delen: Sequence[Any]) -> Waarde:
        return self.uit_db(*delen) if self.uit_db else delen[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verwijzing:
    """Een veld dat naar één andere rij wijst: haar sleutel staat in ``kolommen``. Leeg als de laatste kolom leeg is."""

    veld: str
    naar: type[models.Model]
    kolommen: tuple[str, ...]
    ontleed: Callable[..., Sleutel] | None = None

    @property
    def kolom(self) -> str:
        return self.kolommen[-1]

    def sleutel(self, waarden: Sequence[Waarde]) -> Sleutel | None:
        if waarden[-1] is None:
            return None
        return self.ontleed(*waarden) if self.ontleed else tuple(waarden)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meervoud:
    """Een veld dat naar nul of meer rijen wijst; hun namen staan in één kolom, met een streep ertussen.

    ``paden``: vanaf de koppeltabel naar de delen van een naam. ``ontleed`` maakt van programma en naam een sleutel.
    """

    veld: str
    naar: type[models.Model]
    kolom: str
    paden: tuple[str, ...]
    noem: Callable[..., str]
    ontleed: Callable[[str, str], Sleutel]
    verplicht: bool = False


@dataclass(frozen=True, kw_only=True)
class Tabel:
    """Een blad. ``sleutel``: de kolommen waaraan een rij te herkennen is; leeg: aan alles wat erin staat.

    ``feit``: wat is gebeurd. Het wordt alleen aan de regels van de database getoetst, want wat toen klopte mag nu anders zijn.
    ``alleen_opdracht``: komt er op de site niet in. ``soort`` is de naam in de tabel met rechten.
    """

    blad: str
    model: type[models.Model]
    kolommen: tuple[Kolom, ...]
    sleutel: tuple[str, ...]
    verwijzingen: tuple[Verwijzing, ...] = ()
    meervoud: tuple[Meervoud, ...] = ()
    feit: bool = False
    alleen_opdracht: str = ""
    sjabloon: bool = False
    uitleg: str = ""
    soort: str = ""

    @cached_property
    def plaats(self) -> dict[str, int]:
        """Van naam van een kolom naar haar plaats in de rij."""
        return {kolom.naam: plaats for plaats, kolom in enumerate(self.kolommen)}

    @cached_property
    def sleutelplaatsen(self) -> tuple[int, ...]:
        return tuple(self.plaats[naam] for naam in self.sleutel)

    @cached_property
    def meervoud_op_kolom(self) -> dict[str, Meervoud]:
        return {meervoud.kolom: meervoud for meervoud in self.meervoud}

    @property
    def naam(self) -> str:
        return str(self.model._meta.verbose_name)

    def recht(self, handeling: str) -> str:
        soort = self.soort or self.model._meta.model_name
        return f"{self.model._meta.app_label}.{handeling}_{soort}"


# Van veld naar kolom


def lees_tekst(waarde: Any) -> str:
    return waarde if isinstance(waarde, str) else Tekst().clean(waarde)


def lees_sleuteltekst(waarde: Any) -> str:
    return waarde if isinstance(waarde, str) else Tekst(sleutel=True).clean(waarde)


def lees_naam(waarde: Any) -> str | None:
    """De naam van een andere rij; een lege cel verwijst nergens naar."""
    return lees_sleuteltekst(waarde).strip() or None


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
    namen = {naam.strip() for naam in lees_sleuteltekst(waarde).split(SCHEIDING.strip())}
    return meervoud_tekst(namen - {""})


def _datum(kolom: Any) -> Callable[[Any], Any]:
    return lambda waarde: waarde if type(waarde) is date else kolom.clean(waarde)


def gewone_kolom(model: type[models.Model], naam: str, *, sleutel: bool = False) -> Kolom:
    """De kolom van een veld dat zelf een waarde is, met dezelfde regels als in de admin."""
    veld: Any = model._meta.get_field(naam)
    uit_db: Callable[..., Waarde] | None = None
    lees: Callable[[Any], Waarde]
    if isinstance(veld, models.DateTimeField):
        lees, uit_db = lees_moment, lambda moment: moment and moment.astimezone(UTC)
    elif isinstance(veld, models.UUIDField):
        lees = lees_kenmerk
    elif isinstance(veld, models.JSONField):
        lees, uit_db = lees_json, json_tekst
    else:
        kolom = kolom_voor(veld, sleutel=sleutel)
        lees = kolom.clean
        if isinstance(kolom, Tekst):
            lees = lees_sleuteltekst if sleutel else lees_tekst
        elif isinstance(veld, models.DateField):
            lees = _datum(kolom)
        elif isinstance(kolom, Getal):
            lees = lees_nummer
    return Kolom(naam=naam, paden=(naam,), lees=lees, uit_db=uit_db, veld=veld, eigen=not veld.editable)


def verwijskolom(naam: str, *paden: str, lees: Callable[[Any], Waarde] = lees_naam, **anders: Any) -> Kolom:
    """De kolom met (het laatste deel van) de sleutel van een andere rij."""
    return Kolom(naam=naam, paden=paden, lees=lees, **anders)


def maak_tabel(
    blad: str,
    model: type[models.Model],
    *bijzonder: Kolom,
    sleutel: tuple[str, ...],
    verwijzingen: tuple[Verwijzing, ...] = (),
    meervoud: tuple[Meervoud, ...] = (),
    zonder: tuple[str, ...] = (),
    lezers: dict[str, Callable[[Any], Waarde]] | None = None,
    **anders: Any,
) -> Tabel:
    """Een tabel met de bijzondere kolommen eerst en daarna elk ander veld van het model, ook een dat er later bij komt."""
    bezet = {kolom.naam for kolom in bijzonder} | {verwijzing.veld for verwijzing in verwijzingen} | set(zonder)
    onbekend = [
        veld.name
        for veld in model._meta.concrete_fields
        if veld.is_relation and veld.name not in bezet and not veld.primary_key
    ]
    if onbekend:
        raise ValueError(f"{model.__name__}: waar verwijzen {onbekend} naar in het gegevensboek?")
    gewoon = [
        gewone_kolom(model, veld.name, sleutel=veld.name in sleutel)
        for veld in model._meta.concrete_fields
        if not veld.is_relation and not veld.primary_key and veld.name not in bezet
    ]
    for plaats, kolom in enumerate(gewoon):
        if lezers and kolom.naam in lezers:
            gewoon[plaats] = Kolom(naam=kolom.naam, paden=kolom.paden, lees=lezers[kolom.naam], veld=kolom.veld)
    groepen = [Kolom(naam=m.kolom, paden=(), lees=lees_meervoud) for m in meervoud]
    alle = {kolom.naam: kolom for kolom in (*bijzonder, *gewoon, *groepen)}
    velden = [str(veld.name) for veld in (*model._meta.concrete_fields, *model._meta.many_to_many)]
    van_veld: dict[str, str] = {verwijzing.kolom: verwijzing.veld for verwijzing in verwijzingen}
    rest = [naam for naam in alle if naam not in sleutel]
    plek = {naam: nummer for nummer, naam in enumerate(velden)}
    rest.sort(key=lambda naam: plek.get(van_veld.get(naam) or naam, -1))
    volgorde = [*sleutel, *rest]
    return Tabel(
        blad=blad,
        model=model,
        kolommen=tuple(alle[naam] for naam in volgorde),
        sleutel=sleutel,
        verwijzingen=verwijzingen,
        meervoud=meervoud,
        **anders,
    )
