"""Hoe een waarde erin komt te staan, in elk bestandsformaat."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from acties.rekenblad.schrijven.boek import Waarde
from acties.rekenblad.schrijven.opmaak import getalstijl
from monitoring.constanten import GEEN_MELDING
from monitoring.lezen.hoofdstukken import Vak
from monitoring.verslag.vorm import Legenda


def stijlnaam(waarde: Waarde, stijl: str) -> str:
    """De stijl van een kolom, tenzij de waarde zelf om een andere vraagt: een datum, of een getal met decimalen."""
    if isinstance(waarde, datetime):
        return "moment"
    if isinstance(waarde, date):
        return "datum"
    if isinstance(waarde, Decimal):
        return getalstijl(waarde)
    return stijl


def met_teken(regel: Legenda | Vak) -> str:
    """“✓ Afgerond”; alleen het woord als het teken datzelfde woord is."""
    return regel.woord if regel.teken.casefold() == regel.woord.casefold() else f"{regel.teken} {regel.woord}"


def met_aantal(aantal: int, regel: Legenda | Vak) -> str:
    """“3 afgerond”; wie niets meldde heet “1 zonder melding”, want “1 geen melding” is geen zin."""
    return f"{aantal} zonder melding" if regel.code == GEEN_MELDING else f"{aantal} {regel.woord.lower()}"


def opsomming(delen: Sequence[str]) -> str:
    """“a, b en c”."""
    return " en ".join(filter(None, [", ".join(delen[:-1]), *delen[-1:]]))
