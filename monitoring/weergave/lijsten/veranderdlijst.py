"""Wat is veranderd als ``Lijst``: een rij per verandering, eerst die van het programma en dan die per organisatie."""

from datetime import datetime

from acties.models import Programma
from acties.rekenblad.schrijven.boek import Lijst, Veld, Waarde
from monitoring.datum import datum_tekst
from monitoring.lezen.veranderd import Veranderd, Verandering
from monitoring.weergave.jaarverslag.leeswijzer import NIET_VASTGESTELD
from monitoring.weergave.lijsten.verantwoording import VASTGESTELD, lijst_van

VELDEN = (
    Veld("Soort", 30),
    Veld("Nr", 6, "nummer"),
    Veld("Actie", 40),
    Veld("Onderdeel", 30),
    Veld("Organisatie", 24),
    Veld("Wat", 22),
    Veld("Was", 36),
    Veld("Is nu", 36),
    Veld("Datum", 18, "datum"),
    Veld("Toelichting", 50),
)
PER_ORGANISATIE = "Per organisatie"


def veranderdlijst(programma: Programma, veranderd: Veranderd, *, voorlopig: bool, door: str, op: datetime) -> Lijst:
    """``voorlopig``: een van beide dagen is van een jaar dat niet is vastgesteld."""
    rijen = [_rij(groep.naam, regel) for groep in veranderd.groepen for regel in groep.veranderingen]
    rijen += [_rij(PER_ORGANISATIE, regel) for deel in veranderd.organisaties for regel in deel.veranderingen]
    over: dict[str, Waarde] = {
        "Van": veranderd.van,
        "Tot en met": veranderd.tot,
        "Cijfers": NIET_VASTGESTELD.capitalize() if voorlopig else VASTGESTELD,
        **{groep.naam: len(groep.veranderingen) for groep in veranderd.groepen},
        PER_ORGANISATIE: veranderd.aantal_bij_organisaties,
        **_voorbehoud(veranderd),
    }
    return lijst_van(programma, "Wat is veranderd", VELDEN, rijen, over, voorlopig=voorlopig, door=door, op=op)


def _rij(soort: str, regel: Verandering) -> tuple[Waarde, ...]:
    return (
        soort,
        regel.nummer,
        regel.titel,
        regel.onderdeel,
        regel.organisatie,
        regel.wat,
        regel.van.tekst,
        regel.naar.tekst,
        regel.datum,
        regel.toelichting,
    )


def _voorbehoud(veranderd: Veranderd) -> dict[str, Waarde]:
    """Wat de lijst niet kan weten."""
    wat = "Planning, tekst en hoofdverantwoordelijken"
    if veranderd.afspraken_onbekend:
        return {wat: "Van deze periode niet bewaard."}
    if veranderd.afspraken_deels_onbekend and veranderd.bewaard_vanaf:
        return {wat: f"Pas bewaard vanaf {datum_tekst(veranderd.bewaard_vanaf)}."}
    return {}
