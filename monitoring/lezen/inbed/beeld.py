"""Een grafiek die op zichzelf staat, voor de site van een gemeente: met haar naam, dag, programma, legenda en bron erin."""

from collections.abc import Iterable
from dataclasses import dataclass

from acties.models import Programma
from acties.rekenblad.schrijven.opmaak import STATUSKLEUREN
from monitoring.datum import datum_tekst
from monitoring.lezen.dashboard.trend import Jaarpunt, in_woorden, jaren_op_rij
from monitoring.lezen.grafieken import Stapelbalk, stapelbalken
from monitoring.lezen.waarheid import voorlopig_in_titel
from monitoring.lezen.zinnen import vervallen_acties
from monitoring.verslag.vorm import TELBAAR, Telling, Verslag

STAND, JAREN = "stand", "jaren"  # de grafieken die een eigen adres hebben
TITEL = "Aantal acties per status"

KOP, BALK, VAK = 66, 38, 142  # in px: boven de eerste balk, per balk, en per woord van de legenda


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuk:
    """Een stuk van een balk of legenda met haar kleuren: een losse afbeelding heeft geen stylesheet."""

    vlak: str
    inkt: str
    rand: str
    streep: bool
    x: str
    breedte: str = ""
    midden: str = ""
    tekst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rij:
    """Eén balk. ``y`` is de bovenkant van haar baan."""

    naam: str
    y: int
    stukken: tuple[Stuk, ...]
    totaal: int
    einde: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbedbeeld:
    """``uitleg``: de grafiek voor wie haar niet ziet. ``inspring``: waar de balken beginnen."""

    titel: str
    onder: str
    bron: str
    uitleg: str
    inspring: int
    rijen: tuple[Rij, ...]
    legenda: tuple[Stuk, ...]

    @property
    def onderkant(self) -> int:
        return KOP + BALK * len(self.rijen)


def inbedbeeld(programma: Programma, verslag: Verslag, grafiek: str, site: str) -> Inbedbeeld:
    """``site``: het adres waar de cijfers staan. Fout: ``KeyError`` bij een grafiek die er niet is."""
    punten = {STAND: lambda: (), JAREN: lambda: jaren_op_rij(programma, verslag)}[grafiek]()
    tellingen = [punt.telling for punt in punten] or [verslag.telling]
    namen = [punt.naam for punt in punten] or [""]
    onder = [verslag.programma.naam, _periode(punten) or _dag(verslag)]
    bron = [f"Bron: {site}"]
    if grafiek == STAND and verslag.telling.vervallen:
        bron.append(f"Niet meegeteld: {vervallen_acties(verslag.telling)}.")
    return Inbedbeeld(
        titel=TITEL,
        onder=" · ".join(onder),
        bron=" · ".join(bron),
        uitleg="; ".join(_in_woorden(naam, telling, verslag) for naam, telling in zip(namen, tellingen, strict=True)),
        inspring=190 if punten else 0,
        rijen=tuple(_rijen(namen, stapelbalken(tellingen))),
        legenda=tuple(_stuk(code, x=str(plek * VAK), tekst=verslag.woord(code)) for plek, code in enumerate(TELBAAR)),
    )


def _dag(verslag: Verslag) -> str:
    return f"{datum_tekst(verslag.peildatum)}{voorlopig_in_titel(verslag.voorlopig)}"


def _periode(punten: tuple[Jaarpunt, ...]) -> str:
    """“2021 tot en met 2023, voorlopig”; leeg zonder jaren."""
    if len(punten) < 2:
        return punten[0].naam if punten else ""
    return f"{punten[0].dag_tekst} tot en met {punten[-1].naam}"


def _in_woorden(naam: str, telling: Telling, verslag: Verslag) -> str:
    aantallen = f"{in_woorden(telling, verslag)}, samen {telling.totaal}"
    return f"{naam}: {aantallen}" if naam else aantallen


def _rijen(namen: Iterable[str], balken: Iterable[Stapelbalk]) -> Iterable[Rij]:
    for plek, (naam, balk) in enumerate(zip(namen, balken, strict=True)):
        stukken = tuple(
            _stuk(deel.stand, x=deel.x, breedte=deel.breedte, midden=deel.midden, tekst=str(deel.aantal))
            for deel in balk.delen
        )
        yield Rij(naam=naam, y=KOP + BALK * plek, stukken=stukken, totaal=balk.totaal, einde=balk.einde)


def _stuk(code: str, **anders: str) -> Stuk:
    vlak, inkt, rand = (f"#{kleur}" for kleur in STATUSKLEUREN[code])
    return Stuk(vlak=vlak, inkt=inkt, rand=rand, streep=code == "geen_melding", **anders)
