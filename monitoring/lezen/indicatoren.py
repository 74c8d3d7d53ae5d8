"""Een indicator zoals een lezer haar ziet: de laatste waarde, de grafiek en de tabel erbij."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from acties.rekenblad.lezen.periode import HELE_JAREN
from monitoring.lezen.grafieken import Lijngrafiek, Staaf, lijngrafiek, staven
from monitoring.verslag.vorm import IndicatorRegel, MetingRegel, op_tijd


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicatorbeeld:
    """Een indicator met zijn grafiek: een lijn bij meer metingen voor de regio, anders staven.

    Getekend worden de metingen voor de regio die naast elkaar te zetten zijn: hele jaren, of anders die van één soort periode.
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
    getekend = _vergelijkbaar(regio)
    per_organisatie = op_tijd(meting for meting in indicator.metingen if meting.organisatie)
    eigen = {(meting.organisatie, meting.periode): meting.waarde for meting in per_organisatie}
    perioden = tuple(dict.fromkeys(meting.periode for meting in per_organisatie))
    voorlopig = {meting.periode for meting in per_organisatie if meting.voorlopig}
    namen = sorted({organisatie for organisatie, _ in eigen})
    return Indicatorbeeld(
        indicator=indicator,
        laatste=getekend[-1] if getekend else None,
        regio=regio,
        lijn=lijngrafiek(getekend) if len(getekend) > 1 else None,
        staven=_staven(indicator, [(meting.wanneer, meting.waarde) for meting in getekend])
        if len(getekend) == 1
        else (),
        perioden=tuple(f"{periode} (voorlopig)" if periode in voorlopig else periode for periode in perioden),
        organisaties=tuple((naam, tuple(eigen.get((naam, periode)) for periode in perioden)) for naam in namen),
    )


def _vergelijkbaar(metingen: Sequence[MetingRegel]) -> tuple[MetingRegel, ...]:
    """De hele jaren, of anders de soort periode die er het meest is: een halfjaar naast een jaar lijkt een halvering."""
    jaren = tuple(meting for meting in metingen if meting.soort in HELE_JAREN)
    if jaren or not metingen:
        return jaren
    soorten = Counter(meting.soort for meting in metingen)
    return tuple(meting for meting in metingen if meting.soort == soorten.most_common(1)[0][0])


def _staven(indicator: IndicatorRegel, waarden: list[tuple[str, Decimal]]) -> tuple[Staaf, ...]:
    """Een percentage staat tegen het geheel; elk ander getal tegen het grootste."""
    aandeel = indicator.eenheid == "%" and all(0 <= waarde <= 100 for _, waarde in waarden)
    return staven(waarden, top=Decimal(100) if aandeel else None)
