"""Verslagen die al zijn opgebouwd, zolang er niets is veranderd. Per proces, en alleen voor leespagina's."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import date
from threading import Lock
from typing import Any, TypeVar

from acties.models import Programma
from monitoring.verslag.opbouw import bouw_verslag, tellingen
from monitoring.verslag.vorm import Telling, Verslag

HOOGSTENS = 24

T = TypeVar("T")

_verslagen: OrderedDict[tuple, Any] = OrderedDict()
_slot = Lock()


def bewaard_verslag(programma: Programma, peildatum: date, **keuzes: Any) -> Verslag:
    """``bouw_verslag``, of het verslag dat eerder met dezelfde keuzes uit dezelfde gegevens is opgebouwd.

    ``programma`` komt uit ``Programma.objects.met_kenmerk()``: het kenmerk is dan gelezen vóór de gegevens, zodat een
    bewaard verslag nooit ouder is dan zijn kenmerk.
    """
    sleutel = (programma.pk, programma.kenmerk, peildatum, *((naam, _kern(keuzes[naam])) for naam in sorted(keuzes)))
    return bewaar(sleutel, lambda: bouw_verslag(programma, peildatum, **keuzes))


def bewaarde_tellingen(programma: Programma, dagen: Iterable[date]) -> dict[date, Telling]:
    """``tellingen`` van deze dagen, of die eerder uit dezelfde gegevens zijn geteld."""
    gevraagd = sorted(dagen)
    return bewaar(("tellingen", programma.pk, programma.kenmerk, *gevraagd), lambda: tellingen(programma, gevraagd))


def bewaar(sleutel: tuple, bouw: Callable[[], T]) -> T:
    """Wat ``bouw`` gaf, of wat zij eerder gaf bij dezelfde ``sleutel``. Het kenmerk van de gegevens hoort in de sleutel."""
    with _slot:
        if sleutel in _verslagen:
            _verslagen.move_to_end(sleutel)
            return _verslagen[sleutel]
    nieuw = bouw()
    with _slot:
        _verslagen[sleutel] = nieuw
        while len(_verslagen) > HOOGSTENS:
            _verslagen.popitem(last=False)
    return nieuw


def _kern(keuze: Any) -> Any:
    return getattr(keuze, "pk", keuze)
