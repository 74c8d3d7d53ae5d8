"""Alle rijen als werkmap, of een lege werkmap om in te vullen."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any

from django.db import models

from acties.rekenblad.lezen.lange_tekst import LANGE_TEKSTEN
from monitoring.inlezen.gegevensboek import uitleg
from monitoring.inlezen.gegevensboek.gegevens import lees_rijen
from monitoring.inlezen.gegevensboek.kolom import Kolom
from monitoring.inlezen.gegevensboek.lange_tekst import KOPPEN, Vergaarbak
from monitoring.inlezen.gegevensboek.lezen import UITLEG
from monitoring.inlezen.gegevensboek.tabel import Tabel
from monitoring.inlezen.gegevensboek.werkmap import GEWOON, KOP, TITEL, Vel, Werkmap

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LIJSTLENGTE = 250  # Excel neemt een langere lijst met keuzes niet aan
Voortgang = Callable[[str, int], None]


def schrijf_alles(tabellen: Iterable[Tabel], *, bij: str, meld: Voortgang = lambda _blad, _rijen: None) -> IO[bytes]:
    """Alle rijen van deze tabellen. ``bij`` is de regel bovenaan de uitleg. Het bestand staat op schijf, met de kop vooraan."""
    gekozen, bak = list(tabellen), Vergaarbak()

    def vellen() -> Iterator[Vel]:
        yield _uitleg(uitleg.van_uitvoer(gekozen, bij))
        for tabel in gekozen:
            rijen = (rij for _, rij in lees_rijen(tabel, tabel.kolommen))
            yield _vel(tabel, tabel.kolommen, rijen, meld)
        if bak.delen:
            yield Vel(naam=LANGE_TEKSTEN, koppen=KOPPEN, rijen=tuple(bak.delen), breedtes=(10, 8, 100), delen=True)

    return Werkmap(bak).schrijf(vellen())


def schrijf_sjabloon(tabellen: Iterable[Tabel]) -> IO[bytes]:
    """Een lege werkmap: per tabel een blad met de koppen en keuzelijsten, en vooraan wat er in elke kolom hoort."""
    gekozen = [tabel for tabel in tabellen if tabel.sjabloon]

    def vellen() -> Iterator[Vel]:
        yield _uitleg(uitleg.van_sjabloon(gekozen))
        for tabel in gekozen:
            yield _vel(tabel, [kolom for kolom in tabel.kolommen if not kolom.eigen], ())

    return Werkmap(Vergaarbak()).schrijf(vellen())


def _uitleg(regels: Sequence[Sequence[str]]) -> Vel:
    stijlen = {nummer: GEWOON for nummer, regel in enumerate(regels, 1) if len(regel) == 1} | {1: TITEL}
    kop = next(nummer for nummer, regel in enumerate(regels, 1) if len(regel) > 1)
    return Vel(naam=UITLEG, koppen=(), rijen=regels, breedtes=(18, 24, 10, 100), stijlen={**stijlen, kop: KOP})


def _vel(tabel: Tabel, kolommen: Sequence[Kolom], rijen: Iterable[Sequence[Any]], meld: Voortgang | None = None) -> Vel:
    return Vel(
        naam=tabel.blad,
        koppen=[kolom.naam for kolom in kolommen],
        rijen=_met_voortgang(tabel.blad, rijen, meld) if meld else rijen,
        breedtes=[_breedte(kolom) for kolom in kolommen],
        keuzes=[(plaats, lijst) for plaats, kolom in enumerate(kolommen) if (lijst := keuzelijst(kolom))],
    )


def _met_voortgang(blad: str, rijen: Iterable[Sequence[Any]], meld: Voortgang) -> Iterator[Sequence[Any]]:
    nummer = 0
    for nummer, rij in enumerate(rijen, 1):
        if nummer % 5000 == 0:
            meld(blad, nummer)
        yield rij
    meld(blad, nummer)


def keuzelijst(kolom: Kolom) -> str:
    """De codes waaruit Excel laat kiezen, of leeg."""
    if isinstance(kolom.veld, models.BooleanField):
        return "ja,nee"
    codes = ",".join(str(code) for code, _ in (getattr(kolom.veld, "choices", None) or ()) if code)
    return codes if len(codes) <= LIJSTLENGTE else ""


def _breedte(kolom: Kolom) -> int:
    if isinstance(kolom.veld, models.TextField):
        return 60
    if isinstance(kolom.veld, models.CharField) and (kolom.veld.max_length or 0) > 100 and not kolom.veld.choices:
        return 36
    if kolom.naam == "programma":
        return 28
    return max(14, len(kolom.naam) + 3) if kolom.paden else 36
