"""Wat de lezer volgt, voor de knop op de pagina van een actie, onderdeel of organisatie."""

from typing import Any

from acties.models import Programma
from monitoring.models import Gevolgd

SOORTEN = ("actie", "onderdeel", "organisatie")


def wat_ik_volg(request: Any, programma: Programma) -> tuple[tuple[str, int], ...]:
    """Soort en sleutel van alles wat deze lezer volgt; ook in ``request.gevolgd``. Eén query voor wie is ingelogd."""
    request.gevolgd = ()
    if request.user.is_authenticated:
        rijen = Gevolgd.objects.van(request.user, programma).values(*SOORTEN)
        request.gevolgd = tuple((soort, rij[soort]) for rij in rijen for soort in SOORTEN if rij[soort])
    return request.gevolgd
