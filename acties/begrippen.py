"""Begrippen herkennen in lopende tekst. Geeft stukken terug; een sjabloon tekent ze."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from acties.models import Begrip
from acties.tekst import ADRES
from acties.woorden import BEGRIP


@dataclass(frozen=True, slots=True)
class Stuk:
    """Een stuk tekst; met ``begrip`` als dit stuk een term uit de begrippenlijst is."""

    tekst: str
    begrip: Begrip | None = None


def telzin(totaal: int, gevonden: int | None = None) -> str:
    """“12 begrippen uit het programma”; met ``gevonden``, als er is gezocht: “3 van 12 begrippen …”."""
    van = "" if gevonden is None else f"{gevonden} van "
    return f"{van}{BEGRIP.aantal(totaal)} uit het programma"


class Begrippenlijst:
    """Herkent hele woorden, zonder op hoofdletters te letten; de langste schrijfwijze gaat voor."""

    def __init__(self, begrippen: Iterable[Begrip]):
        woorden = [(woord, begrip) for begrip in begrippen for woord in begrip.woorden]
        woorden.sort(key=lambda paar: -len(paar[0]))
        self._begrippen = [begrip for _, begrip in woorden]
        # Elke schrijfwijze is een eigen groep, zodat het nummer van de groep zegt welk begrip het is. ``\b`` zou een
        # term die op een leesteken eindigt (MDA++) missen.
        keuzes = "|".join(f"({re.escape(woord)})" for woord, _ in woorden)
        # Een adres gaat voor: een term die daar in staat, breekt het niet.
        self._patroon = re.compile(rf"(?<!\w)(?:{keuzes})(?!\w)|{ADRES}", re.IGNORECASE) if woorden else None

    def markeer(self, tekst: str) -> list[Stuk]:
        """De hele tekst in stukken; van elk begrip is alleen de eerste plek gemarkeerd."""
        stukken, gezien, begin = [], set(), 0
        for plek in self._patroon.finditer(tekst) if self._patroon else ():
            if plek.lastindex is None:  # een adres
                continue
            begrip = self._begrippen[plek.lastindex - 1]  # precies één groep past
            if begrip.pk in gezien:
                continue
            gezien.add(begrip.pk)
            if plek.start() > begin:
                stukken.append(Stuk(tekst[begin : plek.start()]))
            stukken.append(Stuk(plek.group(), begrip))
            begin = plek.end()
        if begin < len(tekst):
            stukken.append(Stuk(tekst[begin:]))
        return stukken

    def in_teksten(self, teksten: Iterable[str]) -> list[Begrip]:
        """De begrippen die in een van deze teksten voorkomen, op alfabet."""
        gevonden = {stuk.begrip for tekst in teksten for stuk in self.markeer(tekst) if stuk.begrip}
        return sorted(gevonden, key=lambda begrip: begrip.term.casefold())
