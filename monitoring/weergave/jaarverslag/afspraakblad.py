"""De afspraken van de overleggen: wat nog openstaat, en wat sinds dit jaar is afgehandeld."""

from collections.abc import Sequence
from datetime import date

from acties.rekenblad.schrijven.boek import Blad, Cel, Regel, Rij, Tabel
from monitoring.datum import datum_tekst
from monitoring.lezen.afspraken import standwoord
from monitoring.verslag.afspraakregel import AfspraakRegel

BREEDTES = (50, 18, 17, 30, 17, 13, 17, 46)
KOPPEN = ("Afspraak", "Overleg", "Datum", "Wie", "Uiterlijk op", "Stand", "Afgehandeld", "Wat is er gedaan")


def afspraken(regels: Sequence[AfspraakRegel], dag: date) -> list[Blad]:
    """Eén blad met de stand op ``dag``, of geen als er niets is afgesproken."""
    if not regels:
        return []
    delen = (
        Regel("Afspraken van de overleggen", "titel"),
        Regel(f"Wat op {datum_tekst(dag)} openstond, en wat sinds dit jaar is afgehandeld.", "ondertitel"),
        Regel(""),
        Tabel(tuple(Cel(k, "kop") for k in KOPPEN), [_rij(r, dag) for r in regels], filter=True),
    )
    return [Blad("Afspraken", "Wie doet wat, voor wanneer, en wat ervan kwam", BREEDTES, delen)]


def _rij(regel: AfspraakRegel, dag: date) -> Rij:
    return (
        Cel(regel.wat, "vet"),
        Cel(regel.overleg),
        Cel(regel.datum, "datum"),
        Cel(regel.van_wie),
        Cel(regel.voor, "datum"),
        Cel(standwoord(regel, dag)),
        Cel(regel.afgehandeld_op, "datum") if regel.afgehandeld_op else Cel(""),
        Cel(regel.afloop),
    )
