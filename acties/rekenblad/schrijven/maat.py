"""Hoeveel regels een tekst in een kolom nodig heeft, zodat een rij hoog genoeg is om alles te laten zien.

Gerekend in Arial (en het even brede Liberation Sans). Liever een regel te veel dan een halve zin te weinig.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from math import ceil

LETTERTYPE = "Arial"
BASISGROOTTE = 10  # De letter waarin een rekenprogramma een kolombreedte van “tekens” meet.
INSPRINGEN = 1.5  # In tekens.
MAX_EXCEL = 409.0
LAGE_REGELS = 10
MAX_RIJHOOGTE = 240.0  # Excel houdt op bij 409 punt, en een hogere rij laat bij het afdrukken halve pagina’s leeg.

# Tekenbreedte in duizendsten van de lettergrootte.
_BREEDTES = {
    teken: breedte
    for breedte, tekens in {
        191: "'", 222: "ijl’‘", 260: "|", 278: " !,./:;[]\\ftI", 333: "()-r`“”„·", 355: '"', 389: "*", 469: "^",
        500: "ckvxyzsJ", 556: "abdeghnopqu0123456789#$?_L–€", 584: "+<>=~", 611: "FTZ",
        667: "&ABEKPSVXY", 722: "wCDHNRU", 778: "GOQ", 833: "mM", 889: "%", 944: "W", 1015: "@",
    }.items()
    for teken in tekens
}  # fmt: skip
_ONBEKEND = 1000  # Tekens uit een ander lettertype (○ ▶, emoji): reken ruim.
_VET = 1.09
_VEILIG = 0.95
_PIXELS_PER_TEKEN = 7
_WITRUIMTE = 7
_LUCHT = 4  # Punten boven en onder de tekst samen.


@cache
def _tekenbreedte(teken: str) -> int:
    basis = unicodedata.normalize("NFD", teken)[0]
    return _BREEDTES.get(teken) or _BREEDTES.get(basis, _ONBEKEND)


def tekstbreedte(breedte: float, inspringen: bool) -> float:
    """Wat er van een kolombreedte voor tekst overblijft."""
    return breedte - inspringen * INSPRINGEN


def is_laag(hoogte: float, grootte: float) -> bool:
    """Of een rij zo laag is dat haar teksten in het midden kunnen staan: dan plakt er niets aan de lijn erboven."""
    return hoogte <= LAGE_REGELS * regelhoogte(grootte) + _LUCHT


def regelhoogte(grootte: float) -> float:
    """In punten, zoals Excel een regel Arial zet; LibreOffice heeft iets minder nodig."""
    return round(grootte * 1.34, 2)


def regels_in(punten: float, grootte: float) -> int:
    """Hoeveel regels er passen in een rij van zoveel punten."""
    return int((punten - _LUCHT) / regelhoogte(grootte))


def breek(tekst: str, breedte: float, grootte: float, *, vet: bool = False) -> Iterator[str]:
    """De regels van ``tekst`` in een kolom van ``breedte`` tekens. Aan elkaar gezet zijn ze weer de tekst."""
    pixels = (breedte * _PIXELS_PER_TEKEN - _WITRUIMTE) * _VEILIG
    ruimte = max(pixels * 72 / 96 / grootte * 1000 / (_VET if vet else 1), 2 * _ONBEKEND)
    for alinea in tekst.splitlines(keepends=True):
        yield from _breek_alinea(alinea, ruimte)


def _breek_alinea(alinea: str, ruimte: float) -> Iterator[str]:
    begin, breuk, gebruikt, sinds_breuk = 0, 0, 0, 0
    for plaats, teken in enumerate(alinea):
        maat = 0 if teken == "\n" else _tekenbreedte(teken)
        if gebruikt + maat > ruimte and teken not in " \n":
            einde = breuk if breuk > begin else plaats
            yield alinea[begin:einde]
            gebruikt = sinds_breuk if breuk > begin else 0
            begin = einde
        gebruikt += maat
        sinds_breuk += maat
        if teken == " ":
            breuk, sinds_breuk = plaats + 1, 0
    if begin < len(alinea):
        yield alinea[begin:]


def hoogte(tekst: str, breedte: float, grootte: float, *, vet: bool = False) -> float:
    """De rijhoogte in punten waarin deze tekst helemaal te lezen is."""
    regels = sum(1 for _ in breek(tekst, breedte, grootte, vet=vet)) + tekst.endswith("\n")
    return max(regels, 1) * regelhoogte(grootte) + _LUCHT


def geschatte_hoogte(teksten: Iterable[tuple[str, float]], grootte: float) -> float:
    """Van een rij met ``(tekst, kolombreedte)``: ruim geschat, want elke letter meten kost bij duizenden rijen te veel."""
    regels = 1
    for tekst, breedte in teksten:
        past = max(
            breedte * 1.1 - 4, 4
        )  # Een regel breekt tussen woorden: aan het eind gaan er een paar tekens verloren.
        if len(tekst) > past or "\n" in tekst:
            regels = max(regels, sum(max(1, ceil(len(alinea) / past)) for alinea in tekst.split("\n")))
    return regels * regelhoogte(grootte) + _LUCHT


def celhoogte(tekst: str, breedte: float, grootte: float, *, vet: bool = False, begin_vet: int = 0) -> float:
    """Als ``hoogte``; van een tekst waarvan de eerste ``begin_vet`` tekens een vette alinea zijn, is alleen die breder."""
    if not begin_vet or tekst[begin_vet : begin_vet + 1] != "\n":
        return hoogte(tekst, breedte, grootte, vet=vet or bool(begin_vet))
    rest = hoogte(tekst[begin_vet + 1 :], breedte, grootte, vet=vet)
    return hoogte(tekst[:begin_vet], breedte, grootte, vet=True) + rest - _LUCHT


def past_in(tekst: str, breedte: float, grootte: float) -> Iterator[str]:
    """Stukken van ``tekst`` die elk in een rij passen, meestal één. Een stuk eindigt liefst met een alinea."""
    hooguit = regels_in(MAX_RIJHOOGTE, grootte)
    regels = list(breek(tekst, breedte, grootte))
    while len(regels) > hooguit:
        alineas = (nummer for nummer in range(hooguit, hooguit // 2, -1) if regels[nummer - 1].endswith("\n"))
        einde = next(alineas, hooguit)
        yield "".join(regels[:einde])
        regels = regels[einde:]
    yield "".join(regels)
