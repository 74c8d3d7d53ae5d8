"""Bram in an open round: confirm in one click, save on the page itself, and see the number fall."""

from playwright.sync_api import expect

from tests.e2e.conftest import log_in


def test_confirming_and_saving_on_one_page(page, verse_site):
    log_in(page, verse_site, "bram")
    page.get_by_role("link", name="Mijn acties (3").click()
    zelfscan = page.locator("#actie-9")
    zelfscan.get_by_role("button", name="Ongewijzigd bevestigen").click()
    expect(page.get_by_role("region", name="Dit is opgeslagen")).to_contain_text("Ongewijzigd bevestigd: actie 9")
    expect(zelfscan).to_contain_text("ongewijzigd")
    expect(zelfscan).to_contain_text("gemeld door Bram Brouwer namens Alkmaar")

    plan = page.locator("#actie-10")
    plan.get_by_role("link", name="Melden over 10.").click()
    plan.get_by_role("radio", name="Afgerond").check()
    plan.get_by_label("Wat is er gebeurd?").fill("Het plan is vastgesteld.")
    plan.get_by_role("button", name="Opslaan bij actie 10").click()
    expect(plan).to_contain_text("Gemeld op")
    expect(page.get_by_text("2 van 3 gemeld", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Mijn acties (1")).to_be_visible()
