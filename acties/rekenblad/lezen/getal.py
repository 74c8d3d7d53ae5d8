"""Getallen in tekst: wat een punt en een komma betekenen, beslist de hele kolom en niet de cel.

“12.5” en “0.125” kunnen alleen een decimale punt hebben, “12,5” en “12.345.678” alleen een decimale komma. “1.234” kan beide:
dan beslist de rest van de kolom. Zegt die ook niets, dan blijft er twijfel en moet een mens kiezen.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

MAX_TEKENS = 24
_SPATIES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")


class Notatie(StrEnum):
    """Het decimaalteken; het andere teken staat dan tussen duizendtallen."""

    KOMMA = "komma"
    PUNT = "punt"

    @property
    def andere(self) -> "Notatie":
        return Notatie.PUNT if self is Notatie.KOMMA else Notatie.KOMMA


@dataclass(frozen=True, slots=True)
class Twijfel:
    """Een getal uit de kolom dat op twee manieren te lezen is, met beide waarden."""

    tekst: str
    komma: Decimal
    punt: Decimal


def _patroon(decimaal: str, duizend: str) -> re.Pattern[str]:
    # Een groep duizendtallen begint nooit met een nul: “0.125” is geen honderdvijfentwintig.
    geheel = rf"(?:\d+|[1-9]\d{{0,2}}(?:{duizend}\d{{3}})+|[1-9]\d{{0,2}}(?: \d{{3}})+)"
    return re.compile(rf"[-+]?(?:{geheel}(?:{decimaal}\d+)?|{decimaal}\d+)", re.ASCII)


_PATROON = {Notatie.KOMMA: _patroon(",", r"\."), Notatie.PUNT: _patroon(r"\.", ",")}


def lees_getal(tekst: str, notatie: Notatie) -> Decimal | None:
    """“1.234,5”, “12,5 %” of “1 234” bij een decimale komma; ``None`` als dit in deze notatie geen getal is."""
    kaal = _kaal(tekst)
    if len(kaal) > MAX_TEKENS or not _PATROON[notatie].fullmatch(kaal):
        return None
    duizend = "." if notatie is Notatie.KOMMA else ","
    return Decimal(kaal.replace(" ", "").replace(duizend, "").replace(",", "."))


def is_getal(tekst: str) -> bool:
    return any(lees_getal(tekst, notatie) is not None for notatie in Notatie)


def notatie_van(kolom: Iterable[str], *, gescheiden_door_komma: bool = False) -> Notatie | Twijfel:
    """De notatie van de hele kolom, of de twijfel als beide mogelijk blijven. Wat geen getal is, telt niet mee.

    ``gescheiden_door_komma``: een bestand met komma's tussen de cellen schrijft zijn getallen met een punt.
    Staan er in één kolom bewijzen voor beide, dan geldt wat het meest voorkomt; de andere cellen zijn dan niet te lezen.
    """
    bewijs = dict.fromkeys(Notatie, 0)
    twijfels: list[Twijfel] = []
    for tekst in kolom:
        komma, punt = (lees_getal(tekst, notatie) for notatie in (Notatie.KOMMA, Notatie.PUNT))
        if komma == punt:
            continue
        if komma is not None and punt is not None:
            twijfels.append(Twijfel(_kaal(tekst), komma, punt))
        else:
            bewijs[Notatie.PUNT if komma is None else Notatie.KOMMA] += 1
    if any(bewijs.values()):
        return max(Notatie, key=bewijs.__getitem__)
    if twijfels and not (gescheiden_door_komma and all("." in twijfel.tekst for twijfel in twijfels)):
        return twijfels[0]
    return Notatie.PUNT if twijfels else Notatie.KOMMA


def _kaal(tekst: str) -> str:
    """Zonder procent- of euroteken en met gewone spaties en mintekens."""
    plat = _SPATIES.sub(" ", tekst).replace("\N{MINUS SIGN}", "-").strip(" ")
    return plat.removeprefix("€").removesuffix("%").strip(" ")
