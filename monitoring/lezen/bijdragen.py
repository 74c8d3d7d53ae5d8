"""De bijdragen aan een regionale actie, voor wie namens de regio spreekt en ze kan bevestigen."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from acties.models import Actie, Gebruiker
from monitoring.models import Statusmelding
from monitoring.verslag.stand import geldende
from monitoring.verslag.vorm import MeldingRegel


@dataclass(frozen=True, slots=True)
class Bijdrage:
    """De geldende melding van één organisatie. ``bezwaar``: waarom zij niet te bevestigen is; leeg: het kan.

    ``gebaseerd_op``: het woord voor de regio dat het laatst is gesproken, ``0`` als er geen is.
    """

    melding: Statusmelding
    bezwaar: str
    gebaseerd_op: int


Bijdragen = Mapping[str, Bijdrage]


def te_bevestigen_bijdragen(actie: Actie, gebruiker: Gebruiker, op: date) -> Bijdragen:
    """De bijdragen op slug, op naam gesorteerd; leeg voor wie op deze dag niet namens de regio over deze actie spreekt."""
    if actie.is_lokaal or actie.is_per_organisatie or not gebruiker.mag_melden:
        return {}
    if not Actie.objects.te_melden_namens(None, door=gebruiker, op=op).filter(pk=actie.pk).exists():
        return {}
    return bijdragen_per_actie(actie.programma_id, [actie.pk]).get(actie.pk, {})


def bijdragen_per_actie(programma_id: int, acties: Collection[int]) -> Mapping[int, Bijdragen]:
    """Van elke actie met bijdragen die bijdragen: op slug, op naam gesorteerd. Voor wie over al deze acties spreekt."""
    nieuwste: dict[int, dict[str, Statusmelding]] = defaultdict(dict)
    woorden: dict[int, Statusmelding] = {}
    geldig = geldende(programma_id).filter(actie__in=acties)
    for melding in geldig.select_related("organisatie").order_by("organisatie__naam"):
        if melding.organisatie:
            nieuwste[melding.actie_id][melding.organisatie.slug] = melding
        else:
            woorden[melding.actie_id] = melding
    if not nieuwste:
        return {}
    van_regio = Statusmelding.objects.filter(actie__in=acties, organisatie=None)
    laatste = dict(van_regio.order_by().values_list("actie").annotate(Max("pk")))
    return {
        actie: {
            slug: Bijdrage(melding, melding.bezwaar_tegen_bevestigen(woorden.get(actie)), laatste.get(actie, 0))
            for slug, melding in per_organisatie.items()
        }
        for actie, per_organisatie in nieuwste.items()
    }


def hoort_bij(regel: MeldingRegel, bijdragen: Bijdragen) -> Bijdrage | None:
    """De bijdrage die deze regel van een verslag toont; ``None`` als de organisatie intussen iets anders meldde."""
    bijdrage = bijdragen.get(regel.slug)
    return bijdrage if bijdrage and bijdrage.melding.gemeld_op == regel.gemeld_op else None
