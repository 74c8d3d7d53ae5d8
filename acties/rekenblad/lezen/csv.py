"""Een CSV streng lezen: wat niet klopt, wordt geweigerd met de regel van het bestand erbij, en nooit half gelezen.

Het scheidingsteken volgt uit het hele bestand: het teken waarmee de meeste regels even breed zijn. Regels boven de tabel (een
titel) en eronder (een bron, een noot) horen er niet bij en komen apart terug.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from acties.rekenblad.lezen.fout import Bestandsfout

MAX_REGELS = 20_000
SCHEIDINGEN = "\t;,"  # in deze volgorde bij gelijke stand: een komma is ook een decimaalteken
_WIJST_SCHEIDING_AAN = re.compile(r"sep=([\t;,])\r?\n?", re.IGNORECASE)
_NOOT = re.compile(r"\s*(?:(?:bron|noot|toelichting|verklaring|let op)\s*:|©|\(c\)|\*|\d+\))", re.IGNORECASE)
_LOS_AANHALINGSTEKEN = (
    'Op regel {} staat een los aanhalingsteken ("). Alles erna hoort daardoor bij die ene cel. '
    "Haal het weg, of sluit de cel ermee af."
)
GEEN_CSV = "Dit bestand is niet te lezen. Bewaar het als Excelbestand (.xlsx) of als CSV UTF-8."

Regelfout = tuple[int, str]  # het nummer van de regel, en de zin
Rij = tuple[int, tuple[str, ...]]  # het nummer van de (eerste) regel in het bestand, vanaf 1, en de cellen


@dataclass(frozen=True, slots=True)
class Csv:
    """``rijen`` zijn alle even breed; ``titel`` en ``noten`` zijn de regels erboven en eronder.

    ``fouten``: per regel die niet past een zin die zegt wat er mis is. Staat er een in, dan is het bestand niet te gebruiken.
    """

    rijen: tuple[Rij, ...]
    titel: tuple[str, ...]
    noten: tuple[str, ...]
    scheiding: str
    fouten: tuple[Regelfout, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ontleed:
    scheiding: str
    rijen: list[Rij]
    fouten: list[Regelfout]

    @property
    def breedte(self) -> int:
        """De breedte van de meeste regels, bij gelijke stand de grootste; 1 als er geen tabel is."""
        keer = Counter(len(cellen) for _, cellen in self.rijen if len(cellen) > 1 and not is_noot(cellen[0]))
        return max(keer, key=lambda breedte: (keer[breedte], breedte), default=1)

    @property
    def aandeel(self) -> float:
        breedte = self.breedte
        van_tabel = [cellen for _, cellen in self.rijen if not is_noot(cellen[0])]
        return sum(len(cellen) == breedte > 1 for cellen in van_tabel) / max(1, len(van_tabel) + len(self.fouten))


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
    """De tabel in deze tekst; een regel die met een naam begint (``is_naam``), is een rij ervan.

    Fout: ``Bestandsfout``, met alle regels die niet kloppen.
    """
    gelezen = ontleed_csv(tekst, is_naam=is_naam)
    if gelezen.fouten:
        raise Bestandsfout(*(zin for _, zin in gelezen.fouten))
    return gelezen


def ontleed_csv(tekst: str, *, is_naam: Callable[[str], bool] = lambda _: False) -> Csv:
    """Als ``lees_csv``, met de regels die niet kloppen erbij in plaats van als fout: wie meer fouten zoekt, noemt ze samen."""
    tekst = tekst.removeprefix("\ufeff")
    if "\0" in tekst:
        raise Bestandsfout(GEEN_CSV)
    aangewezen = _WIJST_SCHEIDING_AAN.match(tekst)
    scheidingen = aangewezen[1] if aangewezen else SCHEIDINGEN
    lezing = max(
        (_ontleed(tekst, teken, bool(aangewezen)) for teken in scheidingen), key=lambda gelezen: gelezen.aandeel
    )
    return _afgebakend(lezing, is_naam)


def is_noot(tekst: str) -> bool:
    """Of een regel die zo begint van de bron is en geen rij: “Bron: CBS”, “© CBS”, “* voorlopig”."""
    return bool(_NOOT.match(tekst))


def _ontleed(tekst: str, scheiding: str, zonder_eerste: bool) -> _Ontleed:
    """De gevulde regels met dit scheidingsteken, en de regels met een los aanhalingsteken."""
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=scheiding, strict=True)
    rijen: list[Rij] = []
    fouten: list[Regelfout] = []
    while True:
        begin = lezer.line_num + 1
        try:
            cellen = next(lezer)
        except StopIteration:
            return _Ontleed(scheiding, rijen, fouten)
        except csv.Error:
            fouten.append((begin, _LOS_AANHALINGSTEKEN.format(begin)))
            continue
        if any(cel.strip() for cel in cellen) and not (zonder_eerste and begin == 1):
            rijen.append((begin, tuple(cellen)))
        if len(rijen) + len(fouten) > MAX_REGELS:
            raise Bestandsfout(f"Dit bestand heeft meer dan {MAX_REGELS} regels. Neem alleen wat je nodig hebt.")


def _afgebakend(lezing: _Ontleed, is_naam: Callable[[str], bool]) -> Csv:
    breedte, rijen = lezing.breedte, lezing.rijen
    passend = [plek for plek, (_, cellen) in enumerate(rijen) if len(cellen) == breedte]
    while breedte > 2 and not any(rijen[plek][1][breedte - 1].strip() for plek in passend):
        breedte -= 1  # elke regel eindigt op een scheidingsteken
    rijen = [(nummer, _zonder_lege_staart(cellen, breedte)) for nummer, cellen in rijen]
    passend = [plek for plek, (_, cellen) in enumerate(rijen) if len(cellen) == breedte]
    if not passend:
        return Csv((), tuple(map(_als_tekst, rijen)), (), lezing.scheiding, tuple(lezing.fouten))
    erboven, tabel, eronder = rijen[: passend[0]], rijen[passend[0] : passend[-1] + 1], rijen[passend[-1] + 1 :]
    kop_valt_af = is_naam(tabel[0][1][0])
    ongelijk = [
        *(rij for rij in erboven if is_naam(rij[1][0]) or (kop_valt_af and len(rij[1]) > 1)),
        *(rij for rij in tabel if len(rij[1]) != breedte),
        *(rij for rij in eronder if is_naam(rij[1][0]) or (len(rij[1]) > 1 and not is_noot(rij[1][0]))),
    ]
    fouten = [*lezing.fouten, *(_ongelijk(rij, breedte, lezing.scheiding) for rij in ongelijk)]
    return Csv(
        rijen=tuple(rij for rij in tabel if len(rij[1]) == breedte),
        titel=tuple(map(_als_tekst, erboven)),
        noten=tuple(map(_als_tekst, eronder)),
        scheiding=lezing.scheiding,
        fouten=tuple(sorted(fouten)),
    )


def _zonder_lege_staart(cellen: tuple[str, ...], breedte: int) -> tuple[str, ...]:
    """Een lege cel te veel aan het eind is geen cel. Een titel waar Excel lege cellen achter zette, houdt ze."""
    return cellen[:breedte] if not any(cel.strip() for cel in cellen[breedte:]) else cellen


def _als_tekst(rij: Rij) -> str:
    return " ".join(" ".join(cel.split()) for cel in rij[1] if cel.strip())


def _ongelijk(rij: Rij, breedte: int, scheiding: str) -> Regelfout:
    nummer, cellen = rij
    teken = {"\t": "tab"}.get(scheiding, scheiding)
    aantal = "1 cel" if len(cellen) == 1 else f"{len(cellen)} cellen"
    return nummer, (
        f"Regel {nummer} heeft {aantal} en de andere regels van de tabel {breedte}. Er ontbreekt daar een scheidingsteken "
        f"({teken}), of er staat er een te veel. Verbeter die regel."
    )
