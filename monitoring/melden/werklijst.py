"""De werklijst: over welke acties een organisatie meldt, en wat er in een jaar nog te melden is."""

from dataclasses import dataclass
from datetime import date

from acties.models import Actie, Organisatie, Programma
from monitoring.constanten import Status
from monitoring.models import Statusmelding
from monitoring.verslag.afleiding import percentage
from monitoring.verslag.vorm import ActieStand, MeldingRegel, Verslag


@dataclass(frozen=True, slots=True)
class Werk:
    """Eén actie op de werklijst. ``regel``: wat er voor deze organisatie geldt; ``gemeld``: over dit jaar is gemeld.

    ``status`` en ``peildatum`` zijn die van de regel, of voor wie namens de regio meldt die van de actie.
    ``klaar``: vervallen, of al vóór dit jaar afgerond of n.v.t. Daarover hoeft niemand meer te melden.
    """

    actie: ActieStand
    regel: MeldingRegel | None
    status: str | None
    peildatum: date | None
    gemeld: bool
    klaar: bool


@dataclass(frozen=True, slots=True)
class Werklijst:
    """``eigen``: wat de organisatie zelf doet; ``regionaal``: waar de hele regio één stand voor heeft.

    ``lokaal``: de lokale acties. Die tellen niet mee in wat er te melden is.
    """

    jaar: int
    eigen: tuple[Werk, ...]
    regionaal: tuple[Werk, ...]
    klaar: tuple[Werk, ...]
    lokaal: tuple[Werk, ...]

    @property
    def aantal(self) -> int:
        return len(self.eigen) + len(self.regionaal)

    @property
    def gemeld(self) -> int:
        return sum(werk.gemeld for werk in (*self.eigen, *self.regionaal))

    @property
    def procent(self) -> int:
        return percentage(self.gemeld, self.aantal)


def werklijst(verslag: Verslag, organisatie: Organisatie) -> Werklijst:
    """Eén query boven op het verslag. Wat nog gemeld moet worden staat voorop, daarna de hoogste prioriteit."""
    acties = Actie.objects.filter(programma__slug=verslag.programma.slug).van_organisaties([organisatie])
    nummers = set(acties.values_list("nummer", flat=True))
    alle = [_werk(verslag, a, organisatie.slug) for a in verslag.acties if a.nummer in nummers]
    return _verdeel(verslag, alle, lokaal_werk(verslag, organisatie.slug))


def lokaal_werk(verslag: Verslag, slug: str = "") -> tuple[Werk, ...]:
    """De lopende lokale acties van één organisatie, of van alle. Wat dit jaar nog niet is gemeld staat voorop."""
    werk = [_werk(verslag, a, a.lokaal_slug) for a in verslag.lokaal if not a.vervallen and slug in ("", a.lokaal_slug)]
    return tuple(sorted(werk, key=lambda werk: (werk.gemeld, werk.actie.lokaal_van, werk.actie.prioriteit)))


def werklijst_regio(verslag: Verslag) -> Werklijst:
    """Alle acties, voor wie namens de regio meldt: wat het langst niet gemeld is staat voorop."""
    jaar = verslag.peildatum.year
    alle = [
        Werk(
            actie=actie,
            regel=actie.melding,
            status=actie.status,
            peildatum=actie.laatste_peildatum,
            gemeld=actie.laatste_peildatum is not None and actie.laatste_peildatum.year == jaar,
            klaar=_is_klaar(actie, actie.status, actie.laatste_peildatum, jaar),
        )
        for actie in verslag.acties
    ]
    alle.sort(key=lambda werk: (str(werk.actie.laatste_peildatum or ""), werk.actie.prioriteit))
    return Werklijst(
        jaar=jaar,
        eigen=(),
        regionaal=tuple(werk for werk in alle if not werk.klaar),
        klaar=tuple(werk for werk in alle if werk.klaar),
        lokaal=lokaal_werk(verslag),
    )


def volgende_te_melden(programma: Programma, organisatie: Organisatie, *, jaar: int, na: int) -> Actie | None:
    """De eerstvolgende actie op nummer die deze organisatie zelf uitvoert en waarover zij dit jaar nog niet meldde."""
    gemeld = Statusmelding.objects.filter(organisatie=organisatie, peildatum__year=jaar).values("actie")
    acties = Actie.objects.filter(programma=programma, uitvoering="per_organisatie", vervallen_op__isnull=True)
    return (
        acties.van_organisaties([organisatie]).filter(nummer__gt=na).exclude(pk__in=gemeld).order_by("nummer").first()
    )


def _werk(verslag: Verslag, actie: ActieStand, slug: str) -> Werk:
    jaar = verslag.peildatum.year
    eigen = next((regel for regel in actie.organisaties if regel.slug == slug), None)
    regel = eigen if actie.per_organisatie else actie.melding
    status, peildatum = (regel.status, regel.peildatum) if regel else (None, None)
    return Werk(
        actie=actie,
        regel=regel,
        status=status,
        peildatum=peildatum,
        gemeld=bool(regel and peildatum and peildatum.year == jaar and not regel.overgenomen_van),
        klaar=_is_klaar(actie, status, peildatum, jaar),
    )


def _is_klaar(actie: ActieStand, status: str | None, peildatum: date | None, jaar: int) -> bool:
    eerder = peildatum is not None and peildatum.year < jaar
    return actie.vervallen or (eerder and status in (Status.AFGEROND, Status.NVT))


def _verdeel(verslag: Verslag, alle: list[Werk], lokaal: tuple[Werk, ...]) -> Werklijst:
    alle.sort(key=lambda werk: (werk.gemeld, werk.actie.prioriteit))
    lopend = [werk for werk in alle if not werk.klaar]
    return Werklijst(
        jaar=verslag.peildatum.year,
        eigen=tuple(werk for werk in lopend if werk.actie.per_organisatie),
        regionaal=tuple(werk for werk in lopend if not werk.actie.per_organisatie),
        lokaal=lokaal,
        klaar=tuple(werk for werk in alle if werk.klaar),
    )
