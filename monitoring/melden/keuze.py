"""De keuze namens wie iemand meldt, met wat elke keuze voor de regio betekent."""

from acties.models import Actie, Organisatie
from monitoring.melden.namens import Keuzes


def keuzes_per_gevolg(actie: Actie, keuzes: Keuzes) -> list[tuple[str, Keuzes]]:
    """De keuzes in hun eigen volgorde, samen onder wat zij betekenen."""
    groepen: dict[str, Keuzes] = {}
    for sleutel, organisatie in keuzes.items():
        groepen.setdefault(gevolg(actie, organisatie), {})[sleutel] = organisatie
    return list(groepen.items())


def gevolg(actie: Actie, organisatie: Organisatie | None) -> str:
    """Wat een melding namens deze organisatie (``None``: de regio) voor de status van de actie betekent."""
    if actie.is_lokaal:
        return "Dit wordt de status van deze lokale actie."
    if organisatie is None and actie.is_per_organisatie:
        return "Dit wordt de status van de regio, tot een organisatie over een latere dag meldt."
    if organisatie is None:
        return "Dit wordt de status van de actie."
    if actie.is_per_organisatie:
        return "Dit gaat over wat deze organisatie zelf doet."
    return "Dit wordt een bijdrage: zij staat bij de actie, maar is niet de status van de regio."
