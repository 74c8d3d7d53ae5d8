"""Lokale acties: wat één organisatie extra doet. Zij staan in een eigen deel van het Verslag en tellen nergens mee."""

from collections.abc import Mapping
from dataclasses import replace

from acties.models.looptijd import keten, optredend
from monitoring.verslag.actiestand import Plaats, actie_stand
from monitoring.verslag.stand import Melding
from monitoring.verslag.structuur import ActieRij, OrganisatieRij
from monitoring.verslag.vorm import ActieStand


def lokale_standen(
    acties: list[ActieRij], meldingen: Mapping[int, Mapping[int | None, Melding]], plaats: Plaats
) -> dict[int, ActieStand]:
    """De lokale acties van wie op de dag bestaat (en deelneemt), op nummer. Is de organisatie opgegaan, dan bij haar opvolger."""

    def opvolger(rij: OrganisatieRij) -> OrganisatieRij | None:
        return plaats.organisaties[rij.opvolger_id] if rij.opvolger_id else None

    standen = {}
    for actie in acties:
        if actie.lokaal_van is None:
            continue
        eigenaar = optredend(keten(plaats.organisaties[actie.lokaal_van], opvolger), plaats.dag).id
        if eigenaar in plaats.bestaand and (plaats.bereik is None or eigenaar in plaats.bereik):
            organisatie = plaats.organisaties[eigenaar]
            kaal = actie_stand(actie, meldingen.get(actie.id, {}), plaats)
            standen[actie.nummer] = replace(kaal, lokaal_van=organisatie.naam, lokaal_slug=organisatie.slug)
    return standen
