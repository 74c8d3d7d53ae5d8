"""Een punt van de controlelijst aanvaarden: het mag openstaan bij het vaststellen, met een reden die bewaard blijft."""

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime

from django.db import transaction

from acties.models import Gebruiker, Programma
from acties.spoor.logboek import noteer_na_opslaan
from monitoring.constanten import Fase
from monitoring.jaar.controlelijst import Achterstand, Rubriek, controlelijst, met_aanvaardingen
from monitoring.jaar.peilmoment import Peilmoment, peilmomenten
from monitoring.models import Aanvaarding, Conceptmelding, Evaluatie
from monitoring.verslag.vorm import Verslag

# Wat er in de open rondes voor deze peildatum nog niet is gemeld, op een dag.
Rondes = Callable[[Programma, date, date], Iterable[Achterstand]]


class NietToegestaan(Exception):
    """Deze handeling kan nu niet, of niet door deze gebruiker. De tekst zegt waarom, voor op het scherm."""


def geen_rondes(programma: Programma, peildatum: date, vandaag: date) -> Iterable[Achterstand]:
    return ()


def vergrendel(evaluatie: Evaluatie, *, door: Gebruiker) -> Evaluatie:
    """De rij van nu, vast tot het einde van de transactie. Fout: ``NietToegestaan`` voor wie geen projectleider is."""
    if not door.is_projectleider:
        raise NietToegestaan("Alleen een projectleider kan dit.")
    return Evaluatie.objects.select_for_update().defer("verslag").get(pk=evaluatie.pk)


def rubrieken_van(
    programma: Programma, moment: Peilmoment, verslag: Verslag, *, vandaag: date, rondes: Rondes = geen_rondes
) -> tuple[Rubriek, ...]:
    """De controlelijst van dit moment, met wat er is aanvaard."""
    evaluatie = moment.evaluatie
    opmerkingen = (
        evaluatie.opmerkingen.filter(verwerkt=False).select_related("gebruiker", "onderdeel") if evaluatie else ()
    )
    eerdere = [
        ander.jaar
        for ander in peilmomenten(programma, vandaag)
        if ander.jaar < moment.jaar and not ander.laatst_vastgesteld
    ]
    lijst = controlelijst(
        verslag,
        opmerkingen,
        Conceptmelding.objects.over_jaar(programma, moment.jaar),
        eerdere=eerdere,
        achterstand=rondes(programma, moment.peildatum, vandaag),
    )
    return met_aanvaardingen(lijst, evaluatie)


def aantal_open(rubrieken: Iterable[Rubriek]) -> int:
    return sum(len(rubriek.open) for rubriek in rubrieken)


@transaction.atomic
def aanvaard(
    evaluatie: Evaluatie,
    rubrieken: Iterable[Rubriek],
    kenmerken: Collection[str],
    *,
    reden: str,
    door: Gebruiker,
    op: datetime,
) -> int:
    """Bewaar waarom deze punten mogen openstaan; geeft hoeveel. Wat al aanvaard is, houdt zijn reden.

    Fouten: ``NietToegestaan``, ``ValidationError``.
    """
    evaluatie = vergrendel(evaluatie, door=door)
    if evaluatie.fase != Fase.CONCEPT:
        raise NietToegestaan(f"{evaluatie} is geen concept (meer). Een punt aanvaarden kan alleen bij een concept.")
    bekend = set(evaluatie.aanvaardingen.values_list("kenmerk", flat=True))
    nieuw = [
        Aanvaarding(
            evaluatie=evaluatie, rubriek=rubriek.soort, kenmerk=punt.kenmerk, tekst=punt.tekst,
            reden=reden.strip(), door=door, op=op,
        )
        for rubriek in rubrieken
        for punt in rubriek.punten
        if punt.kenmerk in kenmerken and punt.kenmerk not in bekend
    ]  # fmt: skip
    for rij in nieuw:
        rij.clean_fields(exclude=["evaluatie", "door"])
    Aanvaarding.objects.bulk_create(nieuw)
    if nieuw:
        noteer_na_opslaan("punten aanvaarden", evaluatie, door=door)
    return len(nieuw)


@transaction.atomic
def trek_in(evaluatie: Evaluatie, kenmerk: str, *, door: Gebruiker) -> None:
    """Dit punt mag toch niet openstaan. Fout: ``NietToegestaan``."""
    evaluatie = vergrendel(evaluatie, door=door)
    if evaluatie.fase != Fase.CONCEPT:
        raise NietToegestaan(
            f"{evaluatie} is geen concept (meer). Een aanvaarding intrekken kan alleen bij een concept."
        )
    if evaluatie.aanvaardingen.filter(kenmerk=kenmerk).delete()[0]:
        noteer_na_opslaan("aanvaarding intrekken", evaluatie, door=door)
