"""Wat een blad is: zijn kolommen, en de verwijzingen naar rijen van andere bladen.

Een rij is een tuple van gewone waarden (tekst, getal, datum, ``None``), één per kolom, precies zoals zij in het bestand staat.
Een verwijzing is de sleutel van de andere rij: bij een actie van partij “Gemeenten” staat ``"Gemeenten"``. Zo is een rij uit
een bestand met ``==`` te vergelijken met een rij uit de database, ook als zij naar een rij verwijst die nog niet bestaat.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models

from acties.models.naam import Naamveld, gevouwen_velden
from acties.rekenblad.lezen.naam import gevouwen
from acties.rekenblad.lezen.waarde import lees_naam
from monitoring.inlezen.gegevensboek.kolom import Kolom, Waarde, gewone_kolom, lees_meervoud

Sleutel = tuple[Waarde, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verwijzing:
    """Een veld dat naar één andere rij wijst. Haar sleutel staat in de kolommen ``binnen`` en dan in ``laatste``.

    Leeg als de laatste kolom leeg is. ``ontleed`` maakt van de waarden van die kolommen de sleutel.
    """

    veld: str
    naar: type[models.Model]
    laatste: Kolom
    binnen: tuple[str, ...] = ()
    ontleed: Callable[..., Sleutel] | None = None

    @property
    def kolom(self) -> str:
        return self.laatste.naam

    @property
    def kolommen(self) -> tuple[str, ...]:
        return (*self.binnen, self.kolom)

    def sleutel(self, waarden: Sequence[Waarde]) -> Sleutel | None:
        if waarden[-1] is None:
            return None
        return self.ontleed(*waarden) if self.ontleed else tuple(waarden)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meervoud:
    """Een veld dat naar nul of meer rijen wijst; hun namen staan in één kolom met de naam van het veld, een streep ertussen.

    ``paden``: vanaf de koppeltabel naar de delen van een naam. ``ontleed`` maakt van programma en naam een sleutel.
    ``behalve``: een kolom; wat daar iets heeft staan, mag ook zonder.
    """

    veld: str
    naar: type[models.Model]
    paden: tuple[str, ...]
    noem: Callable[..., str]
    ontleed: Callable[[str, str], Sleutel]
    verplicht: bool = False
    behalve: str = ""


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
    def namen(self) -> frozenset[int]:
        """Waar in een rij een naam staat: die van de rij zelf, of die van een andere rij."""
        return frozenset(
            plaats for plaats, kolom in enumerate(self.kolommen) if isinstance(_veld_van(self.model, kolom), Naamveld)
        )

    def vouw(self, sleutel: Sleutel) -> Sleutel:
        """De sleutel waaronder een rij te vinden is, hoe de namen erin ook zijn geschreven."""
        if not self.sleutel:
            return sleutel
        return tuple(
            gevouwen(deel) if plaats in self.namen and deel is not None else deel
            for plaats, deel in zip(self.sleutelplaatsen, sleutel, strict=True)
        )

    @cached_property
    def meervoud_op_kolom(self) -> dict[str, Meervoud]:
        return {meervoud.veld: meervoud for meervoud in self.meervoud}

    @property
    def naam(self) -> str:
        return str(self.model._meta.verbose_name)

    def recht(self, handeling: str) -> str:
        soort = self.soort or self.model._meta.model_name
        return f"{self.model._meta.app_label}.{handeling}_{soort}"


def _veld_van(model: type[models.Model], kolom: Kolom) -> Any:
    """Het veld waar de waarde van deze kolom in staat; ``None`` als zij uit geen of uit meer velden komt."""
    if len(kolom.paden) != 1:
        return None
    *stappen, laatste = kolom.paden[0].split("__")
    for stap in stappen:
        model = model._meta.get_field(stap).related_model  # type: ignore[assignment] # een pad loopt langs verwijzingen
    return model._meta.get_field(laatste)


def verwijzing(
    veld: str,
    naar: type[models.Model],
    *paden: str,
    kolom: str = "",
    binnen: tuple[str, ...] = (),
    ontleed: Callable[..., Sleutel] | None = None,
    lees: Callable[[Any], Waarde] = lees_naam,
    **anders: Any,
) -> Verwijzing:
    """Een verwijzing met haar kolom. ``paden``: vanaf de andere rij naar (het laatste deel van) haar sleutel."""
    laatste = Kolom(naam=kolom or veld, paden=tuple(f"{veld}__{pad}" for pad in paden), lees=lees, **anders)
    return Verwijzing(veld=veld, naar=naar, laatste=laatste, binnen=binnen, ontleed=ontleed)


def maak_tabel(
    blad: str,
    model: type[models.Model],
    *delen: Kolom | Verwijzing | Meervoud,
    sleutel: tuple[str, ...],
    zonder: tuple[str, ...] = (),
    **anders: Any,
) -> Tabel:
    """Een tabel met ``delen`` en elk ander veld van het model, ook een dat er later bij komt, behalve ``zonder``."""
    verwijzingen = tuple(deel for deel in delen if isinstance(deel, Verwijzing))
    meervoud = tuple(deel for deel in delen if isinstance(deel, Meervoud))
    bijzonder = [deel for deel in delen if isinstance(deel, Kolom)] + [deel.laatste for deel in verwijzingen]
    bezet = {kolom.naam for kolom in bijzonder} | {verwijzing.veld for verwijzing in verwijzingen} | set(zonder)
    kolommen = [
        *bijzonder,
        *_gewone_kolommen(model, sleutel, bezet),
        *(Kolom(naam=groep.veld, paden=(), lees=lees_meervoud) for groep in meervoud),
    ]
    return Tabel(
        blad=blad,
        model=model,
        kolommen=_in_volgorde(model, kolommen, sleutel, verwijzingen),
        sleutel=sleutel,
        verwijzingen=verwijzingen,
        meervoud=meervoud,
        **anders,
    )


def _gewone_kolommen(model: type[models.Model], sleutel: tuple[str, ...], bezet: set[str]) -> list[Kolom]:
    """Een kolom voor elk veld dat nog niet bezet is. Een verwijzing moet iemand zelf beschrijven: ``ValueError``."""
    bezet |= set(gevouwen_velden(model))
    velden = [veld for veld in model._meta.concrete_fields if not veld.primary_key and veld.name not in bezet]
    if onbekend := [veld.name for veld in velden if veld.is_relation]:
        raise ValueError(f"{model.__name__}: waar verwijzen {onbekend} naar in het gegevensboek?")
    return [gewone_kolom(model, veld.name, sleutel=veld.name in sleutel) for veld in velden]


def _in_volgorde(
    model: type[models.Model], kolommen: list[Kolom], sleutel: tuple[str, ...], verwijzingen: tuple[Verwijzing, ...]
) -> tuple[Kolom, ...]:
    """Eerst de sleutel, dan de kolommen van andere tabellen, dan de velden zoals zij in het model staan."""
    velden = [str(veld.name) for veld in (*model._meta.concrete_fields, *model._meta.many_to_many)]
    veld_van = {verwijzing.kolom: verwijzing.veld for verwijzing in verwijzingen}

    def plek(kolom: Kolom) -> tuple[bool, int]:
        if kolom.naam in sleutel:
            return False, sleutel.index(kolom.naam)
        veld = veld_van.get(kolom.naam, kolom.naam)
        return True, velden.index(veld) if veld in velden else -1

    return tuple(sorted(kolommen, key=plek))
