"""Een CSV streng lezen: wat niet klopt, wordt geweigerd met de regel van het bestand erbij, en nooit half gelezen.

Het scheidingsteken volgt uit het hele bestand: het teken waarmee de meeste regels even breed zijn. Regels boven de tabel (een
titel) en eronder (een bron, een noot) horen er niet bij en komen apart terug.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from acties.rekenblad.lezen.fout import Bestandsfout

MAX_REGELS = 20_000
SCHEIDINGEN = "\t;,"  # in deze volgorde bij gelijke stand: een komma is ook een decimaalteken
_WIJST_SCHEIDING_AAN = re.compile(r"sep=([\t;,])\r?\n?", re.IGNORECASE)
_NOOT = re.compile(r"\s*(?:(?:bron|noot|toelichting|verklaring|let op)\s*:|©|\(c\)|\*|\d+\))", re.IGNORECASE)
GEEN_CSV = "Dit bestand is niet te lezen. Bewaar het als Excelbestand (.xlsx) of als CSV UTF-8."

Rij = tuple[int, tuple[str, ...]]  # het nummer van de (eerste) regel in het bestand, vanaf 1, en de cellen


@dataclass(frozen=True, slots=True)
class Csv:
    """``rijen`` zijn alle even breed; ``titel`` en ``noten`` zijn de regels erboven en eronder."""

    rijen: tuple[Rij, ...]
    titel: tuple[str, ...]
    noten: tuple[str, ...]
    scheiding: str


@dataclass(frozen=True, slots=True)
class _Ontleed:
    scheiding: str
    rijen: list[Rij]
    fout: str

    @property
    def breedte(self) -> int:
        """De breedte van de meeste regels, bij gelijke stand de grootste; 1 als er geen tabel is."""
        keer = Counter(len(cellen) for _, cellen in self.rijen if len(cellen) > 1 and not is_noot(cellen[0]))
        return max(keer, key=lambda breedte: (keer[breedte], breedte), default=1)

    @property
    def aandeel(self) -> float:
        breedte = self.breedte
        return sum(len(cellen) == breedte > 1 for _, cellen in self.rijen) / max(1, len(self.rijen))


def ontcijfer(inhoud: bytes) -> str:
    """De tekst van een bestand: UTF-8, UTF-16 met een merk, of wat een Nederlandse Windows schrijft."""
    met_merk = inhoud.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        tekst = inhoud.decode("utf-16") if met_merk else _ontcijfer_bytes(inhoud)
    except UnicodeDecodeError:
        raise Bestandsfout(GEEN_CSV) from None
    if "\0" in tekst:
        raise Bestandsfout(GEEN_CSV)
    return tekst


def _ontcijfer_bytes(inhoud: bytes) -> str:
    try:
        return inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        return inhoud.decode("cp1252")


def lees_csv(tekst: str, *, is_naam: Callable[[str], bool] = lambda _: False) -> Csv:
    """De tabel in deze tekst; een regel die met een naam begint (``is_naam``), is een rij ervan. Fout: ``Bestandsfout``."""
    tekst = tekst.removeprefix("\ufeff")
    if "\0" in tekst:
        raise Bestandsfout(GEEN_CSV)
    aangewezen = _WIJST_SCHEIDING_AAN.match(tekst)
    scheidingen = aangewezen[1] if aangewezen else SCHEIDINGEN
    lezing = max(
        (_ontleed(tekst, teken, bool(aangewezen)) for teken in scheidingen), key=lambda gelezen: gelezen.aandeel
    )
    if lezing.fout:
        raise Bestandsfout(lezing.fout)
    return _afgebakend(lezing, is_naam)


def is_noot(tekst: str) -> bool:
    """Of een regel die zo begint van de bron is en geen rij: “Bron: CBS”, “© CBS”, “* voorlopig”."""
    return bool(_NOOT.match(tekst))


def _ontleed(tekst: str, scheiding: str, zonder_eerste: bool) -> _Ontleed:
    """De gevulde regels met dit scheidingsteken; bij een fout tot daar, met de fout erbij."""
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=scheiding, strict=True)
    rijen: list[Rij] = []
    begin = 1
    try:
        for cellen in lezer:
            if any(cel.strip() for cel in cellen) and not (zonder_eerste and begin == 1):
                rijen.append((begin, tuple(cellen)))
            if len(rijen) > MAX_REGELS:
                fout = f"Dit bestand heeft meer dan {MAX_REGELS} regels. Neem alleen wat je nodig hebt."
                return _Ontleed(scheiding, rijen, fout)
            begin = lezer.line_num + 1
    except csv.Error:
        fout = (
            f'Op regel {begin} staat een los aanhalingsteken ("). Alles erna hoort daardoor bij die ene cel. '
            "Haal het weg, of sluit de cel ermee af."
        )
        return _Ontleed(scheiding, rijen, fout)
    return _Ontleed(scheiding, rijen, "")


def _afgebakend(lezing: _Ontleed, is_naam: Callable[[str], bool]) -> Csv:
    breedte, rijen = lezing.breedte, lezing.rijen
    passend = [plek for plek, (_, cellen) in enumerate(rijen) if len(cellen) == breedte]
    while breedte > 2 and not any(rijen[plek][1][breedte - 1].strip() for plek in passend):
        breedte -= 1  # elke regel eindigt op een scheidingsteken
    rijen = [(nummer, _zonder_lege_staart(cellen, breedte)) for nummer, cellen in rijen]
    passend = [plek for plek, (_, cellen) in enumerate(rijen) if len(cellen) == breedte]
    if not passend:
        return Csv((), tuple(map(_als_tekst, rijen)), (), lezing.scheiding)
    erboven, tabel, eronder = rijen[: passend[0]], rijen[passend[0] : passend[-1] + 1], rijen[passend[-1] + 1 :]
    kop_valt_af = is_naam(tabel[0][1][0])
    for nummer, cellen in erboven:
        if is_naam(cellen[0]) or (kop_valt_af and len(cellen) > 1):
            raise _ongelijk(nummer, cellen, breedte, lezing.scheiding)
    for nummer, cellen in tabel:
        if len(cellen) != breedte:
            raise _ongelijk(nummer, cellen, breedte, lezing.scheiding)
    for nummer, cellen in eronder:
        if is_naam(cellen[0]) or (len(cellen) > 1 and not is_noot(cellen[0])):
            raise _ongelijk(nummer, cellen, breedte, lezing.scheiding)
    return Csv(tuple(tabel), tuple(map(_als_tekst, erboven)), tuple(map(_als_tekst, eronder)), lezing.scheiding)


def _zonder_lege_staart(cellen: tuple[str, ...], breedte: int) -> tuple[str, ...]:
    """Een lege cel te veel aan het eind is geen cel. Een titel waar Excel lege cellen achter zette, houdt ze."""
    return cellen[:breedte] if not any(cel.strip() for cel in cellen[breedte:]) else cellen


def _als_tekst(rij: Rij) -> str:
    return " ".join(" ".join(cel.split()) for cel in rij[1] if cel.strip())


def _ongelijk(nummer: int, cellen: Sequence[str], breedte: int, scheiding: str) -> Bestandsfout:
    teken = {"\t": "tab"}.get(scheiding, scheiding)
    aantal = "1 cel" if len(cellen) == 1 else f"{len(cellen)} cellen"
    return Bestandsfout(
        f"Regel {nummer} heeft {aantal} en de andere regels van de tabel {breedte}. Er ontbreekt daar een scheidingsteken "
        f"({teken}), of er staat er een te veel. Verbeter die regel."
    )
