"""Wat is afgesproken en wie meedoet, in één query in het geheugen gelezen."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from acties.models import (
    Aanjager,
    Aanjagersrol,
    Actie,
    Collegebesluit,
    Deelname,
    Onderdeel,
    Organisatie,
    Overleg,
    Partij,
    Programma,
)
from acties.models.looptijd import Bestaan, keten, loopt, optredend
from monitoring.verslag.ineens import Rijen, als_dag
from monitoring.verslag.vorm import RolRegel


class PartijRij(NamedTuple):
    id: int
    naam: str


class AanjagerRij(NamedTuple):
    """Een aanjager, met de sleutels van de organisaties die zij noemt."""

    rol: str
    kleur: str
    letter: str
    tekst: str
    organisaties: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ActieRij:
    """Een actie zoals zij is afgesproken. ``lokaal_van`` is de organisatie van een lokale actie."""

    id: int
    nummer: int
    titel: str
    omschrijving: str
    onderdeel: str
    onderdeel_naam: str
    doelgroep: str | None
    uitvoering: str
    startjaar: int | None
    eindjaar: int | None
    doorlopend: bool
    planning_toelichting: str
    vervallen_op: date | None
    vervallen_reden: str
    lokaal_van: int | None
    aanjagers: tuple[AanjagerRij, ...]
    partijen: tuple[PartijRij, ...]


@dataclass(frozen=True, slots=True)
class OnderdeelRij:
    id: int
    soort: str
    code: str
    naam: str
    omschrijving: str


@dataclass(frozen=True, slots=True)
class OrganisatieRij(Bestaan):
    """Een organisatie met haar partijen in dit programma."""

    id: int
    naam: str
    slug: str
    soort: str
    subregio: str | None
    begindatum: date | None
    einddatum: date | None
    opvolger_id: int | None
    kaartkolom: int | None
    kaartrij: int | None
    partijen: tuple[PartijRij, ...]


@dataclass(frozen=True, slots=True)
class OverlegRij:
    id: int
    afkorting: str
    slug: str
    naam: str
    subregio: str | None
    rol: str


class DeelnameRij(NamedTuple):
    """Een organisatie neemt deel van ``van`` tot aan ``tot``; ``None`` is onbegrensd."""

    overleg_id: int
    organisatie_id: int
    van: date | None
    tot: date | None

    def loopt_op(self, dag: date) -> bool:
        return loopt(dag, dag, self.van, self.tot)


@dataclass(frozen=True, slots=True)
class Structuur:
    """Wat is afgesproken en wie meedoet, in het geheugen. Sleutels zijn primaire sleutels.

    ``colleges``: per gemeente wanneer het college het programma vaststelde, en de raad is geïnformeerd.
    """

    acties: list[ActieRij]
    onderdelen: list[OnderdeelRij]
    rollen: list[RolRegel]
    organisaties: dict[int, OrganisatieRij]
    deelnames: list[DeelnameRij]
    overleggen: list[OverlegRij]
    colleges: dict[int, tuple[date | None, date | None]] = field(default_factory=dict)

    def deelnemers(self, overleg_id: int, dag: date) -> set[int]:
        """De organisaties die op deze dag bestonden en aan dit overleg deelnamen."""
        return {
            deelname.organisatie_id
            for deelname in self.deelnames
            if deelname.overleg_id == overleg_id
            and deelname.loopt_op(dag)
            and self.organisaties[deelname.organisatie_id].bestond_op(dag)
        }

    def opgegaan(self, dag: date) -> dict[int, list[int]]:
        """Per organisatie wie er op deze dag rechtstreeks in is opgegaan. Wie er nog is, laat nog niets na."""
        voorgangers = defaultdict(list)
        for organisatie in self.organisaties.values():
            if organisatie.opvolger_id and organisatie.is_weg_op(dag):
                voorgangers[organisatie.opvolger_id].append(organisatie.id)
        return voorgangers

    def optredend(self, dag: date) -> dict[str, str]:
        """Van elke organisatie wie er op deze dag voor haar optreedt (meestal zijzelf); beide op slug."""
        return {wie.slug: optredend(keten(wie, self._opvolger), dag).slug for wie in self.organisaties.values()}

    def _opvolger(self, wie: OrganisatieRij) -> OrganisatieRij | None:
        return self.organisaties[wie.opvolger_id] if wie.opvolger_id else None


def lees_structuur(programma: Programma) -> Structuur:
    """Eén query, ongeacht het aantal acties of organisaties."""
    tabellen = _tabellen(programma)
    gelezen = Programma.objects.filter(pk=programma.pk).values_list(*tabellen.values()).get()
    rijen = dict(zip(tabellen, gelezen, strict=True))
    partijen_van = {van: _per_eigenaar(rijen[van]) for van in ("partijen van acties", "partijen van organisaties")}
    return Structuur(
        acties=_acties(rijen["acties"], _aanjagers(rijen["aanjagers"]), partijen_van["partijen van acties"]),
        onderdelen=[OnderdeelRij(*rij) for rij in rijen["onderdelen"]],
        rollen=[RolRegel(naam=naam, kleur=kleur, letter=letter) for naam, kleur, letter in rijen["rollen"]],
        organisaties=_organisaties(rijen["organisaties"], partijen_van["partijen van organisaties"]),
        deelnames=[
            DeelnameRij(overleg, organisatie, als_dag(van), als_dag(tot))
            for overleg, organisatie, van, tot in rijen["deelnames"]
        ],
        overleggen=[OverlegRij(*rij) for rij in rijen["overleggen"]],
        colleges={pk: (als_dag(college), als_dag(raad)) for pk, college, raad in rijen["colleges"]},
    )


def _tabellen(programma: Programma) -> dict[str, Rijen]:
    van_programma = {"programma": programma}
    return {
        "acties": Rijen(
            Actie.objects.filter(**van_programma).order_by("nummer"),
            "id", "nummer", "titel", "omschrijving", "onderdeel__code", "onderdeel__naam", "doelgroep__naam", "uitvoering",
            "startjaar", "eindjaar", "doorlopend", "planning_toelichting", "vervallen_op", "vervallen_reden",
            "lokaal_van_id",
        ),
        "aanjagers": Rijen(
            Aanjager.objects.filter(actie__programma=programma).order_by(
                "rol__volgorde", "rol__naam", "pk", "organisaties__naam"
            ),
            "actie_id", "pk", "rol__naam", "rol__kleur", "rol__letter", "tekst", "organisaties__pk",
        ),
        "partijen van acties": _partijen(programma, "acties"),
        "partijen van organisaties": _partijen(programma, "organisaties"),
        "onderdelen": Rijen(
            Onderdeel.objects.filter(**van_programma), "id", "soort", "code", "naam", "omschrijving"
        ),
        "rollen": Rijen(Aanjagersrol.objects.filter(**van_programma), "naam", "kleur", "letter"),
        "organisaties": Rijen(
            Organisatie.objects.all(),
            "id", "naam", "slug", "soort", "subregio__naam", "begindatum", "einddatum", "opvolger_id", "kaartkolom",
            "kaartrij",
        ),
        "deelnames": Rijen(Deelname.objects.all(), "overleg_id", "organisatie_id", "van", "tot"),
        "overleggen": Rijen(Overleg.objects.all(), "id", "afkorting", "slug", "naam", "subregio__naam", "rol"),
        "colleges": Rijen(Collegebesluit.objects.filter(**van_programma), "organisatie_id", "college_op", "raad_op"),
    }  # fmt: skip


def _partijen(programma: Programma, van: str) -> Rijen:
    """De partijen van elke actie of organisatie (``van``)."""
    partijen = Partij.objects.filter(programma=programma, **{f"{van}__isnull": False}).order_by("volgorde", "naam")
    return Rijen(partijen, f"{van}__pk", "pk", "naam")


def _per_eigenaar(rijen: list[Any]) -> dict[int, tuple[PartijRij, ...]]:
    partijen: dict[int, tuple[PartijRij, ...]] = defaultdict(tuple)
    for eigenaar, pk, naam in rijen:
        partijen[eigenaar] += (PartijRij(pk, naam),)
    return partijen


def _acties(
    rijen: list[Any], aanjagers: dict[int, list[AanjagerRij]], partijen: dict[int, tuple[PartijRij, ...]]
) -> list[ActieRij]:
    gemaakt = []
    for pk, *tekst, doorlopend, toelichting, vervallen_op, reden, lokaal_van in rijen:
        eigen = (bool(doorlopend), toelichting, als_dag(vervallen_op), reden, lokaal_van)
        gemaakt.append(ActieRij(*(pk, *tekst, *eigen, tuple(aanjagers[pk]), partijen[pk])))
    return gemaakt


def _aanjagers(rijen: list[Any]) -> dict[int, list[AanjagerRij]]:
    """Per actie, in de volgorde van de rollen. Een aanjager komt terug voor elke organisatie die zij noemt."""
    aanjagers = defaultdict(list)
    for (actie_id, _, rol, kleur, letter, tekst), groep in groupby(rijen, key=lambda rij: rij[:-1]):
        organisaties = tuple(pk for *_, pk in groep if pk is not None)
        aanjagers[actie_id].append(AanjagerRij(rol, kleur, letter, tekst, organisaties))
    return aanjagers


def _organisaties(rijen: list[Any], partijen: dict[int, tuple[PartijRij, ...]]) -> dict[int, OrganisatieRij]:
    """Alle organisaties, op naam; ``partijen`` is leeg voor wie in dit programma geen partij is."""
    return {
        pk: OrganisatieRij(*(pk, *tekst, als_dag(begin), als_dag(einde), *rest, partijen[pk]))
        for (pk, *tekst), (begin, einde, *rest) in ((rij[:5], rij[5:]) for rij in rijen)
    }
