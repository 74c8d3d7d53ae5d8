"""Wat een indicator zegt, in woorden: waar het begon, waar het heen moet, of dat is gehaald, en hoe een cijfer is berekend."""

from dataclasses import dataclass
from decimal import Decimal

from acties.rekenblad.lezen.periode import Periodesoort, lees_periode
from acties.woorden import GEMEENTE, opsomming
from monitoring.constanten import Cijfersoort, Norm
from monitoring.datum import getal_tekst
from monitoring.verslag.vorm import IndicatorRegel, MetingRegel

_HEEL = (Periodesoort.JAAR, Periodesoort.DAG)
_MEESTE_NAMEN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitkomst:
    """Of het streven is gehaald. ``code`` is gehaald, niet_gehaald of onbekend; ``uitleg`` zegt waarom."""

    code: str
    woord: str
    uitleg: str

    @property
    def zin(self) -> str:
        return f"{self.woord}: {self.uitleg}"


def eenheid(indicator: IndicatorRegel) -> str:
    """“meldingen per 1.000 inwoners”, “%” of de eenheid zelf: waarin het cijfer te zien is."""
    if not indicator.per:
        return indicator.eenheid
    if indicator.per == 100:
        return f"% van {indicator.noemer_eenheid}"
    return f"{indicator.eenheid} per {getal_tekst(indicator.per)} {indicator.noemer_eenheid}"


def met_eenheid(indicator: IndicatorRegel, waarde: Decimal) -> str:
    """“29,5%”, “12,3 meldingen per 1.000 inwoners”."""
    woorden = eenheid(indicator)
    return f"{getal_tekst(waarde)}{'' if woorden.startswith('%') else ' '}{woorden}"


def met_geheel(indicator: IndicatorRegel, meting: MetingRegel) -> str:
    """“123 op 10.000”: waar een cijfer per zoveel van komt; leeg bij elk ander cijfer."""
    if not indicator.per or meting.noemer is None:
        return ""
    return f"{getal_tekst(meting.waarde)} op {getal_tekst(meting.noemer)}"


def zonder_geheel(indicator: IndicatorRegel) -> str:
    """Een aandeel zonder het aantal waarvan het een deel is, zegt dat erbij."""
    is_aandeel = indicator.eenheid.startswith("%") and not indicator.noemer
    return "Niet bekend: de bron geeft alleen het percentage." if is_aandeel else ""


def nulmeting(indicator: IndicatorRegel) -> str:
    if indicator.nulwaarde is None:
        return ""
    return f"{met_eenheid(indicator, indicator.nulwaarde)} in {indicator.nuljaar}"


def streven(indicator: IndicatorRegel) -> str:
    """“ten hoogste 20% in 2023”; leeg zonder streven."""
    if indicator.streefwaarde is None:
        return ""
    norm = str(Norm(indicator.norm).label)
    return f"{norm} {met_eenheid(indicator, indicator.streefwaarde)} in {indicator.streefjaar}"


def uitkomst(indicator: IndicatorRegel) -> Uitkomst | None:
    """Of het cijfer over het streefjaar het streven haalt; ``None`` zonder streven."""
    if indicator.streefwaarde is None:
        return None
    over_dat_jaar = [meting for meting in indicator.van_regio if _is_van(meting, indicator.streefjaar)]
    if not over_dat_jaar:
        return _onbekend(f"over {indicator.streefjaar} is er geen cijfer voor de hele regio")
    meting = max(over_dat_jaar, key=lambda meting: (meting.soort is Periodesoort.JAAR, meting.op_as))
    waarde = indicator.getoond(meting)
    if waarde is None:
        return _onbekend(f"over {indicator.streefjaar} ontbreekt de noemer ({indicator.noemer})")
    nu, doel = f"{met_eenheid(indicator, waarde)} {meting.toen}", streven(indicator)
    if meting.voorlopig:
        return _onbekend(f"het cijfer kan nog veranderen, {nu}; het streven is {doel}")
    minstens = indicator.norm == Norm.MINSTENS
    gehaald = waarde >= indicator.streefwaarde if minstens else waarde <= indicator.streefwaarde
    code, woord = ("gehaald", "Gehaald") if gehaald else ("niet_gehaald", "Niet gehaald")
    return Uitkomst(code=code, woord=woord, uitleg=f"{nu}; het streven is {doel}")


def berekening(indicator: IndicatorRegel, meting: MetingRegel) -> str:
    """“opgeteld uit Heerhugowaard en Langedijk”, “gewogen uit 17 gemeenten”; leeg als de bron het cijfer zelf noemt."""
    if not meting.uit:
        return ""
    hoe = "gewogen" if indicator.soort == Cijfersoort.VERHOUDING else "opgeteld"
    veel = len(meting.uit) > _MEESTE_NAMEN
    return f"{hoe} uit {GEMEENTE.aantal(len(meting.uit)) if veel else opsomming(meting.uit)}"


def niet_berekend(indicator: IndicatorRegel) -> list[str]:
    """“Dijk en Waard in 2021 is niet te berekenen: …”. Perioden met dezelfde reden staan bij elkaar."""
    perioden: dict[tuple[str, str], list[str]] = {}
    for regel in indicator.niet_berekend:
        perioden.setdefault((regel.organisatie, regel.reden), []).append(regel.periode)
    return [
        f"{naam or 'De hele regio'} in {opsomming(wanneer)} is niet te berekenen: {reden}."
        for (naam, reden), wanneer in perioden.items()
    ]


def eigen(indicator: IndicatorRegel, organisatie: str) -> str:
    """Het laatste cijfer van een organisatie naast dat van de regio; leeg als een van beide ontbreekt.

    Van een aantal is dat haar deel, met het geheel erbij; van een verhouding staan beide getallen naast elkaar.
    """
    regio = {meting.periode: meting for meting in indicator.van_regio}
    beide = [meting for meting in indicator.alle if meting.organisatie == organisatie and meting.periode in regio]
    if not beide:
        return ""
    meting = beide[-1]
    hier, daar = indicator.getoond(meting), indicator.getoond(regio[meting.periode])
    if hier is None or daar is None:
        return ""
    toen = meting.toen[0].upper() + meting.toen[1:]
    if indicator.soort == Cijfersoort.AANTAL and not indicator.per:
        return f"{toen}: {getal_tekst(hier)} van de {met_eenheid(indicator, daar)} in de hele regio."
    procent = "%" if eenheid(indicator).startswith("%") else ""
    return f"{toen}: {met_eenheid(indicator, hier)}; in de hele regio {getal_tekst(daar)}{procent}."


def _onbekend(uitleg: str) -> Uitkomst:
    return Uitkomst(code="onbekend", woord="Nog niet te zeggen", uitleg=uitleg)


def _is_van(meting: MetingRegel, jaar: int | None) -> bool:
    periode = lees_periode(meting.periode)
    return periode is not None and periode.soort in _HEEL and periode.eind.year == jaar
