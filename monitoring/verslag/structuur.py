"""Wat is afgesproken en wie meedoet, in een vast aantal queries in het geheugen gelezen."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from acties.models import Aanjager, Aanjagersrol, Actie, Deelname, Onderdeel, Organisatie, Overleg, Partij, Programma
from acties.models.looptijd import Bestaan, loopt
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
    """Wat is afgesproken en wie meedoet, in het geheugen. Sleutels zijn primaire sleutels."""

    acties: list[ActieRij]
    onderdelen: list[OnderdeelRij]
    rollen: list[RolRegel]
    organisaties: dict[int, OrganisatieRij]
    deelnames: list[DeelnameRij]
    overleggen: list[OverlegRij]

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


def lees_structuur(programma: Programma) -> Structuur:
    """Acht queries, ongeacht het aantal acties of organisaties."""
    return Structuur(
        acties=_lees_acties(programma),
        onderdelen=[
            OnderdeelRij(*rij)
            for rij in Onderdeel.objects.filter(programma=programma).values_list(
                "id", "soort", "code", "naam", "omschrijving"
            )
        ],
        rollen=[
            RolRegel(naam=naam, kleur=kleur, letter=letter)
            for naam, kleur, letter in Aanjagersrol.objects.filter(programma=programma).values_list(
                "naam", "kleur", "letter"
            )
        ],
        organisaties=_lees_organisaties(_lees_partijen(programma, "organisaties")),
        deelnames=[
            DeelnameRij(*rij) for rij in Deelname.objects.values_list("overleg_id", "organisatie_id", "van", "tot")
        ],
        overleggen=[
            OverlegRij(*rij)
            for rij in Overleg.objects.values_list("id", "afkorting", "slug", "naam", "subregio__naam", "rol")
        ],
    )


def _lees_acties(programma: Programma) -> list[ActieRij]:
    aanjagers, partijen = _lees_aanjagers(programma), _lees_partijen(programma, "acties")
    return [
        ActieRij(*rij, aanjagers=tuple(aanjagers[rij[0]]), partijen=tuple(partijen[rij[0]]))
        for rij in Actie.objects.filter(programma=programma)
        .order_by("nummer")
        .values_list(
            "id", "nummer", "titel", "omschrijving", "onderdeel__code", "onderdeel__naam", "doelgroep__naam", "uitvoering",
            "startjaar", "eindjaar", "doorlopend", "planning_toelichting", "vervallen_op", "vervallen_reden",
            "lokaal_van",
        )
    ]  # fmt: skip


def _lees_aanjagers(programma: Programma) -> dict[int, list[AanjagerRij]]:
    """Per actie, in de volgorde van de rollen. Eén query: een aanjager komt terug voor elke organisatie die zij noemt."""
    rijen = (
        Aanjager.objects.filter(actie__programma=programma)
        .order_by("rol__volgorde", "rol__naam", "pk", "organisaties__naam")
        .values_list("actie_id", "rol__naam", "rol__kleur", "rol__letter", "tekst", "organisaties")
    )
    aanjagers = defaultdict(list)
    for (actie_id, rol, kleur, letter, tekst), groep in groupby(rijen, key=lambda rij: rij[:-1]):
        organisaties = tuple(pk for *_, pk in groep if pk is not None)
        aanjagers[actie_id].append(AanjagerRij(rol, kleur, letter, tekst, organisaties))
    return aanjagers


def _lees_partijen(programma: Programma, van: str) -> dict[int, list[PartijRij]]:
    """De partijen van elke actie of organisatie (``van``)."""
    partijen = defaultdict(list)
    for eigenaar, *partij in (
        Partij.objects.filter(programma=programma, **{f"{van}__isnull": False})
        .order_by("volgorde", "naam")
        .values_list(van, "pk", "naam")
    ):
        partijen[eigenaar].append(PartijRij(*partij))
    return partijen


def _lees_organisaties(partijen: dict[int, list[PartijRij]]) -> dict[int, OrganisatieRij]:
    """Alle organisaties, op naam; ``partijen`` is leeg voor wie in dit programma geen partij is."""
    rijen = Organisatie.objects.values_list(
        "id",
        "naam",
        "slug",
        "soort",
        "subregio__naam",
        "begindatum",
        "einddatum",
        "opvolger_id",
        "kaartkolom",
        "kaartrij",
    )
    return {rij[0]: OrganisatieRij(*rij, partijen=tuple(partijen[rij[0]])) for rij in rijen}
