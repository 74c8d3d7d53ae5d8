"""Overleggen en afspraken op het dashboard: wanneer een overleg is, en wat het eerder afsprak."""

from datetime import date
from typing import Any

from acties.models import Programma
from monitoring.lezen.afspraken import open_en_te_laat
from monitoring.lezen.pagina import lees_afspraken
from monitoring.verslag.vorm import OverlegRegel, Verslag

EERST = 4


def overleggen_en_afspraken(request: Any, programma: Programma, verslag: Verslag) -> dict[str, Any]:
    regels, dag = lees_afspraken(request, programma, verslag)
    return {
        "overleggen": sorted(verslag.overleggen, key=_wanneer),
        "afspraken": regels[:EERST],
        "aantal_afspraken": len(regels),
        "afspraakzin": open_en_te_laat(regels, dag),
        "dag": dag,
    }


def _wanneer(overleg: OverlegRegel) -> date:
    """Wie nog geen dag heeft, komt achteraan."""
    return overleg.datum or date.max
