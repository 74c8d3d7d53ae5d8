"""Een Verslag opbouwen uit de tabellen: lees alles één keer in vaste aantallen queries, reken dan in één gang."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import OuterRef

from acties.models import Overleg, Programma
from monitoring.constanten import GEEN_MELDING, GEEN_MELDING_WOORD, TEKENS, Fase, Koers, Status
from monitoring.models import Bespreking, Duiding, Evaluatie
from monitoring.verslag.besluiten import colleges, lees_besluiten
from monitoring.verslag.bron import Bron
from monitoring.verslag.indicatoren import lees_indicatoren
from monitoring.verslag.ineens import Rijen, als_dag
from monitoring.verslag.nagekomen import nagekomen
from monitoring.verslag.structuur import Structuur
from monitoring.verslag.vastgesteld import lees_vastgesteld
from monitoring.verslag.vorm import (
    TELBAAR,
    ActieStand,
    Legenda,
    Nagekomen,
    OnderdeelStand,
    OrganisatieRegel,
    OverlegRegel,
    ProgrammaKop,
    Telling,
    Verslag,
    Wijziging,
)


def bouw_verslag(
    programma: Programma,
    peildatum: date,
    *,
    vorige_peildatum: date | None = None,
    evaluatie: Evaluatie | None = None,
    jaar: int | None = None,
    overleg: Overleg | None = None,
    vorige: Evaluatie | None = None,
    bron: Bron | None = None,
) -> Verslag:
    """Het programma op een peildatum, in een vast aantal queries.

    ``vorige_peildatum``: ook de verschillen met die dag. ``vorige``: de vastgestelde evaluatie van die dag; het verschil is
    dan dat met wat er is vastgesteld, en wat er later over bekend werd is nagekomen. ``evaluatie``: met haar duidingen,
    besprekingen, fase en versie. ``overleg``: alleen de organisaties die op de peildatum deelnemen; regionale acties houden
    hun stand. ``bron``: wat er al is gelezen; anders leest het verslag de tabellen zelf.
    """
    bron = bron or Bron(programma)
    structuur, nu = bron.structuur, bron.op(peildatum, overleg)
    eerder = bron.op(vorige_peildatum, overleg) if vorige_peildatum else None
    toen, lokaal_toen = (eerder.acties, eerder.lokaal) if eerder else (None, {})
    later: tuple[Nagekomen, ...] = ()
    if vorige and toen is not None:
        bereik = structuur.deelnemers(overleg.pk, peildatum) if overleg else None
        toen, later = _zoals_vastgesteld(vorige, overleg, toen, bereik)
    acties = tuple(_met_vorige(actie, toen.get(actie.nummer) if toen else None) for actie in nu.acties.values())
    organisaties = organisatieregels(structuur, peildatum, overleg)
    duidingen, besprekingen = _bijgeschreven(evaluatie)
    return Verslag(
        programma=_kop(programma),
        peildatum=peildatum,
        vorige_peildatum=vorige_peildatum,
        jaar=evaluatie.jaar if evaluatie else jaar,
        versie=evaluatie.versie if evaluatie else None,
        fase=evaluatie.fase if evaluatie else "",
        overleg=overleg.afkorting if overleg else "",
        statussen=(
            *_legenda(Status),
            Legenda(code=GEEN_MELDING, woord=GEEN_MELDING_WOORD, teken=TEKENS[GEEN_MELDING]),
        ),
        koersen=_legenda(Koers),
        rollen=tuple(structuur.rollen),
        telling=Telling.van(actie.stand for actie in acties),
        vorige_telling=Telling.van(actie.stand for actie in toen.values()) if toen else None,
        onderdelen=_onderdelen(structuur, acties, toen, duidingen),
        acties=acties,
        organisaties=organisaties,
        overleggen=overlegregels(structuur, peildatum, besprekingen),
        indicatoren=lees_indicatoren(programma, structuur, peildatum),
        wijzigingen=wijzigingen(acties, toen) if toen else (),
        besluiten=lees_besluiten(programma, peildatum),
        colleges=colleges(peildatum, structuur, organisaties),
        lokaal=tuple(_met_vorige(actie, lokaal_toen.get(actie.nummer)) for actie in nu.lokaal.values()),
        voorlopig=not (evaluatie and evaluatie.fase == Fase.VASTGESTELD),
        nagekomen=later,
    )


def _zoals_vastgesteld(
    vorige: Evaluatie, overleg: Overleg | None, nu: dict[int, ActieStand], bereik: set[int] | None
) -> tuple[dict[int, ActieStand], tuple[Nagekomen, ...]]:
    """De acties van het vorige jaar zoals zij zijn vastgesteld, en wat er daarna over dat jaar bij kwam."""
    stuk = lees_vastgesteld(vorige.pk, vorige.sha256)
    verslag = (stuk.van_overleg(overleg.slug) or stuk.regio) if overleg else stuk.regio
    toen = {actie.nummer: actie for actie in verslag.acties}
    return toen, nagekomen(vorige, stuk, toen=toen, nu=nu, bereik=bereik)


def _kop(programma: Programma) -> ProgrammaKop:
    return ProgrammaKop(
        slug=programma.slug,
        naam=programma.naam,
        ondertitel=programma.ondertitel,
        regio=programma.regio,
        startjaar=programma.startjaar,
        eindjaar=programma.eindjaar,
        demo=programma.demo,
    )


def _legenda(keuzes: type[Status] | type[Koers]) -> tuple[Legenda, ...]:
    return tuple(Legenda(code=keuze.value, woord=str(keuze.label), teken=keuze.teken) for keuze in keuzes)


def tellingen(programma: Programma, dagen: Iterable[date], *, bron: Bron | None = None) -> dict[date, Telling]:
    """De telling van het hele programma op elke dag: één query, en één per dag."""
    uit = bron or Bron(programma)
    return {dag: Telling.van(actie.stand for actie in uit.op(dag).acties.values()) for dag in dagen}


def _met_vorige(actie: ActieStand, vorige: ActieStand | None) -> ActieStand:
    if vorige is None:
        return actie
    return replace(actie, vorige_status=vorige.stand)


def _bijgeschreven(evaluatie: Evaluatie | None) -> tuple[dict[int, tuple[str, str]], dict[int, dict[str, Any]]]:
    """Wat mensen bij deze evaluatie schreven, in één query: per onderdeel oordeel en duiding, per overleg zijn bespreking."""
    if evaluatie is None:
        return {}, {}
    velden = ("datum", "fase", "besproken", "conclusies", "besluiten")
    duidingen, besprekingen = Evaluatie.objects.values_list(
        Rijen(Duiding.objects.filter(evaluatie=OuterRef("pk")), "onderdeel_id", "oordeel", "tekst"),
        Rijen(Bespreking.objects.filter(evaluatie=OuterRef("pk")), "overleg_id", *velden),
    ).get(pk=evaluatie.pk)
    return (
        {onderdeel: (oordeel, tekst) for onderdeel, oordeel, tekst in duidingen},
        {
            overleg: dict(zip(velden, (als_dag(datum), *teksten), strict=True))
            for overleg, datum, *teksten in besprekingen
        },
    )


def _onderdelen(
    structuur: Structuur,
    acties: Iterable[ActieStand],
    toen: dict[int, ActieStand] | None,
    duidingen: Mapping[int, tuple[str, str]],
) -> tuple[OnderdeelStand, ...]:
    regels = []
    for onderdeel in structuur.onderdelen:
        code = onderdeel.code
        oordeel, duiding = duidingen.get(onderdeel.id, ("", ""))
        regels.append(
            OnderdeelStand(
                soort=onderdeel.soort,
                code=code,
                naam=onderdeel.naam,
                omschrijving=onderdeel.omschrijving,
                telling=Telling.van(actie.stand for actie in acties if actie.onderdeel == code),
                vorige_telling=(
                    Telling.van(actie.stand for actie in toen.values() if actie.onderdeel == code) if toen else None
                ),
                oordeel=oordeel,
                duiding=duiding,
            )
        )
    return tuple(regels)


def organisatieregels(structuur: Structuur, dag: date, overleg: Overleg | None = None) -> tuple[OrganisatieRegel, ...]:
    """Wie op deze dag bestaan en bij een partij van het programma horen, op naam."""
    bereik = structuur.deelnemers(overleg.pk, dag) if overleg else None
    overleggen = defaultdict(list)
    for overleg_regel in structuur.overleggen:
        for organisatie in structuur.deelnemers(overleg_regel.id, dag):
            overleggen[organisatie].append(overleg_regel.afkorting)
    return tuple(
        OrganisatieRegel(
            naam=organisatie.naam,
            slug=organisatie.slug,
            soort=organisatie.soort,
            subregio=organisatie.subregio or "",
            partijen=tuple(partij.naam for partij in organisatie.partijen),
            overleggen=tuple(overleggen[pk]),
            kaartkolom=organisatie.kaartkolom,
            kaartrij=organisatie.kaartrij,
        )
        for pk, organisatie in structuur.organisaties.items()
        if organisatie.partijen and organisatie.bestond_op(dag) and (bereik is None or pk in bereik)
    )


def overlegregels(
    structuur: Structuur, dag: date, besprekingen: Mapping[int, dict[str, Any]] | None = None
) -> tuple[OverlegRegel, ...]:
    """Alle overleggen met wie er op deze dag aan deelneemt; ``besprekingen`` per overleg, op sleutel."""
    namen = {pk: organisatie.naam for pk, organisatie in structuur.organisaties.items()}
    return tuple(
        OverlegRegel(
            afkorting=overleg.afkorting,
            slug=overleg.slug,
            naam=overleg.naam,
            subregio=overleg.subregio or "",
            rol=overleg.rol,
            organisaties=tuple(sorted(namen[pk] for pk in structuur.deelnemers(overleg.id, dag))),
            **(besprekingen or {}).get(overleg.id, {}),
        )
        for overleg in structuur.overleggen
    )


def wijzigingen(acties: Iterable[ActieStand], toen: Mapping[int, ActieStand]) -> tuple[Wijziging, ...]:
    """Acties waarvan de stand verschilt van die van toen (op nummer), in dezelfde volgorde. Wat er toen niet was, telt niet."""
    return tuple(
        Wijziging(
            nummer=actie.nummer,
            titel=actie.titel,
            onderdeel_naam=actie.onderdeel_naam,
            van=toen[actie.nummer].stand,
            naar=actie.stand,
            soort=_soort_wijziging(toen[actie.nummer].stand, actie.stand),
        )
        for actie in acties
        if actie.nummer in toen and toen[actie.nummer].stand != actie.stand
    )


def _soort_wijziging(van: str, naar: str) -> str:
    if naar == "vervallen":
        return "Vervallen"
    if van == GEEN_MELDING:
        return "Eerste melding"
    if "vervallen" == van or naar == GEEN_MELDING:
        return "Hersteld"
    if naar == Status.AFGEROND:
        return "Afgerond"
    return "Vooruit" if TELBAAR.index(naar) < TELBAAR.index(van) else "Terug"
