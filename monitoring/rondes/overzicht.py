"""Een updateronde naar wat de projectleider te doen heeft: wie niets kan melden eerst, wie klaar is als laatste."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from acties.constanten import Rol
from acties.models import Gebruiker, Lidmaatschap
from monitoring.melden.namens import HELE_REGIO
from monitoring.models import Herinnering
from monitoring.rondes.ontvangers import Ontvangers
from monitoring.rondes.rondestand import Rondelijst, Rondestand
from monitoring.rondes.uitslag import GeenMail, Uitslag
from monitoring.rondes.voortgang import Groep, Melder


class Nood(StrEnum):
    """Hoe het met een organisatie staat, de dringendste eerst."""

    NIEMAND = "niemand"
    NIETS = "niets"
    BEZIG = "bezig"
    KLAAR = "klaar"
    VRIJ = "vrij"


@dataclass(frozen=True, slots=True)
class Persoon:
    """Wie er voor een organisatie meldt, met de laatste herinnering aan deze ronde."""

    gebruiker: Gebruiker
    herinnerd: Herinnering | None


@dataclass(frozen=True, slots=True)
class Rij:
    """Eén organisatie (of de projectleider). ``herinnering``: hoe het afloopt als zij nu wordt herinnerd.

    ``zelf`` en ``door_ander`` zijn samen wat er is gemeld: een woord voor de regio kan een ander al hebben gezegd.
    """

    melder: Melder
    overleg: str
    nood: Nood
    zelf: int
    door_ander: int
    personen: tuple[Persoon, ...]
    herinnering: Uitslag

    @property
    def stukken(self) -> tuple[str, ...]:
        """Een stuk per taak die er te melden is, in de volgorde van de balk."""
        return ("zelf",) * self.zelf + ("ander",) * self.door_ander + ("open",) * self.melder.lijst.open

    @property
    def open_acties(self) -> list:
        """De acties waarover nog gemeld moet worden, van laag naar hoog."""
        return sorted((taak.actie for taak in self.melder.lijst.openstaand), key=lambda actie: actie.nummer)

    @property
    def adressen(self) -> tuple[str, ...]:
        """Waar het werkboek heen kan."""
        return tuple(gebruiker.email for gebruiker in self.melder.gebruikers if gebruiker.email)


@dataclass(frozen=True, slots=True)
class Noodgroep:
    """Wie er hetzelfde aan toe is, wie het meest open heeft voorop. ``lijst`` telt een woord dat zij delen één keer."""

    nood: Nood
    rijen: tuple[Rij, ...]
    lijst: Rondelijst

    @property
    def is_gevouwen(self) -> bool:
        """Waar niets te doen is, staat een klik verder."""
        return not self.lijst.open

    @property
    def organisaties(self) -> int:
        return sum(bool(rij.melder.slug) for rij in self.rijen)

    @property
    def met_projectleider(self) -> bool:
        return self.organisaties < len(self.rijen)


def overzicht(
    groepen: Iterable[Groep],
    wie: Ontvangers,
    bezet: Mapping[int, GeenMail],
    herinneringen: Iterable[Herinnering],
) -> list[Noodgroep]:
    """Elke melder in precies één groep; een groep zonder iemand is er niet.

    ``groepen`` komt uit ``voortgang``; ``herinneringen`` zijn die van de ronde, de nieuwste eerst.
    """
    laatste: dict[int, Herinnering] = {}
    for herinnering in herinneringen:
        laatste.setdefault(herinnering.gebruiker_id, herinnering)
    spreekt = {organisatie.naam: organisatie.op(wie.dag).slug for organisatie in wie.stand.organisaties.values()}
    rijen = [_rij(melder, groep.naam, wie, bezet, laatste, spreekt) for groep in groepen for melder in groep.melders]
    return list(_per_nood(rijen, wie.stand))


def tellers(groepen: Iterable[Noodgroep]) -> list[tuple[Nood, int, int]]:
    """Per groep waar iets van wordt gevraagd hoeveel er in staan en hoeveel zij nog te melden hebben, ook als het er nul zijn."""
    per_nood = {groep.nood: groep for groep in groepen}
    return [
        (nood, len(groep.rijen), groep.lijst.open) if (groep := per_nood.get(nood)) else (nood, 0, 0)
        for nood in Nood
        if nood != Nood.VRIJ
    ]


def beheerders_met_adres() -> QuerySet[Gebruiker]:
    """Wie een account kan maken en te mailen is."""
    rol = Lidmaatschap.objects.filter(rol=Rol.BEHEERDER)
    return Gebruiker.objects.filter(is_active=True, lidmaatschappen__in=rol).exclude(email="").distinct()


def _per_nood(rijen: list[Rij], stand: Rondestand) -> Iterator[Noodgroep]:
    for nood in Nood:
        leden = [rij for rij in rijen if rij.nood == nood]
        leden.sort(key=lambda rij: -rij.melder.lijst.open)
        if leden:
            yield Noodgroep(nood, tuple(leden), stand.van_samen(rij.melder.slug for rij in leden))


def _rij(
    melder: Melder,
    overleg: str,
    wie: Ontvangers,
    bezet: Mapping[int, GeenMail],
    laatste: Mapping[int, Herinnering],
    spreekt: Mapping[str, str],
) -> Rij:
    lijst = melder.lijst
    zelf = sum(_zelf(taak.gemeld, melder.slug, spreekt) for taak in lijst.schulden)
    return Rij(
        melder=melder,
        overleg=overleg,
        nood=_nood(melder),
        zelf=zelf,
        door_ander=lijst.gemeld - zelf,
        personen=tuple(Persoon(gebruiker, laatste.get(gebruiker.pk)) for gebruiker in melder.gebruikers),
        herinnering=wie.vooruitblik(bezet, [melder.slug]),
    )


def _zelf(gemeld, slug: str, spreekt: Mapping[str, str]) -> bool:
    """Of deze organisatie het zelf zei. Een eigen melding is dat altijd; een woord voor de regio is van wie er sprak."""
    if gemeld is None:
        return False
    return gemeld.organisatie != HELE_REGIO or spreekt.get(gemeld.spreker, HELE_REGIO) == slug


def _nood(melder: Melder) -> Nood:
    lijst = melder.lijst
    if not lijst.aantal:
        return Nood.VRIJ
    if not lijst.open:
        return Nood.KLAAR
    if not melder.gebruikers:
        return Nood.NIEMAND
    return Nood.BEZIG if lijst.gemeld else Nood.NIETS
