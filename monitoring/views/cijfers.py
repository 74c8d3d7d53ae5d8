from dataclasses import dataclass
from decimal import Decimal

from django.shortcuts import render
from django.views.decorators.http import require_safe

from acties.toegang import leespagina
from monitoring.grafieken import Lijngrafiek, Staaf, lijngrafiek, op_tijd, staven
from monitoring.pagina import lees_peildatum, verslag_voor
from monitoring.verslag import IndicatorRegel, MetingRegel


@dataclass(frozen=True, slots=True, kw_only=True)
class Beeld:
    """Een indicator met zijn grafiek: een lijn bij meer metingen voor de regio, anders staven.

    ``perioden`` en ``organisaties`` zijn de tabel van waarden per organisatie: ``None`` waar een waarde ontbreekt.
    """

    indicator: IndicatorRegel
    laatste: MetingRegel | None
    regio: tuple[MetingRegel, ...]
    lijn: Lijngrafiek | None
    staven: tuple[Staaf, ...]
    perioden: tuple[str, ...]
    organisaties: tuple[tuple[str, tuple[Decimal | None, ...]], ...]


@require_safe
@leespagina
def cijfers(request, programma):
    verslag = verslag_voor(request, programma, lees_peildatum(request, programma))
    beelden = [_beeld(indicator) for indicator in verslag.indicatoren]
    return render(request, "monitoring/cijfers.html", {"menu": "cijfers", "verslag": verslag, "beelden": beelden})


def _beeld(indicator: IndicatorRegel) -> Beeld:
    regio = tuple(op_tijd(meting for meting in indicator.metingen if not meting.organisatie))
    eigen = {(meting.organisatie, meting.periode): meting.waarde for meting in indicator.metingen if meting.organisatie}
    perioden = tuple(sorted({periode for _, periode in eigen}))
    namen = sorted({organisatie for organisatie, _ in eigen})
    return Beeld(
        indicator=indicator,
        laatste=regio[-1] if regio else None,
        regio=regio,
        lijn=lijngrafiek(regio) if len(regio) > 1 else None,
        staven=_staven(indicator, [(meting.periode, meting.waarde) for meting in regio]) if len(regio) == 1 else (),
        perioden=perioden,
        organisaties=tuple((naam, tuple(eigen.get((naam, periode)) for periode in perioden)) for naam in namen),
    )


def _staven(indicator: IndicatorRegel, waarden: list[tuple[str, Decimal]]) -> tuple[Staaf, ...]:
    """Een percentage staat tegen het geheel; elk ander getal tegen het grootste."""
    aandeel = indicator.eenheid == "%" and all(0 <= waarde <= 100 for _, waarde in waarden)
    return staven(waarden, top=Decimal(100) if aandeel else None)
