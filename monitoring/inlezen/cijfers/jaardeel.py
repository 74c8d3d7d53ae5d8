"""Een kolom die zegt welk deel van het jaar een cijfer heeft, en een kop die zegt dat een jaar een schooljaar is.

Zonder hen leek een kwartaal zijn jaar. Wat samen geen periode geeft (“week 3”), is er geen: dan wordt het cijfer een fout.
"""

import re
from collections.abc import Sequence

from acties.rekenblad.lezen.periode import Periode, Periodesoort, lees_periode

_DEELKOP = re.compile(
    r"(kwartaal|half ?jaar|semester|maand|week|trimester|tertaal|periode|deel van het jaar)(?:en|naam|nummer| ?nr\.?)?",
    re.IGNORECASE,
)
_HEEL_JAAR = {"", "jaar", "heel jaar", "hele jaar", "het hele jaar", "jaarcijfer", "jaartotaal", "totaal"}
_SCHOOL = re.compile(r"school|studie|cursus", re.IGNORECASE)
_NUMMER = {
    "kwartaal": "{jaar}KW{nummer:02}",
    "halfjaar": "{jaar}HJ{nummer:02}",
    "semester": "{jaar}HJ{nummer:02}",
    "maand": "{jaar}MM{nummer:02}",
}


def is_deelkolom(kop: str, gevuld: Sequence[str]) -> bool:
    """“Kwartaal”, of een kolom waarin overal een deel van een jaar staat: “januari”, “1e halfjaar”."""
    if _DEELKOP.fullmatch(kop.strip()):
        return not any(map(lees_periode, gevuld))
    delen = [tekst for tekst in gevuld if tekst.casefold() not in _HEEL_JAAR]
    return bool(delen) and all(_is_deel(tekst) for tekst in delen)


def met_deel(jaar: str, deel: str, kop: str) -> str:
    """De periode als tekst: “2021” en 3 onder “Kwartaal” is het derde kwartaal. Het sterretje van het jaar blijft."""
    gelezen = lees_periode(jaar)
    if gelezen is None or gelezen.soort is not Periodesoort.JAAR or deel.casefold() in _HEEL_JAAR:
        return jaar
    ster = "*" if gelezen.voorlopig else ""
    soort = _DEELKOP.fullmatch(kop.strip())
    vorm = _NUMMER.get(soort[1].casefold().replace(" ", "")) if soort else None
    if vorm and deel.isascii() and deel.isdigit():
        return vorm.format(jaar=gelezen.tekst, nummer=int(deel)) + ster
    los = f"{kop} {deel}" if deel.isdigit() else deel
    return f"{los} {gelezen.tekst}{ster}"


def periode_onder(tekst: str, kop: str) -> Periode | None:
    """De periode in een cel of kop; “2021-2022” onder een kop met schooljaar is er één, en geen twee jaren."""
    gelezen = lees_periode(tekst)
    if gelezen and gelezen.soort is Periodesoort.JAREN and _SCHOOL.search(kop):
        return lees_periode(f"schooljaar {tekst}") or gelezen
    return gelezen


def _is_deel(tekst: str) -> bool:
    gelezen = lees_periode(f"{tekst} 2020")
    return gelezen is not None and gelezen.soort is not Periodesoort.JAAR and not lees_periode(tekst)
