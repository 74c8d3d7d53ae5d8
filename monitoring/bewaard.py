"""Verslagen die al zijn opgebouwd, zolang er niets is veranderd. Per proces, en alleen voor leespagina's."""

from collections import OrderedDict
from datetime import date
from threading import Lock
from typing import Any

from acties.models import Programma
from monitoring.opbouw import bouw_verslag
from monitoring.verslag import Verslag

HOOGSTENS = 24

_verslagen: OrderedDict[tuple, Verslag] = OrderedDict()
_slot = Lock()


def bewaard_verslag(programma: Programma, peildatum: date, **keuzes: Any) -> Verslag:
    """``bouw_verslag``, of het verslag dat eerder met dezelfde keuzes uit dezelfde gegevens is opgebouwd.

    ``programma`` komt uit ``Programma.objects.met_kenmerk()``: het kenmerk is dan gelezen vóór de gegevens, zodat een
    bewaard verslag nooit ouder is dan zijn kenmerk.
    """
    sleutel = (programma.pk, programma.kenmerk, peildatum, *((naam, _kern(keuzes[naam])) for naam in sorted(keuzes)))
    with _slot:
        if sleutel in _verslagen:
            _verslagen.move_to_end(sleutel)
            return _verslagen[sleutel]
    verslag = bouw_verslag(programma, peildatum, **keuzes)
    with _slot:
        _verslagen[sleutel] = verslag
        while len(_verslagen) > HOOGSTENS:
            _verslagen.popitem(last=False)
    return verslag


def _kern(keuze: Any) -> Any:
    return getattr(keuze, "pk", keuze)
