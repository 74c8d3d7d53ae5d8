"""Van een vraag naar groepen met treffers: per soort een handvol, en van één soort alles."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Window

from acties.models import Programma
from acties.woorden import opsomming
from monitoring.lezen.zoeken.soorten import SOORTEN, Soort, Treffer
from monitoring.lezen.zoeken.vraag import Vraag

EERST = 5  # zoveel treffers van elke soort
PER_PAGINA = 50


@dataclass(frozen=True, slots=True)
class Groep:
    """De treffers van één soort; ``totaal`` telt ook wat hier niet staat."""

    soort: Soort
    totaal: int
    rang: int
    treffers: list[Treffer]

    @property
    def kop(self) -> str:
        """“1 actie”, “34 meldingen”."""
        return self.soort.naam.aantal(self.totaal)

    @property
    def er_is_meer(self) -> bool:
        return self.totaal > len(self.treffers)


def zoek(programma: Programma, lezer: Any, vraag: Vraag) -> list[Groep]:
    """Van elke soort waar iets van is gevonden de eerste treffers. Vooraan wat precies zo heet, dan wat zo in de kop staat."""
    gevonden = []
    for soort in SOORTEN:
        rijen = _op_volgorde(soort, programma, lezer, vraag).annotate(totaal=Window(Count("*")))[:EERST]
        if lijst := list(rijen):
            beelden = [soort.beeld(programma.slug, rij, vraag) for rij in lijst]
            gevonden.append(Groep(soort, lijst[0].totaal, lijst[0].rang, beelden))
    return sorted(gevonden, key=lambda groep: groep.rang)


def zoek_soort(programma: Programma, lezer: Any, vraag: Vraag, soort: Soort, pagina: str | None) -> tuple[Groep, Page]:
    """Alle treffers van één soort, in pagina's."""
    deel = Paginator(_op_volgorde(soort, programma, lezer, vraag), PER_PAGINA).get_page(pagina)
    treffers = [soort.beeld(programma.slug, rij, vraag) for rij in deel]
    return Groep(soort, deel.paginator.count, 0, treffers), deel


def _op_volgorde(soort: Soort, programma: Programma, lezer: Any, vraag: Vraag) -> Any:
    return soort.rijen(programma, lezer, vraag).order_by("rang", *soort.volgorde)


def gevonden_zin(groepen: Sequence[Groep]) -> str:
    """“2 acties, 1 begrip en 34 meldingen gevonden”; leeg als er niets is gevonden."""
    return f"{opsomming([groep.kop for groep in groepen])} gevonden" if groepen else ""
