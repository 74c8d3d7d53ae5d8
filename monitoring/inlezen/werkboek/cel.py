"""Wat er in een cel van een werkboek mag staan. Elke fout noemt de cel, de waarde en wat je kunt doen."""

import re
from datetime import date
from typing import Any

from openpyxl.utils import get_column_letter

from acties.rekenblad.lezen.kolommen import JA as JAWOORDEN
from acties.rekenblad.lezen.kolommen import NEE as NEEWOORDEN
from acties.rekenblad.lezen.lezen import MAX_CELTEKST
from monitoring.datum import datum_tekst
from monitoring.inlezen.werkboek.ingevuld import Celfout, Invulrij
from monitoring.inlezen.werkboek.vorm import INVULVELDEN, JA, KOERSWOORDEN, KOPPEN, STATUSWOORDEN, kern, plat

_STUURTEKEN = re.compile(r"_x00(?:0[0-8BCEFbcef]|1[0-9A-Fa-f])_")
_MEEST_GETOOND = 40
_CODES = {
    "status": {kern(woord): code for code, woord in STATUSWOORDEN.items()},
    "koers": {kern(woord): code for code, woord in KOERSWOORDEN.items()},
}


class Onleesbaar(ValueError):
    """Deze cel is niet te lezen; de tekst zegt waarom en wat je kunt doen."""


def lees_rij(regel: int, cellen: dict[int, Any], plaatsen: dict[str, int]) -> Invulrij:
    fouten: list[Celfout] = []

    def lees(veld: str, lezer: Any) -> Any:
        cel = cellen.get(plaatsen.get(veld, 0))
        if cel is None:
            return None
        try:
            return lezer(cel)
        except Onleesbaar as fout:
            plek = f"{get_column_letter(plaatsen[veld])}{regel}"
            fouten.append(Celfout(regel, plek, KOPPEN[veld], str(fout)))
            return None

    velden = {veld: lees(veld, _LEZERS[veld]) or "" for veld in INVULVELDEN}
    nummer = lees("nummer", lees_nummer) if any(velden.values()) or fouten else _stil(cellen, plaatsen, "nummer")
    return Invulrij(
        regel=regel,
        nummer=nummer,
        actie=_stil(cellen, plaatsen, "actie"),
        organisatie=str(getattr(cellen.get(plaatsen.get("organisatie", 0)), "value", "") or ""),
        gebaseerd_op=_stil(cellen, plaatsen, "gebaseerd_op"),
        velden=velden,
        fouten=tuple(fouten),
    )


def _stil(cellen: dict[int, Any], plaatsen: dict[str, int], veld: str) -> int | None:
    """Een getal zonder fout als het er niet staat: verborgen kolommen mogen zoek zijn."""
    cel = cellen.get(plaatsen.get(veld, 0))
    return None if cel is None else _geheel(cel.value)


def _geheel(waarde: Any) -> int | None:
    if isinstance(waarde, bool):
        return None
    if isinstance(waarde, float):
        return int(waarde) if waarde == waarde and abs(waarde) < 10**15 and waarde.is_integer() else None
    if isinstance(waarde, int):
        return waarde
    tekst = str(waarde).strip()
    return int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) <= 15 else None


def lees_nummer(cel: Any) -> int:
    nummer = _geheel(cel.value)
    if nummer is None:
        raise Onleesbaar(f"“{_kort(cel.value)}” is geen nummer van een actie. Zet het nummer terug.")
    return nummer


def lees_tekst(cel: Any) -> str:
    """Tekst zonder witruimte eromheen. Een heel getal mag; al het andere dat geen tekst is, wordt geweigerd."""
    waarde = cel.value
    if cel.data_type == "e":
        raise Onleesbaar(f"Hier staat de foutwaarde {_kort(waarde)}. Maak de cel leeg of typ de tekst zelf.")
    if cel.data_type == "f":
        raise Onleesbaar(f"Hier staat een formule zonder uitkomst ({_kort(waarde)}). Typ de tekst zelf.")
    if isinstance(waarde, int) and not isinstance(waarde, bool):
        return str(waarde)
    if not isinstance(waarde, str):
        raise Onleesbaar(f"“{_kort(waarde)}” is geen tekst. Zet de cel op tekst en typ de waarde opnieuw.")
    if len(waarde) >= MAX_CELTEKST:
        raise Onleesbaar("Deze tekst is te lang voor een cel en is afgekapt. Maak hem korter.")
    tekst = waarde.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()
    if _STUURTEKEN.search(tekst):
        raise Onleesbaar("In de tekst staat een onzichtbaar stuurteken. Typ dat stuk opnieuw.")
    return tekst


def _lees_keuze(veld: str) -> Any:
    def lees(cel: Any) -> str:
        woord = lees_tekst(cel)
        if woord and kern(woord) not in _CODES[veld]:
            woorden = STATUSWOORDEN if veld == "status" else KOERSWOORDEN
            raise Onleesbaar(f"“{_kort(woord)}” kan hier niet. Kies uit: {' · '.join(woorden.values())}")
        return _CODES[veld].get(kern(woord), "")

    return lees


def lees_ongewijzigd(cel: Any) -> str:
    woord = "ja" if cel.value is True else "nee" if cel.value is False else plat(lees_tekst(cel))
    if woord not in JAWOORDEN | NEEWOORDEN:
        raise Onleesbaar(f"“{_kort(cel.value)}” kan hier niet. Kies {JA}, of maak de cel leeg.")
    return JA if woord in JAWOORDEN else ""


def _kort(waarde: Any) -> str:
    if isinstance(waarde, date):
        return datum_tekst(waarde)
    return " ".join(str(waarde).split())[:_MEEST_GETOOND]


_LEZERS = {
    "ongewijzigd": lees_ongewijzigd,
    "status": _lees_keuze("status"),
    "koers": _lees_keuze("koers"),
    "toelichting": lees_tekst,
    "bijsturing": lees_tekst,
}
