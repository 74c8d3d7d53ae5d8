"""De bouwstenen van een pagina: knop, mededeling, boodschap en tabelvak, elk één keer opgemaakt met klassen van NL Design System.

Gebruik::

    {% knop %}Opslaan{% endknop %}
    {% knop "secondary" name="doe" value="concept" %}Bewaar als concept{% endknop %}
    {% mededeling "warning" %}Dit is nog niet <strong>opgeslagen</strong>.{% endmededeling %}
    {% boodschap bericht %}
    {% klopt veld %}
    {% contact %}
    {% tabelvak "Updaterondes" %}<table>…</table>{% endtabelvak %}
    {% lezersdeel "_kop.html" "menu" %}
"""

from typing import Any

from django import template
from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.forms import BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from acties.spoor.gedeeld import lezersdeel

register = template.Library()

# Voluit, zodat ``manage.py stijlblad`` elke klasse vindt.
KNOPPEN = {
    "primary": "utrecht-button--primary-action",
    "secondary": "utrecht-button--secondary-action",
    "subtle": "utrecht-button--subtle",
    "danger": "utrecht-button--primary-action utrecht-button--danger",
}
MEDEDELINGEN = {
    "info": "utrecht-alert--info",
    "ok": "utrecht-alert--ok",
    "warning": "utrecht-alert--warning",
    "error": "utrecht-alert--error",
}
# Per niveau van django.contrib.messages de soort mededeling en haar teken: kleur vertelt het nooit alleen.
BOODSCHAPPEN = {
    "debug": ("info", "\N{INFORMATION SOURCE}"),
    "info": ("info", "\N{INFORMATION SOURCE}"),
    "success": ("ok", "✓"),
    "warning": ("warning", "!"),
    "error": ("error", "!"),
}


@register.simple_tag(takes_context=True, name="lezersdeel")
def _lezersdeel(context: Context, sjabloon: str, *namen: str) -> SafeString:
    """Wat op een pagina van de lezer zelf is; ``namen`` noemt alles wat het sjabloon van de pagina moet weten."""
    return lezersdeel(context, sjabloon, {naam: context.get(naam, "") for naam in namen})


@register.simple_block_tag
def knop(content: str, soort: str = "primary", **attributen: str) -> SafeString:
    """Een knop die een formulier verstuurt. ``soort`` is een sleutel van ``KNOPPEN``; de rest zijn attributen."""
    inhoud = {"inhoud": content, "klasse": _klasse(KNOPPEN, soort), "attributen": attributen}
    return render_to_string("bouwstenen/knop.html", inhoud)


@register.simple_block_tag
def mededeling(content: str, soort: str = "info", rol: str = "", blok: bool = False) -> SafeString:
    """Een gekleurd vak met één alinea; met ``blok`` is de inhoud zelf al alinea's of een lijst.

    ``soort`` is een sleutel van ``MEDEDELINGEN``. ``rol``: ``alert`` of ``status``, voor wat pas na een handeling verschijnt.
    """
    inhoud = {"inhoud": content, "klasse": _klasse(MEDEDELINGEN, soort), "teken": "", "rol": rol, "blok": blok}
    return render_to_string("bouwstenen/mededeling.html", inhoud)


@register.inclusion_tag("bouwstenen/mededeling.html")
def boodschap(bericht: Message) -> dict[str, Any]:
    """Wat de site terugzegt na een handeling. Een fout onderbreekt een schermlezer, de rest wacht."""
    soort, teken = BOODSCHAPPEN[bericht.level_tag]
    rol = "alert" if soort == "error" else "status"
    return {"inhoud": bericht, "klasse": MEDEDELINGEN[soort], "teken": teken, "rol": rol, "blok": False}


@register.inclusion_tag("bouwstenen/klopt.html")
def klopt(veld: BoundField, met_naam: bool = False) -> dict[str, Any]:
    """Het vinkje “Dit klopt, opslaan” bij een veld waar het formulier naar vraagt; niets bij elk ander veld.

    ``met_naam``: het vinkje staat niet bij het veld zelf, en noemt het dus.
    """
    twijfel = getattr(veld.form, "twijfels", {}).get(veld.name)
    return {
        "veld": veld,
        "twijfel": twijfel,
        "woorden": f"{veld.label}: dit klopt, opslaan" if met_naam else "Dit klopt, opslaan",
    }


@register.inclusion_tag("bouwstenen/contact.html")
def contact() -> dict[str, Any]:
    """Waar je de beheerder van de regio bereikt; niets als de installatie geen adres noemt. Werkt ook zonder database."""
    return {"contactadres": settings.CONTACTADRES}


@register.simple_block_tag
def tabelvak(content: str, naam: str) -> SafeString:
    """Een tabel die opzij kan schuiven, ook met het toetsenbord. ``naam`` hoort wie haar niet ziet."""
    return render_to_string("bouwstenen/tabelvak.html", {"inhoud": content, "naam": naam})


def _klasse(soorten: dict[str, str], soort: str) -> str:
    if soort not in soorten:
        raise template.TemplateSyntaxError(f"Kies een van {list(soorten)}, niet {soort!r}.")
    return soorten[soort]
