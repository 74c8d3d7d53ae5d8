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


@pytest.mark.parametrize("breedte", ["breed", "smal"])
def test_no_page_has_an_axe_violation(page, site, wandeling, breedte):
    if breedte == "smal":
        page.set_viewport_size(MOBIEL)
    fouten = {}
    for pad in wandeling:
        assert page.goto(site.url(pad)).status == 200, pad
        if gevonden := overtredingen(page):
            fouten[pad] = gevonden
    assert fouten == {}


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


def test_no_page_is_wider_than_a_small_screen(page, site, wandeling):
    page.set_viewport_size(MOBIEL)
    te_breed = {}
    for pad in wandeling:
        page.goto(site.url(pad))
        breedte = page.evaluate("document.documentElement.scrollWidth")
        if breedte > MOBIEL["width"]:
            te_breed[pad] = breedte
    assert te_breed == {}
