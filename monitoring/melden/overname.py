"""Wat een meldformulier overneemt van een eerdere melding. Nooit iets ongemerkt, en nooit van een ander."""

from typing import Any

from acties.models import Gebruiker, Organisatie
from monitoring.constanten import ZONDER_KOERS
from monitoring.datum import datum_tekst
from monitoring.models import Statusmelding, Toegangslink

OVERNEMEN = ("status", "koers", "toelichting", "bijsturing", "openbaar")


def inhoud(melding: Statusmelding) -> dict[str, Any]:
    """Wat een melding zegt, zoals het nu nog gemeld kan worden: wat klaar is of niet doorgaat, heeft geen koers of bijsturing."""
    velden = {veld: getattr(melding, veld) for veld in OVERNEMEN}
    return velden | ({"koers": "", "bijsturing": ""} if melding.status in ZONDER_KOERS else {})


def is_eigen(melding: Statusmelding | None, organisatie: Organisatie | None) -> bool:
    """Of deze melding van dezelfde melder is: dezelfde organisatie, of allebei voor de regio."""
    return melding is not None and melding.organisatie_id == (organisatie.pk if organisatie else None)


def over_te_nemen(
    laatste: Statusmelding | None, organisatie: Organisatie | None, *, door: Gebruiker | Toegangslink
) -> dict[str, Any]:
    """De velden waarmee een formulier begint: alleen die van de laatste eigen melding.

    Een status voor de hele regio kiest wie spreekt elke keer zelf: sinds het laatste woord kunnen organisaties verder zijn.
    Of een tekst openbaar is, ziet en kiest alleen een projectleider. Voor een ander begint het formulier na een tekst die
    dat niet is leeg: anders kwam hij ongemerkt in een openbare melding terecht.
    """
    if laatste is None or not is_eigen(laatste, organisatie) or not (laatste.openbaar or door.is_projectleider):
        return {}
    velden = inhoud(laatste)
    return velden if organisatie else {veld: waarde for veld, waarde in velden.items() if veld != "status"}


def laatste_woord(melding: Statusmelding) -> str:
    """“Het laatste woord is In uitvoering, over 12 oktober 2022. Kies hoe het nu is.”"""
    woord = melding.get_status_display()
    return f"Het laatste woord is {woord}, over {datum_tekst(melding.peildatum)}. Kies hoe het nu is."


def van_welke_dag(melding: Statusmelding) -> str:
    """“Overgenomen van 12 oktober 2022.”"""
    return f"Overgenomen van {datum_tekst(melding.peildatum)}."
