"""De tegels van een actie die elke organisatie zelf uitvoert: wat er geldt, op de plaats van wie het zei."""

from dataclasses import dataclass

from monitoring.lezen.kaart.plaatsen import Groep, leg_neer
from monitoring.verslag.vorm import ActieStand, Telling, Verslag


@dataclass(frozen=True, slots=True, kw_only=True)
class Actiegroep:
    """De organisaties van een subregio. De inhoud van een tegel is een ``MeldingRegel``."""

    groep: Groep
    telling: Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Actiekaart:
    groepen: tuple[Actiegroep, ...]
    met_plaats: bool


def actiekaart(verslag: Verslag, stand: ActieStand) -> Actiekaart | None:
    """``None`` bij een actie met één stand voor de hele regio."""
    if not stand.per_organisatie or not stand.organisaties:
        return None
    regels = {regel.slug: regel for regel in stand.organisaties}
    kaart = leg_neer([wie for wie in verslag.organisaties if wie.slug in regels], lambda wie: regels[wie.slug])
    return Actiekaart(
        groepen=tuple(
            Actiegroep(groep=groep, telling=Telling.van(tegel.inhoud.stand for tegel in groep.tegels))
            for groep in kaart.groepen
        ),
        met_plaats=kaart.met_plaats,
    )
