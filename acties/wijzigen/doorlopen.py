"""Een volgend programma beginnen vanuit een eerder programma: dezelfde opbouw, en de acties die meegaan."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models, transaction

from acties.constanten import BesluitSoort
from acties.models import (
    Aanjager,
    Aanjagersrol,
    Actie,
    Ambitie,
    Doelgroep,
    Gebruiker,
    Onderdeel,
    Organisatie,
    Partij,
    Programma,
)
from acties.models.actie import planning_tekst
from acties.spoor.logboek import noteer_na_opslaan

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vervolg:
    """Een actie die meegaat: haar nummer en planning in het nieuwe programma. Zonder jaren loopt zij door."""

    bron: Actie
    nummer: int
    startjaar: int | None
    eindjaar: int | None

    @property
    def planning(self) -> str:
        return planning_tekst(self.startjaar, self.eindjaar, self.bron.doorlopend)

    @property
    def verschoven(self) -> bool:
        return (self.startjaar, self.eindjaar) != (self.bron.startjaar, self.bron.eindjaar)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doorloop:
    """Het nieuwe programma, en per ambitie van het oude (op sleutel) die van het nieuwe.

    ``begonnen``: of het nu is gemaakt; anders was het er al.
    """

    programma: Programma
    ambities: dict[int, Ambitie]
    begonnen: bool


def vervolgacties(acties: Iterable[Actie], startjaar: int, eindjaar: int) -> tuple[Vervolg, ...]:
    """De acties genummerd vanaf 1 in hun oude volgorde, met jaren die binnen het nieuwe programma vallen."""

    def jaar(waarde: int | None) -> int | None:
        return None if waarde is None else min(max(waarde, startjaar), eindjaar)

    op_nummer = sorted(acties, key=lambda actie: actie.nummer)
    return tuple(
        Vervolg(bron=actie, nummer=nummer, startjaar=jaar(actie.startjaar), eindjaar=jaar(actie.eindjaar))
        for nummer, actie in enumerate(op_nummer, 1)
    )


def voorgesteld(programma: Programma) -> models.QuerySet[Actie]:
    """Wat uit het vorige programma is doorgeschoven en hier nog geen vervolg heeft."""
    doorgeschoven = Actie.objects.regionaal().filter(
        programma=programma.voorganger_id, vervallen_reden__startswith=BesluitSoort.DOORGESCHOVEN.label
    )
    return doorgeschoven.exclude(vervolgacties__programma=programma)


def voorstel(bron: Actie, programma: Programma) -> dict[str, Any]:
    """Waarmee het formulier van een nieuwe actie in ``programma`` begint: wat de oude had, voor zover dat hier bestaat."""
    [vervolg] = vervolgacties([bron], programma.startjaar, programma.eindjaar)
    namen = bron.hoofdverantwoordelijken.values_list("naam_gevouwen", flat=True)
    return {
        "titel": bron.titel,
        "actie_omschrijving": bron.omschrijving,
        "onderdeel": programma.onderdelen.filter(code_gevouwen=bron.onderdeel.code_gevouwen).first(),
        "hoofdverantwoordelijken": list(programma.partijen.filter(naam_gevouwen__in=list(namen))),
        "uitvoering": bron.uitvoering,
        "startjaar": vervolg.startjaar,
        "eindjaar": vervolg.eindjaar,
        "doorlopend": bron.doorlopend,
    }


def al_begonnen(nieuw: Programma) -> Programma | None:
    """Hetzelfde vervolg op hetzelfde programma, als iemand dat al maakte."""
    zelfde = {veld: getattr(nieuw, veld) for veld in ("slug", "naam", "startjaar", "eindjaar", "voorganger_id")}
    return Programma.objects.filter(**zelfde).first()


@transaction.atomic
def loop_door(nieuw: Programma, oud: Programma, acties: Collection[Actie], *, door: Gebruiker) -> Doorloop:
    """Maak ``nieuw`` met de opbouw van ``oud`` en deze acties daaruit; metingen en meldingen blijven achter.

    Wie hetzelfde nog eens verstuurt, krijgt het programma dat er al is. Fout: ``ValidationError``; dan is er niets gemaakt.
    """
    nieuw.voorganger = Programma.objects.select_for_update().get(pk=oud.pk)  # schrijvers wachten op elkaar
    if eerder := al_begonnen(nieuw):
        return Doorloop(programma=eerder, ambities={}, begonnen=False)
    nieuw.regio = oud.regio  # de ondertitel en omschrijving zeggen wat er toen is besloten
    nieuw.full_clean()
    nieuw.save()
    onderdelen = _kopieer_alle(Onderdeel.objects.filter(programma=oud), programma=nieuw)
    ambities = _onder(Ambitie.objects.filter(actielijn__programma=oud), onderdelen)
    doelgroepen = _onder(Doelgroep.objects.filter(actielijn__programma=oud), onderdelen)
    partijen = _kopieer_alle(oud.partijen.all(), programma=nieuw)
    rollen = _kopieer_alle(oud.aanjagersrollen.all(), programma=nieuw)
    _kopieer_alle(oud.begrippen.all(), programma=nieuw)
    _verbind_organisaties(partijen, nieuw)
    for vervolg in vervolgacties(acties, nieuw.startjaar, nieuw.eindjaar):
        actie = _vervolg(vervolg, nieuw, onderdelen, doelgroepen)
        actie.ambities.set(ambities[pk] for pk in vervolg.bron.ambities.values_list("pk", flat=True))
        verantwoordelijk = vervolg.bron.hoofdverantwoordelijken.values_list("pk", flat=True)
        actie.hoofdverantwoordelijken.set(partijen[pk] for pk in verantwoordelijk)
        _kopieer_aanjagers(vervolg.bron, actie, rollen)
    noteer_na_opslaan("doorlopen", nieuw, door=door)
    return Doorloop(programma=nieuw, ambities=ambities, begonnen=True)


def kopieer(rij: M, **anders: Any) -> M:
    """Een nieuwe rij met dezelfde waarden, behalve ``anders``. Wat ernaar verwijst gaat niet mee."""
    velden = {veld.attname: getattr(rij, veld.attname) for veld in rij._meta.concrete_fields if not veld.primary_key}
    nieuw = type(rij)(**velden)
    for veld, waarde in anders.items():
        setattr(nieuw, veld, waarde)
    nieuw.save(force_insert=True)
    return nieuw


def _kopieer_alle(rijen: models.QuerySet[M], **anders: Any) -> dict[int, M]:
    return {rij.pk: kopieer(rij, **anders) for rij in rijen}


def _onder(rijen: models.QuerySet[M], onderdelen: dict[int, Onderdeel]) -> dict[int, M]:
    """Ambities of doelgroepen, bij de nieuwe actielijn."""
    return {rij.pk: kopieer(rij, actielijn=onderdelen[rij.actielijn_id]) for rij in rijen}  # type: ignore[attr-defined] # beide hebben er een


def _verbind_organisaties(partijen: dict[int, Partij], nieuw: Programma) -> None:
    """Wie in een oude partij zat, zit in de nieuwe; voor wie is opgegaan komt de opvolger in de plaats."""
    erbij: dict[Organisatie, set[Partij]] = {}
    for organisatie in Organisatie.objects.filter(partijen__in=partijen).distinct().prefetch_related("partijen"):
        eigen = {partijen[partij.pk] for partij in organisatie.partijen.all() if partij.pk in partijen}
        erbij.setdefault(organisatie.op(nieuw.eerste_dag), set()).update(eigen)
    for organisatie, nieuwe in erbij.items():
        organisatie.partijen.add(*nieuwe)


def _vervolg(
    vervolg: Vervolg, nieuw: Programma, onderdelen: dict[int, Onderdeel], doelgroepen: dict[int, Doelgroep]
) -> Actie:
    """De toelichting op de planning gaat alleen mee als de jaren gelijk blijven: anders klopt zij niet meer."""
    bron = vervolg.bron
    return kopieer(
        bron,
        programma=nieuw,
        nummer=vervolg.nummer,
        onderdeel=onderdelen[bron.onderdeel_id],
        doelgroep=doelgroepen[bron.doelgroep_id] if bron.doelgroep_id else None,
        startjaar=vervolg.startjaar,
        eindjaar=vervolg.eindjaar,
        planning_toelichting="" if vervolg.verschoven else bron.planning_toelichting,
        vervallen_op=None,
        vervallen_reden="",
        voortgekomen_uit=bron,
    )


def _kopieer_aanjagers(bron: Actie, actie: Actie, rollen: dict[int, Aanjagersrol]) -> None:
    """Wie namens de regio sprak, doet dat weer; voor wie is opgegaan de opvolger."""
    begin = actie.programma.eerste_dag
    for aanjager in Aanjager.objects.filter(actie=bron):
        nieuw = kopieer(aanjager, actie=actie, rol=rollen[aanjager.rol_id])
        nieuw.organisaties.set({organisatie.op(begin) for organisatie in aanjager.organisaties.all()})
