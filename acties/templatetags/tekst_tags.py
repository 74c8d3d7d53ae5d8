"""Tekst van mensen op een pagina: adressen erin zijn links."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from acties.tekst import ADRES

register = template.Library()

_ADRES = re.compile(ADRES, re.IGNORECASE)
_LINK = '<a class="adres" href="{0}" rel="nofollow noopener noreferrer">{0}</a>'


@register.filter
def met_links(tekst: str) -> SafeString:
    """De tekst, met van elk adres (http of https) een link. Al het andere is tekst, ook als het op HTML lijkt."""
    stukken: list[str] = []
    begin = 0
    for plek in _ADRES.finditer(tekst):
        stukken += [tekst[begin : plek.start()], format_html(_LINK, plek.group())]
        begin = plek.end()
    return format_html_join("", "{}", ((stuk,) for stuk in [*stukken, tekst[begin:]]))
