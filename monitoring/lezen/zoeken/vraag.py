"""Wat iemand typt, als woorden om op te zoeken. Geen enkel teken heeft een bijzondere betekenis."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from acties.constanten import lees_nummer

MAX_WOORDEN = 8
KORTSTE = 2  # zoveel letters heeft een woord waar op te zoeken is; een cijfer mag alleen staan
KORTSTE_VORM = 3  # een kortere vorm van een woord is zelden nog hetzelfde woord
VOOR, NA = 60, 140  # zoveel tekens van een tekst staan er hooguit voor en na de eerste treffer
_WOORD = re.compile(r"[^\W_]+")
_IN_TEKST = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_BEZIT = re.compile(r"['’]s\b")
_NUMMERWOORDEN = frozenset({"actie", "acties", "nr", "nummer"})
# Woorden die in elke zin staan: wie er ook andere typt, bedoelt die.
_KLEIN = re.compile(
    "de|het|een|en|of|in|op|van|voor|bij|met|aan|te|ten|ter|om|is|zijn|er|die|dat|dit|wie|wat|waar|hoe|welke|als|door|uit"
)


class Stuk(NamedTuple):
    """Een stuk tekst; ``raak`` als het een woord uit de vraag is."""

    tekst: str
    raak: bool


@dataclass(frozen=True, slots=True)
class Woord:
    """Een woord uit de vraag, gevouwen. Wat ermee begint telt, behalve bij een getal; van ``vormen`` alleen het hele woord."""

    tekst: str
    vormen: tuple[str, ...] = ()

    @property
    def heel(self) -> bool:
        return self.tekst.isdigit()

    def past(self, gevouwen_woord: str) -> bool:
        begint = gevouwen_woord == self.tekst if self.heel else gevouwen_woord.startswith(self.tekst)
        return begint or gevouwen_woord in self.vormen


@dataclass(frozen=True, slots=True)
class Vraag:
    """``tekst``: zoals getypt. ``nummer``: van de actie waar naar gevraagd wordt, of ``None``."""

    tekst: str
    woorden: tuple[Woord, ...]
    nummer: int | None

    def __bool__(self) -> bool:
        return bool(self.woorden)

    def gemarkeerd(self, tekst: str) -> list[Stuk]:
        """De hele tekst in stukken, met elk woord dat past apart."""
        tekst = unicodedata.normalize("NFC", tekst)
        stukken, begin = [], 0
        for plek in self._treffers(tekst):
            if plek.start() > begin:
                stukken.append(Stuk(tekst[begin : plek.start()], raak=False))
            stukken.append(Stuk(plek.group(), raak=True))
            begin = plek.end()
        return [*stukken, Stuk(tekst[begin:], raak=False)] if begin < len(tekst) else stukken

    def fragment(self, *teksten: str) -> list[Stuk]:
        """Het stuk rond de eerste treffer, uit de eerste tekst waar er een in staat; anders het begin van de eerste tekst."""
        for tekst in teksten:
            schoon = " ".join(unicodedata.normalize("NFC", tekst).split())
            plek = next(self._treffers(schoon), None)
            if plek:
                return self.gemarkeerd(_knip(schoon, plek.start() - VOOR, plek.end() + NA))
        return self.gemarkeerd(_knip(" ".join(teksten[0].split()), 0, VOOR + NA)) if teksten else []

    def _treffers(self, tekst: str) -> Iterator[re.Match[str]]:
        for plek in _IN_TEKST.finditer(tekst):
            woord = vouw(plek.group())
            if any(gevraagd.past(woord) for gevraagd in self.woorden):
                yield plek


def lees_vraag(tekst: str) -> Vraag:
    """Zonder woord om op te zoeken is de vraag leeg: ``bool(vraag)`` is dan ``False``."""
    gevonden = list(dict.fromkeys(_WOORD.findall(vouw(_BEZIT.sub("", tekst)))))
    bruikbaar = [woord for woord in gevonden if len(woord) >= KORTSTE or woord.isdigit()]
    kern = [woord for woord in bruikbaar if not _KLEIN.fullmatch(woord)] or bruikbaar
    woorden = tuple(Woord(woord, _vormen(woord)) for woord in kern[:MAX_WOORDEN])
    return Vraag(" ".join(tekst.split()), woorden, _nummer(kern))


def vouw(tekst: str) -> str:
    """Zonder accenten en hoofdletters, zoals de indexen van de database het doen."""
    kaal = (teken for teken in unicodedata.normalize("NFD", tekst) if not "\u0300" <= teken <= "\u036f")
    return "".join(kaal).lower()


def _nummer(woorden: list[str]) -> int | None:
    """“14”, “actie 14” en “L1”: het nummer als er verder niets wordt gevraagd."""
    rest = [woord for woord in woorden if woord not in _NUMMERWOORDEN]
    return lees_nummer(rest[0]) if len(rest) == 1 else None


_DUBBEL = re.compile(r"(.*)([aeou])\2([bcdfghjklmnpqrstvwxz])")
_OPEN = re.compile(r"(.*[bcdfghjklmnpqrstvwxz])([aeou])([bcdfghjklmnpqrstvwxz])")
_HARD = {"v": "f", "z": "s"}
_ZACHT = {"f": "ven", "s": "zen"}


def _vormen(woord: str) -> tuple[str, ...]:
    """Enkelvoud bij meervoud en omgekeerd, volgens de gewone spelling: “scholen” en “school”, “brieven” en “brief”.

    Wat met het woord zelf begint (“gemeente” en “gemeenten”) hoeft er niet bij.
    """
    if len(woord) < KORTSTE_VORM + 1 or woord.isdigit():
        return ()
    vormen: set[str] = set()
    if woord.endswith("en"):
        vormen |= {woord[:-1], *_enkelvouden(woord[:-2])}
    elif woord.endswith("e"):
        vormen |= _enkelvouden(woord[:-1])
    elif woord.endswith("s"):
        vormen.add(woord[:-1])
    if dubbel := _DUBBEL.fullmatch(woord):
        kern = "".join(dubbel.groups())
        vormen |= {f"{kern}en", f"{kern}e"}
    if woord[-1] in _ZACHT:
        vormen.add(woord[:-1] + _ZACHT[woord[-1]])
    return tuple(sorted(vorm for vorm in vormen - {woord} if len(vorm) >= KORTSTE_VORM))


def _enkelvouden(kern: str) -> set[str]:
    if kern[-2:-1] == kern[-1:]:
        return {kern[:-1]}  # gezinn(en)
    vormen = {kern}
    hard = kern[:-1] + _HARD.get(kern[-1:], kern[-1:])
    vormen.add(hard)  # briev(en), huiz(en)
    if lang := _OPEN.fullmatch(hard):
        voor, klinker, slot = lang.groups()
        vormen.add(f"{voor}{klinker}{klinker}{slot}")  # schol(en), lokal(e)
    return vormen


def _knip(tekst: str, van: int, tot: int) -> str:
    """Dit stuk, tot hele woorden ingekort, met een beletselteken waar iets weg is."""
    begin = tekst.find(" ", van) + 1 if van > 0 else 0
    einde = tekst.rfind(" ", 0, tot) if tot < len(tekst) else len(tekst)
    begin, einde = (begin if van < begin < tot else max(van, 0)), (einde if einde > van else tot)
    return f"{'… ' if begin else ''}{tekst[begin:einde]}{' …' if einde < len(tekst) else ''}"
