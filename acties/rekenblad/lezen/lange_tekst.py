"""Een tekst die niet in één cel past, staat in delen op een eigen blad; in de cel zelf staat waar."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from acties.rekenblad.lezen.fout import Onleesbaar

LANGE_TEKSTEN = "Lange teksten"
VERWIJST = re.compile(r"\[lange tekst (\d+)\]")


def vul_in(rijen: Iterable[tuple[int, list[Any]]], lang: dict[int, str]) -> None:
    """Zet de hele tekst in elke cel die ernaar verwijst. Is die er niet, dan is de cel niet te lezen."""
    for _, cellen in rijen:
        for plaats, cel in enumerate(cellen):
            if type(cel) is str and cel.startswith("[") and (wijst := VERWIJST.fullmatch(cel)):
                uitleg = f"De tekst van {cel} is er niet: blad “{LANGE_TEKSTEN}” ontbreekt of is niet heel. Zet dat blad terug."
                cellen[plaats] = lang.get(int(wijst[1][:9]), Onleesbaar(cel, uitleg))


def lange_teksten(rijen: Iterable[tuple[int, list[Any]]]) -> dict[int, str]:
    """De hele teksten bij hun nummer. Delen staan op volgorde van nummer, hoe het blad ook is gesorteerd."""
    delen: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for _, (nummer, deel, tekst, *_rest) in ((regel, [*cellen, None, None, None]) for regel, cellen in rijen):
        if type(nummer) is int and type(deel) is int and type(tekst) is str:
            delen[nummer][deel] = tekst
    return {
        nummer: "".join(stukken[deel] for deel in sorted(stukken))
        for nummer, stukken in delen.items()
        if max(stukken) == len(stukken)  # anders ontbreekt er een
    }
