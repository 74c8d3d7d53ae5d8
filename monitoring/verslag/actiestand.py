"""De stand van één actie: welke organisaties tellen, wat zij van voorgangers overnemen en wat dat regionaal betekent."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from acties.constanten import OrganisatieSoort, Uitvoering
from acties.models.actie import planning_tekst
from monitoring.constanten import KOERS_VRAAGT_UITLEG, Koers, Status
from monitoring.datum import datum_tekst
from monitoring.verslag.afleiding import afgeleide_status, zwaarste_koers
from monitoring.verslag.stand import Melding
from monitoring.verslag.structuur import ActieRij, OrganisatieRij
from monitoring.verslag.vorm import ActieStand, MeldingRegel, Telling

# Een melding die een jaar oud is, zegt weinig meer over vandaag: de programma's worden jaarlijks geëvalueerd.
HOUDBAAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Plaats:
    """Wie er op de dag van de stand zijn, en per organisatie wie daarin is opgegaan.

    ``bereik``: alleen deze organisaties tellen (``None``: allemaal).
    """

    dag: date
    organisaties: Mapping[int, OrganisatieRij]
    voorgangers: Mapping[int, Sequence[int]]
    bestaand: set[int]
    bereik: set[int] | None


class Uitkomst(NamedTuple):
    """Wat de meldingen over een actie voor de regio betekenen. De velden heten zoals die van ``ActieStand``."""

    status: str | None
    koers: str
    koers_aantal: int
    herkomst: str
    melding: MeldingRegel | None


def actie_stand(actie: ActieRij, meldingen: Mapping[int | None, Melding], plaats: Plaats) -> ActieStand:
    """Bouw de stand van een actie uit haar rij (zie ``structuur.lees_structuur``) en haar geldende meldingen."""
    per_organisatie = actie.uitvoering == Uitvoering.PER_ORGANISATIE
    alle = _regels(actie, meldingen, plaats)
    regels = [regel for pk, regel in alle if plaats.bereik is None or pk in plaats.bereik]
    telling = None
    if per_organisatie:
        uitkomst = _per_organisatie(regels, [regel for _, regel in alle], meldingen, plaats)
        telling = Telling.van(regel.stand for regel in regels)
    else:
        regels = [regel for regel in regels if regel.status is not None]
        uitkomst = _regionaal(meldingen, plaats)
    vervallen_op = actie.vervallen_op
    vervallen = uitkomst.status == Status.VERVALLEN or bool(vervallen_op and vervallen_op <= plaats.dag)
    laatste = max((r.peildatum for r in (*regels, uitkomst.melding) if r and r.peildatum), default=None)
    return ActieStand(
        nummer=actie.nummer,
        titel=actie.titel,
        omschrijving=actie.omschrijving,
        onderdeel=actie.onderdeel,
        onderdeel_naam=actie.onderdeel_naam,
        doelgroep=actie.doelgroep or "",
        hoofdverantwoordelijken=tuple(partij.naam for partij in actie.partijen),
        aanjagers=actie.aanjagers,
        planning=planning_tekst(actie.startjaar, actie.eindjaar, actie.doorlopend),
        planning_toelichting=actie.planning_toelichting,
        startjaar=actie.startjaar,
        eindjaar=actie.eindjaar,
        doorlopend=actie.doorlopend,
        vervallen_op=actie.vervallen_op,
        vervallen_reden=actie.vervallen_reden,
        **uitkomst._asdict(),
        per_organisatie=per_organisatie,
        organisaties=tuple(regels),
        telling=telling,
        laatste_peildatum=laatste,
        loopt_uit=_loopt_uit(actie, uitkomst.status, vervallen, plaats.dag),
        aandacht=() if vervallen else tuple(_aandacht(actie, uitkomst, telling, laatste, plaats, regels)),
        vervallen=vervallen,
        vorige_status=None,
    )


def _regels(actie: ActieRij, meldingen: Mapping[int | None, Melding], plaats: Plaats) -> list[tuple[int, MeldingRegel]]:
    """Per organisatie die op de dag bestond en bij een hoofdverantwoordelijke partij hoort: wat voor haar geldt."""
    verantwoordelijk = {partij.id for partij in actie.partijen}
    return [
        (pk, _regel(pk, meldingen, plaats))
        for pk, organisatie in plaats.organisaties.items()
        if pk in plaats.bestaand and verantwoordelijk.intersection(partij.id for partij in organisatie.partijen)
    ]


def _regel(pk: int, meldingen: Mapping[int | None, Melding], plaats: Plaats) -> MeldingRegel:
    if pk in meldingen:
        return _uit_melding(meldingen[pk], plaats)
    organisatie = plaats.organisaties[pk]
    erfenis = [_regel(voorganger, meldingen, plaats) for voorganger in plaats.voorgangers.get(pk, ())]
    if not any(regel.status for regel in erfenis):
        return MeldingRegel(organisatie=organisatie.naam, slug=organisatie.slug)
    gemeld = [regel for regel in erfenis if regel.status]
    statussen = [regel.status for regel in erfenis]
    return MeldingRegel(
        organisatie=organisatie.naam,
        slug=organisatie.slug,
        status=Status.NVT.value if set(statussen) == {Status.NVT.value} else afgeleide_status(statussen),
        koers=zwaarste_koers(regel.koers for regel in gemeld),
        toelichting=_samen(gemeld, "toelichting"),
        bijsturing=_samen(gemeld, "bijsturing"),
        peildatum=max(regel.peildatum for regel in gemeld if regel.peildatum),
        gemeld_op=max(regel.gemeld_op for regel in gemeld if regel.gemeld_op),
        openbaar=all(regel.openbaar for regel in gemeld),
        overgenomen_van=tuple(regel.organisatie for regel in gemeld),
    )


def _samen(regels: Sequence[MeldingRegel], veld: str) -> str:
    return "\n".join(f"{regel.organisatie}: {getattr(regel, veld)}" for regel in regels if getattr(regel, veld))


def _uit_melding(melding: Melding, plaats: Plaats) -> MeldingRegel:
    organisatie = plaats.organisaties.get(melding.organisatie_id) if melding.organisatie_id else None
    return MeldingRegel(
        organisatie=organisatie.naam if organisatie else "",
        slug=organisatie.slug if organisatie else "",
        status=melding.status,
        koers=melding.koers,
        toelichting=melding.toelichting,
        bijsturing=melding.bijsturing,
        peildatum=melding.peildatum,
        gemeld_op=melding.gemeld_op,
        gemeld_door=melding.gemeld_door,
        ongewijzigd=melding.ongewijzigd,
        openbaar=melding.openbaar,
        bron=melding.bron,
    )


def _regionaal(meldingen: Mapping[int | None, Melding], plaats: Plaats) -> Uitkomst:
    """Eén stand voor de regio: het nieuwste woord geldt, wie het ook sprak. N.v.t. zegt niets over de regio."""
    sprekend = [melding for melding in meldingen.values() if melding.status != Status.NVT]
    if not sprekend:
        return Uitkomst(None, "", 0, "geen", None)
    nieuwste = max(sprekend, key=lambda melding: (melding.peildatum, melding.id))
    return _van_een_melding(nieuwste, "melding", plaats)


def _per_organisatie(
    regels: Sequence[MeldingRegel],
    alle: Sequence[MeldingRegel],
    meldingen: Mapping[int | None, Melding],
    plaats: Plaats,
) -> Uitkomst:
    """Afgeleid uit ``regels``, tenzij een regiobrede melding minstens zo nieuw is als alle meldingen in de hele regio."""
    regiobreed = meldingen.get(None)
    nieuwste = max((regel.peildatum for regel in alle if regel.peildatum), default=date.min)
    if regiobreed and regiobreed.peildatum >= nieuwste:
        return _van_een_melding(regiobreed, "regiobreed", plaats)
    status = afgeleide_status(regel.status for regel in regels)
    koers = zwaarste_koers(regel.koers for regel in regels)
    koers_aantal = sum(1 for regel in regels if koers and regel.koers == koers)
    return Uitkomst(status, koers, koers_aantal, "afgeleid" if status else "geen", None)


def _van_een_melding(melding: Melding, herkomst: str, plaats: Plaats) -> Uitkomst:
    return Uitkomst(melding.status, melding.koers, int(bool(melding.koers)), herkomst, _uit_melding(melding, plaats))


def _loopt_uit(actie: ActieRij, status: str | None, vervallen: bool, dag: date) -> bool:
    """De planning eindigde vóór deze dag en de actie is niet afgerond."""
    if actie.eindjaar is None or vervallen or status == Status.AFGEROND:
        return False
    return date(actie.eindjaar, 12, 31) < dag


def _aandacht(
    actie: ActieRij,
    uitkomst: Uitkomst,
    telling: Telling | None,
    laatste: date | None,
    plaats: Plaats,
    regels: Sequence[MeldingRegel],
) -> Iterator[str]:
    """Waarom deze actie (die niet is vervallen) aandacht vraagt, het zwaarste eerst, in woorden voor op het scherm."""
    if uitkomst.status == Status.AFGEROND:
        return
    dag, eindjaar, startjaar = plaats.dag, actie.eindjaar, actie.startjaar
    if uitkomst.koers in KOERS_VRAAGT_UITLEG:
        deel = f" ({uitkomst.koers_aantal} van {telling.totaal})" if telling and telling.totaal else ""
        yield f"Koers: {Koers(uitkomst.koers).label.lower()}{deel}"
    if eindjaar and date(eindjaar, 12, 31) < dag:
        yield f"Planning liep t/m {eindjaar}, nog niet afgerond"
    elif eindjaar and date(eindjaar, 12, 31) == dag:
        yield f"Laatste dag van de planning (t/m {eindjaar}), nog niet afgerond"
    begonnen = actie.doorlopend or (startjaar is not None and startjaar <= dag.year)
    if begonnen and uitkomst.status is None:
        begin = "Doorlopend" if actie.doorlopend else f"Gepland vanaf {startjaar}"
        yield f"{begin}, nog geen melding"
    elif begonnen and telling and telling.geen_melding:
        yield f"{telling.gemeld} van {telling.totaal} {_leden(plaats, regels)} gemeld"
    if laatste and dag - laatste >= HOUDBAAR:
        yield f"Laatste melding is van {datum_tekst(laatste)}"


def _leden(plaats: Plaats, regels: Sequence[MeldingRegel]) -> str:
    soorten = {organisatie.slug: organisatie.soort for organisatie in plaats.organisaties.values()}
    gemeenten = all(soorten[regel.slug] == OrganisatieSoort.GEMEENTE for regel in regels)
    return "gemeenten" if gemeenten else "organisaties"
