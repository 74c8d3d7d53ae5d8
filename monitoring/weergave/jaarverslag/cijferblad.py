"""De indicatoren: één rij per meting, met de waarde als getal."""

from acties.rekenblad.schrijven.boek import Blad, Cel, Regel, Rij, Tabel, getalstijl
from monitoring.verslag.vorm import IndicatorRegel, MetingRegel, Verslag
from monitoring.weergave.jaarverslag.vervolg import verdeeld

KOPPEN = ("Indicator", "Eenheid", "Periode", "Voor", "Waarde", "Gewenst", "Ambitie", "Toelichting", "Bron")
HELE_REGIO = "Hele regio"


def cijfers(verslag: Verslag) -> Blad:
    breedtes = (30, 12, 12, 15, 11, 11, 30, 34, 24)
    rijen = verdeeld((rij for indicator in verslag.indicatoren for rij in _rijen(indicator)), breedtes)
    stijlen = {"Waarde": "kop-getal", "Gewenst": "kop-in"}
    koppen = tuple(Cel(kop, stijlen.get(kop, "kop")) for kop in KOPPEN)
    delen = (
        Regel("Cijfers", "titel"),
        Regel("Cijfers die laten zien of de ambities dichterbij komen.", "ondertitel"),
        Regel(""),
        Tabel(koppen, rijen, filter=True) if rijen else Regel("Dit programma volgt nog geen cijfers."),
    )
    inhoud = "Indicatoren met waarde, eenheid, periode en bron"
    return Blad("Cijfers", inhoud, breedtes, delen)


def _rijen(indicator: IndicatorRegel) -> list[Rij]:
    if not indicator.metingen:
        return [_rij(indicator, None)]
    return [_rij(indicator, meting) for meting in indicator.metingen]


def _rij(indicator: IndicatorRegel, meting: MetingRegel | None) -> Rij:
    return (
        Cel(indicator.naam, "vet"),
        Cel(indicator.eenheid),
        Cel(meting.wanneer if meting else "Nog geen waarde"),
        Cel((meting.organisatie or HELE_REGIO) if meting else ""),
        Cel(meting.waarde, getalstijl(meting.waarde)) if meting else Cel(""),
        Cel(indicator.gewenst, "tekst-in"),
        Cel(indicator.ambitie),
        Cel(indicator.toelichting),
        Cel("; ".join(indicator.bronnen)),
    )
