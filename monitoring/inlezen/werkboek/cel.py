"""De cellen van een rij van een werkboek. Elke fout noemt de cel, de waarde en wat je kunt doen."""

from collections.abc import Callable, Mapping
from typing import Any

from acties.rekenblad.lezen.fout import HELE_RIJ, Celfout, Onleesbaar
from acties.rekenblad.lezen.waarde import Keuzelijst, lees_geheel, lees_ja_nee, lees_tekst
from monitoring.inlezen.werkboek.ingevuld import Invulrij
from monitoring.inlezen.werkboek.vorm import INVULVELDEN, JA, KOERSWOORDEN, KOPPEN, STATUSWOORDEN


def celfout(letters: Mapping[str, str], regel: int, veld: str, tekst: str) -> Celfout:
    """Een fout in de cel van een veld, of in de hele rij als het veld geen kolom is."""
    plek = f"{letters[veld]}{regel}" if veld in letters else ""
    return Celfout(rij=regel, plek=plek, kolom=KOPPEN.get(veld, HELE_RIJ), uitleg=tekst)


def lees_rij(regel: int, cellen: Mapping[str, Any], letters: Mapping[str, str]) -> Invulrij:
    """``cellen``: per veld wat er staat; ``letters``: per veld de letter van zijn kolom."""
    fouten: list[Celfout] = []

    def lees(veld: str, lezer: Callable[[Any], Any]) -> Any:
        try:
            return lezer(cellen.get(veld))
        except ValueError as fout:
            fouten.append(celfout(letters, regel, veld, str(fout)))
            return None

    velden = {veld: lees(veld, _LEZERS[veld]) or "" for veld in INVULVELDEN}
    nummer = lees("nummer", _lees_nummer) if any(velden.values()) or fouten else _stil(cellen.get("nummer"))
    return Invulrij(
        regel=regel,
        nummer=nummer,
        actie=_stil(cellen.get("actie")),
        organisatie=str(cellen.get("organisatie") or ""),
        namens=str(cellen.get("namens") or ""),
        gebaseerd_op=_stil(cellen.get("gebaseerd_op")),
        velden=velden,
        fouten=tuple(fouten),
    )


def _stil(cel: Any) -> int | None:
    """Een getal zonder fout als het er niet staat: verborgen kolommen mogen zoek zijn."""
    try:
        return lees_geheel(cel)
    except ValueError:
        return None


def _anders(lees: Callable[[Any], Any], uitleg: str) -> Callable[[Any], Any]:
    """Leest hetzelfde; zegt met eigen woorden wat er mis is met wat er staat."""

    def lezer(cel: Any) -> Any:
        try:
            return lees(cel)
        except ValueError:
            if isinstance(cel, Onleesbaar):
                raise
            raise ValueError(f"“{str(cel)[:40]}” {uitleg}") from None

    return lezer


def _lees_regels(cel: Any) -> str:
    """Tekst zonder witruimte eromheen."""
    return lees_tekst(cel).strip()


def _lijst(woorden: Mapping[str, str]) -> Callable[[Any], str]:
    return Keuzelijst(woorden.items(), leeg=True, noem=" · ".join(woorden.values())).lees


_lees_nummer = _anders(lees_geheel, "is geen nummer van een actie. Zet het nummer terug.")
_lees_ja = _anders(lees_ja_nee, f"kan hier niet. Kies {JA}, of maak de cel leeg.")
_LEZERS: dict[str, Callable[[Any], Any]] = {
    "ongewijzigd": lambda cel: JA if _lees_ja(cel) else "",
    "status": _lijst(STATUSWOORDEN),
    "koers": _lijst(KOERSWOORDEN),
    "toelichting": _lees_regels,
    "bijsturing": _lees_regels,
}
