"""Wat een keer is opgebouwd, per proces bewaard zolang er niets is veranderd waar het uit komt.

Het geheugen is begrensd in bytes en niet in aantal: een verslag van tweehonderd acties weegt duizend keer zoveel als een lijst
programma's. Van elk ding is er hooguit één: een nieuw kenmerk vervangt wat bij het vorige hoorde.
"""

import gc
import sys
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock
from types import FunctionType, ModuleType
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Field, ForeignObjectRel
from django.db.models.options import Options

T = TypeVar("T")

RUIMTE = 128 * 1024 * 1024  # bytes per proces: dertig grote programma's naast elkaar
GEDULD = 10.0  # seconden dat iemand wacht op wie hetzelfde al opbouwt; daarna bouwt hij zelf

# Hangt aan elke rij, en staat er toch al.
_VAN_IEDEREEN = (type, ModuleType, FunctionType, Field, ForeignObjectRel, Options)


@dataclass(slots=True)
class _Bouw:
    """Iemand is bezig; ``klaar`` als het er is, of als het niet lukte."""

    klaar: Event = field(default_factory=Event)
    waarde: Any = None
    gelukt: bool = False


class Bewaarplek:
    """Zet wat het langst niet is gevraagd het eerst buiten de deur."""

    def __init__(self, ruimte: int = RUIMTE, geduld: float = GEDULD) -> None:
        self.ruimte, self.geduld, self.gebruikt = ruimte, geduld, 0
        self._rijen: OrderedDict[tuple[Any, ...], tuple[Any, Any, int]] = OrderedDict()
        self._bezig: dict[tuple[Any, ...], _Bouw] = {}
        self._slot = Lock()

    def __len__(self) -> int:
        return len(self._rijen)

    def clear(self) -> None:
        with self._slot:
            self._rijen.clear()
            self.gebruikt = 0

    def geef(self, wat: tuple[Any, ...], kenmerk: Any, bouw: Callable[[], T]) -> T:
        """Wat ``bouw`` gaf, of eerder gaf bij hetzelfde ``wat`` en ``kenmerk``. Vragen er meer tegelijk, dan bouwt er één.

        Binnen een transactie wordt er gebouwd en niet bewaard: daar is te zien wat een ander nog niet mag zien, en op
        PostgreSQL hoort dat tot het vastleggen bij het kenmerk van daarvoor.
        """
        if _in_een_transactie():
            return bouw()
        sleutel = (wat, kenmerk)
        with self._slot:
            if (rij := self._rijen.get(wat)) and rij[0] == kenmerk:
                self._rijen.move_to_end(wat)
                return rij[1]
            ander = self._bezig.get(sleutel)
            eigen = ander or self._bezig.setdefault(sleutel, _Bouw())
        if ander:
            ander.klaar.wait(self.geduld)
            return ander.waarde if ander.gelukt else bouw()
        try:
            eigen.waarde = bouw()
            eigen.gelukt = True
            self._bewaar(wat, kenmerk, eigen.waarde)
            return eigen.waarde
        finally:
            with self._slot:
                del self._bezig[sleutel]
            eigen.klaar.set()

    def _bewaar(self, wat: tuple[Any, ...], kenmerk: Any, waarde: Any) -> None:
        omvang = omvang_van((wat, kenmerk, waarde))
        with self._slot:
            self._haal_weg(wat)
            if omvang > self.ruimte:
                return
            self._rijen[wat] = (kenmerk, waarde, omvang)
            self.gebruikt += omvang
            while self.gebruikt > self.ruimte:
                self._haal_weg(next(iter(self._rijen)))

    def _haal_weg(self, wat: tuple[Any, ...]) -> None:
        if rij := self._rijen.pop(wat, None):
            self.gebruikt -= rij[2]


def omvang_van(waarde: Any) -> int:
    """De bytes van een waarde met alles waar zij naar verwijst, elk ding één keer. Klassen en functies tellen niet mee."""
    gezien: set[int] = set()
    laag, totaal = [waarde], 0
    while laag:
        nieuw = {id(ding): ding for ding in laag if not isinstance(ding, _VAN_IEDEREEN)}
        dingen = [ding for plek, ding in nieuw.items() if plek not in gezien]
        gezien.update(nieuw)
        totaal += sum(map(sys.getsizeof, dingen))
        laag = gc.get_referents(*dingen)
    return totaal


def _in_een_transactie() -> bool:
    """Of er een transactie van de site loopt; die van een test telt niet (zo kijkt Django ook bij ``durable``)."""
    blokken: list[Any] = connection.atomic_blocks
    return any(not blok._from_testcase for blok in blokken)


plek = Bewaarplek()
