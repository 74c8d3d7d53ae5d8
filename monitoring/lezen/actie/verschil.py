"""Wat er tussen twee teksten veranderde, per woord. Zonder opmaak: een sjabloon maakt er ``del`` en ``ins`` van."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

GELIJK, WEG, NIEUW = "gelijk", "weg", "nieuw"
# Lijken twee teksten zo weinig op elkaar, dan is woord voor woord niet te lezen: dan staat de oude er heel, en dan de nieuwe.
LIJKT_OP = 0.4
# Langer dan dit wordt niet woord voor woord vergeleken: het rekenwerk groeit met het kwadraat.
HOOGSTENS = 1_000


class Deel(NamedTuple):
    """Een stuk tekst: in beide (``gelijk``), alleen in de oude (``weg``) of alleen in de nieuwe (``nieuw``)."""

    soort: str
    tekst: str


def verschil(oud: str, nieuw: str) -> list[Deel]:
    """De delen van oud naar nieuw. Wat gelijk of nieuw is, is samen de nieuwe tekst; wat gelijk of weg is de oude."""
    if oud == nieuw:
        return [Deel(GELIJK, nieuw)] if nieuw else []
    woorden, nieuwe = _woorden(oud), _woorden(nieuw)
    if max(len(woorden), len(nieuwe)) <= HOOGSTENS:
        vergelijk = SequenceMatcher(None, woorden, nieuwe, autojunk=False)
        if vergelijk.ratio() >= LIJKT_OP:
            return list(_delen(vergelijk, woorden, nieuwe))
    return [Deel(soort, tekst) for soort, tekst in ((WEG, oud), (NIEUW, nieuw)) if tekst]


def _woorden(tekst: str) -> list[str]:
    """Woorden met de witruimte erachter, zodat de delen aan elkaar weer de tekst zijn."""
    return re.findall(r"\s*\S+\s*|\s+", tekst)


def _delen(vergelijk: SequenceMatcher, oud: list[str], nieuw: list[str]) -> Iterator[Deel]:
    for soort, van, tot, begin, einde in vergelijk.get_opcodes():
        if soort == "equal":
            yield Deel(GELIJK, "".join(nieuw[begin:einde]))
            continue
        if tot > van:
            yield Deel(WEG, "".join(oud[van:tot]))
        if einde > begin:
            yield Deel(NIEUW, "".join(nieuw[begin:einde]))
