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


def test_no_page_has_an_axe_violation(page, site, wandeling):
    assert _fouten(page, site, wandeling, overtredingen) == {}


def test_no_page_has_an_axe_violation_or_is_too_wide_on_a_small_screen(page, site, wandeling):
    """One walk for both: walking costs more than looking."""
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


def test_no_page_asks_another_host_or_complains(page, site, wandeling):
    """Apart from axe, which injects a style of its own and would make the console complain."""
    elders, klachten = [], []
    page.on(
        "request",
        lambda verzoek: elders.append(verzoek.url) if not verzoek.url.startswith((site.adres, "data:")) else None,
    )
    page.on(
        "console",
        lambda bericht: klachten.append((page.url, bericht.text)) if bericht.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda fout: klachten.append((page.url, str(fout))))
    for pad in wandeling:
        page.goto(site.url(pad))
    assert (elders, klachten) == ([], [])
