"""De keuze namens wie iemand meldt, met wat elke keuze voor de regio betekent."""

from dataclasses import dataclass

from acties.models import Actie, Organisatie
from monitoring.melden.namens import Keuzes


@dataclass(frozen=True, slots=True)
class Keuze:
    sleutel: str
    wie: str
    gevolg: str


def keuzes_met_gevolg(actie: Actie, keuzes: Keuzes) -> list[Keuze]:
    return [
        Keuze(sleutel, f"Namens {organisatie}" if organisatie else "Voor de hele regio", gevolg(actie, organisatie))
        for sleutel, organisatie in keuzes.items()
    ]


def gevolg(actie: Actie, organisatie: Organisatie | None) -> str:
    """Wat een melding namens deze organisatie (``None``: de regio) voor de status van de actie betekent."""
    if actie.is_lokaal:
        return f"Dit wordt de status van deze lokale actie, zoals {organisatie} haar meldt."
    if organisatie is None and actie.is_per_organisatie:
        return "Dit wordt de status van de regio, tot een organisatie over een latere dag meldt."
    if organisatie is None:
        return "Dit wordt de status van de actie."
    if actie.is_per_organisatie:
        return f"Dit gaat over wat {organisatie} zelf doet."
    return "Dit wordt een bijdrage: zij staat bij de actie, maar is niet de status van de regio."
