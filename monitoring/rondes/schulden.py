"""Wie in een updateronde wat meldt. Zuivere functies: de standen op haar peildatum en haar meldingen erin, taken eruit.

Een *taak* is één actie waarover in deze ronde iemand meldt. Twee soorten zijn een *schuld*, want de ronde wacht erop:

- het *woord* voor de regio over een regionale actie. Wie haar aanjaagt is het schuldig: één van hen is genoeg, en het telt
  één keer. Noemt geen aanjager een organisatie, dan is het de projectleider;
- de *eigen* melding van elke verantwoordelijke organisatie over een actie per organisatie.

De derde, de *bijdrage* van een verantwoordelijke die niet namens de regio spreekt, is een uitnodiging: zij telt niet mee in
wat er te melden is, en niemand wordt eraan herinnerd.

Een ronde voor een paar organisaties vraagt alleen hen iets: het woord als een van hen namens de regio spreekt, en van de
projectleider dan niets. Wie op de peildatum aanjager of verantwoordelijk was en nu niet meer bestaat, geeft zijn taak door
aan zijn opvolger.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitoring.constanten import Status
from monitoring.melden.namens import HELE_REGIO
from monitoring.verslag.vorm import ActieStand, OrganisatieRegel

# Wie dit al vóór de ronde meldde, hoeft er niet opnieuw iets over te zeggen.
KLAAR = (Status.AFGEROND, Status.NVT)


class Taaksoort(StrEnum):
    WOORD = "woord"
    EIGEN = "eigen"
    BIJDRAGE = "bijdrage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gemeld:
    """Een melding die in de ronde telt. Lege ``organisatie``: een woord voor de regio, van ``spreker`` of de projectleider."""

    nummer: int
    organisatie: str
    naam: str
    status: str
    op: datetime
    door: str
    ongewijzigd: bool
    spreker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taak:
    """``melders`` zijn de organisaties die haar nu doen, op slug (``HELE_REGIO``: de projectleider): één van hen is genoeg.

    ``bronnen`` zijn de organisaties die op de peildatum verantwoordelijk of aanjager waren. ``gemeld`` is de melding
    waarmee dit is gedaan, of ``None`` zolang het open staat.
    """

    soort: Taaksoort
    actie: ActieStand
    melders: tuple[str, ...]
    bronnen: tuple[str, ...]
    gemeld: Gemeld | None

    @property
    def open(self) -> bool:
        return self.gemeld is None

    @property
    def is_schuld(self) -> bool:
        return self.soort != Taaksoort.BIJDRAGE

    @property
    def namens_regio(self) -> bool:
        return self.soort == Taaksoort.WOORD


@dataclass(frozen=True, slots=True, kw_only=True)
class Bereik:
    """Waar een ronde over gaat: nummers van acties en slugs van organisaties. Leeg betekent alle.

    ``optredend`` zegt van elke organisatie wie er nu voor haar optreedt (meestal zijzelf).
    """

    acties: frozenset[int]
    organisaties: frozenset[str]
    optredend: Mapping[str, str]

    def geldt_voor(self, slug: str) -> bool:
        return not self.organisaties or bool({slug, self.optredend[slug]} & self.organisaties)

    def per_melder(self, slugs: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Wie er nu meldt voor deze organisaties van de peildatum, voor zover de ronde over hen gaat."""
        groepen: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for slug in slugs:
            if self.geldt_voor(slug):
                groepen[self.optredend[slug]] += (slug,)
        return groepen


def taken(
    acties: Iterable[ActieStand],
    organisaties: Collection[OrganisatieRegel],
    bereik: Bereik,
    meldingen: Iterable[Gemeld],
) -> tuple[Taak, ...]:
    """Elke taak van de ronde, gedaan of open, in de volgorde van de acties.

    ``acties`` en ``organisaties`` zijn die van de peildatum, ``meldingen`` wat in de ronde telt.
    """
    per_actie: dict[int, list[Gemeld]] = defaultdict(list)
    for melding in meldingen:
        per_actie[melding.nummer].append(melding)
    return tuple(
        taak
        for actie in acties
        if not actie.vervallen and (not bereik.acties or actie.nummer in bereik.acties)
        for taak in _van_actie(actie, organisaties, bereik, per_actie[actie.nummer])
    )


def _van_actie(
    actie: ActieStand, organisaties: Collection[OrganisatieRegel], bereik: Bereik, meldingen: Collection[Gemeld]
) -> Iterator[Taak]:
    gemeld = {melding.organisatie: melding for melding in sorted(meldingen, key=lambda melding: melding.op)}
    verantwoordelijk = bereik.per_melder(_verantwoordelijk(actie, organisaties))
    if actie.per_organisatie:
        yield from _per_melder(Taaksoort.EIGEN, actie, verantwoordelijk, gemeld)
        return
    woord = gemeld.get(HELE_REGIO)
    if woord is None and _woord_was_klaar(actie):
        return
    sprekers = bereik.per_melder(wie.slug for wie in actie.sprekers)
    if melders := _wie_spreekt(actie, bereik, sprekers):
        bronnen = tuple(bron for groep in sprekers.values() for bron in groep)
        yield Taak(soort=Taaksoort.WOORD, actie=actie, melders=melders, bronnen=bronnen, gemeld=woord)
    spreekt = {bereik.optredend[wie.slug] for wie in actie.sprekers}
    uitgenodigd = {slug: bronnen for slug, bronnen in verantwoordelijk.items() if slug not in spreekt}
    yield from _per_melder(Taaksoort.BIJDRAGE, actie, uitgenodigd, gemeld)


def _verantwoordelijk(actie: ActieStand, organisaties: Collection[OrganisatieRegel]) -> Iterator[str]:
    partijen = set(actie.hoofdverantwoordelijken)
    return (wie.slug for wie in organisaties if partijen.intersection(wie.partijen))


def _wie_spreekt(actie: ActieStand, bereik: Bereik, sprekers: Collection[str]) -> tuple[str, ...]:
    if actie.sprekers:
        return tuple(sprekers)
    return () if bereik.organisaties else (HELE_REGIO,)


def _per_melder(
    soort: Taaksoort, actie: ActieStand, melders: Mapping[str, tuple[str, ...]], gemeld: Mapping[str, Gemeld]
) -> Iterator[Taak]:
    """Een taak voor elke organisatie, behalve voor wie vóór de ronde al klaar was."""
    eerder = {regel.slug: regel.status for regel in actie.organisaties}
    for melder, bronnen in melders.items():
        eigen = _eigen_melding(gemeld, melder, bronnen)
        if eigen is not None or not _was_klaar(actie, eerder, bronnen):
            yield Taak(soort=soort, actie=actie, melders=(melder,), bronnen=bronnen, gemeld=eigen)


def _eigen_melding(gemeld: Mapping[str, Gemeld], melder: str, bronnen: tuple[str, ...]) -> Gemeld | None:
    """De eigen melding, of de laatste als alle voorgangers zelf meldden."""
    if melder in gemeld:
        return gemeld[melder]
    if all(bron in gemeld for bron in bronnen):
        return max((gemeld[bron] for bron in bronnen), key=lambda melding: melding.op)
    return None


def _was_klaar(actie: ActieStand, eerder: Mapping[str, str | None], bronnen: tuple[str, ...]) -> bool:
    """Of deze organisatie zelf al klaar was, of iemand vóór de ronde zei dat de hele regio dat is.

    Een woord voor de regio dat minder zegt, vraagt wie al klaar was niets opnieuw: het gaat voor als status van de regio,
    maar zegt niets over wat zij zelf deed. Dat het elkaar tegenspreekt, staat op de controlelijst.
    """
    regio_klaar = actie.herkomst == "regiobreed" and actie.afgerond
    return regio_klaar or all(eerder.get(bron) in KLAAR for bron in bronnen)


def _woord_was_klaar(actie: ActieStand) -> bool:
    """Of iemand al vóór de ronde namens de regio zei dat de actie klaar is; wat uit bijdragen volgt, is dat nog niet."""
    return actie.afgerond and not actie.nog_niet_bevestigd
