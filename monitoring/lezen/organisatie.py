"""Wat één organisatie doet en meldde, uit een Verslag: haar eigen acties en de regionale acties van haar partijen."""

from dataclasses import dataclass

from monitoring.constanten import GEEN_MELDING
from monitoring.lezen.lokaal import lokale_acties_van
from monitoring.verslag.vorm import ActieStand, MeldingRegel, OrganisatieRegel, OverlegRegel, Telling, Verslag


@dataclass(frozen=True, slots=True, kw_only=True)
class EigenDeel:
    """Een actie met wat deze organisatie er zelf over meldde; ``regel`` is ``None`` als zij nog niets meldde."""

    actie: ActieStand
    regel: MeldingRegel | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisatieBeeld:
    """``telling`` telt de eigen standen, ``telling_regionaal`` die van de regio. Vervallen en lokale acties staan apart."""

    organisatie: OrganisatieRegel
    overleggen: tuple[OverlegRegel, ...]
    eigen: tuple[EigenDeel, ...]
    telling: Telling
    regionaal: tuple[EigenDeel, ...]
    telling_regionaal: Telling
    vervallen: tuple[ActieStand, ...]
    lokaal: tuple[ActieStand, ...]


def organisatie_beeld(verslag: Verslag, slug: str) -> OrganisatieBeeld:
    """Het beeld van de organisatie met dit adres; ``KeyError`` als zij op de peildatum niet in het verslag staat."""
    organisatie = next((regel for regel in verslag.organisaties if regel.slug == slug), None)
    if organisatie is None:
        raise KeyError(slug)
    partijen = set(organisatie.partijen)
    eigen, regionaal, vervallen = [], [], []
    for actie in sorted(verslag.acties, key=lambda actie: actie.prioriteit):
        if not partijen.intersection(actie.hoofdverantwoordelijken):
            continue
        regel = next((regel for regel in actie.organisaties if regel.slug == slug), None)
        if actie.vervallen:
            vervallen.append(actie)
        elif actie.per_organisatie:
            eigen.append(EigenDeel(actie=actie, regel=regel))
        else:
            regionaal.append(EigenDeel(actie=actie, regel=regel))
    return OrganisatieBeeld(
        organisatie=organisatie,
        overleggen=tuple(overleg for overleg in verslag.overleggen if overleg.afkorting in organisatie.overleggen),
        eigen=tuple(eigen),
        telling=Telling.van(deel.regel.stand if deel.regel else GEEN_MELDING for deel in eigen),
        regionaal=tuple(regionaal),
        telling_regionaal=Telling.van(deel.actie.stand for deel in regionaal),
        vervallen=tuple(vervallen),
        lokaal=lokale_acties_van(verslag, slug),
    )
