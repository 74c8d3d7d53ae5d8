"""Een Excelwerkmap lezen: van elk blad de gevulde cellen, met het nummer van hun rij. Elke deur leest hiermee.

openpyxl kent de bladen en de opmaak; de cellen lezen we zelf. Het geeft van een formule de uitkomst of de formule, nooit of zij
er allebei zijn, en van een gedeelde tekst niet meer wat erin getypt was; en het doet er drie keer zo lang over.
"""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from decimal import Decimal
from typing import IO, Any
from xml.etree.ElementTree import iterparse  # een bestand met een DOCTYPE is dan al geweigerd

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import column_index_from_string, get_column_letter, range_boundaries
from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel, from_ISO8601
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from acties.rekenblad.lezen.fout import Bestandsfout, Onleesbaar
from acties.rekenblad.lezen.grenzen import MAX_CELTEKST, MAX_PLAATS, SITE, Grenzen, Ruimte, toets_omvang
from acties.rekenblad.lezen.lange_tekst import LANGE_TEKSTEN, lange_teksten, vul_in
from acties.rekenblad.lezen.soort import controleer_werkmap, is_werkmap
from acties.rekenblad.lezen.tekst import uit_excel
from acties.rekenblad.schrijven.tekst import AFGEKAPT

MEEST_GETOOND = 40
TE_LANG = "Deze tekst is te lang voor een cel en is afgekapt. Maak hem korter."
_GEHEEL = 10**15  # verder rekent Excel niet op een eenheid nauwkeurig
_SCHRIKKELDAG_1900 = 60  # die Excel telt, en die er niet was

_C, _ROW, _V, _F, _IS, _T, _SI, _RPH, _MERGE = (
    f"{{{SHEET_MAIN_NS}}}{naam}" for naam in ("c", "row", "v", "f", "is", "t", "si", "rPh", "mergeCell")
)


@dataclass(slots=True)
class Blad:
    """Een blad zoals het er staat. ``rijen``: elke rij waar iets in staat, tot en met haar laatste gevulde cel.

    Een waarde is een tekst, een heel getal, een ``Decimal``, een datum of tijd, ja of nee, ``None``, of ``Onleesbaar``.
    ``samengevoegd``: bereik, linkerkolom, bovenste en onderste rij.
    ``formules``: de plekken (rij, kolom) waar de uitkomst van een formule staat. ``procenten``: waar 0,125 als 12,5% te zien is.
    """

    naam: str
    zichtbaar: bool = True
    rijen: list[tuple[int, list[Any]]] = field(default_factory=list)
    samengevoegd: list[tuple[str, int, int, int]] = field(default_factory=list)
    formules: set[tuple[int, int]] = field(default_factory=set)
    procenten: set[tuple[int, int]] = field(default_factory=set)


def lees_werkmap(
    inhoud: bytes, *, grenzen: Grenzen = SITE, samen: Ruimte | None = None, kies: str = "Kies een Excelbestand (.xlsx)."
) -> list[Blad]:
    """Fout: ``Bestandsfout``.

    ``samen``: de ruimte die dit bestand deelt met andere. ``kies``: de zin die zegt welk bestand het moet zijn.
    """
    toets_omvang(len(inhoud), grenzen.bestand)
    if not is_werkmap(inhoud):
        raise Bestandsfout(f"Dit is geen Excelbestand. {kies}")
    eigen = Ruimte(omvang=grenzen.uitgepakt, stukjes=grenzen.stukjes)
    controleer_werkmap(inhoud, eigen, *([samen] if samen else []))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl meldt zo wat het niet kent, zoals een ontbrekend thema
            return _met_lange_teksten(list(_Werkmap(inhoud, grenzen).bladen()))
    except Bestandsfout:
        raise
    except Exception as fout:  # een kapot bestand geeft elke denkbare fout
        raise Bestandsfout("Dit Excelbestand is beschadigd. Open het in Excel en bewaar het opnieuw.") from fout


class _Werkmap:
    def __init__(self, inhoud: bytes, grenzen: Grenzen):
        self.grenzen = grenzen
        lezer = self.lezer = ExcelReader(io.BytesIO(inhoud), read_only=True, keep_links=False)
        lezer.read_manifest()
        lezer.read_workbook()
        apply_stylesheet(lezer.archive, lezer.wb)
        self.procentstijlen = _procentstijlen(lezer.wb)
        self.epoch, self.datums, self.duren = lezer.wb.epoch, lezer.wb._date_formats, lezer.wb._timedelta_formats
        deel = lezer.package.find(SHARED_STRINGS)
        self.gedeeld = list(self._gedeeld(lezer.archive.open(deel.PartName[1:]))) if deel else []
        self.plaatsen = {get_column_letter(plaats): plaats for plaats in range(1, MAX_PLAATS + 1)}

    def bladen(self) -> Iterator[Blad]:
        for blad, verwijzing in self.lezer.parser.find_sheets():
            if verwijzing.Type.endswith("/worksheet"):
                with self.lezer.archive.open(verwijzing.target) as bron:
                    yield self._blad(Blad(blad.name.strip(), blad.state == "visible"), bron)

    def _gedeeld(self, bron: IO[bytes]) -> Iterator[Any]:
        """De teksten waar cellen naar verwijzen."""
        for _, deel in iterparse(bron):  # noqa: S314 - zie bovenaan
            if deel.tag == _SI:
                yield _tekst(deel)
                deel.clear()

    def _blad(self, blad: Blad, bron: IO[bytes]) -> Blad:
        nummer = aantal = 0
        for _, deel in iterparse(bron):  # noqa: S314 - zie bovenaan
            if deel.tag == _ROW:
                nummer, aantal = int(float(deel.get("r", nummer + 1))), aantal + 1
                cellen = self._rij(blad, nummer, deel)
                if any(cel is not None and cel != "" for cel in cellen):
                    blad.rijen.append((nummer, cellen))
                if len(blad.rijen) > self.grenzen.rijen + 1 or aantal > (self.grenzen.lege_rijen or aantal):
                    raise Bestandsfout(
                        f"Blad “{blad.naam}” heeft meer dan {self.grenzen.rijen} rijen. Splits het in delen."
                    )
                deel.clear()
            elif deel.tag == _MERGE:
                links, boven, _, onder = range_boundaries(deel.attrib["ref"])
                blad.samengevoegd.append((deel.attrib["ref"], int(links), int(boven), int(onder)))
        return blad

    def _rij(self, blad: Blad, nummer: int, rij: Any) -> list[Any]:
        cellen: list[Any] = []
        plaats = 0
        for deel in rij:
            if deel.tag != _C:
                continue
            plek = deel.get("r")
            plaats = self._plaats(plek) if plek else plaats + 1
            waarde, formule = self._cel(deel)
            if waarde is None:
                continue
            if plaats > MAX_PLAATS:
                raise Bestandsfout(
                    f"Op blad “{blad.naam}” staat iets in cel {plek}, ver buiten de tabel. Haal dat weg."
                )
            if plaats > len(cellen):
                cellen.extend([None] * (plaats - len(cellen)))
            cellen[plaats - 1] = waarde
            if formule:
                blad.formules.add((nummer, plaats))
            if deel.get("s") in self.procentstijlen:
                blad.procenten.add((nummer, plaats))
        return cellen

    def _plaats(self, plek: str) -> int:
        letters = plek.rstrip("0123456789")
        return self.plaatsen.get(letters) or column_index_from_string(letters)

    def _cel(self, cel: Any) -> tuple[Any, bool]:
        """De waarde van een cel, en of zij de uitkomst van een formule is."""
        soort, waarde, formule = cel.get("t", "n"), None, None
        for deel in cel:
            if deel.tag == _V:
                waarde = deel.text or ("" if soort == "str" else None)
            elif deel.tag == _IS:
                waarde = _tekst(deel)
            elif deel.tag == _F:
                formule = deel
        if waarde is None:
            return (None if formule is None else _zonder_uitkomst(formule)), False
        gelezen = self._waarde(soort, waarde, cel)
        return gelezen, formule is not None and not isinstance(gelezen, Onleesbaar)

    def _waarde(self, soort: str, waarde: Any, cel: Any) -> Any:
        if soort == "s":
            return self.gedeeld[int(waarde)]
        if soort == "inlineStr":
            return waarde
        if soort == "str":
            return _uit_cel(waarde)
        if soort == "n":
            if (stijl := cel.get("s")) and int(stijl) in self.datums:
                return self._datum(float(waarde), int(stijl) in self.duren)
            return _getal(waarde)
        if soort == "b":
            return bool(int(waarde))
        if soort == "d":
            return _zonder_tijd(from_ISO8601(waarde))
        return foutwaarde(waarde)

    def _datum(self, dagen: float, duur: bool) -> Any:
        try:
            if int(dagen) == _SCHRIKKELDAG_1900 and self.epoch == WINDOWS_EPOCH and not duur:
                raise ValueError("29 februari 1900")
            return _zonder_tijd(from_excel(dagen, self.epoch, timedelta=duur))
        except (OverflowError, ValueError):
            return Onleesbaar(f"{dagen:g}", "Hier staat een datum die niet bestaat. Typ de datum opnieuw.")


def _met_lange_teksten(bladen: list[Blad]) -> list[Blad]:
    lang = {
        nummer: tekst
        for blad in bladen
        if blad.naam == LANGE_TEKSTEN
        for nummer, tekst in lange_teksten(blad.rijen).items()
    }
    gewoon = [blad for blad in bladen if blad.naam != LANGE_TEKSTEN]
    for blad in gewoon:
        vul_in(blad.rijen, lang)
    return gewoon


def _tekst(deel: Any) -> Any:
    """De tekst van een cel; zij mag in stukken met eigen opmaak staan, met een uitspraak erbij die er geen deel van is."""
    if len(deel) == 1 and deel[0].tag == _T:
        return _uit_cel(deel[0].text or "")
    stukken = [stuk.text or "" for kind in deel if kind.tag != _RPH for stuk in kind.iter(_T)]
    return _uit_cel("".join(stukken))


def _uit_cel(tekst: str) -> str | Onleesbaar:
    echt = uit_excel(tekst)
    return begrensd(echt) if isinstance(echt, str) else echt


def begrensd(tekst: str) -> str | Onleesbaar:
    """De tekst zelf; een tekst zo lang als een cel is, is bij het bewaren afgekapt. Een cel telt in UTF-16."""
    if len(tekst) * 2 < MAX_CELTEKST:
        return tekst
    vol = len(tekst.encode("utf-16-le")) // 2 >= MAX_CELTEKST or tekst.endswith(AFGEKAPT)
    return Onleesbaar(tekst[:MEEST_GETOOND], TE_LANG) if vol else tekst


def foutwaarde(woord: str) -> Onleesbaar:
    return Onleesbaar(woord, f"Hier staat de foutwaarde {woord}. Maak de cel leeg of typ zelf wat er moet staan.")


def _getal(tekst: str) -> int | Decimal:
    """Een heel getal blijft heel, ook als Google er 2022.0 van maakte. Excel rekent in vijftien cijfers."""
    try:
        return int(tekst)
    except ValueError:
        getal = Decimal(f"{float(tekst):.15g}")
    if not getal.is_finite():
        raise ValueError(tekst)
    return int(getal) if getal == getal.to_integral_value() and abs(getal) < _GEHEEL else getal


def _procentstijlen(werkmap: Any) -> set[str]:
    """De stijlen waarin Excel een getal maal honderd toont, met een procentteken."""
    eigen = dict(enumerate(werkmap._number_formats, BUILTIN_FORMATS_MAX_SIZE))
    return {
        str(plek)
        for plek, stijl in enumerate(werkmap._cell_styles)
        if "%" in (BUILTIN_FORMATS.get(stijl.numFmtId) or eigen.get(stijl.numFmtId, ""))
    }


def _zonder_tijd(moment: Any) -> Any:
    return moment.date() if type(moment) is datetime and moment.time() == time() else moment


def _zonder_uitkomst(formule: Any) -> Onleesbaar:
    tekst = f"={formule.text or ''}"[:MEEST_GETOOND]
    return Onleesbaar(
        tekst,
        f"Hier staat een formule zonder uitkomst ({tekst}). Open het bestand in Excel en bewaar het, of typ de waarde zelf.",
    )
