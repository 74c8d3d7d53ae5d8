"""De bouwstenen van een pagina: knop, mededeling en tabelvak. Elk één keer opgemaakt, met de klassen van NL Design System.

Gebruik::

    {% knop %}Opslaan{% endknop %}
    {% knop "secondary" name="doe" value="concept" %}Bewaar als concept{% endknop %}
    {% mededeling "warning" %}Dit is nog niet <strong>opgeslagen</strong>.{% endmededeling %}
    {% tabelvak "Updaterondes" %}<table>…</table>{% endtabelvak %}
"""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()

SOORTEN = ("info", "ok", "warning", "error")


@register.simple_block_tag
def knop(content: str, soort: str = "primary", **attributen: str) -> SafeString:
    """Een knop die een formulier verstuurt. ``soort`` is ``primary``, ``secondary`` of ``subtle``."""
    return render_to_string("bouwstenen/knop.html", {"inhoud": content, "soort": soort, "attributen": attributen})


@register.simple_block_tag
def mededeling(content: str, soort: str = "info", rol: str = "", blok: bool = False) -> SafeString:
    """Een gekleurd vak met één alinea; met ``blok`` is de inhoud zelf al alinea's of een lijst.

    ``soort`` is een van ``SOORTEN``. ``rol``: ``alert`` of ``status``, voor wat pas na een handeling verschijnt.
    """
    if soort not in SOORTEN:
        raise template.TemplateSyntaxError(f"Een mededeling is een van {SOORTEN}, niet {soort!r}.")
    return render_to_string("bouwstenen/mededeling.html", {"inhoud": content, "soort": soort, "rol": rol, "blok": blok})


@register.simple_block_tag
def tabelvak(content: str, naam: str) -> SafeString:
    """Een tabel die opzij kan schuiven, ook met het toetsenbord. ``naam`` hoort wie haar niet ziet."""
    return render_to_string("bouwstenen/tabelvak.html", {"inhoud": content, "naam": naam})
