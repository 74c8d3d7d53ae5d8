"""Overleggen en afspraken op het dashboard: wanneer een overleg is, en wat het eerder afsprak."""

from datetime import date
from typing import Any

from django.utils import timezone

from acties.models import Programma
from monitoring.lezen.afspraken import open_en_te_laat
from monitoring.verslag.afspraakregel import dringendste_eerst, op_dag
from monitoring.verslag.afspraken import afspraken_voor
from monitoring.verslag.vorm import OverlegRegel, Verslag

EERST = 4


def overleggen_en_afspraken(request: Any, programma: Programma, verslag: Verslag) -> dict[str, Any]:
    """Vraagt iemand een peildatum, dan de afspraken zoals zij die dag stonden; anders zoals zij vandaag staan."""
    dag = verslag.peildatum if getattr(request, "peil", "") else timezone.localdate()
    regels = dringendste_eerst(op_dag(afspraken_voor(request.user, programma).values(), dag))
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
