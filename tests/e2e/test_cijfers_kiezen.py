"""What the page cannot know, it asks; the answers work with the keyboard, on a small screen and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import overtredingen
from tests.e2e.conftest import log_in

CIJFERS = (
    "Een titel van de bron\nGeslacht;Leeftijd;Regio;Perioden;Meldingen\nTotaal;Totaal;Alkmaar;1e halfjaar 2021;1.234\n"
    "Mannen;Totaal;Alkmaar;1e halfjaar 2021;1.111\nTotaal;Totaal;Hoorn;2021*;2.345\nTotaal;0 tot 18;Zeeland (VT);2021*;2.345\n"
)


@pytest.mark.parametrize("scripts", [True, False])
def test_the_page_asks_what_it_cannot_know(ander, verse_site, scripts):
    pagina = ander(java_script_enabled=scripts, viewport={"width": 375, "height": 800})
    log_in(pagina, verse_site, "anna")
    pagina.goto(verse_site.url("cijfers/inlezen/"))
    pagina.get_by_label("Indicator").select_option(index=1)
    pagina.get_by_label("Bron").fill("CBS")
    pagina.get_by_label("Of plak de cellen").fill(CIJFERS)
    pagina.get_by_role("button", name="Bekijk de cijfers").click()
    vraag = pagina.get_by_role("group", name="Welk getal is “1.234”?")
    expect(vraag).to_be_visible()
    expect(pagina.get_by_label("Geslacht").locator("option:checked")).to_have_text("Totaal")
    expect(pagina.get_by_role("button", name="Sla deze cijfers op")).to_have_count(0)
    _toets(pagina, scripts)
    vraag.get_by_role("radio").first.press("Space")
    pagina.get_by_role("button", name="Bekijk met deze kolommen").press("Enter")
    tabel = pagina.get_by_role("region", name="Cijfers per gemeente en periode")
    expect(tabel).to_contain_text("1e halfjaar 2021")
    expect(tabel).to_contain_text("2021 (voorlopig)")
    expect(tabel).to_contain_text("1.234")
    expect(tabel).not_to_contain_text("1.111")
    _toets(pagina, scripts)
    pagina.get_by_role("button", name="Sla deze cijfers op").click()
    expect(pagina.locator("body")).to_contain_text("Cijfers opgeslagen")
    _toets(pagina, scripts)


def _toets(pagina, scripts):
    assert pagina.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if scripts:  # axe is a script itself
        assert overtredingen(pagina) == []
