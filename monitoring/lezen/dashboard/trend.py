"""De jaren van een programma op een rij: wat er aan het eind van elk jaar gold, het laatst wat de lezer nu bekijkt."""

from dataclasses import dataclass, replace
from datetime import date

from acties.models import Programma
from acties.woorden import opsomming
from monitoring.datum import datum_tekst
from monitoring.lezen.dashboard.overzicht import MEERVOUD
from monitoring.lezen.grafieken import Stapelbalk, stapelbalken
from monitoring.lezen.waarheid import is_voorlopig, voorlopig_in_titel
from monitoring.verslag.geldend import geldend_verslag
from monitoring.verslag.vastgesteld import Beschadigd
from monitoring.verslag.vorm import TELBAAR, OnderdeelStand, Telling, Verslag

HOOGSTENS = 5  # Zoveel jaren passen er naast elkaar op een telefoon.


@dataclass(frozen=True, slots=True, kw_only=True)
class Jaarpunt:
    """De aantallen op één dag: van alle acties, en per onderdeel op code. ``voorlopig``: dat jaar is niet vastgesteld."""

    dag: date
    voorlopig: bool
    telling: Telling
    per_onderdeel: dict[str, Telling]

    @property
    def dag_tekst(self) -> str:
        """“2022”, of de hele dag als die niet de laatste van het jaar is."""
        heel = (self.dag.month, self.dag.day) == (12, 31)
        return str(self.dag.year) if heel else datum_tekst(self.dag)

    @property
    def naam(self) -> str:
        """“2022”, “2023, voorlopig”."""
        return f"{self.dag_tekst}{voorlopig_in_titel(self.voorlopig)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paneel:
    """Eén onderdeel door de jaren heen: per jaar de aantallen. Bestond het toen nog niet, dan een lege telling."""

    onderdeel: OnderdeelStand
    jaren: tuple[tuple[Jaarpunt, Telling], ...]


def jaren_op_rij(programma: Programma, verslag: Verslag) -> tuple[Jaarpunt, ...]:
    """De laatste dag van elk eerder jaar van het programma, en de dag van het verslag. Wat is vastgesteld, gaat voor.

    Een vastgesteld jaar dat beschadigd is, ontbreekt: de rest van het dashboard blijft te lezen.
    """
    eerste = max(programma.startjaar, verslag.peildatum.year - HOOGSTENS + 1)
    dagen = [date(jaar, 12, 31) for jaar in range(eerste, verslag.peildatum.year)]
    eerder = [_jaarpunt(programma, dag) for dag in dagen]
    return (*(punt for punt in eerder if punt), _punt(verslag, verslag.voorlopig))


def met_vorig_jaar(verslag: Verslag, punten: tuple[Jaarpunt, ...]) -> Verslag:
    """Het verslag, zo nodig aangevuld met het jaar ervoor om mee te vergelijken."""
    if verslag.vorige_telling or len(punten) < 2:
        return verslag
    vorige = punten[-2]
    return replace(verslag, vorige_peildatum=vorige.dag, vorige_telling=vorige.telling)


def panelen_per_soort(verslag: Verslag, punten: tuple[Jaarpunt, ...]) -> list[tuple[str, list[Paneel]]]:
    """De onderdelen door de jaren heen, per soort: ``[("Kernelementen", [Paneel, …]), …]``. Lege soorten niet."""
    panelen = [
        Paneel(onderdeel=deel, jaren=tuple((punt, punt.per_onderdeel.get(deel.code, Telling())) for punt in punten))
        for deel in verslag.onderdelen
    ]
    soorten = [(naam, [deel for deel in panelen if deel.onderdeel.soort == soort]) for soort, naam in MEERVOUD.items()]
    return [(naam, regels) for naam, regels in soorten if regels]


def trend_uitleg(paneel: Paneel, verslag: Verslag) -> str:
    """Het paneel voor wie het niet ziet: “Preventie: 2021 1 geen melding; 2022 1 van 1 afgerond”."""
    jaren = (f"{punt.naam}: {in_woorden(telling, verslag)}" for punt, telling in paneel.jaren)
    return f"{paneel.onderdeel.naam}. {'; '.join(jaren)}"


def trend_bijschrift(paneel: Paneel) -> str:
    """“4 van 6 afgerond, was 3”; zonder eerder jaar “4 van 6 afgerond”, en zonder acties leeg."""
    nu = paneel.jaren[-1][1]
    if not nu.totaal:
        return ""
    eerder = f", was {paneel.jaren[-2][1].afgerond}" if len(paneel.jaren) > 1 and paneel.jaren[-2][1].totaal else ""
    if nu.geen_melding == nu.totaal:
        return "Geen melding"
    return f"{nu.afgerond} van {nu.totaal} afgerond{eerder}"


def in_woorden(telling: Telling, verslag: Verslag) -> str:
    """“3 afgerond en 2 in uitvoering”; “geen acties” als er niets te tellen is."""
    paren = zip(TELBAAR, telling.aantallen, strict=True)
    return opsomming([f"{n} {verslag.woord(code).lower()}" for code, n in paren if n]) or "geen acties"


def jaarbalken(punten: tuple[Jaarpunt, ...]) -> list[tuple[Jaarpunt, Stapelbalk]]:
    """Per jaar een balk met alle acties, op dezelfde schaal."""
    return list(zip(punten, stapelbalken(punt.telling for punt in punten), strict=True))


def _jaarpunt(programma: Programma, dag: date) -> Jaarpunt | None:
    try:
        return _punt(geldend_verslag(programma, dag), is_voorlopig(programma, dag))
    except Beschadigd:
        return None


def _punt(verslag: Verslag, voorlopig: bool) -> Jaarpunt:
    return Jaarpunt(
        dag=verslag.peildatum,
        voorlopig=voorlopig,
        telling=verslag.telling,
        per_onderdeel={onderdeel.code: onderdeel.telling for onderdeel in verslag.onderdelen},
    )
