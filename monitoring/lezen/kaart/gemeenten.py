"""Hoe ver elke gemeente is: een tegel per gemeente, met de stand van de acties die zij zelf uitvoert."""

from collections.abc import Sequence
from dataclasses import dataclass

from acties.constanten import nummer_tekst
from acties.woorden import ACTIE, opsomming
from monitoring.constanten import Koers
from monitoring.lezen.kaart.plaatsen import Groep, Kaart, leg_neer
from monitoring.lezen.matrix import Cel, Matrix
from monitoring.verslag.vorm import TELBAAR, OrganisatieRegel, Telling, Verslag

STIL = 2  # Vanaf zoveel acties zonder melding valt een tegel op.


@dataclass(frozen=True, slots=True, kw_only=True)
class Gemeentestand:
    """De eigen acties van een gemeente, geteld. ``vast``: de nummers van de acties waarmee zij vastzit."""

    telling: Telling
    vast: tuple[str, ...]

    @property
    def valt_stil(self) -> bool:
        return self.telling.geen_melding >= STIL

    @property
    def vastzin(self) -> str:
        """“actie 9 vast”, “acties 9 en 30 vast”; leeg als er geen vastzit."""
        return f"{ACTIE.bij(len(self.vast))} {opsomming(self.vast)} vast" if self.vast else ""

    @property
    def stilzin(self) -> str:
        """“2 zonder melding”; leeg als er niets ontbreekt, en als er iets zwaarders te zeggen is."""
        return f"{self.telling.geen_melding} zonder melding" if self.telling.geen_melding and not self.vast else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subregio:
    """Een groep van de kaart, met haar acties samen geteld. ``overleg``: de afkorting van haar overleg, of leeg."""

    groep: Groep
    telling: Telling
    overleg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gemeentekaart:
    """``matrix`` is waar de kaart uit komt: haar rijen zijn de acties, haar telling is die van alle tegels samen.

    ``standen``: wat de kolommen van de tabel tellen.
    """

    kaart: Kaart
    subregios: tuple[Subregio, ...]
    matrix: Matrix
    standen: tuple[str, ...] = TELBAAR


def gemeentekaart(verslag: Verslag, matrix: Matrix) -> Gemeentekaart | None:
    """De kaart bij een matrix van hetzelfde verslag; ``None`` als gemeenten niets zelf uitvoeren."""
    if not matrix.rijen or not matrix.kolommen:
        return None
    cellen: dict[str, list[Cel]] = {kolom.slug: [] for kolom in matrix.kolommen}
    vast: dict[str, list[str]] = {kolom.slug: [] for kolom in matrix.kolommen}
    for rij in matrix.rijen:
        for cel in rij.cellen:
            cellen[cel.slug].append(cel)
            if cel.regel and cel.regel.koers == Koers.VASTGELOPEN:
                vast[cel.slug].append(nummer_tekst(rij.nummer))

    def stand(gemeente: OrganisatieRegel) -> Gemeentestand:
        telling = Telling.van(cel.stand for cel in cellen[gemeente.slug] if cel.stand)
        return Gemeentestand(telling=telling, vast=tuple(vast[gemeente.slug]))

    kaart = leg_neer([wie for wie in verslag.organisaties if wie.slug in cellen], stand)
    return Gemeentekaart(
        kaart=kaart, subregios=tuple(_subregio(groep, verslag) for groep in kaart.groepen), matrix=matrix
    )


def _subregio(groep: Groep, verslag: Verslag) -> Subregio:
    overleggen = [overleg.afkorting for overleg in verslag.overleggen if overleg.subregio == groep.naam]
    return Subregio(
        groep=groep,
        telling=samen([tegel.inhoud.telling for tegel in groep.tegels]),
        overleg=opsomming(overleggen),
    )


def samen(tellingen: Sequence[Telling]) -> Telling:
    """De tellingen bij elkaar opgeteld, elke stand apart."""
    return Telling(
        **{veld: sum(getattr(telling, veld) for telling in tellingen) for veld in Telling.__dataclass_fields__}
    )
