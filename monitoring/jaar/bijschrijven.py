"""Het oordeel van een mens en wat een overleg besprak bij een evaluatie schrijven, zonder dat een tekst verdwijnt."""

from typing import Any

from django.db import transaction

from acties.models import Programma
from acties.spoor.gezien import toets
from monitoring.constanten import Fase
from monitoring.models import Bespreking, Duiding, Evaluatie


class Vastgesteld(Exception):
    """Een vastgestelde evaluatie verandert niet meer."""


@transaction.atomic
def bijschrijven(
    rij: Duiding | Bespreking, programma: Programma, jaar: int, *, velden: dict[str, Any], gezien: str
) -> bool:
    """Bewaar een duiding of bespreking bij de evaluatie van een jaar, die zo nodig ontstaat.

    ``rij``: een (nieuwe) ``Duiding`` met haar onderdeel of ``Bespreking`` met haar overleg. ``velden``: wat er moet
    komen te staan. ``gezien``: het merk van wat de schrijver zag. Geeft of er iets veranderde; wie twee keer hetzelfde
    stuurt, verandert de tweede keer niets. Fouten: ``Tussendoor``, ``Vastgesteld``, ``ValidationError``.
    """
    evaluatie = Evaluatie.objects.geldend_of_nieuw(programma, jaar)
    # Schrijvers van dezelfde evaluatie wachten op elkaar.
    evaluatie = Evaluatie.objects.select_for_update().defer("verslag").get(pk=evaluatie.pk)
    if evaluatie.fase == Fase.VASTGESTELD:
        raise Vastgesteld
    plaats = {"onderdeel": rij.onderdeel} if isinstance(rij, Duiding) else {"overleg": rij.overleg}
    soort = type(rij)
    huidig = soort.objects.filter(evaluatie=evaluatie, **plaats).first() or soort(evaluatie=evaluatie, **plaats)
    if all(getattr(huidig, veld) == waarde for veld, waarde in velden.items()):
        return False
    if huidig.pk:
        toets(huidig, velden, gezien)
    for veld, waarde in velden.items():
        setattr(huidig, veld, waarde)
    huidig.full_clean()
    huidig.save(update_fields=list(velden) if huidig.pk else None)
    return True
