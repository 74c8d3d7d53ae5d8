"""Een tekst die niet in één cel past, staat in delen op een eigen blad; in de cel zelf staat waar."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

LANGE_TEKSTEN = "Lange teksten"
KOPPEN = ("nummer", "deel", "tekst")
DEEL = 15_000  # ook als elk teken voor Excel dubbel telt, past dit in een cel
_VERWIJST = re.compile(r"\[lange tekst \d+\]")


@dataclass
class Vergaarbak:
    """Vangt bij het schrijven de lange teksten op."""

    delen: list[tuple[int, int, str]] = field(default_factory=list)
    aantal: int = 0

    def kort(self, tekst: str) -> str:
        """De tekst zelf, of waar zij staat als zij te lang is (of zelf op zo'n verwijzing lijkt)."""
        if len(tekst) <= DEEL and not (tekst.startswith("[") and _VERWIJST.fullmatch(tekst)):
            return tekst
        self.aantal += 1
        stukken = [tekst[begin : begin + DEEL] for begin in range(0, len(tekst), DEEL)]
        self.delen += [(self.aantal, nummer, stuk) for nummer, stuk in enumerate(stukken, 1)]
        return f"[lange tekst {self.aantal}]"


def samenvoegen(rijen: Iterable[tuple[int, tuple[Any, ...]]]) -> dict[str, str]:
    """Van wat er in een cel staat naar de hele tekst. Delen staan op volgorde van nummer, hoe het blad ook is gesorteerd."""
    delen: dict[int, dict[int, str]] = {}
    for _, (nummer, deel, tekst, *_rest) in rijen:
        delen.setdefault(int(nummer), {})[int(deel)] = "" if tekst is None else str(tekst)
    return {
        f"[lange tekst {nummer}]": "".join(stukken[deel] for deel in sorted(stukken))
        for nummer, stukken in delen.items()
    }
