"""Wat een gemeenteraad over een jaar te lezen krijgt: de regio in het kort, de eigen acties en wat daarvan afwijkt.

Een keuze uit een ``Verslag``, zonder queries: van een vastgesteld jaar verandert zij dus nooit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from acties.constanten import OrganisatieSoort
from acties.models import Organisatie, Programma
from monitoring.constanten import KOERS_VRAAGT_UITLEG, Status
from monitoring.lezen.organisatie import EigenDeel, OrganisatieBeeld, organisatie_beeld
from monitoring.verslag.vorm import ActieStand, CollegeRegel, OrganisatieRegel, OverlegRegel, Verslag


@dataclass(frozen=True, slots=True, kw_only=True)
class Afwijking:
    """Een eigen actie die anders gaat dan gepland: om haar koers, of omdat zij uitloopt."""

    deel: EigenDeel
    koers: bool
    loopt_uit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Raadsbrief:
    """``zonder_melding``: eigen acties waarover de gemeente niets meldde. ``college`` is ``None`` als er niets bekend is.

    ``overleggen``: waar de gemeente aan deelneemt en die dit jaar bespraken of gaan bespreken.
    """

    verslag: Verslag
    beeld: OrganisatieBeeld
    afwijkingen: tuple[Afwijking, ...]
    zonder_melding: tuple[ActieStand, ...]
    lokaal: tuple[ActieStand, ...]
    college: CollegeRegel | None
    overleggen: tuple[OverlegRegel, ...]

    @property
    def gemeente(self) -> str:
        return self.beeld.organisatie.naam


def gemeenten_van(verslag: Verslag, overleg: str = "") -> tuple[OrganisatieRegel, ...]:
    """De gemeenten die op de peildatum bestonden, op naam; ``overleg`` (een adres): alleen zijn deelnemers."""
    afkorting = next((regel.afkorting for regel in verslag.overleggen if regel.slug == overleg), overleg)
    return tuple(
        regel
        for regel in sorted(verslag.organisaties, key=lambda regel: regel.naam)
        if regel.is_gemeente and (not overleg or afkorting in regel.overleggen)
    )


def jaar_van_brief(organisatie: Organisatie, programma: Programma, peildatum: date) -> int | None:
    """Het jaar van de brief bij deze peildatum; ``None`` voor wie geen raad heeft of toen al was opgegaan."""
    jaar = min(peildatum.year, programma.eindjaar)
    is_gemeente = organisatie.soort == OrganisatieSoort.GEMEENTE
    return jaar if is_gemeente and organisatie.bestond_op(date(jaar, 12, 31)) else None


def raadsbrief(verslag: Verslag, slug: str) -> Raadsbrief:
    """De brief voor de gemeente met dit adres. ``KeyError`` als zij op de peildatum geen gemeente in het verslag is."""
    if slug not in {regel.slug for regel in gemeenten_van(verslag)}:
        raise KeyError(slug)
    beeld = organisatie_beeld(verslag, slug)
    return Raadsbrief(
        verslag=verslag,
        beeld=beeld,
        afwijkingen=tuple(_afwijkingen(beeld.eigen, verslag)),
        zonder_melding=tuple(deel.actie for deel in beeld.eigen if not deel.regel or deel.regel.status is None),
        lokaal=tuple(actie for actie in beeld.lokaal if not actie.vervallen),
        college=next((regel for regel in verslag.colleges if regel.slug == slug), None),
        overleggen=tuple(overleg for overleg in beeld.overleggen if overleg.datum),
    )


def _afwijkingen(eigen: Iterable[EigenDeel], verslag: Verslag) -> Iterable[Afwijking]:
    """Wie niets meldde staat er niet bij: dat is een stand van zichzelf."""
    for deel in eigen:
        if not deel.regel or deel.regel.status in (None, Status.AFGEROND, Status.NVT):
            continue
        koers = deel.regel.koers in KOERS_VRAAGT_UITLEG
        voorbij = deel.actie.eindjaar is not None and deel.actie.eindjaar <= _laatste_volle_jaar(verslag)
        if koers or voorbij:
            yield Afwijking(deel=deel, koers=koers, loopt_uit=voorbij)


def _laatste_volle_jaar(verslag: Verslag) -> int:
    """Het laatste jaar dat op de peildatum voorbij is, de peildatum meegerekend."""
    dag = verslag.peildatum
    return dag.year if (dag.month, dag.day) == (12, 31) else dag.year - 1
