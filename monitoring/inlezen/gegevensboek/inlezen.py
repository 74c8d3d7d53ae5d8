"""De twee stappen van inlezen op de site: bekijken en bevestigen. Met de rechten van wie het doet."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from acties.models import Programma
from acties.spoor.logboek import noteer_na_opslaan
from acties.voorstel.voorstel import Bekeken, Voorstel
from acties.voorstel.voorstel import bekijk as bekijk_voorstel
from acties.voorstel.voorstel import bevestig as bevestig_voorstel
from monitoring.inlezen.gegevensboek.lezen import Boek, lees_boek
from monitoring.inlezen.gegevensboek.opslaan import sla_op
from monitoring.inlezen.gegevensboek.vergelijken import vergelijk


def bekijk(inhoud: bytes, naam: str, *, programma: Programma, door: Any) -> Bekeken:
    """Lees een bestand en leg het naast de database. Fout: ``Bestandsfout``."""
    return bekijk_voorstel(lees_boek(inhoud, naam), _vergelijker(programma, door), door=door, waar=_waar(programma))


def bevestig(sleutel: str, *, programma: Programma, door: Any, op: datetime) -> Voorstel:
    """Sla op wat is bekeken. Fouten: ``Verlopen``, ``Veranderd``, ``NietOpgeslagen``."""

    def bewaar(voorstel: Voorstel) -> None:
        sla_op(voorstel, door=door, op=op)
        for blad in voorstel.bladen:
            if blad.rijen:
                soort = blad.tabel.model._meta.verbose_name_plural
                noteer_na_opslaan("inlezen", f"{soort}: {blad.aantallen.verandering}", door=door, van=voorstel.naam)

    return bevestig_voorstel(sleutel, _vergelijker(programma, door), bewaar, door=door, waar=_waar(programma))


def _vergelijker(programma: Programma, door: Any) -> Callable[[Boek], Voorstel]:
    return lambda boek: vergelijk(boek, mag=door.has_perm, programma=programma.slug)


def _waar(programma: Programma) -> str:
    return f"gegevensboek {programma.pk}"
