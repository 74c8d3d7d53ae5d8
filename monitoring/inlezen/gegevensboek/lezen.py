"""Een werkmap lezen: alle bladen die we kennen, binnen vaste grenzen, met rijnummers zoals Excel ze telt."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

import openpyxl

from acties.rekenblad.lezen.fout import Bestandsfout
from acties.rekenblad.lezen.grenzen import MAX_BESTAND, MEGABYTE
from acties.rekenblad.lezen.lezen import (
    FOUTWAARDEN,
    MAX_CELTEKST,
    MAX_KOLOMMEN,
    MAX_RIJEN,
    MAX_UITGEPAKT,
    Ruimte,
    controleer_werkmap,
)
from monitoring.inlezen.gegevensboek.lange_tekst import LANGE_TEKSTEN, samenvoegen
from monitoring.inlezen.gegevensboek.tabellen import OP_BLAD

UITLEG = "Uitleg"
KEUZES = "Keuzes"
MAX_TEKENS = 2_000_000  # van “<”: 12.000 rijen van 20 gevulde cellen hebben er 1,7 miljoen
_EXCELCODE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Bladrijen:
    """De kop en de rijen van één blad: rijnummer en cellen, zo breed als de kop."""

    koppen: tuple[str, ...]
    rijen: tuple[tuple[int, tuple[Any, ...]], ...]


@dataclass(frozen=True, slots=True)
class Boek:
    """Wat er in de werkmap stond, per blad. ``naam`` is die van het bestand, alleen om te tonen."""

    naam: str
    bladen: dict[str, Bladrijen]

    @property
    def aantal(self) -> int:
        return sum(len(blad.rijen) for blad in self.bladen.values())


@dataclass(frozen=True, slots=True)
class Grenzen:
    """Hoe groot een bestand mag zijn. Wie ``manage.py`` mag draaien, heeft ruimere grenzen dan een bezoeker van de site."""

    bestand: int = MAX_BESTAND
    uitgepakt: int = MAX_UITGEPAKT
    tekens: int | None = MAX_TEKENS
    rijen: int = MAX_RIJEN


SITE = Grenzen()
OPDRACHT = Grenzen(bestand=2000 * MEGABYTE, uitgepakt=20_000 * MEGABYTE, tekens=None, rijen=5_000_000)


def lees_boek(inhoud: bytes, naam: str = "", *, grenzen: Grenzen = SITE) -> Boek:
    """Lees een werkmap. Fout: ``Bestandsfout``, met één zin die zegt wat er is en wat je kunt doen."""
    if len(inhoud) > grenzen.bestand:
        raise Bestandsfout(f"Het bestand is groter dan {grenzen.bestand // MEGABYTE} MB. Splits het in delen.")
    if not inhoud.startswith(b"PK"):
        raise Bestandsfout("Dit is geen Excelwerkmap. Bewaar het bestand als Excelbestand (.xlsx).")
    controleer_werkmap(inhoud, Ruimte(omvang=grenzen.uitgepakt, tekens=grenzen.tekens))
    try:
        return _lees(inhoud, naam, grenzen)
    except Bestandsfout:
        raise
    except Exception as fout:  # openpyxl geeft bij een kapot bestand elke denkbare fout
        raise Bestandsfout("Deze Excelwerkmap is beschadigd. Open haar in Excel en bewaar haar opnieuw.") from fout


def _lees(inhoud: bytes, naam: str, grenzen: Grenzen) -> Boek:
    werkmap = openpyxl.load_workbook(io.BytesIO(inhoud), read_only=True, data_only=True, keep_links=False)
    over, bladen, lang = grenzen.rijen, {}, {}
    for blad in werkmap.worksheets:
        titel = blad.title.strip()
        if titel in (UITLEG, KEUZES):
            continue
        if titel != LANGE_TEKSTEN and titel not in OP_BLAD:
            raise Bestandsfout(f"Blad “{titel[:40]}” is onbekend. De bladen zijn: {', '.join(OP_BLAD)}.")
        blad.reset_dimensions()
        rijen = _Bladlezer(titel, blad.iter_rows(values_only=True), over).lees()
        over -= len(rijen.rijen)
        if titel == LANGE_TEKSTEN:
            lang = samenvoegen(rijen.rijen)
        else:
            bladen[titel] = rijen
    if not bladen:
        raise Bestandsfout("In deze werkmap staat geen blad met gegevens. Begin met de lege werkmap van deze site.")
    if lang:
        bladen = {titel: _met_lange(rijen, lang) for titel, rijen in bladen.items()}
    return Boek(naam=naam, bladen=bladen)


class _Bladlezer:
    """Eén blad. Een lege rij telt niet; een kop die twee keer voorkomt of een waarde zonder kop is een fout."""

    def __init__(self, titel: str, rijen: Iterator[tuple[Any, ...]], over: int):
        self.titel, self.rijen, self.over = titel, rijen, over

    def lees(self) -> Bladrijen:
        koppen = self._koppen(next(self.rijen, ()))
        breedte = len(koppen)
        gelezen: list[tuple[int, tuple[Any, ...]]] = []
        for nummer, rij in enumerate(self.rijen, start=2):
            if nummer - len(gelezen) > MAX_RIJEN + self.over:
                break  # alleen nog lege rijen
            if all(cel is None or cel == "" for cel in rij):
                continue
            if len(gelezen) >= self.over:
                raise Bestandsfout("De werkmap heeft te veel rijen. Splits haar in delen van hooguit 12.000 rijen.")
            gelezen.append((nummer, self._cellen(nummer, rij, breedte)))
        return Bladrijen(koppen=koppen, rijen=tuple(gelezen))

    def _koppen(self, rij: Sequence[Any]) -> tuple[str, ...]:
        koppen = ["" if cel is None else str(cel).strip() for cel in rij[: 10 * MAX_KOLOMMEN]]
        while koppen and not koppen[-1]:
            koppen.pop()
        if len(koppen) > MAX_KOLOMMEN:
            raise Bestandsfout(f"Blad {self.titel} heeft meer dan {MAX_KOLOMMEN} kolommen.")
        for kop in koppen:
            if koppen.count(kop) > 1:
                raise Bestandsfout(f"Blad {self.titel}: kolom “{kop[:40]}” staat {koppen.count(kop)} keer in rij 1.")
        return tuple(koppen)

    def _cellen(self, nummer: int, rij: tuple[Any, ...], breedte: int) -> tuple[Any, ...]:
        if len(rij) > breedte:
            for cel in rij[breedte:]:
                if cel not in (None, ""):
                    raise Bestandsfout(
                        f"Blad {self.titel}, rij {nummer}: “{str(cel)[:40]}” staat in een kolom zonder naam in rij 1."
                    )
            rij = rij[:breedte]
        cellen = [self._cel(nummer, plaats, cel) for plaats, cel in enumerate(rij, 1)]
        return (*cellen, *[None] * (breedte - len(cellen)))

    def _cel(self, nummer: int, plaats: int, cel: Any) -> Any:
        if isinstance(cel, str):
            if cel in FOUTWAARDEN:
                raise Bestandsfout(
                    f"Blad {self.titel}, rij {nummer}, kolom {plaats}: de foutwaarde {cel}. Herstel de formule."
                )
            if len(cel) >= MAX_CELTEKST:
                raise Bestandsfout(
                    f"Blad {self.titel}, rij {nummer}, kolom {plaats}: deze tekst is te lang voor een cel en is afgekapt."
                )
            return _EXCELCODE.sub(_teken, cel) if "_x" in cel else cel
        if type(cel) is datetime and cel.time() == time():
            return cel.date()
        return cel


def _teken(code: re.Match[str]) -> str:
    """Excel schrijft een teken dat niet in XML past als _x000D_. Nul en halve tekens kan geen database bewaren."""
    nummer = int(code.group(1), 16)
    return code.group() if nummer == 0 or 0xD800 <= nummer <= 0xDFFF else chr(nummer)


def _met_lange(blad: Bladrijen, lang: dict[str, str]) -> Bladrijen:
    rijen = (
        (nummer, tuple(lang.get(cel, cel) if isinstance(cel, str) else cel for cel in cellen))
        for nummer, cellen in blad.rijen
    )
    return Bladrijen(koppen=blad.koppen, rijen=tuple(rijen))
