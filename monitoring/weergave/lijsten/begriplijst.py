"""De begrippenlijst als ``Lijst``: een rij per begrip, op alfabet."""

from collections.abc import Sequence
from datetime import datetime

from acties.models import Begrip, Programma
from acties.rekenblad.schrijven.boek import Lijst, Veld
from monitoring.weergave.lijsten.verantwoording import maker


def begriplijst(programma: Programma, begrippen: Sequence[Begrip], *, zoek: str, door: str, op: datetime) -> Lijst:
    return Lijst(
        naam="Begrippen",
        titel=f"Begrippen – {programma.naam}",
        maker=maker(door),
        moment=op,
        velden=(Veld("Begrip", 36), Veld("Ook geschreven als", 36), Veld("Omschrijving", 90)),
        rijen=[(begrip.term, "; ".join(begrip.woorden[1:]), begrip.definitie) for begrip in begrippen],
        over=(
            ("Programma", programma.naam),
            ("Gezocht op", zoek or "Niets: alle begrippen"),
            ("Begrippen", len(begrippen)),
            ("Gemaakt door", maker(door)),
            ("Gemaakt op", op),
        ),
    )
