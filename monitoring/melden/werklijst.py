"""De werklijst: over welke acties iemand meldt, namens de regio en voor zichzelf, en wat er in een jaar nog te melden is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from acties.models import Actie, Organisatie, Programma
from monitoring.constanten import Status
from monitoring.melden.namens import HELE_REGIO
from monitoring.models import Statusmelding
from monitoring.verslag.afleiding import percentage
from monitoring.verslag.vorm import ActieStand, MeldingRegel, Verslag


@dataclass(frozen=True, slots=True)
class Werk:
    """Eén actie op de werklijst. ``namens``: wie er meldt, op slug (``HELE_REGIO``: het woord voor de regio).

    ``telt``: er wordt op gewacht. ``regel``: wat die eerder meldde, met haar ``status`` en ``peildatum``; ``gemeld``: dat was
    over dit jaar.
    ``klaar``: vervallen, of al vóór dit jaar afgerond of n.v.t. Daarover hoeft niemand meer te melden.
    """

    actie: ActieStand
    namens: str
    telt: bool
    regel: MeldingRegel | None
    status: str | None
    peildatum: date | None
    gemeld: bool
    klaar: bool

    @property
    def namens_regio(self) -> bool:
        return self.namens == HELE_REGIO

    @property
    def staat_open(self) -> bool:
        """Of dit nog te melden is: er wordt op gewacht, en het is dit jaar nog niet gedaan."""
        return not self.gemeld and (self.telt or bool(self.actie.lokaal_van))

    @property
    def is_bijdrage(self) -> bool:
        """Een melding over een regionale actie van wie daar niet namens de regio over spreekt."""
        return not (self.namens_regio or _is_eigen(self.actie))


@dataclass(frozen=True, slots=True)
class Werklijst:
    """``regio``: het woord voor de regio; ``eigen``: wat een organisatie over zichzelf meldt. Alleen die tellen.

    ``vrij``: waarover iemand mag melden zonder dat erop wordt gewacht: de bijdragen van een organisatie, of voor een
    projectleider de acties waarover organisaties melden. ``lokaal``: de lokale acties.
    """

    jaar: int
    regio: tuple[Werk, ...]
    eigen: tuple[Werk, ...]
    vrij: tuple[Werk, ...]
    klaar: tuple[Werk, ...]
    lokaal: tuple[Werk, ...]

    @property
    def aantal(self) -> int:
        return len(self.regio) + len(self.eigen)

    @property
    def gemeld(self) -> int:
        return sum(werk.gemeld for werk in (*self.regio, *self.eigen))

    @property
    def procent(self) -> int:
        return percentage(self.gemeld, self.aantal)


def werklijst(verslag: Verslag, organisatie: Organisatie, *, op: date) -> Werklijst:
    """Drie queries boven op het verslag. Wat nog gemeld moet worden staat voorop, daarna de hoogste prioriteit.

    ``op``: de dag van vandaag; wie dan namens de regio spreekt, is ook over een eerdere peildatum het woord schuldig.
    """
    acties = Actie.objects.filter(programma__slug=verslag.programma.slug).regionaal()
    spreekt = set(acties.aangejaagd_door([organisatie], op).values_list("nummer", flat=True))
    meldt = set(acties.van_organisaties([organisatie]).values_list("nummer", flat=True))
    alle = [
        werk
        for actie in verslag.acties
        for werk in _werk_van(verslag, actie, organisatie, spreekt=actie.nummer in spreekt, meldt=actie.nummer in meldt)
    ]
    alle.sort(key=lambda werk: (werk.gemeld, werk.actie.prioriteit))
    lopend = [werk for werk in alle if not werk.klaar]
    return Werklijst(
        jaar=verslag.peildatum.year,
        regio=tuple(werk for werk in lopend if werk.namens_regio),
        eigen=tuple(werk for werk in lopend if werk.telt and not werk.namens_regio),
        vrij=tuple(werk for werk in lopend if not werk.telt),
        klaar=tuple(werk for werk in alle if werk.klaar),
        lokaal=lokaal_werk(verslag, organisatie.slug),
    )


def _werk_van(
    verslag: Verslag, actie: ActieStand, organisatie: Organisatie, *, spreekt: bool, meldt: bool
) -> Iterable[Werk]:
    """Wie namens de regio spreekt, hoeft niet ook een bijdrage te geven."""
    if spreekt and not actie.per_organisatie:
        yield _woord(verslag, actie, telt=True)
    elif meldt:
        yield _werk(verslag, actie, organisatie.slug)


def werklijst_regio(verslag: Verslag) -> Werklijst:
    """Voor een projectleider: wat zij namens de regio zegt, en wat organisaties zeggen. Het langst niet gemeld voorop."""
    alle = [_woord(verslag, a, telt=not a.per_organisatie and not a.sprekers) for a in verslag.acties]
    alle.sort(key=lambda werk: (str(werk.peildatum or ""), werk.actie.prioriteit))
    lopend = [werk for werk in alle if not werk.klaar]
    return Werklijst(
        jaar=verslag.peildatum.year,
        regio=tuple(werk for werk in lopend if werk.telt),
        eigen=(),
        vrij=tuple(werk for werk in lopend if not werk.telt),
        klaar=tuple(werk for werk in alle if werk.klaar),
        lokaal=lokaal_werk(verslag),
    )


def lokaal_werk(verslag: Verslag, slug: str = "") -> tuple[Werk, ...]:
    """De lopende lokale acties van één organisatie, of van alle. Wat dit jaar nog niet is gemeld staat voorop."""
    lokaal = (actie for actie in verslag.lokaal if not actie.vervallen and slug in ("", actie.lokaal_slug))
    werk = [_uit_regel(verslag, actie, actie.lokaal_slug, actie.melding, telt=False) for actie in lokaal]
    return tuple(sorted(werk, key=lambda werk: (werk.gemeld, werk.actie.lokaal_van, werk.actie.prioriteit)))


def volgende_te_melden(programma: Programma, organisatie: Organisatie, *, jaar: int, na: int) -> Actie | None:
    """De eerstvolgende actie op nummer die deze organisatie zelf uitvoert en waarover zij dit jaar nog niet meldde."""
    gemeld = Statusmelding.objects.filter(organisatie=organisatie, peildatum__year=jaar).values("actie")
    acties = Actie.objects.filter(programma=programma, uitvoering="per_organisatie", vervallen_op__isnull=True)
    return (
        acties.van_organisaties([organisatie]).filter(nummer__gt=na).exclude(pk__in=gemeld).order_by("nummer").first()
    )


def _is_eigen(actie: ActieStand) -> bool:
    """Een organisatie meldt over zichzelf: over een actie per organisatie, of een lokale."""
    return actie.per_organisatie or bool(actie.lokaal_van)


def _woord(verslag: Verslag, actie: ActieStand, *, telt: bool) -> Werk:
    """Wat er namens de regio over een actie te zeggen is. Is een actie per organisatie in elke klaar, dan is zij dat."""
    werk = _uit_regel(verslag, actie, HELE_REGIO, actie.melding, telt=telt)
    if actie.herkomst != "afgeleid":
        return werk
    klaar = _is_klaar(actie, actie.status, actie.laatste_peildatum, verslag.peildatum.year)
    return replace(werk, status=actie.status, peildatum=actie.laatste_peildatum, klaar=klaar)


def _werk(verslag: Verslag, actie: ActieStand, slug: str) -> Werk:
    """Wat een organisatie over zichzelf meldt. Is de regio klaar, dan hoeft een bijdrage niet meer."""
    eigen = next((regel for regel in actie.organisaties if regel.slug == slug), None)
    werk = _uit_regel(verslag, actie, slug, eigen, telt=_is_eigen(actie))
    return replace(werk, klaar=werk.klaar or (werk.is_bijdrage and _woord(verslag, actie, telt=False).klaar))


def _uit_regel(verslag: Verslag, actie: ActieStand, namens: str, regel: MeldingRegel | None, *, telt: bool) -> Werk:
    jaar = verslag.peildatum.year
    status, peildatum = (regel.status, regel.peildatum) if regel else (None, None)
    return Werk(
        actie=actie,
        namens=namens,
        telt=telt,
        regel=regel,
        status=status,
        peildatum=peildatum,
        gemeld=bool(regel and peildatum and peildatum.year == jaar and not regel.overgenomen_van),
        klaar=_is_klaar(actie, status, peildatum, jaar),
    )


def _is_klaar(actie: ActieStand, status: str | None, peildatum: date | None, jaar: int) -> bool:
    eerder = peildatum is not None and peildatum.year < jaar
    return actie.vervallen or (eerder and status in (Status.AFGEROND, Status.NVT))
