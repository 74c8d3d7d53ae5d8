"""Wie er op een dag is, en wie er dan voor een ander optreedt. Een einde is overal de eerste dag dat het voorbij is."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import Q


def loopt(van: date, tot: date, begin: date | None, einde: date | None) -> bool:
    """Of iets van ``begin`` tot ``einde`` er was op een dag van ``van`` tot en met ``tot``. ``None`` is onbegrensd."""
    return (begin is None or begin <= tot) and (einde is None or einde > van)


def lopend(van: date, tot: date, begin: str, einde: str) -> Q:
    """``loopt`` als filter; ``begin`` en ``einde`` zijn de namen van de velden."""
    return Q(
        Q((f"{begin}__isnull", True)) | Q((f"{begin}__lte", tot)),
        Q((f"{einde}__isnull", True)) | Q((f"{einde}__gt", van)),
    )


class Bestaan:
    """Wat een organisatie over haar bestaan weet, als rij van de database en als gewone waarden."""

    __slots__ = ()
    begindatum: date | None
    einddatum: date | None
    opvolger_id: int | None

    def bestond_op(self, dag: date) -> bool:
        return loopt(dag, dag, self.begindatum, self.einddatum)

    def bestond_in(self, jaar: int) -> bool:
        """Of er in dit jaar een dag was dat de organisatie bestond."""
        return self.bestond_tussen(date(jaar, 1, 1), date(jaar, 12, 31))

    def bestond_tussen(self, begin: date, eind: date) -> bool:
        """Of er van begin tot en met eind een dag was dat de organisatie bestond."""
        return loopt(begin, eind, self.begindatum, self.einddatum)

    def is_weg_op(self, dag: date) -> bool:
        """Of zij op deze dag al is opgegaan of opgeheven."""
        return self.einddatum is not None and self.einddatum <= dag

    def dichtste_dag(self, dag: date) -> date:
        """``dag``, of de dichtstbijzijnde dag waarop de organisatie bestond."""
        if self.begindatum and dag < self.begindatum:
            return self.begindatum
        return self.einddatum - timedelta(days=1) if self.einddatum and self.is_weg_op(dag) else dag


B = TypeVar("B", bound=Bestaan)


def keten(eerste: B, opvolger: Callable[[B], B | None]) -> Iterator[B]:
    """Een organisatie en haar opvolgers, in volgorde. Een kring houdt op waar zij begon."""
    gezien: list[B] = []
    schakel: B | None = eerste
    while schakel is not None and schakel not in gezien:
        gezien.append(schakel)
        yield schakel
        schakel = opvolger(schakel)


def optredend(schakels: Iterator[B], dag: date) -> B:
    """Wie in een keten op deze dag optreedt: de eerste die niet weg is, en anders de laatste."""
    schakel = next(schakels)
    while schakel.is_weg_op(dag):
        volgende = next(schakels, None)
        if volgende is None:
            break
        schakel = volgende
    return schakel
