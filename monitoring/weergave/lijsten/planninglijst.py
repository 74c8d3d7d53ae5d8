"""De planning als ``Lijst``: een rij per actie, en een kolom per jaar van het programma met een streep waar zij loopt."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from acties.rekenblad.schrijven.boek import Lijst, Veld, Waarde
from monitoring.lezen.wiezinnen import achter_woord
from monitoring.verslag.vorm import ActieStand, Verslag
from monitoring.weergave.lijsten.actielijst import statuscel
from monitoring.weergave.lijsten.verantwoording import verslaglijst

LOOPT = "■"


def planninglijst(
    verslag: Verslag, acties: Sequence[ActieStand], jaren: range, *, filters: Iterable[str], door: str, op: datetime
) -> Lijst:
    over = {
        "Filters": "; ".join(filters) or "Geen: alle acties",
        "Acties": f"{len(acties)} van {len(verslag.acties)}",
        LOOPT: "In dit jaar loopt de actie volgens de planning.",
    }
    velden = (
        Veld("Nr", 6, "nummer"),
        Veld("Actie", 50),
        Veld("Onderdeel", 34),
        Veld("Hoofdverantwoordelijke", 24),
        Veld("Aanjager", 34),
        Veld("Planning", 14),
        *(Veld(str(jaar), 7, "nummer") for jaar in jaren),
        Veld("Loopt uit", 10),
        Veld("Status", 17),
        Veld("Toelichting op de planning", 30),
    )
    rijen = [_rij(actie, jaren, verslag) for actie in acties]
    return verslaglijst(verslag, "Planning", velden, rijen, over, door=door, op=op)


def _rij(actie: ActieStand, jaren: range, verslag: Verslag) -> tuple[Waarde, ...]:
    begin = jaren[0] if actie.startjaar is None else actie.startjaar
    einde = jaren[-1] if actie.eindjaar is None else actie.eindjaar
    return (
        actie.nummer,
        actie.titel,
        actie.onderdeel_naam,
        "; ".join(actie.verantwoordelijk),
        "; ".join(f"{aanjager.letter} {aanjager.tekst or aanjager.rol}" for aanjager in actie.aanjagers),
        actie.planning,
        *(LOOPT if begin <= jaar <= einde else "" for jaar in jaren),
        "ja" if actie.loopt_uit else "nee",
        statuscel(verslag, actie, achter_woord(actie)),
        actie.planning_toelichting,
    )
