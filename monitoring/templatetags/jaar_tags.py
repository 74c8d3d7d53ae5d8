"""De zinnen van de evaluatie van een jaar als filter, en de links die bij haar versie blijven. Geen query's."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from monitoring.jaar import zinnen
from monitoring.jaar.peilmoment import Peilmoment
from monitoring.verslag.vorm import OverlegRegel

register = template.Library()

for zin in (
    zinnen.aanvaard_door,
    zinnen.aanvaard_kop,
    zinnen.alle_brieven,
    zinnen.deelnemers,
    zinnen.duiding_doen,
    zinnen.elk_bestand,
    zinnen.fase_met_versie,
    zinnen.geteld_op,
    zinnen.naam_en_dag,
    zinnen.nagekomen_kop,
    zinnen.nagekomen_zin,
    zinnen.onder_evaluatie,
    zinnen.onder_opmerkingen,
    zinnen.kies_alle,
    zinnen.lees_elders,
    zinnen.open_in,
    zinnen.open_punten,
    zinnen.papieren_later,
    zinnen.rest_elders,
    zinnen.soort_onderdelen,
    zinnen.tegenover,
    zinnen.vastgesteld_door,
    zinnen.vastgesteld_op,
    zinnen.verschil_afgerond,
    zinnen.wat_geteld,
    zinnen.wat_gewijzigd,
    zinnen.wat_klopt,
    zinnen.wie_meldde,
    zinnen.zonder_tekst,
    zinnen.zoveel_besluiten,
    zinnen.zoveel_veranderd,
):
    register.filter(zin.__name__, zin)


@register.filter
def alleen_onderdeel(moment: Peilmoment, code: str) -> str:
    """Het adres van dezelfde evaluatie met de acties van één onderdeel opengeslagen."""
    versie = {"versie": moment.versie} if moment.vraag else {}
    return f"?{urlencode(versie | {'onderdeel': code})}#{code}"


@register.simple_tag(takes_context=True)
def evaluatielinks(context: Context, overleggen: Iterable[OverlegRegel]) -> SafeString:
    """De links naar de evaluatie voor elk van deze overleggen: “a, b en c”."""
    links = [_evaluatielink(context, overleg) for overleg in overleggen]
    eerst = format_html_join(", ", "{}", ((link,) for link in links[:-1]))
    return format_html("{} en {}", eerst, links[-1]) if eerst else links[0]


@register.simple_tag(takes_context=True)
def raadsbrieven_adres(context: Context, overleg: str = "") -> str:
    """Waar de brieven van alle gemeenten samen te halen zijn; ``overleg`` (een slug): die van zijn deelnemers."""
    moment = context["moment"]
    adres = reverse("monitoring:raadsbrieven", args=[context["programma"].slug, moment.jaar])
    if not overleg:
        return f"{adres}{moment.vraag}"
    versie = f"&{moment.vraag.removeprefix('?')}" if moment.vraag else ""
    return f"{adres}?{urlencode({'overleg': overleg})}{versie}"


def _evaluatielink(context: Context, overleg: OverlegRegel) -> SafeString:
    moment = context["moment"]
    adres = reverse("monitoring:evaluatie_overleg", args=[context["programma"].slug, moment.jaar, overleg.slug])
    return format_html('<a href="{}{}">{}</a>', adres, moment.vraag, zinnen.overleg_in_regio(overleg))
