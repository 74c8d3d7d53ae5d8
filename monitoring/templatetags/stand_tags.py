"""Hoe een stand er in een sjabloon uitziet. Geen query's: alles komt uit wat de view meegeeft."""

from django import template
from django.utils import timezone

from monitoring.constanten import GEEN_MELDING, GEEN_MELDING_WOORD, TEKENS, Koers, Status
from monitoring.datum import datum_tekst
from monitoring.getal import getal_tekst

register = template.Library()

WOORDEN = {**dict(Status.choices), **dict(Koers.choices), GEEN_MELDING: GEEN_MELDING_WOORD}

register.filter("datum", datum_tekst)
register.filter("getal", getal_tekst)


@register.filter
def dag_van(moment):
    """De plaatselijke dag van een tijdstip."""
    return timezone.localtime(moment).date()


@register.filter
def woord(code):
    """“In uitvoering” bij ``in_uitvoering``; ``None`` is geen melding."""
    return WOORDEN[code or GEEN_MELDING]


@register.filter
def teken(code):
    return TEKENS[code or GEEN_MELDING]


@register.inclusion_tag("monitoring/_status.html")
def status(code, legenda=()):
    """Het statusteken met woord. ``legenda``: de woorden van een (vastgesteld) verslag gaan voor op die van nu."""
    for regel in legenda:
        if regel.code == (code or GEEN_MELDING):
            return {"status": code, "teken": regel.teken, "woord": regel.woord}
    return {"status": code, "teken": teken(code), "woord": woord(code)}


@register.inclusion_tag("monitoring/_koers.html")
def koers(code):
    """Het koersteken met woord; niets bij een lege koers."""
    return {"koers": code, "teken": TEKENS.get(code, ""), "woord": WOORDEN.get(code, "")}
