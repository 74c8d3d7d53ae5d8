"""Een Verslag opbouwen uit de tabellen: lees alles één keer in vaste aantallen queries, reken dan in één gang."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from acties.models import Overleg, Programma
from monitoring.constanten import GEEN_MELDING, GEEN_MELDING_WOORD, TEKENS, Fase, Koers, Status
from monitoring.models import Bespreking, Duiding, Evaluatie
from monitoring.verslag.actiestand import Plaats, actie_stand
from monitoring.verslag.besluiten import lees_besluiten, lees_colleges
from monitoring.verslag.indicatoren import lees_indicatoren
from monitoring.verslag.lokaal import lokale_standen
from monitoring.verslag.nagekomen import nagekomen
from monitoring.verslag.stand import stand
from monitoring.verslag.structuur import Structuur, lees_structuur
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
) -> Verslag:
    """Het programma op een peildatum, in een vast aantal queries.

    ``vorige_peildatum``: ook de verschillen met die dag. ``vorige``: de vastgestelde evaluatie van die dag; het verschil is
    dan dat met wat er is vastgesteld, en wat er later over bekend werd is nagekomen. ``evaluatie``: met haar duidingen,
    besprekingen, fase en versie. ``overleg``: alleen de organisaties die op de peildatum deelnemen; regionale acties houden
    hun stand.
    """
    structuur = lees_structuur(programma)
    nu, lokaal_nu = _standen_op(programma, peildatum, structuur, overleg)
    toen, lokaal_toen = _standen_op(programma, vorige_peildatum, structuur, overleg) if vorige_peildatum else (None, {})
    later: tuple[Nagekomen, ...] = ()
    if vorige and toen is not None:
        bereik = structuur.deelnemers(overleg.pk, peildatum) if overleg else None
        toen, later = _zoals_vastgesteld(vorige, overleg, toen, bereik)
    acties = tuple(_met_vorige(actie, toen.get(actie.nummer) if toen else None) for actie in nu.values())
    organisaties = _organisaties(structuur, peildatum, overleg)
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
        onderdelen=_onderdelen(structuur, acties, toen, evaluatie),
        acties=acties,
        organisaties=organisaties,
        overleggen=_overleggen(structuur, peildatum, evaluatie),
        indicatoren=lees_indicatoren(programma, structuur, peildatum),
        wijzigingen=wijzigingen(acties, toen) if toen else (),
        besluiten=lees_besluiten(programma, peildatum),
        colleges=lees_colleges(programma, peildatum, structuur, organisaties),
        lokaal=tuple(_met_vorige(actie, lokaal_toen.get(actie.nummer)) for actie in lokaal_nu.values()),
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


def tellingen(programma: Programma, dagen: Iterable[date]) -> dict[date, Telling]:
    """De telling van het hele programma op elke dag: acht queries, en één per dag."""
    structuur = lees_structuur(programma)
    return {
        dag: Telling.van(actie.stand for actie in _standen_op(programma, dag, structuur, None)[0].values())
        for dag in dagen
    }


def _standen_op(
    programma: Programma, dag: date, structuur: Structuur, overleg: Overleg | None
) -> tuple[dict[int, ActieStand], dict[int, ActieStand]]:
    """De acties van de regio op één dag, en de lokale acties; elk op nummer."""
    meldingen = stand(programma, dag)
    per_actie: dict[int, dict] = defaultdict(dict)
    for (actie_id, organisatie_id), melding in meldingen.items():
        per_actie[actie_id][organisatie_id] = melding
    plaats = Plaats(
        dag=dag,
        organisaties=structuur.organisaties,
        voorgangers=structuur.opgegaan(dag),
        bestaand={pk for pk, organisatie in structuur.organisaties.items() if organisatie.bestond_op(dag)},
        bereik=structuur.deelnemers(overleg.pk, dag) if overleg else None,
    )
    regionaal = {
        actie.nummer: actie_stand(actie, per_actie[actie.id], plaats)
        for actie in structuur.acties
        if actie.lokaal_van is None
    }
    return regionaal, lokale_standen(structuur.acties, per_actie, plaats)


def _met_vorige(actie: ActieStand, vorige: ActieStand | None) -> ActieStand:
    if vorige is None:
        return actie
    return replace(actie, vorige_status=vorige.stand)


def _onderdelen(
    structuur: Structuur, acties: Iterable[ActieStand], toen: dict[int, ActieStand] | None, evaluatie: Evaluatie | None
) -> tuple[OnderdeelStand, ...]:
    duidingen = {}
    if evaluatie:
        duidingen = {
            onderdeel: (oordeel, tekst)
            for onderdeel, oordeel, tekst in Duiding.objects.filter(evaluatie=evaluatie).values_list(
                "onderdeel_id", "oordeel", "tekst"
            )
        }
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


def _organisaties(structuur: Structuur, dag: date, overleg: Overleg | None) -> tuple[OrganisatieRegel, ...]:
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


def _overleggen(structuur: Structuur, dag: date, evaluatie: Evaluatie | None) -> tuple[OverlegRegel, ...]:
    besprekingen: dict[int, dict] = {}
    if evaluatie:
        velden = ("datum", "fase", "besproken", "conclusies", "besluiten")
        for pk, *waarden in Bespreking.objects.filter(evaluatie=evaluatie).values_list("overleg_id", *velden):
            besprekingen[pk] = dict(zip(velden, waarden, strict=True))
    namen = {pk: organisatie.naam for pk, organisatie in structuur.organisaties.items()}
    return tuple(
        OverlegRegel(
            afkorting=overleg.afkorting,
            slug=overleg.slug,
            naam=overleg.naam,
            subregio=overleg.subregio or "",
            rol=overleg.rol,
            organisaties=tuple(sorted(namen[pk] for pk in structuur.deelnemers(overleg.id, dag))),
            **besprekingen.get(overleg.id, {}),
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
