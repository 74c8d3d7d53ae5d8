"""Een rol geven: de ene plek waar een pagina van de site dat doet."""

from dataclasses import dataclass
from datetime import datetime

from acties.constanten import Rol
from acties.models import Gebruiker, Lidmaatschap, Organisatie, Rechtenwijziging
from acties.spoor.logboek import noteer_na_opslaan
from acties.toegang.rechtenwijziging import vraag_rol, vraagt_tweede


def geef_rol(
    gebruiker: Gebruiker, rol: Rol, organisatie: Organisatie | None, *, door: Gebruiker, op: datetime
) -> Rechtenwijziging | None:
    """Geef een rol, bij een organisatie of voor de hele regio. Wat niet kan, is een ``ValidationError`` in het Nederlands.

    Een rol die een tweede persoon vraagt, is hiermee gevraagd: zij gaat in na een dag, of als een ander haar bevestigt.
    """
    if vraagt_tweede(rol):
        return vraag_rol(gebruiker, rol, organisatie, door=door, op=op)
    lid = Lidmaatschap(gebruiker=gebruiker, rol=rol, organisatie=organisatie)
    lid.full_clean()
    lid.save()
    bij = f" bij organisatie {organisatie.pk}" if organisatie else ""
    noteer_na_opslaan("recht geven", gebruiker, door=door, naar=f"{rol}{bij}")
    return None


WAT = {"+": "gekregen", "~": "gewijzigd", "-": "ingetrokken"}


@dataclass(frozen=True, slots=True)
class Rolwijziging:
    """Een rol die iemand kreeg, die veranderde of die is ingetrokken. Zonder ``door`` deed een opdracht van de server het."""

    op: datetime
    wie: str
    rol: str
    waar: str
    wat: str
    door: str


def rolwijzigingen(aantal: int) -> list[Rolwijziging]:
    """De laatste, nieuwste eerst."""
    regels = Lidmaatschap.history.select_related("gebruiker", "organisatie", "history_user").order_by("-history_id")
    return [
        Rolwijziging(
            op=regel.history_date,
            wie=str(regel.gebruiker or "een verwijderd account"),
            rol=Rol(regel.rol).label,
            waar=str(regel.organisatie or "hele regio"),
            wat=WAT[regel.history_type],
            door=str(regel.history_user or ""),
        )
        for regel in regels[:aantal]
    ]
