"""Lokale acties: wat één organisatie extra doet. Zij staan in een eigen deel van het Verslag en tellen nergens mee."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from acties.models import Organisatie
from monitoring.verslag.actiestand import Plaats, actie_stand
from monitoring.verslag.stand import Melding
from monitoring.verslag.structuur import Rij
from monitoring.verslag.vorm import ActieStand, Verslag


def lokale_standen(
    acties: list[Rij], meldingen: Mapping[int, Mapping[int | None, Melding]], plaats: Plaats
) -> dict[int, ActieStand]:
    """De lokale acties van wie op de dag bestaat (en deelneemt), op nummer. Is de organisatie opgegaan, dan bij haar opvolger."""
    standen = {}
    for actie in acties:
        eigenaar = _optredend(actie["lokaal_van"], plaats)
        if eigenaar in plaats.bestaand and (plaats.bereik is None or eigenaar in plaats.bereik):
            organisatie = plaats.organisaties[eigenaar]
            kaal = actie_stand(actie, meldingen.get(actie["id"], {}), plaats)
            standen[actie["nummer"]] = replace(kaal, lokaal_van=organisatie["naam"], lokaal_slug=organisatie["slug"])
    return standen


def _optredend(pk: int, plaats: Plaats) -> int:
    """Wie op de dag voor deze organisatie optreedt (zie ``Organisatie.op``)."""
    gezien = {pk}
    while (organisatie := plaats.organisaties[pk])["einddatum"] and organisatie["einddatum"] <= plaats.dag:
        opvolger = organisatie["opvolger_id"]
        if opvolger is None or opvolger in gezien:
            break
        gezien.add(opvolger)
        pk = opvolger
    return pk


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
