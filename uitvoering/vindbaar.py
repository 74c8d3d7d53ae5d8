"""Wat machines van de site vragen: waar je een lek meldt, wat een zoekmachine mag lezen, en welke pagina's er zijn."""

from datetime import timedelta
from functools import partial

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from acties.models import Programma

GELDIG = timedelta(days=180)
VAST = ("hulp", "toegankelijkheid", "privacy")
PER_PROGRAMMA = (
    "monitoring:dashboard",
    "monitoring:actie_lijst",
    "monitoring:gemeenten",
    "monitoring:planning",
    "monitoring:evaluatie_lijst",
    "monitoring:cijfers",
    "acties:begrip_lijst",
)
NIET_LEZEN = ("/accounts/", "/beheer/", "/toegang/")

_tekst = partial(HttpResponse, content_type="text/plain; charset=utf-8")


@require_safe
@login_not_required
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Zonder ``BEVEILIGING_CONTACT`` is er geen: een adres dat niemand leest is erger dan geen."""
    if not settings.BEVEILIGING_CONTACT:
        raise Http404
    tot = (timezone.now() + GELDIG).replace(hour=0, minute=0, second=0, microsecond=0)
    regels = [
        f"Contact: {settings.BEVEILIGING_CONTACT}",
        f"Expires: {tot:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.SITE_URL}{reverse('security_txt')}",
    ]
    return _tekst("\n".join([*regels, ""]))


@require_safe
@login_not_required
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Alleen een site die open staat voor bezoekers is er ook voor zoekmachines."""
    if not settings.DASHBOARD_OPENBAAR:
        return _tekst("User-agent: *\nDisallow: /\n")
    regels = ["User-agent: *", *(f"Disallow: {pad}" for pad in NIET_LEZEN)]
    return _tekst("\n".join([*regels, "", f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}", ""]))


class Paginas(Sitemap):
    """Wat een bezoeker zonder account mag openen."""

    def items(self):
        adressen = [reverse(naam) for naam in VAST]
        if settings.DASHBOARD_OPENBAAR:
            slugs = Programma.objects.order_by("-startjaar").values_list("slug", flat=True)
            adressen += [reverse(naam, args=[slug]) for slug in slugs for naam in PER_PROGRAMMA]
        return adressen

    def location(self, item):
        return item


@require_safe
@login_not_required
def sitemap_xml(request: HttpRequest) -> HttpResponse:
    return sitemap(request, {"paginas": Paginas})
