"""De begrippenlijst als ``Lijst``: een rij per begrip, op alfabet."""

from collections.abc import Sequence
from datetime import datetime

from acties.models import Begrip, Programma
from acties.rekenblad.schrijven.boek import Lijst, Veld, Waarde
from monitoring.weergave.lijsten.verantwoording import lijst_van


def begriplijst(programma: Programma, begrippen: Sequence[Begrip], *, zoek: str, door: str, op: datetime) -> Lijst:
    velden = (Veld("Begrip", 36), Veld("Ook geschreven als", 36), Veld("Omschrijving", 90))
    rijen = [(begrip.term, "; ".join(begrip.woorden[1:]), begrip.definitie) for begrip in begrippen]
    over: dict[str, Waarde] = {"Gezocht op": zoek or "Niets: alle begrippen", "Begrippen": len(begrippen)}
    return lijst_van(programma, "Begrippen", velden, rijen, over, door=door, op=op)
