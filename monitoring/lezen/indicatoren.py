"""Een indicator zoals een lezer haar ziet: de laatste waarde, het streven, de grafiek en de tabel erbij."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from acties.rekenblad.lezen.periode import HELE_JAREN
from monitoring.datum import getal_tekst
from monitoring.lezen import cijferzinnen
from monitoring.lezen.cijferzinnen import Uitkomst
from monitoring.lezen.grafieken import Lijngrafiek, Staaf, lijngrafiek, staven
from monitoring.verslag.vorm import IndicatorRegel, MetingRegel, op_tijd, van_tot


@dataclass(frozen=True, slots=True, kw_only=True)
class Waarde:
    """Een cijfer in een tabel. ``geheel``: “123 op 10.000”, waar een cijfer per zoveel van komt."""

    getal: Decimal | None
    geheel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regiowaarde:
    """Een cijfer van de hele regio: wanneer, hoeveel, en hoe het is berekend als de bron het niet zelf noemt."""

    wanneer: str
    waarde: Waarde
    berekening: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicatorbeeld:
    """Een indicator met zijn grafiek: een lijn bij meer cijfers voor de regio of bij een streven, anders staven.

    Getekend worden de cijfers voor de regio die naast elkaar te zetten zijn: hele jaren, of anders die van één soort periode.
    Zonder cijfer voor de regio zijn de staven die van de organisaties in de laatste periode.
    ``perioden`` en ``rijen`` zijn de tabel van waarden per organisatie.
    """

    indicator: IndicatorRegel
    eenheid: str
    titel: str
    laatste: MetingRegel | None
    laatste_geheel: str
    regio: tuple[MetingRegel, ...]
    regiorijen: tuple[Regiowaarde, ...]
    lijn: Lijngrafiek | None
    staven: tuple[Staaf, ...]
    perioden: tuple[str, ...]
    rijen: tuple[tuple[str, tuple[Waarde | None, ...]], ...]
    zonder_geheel: str
    nulmeting: str
    streven: str
    uitkomst: Uitkomst | None
    berekend: tuple[str, ...]
    niet_berekend: tuple[str, ...]
    eigen: tuple[tuple[str, str], ...]

    @property
    def bijschrift(self) -> str:
        """Boven de grafiek: wat zij laat zien, en wat de gestreepte lijn is."""
        if self.lijn is None or self.lijn.doel is None:
            return self.titel
        return f"{self.titel}. Gestreept: de streefwaarde, {getal_tekst(self.lijn.doel.waarde)}."

    @property
    def organisaties(self) -> tuple[tuple[str, tuple[Decimal | None, ...]], ...]:
        """De tabel per organisatie als getallen: ``None`` waar een waarde ontbreekt."""
        return tuple(
            (naam, tuple(None if waarde is None else waarde.getal for waarde in rij)) for naam, rij in self.rijen
        )


def indicatorbeeld(indicator: IndicatorRegel, eigen: Iterable[str] = ()) -> Indicatorbeeld:
    """``eigen``: de organisaties van de lezer; hun cijfer staat naast dat van de regio."""
    regio = indicator.van_regio
    getekend = _vergelijkbaar(_getoond(indicator, regio))
    perioden, rijen = _per_organisatie(indicator)
    uitkomst = cijferzinnen.uitkomst(indicator)
    met_nul = _met_nulmeting(indicator, getekend)
    lijn = lijngrafiek(met_nul, doel=indicator.streefwaarde) if len(met_nul) > 1 or (met_nul and uitkomst) else None
    balken = [] if lijn else [(meting.wanneer, meting.waarde) for meting in getekend] or _laatste_periode(indicator)
    laatste = getekend[-1] if getekend else None
    return Indicatorbeeld(
        indicator=indicator,
        eenheid=cijferzinnen.eenheid(indicator),
        titel=_titel(indicator, met_nul),
        laatste=laatste,
        laatste_geheel=_bron_van(indicator, regio, laatste),
        regio=regio,
        regiorijen=_regiorijen(indicator),
        lijn=lijn,
        staven=_staven(indicator, balken),
        perioden=perioden,
        rijen=rijen,
        zonder_geheel=cijferzinnen.zonder_geheel(indicator),
        nulmeting=cijferzinnen.nulmeting(indicator),
        streven=cijferzinnen.streven(indicator),
        uitkomst=uitkomst,
        berekend=tuple(
            f"{meting.organisatie} {meting.toen} is {cijferzinnen.berekening(indicator, meting)}."
            for meting in indicator.berekend
            if meting.organisatie
        ),
        niet_berekend=tuple(cijferzinnen.niet_berekend(indicator)),
        eigen=tuple((naam, zin) for naam in eigen if (zin := cijferzinnen.eigen(indicator, naam))),
    )


def _getoond(indicator: IndicatorRegel, metingen: Iterable[MetingRegel]) -> list[MetingRegel]:
    """De metingen met het getal waar het om gaat; wie zijn noemer mist, valt weg."""
    paren = [(meting, indicator.getoond(meting)) for meting in metingen]
    return [replace(meting, waarde=waarde) for meting, waarde in paren if waarde is not None]


def _met_nulmeting(indicator: IndicatorRegel, getekend: Sequence[MetingRegel]) -> list[MetingRegel]:
    """Waar het begon hoort in de lijn, naast hele jaren en als dat jaar er niet al staat."""
    jaren = {meting.periode for meting in getekend}
    zonder = indicator.nulwaarde is None or str(indicator.nuljaar) in jaren
    if zonder or not getekend or any(meting.soort not in HELE_JAREN for meting in getekend):
        return list(getekend)
    return op_tijd([*getekend, _nul(indicator, indicator.nulwaarde or Decimal(0))])


def _nul(indicator: IndicatorRegel, waarde: Decimal) -> MetingRegel:
    return MetingRegel(periode=str(indicator.nuljaar), waarde=waarde, organisatie="")


def _titel(indicator: IndicatorRegel, getekend: Sequence[MetingRegel]) -> str:
    """“Recidive (%), hele regio, 2015–2021”: wat de grafiek laat zien."""
    waarover = f"{indicator.naam} ({cijferzinnen.eenheid(indicator)})"
    if getekend:
        return f"{waarover}, hele regio, {van_tot(getekend)}"
    per_organisatie = [meting for meting in indicator.alle if meting.organisatie]
    return f"{waarover} per organisatie, {per_organisatie[-1].wanneer}" if per_organisatie else waarover


def _bron_van(indicator: IndicatorRegel, regio: Iterable[MetingRegel], laatste: MetingRegel | None) -> str:
    """Wat er onder het grote getal staat: het geheel waar het van komt, en hoe het is berekend."""
    gevonden = next((meting for meting in regio if laatste and meting.periode == laatste.periode), None)
    if gevonden is None:
        return ""
    delen = (cijferzinnen.met_geheel(indicator, gevonden), cijferzinnen.berekening(indicator, gevonden))
    return ", ".join(filter(None, delen))


def _regiorijen(indicator: IndicatorRegel) -> tuple[Regiowaarde, ...]:
    rijen = [
        Regiowaarde(
            wanneer=meting.wanneer,
            waarde=Waarde(getal=indicator.getoond(meting), geheel=cijferzinnen.met_geheel(indicator, meting)),
            berekening=cijferzinnen.berekening(indicator, meting),
        )
        for meting in indicator.van_regio
    ]
    if indicator.nulwaarde is None:
        return tuple(rijen)
    return (Regiowaarde(wanneer=f"{indicator.nuljaar} (nulmeting)", waarde=Waarde(getal=indicator.nulwaarde)), *rijen)


def _per_organisatie(
    indicator: IndicatorRegel,
) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[Waarde | None, ...]], ...]]:
    metingen = [meting for meting in indicator.alle if meting.organisatie]
    eigen = {(meting.organisatie, meting.periode): meting for meting in metingen}
    perioden = tuple(dict.fromkeys(meting.periode for meting in metingen))
    voorlopig = {meting.periode for meting in metingen if meting.voorlopig}

    def waarde(naam: str, periode: str) -> Waarde | None:
        meting = eigen.get((naam, periode))
        if meting is None:
            return None
        return Waarde(getal=indicator.getoond(meting), geheel=cijferzinnen.met_geheel(indicator, meting))

    koppen = tuple(f"{periode} (voorlopig)" if periode in voorlopig else periode for periode in perioden)
    namen = sorted({naam for naam, _ in eigen})
    return koppen, tuple((naam, tuple(waarde(naam, periode) for periode in perioden)) for naam in namen)


def _laatste_periode(indicator: IndicatorRegel) -> list[tuple[str, Decimal]]:
    """Zonder cijfer voor de regio: dat van elke organisatie in de laatste periode."""
    metingen = _vergelijkbaar(_getoond(indicator, (meting for meting in indicator.alle if meting.organisatie)))
    if not metingen or indicator.van_regio:
        return []
    return sorted((m.organisatie, m.waarde) for m in metingen if m.periode == metingen[-1].periode)


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
