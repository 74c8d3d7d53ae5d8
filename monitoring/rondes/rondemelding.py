"""Melden in een updateronde: een melding, dezelfde nog eens bevestigen, of een begin bewaren om later af te maken."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from acties.models import Actie, Gebruiker, Organisatie
from acties.tekst import meldtekst
from monitoring.constanten import Koers, Status
from monitoring.melden.melding import laatst_gemeld_per_actie, melden
from monitoring.melden.overname import inhoud
from monitoring.models import Conceptmelding, Statusmelding, Toegangslink, Updateronde
from monitoring.rondes.rondestand import meld_peildatum

TEKSTEN = ("toelichting", "bijsturing")


def laatste_meldingen(
    nummers: Iterable[int], ronde: Updateronde, organisatie: Organisatie | None
) -> dict[int, Statusmelding]:
    """Per actienummer de melding waar een nieuwe overheen zou gaan (zie ``melden.laatst_gemeld``), in één query."""
    acties = Actie.objects.filter(programma_id=ronde.programma_id, nummer__in=nummers)
    return {m.actie.nummer: m for m in laatst_gemeld_per_actie(acties.values("pk"), organisatie).values()}


def concepten(
    ronde: Updateronde, gebruiker: Gebruiker | Toegangslink, organisatie: Organisatie | None
) -> dict[int, Conceptmelding]:
    """De eigen concepten in deze ronde, per actienummer. Wie met een link meldt, heeft er geen."""
    if isinstance(gebruiker, Toegangslink):
        return {}
    eigen = Conceptmelding.objects.filter(ronde=ronde, gebruiker=gebruiker, organisatie=organisatie)
    return {concept.actie.nummer: concept for concept in eigen.select_related("actie")}


@transaction.atomic
def meld_in_ronde(
    ronde: Updateronde,
    actie: Actie,
    *,
    organisatie: Organisatie | None,
    door: Gebruiker | Toegangslink,
    op: datetime,
    velden: dict[str, Any],
    gebaseerd_op: int | None,
    verzoek: UUID | None,
    spreker: Organisatie | None = None,
) -> Statusmelding:
    """``melden`` voor deze ronde; het eigen concept is daarmee af. Dezelfde fouten als ``melden``."""
    melding = melden(
        actie,
        organisatie=organisatie,
        door=door,
        op=op,
        velden=velden | {"peildatum": meld_peildatum(ronde, organisatie, timezone.localdate(op))},
        gebaseerd_op=gebaseerd_op,
        verzoek=verzoek,
        ronde=ronde,
        spreker=spreker,
    )
    if isinstance(door, Gebruiker):
        Conceptmelding.objects.filter(ronde=ronde, gebruiker=door, actie=actie, organisatie=organisatie).delete()
    return melding


def bevestig_ongewijzigd(
    ronde: Updateronde,
    actie: Actie,
    laatste: Statusmelding,
    *,
    organisatie: Organisatie | None,
    door: Gebruiker | Toegangslink,
    op: datetime,
    verzoek: UUID | None,
    spreker: Organisatie | None = None,
) -> Statusmelding:
    """Een nieuwe melding met de inhoud van ``laatste``: nog steeds zo. Dezelfde fouten als ``melden``."""
    velden = inhoud(laatste) | {"ongewijzigd": True}
    return meld_in_ronde(
        ronde,
        actie,
        organisatie=organisatie,
        door=door,
        op=op,
        velden=velden,
        gebaseerd_op=laatste.pk,
        verzoek=verzoek,
        spreker=spreker,
    )


def bewaar_concept(
    ronde: Updateronde,
    actie: Actie,
    *,
    organisatie: Organisatie | None,
    door: Gebruiker,
    op: datetime,
    velden: dict[str, str],
) -> Conceptmelding:
    """Bewaar een begin van een melding; half ingevuld mag. ``ValidationError`` per veld als een tekst niet kan."""
    fouten = {}
    for veld in TEKSTEN:
        try:
            meldtekst(velden[veld])
        except ValidationError as fout:
            fouten[veld] = fout
    if fouten:
        raise ValidationError(fouten)
    heel = velden | {
        "status": velden["status"] if velden["status"] in Status.values else "",
        "koers": velden["koers"] if velden["koers"] in Koers.values else "",
    }
    concept, _ = Conceptmelding.objects.update_or_create(
        ronde=ronde,
        gebruiker=door,
        actie=actie,
        organisatie=organisatie,
        defaults={"velden": heel, "bijgewerkt_op": op},
    )
    return concept
