"""Adopting a year in a test that is about something else: every open point of the checklist is accepted first."""

from django.utils import timezone

from acties.models import Programma
from monitoring.constanten import Fase
from monitoring.jaar import vaststellen as module
from monitoring.jaar.aanvaarden import aanvaard, geen_rondes, rubrieken_van
from monitoring.jaar.peilmoment import peilmoment
from monitoring.verslag.opbouw import bouw_verslag


def aanvaard_alles(evaluatie, *, door, op, rondes=geen_rondes, reden="Dat mag zo."):
    """Accept what stands open now; gives how many points."""
    programma = Programma.objects.met_kenmerk().get(pk=evaluatie.programma_id)
    vandaag = timezone.localdate(op)
    moment = peilmoment(programma, evaluatie.jaar, vandaag)
    verslag = bouw_verslag(programma, evaluatie.peildatum, **moment.keuzes)
    rubrieken = rubrieken_van(programma, moment, verslag, vandaag=vandaag, rondes=rondes)
    kenmerken = {punt.kenmerk for rubriek in rubrieken for punt in rubriek.open}
    return aanvaard(evaluatie, rubrieken, kenmerken, reden=reden, door=door, op=op)


def vaststellen(evaluatie, *, door, op, **keuzes):
    """As the real act, which is also the one to refuse."""
    evaluatie.refresh_from_db(fields=["fase", "peildatum"])
    kan = evaluatie.fase == Fase.CONCEPT and evaluatie.peildatum <= timezone.localdate(op)
    if kan and door.is_projectleider and keuzes.get("gezien") is None:
        aanvaard_alles(evaluatie, door=door, op=op)
    return module.vaststellen(evaluatie, door=door, op=op, **keuzes)
