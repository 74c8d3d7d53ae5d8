"""De voortgang van een updateronde als ``Lijst``: een rij per organisatie, en een voor de projectleider."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from acties.rekenblad.schrijven.boek import Lijst, Veld, Waarde
from monitoring.models import Updateronde
from monitoring.rondes.voortgang import Groep, Melder
from monitoring.weergave.jaarverslag.leeswijzer import NIET_VASTGESTELD
from monitoring.weergave.lijsten.verantwoording import VASTGESTELD, lijst_van

NOOIT = "nog nooit ingelogd"


def rondelijst(ronde: Updateronde, groepen: Iterable[Groep], *, voorlopig: bool, door: str, op: datetime) -> Lijst:
    """``voorlopig``: het jaar waarover de ronde gaat, is niet vastgesteld."""
    velden = (
        Veld("Overleg", 28),
        Veld("Organisatie", 28),
        Veld("Te melden", 12, "getal"),
        Veld("Gemeld", 12, "getal"),
        Veld("Open", 12, "getal"),
        Veld("Nog te melden acties", 30),
        Veld("Wie meldt, laatst ingelogd", 50),
        Veld("Bijdragen gevraagd", 12, "getal"),
        Veld("Bijdragen gegeven", 12, "getal"),
    )
    rijen = [_rij(groep, melder) for groep in groepen for melder in groep.melders]
    over: dict[str, Waarde] = {
        "Updateronde": str(ronde),
        "Peildatum": ronde.peildatum,
        "Opent op": ronde.opent_op,
        "Laatste dag": ronde.sluit_op,
        "Cijfers": NIET_VASTGESTELD.capitalize() if voorlopig else VASTGESTELD,
    }
    titel = f"Voortgang {ronde}"
    return lijst_van(
        ronde.programma, "Voortgang", velden, rijen, over, titel=titel, voorlopig=voorlopig, door=door, op=op
    )


def _rij(groep: Groep, melder: Melder) -> tuple[Waarde, ...]:
    lijst = melder.lijst
    nummers = ", ".join(map(str, lijst.open_nummers))
    bijdragen = (len(lijst.bijdragen), lijst.bijgedragen)
    return (groep.naam, melder.naam, lijst.aantal, lijst.gemeld, lijst.open, nummers, _gebruikers(melder), *bijdragen)


def _gebruikers(melder: Melder) -> str:
    delen = [
        f"{gebruiker}: {timezone.localdate(gebruiker.last_login).isoformat() if gebruiker.last_login else NOOIT}"
        for gebruiker in melder.gebruikers
    ]
    return "; ".join(delen) or "Niemand"
