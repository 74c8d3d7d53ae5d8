"""Een bekeken gegevensboek bewaren. Wat is vastgesteld, komt pas vast te staan als al zijn delen er zijn."""

from datetime import datetime
from typing import Any

from acties.voorstel.opslaan import Voortgang, alles_of_niets, bewaar
from acties.voorstel.voorstel import Blad, Voorstel
from monitoring.constanten import Fase
from monitoring.models import Evaluatie

_VAST = ("fase", "verslag", "sha256", "vastgesteld_op")


def sla_op(voorstel: Voorstel, *, door: Any = None, op: datetime, meld: Voortgang = lambda _: None) -> None:
    """Bewaar alles wat nieuw of anders is, of niets. Fout: ``NietOpgeslagen``, ook als er nog fouten in zitten."""
    with alles_of_niets(voorstel):
        vaststellen: list[tuple[Any, dict[str, Any]]] = []
        for blad in voorstel.bladen:
            meld(blad.tabel.blad)
            if blad.tabel.model is Evaluatie:
                vaststellen = _nog_niet_vast(blad)
            bewaar(blad, door=door, op=op)
        for evaluatie, velden in vaststellen:
            Evaluatie.objects.filter(pk=evaluatie.pk).update(**velden)


def _nog_niet_vast(blad: Blad) -> list[tuple[Any, dict[str, Any]]]:
    """Zet wat is vastgesteld eerst neer als concept, want bij een vastgestelde evaluatie weigert de database een deel erbij."""
    vast = [rij for rij in blad.rijen if rij.obj.fase == Fase.VASTGESTELD]
    bewaard = [(rij.obj, {naam: getattr(rij.obj, naam) for naam in _VAST}) for rij in vast]
    for rij in vast:
        for naam, waarde in zip(_VAST, (Fase.CONCEPT, None, "", None), strict=True):
            rij.zet(naam, waarde)
    return bewaard
