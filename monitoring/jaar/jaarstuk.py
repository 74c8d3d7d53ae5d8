"""Wat vaststellen bewaart: het jaarstuk opbouwen uit de tabellen, en als JSON-waarden opschrijven."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from acties.models import Overleg, Programma
from monitoring.jaar.peilmoment import Peilmoment
from monitoring.verslag.afspraken import afspraken_van_jaar
from monitoring.verslag.bezoekers import json_voor_bezoekers
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.verslag.opslagvorm import naar_json
from monitoring.verslag.vastgesteld import BRIEFVORM, SCHEMA, Aanvaard, Jaarstuk, Overlegdeel, sha256
from monitoring.verslag.vorm import Verslag


def bouw_jaarstuk(
    programma: Programma,
    moment: Peilmoment,
    *,
    op: datetime | None = None,
    door: str = "",
    laatste_melding: int = 0,
    aanvaard: Iterable[Aanvaard] = (),
    bouw: Callable[..., Verslag] = bouw_verslag,
) -> Jaarstuk:
    """Uit de tabellen. ``bouw``: ``bouw_verslag``, of voor een leespagina ``bewaard_verslag``."""
    peildatum, keuzes, evaluatie = moment.peildatum, moment.keuzes, moment.evaluatie
    regio = bouw(programma, peildatum, **keuzes)
    met_deelnemers = {overleg.slug for overleg in regio.overleggen if overleg.organisaties}
    return Jaarstuk(
        reden=evaluatie.reden if evaluatie else "",
        vastgesteld_op=op,
        vastgesteld_door=door,
        regio=regio,
        laatste_melding=laatste_melding,
        aanvaard=tuple(aanvaard),
        briefvorm=BRIEFVORM,
        afspraken=afspraken_van_jaar(programma, moment.jaar, timezone.localdate(op)),
        overleggen=tuple(
            Overlegdeel(slug=overleg.slug, verslag=bouw(programma, peildatum, overleg=overleg, **keuzes))
            for overleg in Overleg.objects.filter(slug__in=met_deelnemers)
        ),
    )


def naar_opslag(stuk: Jaarstuk) -> dict[str, Any]:
    """Het jaarstuk als JSON-waarden, met het controlegetal van de versie voor bezoekers erin."""
    data = {"schema": SCHEMA, **naar_json(stuk)}
    return {**data, "sha256_openbaar": sha256(json_voor_bezoekers(data))}
