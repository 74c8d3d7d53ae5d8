"""Waar een Verslag uit wordt opgebouwd: de structuur van het programma, en de standen van een dag."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from acties.models import Overleg, Programma
from monitoring.verslag.actiestand import Plaats, actie_stand
from monitoring.verslag.lokaal import lokale_standen
from monitoring.verslag.stand import stand
from monitoring.verslag.structuur import Structuur, lees_structuur
from monitoring.verslag.vorm import ActieStand


@dataclass(frozen=True, slots=True)
class Dagstand:
    """De acties op één dag, op nummer: die van de regio, en de lokale."""

    acties: dict[int, ActieStand]
    lokaal: dict[int, ActieStand]


class Bron:
    """Leest wat er nu in de tabellen staat: de structuur één keer, en per gevraagde dag één query."""

    def __init__(self, programma: Programma) -> None:
        self.programma = programma

    @cached_property
    def structuur(self) -> Structuur:
        return self._lees_structuur()

    def _lees_structuur(self) -> Structuur:
        return lees_structuur(self.programma)

    def op(self, dag: date, overleg: Overleg | None = None) -> Dagstand:
        """``overleg``: alleen de organisaties die op deze dag deelnemen; regionale acties houden hun stand."""
        structuur = self.structuur
        per_actie: dict[int, dict] = defaultdict(dict)
        for (actie_id, organisatie_id), melding in stand(self.programma, dag).items():
            per_actie[actie_id][organisatie_id] = melding
        plaats = Plaats(
            dag=dag,
            organisaties=structuur.organisaties,
            voorgangers=structuur.opgegaan(dag),
            bestaand={pk for pk, organisatie in structuur.organisaties.items() if organisatie.bestond_op(dag)},
            bereik=structuur.deelnemers(overleg.pk, dag) if overleg else None,
        )
        regionaal = {
            actie.nummer: actie_stand(actie, per_actie[actie.id], plaats)
            for actie in structuur.acties
            if actie.lokaal_van is None
        }
        return Dagstand(regionaal, lokale_standen(structuur.acties, per_actie, plaats))
