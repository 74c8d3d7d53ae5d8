"""Een indicator zoals een lezer haar ziet: de laatste waarde, de grafiek en de tabel erbij."""

from dataclasses import dataclass
from decimal import Decimal

from monitoring.lezen.grafieken import Lijngrafiek, Staaf, lijngrafiek, op_tijd, staven
from monitoring.verslag.vorm import IndicatorRegel, MetingRegel


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicatorbeeld:
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


def indicatorbeeld(indicator: IndicatorRegel) -> Indicatorbeeld:
    regio = tuple(op_tijd(meting for meting in indicator.metingen if not meting.organisatie))
    eigen = {(meting.organisatie, meting.periode): meting.waarde for meting in indicator.metingen if meting.organisatie}
    perioden = tuple(sorted({periode for _, periode in eigen}))
    namen = sorted({organisatie for organisatie, _ in eigen})
    return Indicatorbeeld(
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
