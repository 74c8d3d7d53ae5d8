"""Hoe een stand er in een sjabloon uitziet. Geen query's: alles komt uit wat de view meegeeft."""

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from acties.constanten import BesluitSoort
from acties.templatetags.tekst_tags import met_links
from monitoring.constanten import GEEN_MELDING, GEEN_MELDING_WOORD, TEKENS, Koers, Status
from monitoring.datum import datum_kort, datum_tekst, getal_tekst
from monitoring.lezen.actie.verschil import GELIJK, NIEUW, WEG
from monitoring.lezen.dashboard.trend import in_woorden
from monitoring.lezen.wiezinnen import is_onbevestigd
from monitoring.lezen.zinnen import kort
from monitoring.verslag.vorm import DOORGESCHOVEN, TELBAAR, Verslag

register = template.Library()

WOORDEN = {**dict(Status.choices), **dict(Koers.choices), GEEN_MELDING: GEEN_MELDING_WOORD}

register.filter("datum", datum_tekst)
register.filter("datum_kort", datum_kort)
register.filter("getal", getal_tekst)
register.filter("kort", kort, is_safe=True)
register.filter("nieuwe_stand", Verslag.nieuwe_stand)


@register.filter
def dag_van(moment):
    """De plaatselijke dag van een tijdstip."""
    return timezone.localtime(moment).date()


@register.filter
def woord(code, verslag=None):
    """“In uitvoering” bij ``in_uitvoering``; ``None`` is geen melding. De woorden van een verslag gaan voor op die van nu."""
    regel = _uit_legenda(code, (*verslag.statussen, *verslag.koersen) if verslag else ())
    return regel.woord if regel else WOORDEN[code or GEEN_MELDING]


@register.filter
def teken(code, verslag=None):
    regel = _uit_legenda(code, (*verslag.statussen, *verslag.koersen) if verslag else ())
    return regel.teken if regel else TEKENS[code or GEEN_MELDING]


@register.simple_tag
def tekenwoord(code: str | None, verslag=None) -> SafeString:
    """“✓ Afgerond” zonder vak: het teken is er voor wie kijkt, het woord voor iedereen. ``verslag``: zie ``woord``."""
    return format_html(
        '<span class="teken" aria-hidden="true">{}</span> {}', teken(code, verslag), woord(code, verslag)
    )


@register.filter
def vakjes(gedaan: int, aantal: int) -> list[bool]:
    """Een vakje per ding dat er moet komen, gevuld voor wat er is."""
    return [nummer < gedaan for nummer in range(aantal)]


@register.filter
def aantal_in(telling, code) -> int:
    """Hoeveel er in deze stand zijn; nul als er niets is geteld."""
    return getattr(telling, code) if telling else 0


@register.filter
def met_verschil(delen) -> SafeString:
    """Een tekst met wat weg is in ``del`` en wat nieuw is in ``ins``, en de links erin."""
    vormen = {GELIJK: "{}", WEG: "<del>{}</del>", NIEUW: "<ins>{}</ins>"}
    return format_html_join("", "{}", ((format_html(vormen[deel.soort], met_links(deel.tekst)),) for deel in delen))


@register.filter
def met_markering(stukken) -> SafeString:
    """Een tekst met in ``mark`` wat past bij de zoekvraag."""
    return format_html_join("", "{}", ((format_html("<mark>{}</mark>" if s.raak else "{}", s.tekst),) for s in stukken))


@register.filter
def balk_uitleg(balk) -> str:
    """Een gestapelde balk voor wie haar niet ziet: “3 afgerond, 2 in uitvoering, samen 5”."""
    delen = [f"{deel.aantal} {woord(deel.stand).lower()}" for deel in balk.delen]
    return ", ".join([*delen, f"samen {balk.totaal}"])


@register.inclusion_tag("monitoring/_status.html")
def status(code, legenda=()):
    """Het statusteken met woord. ``legenda``: de woorden van een (vastgesteld) verslag gaan voor op die van nu."""
    regel = _uit_legenda(code, legenda)
    if regel:
        return {"status": regel.code, "teken": regel.teken, "woord": regel.woord}
    return {"status": code, "teken": teken(code), "woord": woord(code)}


@register.inclusion_tag("monitoring/_status.html")
def eindstatus(actie, legenda=()):
    """De stand van een actie (een ``ActieStand``); wie is doorgeschoven, heet niet vervallen."""
    return status(actie.eindstand, legenda)


@register.inclusion_tag("monitoring/_actiestatus.html")
def actiestatus(actie, verslag):
    """De stand van een actie met teken en woord, en ernaast of zij nog niet bevestigd is."""
    return {**eindstatus(actie, verslag.statussen), "onbevestigd": is_onbevestigd(actie)}


@register.inclusion_tag("monitoring/_koers.html")
def koers(code, legenda=()):
    """Het koersteken met woord; niets bij een lege koers. ``legenda``: zie ``status``."""
    regel = _uit_legenda(code, legenda) if code else None
    if regel:
        return {"koers": code, "teken": regel.teken, "woord": regel.woord}
    return {"koers": code, "teken": TEKENS.get(code, ""), "woord": WOORDEN.get(code, "")}


@register.simple_tag
def koersteken(code: str, verslag) -> SafeString:
    """Alleen het teken van een koers of status, met het woord voor wie het niet ziet."""
    regel = verslag.legenda(code)
    return format_html(
        '<span class="teken" aria-hidden="true">{}</span><span class="alleen-lezer">{}</span>', regel.teken, regel.woord
    )


@register.inclusion_tag("monitoring/_blokken.html")
def blokken(telling, verslag, maat=""):
    """Een blokje per actie, het verst gevorderde eerst. ``maat``: “klein” voor wat alleen ter vergelijking dient."""
    delen = [
        (verslag.legenda(code), range(aantal))
        for code, aantal in zip(TELBAAR, telling.aantallen, strict=True)
        if aantal
    ]
    return {"delen": delen, "uitleg": in_woorden(telling, verslag), "klein": maat == "klein"}


@register.inclusion_tag("monitoring/_koersen.html")
def koersen(actie, verslag):
    """De koers van een actie: één woord, of per koers hoeveel organisaties haar gaven. Niets als niemand er een gaf."""
    return {"regels": verslag.koersregels(actie)}


def _uit_legenda(code, legenda):
    if code == BesluitSoort.DOORGESCHOVEN:
        return DOORGESCHOVEN
    return next((regel for regel in legenda if regel.code == (code or GEEN_MELDING)), None)
