"""Van een blad naar een tabel: onder elke kop haar cellen. Een bestand met één tabel mag ook een CSV zijn."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import tablib
from openpyxl.utils import get_column_letter

from acties.rekenblad.lezen.formule import zonder_wacht
from acties.rekenblad.lezen.fout import Bestandsfout, Onleesbaar
from acties.rekenblad.lezen.grenzen import MAX_KOLOMMEN, MAX_RIJEN, toets_omvang
from acties.rekenblad.lezen.lange_tekst import vul_in
from acties.rekenblad.lezen.naam import gevouwen
from acties.rekenblad.lezen.soort import is_werkmap
from acties.rekenblad.lezen.werkmap import Blad, begrensd, foutwaarde, lees_werkmap
from acties.woorden import CEL, FORMULE

MEEST_GENOEMD = 20
FOUTWAARDEN = {
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
    "#N/B", "#VERW!", "#WAARDE!", "#DEEL/0!", "#NAAM?", "#LEEG!", "#GETAL!", "#OVERLOPEN!", "#BEREKENEN!",
}  # fmt: skip
NIET_TE_LEZEN = "Dit bestand is niet te lezen. Bewaar het als Excelbestand (.xlsx) of als CSV UTF-8."

Rijen = tuple[tuple[int, tuple[Any, ...]], ...]


@dataclass(frozen=True, slots=True)
class Tabelblad:
    """De tabel op een blad. ``koppen``: de naam van elke kolom die er een heeft, ``letters`` waar zij staat.

    ``rijen``: rijnummer en cellen, zo breed als ``koppen``. ``opmerkingen``: wat wie het bestand maakte moet weten.
    """

    koppen: tuple[str, ...]
    rijen: Rijen
    koprij: int = 1
    letters: tuple[str, ...] = ()
    opmerkingen: tuple[str, ...] = ()


def lees_tabel(
    blad: Blad,
    namen: Mapping[str, str],
    *,
    koprij: int = 0,
    nemen: Callable[[str], bool] = bool,
    kantlijn: bool = False,
) -> Tabelblad:
    """De tabel onder de rij met koppen: ``koprij``, of anders de eerste rij waar iets in staat. Fout: ``Bestandsfout``.

    ``namen``: van een gevouwen kop naar de naam van de kolom, zo gevonden hoe de kop ook is geschreven. Wat de formules in de
    kolommen uit ``nemen`` zeggen, wordt gemeld. Met ``kantlijn`` mag er naast de tabel iets staan; dat wordt gemeld.
    """
    return _Tabellezer(blad, namen, koprij).lees(nemen, kantlijn=kantlijn)


class _Tabellezer:
    def __init__(self, blad: Blad, namen: Mapping[str, str], koprij: int):
        self.blad, self.waar = blad, f"Blad {blad.naam}" if blad.naam else "Het bestand"
        self.koprij, kop = next(((nummer, rij) for nummer, rij in blad.rijen if nummer >= koprij), (1, []))
        gelezen = {plaats: self._kop(plaats, cel, namen) for plaats, cel in enumerate(kop)}
        self.koppen = {plaats: naam for plaats, naam in gelezen.items() if naam}
        self.breedte = max(self.koppen, default=-1) + 1
        self._toets(set(namen.values()))

    def _kop(self, plaats: int, cel: Any, namen: Mapping[str, str]) -> str:
        if isinstance(cel, Onleesbaar):
            raise Bestandsfout(f"{self.waar}, cel {self._plek(plaats, self.koprij)}: {cel.uitleg}")
        kop = "" if cel is None else " ".join(str(cel).split())
        return namen.get(gevouwen(kop), kop)

    def _plek(self, plaats: int, rij: int) -> str:
        return f"{get_column_letter(plaats + 1)}{rij}"

    def _toets(self, bekend: set[str]) -> None:
        """Koppen die elkaar tegenspreken, te veel kolommen, en samengevoegde cellen in de tabel."""
        if len(self.koppen) > MAX_KOLOMMEN:
            raise Bestandsfout(f"{self.waar} heeft meer dan {MAX_KOLOMMEN} kolommen.")
        eerste: dict[str, int] = {}
        for plaats, kop in self.koppen.items():
            if kop in bekend and eerste.setdefault(kop, plaats) != plaats:
                plekken = " en ".join(self._plek(deel, self.koprij) for deel in (eerste[kop], plaats))
                raise Bestandsfout(
                    f"Kolom “{kop}” staat twee keer op blad “{self.blad.naam}”: in {plekken}. Laat er één staan."
                )
        laatste = self.blad.rijen[-1][0] if self.blad.rijen else 0
        for bereik, links, boven, onder in self.blad.samengevoegd:
            if links <= self.breedte and onder >= self.koprij and boven <= laatste:
                raise Bestandsfout(f"Op blad “{self.blad.naam}” zijn de cellen {bereik} samengevoegd. Splits ze weer.")

    def lees(self, nemen: Callable[[str], bool], *, kantlijn: bool) -> Tabelblad:
        rijen, ernaast = [], []
        for nummer, cellen in self.blad.rijen:
            if nummer <= self.koprij:
                continue
            rij = self._cellen(cellen)
            if len(cellen) > self.breedte or len(rij) < self.breedte:
                ernaast += [
                    (nummer, plaats, cel)
                    for plaats, cel in enumerate(cellen)
                    if plaats not in self.koppen and cel not in (None, "")
                ]
            if any(cel is not None and cel != "" for cel in rij):
                rijen.append((nummer, rij))
        if ernaast and not kantlijn:
            nummer, _, cel = ernaast[0]
            wie = f"{self.waar}, rij" if self.blad.naam else "Rij"
            raise Bestandsfout(
                f"{wie} {nummer}: “{str(cel)[:40]}” staat in een kolom zonder naam in rij {self.koprij}."
            )
        return Tabelblad(
            koppen=tuple(self.koppen.values()),
            rijen=tuple(rijen),
            koprij=self.koprij,
            letters=tuple(get_column_letter(plaats + 1) for plaats in self.koppen),
            opmerkingen=(*self._bij_formules(nemen), *self._bij_kantlijn(ernaast)),
        )

    def _cellen(self, cellen: list[Any]) -> tuple[Any, ...]:
        """De cellen onder de koppen."""
        heel = (*cellen[: self.breedte], *[None] * (self.breedte - len(cellen)))
        return heel if len(self.koppen) == self.breedte else tuple(heel[plaats] for plaats in self.koppen)

    def _bij_formules(self, nemen: Callable[[str], bool]) -> Iterator[str]:
        plekken = [
            f"{self._plek(plaats - 1, nummer)} ({self.koppen[plaats - 1]})"
            for nummer, plaats in sorted(self.blad.formules)
            if nummer > self.koprij and plaats - 1 in self.koppen and nemen(self.koppen[plaats - 1])
        ]
        for plek in plekken[:MEEST_GENOEMD]:
            yield (
                f"Blad “{self.blad.naam}”, cel {plek}: hier staat een formule. We lezen haar uitkomst. Klopt die niet, typ dan "
                "zelf wat er moet staan."
            )
        if len(plekken) > MEEST_GENOEMD:
            over = len(plekken) - MEEST_GENOEMD
            yield f"Blad “{self.blad.naam}”: nog {FORMULE.aantal(over)}. Ook daarvan lezen we de uitkomst."

    def _bij_kantlijn(self, ernaast: list[tuple[int, int, Any]]) -> Iterator[str]:
        for nummer, plaats, cel in ernaast[:MEEST_GENOEMD]:
            yield (
                f"Blad “{self.blad.naam}”, cel {self._plek(plaats, nummer)}: “{str(cel)[:40]}” staat naast de tabel, in een "
                "kolom zonder kop. Dat lezen we niet in."
            )
        if len(ernaast) > MEEST_GENOEMD:
            cellen = CEL.aantal(len(ernaast) - MEEST_GENOEMD)
            yield f"Blad “{self.blad.naam}”: nog {cellen} naast de tabel lezen we niet in."


def lees_bestand(inhoud: bytes | None) -> tablib.Dataset:
    """De rijen van het eerste zichtbare blad waar iets op staat, of van een CSV.

    Met ``regelnummers`` zoals Excel ze telt en ``opmerkingen``. Lege rijen vallen weg.
    """
    if inhoud is None:
        raise Bestandsfout("Het bestand is niet meer beschikbaar. Kies het opnieuw.")
    toets_omvang(len(inhoud))
    gevuld = [blad for blad in _bladen(inhoud) if blad.zichtbaar and blad.rijen]
    if not gevuld:
        raise Bestandsfout("De eerste rij is leeg. Zet daar de namen van de kolommen.")
    tabel = lees_tabel(gevuld[0], {})
    dataset = tablib.Dataset(*(rij for _, rij in tabel.rijen), headers=tabel.koppen)
    dataset.regelnummers = [nummer for nummer, _ in tabel.rijen]
    dataset.opmerkingen = [
        *tabel.opmerkingen,
        *(f"Blad “{blad.naam}” lezen we niet in: alleen het eerste blad telt." for blad in gevuld[1:]),
    ]
    return dataset


def _bladen(inhoud: bytes) -> list[Blad]:
    if is_werkmap(inhoud):
        return lees_werkmap(inhoud)
    blad = Blad("", rijen=list(_rijen_csv(inhoud)))
    vul_in(blad.rijen, {})
    return [blad]


def _rijen_csv(inhoud: bytes) -> Iterator[tuple[int, list[Any]]]:
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Bestandsfout(NIET_TE_LEZEN) from None
    if "\0" in tekst:
        raise Bestandsfout(NIET_TE_LEZEN)
    eerste = tekst.split("\n", 1)[0]
    teken = max(";,\t", key=eerste.count)
    try:
        for nummer, rij in enumerate(csv.reader(io.StringIO(tekst, newline=""), delimiter=teken, strict=True), 1):
            if nummer > MAX_RIJEN + 1:
                raise Bestandsfout(f"Het bestand heeft meer dan {MAX_RIJEN} rijen. Splits het in delen.")
            if any(rij):
                yield nummer, [_csvcel(cel) for cel in rij]
    except csv.Error:
        raise Bestandsfout("Dit CSV-bestand is beschadigd: er staat ergens een los aanhalingsteken.") from None


def _csvcel(cel: str) -> Any:
    return foutwaarde(cel) if cel in FOUTWAARDEN else begrensd(zonder_wacht(cel))
