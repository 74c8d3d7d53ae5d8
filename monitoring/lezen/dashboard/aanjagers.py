"""Wie jaagt wat aan, en wie zegt hoe het staat: twee vragen aan een Verslag, geteld per actie. Zonder queries."""

from collections import Counter
from dataclasses import dataclass

from acties.woorden import ACTIE, opsomming, vervoegd
from monitoring.constanten import GEEN_MELDING
from monitoring.lezen.grafieken import Stapelbalk, stapelbalk
from monitoring.verslag.vorm import TELBAAR, ActieStand, OnderdeelStand, RolRegel, Verslag

# Van wie de status komt, van het stevigst naar niemand; elke herkomst van een ``ActieStand`` hoort bij één daarvan.
ZEGSWIJZEN = {
    "regio": ("Bevestigd door wie namens de regio spreekt", {"melding", "regiobreed"}),
    "elk": ("Elke organisatie meldt zelf", {"afgeleid"}),
    "bijdragen": ("Alleen bijdragen, nog niet bevestigd", {"bijdragen"}),
    "niemand": ("Niemand: geen melding", {"geen"}),
}

HOOGSTENS_STIL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanjagerrij:
    """De acties van één onderdeel, per rol van een aanjager; wie er twee heeft, staat er twee keer."""

    onderdeel: OnderdeelStand
    per_rol: tuple[tuple[RolRegel, tuple[ActieStand, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Zegswijze:
    """Hoeveel acties hun status op deze manier hebben."""

    code: str
    woord: str
    aantal: int


def aanjagerrijen(verslag: Verslag) -> tuple[Aanjagerrij, ...]:
    """Per onderdeel en rol de acties die nog meetellen, op nummer."""
    return tuple(
        Aanjagerrij(
            onderdeel=onderdeel,
            per_rol=tuple((rol, _van_rol(verslag, onderdeel.code, rol)) for rol in verslag.rollen),
        )
        for onderdeel in verslag.onderdelen
    )


def _van_rol(verslag: Verslag, code: str, rol: RolRegel) -> tuple[ActieStand, ...]:
    acties = (actie for actie in verslag.acties if actie.onderdeel == code and not actie.vervallen)
    heeft = [actie for actie in acties if any(aanjager.rol == rol.naam for aanjager in actie.aanjagers)]
    return tuple(sorted(heeft, key=lambda actie: actie.nummer))


def dubbel_aangejaagd(verslag: Verslag) -> str:
    """“4 acties hebben meer dan één aanjager en staan er vaker.”; leeg als dat nergens zo is."""
    aantal = sum(len({a.rol for a in actie.aanjagers}) > 1 for actie in verslag.acties if not actie.vervallen)
    heeft = vervoegd(aantal, "heeft meer dan één aanjager en staat", "hebben meer dan één aanjager en staan")
    return f"{ACTIE.aantal(aantal)} {heeft} er vaker." if aantal else ""


def zegswijzen(verslag: Verslag) -> tuple[Zegswijze, ...]:
    """Van wie de status komt van elke actie die meetelt; de aantallen samen zijn alle acties."""
    per_herkomst = Counter(actie.herkomst for actie in verslag.acties if not actie.vervallen)
    return tuple(
        Zegswijze(code=code, woord=woord, aantal=sum(per_herkomst[herkomst] for herkomst in herkomsten))
        for code, (woord, herkomsten) in ZEGSWIJZEN.items()
    )


def zegbalk(regels: tuple[Zegswijze, ...]) -> Stapelbalk:
    return stapelbalk((regel.code, regel.aantal) for regel in regels)


def zegbalk_uitleg(regels: tuple[Zegswijze, ...]) -> str:
    """De balk voor wie haar niet ziet: per zegswijze het aantal."""
    return opsomming([f"{regel.woord.lower()} {regel.aantal}" for regel in regels if regel.aantal]) or "geen acties"


def meest_stil(verslag: Verslag) -> str:
    """“Opmeer (3 van 5) en Texel (2 van 4)”: wie over de meeste acties die elke organisatie zelf doet niets meldde.

    Leeg als iedereen over alles meldde, en als niemand nog iets meldde: dan is niemand het stilst.
    """
    moet, stil = Counter[str](), Counter[str]()
    for actie in verslag.acties:
        if actie.per_organisatie and not actie.vervallen and not actie.lokaal_van:
            for regel in actie.organisaties:
                moet[regel.organisatie] += regel.stand in TELBAAR
                stil[regel.organisatie] += regel.stand == GEEN_MELDING
    if stil == moet:
        return ""
    stilsten = sorted((wie for wie in stil if stil[wie]), key=lambda wie: (-stil[wie], wie))[:HOOGSTENS_STIL]
    return opsomming([f"{wie} ({stil[wie]} van {moet[wie]})" for wie in stilsten])


def onbevestigd_afgerond(verslag: Verslag) -> tuple[ActieStand, ...]:
    """Wat volgens bijdragen is afgerond, en nog door niemand namens de regio is bevestigd."""
    return tuple(actie for actie in verslag.acties if actie.afgerond and actie.nog_niet_bevestigd)
