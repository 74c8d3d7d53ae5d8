"""Lopende tekst met de begrippen erin als knop met uitleg."""

from django import template

register = template.Library()


@register.inclusion_tag("acties/_met_begrippen.html")
def met_begrippen(lijst, tekst, plek):
    """``tekst`` met de begrippen uit ``lijst`` gemarkeerd. ``plek`` is per tekst op de pagina een andere naam.

    Het sjabloon breekt alleen binnen een tag af: de tekst houdt haar eigen witruimte en krijgt er geen bij.
    """
    return {"stukken": lijst.markeer(tekst), "plek": plek}
