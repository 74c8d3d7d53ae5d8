"""Een tekst die niet in één cel past, gaat in delen naar een eigen blad; in de cel zelf komt te staan waar."""

from dataclasses import dataclass, field

from acties.rekenblad.lezen.lange_tekst import VERWIJST

DEEL = 15_000  # ook als elk teken voor Excel dubbel telt, past dit in een cel


@dataclass
class Vergaarbak:
    """Vangt bij het schrijven de lange teksten op."""

    delen: list[tuple[int, int, str]] = field(default_factory=list)
    aantal: int = 0

    def kort(self, tekst: str) -> str:
        """De tekst zelf, of waar zij staat als zij te lang is (of zelf op zo'n verwijzing lijkt)."""
        if len(tekst) <= DEEL and not (tekst.startswith("[") and VERWIJST.fullmatch(tekst)):
            return tekst
        self.aantal += 1
        stukken = [tekst[begin : begin + DEEL] for begin in range(0, len(tekst), DEEL)]
        self.delen += [(self.aantal, nummer, stuk) for nummer, stuk in enumerate(stukken, 1)]
        return f"[lange tekst {self.aantal}]"
