"""De stand van één actie: welke organisaties tellen, wat zij van voorgangers overnemen en wat dat regionaal betekent."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from acties.constanten import OrganisatieSoort, Uitvoering
from acties.models.actie import planning_tekst
from acties.models.looptijd import keten, optredend
from acties.woorden import GEMEENTE, ORGANISATIE, Naamwoord
from monitoring.constanten import KOERS_VRAAGT_UITLEG, Koers, Status
from monitoring.datum import datum_tekst
from monitoring.verslag.afleiding import afgeleide_status, eensgezind, geldende_koers
from monitoring.verslag.stand import Melding
from monitoring.verslag.structuur import AanjagerRij, ActieRij, OrganisatieRij
from monitoring.verslag.vorm import AanjagerRegel, ActieStand, Koerstelling, MeldingRegel, Signaal, Telling, Wie

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
    koersen: Koerstelling | None
    herkomst: str
    melding: MeldingRegel | None


GEEN = Uitkomst(None, "", None, "geen", None)


def actie_stand(actie: ActieRij, meldingen: Mapping[int | None, Melding], plaats: Plaats) -> ActieStand:
    """Bouw de stand van een actie uit haar rij (zie ``structuur.lees_structuur``) en haar geldende meldingen."""
    per_organisatie = actie.uitvoering == Uitvoering.PER_ORGANISATIE
    alle = _regels(actie, meldingen, plaats)
    regels = [regel for pk, regel in alle if plaats.bereik is None or pk in plaats.bereik]
    telling = Telling.van(regel.stand for regel in regels)
    if actie.lokaal_van is not None:
        uitkomst = _lokaal(meldingen, plaats)
    elif per_organisatie:
        uitkomst = _per_organisatie(regels, [regel for _, regel in alle], meldingen, plaats)
    else:
        uitkomst = _regionaal([regel for _, regel in alle], meldingen, plaats)
    bijdragers = [] if per_organisatie or actie.lokaal_van else [pk for pk, _ in alle]
    signalen = tuple(_signalen(meldingen.get(None), bijdragers, meldingen, plaats))
    sprekers = _sprekers(actie, plaats)
    zwijgend = tuple(regel.organisatie for regel in regels if regel.status is None)
    if not per_organisatie:
        regels = [regel for regel in regels if regel.status is not None]
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
        aanjagers=tuple(_aanjager(aanjager, plaats) for aanjager in actie.aanjagers),
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
        telling=telling if per_organisatie else None,
        bijdragen=None if per_organisatie or actie.lokaal_van else telling,
        zwijgend=() if actie.lokaal_van else zwijgend,
        sprekers=tuple(Wie(naam=wie.naam, slug=wie.slug) for wie in sprekers),
        signalen=signalen,
        laatste_peildatum=laatste,
        loopt_uit=_loopt_uit(actie, uitkomst.status, vervallen, plaats.dag),
        aandacht=() if vervallen else tuple(_aandacht(actie, uitkomst, signalen, telling, laatste, plaats, regels)),
        vervallen=vervallen,
        vorige_status=None,
    )


def _aanjager(aanjager: AanjagerRij, plaats: Plaats) -> AanjagerRegel:
    namen = tuple(wie.naam for wie in _van_nu(aanjager.organisaties, plaats))
    return AanjagerRegel(
        rol=aanjager.rol, kleur=aanjager.kleur, letter=aanjager.letter, tekst=aanjager.tekst, organisaties=namen
    )


def _sprekers(actie: ActieRij, plaats: Plaats) -> list[OrganisatieRij]:
    """De organisaties van alle aanjagers, zonder dubbele, op naam."""
    sprekers = _van_nu([pk for aanjager in actie.aanjagers for pk in aanjager.organisaties], plaats)
    return sorted(sprekers, key=lambda wie: wie.naam)


def _van_nu(organisaties: Iterable[int], plaats: Plaats) -> list[OrganisatieRij]:
    """Wie op de dag van de stand voor deze organisaties optreden; wie dan niet bestaat, valt weg."""

    def opvolger(rij: OrganisatieRij) -> OrganisatieRij | None:
        return plaats.organisaties[rij.opvolger_id] if rij.opvolger_id else None

    ketens = (keten(plaats.organisaties[pk], opvolger) for pk in organisaties)
    optredenden = dict.fromkeys(optredend(schakels, plaats.dag).id for schakels in ketens)
    return [plaats.organisaties[pk] for pk in optredenden if pk in plaats.bestaand]


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
    status = Status.NVT.value if set(statussen) == {Status.NVT.value} else afgeleide_status(statussen)
    return MeldingRegel(
        organisatie=organisatie.naam,
        slug=organisatie.slug,
        status=status,
        koers=eensgezind(geldende_koers(status, regel.koers) for regel in gemeld),
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
        koers=geldende_koers(melding.status, melding.koers),
        toelichting=melding.toelichting,
        bijsturing=melding.bijsturing,
        peildatum=melding.peildatum,
        gemeld_op=melding.gemeld_op,
        gemeld_door=melding.gemeld_door,
        ongewijzigd=melding.ongewijzigd,
        openbaar=melding.openbaar,
        bron=melding.bron,
        functie=melding.functie,
        spreker=melding.spreker,
        bevestigt=melding.bevestigt,
    )


def _regionaal(alle: Sequence[MeldingRegel], meldingen: Mapping[int | None, Melding], plaats: Plaats) -> Uitkomst:
    """Het laatste woord voor de regio; is dat er nog niet, dan wat uit de bijdragen van de hele regio volgt."""
    if woord := meldingen.get(None):
        return _van_een_melding(woord, "melding", plaats)
    return _afgeleid(alle, "bijdragen")


def _lokaal(meldingen: Mapping[int | None, Melding], plaats: Plaats) -> Uitkomst:
    """Een lokale actie is van één organisatie: haar nieuwste melding is de stand, ook als die van een voorganger is."""
    if not meldingen:
        return GEEN
    nieuwste = max(meldingen.values(), key=lambda melding: (melding.peildatum, melding.id))
    return _van_een_melding(nieuwste, "melding", plaats)


def _per_organisatie(
    regels: Sequence[MeldingRegel],
    alle: Sequence[MeldingRegel],
    meldingen: Mapping[int | None, Melding],
    plaats: Plaats,
) -> Uitkomst:
    """Afgeleid uit ``regels``, tenzij een woord voor de regio minstens zo nieuw is als alle meldingen in de hele regio."""
    woord = meldingen.get(None)
    nieuwste = max((regel.peildatum for regel in alle if regel.peildatum), default=date.min)
    if woord and woord.peildatum >= nieuwste:
        return _van_een_melding(woord, "regiobreed", plaats)
    return _afgeleid(regels, "afgeleid")


def _afgeleid(regels: Sequence[MeldingRegel], herkomst: str) -> Uitkomst:
    status = afgeleide_status(regel.status for regel in regels)
    if status is None:
        return GEEN
    tellend = sum(regel.status != Status.NVT for regel in regels)
    koersen = Koerstelling(**Counter(regel.koers for regel in regels if regel.koers), van=tellend)
    return Uitkomst(status, "", koersen, herkomst, None)


def _van_een_melding(melding: Melding, herkomst: str, plaats: Plaats) -> Uitkomst:
    regel = _uit_melding(melding, plaats)
    return Uitkomst(melding.status, regel.koers, None, herkomst, regel)


def _signalen(
    woord: Melding | None, organisaties: Iterable[int], meldingen: Mapping[int | None, Melding], plaats: Plaats
) -> Iterator[Signaal]:
    """Wat deze organisaties (en wie daarin opging) na het laatste woord voor de regio anders zeggen, per status.

    Van een actie per organisatie komt dat niet: daar volgt de status zelf uit wat organisaties later melden.
    """
    if woord is None:
        return
    anders = Counter(
        melding.status
        for melding in _geldend(organisaties, meldingen, plaats)
        if (melding.peildatum, melding.id) > (woord.peildatum, woord.id)
        and melding.status not in (woord.status, Status.NVT)
    )
    for status in Status.values:
        if status in anders:
            yield Signaal(status=status, aantal=anders[status], sinds=woord.peildatum)


def _geldend(organisaties: Iterable[int], meldingen: Mapping[int | None, Melding], plaats: Plaats) -> Iterator[Melding]:
    """De melding van elke organisatie, of zolang zij zelf niets zei die van haar voorgangers."""
    for pk in organisaties:
        if pk in meldingen:
            yield meldingen[pk]
        else:
            yield from _geldend(plaats.voorgangers.get(pk, ()), meldingen, plaats)


def _loopt_uit(actie: ActieRij, status: str | None, vervallen: bool, dag: date) -> bool:
    """De planning eindigde vóór deze dag en de actie is niet afgerond."""
    if actie.eindjaar is None or vervallen or status == Status.AFGEROND:
        return False
    return date(actie.eindjaar, 12, 31) < dag


def _aandacht(
    actie: ActieRij,
    uitkomst: Uitkomst,
    signalen: Sequence[Signaal],
    telling: Telling,
    laatste: date | None,
    plaats: Plaats,
    regels: Sequence[MeldingRegel],
) -> Iterator[str]:
    """Waarom deze actie (die niet is vervallen) aandacht vraagt, het zwaarste eerst, in woorden voor op het scherm."""
    yield from (signaalzin(signaal) for signaal in signalen)
    if uitkomst.status == Status.AFGEROND:
        return
    dag, eindjaar, startjaar = plaats.dag, actie.eindjaar, actie.startjaar
    yield from _koerszinnen(uitkomst)
    if eindjaar and date(eindjaar, 12, 31) < dag:
        yield f"Planning liep t/m {eindjaar}, nog niet afgerond"
    elif eindjaar and date(eindjaar, 12, 31) == dag:
        yield f"Laatste dag van de planning (t/m {eindjaar}), nog niet afgerond"
    begonnen = actie.doorlopend or (startjaar is not None and startjaar <= dag.year)
    if begonnen and uitkomst.status is None:
        begin = "Doorlopend" if actie.doorlopend else f"Gepland vanaf {startjaar}"
        yield f"{begin}, nog geen melding"
    elif begonnen and actie.uitvoering == Uitvoering.PER_ORGANISATIE and telling.geen_melding:
        yield f"{telling.gemeld} van {_leden(plaats, regels).aantal(telling.totaal)} gemeld"
    if laatste and dag - laatste >= HOUDBAAR:
        yield f"Laatste melding is van {datum_tekst(laatste)}"


def _koerszinnen(uitkomst: Uitkomst) -> Iterator[str]:
    """“Koers: vastgelopen” van een woord, of “Koers: 2 van 17 vastgelopen” van organisaties."""
    if uitkomst.koers in KOERS_VRAAGT_UITLEG:
        yield f"Koers: {Koers(uitkomst.koers).label.lower()}"
    if koersen := uitkomst.koersen:
        for code, aantal in koersen.gegeven:
            if code in KOERS_VRAAGT_UITLEG:
                yield f"Koers: {aantal} van {koersen.van} {Koers(code).label.lower()}"


def signaalzin(signaal: Signaal) -> str:
    """“2 bijdragen sinds 1 april 2021 zeggen afgerond”."""
    zeggen = "bijdrage sinds {} zegt" if signaal.aantal == 1 else "bijdragen sinds {} zeggen"
    return f"{signaal.aantal} {zeggen.format(datum_tekst(signaal.sinds))} {Status(signaal.status).label.lower()}"


def _leden(plaats: Plaats, regels: Sequence[MeldingRegel]) -> Naamwoord:
    soorten = {organisatie.slug: organisatie.soort for organisatie in plaats.organisaties.values()}
    gemeenten = all(soorten[regel.slug] == OrganisatieSoort.GEMEENTE for regel in regels)
    return GEMEENTE if gemeenten else ORGANISATIE
