"""Vaststellen: één keer per jaar wordt het verslag een stuk dat nooit meer verandert. Een correctie is een nieuwe versie.

Wie schrijft terwijl er wordt vastgesteld, wacht. ``vaststellen`` houdt eerst de evaluatie vast en dan alle acties van het
programma, op volgorde van sleutel. ``melden`` houdt haar actie vast tot de melding is opgeslagen: zij is dus klaar vóór het
verslag wordt gebouwd, en staat erin, of zij begint pas erna. Wie in één transactie over meer acties meldt, houdt ze op
dezelfde volgorde vast. Wat niet via een actie loopt (een naam, een deelnemer, een indicator) kan halverwege het bouwen
veranderen: dan is het kenmerk van de gegevens een ander en begint het bouwen opnieuw. Op SQLite schrijft er altijd maar één.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from acties.models import Actie, Gebruiker, Programma
from acties.spoor.gezien import Tussendoor
from acties.spoor.logboek import noteer_na_opslaan
from acties.woorden import vervoegd
from monitoring.constanten import Fase
from monitoring.datum import datum_tekst
from monitoring.jaar.aanvaarden import NietToegestaan, Rondes, aantal_open, geen_rondes, rubrieken_van, vergrendel
from monitoring.jaar.controlelijst import Rubriek
from monitoring.jaar.jaarstuk import bouw_jaarstuk, naar_opslag
from monitoring.jaar.peilmoment import peilmoment
from monitoring.models import Aanvaarding, Bespreking, Duiding, Evaluatie, Statusmelding, Updateronde
from monitoring.verslag.vastgesteld import Aanvaard, Jaarstuk, sha256

POGINGEN = 5


class OpenPunten(NietToegestaan):
    """Er staan punten van de controlelijst open die niemand aanvaardde. ``rubrieken``: de lijst van dit moment."""

    def __init__(self, rubrieken: tuple[Rubriek, ...]):
        aantal = aantal_open(rubrieken)
        super().__init__(
            f"Er {vervoegd(aantal, 'staat nog 1 punt', f'staan nog {aantal} punten')} open. "
            "Herstel wat te herstellen is, of aanvaard het met een reden."
        )
        self.rubrieken = rubrieken


@transaction.atomic
def vaststellen(
    evaluatie: Evaluatie, *, door: Gebruiker, op: datetime, gezien: str | None = None, rondes: Rondes = geen_rondes
) -> Evaluatie:
    """Bewaar het verslag van dit jaar zoals het nu is, met alle teksten en namen, en zijn sha256.

    ``gezien``: het kenmerk van de gegevens die de projectleider zag (``None``: zonder die toets). ``rondes``: wat daarin nog
    ontbreekt. De rondes voor deze peildatum sluiten. Geeft de vastgestelde rij.
    Fouten: ``NietToegestaan``, ``OpenPunten``, ``Tussendoor``.
    """
    evaluatie = vergrendel(evaluatie, door=door)
    op = timezone.localtime(op).replace(microsecond=0)
    toets(evaluatie, op)
    acties = Actie.objects.filter(programma=evaluatie.programma_id).order_by("pk").select_for_update(of=("self",))
    list(acties.values_list("pk"))  # wacht op wie nu meldt; wie hierna meldt, wacht op ons
    evaluatie.fase = Fase.VASTGESTELD
    verslag = naar_opslag(_bouw(evaluatie, door=door, op=op, gezien=gezien, rondes=rondes))
    evaluatie.verslag, evaluatie.sha256 = verslag, sha256(verslag)
    evaluatie.vastgesteld_op, evaluatie.vastgesteld_door = op, door
    evaluatie.save(update_fields=["fase", "verslag", "sha256", "vastgesteld_op", "vastgesteld_door"])
    for ronde in Updateronde.objects.filter(programma=evaluatie.programma_id, peildatum=evaluatie.peildatum).open_op(
        op.date()
    ):
        ronde.sluit(op.date())
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
            f"De peildatum is {datum_tekst(evaluatie.peildatum)}. Vanaf die dag kun je het jaar vaststellen: "
            "tot dan kan er nog worden gemeld."
        )


def _bouw(evaluatie: Evaluatie, *, door: Gebruiker, op: datetime, gezien: str | None, rondes: Rondes) -> Jaarstuk:
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
        rubrieken = rubrieken_van(programma, moment, stuk.regio, vandaag=op.date(), rondes=rondes)
        if Programma.objects.met_kenmerk().get(pk=programma.pk).kenmerk == programma.kenmerk:
            if aantal_open(rubrieken):
                raise OpenPunten(rubrieken)
            return replace(stuk, aanvaard=tuple(_aanvaard(rubrieken)))
    raise NietToegestaan("Er wordt op dit moment te veel gewijzigd. Probeer het over een minuut opnieuw.")


def _aanvaard(rubrieken: Iterable[Rubriek]) -> Iterator[Aanvaard]:
    """Wat er bij het vaststellen openstaat, om bij het jaar te bewaren."""
    for rubriek in rubrieken:
        for punt in rubriek.punten:
            if rij := punt.aanvaarding:
                op = timezone.localtime(rij.op).replace(microsecond=0)
                yield Aanvaard(rubriek=rubriek.titel, tekst=punt.tekst, reden=rij.reden, door=rij.door.naam, op=op)


@transaction.atomic
def nieuwe_versie(evaluatie: Evaluatie, *, reden: str, door: Gebruiker) -> Evaluatie:
    """Begin een correctie: een nieuwe versie in concept, met wat er bij de vastgestelde is geschreven en aanvaard.

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
    for rij in Aanvaarding.objects.filter(evaluatie=oud).values(
        "rubriek", "kenmerk", "tekst", "reden", "door_id", "op"
    ):
        Aanvaarding.objects.create(evaluatie=nieuw, **rij)
    noteer_na_opslaan("nieuwe versie", nieuw, door=door)
    return nieuw
