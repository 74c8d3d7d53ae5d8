"""De link naar een actie, een organisatie of de actielijst: elk één keer opgemaakt. Geen query's.

Een link houdt de peildatum van de pagina vast (``peil``); ``op=dag`` kiest een andere en ``op=""`` geen.
"""

from collections.abc import Iterable
from datetime import date
from urllib.parse import quote, urlencode

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from acties.constanten import nummer_tekst
from acties.models import Organisatie

register = template.Library()


@register.simple_tag(takes_context=True)
def actielink(
    context: Context,
    actie,
    klasse: str = "",
    op: date | str | None = None,
    tekst: str = "",
    doorgehaald: bool = False,
) -> SafeString:
    """“12. Titel” met de link erheen. ``actie``: alles met een nummer en een titel; ``tekst``: een andere tekst."""
    tekst = tekst or f"{nummer_tekst(actie.nummer)}. {actie.titel}"
    tekst = format_html("<s>{}</s>", tekst) if doorgehaald else tekst
    if context.get("zonder_links"):  # wie met een leeslink leest, kan nergens anders heen
        return conditional_escape(tekst)
    return _link(_actie_adres(context, actie, op), tekst, klasse)


@register.simple_tag(takes_context=True)
def actielinks(context: Context, acties: Iterable) -> SafeString:
    """De links naar deze acties, met komma's ertussen."""
    return format_html_join(", ", "{}", ((actielink(context, actie),) for actie in acties))


@register.simple_tag(takes_context=True)
def actienummers(context: Context, acties: Iterable, op: date | str | None = None) -> SafeString:
    """De nummers van acties met de links erheen; de titel is er voor wie ernaar wijst of haar hoort."""
    link = '<a href="{}" title="{}">{}<span class="alleen-lezer">. {}</span></a>'
    return format_html_join(
        ", ",
        link,
        ((_actie_adres(context, actie, op), actie.titel, nummer_tekst(actie.nummer), actie.titel) for actie in acties),
    )


@register.simple_tag(takes_context=True)
def actieblok(context: Context, actie, rol) -> SafeString:
    """Het nummer van een actie in de kleur van een rol, met de link erheen; grijs met een vinkje is afgerond."""
    return format_html(
        '<a class="cel cel--actie rol-{}{}" href="{}" title="{}">{}{}<span class="alleen-lezer">. {}{}</span></a>',
        rol.kleur,
        " is-afgerond" if actie.afgerond else "",
        _actie_adres(context, actie, None),
        actie.titel,
        "✓" if actie.afgerond else "",
        nummer_tekst(actie.nummer),
        actie.titel,
        ", afgerond" if actie.afgerond else "",
    )


@register.simple_tag(takes_context=True)
def organisatielink(
    context: Context, slug: str, naam: str, op: date | str | None = None, anker: str = ""
) -> SafeString:
    """De naam van een organisatie met de link erheen. ``anker``: de plek op haar pagina."""
    adres = reverse("monitoring:organisatie_detail", args=[context["programma"].slug, slug]) + _peil(context, op)
    return _link(f"{adres}#{anker}" if anker else adres, naam)


@register.simple_tag(takes_context=True)
def organisatielinks(context: Context, organisaties: Iterable[Organisatie]) -> SafeString:
    """De links naar deze organisaties: “a, b en c”."""
    *eerst, laatste = [organisatielink(context, deel.slug, deel.naam) for deel in organisaties]
    if not eerst:
        return laatste
    return format_html("{} en {}", format_html_join(", ", "{}", ((link,) for link in eerst)), laatste)


@register.simple_tag(takes_context=True)
def actielijst_adres(context: Context, **filters: str) -> str:
    """Het adres van de actielijst met deze filters."""
    lijst = reverse("monitoring:actie_lijst", args=[context["programma"].slug])
    peil = _peil(context, None).removeprefix("?")
    return f"{lijst}?{'&'.join(filter(None, [urlencode(filters, quote_via=quote), peil]))}"


def _actie_adres(context: Context, actie, op: date | str | None) -> str:
    return reverse("monitoring:actie_detail", args=[context["programma"].slug, actie.nummer]) + _peil(context, op)


def _peil(context: Context, op: date | str | None) -> str:
    """Het stuk adres met de peildatum: die van de pagina, of van de dag ``op``."""
    if op is None:
        return context.get("peil") or ""
    return f"?peildatum={op.isoformat()}" if isinstance(op, date) else ""


def _link(adres: str, tekst: str, klasse: str = "") -> SafeString:
    if klasse:
        return format_html('<a class="{}" href="{}">{}</a>', klasse, adres, tekst)
    return format_html('<a href="{}">{}</a>', adres, tekst)
