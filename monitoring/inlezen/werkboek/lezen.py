"""Een teruggekomen werkboek lezen: waar staat de tabel, en waarvoor is het gemaakt.

Laadt openpyxl; wordt daarom pas geladen als er een bestand komt. Elke fout van het hele bestand is een ``Bestandsfout``
met één zin; een fout in een cel staat bij haar rij.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from acties.rekenblad.lezen.fout import Bestandsfout
from acties.rekenblad.lezen.grenzen import WERKBOEK, Ruimte, ruimte_samen
from acties.rekenblad.lezen.lezen import Tabelblad, lees_tabel
from acties.rekenblad.lezen.naam import gevouwen
from acties.rekenblad.lezen.werkmap import Blad, lees_werkmap
from monitoring.inlezen.werkboek.cel import lees_rij
from monitoring.inlezen.werkboek.ingevuld import Ingevuld, Invulrij
from monitoring.inlezen.werkboek.kenmerk import Kenmerk, OngeldigKenmerk, lees_kenmerk
from monitoring.inlezen.werkboek.vorm import INVULVELDEN, KOPPEN

MEESTE_NAAM = 150
OPNIEUW = "Download een nieuw werkboek en neem je teksten over."
GEEN_WERKBOEK = f"Dit is geen werkboek van deze site, of er zijn bladen uit verdwenen. {OPNIEUW}"

_KENMERK = re.compile(r"[\w.:-]{60,}", re.ASCII)
_NAMEN = {gevouwen(kop): kop for kop in KOPPEN.values()}
_HERKEN = {KOPPEN[veld] for veld in ("status", "koers", "toelichting")}
_GELEZEN = {KOPPEN[veld] for veld in ("nummer", *INVULVELDEN)}


def lees_werkboek(inhoud: bytes, naam: str, samen: Ruimte | None = None) -> Ingevuld:
    """Fout: ``Bestandsfout``. ``naam`` komt van de afzender en wordt nooit ergens anders voor gebruikt dan om te tonen.

    ``samen``: de ruimte die dit bestand deelt met de andere van dezelfde keer.
    """
    kies = "Kies het ingevulde werkboek (.xlsx)."
    bladen = lees_werkmap(inhoud, grenzen=WERKBOEK, samen=samen or ruimte_samen(), kies=kies)
    gevonden = [(blad, koprij) for blad in bladen if (koprij := _koprij(blad))]
    zichtbaar = [deel for deel in gevonden if deel[0].zichtbaar] or gevonden
    if not zichtbaar:
        raise Bestandsfout(f"Nergens staat een rij met de koppen Status, Koers en Wat is er gebeurd? {OPNIEUW}")
    if len(zichtbaar) > 1:
        namen = " en ".join(f"“{blad.naam}”" for blad, _ in zichtbaar[:3])
        raise Bestandsfout(f"De tabel om te melden staat op meer dan één blad: {namen}. Laat er één over.")
    blad, koprij = zichtbaar[0]
    tabel = lees_tabel(blad, _NAMEN, koprij=koprij, nemen=_GELEZEN.__contains__, kantlijn=True)
    _toets_koppen(blad.naam, tabel)
    letters = {veld: tabel.letters[tabel.koppen.index(kop)] for veld, kop in KOPPEN.items() if kop in tabel.koppen}
    return Ingevuld(
        bestandsnaam=schone_naam(naam),
        sha256=sha256(inhoud).hexdigest(),
        blad=blad.naam,
        kenmerk=_kenmerk([blad, *bladen]),
        letters=letters,
        rijen=tuple(_rijen(tabel, letters)),
        opmerkingen=(*_onbekend(blad.naam, tabel), *tabel.opmerkingen),
    )


def schone_naam(naam: str) -> str:
    """Zonder map, stuurtekens en tekens die de leesrichting omdraaien; hooguit zo lang als past."""
    kaal = re.split(r"[/\\]", naam)[-1]
    kaal = "".join(teken for teken in kaal if unicodedata.category(teken)[0] != "C").strip()
    return kaal[:MEESTE_NAAM] or "werkboek.xlsx"


def _koppen(cellen: Sequence[Any]) -> list[str]:
    return [_NAMEN.get(gevouwen(str(cel)), "") for cel in cellen]


def _koprij(blad: Blad) -> int:
    return next((nummer for nummer, cellen in blad.rijen if _HERKEN <= set(_koppen(cellen))), 0)


def _toets_koppen(blad: str, tabel: Tabelblad) -> None:
    ontbreekt = [KOPPEN[veld] for veld in INVULVELDEN if KOPPEN[veld] not in tabel.koppen]
    if not {KOPPEN["nummer"], KOPPEN["actie"]} & set(tabel.koppen):
        ontbreekt.append(KOPPEN["nummer"])
    if ontbreekt:
        raise Bestandsfout(
            f"Op blad “{blad}” ontbreekt de kolom {' en '.join(f'“{kop}”' for kop in ontbreekt)}. Zet de kop terug in "
            f"rij {tabel.koprij}."
        )


def _onbekend(blad: str, tabel: Tabelblad) -> Iterator[str]:
    for kop, letter in zip(tabel.koppen, tabel.letters, strict=True):
        if kop not in _NAMEN.values():
            cel = f"{letter}{tabel.koprij}"
            yield f"Blad “{blad}”, cel {cel}: kolom “{kop[:40]}” kennen we niet. Die lezen we niet in."


def _rijen(tabel: Tabelblad, letters: dict[str, str]) -> Iterator[Invulrij]:
    """De rijen onder de kop die over een actie gaan of waar iets is ingevuld. Een herhaalde kop telt niet als rij."""
    plaatsen = {veld: tabel.koppen.index(KOPPEN[veld]) for veld in letters}
    koppen = [kop for kop in tabel.koppen if kop in _NAMEN.values()]
    for regel, cellen in tabel.rijen:
        if [kop for kop in _koppen(cellen) if kop] == koppen:
            continue
        rij = lees_rij(regel, {veld: cellen[plaats] for veld, plaats in plaatsen.items()}, letters)
        if rij.nummer or rij.actie or not rij.leeg:
            yield rij


def _kenmerk(bladen: Sequence[Blad]) -> Kenmerk:
    """Het kenmerk op het blad zelf gaat voor; is dat weg, dan dat op het verborgen blad."""
    geweigerd = False
    for cel in (cel for blad in bladen for _, cellen in blad.rijen for cel in cellen):
        if isinstance(cel, str) and _KENMERK.fullmatch(cel):
            try:
                return lees_kenmerk(cel)
            except OngeldigKenmerk:
                geweigerd = True
    if geweigerd:
        raise Bestandsfout(f"Het verborgen kenmerk in dit werkboek is veranderd of van een andere site. {OPNIEUW}")
    raise Bestandsfout(GEEN_WERKBOEK)
