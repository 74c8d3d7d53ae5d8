"""Hoe meldingen samen één status worden. Zuivere functies: waarden erin, waarden eruit."""

from collections.abc import Iterable, Sequence
from itertools import combinations

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


def percentages(aantallen: Sequence[int]) -> list[int]:
    """Hele procenten die samen 100 zijn, elk minder dan een procent naast de echte waarde.

    Gelijke aantallen krijgen gelijke procenten zolang dat kan; van wat kan is gekozen wat het minst afwijkt. Kan het niet
    (drie gelijke delen), dan geldt de grootste rest, en bij gelijke rest de eerste. Bij een som van nul is alles nul.
    """
    totaal = sum(aantallen)
    if not totaal:
        return [0] * len(aantallen)
    procenten = [aantal * 100 // totaal for aantal in aantallen]
    over = 100 - sum(procenten)
    rest = {aantal: aantal * 100 % totaal * aantallen.count(aantal) for aantal in aantallen if aantal * 100 % totaal}
    groepen = (groep for grootte in range(len(rest) + 1) for groep in combinations(rest, grootte))
    passend = [groep for groep in groepen if sum(map(aantallen.count, groep)) == over]
    if passend:
        omhoog = max(passend, key=lambda groep: sum(rest[aantal] for aantal in groep))
        return [procent + (aantal in omhoog) for procent, aantal in zip(procenten, aantallen, strict=True)]
    op_rest = sorted(range(len(aantallen)), key=lambda i: -(aantallen[i] * 100 % totaal))
    for i in op_rest[:over]:
        procenten[i] += 1
    return procenten
