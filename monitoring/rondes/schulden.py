"""Wie in een updateronde nog moet melden. Zuivere functies: een Verslag en de meldingen van de ronde erin, schulden eruit.

Een *schuld* is één actie waarover één organisatie in deze ronde meldt. Zij volgt uit wie op de peildatum
hoofdverantwoordelijk was; bestaat een organisatie nu niet meer, dan gaat de schuld naar haar opvolger.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from monitoring.constanten import Status
from monitoring.verslag.vorm import ActieStand, Verslag

# Wie dit al vóór de ronde meldde, hoeft er niet opnieuw iets over te zeggen.
KLAAR = (Status.AFGEROND, Status.NVT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gemeld:
    """Een melding die in de ronde telt. Lege ``organisatie``: voor de hele regio."""

    nummer: int
    organisatie: str
    naam: str
    status: str
    op: datetime
    door: str
    ongewijzigd: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Schuld:
    """``organisatie`` is wie nu meldt; ``bronnen`` zijn de organisaties die op de peildatum verantwoordelijk waren.

    ``gemeld`` is de melding waarmee dit is voldaan, of ``None`` zolang het open staat.
    """

    actie: ActieStand
    organisatie: str
    bronnen: tuple[str, ...]
    gemeld: Gemeld | None

    @property
    def open(self) -> bool:
        return self.gemeld is None


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


def schulden(verslag: Verslag, bereik: Bereik, meldingen: Iterable[Gemeld]) -> tuple[Schuld, ...]:
    """Elke schuld van de ronde, voldaan of open, in de volgorde van de acties. ``meldingen``: wat in de ronde telt."""
    per_actie: dict[int, list[Gemeld]] = defaultdict(list)
    for melding in meldingen:
        per_actie[melding.nummer].append(melding)
    return tuple(
        schuld
        for actie in verslag.acties
        if not actie.vervallen and (not bereik.acties or actie.nummer in bereik.acties)
        for schuld in _van_actie(actie, _verantwoordelijk(actie, verslag, bereik), per_actie[actie.nummer])
    )


def _verantwoordelijk(actie: ActieStand, verslag: Verslag, bereik: Bereik) -> dict[str, tuple[str, ...]]:
    """Wie nu meldt, met de organisaties van de peildatum waarvoor dat is."""
    groepen: dict[str, tuple[str, ...]] = defaultdict(tuple)
    partijen = set(actie.hoofdverantwoordelijken)
    for organisatie in verslag.organisaties:
        if partijen.intersection(organisatie.partijen) and bereik.geldt_voor(organisatie.slug):
            groepen[bereik.optredend[organisatie.slug]] += (organisatie.slug,)
    return groepen


def _van_actie(
    actie: ActieStand, verantwoordelijk: Mapping[str, tuple[str, ...]], meldingen: Collection[Gemeld]
) -> Iterable[Schuld]:
    gemeld = {melding.organisatie: melding for melding in sorted(meldingen, key=lambda melding: melding.op)}
    eerder = {regel.slug: regel.status for regel in actie.organisaties}
    for organisatie, bronnen in verantwoordelijk.items():
        voldaan = _voldaan(actie, gemeld, organisatie, bronnen)
        if voldaan is None and _was_klaar(actie, eerder, bronnen):
            continue
        yield Schuld(actie=actie, organisatie=organisatie, bronnen=bronnen, gemeld=voldaan)


def _voldaan(
    actie: ActieStand, gemeld: Mapping[str, Gemeld], organisatie: str, bronnen: tuple[str, ...]
) -> Gemeld | None:
    """De eigen melding, die van alle voorgangers samen, of bij een regionale actie die van wie dan ook.

    N.v.t. zegt alleen iets over wie het meldt en voldoet dus niet voor een ander.
    """
    if organisatie in gemeld:
        return gemeld[organisatie]
    if all(bron in gemeld for bron in bronnen):
        return max((gemeld[bron] for bron in bronnen), key=lambda melding: melding.op)
    if actie.per_organisatie:
        return None
    sprekend = [melding for melding in gemeld.values() if melding.status != Status.NVT]
    return max(sprekend, key=lambda melding: melding.op, default=None)


def _was_klaar(actie: ActieStand, eerder: Mapping[str, str | None], bronnen: tuple[str, ...]) -> bool:
    if all(eerder.get(bron) == Status.NVT for bron in bronnen):
        return True
    if actie.per_organisatie and actie.herkomst != "regiobreed":
        return all(eerder.get(bron) in KLAAR for bron in bronnen)
    return actie.afgerond
