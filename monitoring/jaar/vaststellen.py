"""Vaststellen: één keer per jaar wordt het verslag een stuk dat nooit meer verandert. Een correctie is een nieuwe versie.

Wie schrijft terwijl er wordt vastgesteld, wacht. ``vaststellen`` houdt eerst de evaluatie vast en dan alle acties van het
programma, op volgorde van sleutel. ``melden`` houdt haar actie vast tot de melding is opgeslagen: zij is dus klaar vóór het
verslag wordt gebouwd, en staat erin, of zij begint pas erna. Wie in één transactie over meer acties meldt, houdt ze op
dezelfde volgorde vast. Wat niet via een actie loopt (een naam, een deelnemer, een indicator) kan halverwege het bouwen
veranderen: dan is het kenmerk van de gegevens een ander en begint het bouwen opnieuw. Op SQLite schrijft er altijd maar één.
"""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from acties.models import Actie, Gebruiker, Programma
from acties.spoor.gezien import Tussendoor
from acties.spoor.logboek import noteer_na_opslaan
from monitoring.constanten import Fase
from monitoring.datum import datum_tekst
from monitoring.jaar.jaarstuk import bouw_jaarstuk, naar_opslag
from monitoring.jaar.peilmoment import peilmoment
from monitoring.models import Bespreking, Duiding, Evaluatie, Statusmelding
from monitoring.verslag.vastgesteld import Jaarstuk, sha256

POGINGEN = 5


class NietToegestaan(Exception):
    """Deze handeling kan nu niet, of niet door deze gebruiker. De tekst zegt waarom, voor op het scherm."""


def vergrendel(evaluatie: Evaluatie, *, door: Gebruiker) -> Evaluatie:
    """De rij van nu, vast tot het einde van de transactie. Fout: ``NietToegestaan`` voor wie geen projectleider is."""
    if not door.is_projectleider:
        raise NietToegestaan("Alleen een projectleider kan dit.")
    return Evaluatie.objects.select_for_update().defer("verslag").get(pk=evaluatie.pk)


@transaction.atomic
def vaststellen(evaluatie: Evaluatie, *, door: Gebruiker, op: datetime, gezien: str | None = None) -> Evaluatie:
    """Bewaar het verslag van dit jaar zoals het nu is, met alle teksten en namen, en zijn sha256.

    ``gezien``: het kenmerk van de gegevens die de projectleider zag (``None``: zonder die toets). Geeft de vastgestelde rij.
    Fouten: ``NietToegestaan``, ``Tussendoor``.
    """
    evaluatie = vergrendel(evaluatie, door=door)
    op = timezone.localtime(op).replace(microsecond=0)
    toets(evaluatie, op)
    acties = Actie.objects.filter(programma=evaluatie.programma_id).order_by("pk").select_for_update(of=("self",))
    list(acties.values_list("pk"))  # wacht op wie nu meldt; wie hierna meldt, wacht op ons
    evaluatie.fase = Fase.VASTGESTELD
    verslag = naar_opslag(_bouw(evaluatie, door=door, op=op, gezien=gezien))
    evaluatie.verslag, evaluatie.sha256 = verslag, sha256(verslag)
    evaluatie.vastgesteld_op, evaluatie.vastgesteld_door = op, door
    evaluatie.save(update_fields=["fase", "verslag", "sha256", "vastgesteld_op", "vastgesteld_door"])
    noteer_na_opslaan("vaststellen", evaluatie, door=door)
    return evaluatie


def toets(evaluatie: Evaluatie, op: datetime) -> None:
    """Of vaststellen op dit moment kan. Fout: ``NietToegestaan``, met waarom niet."""
    if evaluatie.fase == Fase.VASTGESTELD:
        raise NietToegestaan(f"{evaluatie} is al vastgesteld. Maak voor een correctie een nieuwe versie.")
    if evaluatie.fase != Fase.CONCEPT:
        raise NietToegestaan(
            f"{evaluatie} is nog in voorbereiding. Maak haar eerst concept, zodat iedereen kan meelezen."
        )
    if evaluatie.peildatum > timezone.localdate(op):
        raise NietToegestaan(
            f"De peildatum is {datum_tekst(evaluatie.peildatum)}. Vaststellen kan vanaf die dag, want tot dan kan er nog "
            "worden gemeld."
        )


def _bouw(evaluatie: Evaluatie, *, door: Gebruiker, op: datetime, gezien: str | None) -> Jaarstuk:
    """Bouw tot er tijdens het bouwen niets meer veranderde: dan is alles van één moment."""
    for _ in range(POGINGEN):
        programma = Programma.objects.met_kenmerk().get(pk=evaluatie.programma_id)
        if gezien is not None and programma.kenmerk != gezien:
            raise Tussendoor
        moment = peilmoment(programma, evaluatie.jaar, op.date())
        if moment is None:
            raise NietToegestaan(f"Het programma loopt niet in {evaluatie.jaar}.")
        laatste = Statusmelding.objects.aggregate(laatste=Max("pk"))["laatste"] or 0
        moment = replace(moment, evaluatie=evaluatie, peildatum=evaluatie.peildatum)
        stuk = bouw_jaarstuk(programma, moment, op=op, door=door.naam, laatste_melding=laatste)
        if Programma.objects.met_kenmerk().get(pk=programma.pk).kenmerk == programma.kenmerk:
            return stuk
    raise NietToegestaan("Er wordt op dit moment te veel gewijzigd. Probeer het over een minuut opnieuw.")


@transaction.atomic
def nieuwe_versie(evaluatie: Evaluatie, *, reden: str, door: Gebruiker) -> Evaluatie:
    """Begin een correctie: een nieuwe versie in concept, met de duidingen en besprekingen van de vastgestelde.

    Fouten: ``NietToegestaan`` (ook als er al een nieuwere versie is), ``ValidationError`` (zonder reden).
    """
    oud = vergrendel(evaluatie, door=door)
    if oud.fase != Fase.VASTGESTELD:
        raise NietToegestaan(f"{oud} is nog niet vastgesteld: wijzig haar zelf, zonder nieuwe versie.")
    if Evaluatie.objects.filter(programma=oud.programma_id, jaar=oud.jaar, versie__gt=oud.versie).exists():
        raise NietToegestaan(f"Er is al een nieuwere versie van de evaluatie van {oud.jaar}.")
    nieuw = Evaluatie(
        programma_id=oud.programma_id, jaar=oud.jaar, versie=oud.versie + 1, peildatum=oud.peildatum,
        fase=Fase.CONCEPT, reden=reden.strip(),
    )  # fmt: skip
    nieuw.full_clean()
    nieuw.save()
    for duiding in Duiding.objects.filter(evaluatie=oud):
        Duiding.objects.create(
            evaluatie=nieuw, onderdeel_id=duiding.onderdeel_id, oordeel=duiding.oordeel, tekst=duiding.tekst
        )
    velden = ("overleg_id", "datum", "fase", "besproken", "conclusies", "besluiten")
    for rij in Bespreking.objects.filter(evaluatie=oud).values(*velden):
        Bespreking.objects.create(evaluatie=nieuw, **rij)
    noteer_na_opslaan("nieuwe versie", nieuw, door=door)
    return nieuw
