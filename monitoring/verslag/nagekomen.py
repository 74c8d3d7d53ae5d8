"""Wat er over een vastgesteld jaar bekend werd na zijn vaststelling. Het verandert dat jaar niet; het volgende jaar toont het."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from monitoring.models import Evaluatie, Statusmelding
from monitoring.verslag.vastgesteld import Jaarstuk
from monitoring.verslag.vorm import ActieStand, Nagekomen


def latere_meldingen(evaluatie: Evaluatie, stuk: Jaarstuk) -> QuerySet:
    """De meldingen over dit vastgestelde jaar of eerder, die er bij het vaststellen nog niet waren.

    Een oud stuk kent het volgnummer van zijn laatste melding niet: dan telt het moment van melden.
    """
    later = Q(pk__gt=stuk.laatste_melding) if stuk.laatste_melding else Q(gemeld_op__gt=evaluatie.vastgesteld_op)
    meldingen = Statusmelding.objects.op_peildatum(evaluatie.peildatum).filter(later)
    return meldingen.filter(actie__programma=evaluatie.programma_id)


def nagekomen(
    evaluatie: Evaluatie,
    stuk: Jaarstuk,
    *,
    toen: Mapping[int, ActieStand],
    nu: Mapping[int, ActieStand],
    bereik: Collection[int] | None,
) -> tuple[Nagekomen, ...]:
    """Wat er na de vaststelling bij kwam, op nummer van de actie. Eén query.

    ``toen``: zoals vastgesteld, ``nu``: zoals zij nu volgt; lokale acties tellen niet. ``bereik``: alleen van deze
    organisaties en de regio.
    """
    meldingen = latere_meldingen(evaluatie, stuk).order_by("actie__nummer", "pk")
    rijen = meldingen.values_list(
        "actie__nummer", "actie__titel", "organisatie_id", "organisatie__naam", "status", "peildatum", "gemeld_op"
    )
    return tuple(
        Nagekomen(
            nummer=nummer,
            titel=titel,
            wie=naam or "",
            status=status,
            peildatum=peildatum,
            gemeld_op=_dag(gemeld_op),
            van=toen[nummer].eindstand if nummer in toen else "",
            naar=nu[nummer].eindstand,
        )
        for nummer, titel, organisatie, naam, status, peildatum, gemeld_op in rijen
        if nummer in nu and (bereik is None or organisatie is None or organisatie in bereik)
    )


def _dag(moment) -> date:
    return timezone.localdate(moment)
