"""Hoe meldingen samen één status worden. Zuivere functies: waarden erin, waarden eruit."""

from collections.abc import Iterable, Sequence

from monitoring.constanten import ZONDER_KOERS, Status


def afgeleide_status(statussen: Iterable[str | None]) -> str | None:
    """De status van een groep uit die van haar leden; ``None`` in het antwoord betekent geen melding.

    ``statussen`` heeft één waarde per lid; ``None`` is een lid zonder melding. Een lid met n.v.t. telt niet mee.
    Afgerond is de groep pas als álle leden dat zijn: één lid zonder melding houdt dat tegen.
    """
    tellend = [status for status in statussen if status != Status.NVT]
    gemeld = {status for status in tellend if status is not None}
    if not gemeld:
        return None
    if gemeld == {Status.AFGEROND.value} and None not in tellend:
        return Status.AFGEROND.value
    if gemeld & {Status.AFGEROND.value, Status.IN_UITVOERING.value}:
        return Status.IN_UITVOERING.value
    if Status.IN_ONTWIKKELING in gemeld:
        return Status.IN_ONTWIKKELING.value
    return Status.NIET_GESTART.value


def geldende_koers(status: str | None, koers: str) -> str:
    """De koers zoals een verslag haar toont: wat klaar is of niet doorgaat heeft er geen, wat een oude melding ook zegt."""
    return "" if status in ZONDER_KOERS else koers


def eensgezind(koersen: Iterable[str]) -> str:
    """De koers waar iedereen die er een gaf het over eens is; anders een lege tekst. Nooit de zwaarste van velen."""
    gegeven = {koers for koers in koersen if koers}
    return gegeven.pop() if len(gegeven) == 1 else ""


def percentage(deel: int, geheel: int) -> int:
    """Het hele getal het dichtst bij dit deel van honderd; een half gaat omhoog. Van niets is elk deel nul."""
    return (200 * deel + geheel) // (2 * geheel) if geheel else 0


def percentages(aantallen: Sequence[int]) -> list[int]:
    """Van elk aantal het ``percentage`` van hun som. Samen hoeven zij dus geen 100 te zijn: zie ``Telling.samen``."""
    geheel = sum(aantallen)
    return [percentage(aantal, geheel) for aantal in aantallen]
