"""Every page for every role: accessible, quiet, from this host only, and no wider than the screen."""

import pytest

from tests.e2e.axe import overtredingen
from tests.e2e.conftest import MOBIEL, log_in
from tests.e2e.paginas import WANDELINGEN


@pytest.fixture(params=list(WANDELINGEN))
def wandeling(request, page, site):
    """Someone who is logged in, and the pages to walk along."""
    wie, paden = WANDELINGEN[request.param]
    if wie:
        log_in(page, site, wie)
    return paden


class Luisteraar:
    """What a page asks of another host, and what it complains of, until axe comes: that injects a style of its own."""

    def __init__(self, page, site):
        self.page, self.vorige = page, ""
        self.elders, self.klachten = [], []
        page.on(
            "request",
            lambda vraag: self.elders.append(vraag.url) if not vraag.url.startswith((site.adres, "data:")) else None,
        )
        page.on("console", lambda bericht: self._klacht(bericht.text) if bericht.type in ("error", "warning") else None)
        page.on("pageerror", lambda fout: self._klacht(str(fout)))

    def _klacht(self, tekst):
        if self.page.url != self.vorige:  # of the page before this one, after axe came
            self.klachten.append(tekst)

    def gehoord(self):
        """Since the page before; from here on this page is heard no more."""
        self.vorige = self.page.url
        gehoord = [("elders", adres) for adres in self.elders] + [("klacht", tekst) for tekst in self.klachten]
        self.elders.clear()
        self.klachten.clear()
        return gehoord


def test_no_page_has_an_axe_violation_or_asks_another_host_or_complains(page, site, wandeling):
    """One walk for all three: walking costs more than looking."""
    luisteraar = Luisteraar(page, site)
    assert _fouten(page, site, wandeling, lambda page: luisteraar.gehoord() + overtredingen(page)) == {}


def test_no_page_has_an_axe_violation_or_is_too_wide_on_a_small_screen(page, site, wandeling):
    """One walk for both."""
    page.set_viewport_size(MOBIEL)
    assert _fouten(page, site, wandeling, lambda page: _te_breed(page) + overtredingen(page)) == {}


def _fouten(page, site, paden, kijk):
    """Per page what was found wrong with it."""
    fouten = {}
    for pad in paden:
        assert page.goto(site.url(pad)).status == 200, pad
        if gevonden := kijk(page):
            fouten[pad] = gevonden
    return fouten


def _te_breed(page):
    breedte = page.evaluate("document.documentElement.scrollWidth")
    return [("breedte", breedte)] if breedte > MOBIEL["width"] else []
