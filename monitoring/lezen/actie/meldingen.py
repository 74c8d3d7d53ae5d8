"""De meldingen over een actie, elk met de melding van dezelfde organisatie ervoor."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Window
from django.db.models.functions import Lag

from acties.models import Actie
from monitoring.lezen.actie.verschil import Deel, verschil
from monitoring.models import Statusmelding

PER_PAGINA = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Meldregel:
    """Een melding en de vorige van dezelfde organisatie (of voor de regio), zoals deze lezer die mag zien."""

    melding: Statusmelding
    vorige: Statusmelding | None

    @property
    def toelichting(self) -> list[Deel]:
        return self._van_toen_naar_nu("toelichting")

    @property
    def bijsturing(self) -> list[Deel]:
        return self._van_toen_naar_nu("bijsturing")

    @property
    def andere_koers(self) -> bool:
        return self.vorige is not None and self.vorige.koers != self.melding.koers

    def _van_toen_naar_nu(self, veld: str) -> list[Deel]:
        nieuw = getattr(self.melding, veld)
        return verschil(getattr(self.vorige, veld) if self.vorige else nieuw, nieuw)


def meldingen(actie: Actie, lezer: Any, peildatum: date, pagina: str | None) -> Page:
    """De gevraagde pagina met ``Meldregels`` tot en met de peildatum, de nieuwste eerst. Een vast aantal queries."""
    zichtbaar = Statusmelding.objects.zichtbaar_voor(lezer).filter(actie=actie).op_peildatum(peildatum)
    rijen = (
        zichtbaar.select_related(
            "organisatie", "spreker", "bevestigt", "gemeld_door", "link__organisatie", "corrigeert"
        )
        .prefetch_related("correcties__gemeld_door", "correcties__link")
        .annotate(
            vorige_pk=Window(Lag("pk"), partition_by=[F("organisatie")], order_by=[F("peildatum").asc(), F("pk").asc()])
        )
    )
    deel = Paginator(rijen, PER_PAGINA).get_page(pagina)
    gevonden = list(deel.object_list)
    vorige = Statusmelding.objects.in_bulk([rij.vorige_pk for rij in gevonden if rij.vorige_pk])
    deel.object_list = [Meldregel(melding=rij, vorige=vorige.get(rij.vorige_pk)) for rij in gevonden]
    return deel
