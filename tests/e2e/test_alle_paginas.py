"""Every page for every role: accessible, quiet, from this host only, and no wider than the screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.conftest import MOBIEL, log_in
from tests.e2e.paginas import BUITENPAGINAS, PER_ROL

REGELS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
GASTEN = {"niemand": BUITENPAGINAS}


def _overtredingen(page):
    gevonden = Axe().run(page, options=REGELS).response["violations"]
    return [(fout["id"], [knoop["target"] for knoop in fout["nodes"]][:3]) for fout in gevonden]


@pytest.mark.parametrize("rol", [*PER_ROL, *GASTEN])
@pytest.mark.parametrize("breedte", ["breed", "smal"])
def test_no_page_has_an_axe_violation(page, site, rol, breedte):
    if breedte == "smal":
        page.set_viewport_size(MOBIEL)
    if rol in PER_ROL:
        log_in(page, site, rol)
    fouten = {}
    for pad in (PER_ROL | GASTEN)[rol]:
        page.goto(site.url(pad))
        if gevonden := _overtredingen(page):
            fouten[pad] = gevonden
    assert fouten == {}


@pytest.mark.parametrize("rol", ["anna", "dirk"])
def test_no_page_asks_another_host_or_complains(page, site, rol):
    """Apart from axe, which injects a style of its own and would make the console complain."""
    elders, klachten = [], []
    page.on(
        "request",
        lambda verzoek: elders.append(verzoek.url) if not verzoek.url.startswith((site.adres, "data:")) else None,
    )
    page.on("console", lambda bericht: klachten.append((page.url, bericht.text)) if bericht.type == "error" else None)
    page.on("pageerror", lambda fout: klachten.append((page.url, str(fout))))
    log_in(page, site, rol)
    for pad in PER_ROL[rol]:
        page.goto(site.url(pad))
    eigen_fouten = [
        (url, tekst) for url, tekst in klachten if "status of 404" not in tekst and "status of 403" not in tekst
    ]
    assert (elders, eigen_fouten) == ([], [])


@pytest.mark.parametrize("rol", ["anna", "bram"])
def test_no_page_is_wider_than_a_small_screen(page, site, rol):
    page.set_viewport_size(MOBIEL)
    log_in(page, site, rol)
    te_breed = {}
    for pad in PER_ROL[rol]:
        page.goto(site.url(pad))
        breedte = page.evaluate("document.documentElement.scrollWidth")
        if breedte > MOBIEL["width"]:
            te_breed[pad] = breedte
    assert te_breed == {}
