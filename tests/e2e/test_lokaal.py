"""Bram adds a local actie, reports on it and lets it lapse; everyone sees it marked, and no figure of the region moves."""

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import overtredingen
from tests.e2e.conftest import MOBIEL, log_in
from tests.e2e.handelingen import sla_op, vul_melding_in


def test_from_adding_to_lapsing(page, verse_site):
    log_in(page, verse_site, "bram")
    page.goto(verse_site.url())
    getallen = page.locator(".tellers").inner_text()
    page.goto(verse_site.url("organisaties/alkmaar/"))
    page.get_by_role("link", name="Lokale actie toevoegen").click()
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("alert")).to_contain_text("Geef de actie een titel.")
    page.get_by_label("Titel").fill("Wijkavonden")
    page.get_by_label("Onderdeel").select_option(label="Preventie")
    page.get_by_label("Doorlopend").check()
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("L5. Wijkavonden")

    page.get_by_role("link", name="Status melden").click()
    vul_melding_in(page, status="In uitvoering", toelichting="De eerste avond was vol.")
    sla_op(page)
    expect(page.locator(".utrecht-alert--ok")).to_contain_text("Opgeslagen: actie L5 staat voor Alkmaar")
    page.get_by_role("link", name="Naar de actie").click()
    page.get_by_role("link", name="Laten vervallen").click()
    page.get_by_label("Waarom gaat deze actie niet door?").fill("Te weinig bezoekers.")
    page.get_by_role("button", name="Laten vervallen").click()
    page.get_by_role("link", name="Terug naar Alkmaar").click()
    rij = page.get_by_role("region", name="Tabel met lokale acties").get_by_role("row", name="L5. Wijkavonden")
    expect(rij).to_contain_text("Te weinig bezoekers.")

    page.goto(verse_site.url())
    expect(page.locator(".tellers")).to_have_text(getallen, use_inner_text=True)


@pytest.mark.parametrize("breedte", ["breed", "smal"])
def test_the_pages_with_local_acties_have_no_axe_violation(page, site, breedte):
    if breedte == "smal":
        page.set_viewport_size(MOBIEL)
    log_in(page, site, "bram")
    paden = [
        "organisaties/alkmaar/", "organisaties/hoorn/", "onderdelen/A1/", "acties/100002/", "acties/100004/",
        "acties/?lokaal=alleen", "evaluatie/2023/", "mijn-acties/", "mijn-acties/?peildatum=2023-12-31",
        "lokale-acties/nieuw/alkmaar/", "lokale-acties/100001/bewerken/", "lokale-acties/100001/vervallen/",
    ]  # fmt: skip
    fouten = {}
    for pad in paden:
        assert page.goto(site.url(pad)).status == 200, pad
        fouten[pad] = overtredingen(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), pad
    assert {pad: fout for pad, fout in fouten.items() if fout} == {}
