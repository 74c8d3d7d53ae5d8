"""Alle rijen als werkmap, of een lege werkmap om in te vullen."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import IO, Any
from uuid import UUID

from django.db import models

from acties.rekenblad.lezen.lange_tekst import LANGE_TEKSTEN
from acties.rekenblad.schrijven.boek import Blad, Boek, Deel, Lijstblad, Veld
from acties.rekenblad.schrijven.excel import CONTENT_TYPE, schrijf_bestand
from monitoring.inlezen.gegevensboek import uitleg
from monitoring.inlezen.gegevensboek.gegevens import lees_rijen
from monitoring.inlezen.gegevensboek.kolom import Kolom
from monitoring.inlezen.gegevensboek.lange_tekst import Vergaarbak
from monitoring.inlezen.gegevensboek.lezen import UITLEG
from monitoring.inlezen.gegevensboek.tabel import Tabel

__all__ = ["CONTENT_TYPE", "schrijf_alles", "schrijf_sjabloon"]

LIJSTLENGTE = 250  # Excel neemt een langere lijst met keuzes niet aan
LAAG = 40.0  # delen van een lange tekst zijn er om in te lezen, niet om te lezen
Voortgang = Callable[[str, int], None]
Rijen = Iterable[Sequence[Any]]


def schrijf_alles(
    tabellen: Iterable[Tabel], *, bij: str, op: datetime, meld: Voortgang = lambda _blad, _rijen: None
) -> IO[bytes]:
    """Alle rijen van deze tabellen. ``bij`` is de regel bovenaan de uitleg, ``op`` plaatselijke tijd zonder tijdzone."""
    gekozen, bak = list(tabellen), Vergaarbak()
    bladen = [
        lijstblad(tabel, tabel.kolommen, _met_voortgang(tabel.blad, _rijen(tabel), meld), bak) for tabel in gekozen
    ]
    return _schrijf("Alle gegevens", uitleg.van_uitvoer(gekozen, bij), [*bladen, lange_teksten(bak)], op)


def schrijf_sjabloon(tabellen: Iterable[Tabel], *, op: datetime) -> IO[bytes]:
    """Een lege werkmap: per tabel een blad met de koppen en keuzelijsten, en vooraan wat er in elke kolom hoort."""
    gekozen, bak = [tabel for tabel in tabellen if tabel.sjabloon], Vergaarbak()
    bladen = [lijstblad(tabel, [kolom for kolom in tabel.kolommen if not kolom.eigen], (), bak) for tabel in gekozen]
    return _schrijf("Lege werkmap", uitleg.van_sjabloon(gekozen), bladen, op)


def _schrijf(titel: str, regels: Sequence[Deel], bladen: Sequence[Lijstblad], op: datetime) -> IO[bytes]:
    boek = Boek(
        titel=titel,
        onderwerp="",
        maker="",
        moment=op,
        voet_links="",
        voet_midden="",
        bladen=(Blad(UITLEG, "", uitleg.BREEDTES, tuple(regels)), *bladen),
    )
    return schrijf_bestand(boek)


def lijstblad(tabel: Tabel, kolommen: Sequence[Kolom], rijen: Rijen, bak: Vergaarbak) -> Lijstblad:
    velden = tuple(Veld(kolom.naam, _breedte(kolom), "gegeven", keuzelijst(kolom)) for kolom in kolommen)
    return Lijstblad(naam=tabel.blad, velden=velden, rijen=([_cel(cel, bak) for cel in rij] for rij in rijen))


def lange_teksten(bak: Vergaarbak) -> Lijstblad:
    """Achteraan: pas als alle rijen zijn geschreven, staan hier de teksten die daar niet pasten."""
    velden = (Veld("nummer", 10, "gegeven"), Veld("deel", 8, "gegeven"), Veld("tekst", 100, "gegeven"))
    delen = (deel for deel in bak.delen)
    return Lijstblad(naam=LANGE_TEKSTEN, velden=velden, rijen=delen, rijhoogte=LAAG, mag_weg=True)


def _rijen(tabel: Tabel) -> Iterator[Sequence[Any]]:
    return (rij for _, rij in lees_rijen(tabel, tabel.kolommen))


def _cel(waarde: Any, bak: Vergaarbak) -> Any:
    """Een tijdstip is tekst, want een cel bewaart geen tijdzone en geen microseconden."""
    if isinstance(waarde, str):
        return bak.kort(waarde)
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, datetime):
        return waarde.isoformat()
    return str(waarde) if isinstance(waarde, UUID) else waarde


def _met_voortgang(blad: str, rijen: Rijen, meld: Voortgang) -> Iterator[Sequence[Any]]:
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
