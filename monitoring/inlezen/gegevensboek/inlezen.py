"""De twee stappen van inlezen op de site: bekijken en bevestigen. Met de rechten van wie het doet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from acties.models import Programma
from acties.spoor.logboek import noteer_na_opslaan
from monitoring.inlezen.gegevensboek.lezen import lees_boek
from monitoring.inlezen.gegevensboek.opslaan import sla_op
from monitoring.inlezen.gegevensboek.vergelijken import vergelijk
from monitoring.inlezen.gegevensboek.voorvertoning import Voorvertoning
from monitoring.inlezen.tussenstap import Verlopen, kijk, ruim_op, zet_klaar


@dataclass(frozen=True, slots=True)
class Bekeken:
    """Een voorvertoning, met de sleutel om haar te bevestigen (leeg als dat niet kan)."""

    uitkomst: Voorvertoning
    sleutel: str


class Veranderd(Exception):
    """De gegevens zijn veranderd na de voorvertoning; ``bekeken`` is de nieuwe."""

    def __init__(self, bekeken: Bekeken):
        super().__init__(
            "Intussen zijn er gegevens veranderd. Er is niets opgeslagen. Bekijk hieronder wat er nu verandert."
        )
        self.bekeken = bekeken


def bekijk(inhoud: bytes, naam: str, *, programma: Programma, door: Any) -> Bekeken:
    """Lees een bestand en leg het naast de database. Fout: ``Bestandsfout``."""
    return _bekijk(lees_boek(inhoud, naam), programma, door)


def bevestig(sleutel: str, *, programma: Programma, door: Any, op: datetime) -> Voorvertoning:
    """Sla op wat is bekeken. Fouten: ``Verlopen``, ``Veranderd``, ``NietOpgeslagen``."""
    boek, gezien = kijk(sleutel, door=door, programma=programma)
    if not ruim_op(sleutel):  # twee keer geklikt: de eerste slaat op
        raise Verlopen
    uitkomst = vergelijk(boek, mag=door.has_perm, programma=programma.slug)
    if uitkomst.fouten or uitkomst.vingerafdruk() != gezien:
        raise Veranderd(_bekijk(boek, programma, door))
    sla_op(uitkomst, door=door, op=op)
    for blad in uitkomst.bladen:
        if blad.rijen:
            soort = blad.tabel.model._meta.verbose_name_plural
            noteer_na_opslaan("inlezen", f"{soort}: {blad.aantallen.verandering}", door=door)
    return uitkomst


def _bekijk(boek: Any, programma: Programma, door: Any) -> Bekeken:
    uitkomst = vergelijk(boek, mag=door.has_perm, programma=programma.slug)
    klaar = uitkomst.aantallen.verandert and not uitkomst.fouten
    bewaard = (boek, uitkomst.vingerafdruk())
    return Bekeken(uitkomst, str(zet_klaar(bewaard, door=door, programma=programma)) if klaar else "")
