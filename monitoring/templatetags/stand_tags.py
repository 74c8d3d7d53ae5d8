"""Hoe een stand er in een sjabloon uitziet. Geen query's: alles komt uit wat de view meegeeft."""

from django import template
from django.template.defaultfilters import truncatechars
from django.utils import timezone

from monitoring.constanten import GEEN_MELDING, GEEN_MELDING_WOORD, TEKENS, Koers, Status
from monitoring.datum import datum_tekst, getal_tekst

register = template.Library()

WOORDEN = {**dict(Status.choices), **dict(Koers.choices), GEEN_MELDING: GEEN_MELDING_WOORD}

register.filter("datum", datum_tekst)
register.filter("getal", getal_tekst)


@register.filter
def dag_van(moment):
    """De plaatselijke dag van een tijdstip."""
    return timezone.localtime(moment).date()


@register.filter(is_safe=True)
def kort(tekst, lengte):
    """Hooguit ``lengte`` tekens, tot en met het laatste hele woord. Een tekst die past, wordt niet teken voor teken geteld."""
    if len(tekst) <= lengte:
        return tekst
    begin = truncatechars(tekst, lengte).removesuffix("…")
    heel = begin if tekst[len(begin) : len(begin) + 1].isspace() else begin.rpartition(" ")[0]
    return f"{(heel if len(heel) * 2 >= lengte else begin).rstrip(' ,;:–')}…"


@register.filter
def woord(code, verslag=None):
    """“In uitvoering” bij ``in_uitvoering``; ``None`` is geen melding. De woorden van een verslag gaan voor op die van nu."""
    regel = _uit_legenda(code, (*verslag.statussen, *verslag.koersen)) if verslag else None
    return regel.woord if regel else WOORDEN[code or GEEN_MELDING]


@register.filter
def teken(code, verslag=None):
    regel = _uit_legenda(code, (*verslag.statussen, *verslag.koersen)) if verslag else None
    return regel.teken if regel else TEKENS[code or GEEN_MELDING]


@register.inclusion_tag("monitoring/_status.html")
def status(code, legenda=()):
    """Het statusteken met woord. ``legenda``: de woorden van een (vastgesteld) verslag gaan voor op die van nu."""
    regel = _uit_legenda(code, legenda)
    if regel:
        return {"status": code, "teken": regel.teken, "woord": regel.woord}
    return {"status": code, "teken": teken(code), "woord": woord(code)}


@register.inclusion_tag("monitoring/_koers.html")
def koers(code, legenda=()):
    """Het koersteken met woord; niets bij een lege koers. ``legenda``: zie ``status``."""
    regel = _uit_legenda(code, legenda) if code else None
    if regel:
        return {"koers": code, "teken": regel.teken, "woord": regel.woord}
    return {"koers": code, "teken": TEKENS.get(code, ""), "woord": WOORDEN.get(code, "")}


def _uit_legenda(code, legenda):
    return next((regel for regel in legenda if regel.code == (code or GEEN_MELDING)), None)
