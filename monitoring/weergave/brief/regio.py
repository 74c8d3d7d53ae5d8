"""De tweede helft van een raadsbrief: de regio in een grafiek, de gemeente naast de andere, en wat er is besloten."""

from collections.abc import Iterator
from datetime import date

from monitoring.constanten import BesprekingFase
from monitoring.datum import datum_tekst
from monitoring.lezen.conclusie import Weetpunt, weetpunten
from monitoring.lezen.dashboard.trend import in_woorden
from monitoring.lezen.hoofdstukken import Vak, totaalvakken
from monitoring.lezen.kaart.gemeenten import samen
from monitoring.lezen.matrix import maak_matrix
from monitoring.lezen.raadsbrief import Raadsbrief
from monitoring.verslag.vorm import TELBAAR, BesluitRegel, OverlegRegel, Telling, Verslag
from monitoring.weergave.brief import zinnen
from monitoring.weergave.brief.document import Alinea, Deel, Grafiek, Kop, Opsomming, Reeks, Tabel
from monitoring.weergave.woorden import met_teken

MEEST_BESLUITEN = 3
PUNT = 160  # Zoveel tekens van wat bij een punt hoort.


def regio(brief: Raadsbrief) -> Iterator[Deel]:
    verslag = brief.verslag
    yield Kop("Hoe staat de hele regio ervoor?")
    if verslag.telling.totaal:
        yield _grafiek(verslag)
        yield _cijfers(verslag)
    if punten := weetpunten(verslag)[1:]:  # het eerste is het antwoord waar de brief mee begint
        yield Opsomming(tuple(_punt(punt) for punt in punten))
    if brief.beeld.regionaal:
        yield Alinea(zinnen.samen(brief.beeld.telling_regionaal))


def _punt(punt: Weetpunt) -> Alinea:
    return Alinea(" ".join(filter(None, [punt.kern, zinnen.ingekort(punt.uitleg, PUNT)])), vet=len(punt.kern))


def _jaren(verslag: Verslag) -> tuple[tuple[date, Telling], ...]:
    """Het vorige jaar, als dat er is, en dat van de brief."""
    vorige = verslag.vorige_peildatum, verslag.vorige_telling
    eerder = ((vorige[0], vorige[1]),) if vorige[0] and vorige[1] else ()
    return (*eerder, (verslag.peildatum, verslag.telling))


def _grafiek(verslag: Verslag) -> Grafiek:
    jaren = _jaren(verslag)
    cijfers = "; ".join(f"{datum_tekst(dag)}: {in_woorden(telling, verslag)}" for dag, telling in jaren)
    reeksen = (
        Reeks(
            naam=met_teken(verslag.legenda(code)),
            code=code,
            waarden=tuple(getattr(telling, code) for _, telling in jaren),
        )
        for code in TELBAAR
    )
    return Grafiek(
        titel="Acties van de hele regio naar status",
        omschrijving=f"Acties van de hele regio naar status. {cijfers}.",
        groepen=tuple(datum_tekst(dag) for dag, _ in jaren),
        reeksen=tuple(reeks for reeks in reeksen if any(reeks.waarden)),
    )


def _cijfers(verslag: Verslag) -> Tabel:
    """Dezelfde cijfers als tabel; van wat nog niet is bevestigd staat het aantal erbij."""
    vakken, jaren = totaalvakken(verslag), _jaren(verslag)
    *eerder, nu = [(datum_tekst(dag), *map(str, telling.aantallen)) for dag, telling in jaren]
    nu = (nu[0], *(_aantal(vak) for vak in vakken))
    return Tabel(
        omschrijving="Aantal acties van de regio per status",
        koppen=("Aantal acties op", *(met_teken(vak) for vak in vakken)),
        breedtes=(3.4, *(13.6 / len(vakken) for _ in vakken)),
        getallen=tuple(range(1, len(vakken) + 1)),
        rijen=(*eerder, nu),
    )


def _aantal(vak: Vak) -> str:
    return f"{vak.aantal}, {vak.waarvan}" if vak.waarvan else str(vak.aantal)


def naast_elkaar(brief: Raadsbrief) -> Iterator[Deel]:
    """Hoeveel elke gemeente klaar heeft van wat zij zelf doet; alleen als er meer gemeenten zijn."""
    tellingen = {kolom.naam: kolom.telling for kolom in maak_matrix(brief.verslag).kolommen if kolom.telling.totaal}
    eigen = tellingen.get(brief.gemeente)
    if eigen is None or len(tellingen) < 2:
        return
    yield Kop(f"Hoe doet {brief.gemeente} het naast de andere gemeenten?")
    yield Alinea(zinnen.vergelijking(brief.gemeente, eigen, samen(list(tellingen.values()))))
    yield Tabel(
        omschrijving="Gemeenten naar het aantal eigen acties dat klaar is",
        koppen=("Klaar", "Gemeenten"),
        breedtes=(1.6, 15.4),
        rijen=tuple(zinnen.per_aantal(tellingen, brief.gemeente)),
    )


def wat_er_gebeurt(brief: Raadsbrief) -> Iterator[Deel]:
    """De nieuwste besluiten en besprekingen, op datum."""
    regels = [
        *((besluit.datum, _besluit(besluit)) for besluit in brief.verslag.besluiten),
        *((overleg.datum, _overleg(overleg)) for overleg in brief.overleggen if overleg.datum),
    ]
    if not regels:
        return
    nieuwste = sorted(sorted(regels, reverse=True)[:MEEST_BESLUITEN])
    yield Kop("Wat is er besloten en besproken?")
    yield Tabel(
        omschrijving="Besluiten en besprekingen, op datum",
        koppen=("Datum", "Wat"),
        breedtes=(3.4, 13.6),
        rijen=tuple((datum_tekst(dag), wat) for dag, wat in nieuwste),
    )
    if len(regels) > MEEST_BESLUITEN:
        yield Alinea("Wat eerder is besloten of besproken, staat in de evaluatie.")


def _besluit(besluit: BesluitRegel) -> str:
    actie = f", actie {besluit.nummer}. {besluit.titel}" if besluit.nummer is not None else ""
    kenmerk = f" (kenmerk {besluit.kenmerk})" if besluit.kenmerk else ""
    wat = zinnen.ingekort(besluit.omschrijving, zinnen.BESLUIT)
    return f"{besluit.orgaan}: {besluit.soort_woord.lower()}{actie}. {wat}{kenmerk}"


def _overleg(overleg: OverlegRegel) -> str:
    besprak = overleg.fase == BesprekingFase.BESPROKEN
    wat = " ".join(filter(None, [overleg.conclusies, overleg.besluiten]))
    zin = f"{overleg.naam} ({overleg.afkorting}) {'besprak' if besprak else 'bespreekt'} het jaar."
    return " ".join(filter(None, [zin, zinnen.ingekort(wat, zinnen.BESLUIT)]))
