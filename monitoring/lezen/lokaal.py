"""De lokale acties van een verslag, geordend voor wie ze leest: per organisatie, de vervallen achteraan."""

from dataclasses import dataclass
from datetime import date

from acties.models import Organisatie
from monitoring.verslag.vorm import ActieStand, Verslag


def dag_met_stand(organisatie: Organisatie, gevraagd: date) -> date:
    """``gevraagd``, of de dichtstbijzijnde dag waarop iemand de lokale acties van deze organisatie had."""
    return organisatie.op(gevraagd).dichtste_dag(gevraagd)


@dataclass(frozen=True, slots=True, kw_only=True)
class LokaalDeel:
    """De lokale acties van één organisatie, de vervallen achteraan."""

    organisatie: str
    slug: str
    acties: tuple[ActieStand, ...]


def lokale_acties_van(verslag: Verslag, slug: str) -> tuple[ActieStand, ...]:
    """De hoogste prioriteit eerst, vervallen achteraan."""
    eigen = [actie for actie in verslag.lokaal if actie.lokaal_slug == slug]
    return tuple(sorted(eigen, key=lambda actie: (actie.vervallen, actie.prioriteit)))


def per_organisatie(verslag: Verslag) -> tuple[LokaalDeel, ...]:
    """Alle lokale acties van het verslag, per organisatie op naam."""
    namen = {actie.lokaal_slug: actie.lokaal_van for actie in verslag.lokaal}
    return tuple(
        LokaalDeel(organisatie=naam, slug=slug, acties=lokale_acties_van(verslag, slug))
        for slug, naam in sorted(namen.items(), key=lambda paar: paar[1])
    )
