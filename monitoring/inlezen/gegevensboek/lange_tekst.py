"""Een tekst die niet in één cel past, staat in delen op een eigen blad; in de cel zelf staat waar."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from acties.rekenblad.lezen.fout import Bestandsfout
from acties.rekenblad.lezen.waarde import lees_geheel

LANGE_TEKSTEN = "Lange teksten"
KOPPEN = ("nummer", "deel", "tekst")
DEEL = 15_000  # ook als elk teken voor Excel dubbel telt, past dit in een cel
Rijen = tuple[tuple[int, tuple[Any, ...]], ...]
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


def samenvoegen(rijen: Rijen) -> dict[str, str]:
    """Van wat er in een cel staat naar de hele tekst. Delen staan op volgorde van nummer, hoe het blad ook is gesorteerd."""
    delen: dict[int, dict[int, str]] = {}
    for regel, cellen in rijen:
        try:
            nummer, deel, tekst = cellen
            delen.setdefault(_nummer(nummer), {})[_nummer(deel)] = _stuk(tekst)
        except ValueError:
            raise _kapot(f"op rij {regel} staat geen deel van een tekst") from None
    for nummer, stukken in delen.items():
        if sorted(stukken) != list(range(1, len(stukken) + 1)):
            raise _kapot(f"van lange tekst {nummer} ontbreekt een deel")
    return {
        f"[lange tekst {nummer}]": "".join(stukken[deel] for deel in sorted(stukken))
        for nummer, stukken in delen.items()
    }


def invullen(rijen: Rijen, lang: Mapping[str, str]) -> Rijen:
    """De rijen met de hele teksten erin. Een verwijzing naar een tekst die er niet is, is geen tekst: ``Bestandsfout``."""
    return tuple((regel, tuple([_heel(cel, lang) for cel in cellen])) for regel, cellen in rijen)


def _heel(cel: Any, lang: Mapping[str, str]) -> Any:
    if type(cel) is not str or not cel.startswith("[") or not _VERWIJST.fullmatch(cel):
        return cel
    if cel not in lang:
        raise _kapot(f"{cel} staat er niet (meer) op")
    return lang[cel]


def _stuk(cel: Any) -> str:
    """Precies zoals het er staat: pas de hele tekst wordt gelezen."""
    if not isinstance(cel, str):
        raise ValueError  # noqa: TRY004 - who made the sheet made the mistake
    return cel


def _nummer(cel: Any) -> int:
    if (nummer := lees_geheel(cel)) is None:
        raise ValueError
    return nummer


def _kapot(wat: str) -> Bestandsfout:
    return Bestandsfout(f"Blad “{LANGE_TEKSTEN}” is niet heel: {wat}. Zet het terug zoals het is uitgevoerd.")
