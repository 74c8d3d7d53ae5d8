"""De grafieken en tabellen van de dia's: cijfers uit het verslag, zonder opmaak en zonder queries."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from acties.woorden import ACTIE, GEMEENTE, ORGANISATIE
from monitoring.constanten import Koers, Status
from monitoring.lezen.dashboard.trend import Jaarpunt, in_woorden
from monitoring.verslag.vorm import (
    TELBAAR,
    ActieStand,
    MeldingRegel,
    OnderdeelStand,
    OrganisatieRegel,
    OverlegRegel,
    Telling,
    Verslag,
)
from monitoring.weergave.dia.vorm import Grafiek, Reeks

MEEST_JAREN = 3  # Zoveel jaren naast elkaar per onderdeel.
MEEST_STAVEN = 20  # Zoveel namen naast elkaar zijn achter in de zaal nog te lezen.


def gestapeld(
    verslag: Verslag, groepen: Sequence[tuple[str, Telling]], *, wat: str, liggend: bool = False, as_titel: str = ""
) -> Grafiek:
    """Per groep een staaf met haar standen; een stand die nergens voorkomt, staat er niet bij."""
    alle = tuple(
        Reeks(
            naam=verslag.woord(code),
            teken=verslag.legenda(code).teken,
            code=code,
            waarden=tuple(getattr(telling, code) for _, telling in groepen),
        )
        for code in TELBAAR
    )
    cijfers = "; ".join(f"{naam}: {in_woorden(telling, verslag)}" for naam, telling in groepen)
    return Grafiek(
        omschrijving=f"{wat}. {cijfers}.",
        groepen=tuple(naam for naam, _ in groepen),
        reeksen=tuple(reeks for reeks in alle if any(reeks.waarden)) or alle,
        liggend=liggend,
        as_titel=as_titel,
    )


def jaren(verslag: Verslag, punten: Sequence[Jaarpunt]) -> Grafiek:
    return gestapeld(
        verslag, [(punt.naam, punt.telling) for punt in punten], wat="Alle acties naar status, per jaar"
    )  # fmt: skip


def afgerond_per_onderdeel(verslag: Verslag, punten: Sequence[Jaarpunt]) -> Grafiek:
    """Per onderdeel de jaren naast elkaar, in grijs en inkt: een jaar is geen status."""
    reeksen = tuple(
        Reeks(naam=punt.naam, waarden=tuple(_af(punt, deel) for deel in verslag.onderdelen)) for punt in punten
    )
    cijfers = "; ".join(
        f"{deel.naam}: {', '.join(f'{punt.dag_tekst} {_af(punt, deel)}' for punt in punten)}"
        for deel in verslag.onderdelen
    )
    return Grafiek(
        omschrijving=f"Afgeronde acties per kernelement en actielijn, per jaar. {cijfers}.",
        groepen=tuple(deel.naam for deel in verslag.onderdelen),
        reeksen=reeksen,
        liggend=True,
        gestapeld=False,
        as_titel=f"aantal {ACTIE.meervoud} afgerond",
    )


def _af(punt: Jaarpunt, deel: OnderdeelStand) -> int:
    return punt.per_onderdeel.get(deel.code, Telling()).afgerond


def onderdelen(verslag: Verslag, delen: Sequence[OnderdeelStand], meervoud: str) -> Grafiek:
    return gestapeld(
        verslag,
        [(deel.naam, deel.telling) for deel in delen],
        wat=f"{meervoud}: acties naar status",
        liggend=True,
        as_titel=f"aantal {ACTIE.meervoud}",
    )


# Gemeenten


@dataclass(frozen=True, slots=True, kw_only=True)
class Gemeente:
    """Hoe ver één gemeente is met wat elke gemeente zelf doet, en met hoeveel daarvan zij vastzit."""

    regel: OrganisatieRegel
    telling: Telling
    vast: int


def gemeenten(verslag: Verslag) -> tuple[Gemeente, ...]:
    """Op naam; wie geen enkele actie zelf uitvoert, staat er niet bij."""
    eigen: dict[str, list[MeldingRegel]] = {}
    for actie in eigen_acties(verslag):
        for regel in actie.organisaties:
            eigen.setdefault(regel.slug, []).append(regel)
    alle = (
        Gemeente(
            regel=regel,
            telling=Telling.van(deel.stand for deel in eigen.get(regel.slug, [])),
            vast=sum(map(zit_vast, eigen.get(regel.slug, []))),
        )
        for regel in verslag.organisaties
        if regel.is_gemeente
    )
    return tuple(sorted((deel for deel in alle if deel.telling.totaal), key=lambda deel: deel.regel.naam))


def eigen_acties(verslag: Verslag) -> list[ActieStand]:
    """De acties die elke organisatie zelf uitvoert en die nog meetellen."""
    return [actie for actie in verslag.acties if actie.per_organisatie and not actie.vervallen]


def zit_vast(regel: MeldingRegel) -> bool:
    return regel.koers == Koers.VASTGELOPEN and regel.status not in (Status.AFGEROND, Status.NVT)


def gemeentengrafiek(verslag: Verslag, delen: Sequence[Gemeente]) -> Grafiek:
    """Een staaf per gemeente; zijn er te veel om te lezen, dan een per subregio."""
    groepen = [(deel.regel.naam, deel.telling) for deel in delen]
    if len(groepen) > MEEST_STAVEN:
        groepen = _per_groep(delen, lambda deel: deel.regel.subregio or "Overige gemeenten")
    return gestapeld(
        verslag,
        groepen,
        wat=f"Wat elke {GEMEENTE.enkelvoud} zelf uitvoert, naar status",
        liggend=True,
        as_titel=f"aantal {ACTIE.meervoud}",
    )


def _per_groep(delen: Iterable[Gemeente], naam: Callable[[Gemeente], str]) -> list[tuple[str, Telling]]:
    standen: dict[str, Counter[str]] = {}
    for deel in delen:
        tel = standen.setdefault(naam(deel), Counter())
        tel.update(dict(zip(TELBAAR, deel.telling.aantallen, strict=True)))
    return [(groep, Telling(**tel)) for groep, tel in sorted(standen.items())]


# De actie waar het knelt


def knelpunt(verslag: Verslag) -> ActieStand | None:
    """De actie waarmee de meeste organisaties vastzitten, anders die waar zij de meeste aandacht voor vragen."""
    acties = [actie for actie in eigen_acties(verslag) if not actie.afgerond]
    for koers in (Koers.VASTGELOPEN, Koers.AANDACHT):
        met = [(sum(regel.koers == koers for regel in actie.organisaties), -actie.nummer, actie) for actie in acties]
        if met and max(met, key=lambda drie: drie[:2])[0]:
            return max(met, key=lambda drie: drie[:2])[2]
    return None


def per_deel(verslag: Verslag) -> list[OverlegRegel]:
    """De overleggen die samen de regio verdelen: die van een subregio, en anders alle met deelnemers."""
    met_deelnemers = [overleg for overleg in verslag.overleggen if overleg.organisaties]
    return [overleg for overleg in met_deelnemers if overleg.subregio] or met_deelnemers


def knelgrafiek(verslag: Verslag, actie: ActieStand) -> Grafiek:
    """Per overleg hoever zijn deelnemers met deze actie zijn."""
    groepen = [
        (
            overleg.met_subregio,
            Telling.van(r.stand for r in actie.organisaties if r.organisatie in overleg.organisaties),
        )
        for overleg in per_deel(verslag)
    ]
    groepen = [(naam, telling) for naam, telling in groepen if telling.totaal]
    soort = leden(verslag, actie.organisaties)
    return gestapeld(
        verslag,
        groepen,
        wat=f"Actie {actie.nummer_tekst}, {actie.titel}: {soort} per overleg, naar status",
        liggend=True,
        as_titel=f"aantal {soort}",
    )


def leden(verslag: Verslag, regels: Iterable[MeldingRegel]) -> str:
    """“gemeenten” als zij dat alle zijn, anders “organisaties”."""
    namen = {regel.naam for regel in verslag.organisaties if regel.is_gemeente}
    return (GEMEENTE if all(regel.organisatie in namen for regel in regels) else ORGANISATIE).meervoud
