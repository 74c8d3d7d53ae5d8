"""Hoe het afliep met een mail van een ronde: op de rij waar zij bij hoort, en in het logboek."""

from django.db import models

from acties.post import Uitkomst
from acties.spoor.logboek import GELUKT, GEWEIGERD, noteer
from monitoring.constanten import Afloop

AFLOOP = {
    Uitkomst.VERSTUURD: Afloop.VERSTUURD,
    Uitkomst.GEWEIGERD: Afloop.GEWEIGERD,
    Uitkomst.ONZEKER: Afloop.MISSCHIEN,
    Uitkomst.OPGEGEVEN: Afloop.OPGEGEVEN,
    Uitkomst.VERVALLEN: Afloop.VERVALLEN,
}


def onthoud(rijen: models.QuerySet, uitkomst: Uitkomst, handeling: str, waarop: object) -> None:
    """``rijen`` is de ene rij van deze mail; is die intussen weg, dan valt er niets te onthouden."""
    afloop = AFLOOP[uitkomst]
    if rijen.update(afloop=afloop):
        resultaat = GELUKT if afloop == Afloop.VERSTUURD else GEWEIGERD
        noteer(handeling, waarop, resultaat=resultaat, naar=str(afloop.label))
