"""De tegelkaart in een sjabloon. Geen query's: alles komt uit het verslag dat de view meegeeft."""

from django import template

from monitoring.lezen.kaart import gemeenten
from monitoring.lezen.kaart.plaatsen import Groep, Plaats
from monitoring.lezen.matrix import maak_matrix
from monitoring.verslag.vorm import Verslag

register = template.Library()


@register.simple_tag
def gemeentekaart(verslag: Verslag) -> gemeenten.Gemeentekaart | None:
    """Hoe ver elke gemeente van dit verslag is; ``None`` als er niets te laten zien is."""
    return gemeenten.gemeentekaart(verslag, maak_matrix(verslag))


@register.filter
def vak(groep: Groep, plaats: Plaats | None) -> str:
    """De klassen die een tegel of de kop van een groep op haar plaats zetten; niets als de kaart een lijst is."""
    if plaats is None:
        return ""
    opzij = [klasse for klasse, aan in (("is-lager", groep.lager), ("is-rechts", groep.rechts)) if aan]
    return " ".join([f"is-rij-{plaats.rij}", f"is-kolom-{plaats.kolom}", *opzij])
