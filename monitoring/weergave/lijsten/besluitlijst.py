"""De besluiten, en de vaststelling door de gemeenten, elk als ``Lijst``. Zonder cijfers: dus ook nooit voorlopig."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from acties.rekenblad.schrijven.boek import Lijst, Veld, Waarde
from monitoring.lezen.vaststelling import Vaststelling
from monitoring.verslag.vorm import BesluitRegel, Verslag
from monitoring.weergave.lijsten.verantwoording import lijst_van


def besluitlijst(
    verslag: Verslag, besluiten: Sequence[BesluitRegel], *, filters: Iterable[str], door: str, op: datetime
) -> Lijst:
    """De wijzigingen van het programma, de nieuwste eerst."""
    over: dict[str, Waarde] = {
        "Peildatum": verslag.peildatum,
        "Filters": "; ".join(filters) or "Geen: alle besluiten",
        "Besluiten": str(len(besluiten)),
    }
    velden = (
        Veld("Datum", 18, "datum"),
        Veld("Wijziging", 30),
        Veld("Door", 24),
        Veld("Kenmerk", 18),
        Veld("Nr", 6, "nummer"),
        Veld("Actie", 40),
        Veld("Wat is besloten", 60),
    )
    rijen = [(b.datum, b.soort_woord, b.orgaan, b.kenmerk, b.nummer, b.titel, b.omschrijving) for b in besluiten]
    return lijst_van(verslag.programma, "Besluiten", velden, rijen, over, door=door, op=op)


def vaststellinglijst(verslag: Verslag, colleges: Vaststelling | None, *, door: str, op: datetime) -> Lijst:
    """Een rij per gemeente; een lege datum betekent: nog niet."""
    groepen = colleges.groepen if colleges else ()
    stand = {"Stand": colleges.totaal.zin} if colleges else {}
    velden = (
        Veld("Overleg", 30),
        Veld("Gemeente", 24),
        Veld("College stelde vast op", 20, "datum"),
        Veld("Raad geïnformeerd op", 20, "datum"),
        Veld("Overgenomen van", 30),
    )
    rijen = [
        (groep.naam, regel.gemeente, regel.college_op, regel.raad_op, ", ".join(regel.overgenomen_van))
        for groep in groepen
        for regel in groep.regels
    ]
    return lijst_van(
        verslag.programma,
        "Vaststelling",
        velden,
        rijen,
        {"Peildatum": verslag.peildatum, **stand, "Lege datum": "Nog niet."},
        door=door,
        op=op,
        titel="Vaststelling van het programma door de gemeenten",
    )
