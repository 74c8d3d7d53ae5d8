"""De indicatoren: één rij per cijfer; en op een eigen blad wat ervan wordt verwacht, met een lijn."""

from collections.abc import Iterator

from acties.rekenblad.schrijven.boek import Blad, Cel, Deel, Lijn, NieuwePagina, Regel, Rij, Tabel, getalstijl
from monitoring.constanten import Norm
from monitoring.lezen import cijferzinnen
from monitoring.lezen.indicatoren import Indicatorbeeld, indicatorbeeld
from monitoring.verslag.vorm import IndicatorRegel, MetingRegel, Verslag

KOPPEN = ("Indicator", "Eenheid", "Periode", "Voor", "Waarde", "Gewenst", "Ambitie", "Toelichting", "Bron")
STREVEN = (
    "Indicator", "Nulwaarde", "Jaar", "Norm", "Streefwaarde", "Jaar", "Uitkomst", "Bron van de streefwaarde", "Noemer",
)  # fmt: skip
BREEDTES = (30, 12, 12, 15, 11, 11, 30, 34, 24)
HELE_REGIO = "Hele regio"


def cijfers(verslag: Verslag) -> Blad:
    rijen = [rij for indicator in verslag.indicatoren for rij in _rijen(indicator)]
    stijlen = {"Waarde": "kop-getal", "Gewenst": "kop-in"}
    koppen = tuple(Cel(kop, stijlen.get(kop, "kop")) for kop in KOPPEN)
    delen = (
        Regel("Cijfers", "titel"),
        Regel("Cijfers die laten zien of de ambities dichterbij komen.", "ondertitel"),
        Regel(""),
        Tabel(koppen, rijen, filter=True) if rijen else Regel("Dit programma volgt nog geen cijfers."),
    )
    inhoud = "Indicatoren met waarde, eenheid, periode en bron"
    return Blad("Cijfers", inhoud, BREEDTES, delen)


def cijfers_in_beeld(verslag: Verslag) -> Iterator[Blad]:
    """Wat er van de indicatoren wordt verwacht, en hun lijnen, elk op een eigen pagina; niets als er geen van beide is."""
    delen: list[Deel] = [*_streven(verslag)]
    for indicator in verslag.indicatoren:
        lijn = list(_lijn(indicatorbeeld(indicator)))
        delen += [NieuwePagina(), *lijn] if delen and lijn else lijn
    if delen:
        titel = (Regel("Cijfers in beeld", "titel"), Regel("Waar zij begonnen, en waar zij heen moeten.", "ondertitel"))
        inhoud = "Wat er van de indicatoren wordt verwacht, en hun lijnen"
        yield Blad("Cijfers in beeld", inhoud, BREEDTES, (*titel, Regel(""), *delen))


def _rijen(indicator: IndicatorRegel) -> list[Rij]:
    return [_rij(indicator, meting) for meting in indicator.alle] or [_rij(indicator, None)]


def _rij(indicator: IndicatorRegel, meting: MetingRegel | None) -> Rij:
    berekening = cijferzinnen.berekening(indicator, meting) if meting else ""
    return (
        Cel(indicator.naam, "vet"),
        Cel(indicator.eenheid),
        Cel(meting.wanneer if meting else "Nog geen waarde"),
        Cel((meting.organisatie or HELE_REGIO) if meting else ""),
        Cel(meting.waarde, getalstijl(meting.waarde)) if meting else Cel(""),
        Cel(indicator.gewenst, "tekst-in"),
        Cel(indicator.ambitie),
        Cel(indicator.toelichting),
        Cel(berekening.capitalize() or "; ".join(indicator.bronnen)),
    )


def _streven(verslag: Verslag) -> Iterator[Deel]:
    """Wat er van de indicatoren wordt verwacht, en of dat is gehaald."""
    met = [i for i in verslag.indicatoren if i.streefwaarde is not None or i.nulwaarde is not None or i.noemer]
    if met:
        koppen = tuple(Cel(kop, "kop-getal" if kop.endswith("waarde") and " " not in kop else "kop") for kop in STREVEN)
        yield Tabel(koppen, [_streefrij(indicator) for indicator in met])


def _streefrij(indicator: IndicatorRegel) -> Rij:
    uitkomst = cijferzinnen.uitkomst(indicator)
    nul, streef = indicator.nulwaarde, indicator.streefwaarde
    return (
        Cel(indicator.naam, "vet"),
        Cel("") if nul is None else Cel(nul, getalstijl(nul)),
        Cel("" if indicator.nuljaar is None else str(indicator.nuljaar)),
        Cel(str(Norm(indicator.norm).label) if indicator.norm else ""),
        Cel("") if streef is None else Cel(streef, getalstijl(streef)),
        Cel("" if indicator.streefjaar is None else str(indicator.streefjaar)),
        Cel(f"{uitkomst.zin}." if uitkomst else ""),
        Cel(indicator.streefbron),
        Cel(indicator.noemer),
    )


def _lijn(beeld: Indicatorbeeld) -> Iterator[Deel]:
    """De cijfers van de regio met het streven ernaast, als tabel en als lijn eronder."""
    if beeld.lijn is None:
        return
    doel = beeld.indicator.streefwaarde
    koppen = (
        Cel("Periode", "kop"),
        Cel("Cijfer", "kop-getal"),
        *((Cel("Streven", "kop-getal"),) if doel is not None else ()),
    )
    rijen = [
        (
            Cel(f"{punt.periode} (voorlopig)" if punt.voorlopig else punt.periode),
            Cel(punt.waarde, getalstijl(punt.waarde)),
            *((Cel(doel, getalstijl(doel)),) if doel is not None else ()),
        )
        for punt in beeld.lijn.punten
    ]
    tabel = Tabel(koppen, rijen)
    yield Regel(beeld.titel, "ondertitel")
    yield tabel
    yield Lijn(
        titel=beeld.titel,
        tabel=tabel,
        labels=0,
        reeksen=(1,) if doel is None else (1, 2),
        as_waarde=beeld.eenheid,
        alt=f"{beeld.titel}: {beeld.lijn.uitleg}",
        met_doel=doel is not None,
    )
