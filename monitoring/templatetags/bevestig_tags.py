"""De knop waarmee wie namens de regio spreekt een bijdrage bevestigt."""

from django import template

from monitoring.lezen.bijdragen import hoort_bij

register = template.Library()


@register.inclusion_tag("monitoring/lezen/acties/_bevestiging.html", takes_context=True)
def bevestiging(context, regel):
    """De knop bij deze regel van een verslag, of niets: voor wie niet mag, en als de regel niet meer de nieuwste is."""
    velden = {naam: context.get(naam) for naam in ("programma", "actie", "csrf_token")}
    return velden | {"bijdrage": hoort_bij(regel, context.get("bijdragen") or {})}
