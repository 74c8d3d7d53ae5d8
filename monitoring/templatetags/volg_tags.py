"""De knop Volgen of Niet meer volgen."""

from django import template

register = template.Library()


@register.inclusion_tag("monitoring/volgen/_volgknop.html", takes_context=True)
def volgknop(context, soort, rij, sleutel):
    """``sleutel`` staat in het adres van de rij. Wat de lezer volgt, is al gelezen; een bezoeker krijgt geen knop."""
    request = context["request"]
    return {
        "toon": request.user.is_authenticated,
        "volgt": (soort, rij.pk) in request.gevolgd,
        "soort": soort,
        "sleutel": sleutel,
        "naam": str(rij),
        "programma": context["programma"],
        "csrf_token": context.get("csrf_token"),
    }
