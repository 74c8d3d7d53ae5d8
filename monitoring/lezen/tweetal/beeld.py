"""Twee organisaties naast elkaar op één peildatum, uit een Verslag: per actie wat elk van beide meldde, en de aantallen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from acties.woorden import ACTIE
from monitoring.constanten import GEEN_MELDING
from monitoring.lezen.organisatie import EigenDeel, OrganisatieBeeld, organisatie_beeld
from monitoring.verslag.vorm import ActieStand, OrganisatieRegel, Telling, Verslag


@dataclass(frozen=True, slots=True, kw_only=True)
class Vak:
    """Wat één organisatie over één actie meldde. ``stand``: een status of ``geen_melding``; leeg: de actie is niet van haar."""

    organisatie: str
    stand: str = ""
    koers: str = ""
    peildatum: date | None = None
    overgenomen_van: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rij:
    actie: ActieStand
    vakken: tuple[Vak, Vak]

    @property
    def van_beide(self) -> bool:
        return all(vak.stand for vak in self.vakken)

    @property
    def mist_melding(self) -> bool:
        return any(vak.stand == GEEN_MELDING for vak in self.vakken)

    @property
    def verschilt(self) -> bool:
        """Allebei gemeld, met een andere status."""
        een, ander = self.vakken
        return self.van_beide and not self.mist_melding and een.stand != ander.stand

    @property
    def verschil(self) -> str:
        if not self.van_beide:
            return f"Alleen van {next(vak.organisatie for vak in self.vakken if vak.stand)}"
        if self.mist_melding:
            return "Melding ontbreekt"
        return "Andere status" if self.verschilt else "Zelfde status"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tweetal:
    """``eigen``: wat elke organisatie zelf doet; ``regionaal``: wat zij aan acties van de regio bijdroegen.

    ``tellingen`` tellen per organisatie haar eigen acties. Vervallen en lokale acties staan er niet bij.
    """

    organisaties: tuple[OrganisatieRegel, OrganisatieRegel]
    tellingen: tuple[Telling, Telling]
    eigen: tuple[Rij, ...]
    regionaal: tuple[Rij, ...]

    @property
    def naam(self) -> str:
        return " en ".join(organisatie.naam for organisatie in self.organisaties)

    @property
    def zin(self) -> str:
        """“5 acties doen zij allebei zelf: bij 2 verschilt de status, bij 1 ontbreekt een melding.”"""
        samen = [rij for rij in self.eigen if rij.van_beide]
        if not samen:
            return "Er is geen actie die zij allebei zelf doen."
        anders = sum(rij.verschilt for rij in samen) or "geen"
        stil = sum(rij.mist_melding for rij in samen) or "geen"
        return (
            f"{ACTIE.aantal(len(samen))} doen zij allebei zelf: "
            f"bij {anders} verschilt de status, bij {stil} ontbreekt een melding."
        )


def tweetal(verslag: Verslag, slugs: Sequence[str]) -> Tweetal:
    """``slugs``: de adressen van twee organisaties die op de peildatum in het verslag staan."""
    een, ander = (organisatie_beeld(verslag, slug) for slug in slugs)
    return Tweetal(
        organisaties=(een.organisatie, ander.organisatie),
        tellingen=(een.telling, ander.telling),
        eigen=_rijen(een, ander, lambda beeld: beeld.eigen),
        regionaal=_rijen(een, ander, lambda beeld: beeld.regionaal),
    )


def _rijen(
    een: OrganisatieBeeld, ander: OrganisatieBeeld, kies: Callable[[OrganisatieBeeld], tuple[EigenDeel, ...]]
) -> tuple[Rij, ...]:
    """Elke actie van een van beide, in de volgorde van de planning."""
    links, rechts = ({deel.actie.nummer: deel for deel in kies(beeld)} for beeld in (een, ander))
    acties = {nummer: deel.actie for nummer, deel in (links | rechts).items()}
    return tuple(
        Rij(
            actie=actie,
            vakken=(
                _vak(een.organisatie.naam, links.get(actie.nummer)),
                _vak(ander.organisatie.naam, rechts.get(actie.nummer)),
            ),
        )
        for actie in sorted(acties.values(), key=lambda actie: actie.prioriteit)
    )


def _vak(naam: str, deel: EigenDeel | None) -> Vak:
    if deel is None:
        return Vak(organisatie=naam)
    regel = deel.regel
    if regel is None:
        return Vak(organisatie=naam, stand=GEEN_MELDING)
    return Vak(
        organisatie=naam,
        stand=regel.stand,
        koers=regel.koers,
        peildatum=regel.peildatum,
        overgenomen_van=regel.overgenomen_van,
    )
