"""Een ``Papier`` als PDF: getagd volgens PDF/UA-1, of als PDF/A voor het archief. Hetzelfde papier geeft dezelfde bytes.

WeasyPrint en zijn systeembibliotheken (Pango) zijn niet verplicht. Ontbreken zij, dan geeft het laden van deze module een
``ImportError`` of ``OSError``; wie haar gebruikt, laadt haar daarom bij naam.
"""

from functools import cache
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element, SubElement

from django.conf import settings
from django.contrib.staticfiles import finders
from pydyf import PDF, String
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from acties.rekenblad.schrijven.opmaak import ROLKLEUREN, STATUSKLEUREN
from monitoring.weergave.papier.papier import Papier

CONTENT_TYPE = "application/pdf"
VOOR_LEZERS = "pdf/ua-1"
VOOR_HET_ARCHIEF = "pdf/a-3a"  # a: ook de structuur en de alternatieve teksten blijven bewaard
OPMAAK = "monitoring/papier.css"
OPMAAK_GRAFIEKEN = "monitoring/papier-grafieken.css"

_SITE = "https://papier.invalid"  # Een adres dat niet bestaat: alleen het pad van onze eigen bestanden telt.
_SVG = "{http://www.w3.org/2000/svg}"


class EigenBestanden(URLFetcher):
    """Haalt alleen statische bestanden van deze site op, van de schijf. Al het andere wordt geweigerd."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        begin = _SITE + settings.STATIC_URL
        if not url.startswith(begin):
            raise ValueError(f"Een papier haalt niets op van buiten de site: {url[:200]}")
        naam = unquote(url.removeprefix(begin).partition("?")[0])
        return URLFetcherResponse(url, _statisch(naam).read_bytes(), {"Content-Type": guess_type(naam)[0] or ""})


def schrijf(papier: Papier, *, archief: bool = False) -> bytes:
    """``archief``: PDF/A in plaats van PDF/UA. Een groot verslag kost seconden: werk voor een werker, niet voor een pagina."""
    haler, letters = EigenBestanden(), FontConfiguration()
    document = HTML(string=papier.html, base_url=_SITE, url_fetcher=haler)
    _kleur_grafieken(document.etree_element)
    titels = {deel.get("id"): " ".join("".join(deel.itertext()).split()) for deel in document.etree_element.iter()}
    variant = VOOR_HET_ARCHIEF if archief else VOOR_LEZERS
    bestand: bytes = document.write_pdf(
        stylesheets=[
            CSS(string=_stijlen(_HTML_KLEUR), url_fetcher=haler),
            CSS(string=_statisch(OPMAAK).read_text("utf-8"), base_url=_SITE, url_fetcher=haler, font_config=letters),
        ],
        font_config=letters,
        pdf_variant=variant,
        pdf_identifier=papier.kenmerk.encode(),
        finisher=lambda _, stuk: _noem_koppelingen(stuk, titels),
    )
    return bestand


def _noem_koppelingen(stuk: PDF, titels: dict[str | None, str]) -> None:
    """WeasyPrint noemt een koppeling naar haar anker (“deel-A1”); een schermlezer leest liever de kop die daar staat."""
    for deel in stuk.objects:
        if isinstance(deel, dict) and deel.get("Subtype") == "/Link" and "Dest" in deel:
            deel["Contents"] = String(titels.get(deel["Dest"].string) or deel["Dest"].string)


def _statisch(naam: str) -> Path:
    """Het statische bestand met deze naam. ``FileNotFoundError`` als het er niet is; buiten de mappen komt niemand."""
    gevonden = finders.find(naam)
    if not gevonden:
        raise FileNotFoundError(naam)
    return Path(gevonden)


def _kleur_grafieken(stuk: Element) -> None:
    """Een grafiek neemt in WeasyPrint geen stijlen van de pagina over: zij krijgt ze mee, en haar beschrijving als titel."""
    stijl = _stijlen(_SVG_KLEUR) + _statisch(OPMAAK_GRAFIEKEN).read_text("utf-8")
    for svg in stuk.iter(f"{_SVG}svg"):
        if svg.get("role") == "img":
            SubElement(svg, f"{_SVG}title").text = svg.get("aria-label", "")
            SubElement(svg, f"{_SVG}style").text = stijl


_HTML_KLEUR = ".{klasse}:not(.badge),.{klasse}>.badge__teken{{background:#{vlak};color:#{tekst};border-color:#{rand}}}"
_SVG_KLEUR = ".vlak.{klasse}{{fill:#{vlak};stroke:#{rand}}}.op-vlak.{klasse}{{fill:#{tekst}}}"


@cache
def _stijlen(vorm: str) -> str:
    """De twee kleurentalen uit ``opmaak``: elke status en elke rol in deze vorm."""
    kleuren = {f"status-{code}": drie for code, drie in STATUSKLEUREN.items()}
    kleuren |= {f"rol-{naam}": (vlak, "FFFFFF", vlak) for naam, vlak in ROLKLEUREN.items()}
    return "".join(
        vorm.format(klasse=klasse, vlak=vlak, tekst=tekst, rand=rand) for klasse, (vlak, tekst, rand) in kleuren.items()
    )
