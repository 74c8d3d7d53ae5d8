"""Waar elke tegel komt: organisaties erin, kolommen en rijen eruit. Geen opmaak, geen kleur en geen query.

Op een smal scherm, en als niet elke organisatie een eigen plaats heeft, is dezelfde kaart een lijst per subregio.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from monitoring.verslag.vorm import OrganisatieRegel

OVERIGE = "Overige"


class Plaats(NamedTuple):
    """Een vak van de kaart, geteld van linksboven; in leesvolgorde te sorteren."""

    rij: int
    kolom: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tegel:
    """Eén organisatie met wat erop staat. ``plaats`` is ``None`` als de kaart een lijst is."""

    naam: str
    slug: str
    plaats: Plaats | None
    inhoud: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Groep:
    """De tegels van een subregio, in leesvolgorde. ``kop`` is het lege vak waar haar naam in past.

    ``lager`` en ``rechts``: zij staat een fractie opzij, zodat te zien is waar de vorige subregio ophoudt.
    """

    naam: str
    tegels: tuple[Tegel, ...]
    kop: Plaats | None
    lager: bool
    rechts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Kaart:
    """``met_plaats``: elke organisatie heeft een eigen vak; anders is er alleen de lijst."""

    groepen: tuple[Groep, ...]
    met_plaats: bool


@dataclass(frozen=True, slots=True)
class _Vlak:
    """De rijen en kolommen die een subregio beslaat."""

    boven: int
    onder: int
    links: int
    rechts: int


def leg_neer(organisaties: Sequence[OrganisatieRegel], inhoud: Callable[[OrganisatieRegel], Any]) -> Kaart:
    """Elke organisatie op haar plaats, de lege rijen en kolommen aan het begin weggelaten."""
    plaatsen = _plaatsen(organisaties)
    op_subregio = sorted(organisaties, key=lambda wie: (not wie.subregio, wie.subregio))
    groepen = [
        (naam, sorted(leden, key=lambda wie: (plaatsen.get(wie.slug, Plaats(0, 0)), wie.naam)))
        for naam, leden in groupby(op_subregio, key=lambda wie: wie.subregio or OVERIGE)
    ]
    vlakken = {naam: _vlak([plaatsen[wie.slug] for wie in leden]) for naam, leden in groepen} if plaatsen else {}
    if vlakken:
        groepen.sort(key=lambda groep: (vlakken[groep[0]].boven, vlakken[groep[0]].links))
    bezet = set(plaatsen.values())
    gelegd = []
    for naam, leden in groepen:
        tegels = tuple(
            Tegel(naam=wie.naam, slug=wie.slug, plaats=plaatsen.get(wie.slug), inhoud=inhoud(wie)) for wie in leden
        )
        kop = _vrij_vak(tegels, bezet) if vlakken else None
        bezet |= {kop} if kop else set()
        gelegd.append(
            Groep(
                naam=naam,
                tegels=tegels,
                kop=kop,
                lager=bool(vlakken) and _staat_lager(vlakken[naam], vlakken.values()),
                rechts=bool(vlakken) and _staat_rechts(vlakken[naam], vlakken.values()),
            )
        )
    return Kaart(groepen=tuple(gelegd), met_plaats=bool(plaatsen))


def _plaatsen(organisaties: Sequence[OrganisatieRegel]) -> dict[str, Plaats]:
    """De plaats van elke organisatie op slug; leeg als er een geen plaats heeft of twee dezelfde hebben."""
    paren = [
        (wie.slug, wie.kaartrij, wie.kaartkolom)
        for wie in organisaties
        if wie.kaartrij is not None and wie.kaartkolom is not None
    ]
    if len({paar[1:] for paar in paren}) < len(organisaties) or not paren:
        return {}
    boven, links = min(rij for _, rij, _ in paren), min(kolom for _, _, kolom in paren)
    return {slug: Plaats(rij - boven, kolom - links) for slug, rij, kolom in paren}


def _vlak(plaatsen: Sequence[Plaats]) -> _Vlak:
    rijen, kolommen = [plaats.rij for plaats in plaatsen], [plaats.kolom for plaats in plaatsen]
    return _Vlak(min(rijen), max(rijen), min(kolommen), max(kolommen))


def _vrij_vak(tegels: Sequence[Tegel], bezet: set[Plaats]) -> Plaats:
    """Boven de eerste tegel, anders rechts of links van haar rij, en anders onder alles."""
    eerste = tegels[0].plaats or Plaats(0, 0)
    laatste = max(tegel.plaats.kolom for tegel in tegels if tegel.plaats and tegel.plaats.rij == eerste.rij)
    keuzes = [
        Plaats(eerste.rij - 1, eerste.kolom),
        Plaats(eerste.rij, laatste + 1),
        Plaats(eerste.rij, eerste.kolom - 1),
    ]
    onder = Plaats(max(vak.rij for vak in bezet) + 1, eerste.kolom)
    return next((vak for vak in keuzes if min(vak) >= 0 and vak not in bezet), onder)


def _staat_lager(vlak: _Vlak, alle: Iterable[_Vlak]) -> bool:
    """Of er boven dit vlak een rij begint waar geen subregio overheen loopt: dan schuift alles daaronder mee."""
    vlakken = list(alle)
    sneden = [snede.boven for snede in vlakken if 0 < snede.boven <= vlak.boven]
    return any(all(deel.onder < snede or deel.boven >= snede for deel in vlakken) for snede in sneden)


def _staat_rechts(vlak: _Vlak, alle: Iterable[_Vlak]) -> bool:
    """Of er naast dit vlak, helemaal links ervan, een ander ligt."""
    return any(deel.rechts < vlak.links and deel.boven <= vlak.onder and deel.onder >= vlak.boven for deel in alle)
