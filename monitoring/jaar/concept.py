"""Van voorbereiding naar concept en terug, en wat betrokkenen bij een concept opmerken."""

from datetime import datetime

from django.db import transaction

from acties.models import Gebruiker, Onderdeel, Programma
from acties.spoor.logboek import noteer_na_opslaan
from monitoring.constanten import Fase
from monitoring.jaar.vaststellen import NietToegestaan, vergrendel
from monitoring.models import Evaluatie, Opmerking

OVERGANGEN = {Fase.CONCEPT: Fase.VOORBEREIDING, Fase.VOORBEREIDING: Fase.CONCEPT}  # naar: van


@transaction.atomic
def zet_fase(programma: Programma, jaar: int, fase: Fase, *, door: Gebruiker) -> Evaluatie:
    """Maak de evaluatie concept, of haal haar terug naar voorbereiding. Staat zij er al, dan verandert er niets.

    Fout: ``NietToegestaan``.
    """
    if fase not in OVERGANGEN:
        raise NietToegestaan("Een jaar vaststellen kan alleen op de pagina met de controlelijst.")
    if not door.is_projectleider:
        raise NietToegestaan("Alleen een projectleider kan dit.")
    evaluatie = vergrendel(Evaluatie.objects.geldend_of_nieuw(programma, jaar), door=door)
    if evaluatie.fase == fase:
        return evaluatie
    if evaluatie.fase != OVERGANGEN[fase]:
        raise NietToegestaan(
            f"{evaluatie} is vastgesteld en verandert niet meer. Maak voor een correctie een nieuwe versie."
        )
    evaluatie.fase = fase
    evaluatie.save(update_fields=["fase"])
    noteer_na_opslaan(f"evaluatie naar {fase.value}", evaluatie, door=door)
    return evaluatie


@transaction.atomic
def plaats_opmerking(
    evaluatie: Evaluatie, *, onderdeel: Onderdeel | None, tekst: str, door: Gebruiker, op: datetime
) -> Opmerking:
    """Zet een opmerking bij een concept. Dezelfde opmerking van dezelfde gebruiker komt er niet twee keer.

    Fouten: ``NietToegestaan``, ``ValidationError``.
    """
    if not door.mag_melden:
        raise NietToegestaan("Je rol kan het concept lezen, maar er geen opmerking bij maken.")
    evaluatie = Evaluatie.objects.select_for_update().defer("verslag").get(pk=evaluatie.pk)
    if evaluatie.fase != Fase.CONCEPT:
        raise NietToegestaan(f"{evaluatie} is geen concept (meer). Opmerkingen kunnen alleen bij een concept.")
    plaats = {"evaluatie": evaluatie, "onderdeel": onderdeel, "gebruiker": door, "tekst": tekst}
    if eerder := Opmerking.objects.filter(**plaats).first():
        return eerder
    opmerking = Opmerking(**plaats, gemaakt_op=op)
    opmerking.full_clean()
    opmerking.save()
    noteer_na_opslaan("opmerking plaatsen", opmerking, door=door)
    return opmerking


@transaction.atomic
def zet_verwerkt(opmerking: Opmerking, verwerkt: bool, *, door: Gebruiker) -> None:
    """Zeg dat er met deze opmerking iets is gedaan, of toch niet. Fout: ``NietToegestaan``."""
    evaluatie = vergrendel(opmerking.evaluatie, door=door)
    if evaluatie.fase == Fase.VASTGESTELD:
        raise NietToegestaan(
            f"{evaluatie} is vastgesteld en verandert niet meer. Maak voor een correctie een nieuwe versie."
        )
    if opmerking.verwerkt != verwerkt:
        opmerking.verwerkt = verwerkt
        opmerking.save(update_fields=["verwerkt"])
        noteer_na_opslaan("opmerking verwerken", opmerking, door=door)
