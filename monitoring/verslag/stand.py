"""De stand: de nieuwste melding per (actie, organisatie) op een peildatum. De ene query die telt."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from acties.models import Programma
from monitoring.constanten import Bron
from monitoring.models import Statusmelding
from monitoring.models.toegangslink import melder_via_link

# Eén sprong in de index per paar, hoe lang de geschiedenis ook is. Een vensterfunctie of een join op max() leest
# daarentegen alle meldingen die er ooit waren. Wat is gecorrigeerd, telt niet meer: ook niet op een dag waarover de correctie
# niets zegt.
_NIEUWSTE = """
    WITH gecorrigeerd AS (
        SELECT oud.id FROM monitoring_statusmelding nieuw
        JOIN monitoring_statusmelding oud ON oud.verzoek = nieuw.corrigeert_id
        WHERE nieuw.corrigeert_id IS NOT NULL
    )
    SELECT (
        SELECT m.id FROM monitoring_statusmelding m
        WHERE m.actie_id = a.id AND m.organisatie_id = o.id AND m.peildatum <= %s
          AND m.id NOT IN (SELECT id FROM gecorrigeerd)
        ORDER BY m.peildatum DESC, m.id DESC LIMIT 1
    ) AS melding_id
    FROM acties_actie a CROSS JOIN acties_organisatie o WHERE a.programma_id = %s
    UNION ALL
    SELECT (
        SELECT m.id FROM monitoring_statusmelding m
        WHERE m.actie_id = a.id AND m.organisatie_id IS NULL AND m.peildatum <= %s
          AND m.id NOT IN (SELECT id FROM gecorrigeerd)
        ORDER BY m.peildatum DESC, m.id DESC LIMIT 1
    ) FROM acties_actie a WHERE a.programma_id = %s
"""


class Melding(NamedTuple):
    """Een geldende melding, met wat een verslag ervan nodig heeft. ``organisatie_id`` is ``None`` voor de hele regio.

    Een tuple en geen dataclass: van deze zijn er duizenden, en een tuple is veel sneller gemaakt.
    """

    id: int
    actie_id: int
    organisatie_id: int | None
    status: str
    koers: str
    toelichting: str
    bijsturing: str
    peildatum: date
    gemeld_op: datetime
    ongewijzigd: bool
    openbaar: bool
    bron: str
    gemeld_door: str = ""
    functie: str = ""
    spreker: str = ""
    bevestigt: str = ""


Stand = dict[tuple[int, int | None], Melding]


def geldende(programma_id: int, peildatum: date = date.max) -> QuerySet[Statusmelding]:
    """De geldende meldingen zelf: hooguit een per actie en organisatie, en een voor de regio; in geen volgorde."""
    nieuwste = RawSQL(_NIEUWSTE, [peildatum, programma_id, peildatum, programma_id])  # noqa: S611 (vaste tekst, waarden als parameter)
    return Statusmelding.objects.filter(pk__in=nieuwste).order_by()


def stand(programma: Programma, peildatum: date) -> Stand:
    """De geldende melding per ``(actie_id, organisatie_id)``; zonder melding ontbreekt de sleutel.

    Eén query. Wat is gecorrigeerd, telt niet; bij gelijke peildatum geldt de laatst opgeslagen melding. Een peildatum buiten
    het programma is geen fout: ervoor is de stand leeg, erna blijft de laatste gelden.
    """
    rijen = geldende(programma.pk, peildatum).values_list(
        "id",
        "actie_id",
        "organisatie_id",
        "status",
        "koers",
        "toelichting",
        "bijsturing",
        "peildatum",
        "gemeld_op",
        "ongewijzigd",
        "openbaar",
        "bron",
        "gemeld_door__first_name",
        "gemeld_door__last_name",
        "gemeld_door__username",
        "gemeld_door__functie",
        "spreker__naam",
        "bevestigt__naam",
        "link__naam",
        "link__functie",
    )
    return {(rij[1], rij[2]): _melding(rij) for rij in rijen}


def _melding(rij: tuple[Any, ...]) -> Melding:
    """Van een meldlink ziet een bezoeker alleen de organisatie: daar staat de functie bij de naam, en verdwijnt met haar."""
    wie = melder_via_link(*rij[18:]) if rij[11] == Bron.MELDLINK else _naam(*rij[12:15])
    return Melding._make((*rij[:12], wie, *(deel or "" for deel in rij[15:18])))


def _naam(voornaam: str | None, achternaam: str | None, gebruikersnaam: str | None) -> str:
    return f"{voornaam or ''} {achternaam or ''}".strip() or gebruikersnaam or ""
