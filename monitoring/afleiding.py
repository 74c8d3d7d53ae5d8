"""Hoe meldingen samen één status worden. Zuivere functies: waarden erin, waarden eruit."""

from collections.abc import Iterable, Sequence

from monitoring.constanten import Koers, Status

KOERS_VAN_ZWAAR_NAAR_LICHT = (Koers.VASTGELOPEN, Koers.AANDACHT, Koers.OP_SCHEMA)


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


def zwaarste_koers(koersen: Iterable[str]) -> str:
    """De koers die de meeste aandacht vraagt; een lege tekst als niemand een koers gaf."""
    gegeven = set(koersen)
    return next((koers.value for koers in KOERS_VAN_ZWAAR_NAAR_LICHT if koers in gegeven), "")


def percentages(aantallen: Sequence[int]) -> list[int]:
    """Hele procenten die samen 100 zijn (methode van de grootste rest; bij gelijke rest de eerste).

    Bij een som van nul is elk percentage nul.
    """
    totaal = sum(aantallen)
    if not totaal:
        return [0] * len(aantallen)
    procenten = [aantal * 100 // totaal for aantal in aantallen]
    op_rest = sorted(range(len(aantallen)), key=lambda i: -(aantallen[i] * 100 % totaal))
    for i in op_rest[: 100 - sum(procenten)]:
        procenten[i] += 1
    return procenten
