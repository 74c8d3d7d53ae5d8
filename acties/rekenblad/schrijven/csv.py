"""Een ``Lijst`` als CSV die een Nederlandse Excel meteen goed opent: UTF-8 met BOM, puntkomma's, komma in getallen.

Een tekst die op een formule lijkt, krijgt een apostrof ervoor: CSV kent geen andere manier om tekst tekst te laten.
"""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

from acties.rekenblad.lezen.formule import met_wacht
from acties.rekenblad.schrijven.boek import Lijst, Veld, Waarde
from acties.rekenblad.schrijven.tekst import schoon

CONTENT_TYPE = "text/csv; charset=utf-8"


def schrijf_lijst(lijst: Lijst) -> bytes:
    uit = io.StringIO(newline="")
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow([_veilig(veld.kop) for veld in lijst.velden])
    for rij in lijst.rijen:
        schrijver.writerow([_veld(waarde, veld) for waarde, veld in zip(rij, lijst.velden, strict=True)])
    return uit.getvalue().encode("utf-8-sig")


def _veld(waarde: Waarde, veld: Veld) -> str:
    """Datums in ISO 8601, getallen met een komma."""
    if isinstance(waarde, str):
        return met_wacht(waarde) if veld.stijl == "gegeven" else _veilig(waarde)
    if isinstance(waarde, datetime):
        return waarde.strftime("%Y-%m-%d %H:%M")
    if isinstance(waarde, date):
        return waarde.isoformat()
    if isinstance(waarde, Decimal):
        return f"{waarde:f}".replace(".", ",")
    return "" if waarde is None else str(waarde)


def _veilig(tekst: str) -> str:
    return met_wacht(schoon(tekst))
