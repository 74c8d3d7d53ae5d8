"""Wat is afgesproken en wie meedoet, in een vast aantal queries in het geheugen gelezen."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from acties.models import Aanjager, Aanjagersrol, Actie, Deelname, Onderdeel, Organisatie, Overleg, Partij, Programma
from monitoring.verslag.vorm import AanjagerRegel, RolRegel

Rij = dict[str, Any]


def rijen(waarden: Iterable[Any]) -> list[Rij]:
    """De rijen van ``.values()``, om velden aan toe te voegen; haar eigen type staat dat niet toe."""
    return [dict(rij) for rij in waarden]


@dataclass(frozen=True, slots=True)
class Structuur:
    """Wat is afgesproken en wie meedoet, in het geheugen. Sleutels zijn primaire sleutels.

    ``acties`` zijn die van de regio; ``lokaal`` de lokale acties, met in ``lokaal_van`` de organisatie.
    """

    acties: list[Rij]
    lokaal: list[Rij]
    onderdelen: list[Rij]
    rollen: list[RolRegel]
    organisaties: dict[int, Rij]
    deelnames: list[tuple]
    overleggen: list[Rij]


def lees_structuur(programma: Programma) -> Structuur:
    """Acht queries, ongeacht het aantal acties of organisaties."""
    acties = rijen(
        Actie.objects.filter(programma=programma)
        .order_by("nummer")
        .values(
            "id", "nummer", "titel", "omschrijving", "onderdeel__code", "onderdeel__naam", "doelgroep__naam", "uitvoering",
            "startjaar", "eindjaar", "doorlopend", "planning_toelichting", "vervallen_op", "vervallen_reden",
            "lokaal_van",
        )
    )  # fmt: skip
    aanjagers, partijen = _lees_aanjagers(programma), _lees_partijen(programma, "acties")
    for actie in acties:
        actie["aanjagers"] = tuple(aanjagers[actie["id"]])
        actie["partijen"] = partijen[actie["id"]]
    return Structuur(
        acties=[actie for actie in acties if actie["lokaal_van"] is None],
        lokaal=[actie for actie in acties if actie["lokaal_van"] is not None],
        onderdelen=rijen(
            Onderdeel.objects.filter(programma=programma).values("id", "soort", "code", "naam", "omschrijving")
        ),
        rollen=[
            RolRegel(**rij)
            for rij in Aanjagersrol.objects.filter(programma=programma).values("naam", "kleur", "letter")
        ],
        organisaties=_lees_organisaties(_lees_partijen(programma, "organisaties")),
        deelnames=list(
            Deelname.objects.values_list("overleg_id", "overleg__afkorting", "organisatie_id", "van", "tot")
        ),
        overleggen=rijen(Overleg.objects.values("id", "afkorting", "slug", "naam", "subregio__naam", "rol")),
    )


def _lees_aanjagers(programma: Programma) -> dict[int, list[AanjagerRegel]]:
    """Per actie, in de volgorde van de rollen."""
    aanjagers = defaultdict(list)
    for actie_id, rol, kleur, letter, tekst in (
        Aanjager.objects.filter(actie__programma=programma)
        .order_by("rol__volgorde", "rol__naam")
        .values_list("actie_id", "rol__naam", "rol__kleur", "rol__letter", "tekst")
    ):
        aanjagers[actie_id].append(AanjagerRegel(rol=rol, kleur=kleur, letter=letter, tekst=tekst))
    return aanjagers


def _lees_partijen(programma: Programma, van: str) -> dict[int, list[tuple[int, str]]]:
    """De partijen van elke actie of organisatie (``van``), met sleutel en naam."""
    partijen = defaultdict(list)
    for eigenaar, partij_id, naam in (
        Partij.objects.filter(programma=programma, **{f"{van}__isnull": False})
        .order_by("volgorde", "naam")
        .values_list(van, "pk", "naam")
    ):
        partijen[eigenaar].append((partij_id, naam))
    return partijen


def _lees_organisaties(partijen: dict[int, list[tuple[int, str]]]) -> dict[int, Rij]:
    """Alle organisaties, op naam; ``partijen`` is leeg voor wie in dit programma geen partij is."""
    rijen = Organisatie.objects.values(
        "id", "naam", "slug", "soort", "subregio__naam", "begindatum", "einddatum", "opvolger_id"
    )
    return {rij["id"]: {**rij, "partijen": partijen[rij["id"]]} for rij in rijen}
