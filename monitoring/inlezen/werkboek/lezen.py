"""Een teruggekomen werkboek lezen: op inhoud, binnen vaste grenzen, en op de namen van de kolommen.

Laadt openpyxl; wordt daarom pas geladen als er een bestand komt. Elke fout van het hele bestand is een ``Bestandsfout``
met één zin; een fout in een cel staat bij haar rij.
"""

import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

from acties.rekenblad.lezen.fout import Bestandsfout
from acties.rekenblad.lezen.grenzen import MAX_BESTAND, MEGABYTE
from acties.rekenblad.lezen.lezen import (
    OUD_OF_VERSLEUTELD,
    Ruimte,
    controleer_werkmap,
    oud_of_versleuteld,
)
from monitoring.inlezen.werkboek.cel import lees_rij
from monitoring.inlezen.werkboek.formules import neem_uitkomsten
from monitoring.inlezen.werkboek.ingevuld import Ingevuld, Invulrij
from monitoring.inlezen.werkboek.kenmerk import Kenmerk, OngeldigKenmerk, lees_kenmerk
from monitoring.inlezen.werkboek.vorm import INVULVELDEN, KOPPEN, plat

MEESTE_TEKENS = 300_000  # Van “<”: een vol werkboek van een groot programma heeft er een tiende van.
MEESTE_TEKENS_SAMEN = 750_000  # Alle bestanden van één keer kiezen: 25 van zulke volle werkboeken.
MEESTE_RIJEN = 2_000
MEESTE_LEGE_RIJEN = 5_000
MEESTE_KOLOMMEN = 702  # Tot en met ZZ; verder wordt niet gezocht.
MEESTE_NAAM = 150
OPNIEUW = "Download een nieuw werkboek en neem je teksten over."
GEEN_WERKBOEK = f"Dit is geen werkboek van deze site, of er zijn bladen uit verdwenen. {OPNIEUW}"

_VER_WEG = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{3}\d{1,7})"[^>]*(?<!/)>')  # met inhoud, niet alleen opmaak
_SAMENGEVOEGD = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_KENMERK = re.compile(r"[\w.:-]{60,}", re.ASCII)
_NAMEN = {plat(kop): veld for veld, kop in KOPPEN.items()}
_HERKEN = {"status", "koers", "toelichting"}

Cellen = dict[int, Any]


def ruimte_samen() -> Ruimte:
    """Voor alle bestanden van één keer kiezen: samen niet meer dan één bestand mag zijn, hoeveel het er ook zijn."""
    return Ruimte(
        tekens=MEESTE_TEKENS_SAMEN,
        vol="Deze bestanden zijn samen te groot om in één keer te lezen. Kies er minder tegelijk.",
    )


def lees_werkboek(inhoud: bytes, naam: str, samen: Ruimte | None = None) -> Ingevuld:
    """Fout: ``Bestandsfout``. ``naam`` komt van de afzender en wordt nooit ergens anders voor gebruikt dan om te tonen.

    ``samen``: de ruimte die dit bestand deelt met de andere van dezelfde keer.
    """
    if len(inhoud) > MAX_BESTAND:
        raise Bestandsfout(
            f"Het bestand is groter dan {MAX_BESTAND // MEGABYTE} MB. Dat is geen werkboek van deze site."
        )
    if inhoud.startswith(OUD_OF_VERSLEUTELD):
        raise oud_of_versleuteld(inhoud)
    if not inhoud.startswith(b"PK"):
        raise Bestandsfout("Dit is geen Excelbestand. Kies het ingevulde werkboek (.xlsx).")
    controleer_werkmap(inhoud, Ruimte(tekens=MEESTE_TEKENS), samen or ruimte_samen())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl meldt zo wat het niet kent, zoals een ontbrekend thema
            boek = openpyxl.load_workbook(io.BytesIO(inhoud), read_only=True, keep_links=False)
            bladen = [(blad, dict(_rijen(blad))) for blad in boek.worksheets]
    except Bestandsfout:
        raise
    except Exception as fout:  # openpyxl geeft bij een kapot bestand elke denkbare fout
        raise Bestandsfout("Dit Excelbestand is beschadigd. Open het in Excel en bewaar het opnieuw.") from fout
    return _ingevuld(inhoud, schone_naam(naam), bladen)


def schone_naam(naam: str) -> str:
    """Zonder map, stuurtekens en tekens die de leesrichting omdraaien; hooguit zo lang als past."""
    kaal = re.split(r"[/\\]", naam)[-1]
    kaal = "".join(teken for teken in kaal if unicodedata.category(teken)[0] != "C").strip()
    return kaal[:MEESTE_NAAM] or "werkboek.xlsx"


def _rijen(blad: Any) -> Iterator[tuple[int, Cellen]]:
    """De gevulde cellen per rij. Wat het bestand over zijn eigen omvang beweert, telt niet.

    Rijen die er niet zijn (LibreOffice noemt soms alleen de laatste, de miljoenste) zijn steeds hetzelfde lege object.
    """
    blad.reset_dimensions()
    echt, gevuld, vorige = 0, 0, None
    for regel, rij in enumerate(blad.iter_rows(max_col=MEESTE_KOLOMMEN), 1):
        if rij is vorige:
            continue
        vorige, echt = rij, echt + 1
        cellen = {cel.column: cel for cel in rij if cel.value not in (None, "")}
        gevuld += bool(cellen)
        if gevuld > MEESTE_RIJEN or echt > MEESTE_LEGE_RIJEN:
            raise Bestandsfout(f"Blad “{blad.title}” heeft meer dan {MEESTE_RIJEN} rijen. Dat is geen werkboek.")
        if cellen:
            yield regel, cellen


def _ingevuld(inhoud: bytes, naam: str, bladen: list[tuple[Any, dict[int, Cellen]]]) -> Ingevuld:
    gevonden = [(blad, rijen, regel) for blad, rijen in bladen if (regel := _koprij(rijen)) is not None]
    zichtbaar = [deel for deel in gevonden if deel[0].sheet_state == "visible"] or gevonden
    if not zichtbaar:
        raise Bestandsfout(f"Nergens staat een rij met de koppen Status, Koers en Wat is er gebeurd? {OPNIEUW}")
    if len(zichtbaar) > 1:
        namen = " en ".join(f"“{blad.title}”" for blad, _, _ in zichtbaar[:3])
        raise Bestandsfout(f"De tabel om te melden staat op meer dan één blad: {namen}. Laat er één over.")
    blad, rijen, koprij = zichtbaar[0]
    plaatsen, opmerkingen = _kolommen(blad.title, rijen[koprij])
    _controleer_vorm(inhoud, blad, koprij)
    opmerkingen += neem_uitkomsten(inhoud, blad.title, rijen, plaatsen)
    letters = {veld: get_column_letter(plaats) for veld, plaats in plaatsen.items()}
    return Ingevuld(
        bestandsnaam=naam,
        sha256=sha256(inhoud).hexdigest(),
        blad=blad.title,
        kenmerk=_kenmerk(rijen, [rijen for _, rijen in bladen]),
        letters=letters,
        rijen=tuple(_gelezen(rijen, koprij, plaatsen)),
        opmerkingen=tuple(opmerkingen),
    )


def _gelezen(rijen: dict[int, Cellen], koprij: int, plaatsen: dict[str, int]) -> Iterator[Invulrij]:
    """De rijen onder de kop die over een actie gaan of waar iets is ingevuld. Een herhaalde kop telt niet als rij."""
    kop = _koppen(rijen[koprij])
    for regel, cellen in rijen.items():
        if regel <= koprij or _koppen(cellen) == kop:
            continue
        rij = lees_rij(regel, cellen, plaatsen)
        if rij.nummer or rij.actie or not rij.leeg:
            yield rij


def _koppen(cellen: Cellen) -> dict[int, str]:
    return {plaats: plat(str(cel.value)) for plaats, cel in cellen.items()}


def _koprij(rijen: dict[int, Cellen]) -> int | None:
    return next(
        (regel for regel, cellen in rijen.items() if {_NAMEN.get(kop) for kop in _koppen(cellen).values()} >= _HERKEN),
        None,
    )


def _kolommen(blad: str, cellen: Cellen) -> tuple[dict[str, int], list[str]]:
    """Waar elke kolom staat, en welke kolommen er zijn die het werkboek niet kent."""
    plaatsen: dict[str, int] = {}
    opmerkingen = []
    for plaats, kop in sorted(_koppen(cellen).items()):
        veld, cel = _NAMEN.get(kop), f"{get_column_letter(plaats)}{cellen[plaats].row}"
        if veld is None:
            tekst = str(cellen[plaats].value)[:40]
            opmerkingen.append(f"Blad “{blad}”, cel {cel}: kolom “{tekst}” kennen we niet. Die lezen we niet in.")
        elif veld in plaatsen:
            eerste = f"{get_column_letter(plaatsen[veld])}{cellen[plaats].row}"
            raise Bestandsfout(
                f"Kolom “{KOPPEN[veld]}” staat twee keer op blad “{blad}”: in {eerste} en {cel}. Laat er één staan."
            )
        else:
            plaatsen[veld] = plaats
    ontbreekt = [KOPPEN[veld] for veld in INVULVELDEN if veld not in plaatsen]
    if not {"nummer", "actie"} & set(plaatsen):
        ontbreekt.append(KOPPEN["nummer"])
    if ontbreekt:
        raise Bestandsfout(
            f"Op blad “{blad}” ontbreekt de kolom {' en '.join(f'“{kop}”' for kop in ontbreekt)}. Zet de kop terug in "
            f"rij {next(iter(cellen.values())).row}."
        )
    return plaatsen, opmerkingen


def _controleer_vorm(inhoud: bytes, blad: Any, koprij: int) -> None:
    """Samengevoegde cellen en cellen ver buiten de tabel zijn alleen in de XML van het blad te zien."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        xml = archief.read(blad._worksheet_path)
    if ver := _VER_WEG.search(xml):
        raise Bestandsfout(
            f"Op blad “{blad.title}” staat iets in cel {ver[1].decode()}, ver buiten de tabel. Haal dat weg."
        )
    for plek in _SAMENGEVOEGD.findall(xml):
        bereik = plek.decode()
        if (range_boundaries(bereik)[3] or 0) >= koprij:
            raise Bestandsfout(f"Op blad “{blad.title}” zijn de cellen {bereik} samengevoegd. Splits ze weer.")


def _kenmerk(eigen: dict[int, Cellen], alle: list[dict[int, Cellen]]) -> Kenmerk:
    """Het kenmerk op het blad zelf gaat voor; is dat weg, dan dat op het verborgen blad."""
    geweigerd = False
    for rijen in (eigen, *alle):
        for cellen in rijen.values():
            for cel in cellen.values():
                if isinstance(cel.value, str) and _KENMERK.fullmatch(cel.value):
                    try:
                        return lees_kenmerk(cel.value)
                    except OngeldigKenmerk:
                        geweigerd = True
    if geweigerd:
        raise Bestandsfout(f"Het verborgen kenmerk in dit werkboek is veranderd of van een andere site. {OPNIEUW}")
    raise Bestandsfout(GEEN_WERKBOEK)
