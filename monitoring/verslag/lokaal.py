"""Lokale acties: wat één organisatie extra doet. Zij staan in een eigen deel van het Verslag en tellen nergens mee."""

from collections.abc import Mapping
from dataclasses import replace

from monitoring.verslag.actiestand import Plaats, actie_stand
from monitoring.verslag.stand import Melding
from monitoring.verslag.structuur import ActieRij
from monitoring.verslag.vorm import ActieStand


def lokale_standen(
    acties: list[ActieRij], meldingen: Mapping[int, Mapping[int | None, Melding]], plaats: Plaats
) -> dict[int, ActieStand]:
    """De lokale acties van wie op de dag bestaat (en deelneemt), op nummer. Is de organisatie opgegaan, dan bij haar opvolger."""
    standen = {}
    for actie in acties:
        if actie.lokaal_van is None:
            continue
        eigenaar = _optredend(actie.lokaal_van, plaats)
        if eigenaar in plaats.bestaand and (plaats.bereik is None or eigenaar in plaats.bereik):
            organisatie = plaats.organisaties[eigenaar]
            kaal = actie_stand(actie, meldingen.get(actie.id, {}), plaats)
            standen[actie.nummer] = replace(kaal, lokaal_van=organisatie.naam, lokaal_slug=organisatie.slug)
    return standen


def _optredend(pk: int, plaats: Plaats) -> int:
    """Wie op de dag voor deze organisatie optreedt (zie ``Organisatie.op``)."""
    gezien = {pk}
    while (organisatie := plaats.organisaties[pk]).is_weg_op(plaats.dag):
        opvolger = organisatie.opvolger_id
        if opvolger is None or opvolger in gezien:
            break
        gezien.add(opvolger)
        pk = opvolger
    return pk
