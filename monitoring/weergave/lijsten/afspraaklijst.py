"""De afspraken van de overleggen als ``Lijst``, met de stand van één dag. Zonder cijfers: dus ook nooit voorlopig."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from acties.models import Programma
from acties.rekenblad.schrijven.boek import Lijst, Veld, Waarde
from monitoring.lezen.afspraken import standwoord
from monitoring.verslag.afspraakregel import AfspraakRegel
from monitoring.weergave.lijsten.verantwoording import lijst_van

VELDEN = (
    Veld("Afspraak", 60),
    Veld("Overleg", 18),
    Veld("Datum overleg", 18, "datum"),
    Veld("Organisatie", 24),
    Veld("Functie of naam", 24),
    Veld("Uiterlijk op", 18, "datum"),
    Veld("Stand", 14),
    Veld("Afgehandeld op", 18, "datum"),
    Veld("Wat is er gedaan", 50),
    Veld("Nr", 6, "nummer"),
    Veld("Actie", 40),
    Veld("Onderdeel", 30),
)


def rij(regel: AfspraakRegel, dag: date) -> tuple[Waarde, ...]:
    return (
        regel.wat,
        regel.overleg,
        regel.datum,
        regel.organisatie,
        regel.wie,
        regel.voor,
        standwoord(regel, dag),
        regel.afgehandeld_op,
        regel.afloop,
        regel.nummer,
        regel.titel,
        regel.onderdeel,
    )


def afspraaklijst(
    programma: Programma, regels: Sequence[AfspraakRegel], *, dag: date, filters: Iterable[str], door: str, op: datetime
) -> Lijst:
    """In de volgorde van het scherm."""
    over: dict[str, Waarde] = {
        "Stand op": dag,
        "Filters": "; ".join(filters) or "Geen: alle afspraken",
        "Afspraken": str(len(regels)),
    }
    return lijst_van(programma, "Afspraken", VELDEN, [rij(regel, dag) for regel in regels], over, door=door, op=op)
