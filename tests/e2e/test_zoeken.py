"""Searching from any page: one row in the header, with the keyboard, and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import TABLET, log_in

BREED, MOBIEL = {"width": 1280, "height": 800}, {"width": 375, "height": 800}


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("scherm", [BREED, TABLET, MOBIEL], ids=["breed", "tablet", "mobiel"])
def test_from_the_header_to_the_place(ander, site, scherm, javascript):
    page = ander(viewport=scherm, java_script_enabled=javascript)
    log_in(page, site, "dirk")
    page.goto(site.url("planning/"))
    zoek = page.locator(".zoek summary")
    zoek.focus()
    page.keyboard.press("Enter")
    veld = page.get_by_role("searchbox", name="Zoek in acties")
    if not javascript:
        page.keyboard.press("Tab")
    expect(veld).to_be_focused()
    page.keyboard.type("verwijsindex jeugdigen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Zoeken naar “verwijsindex jeugdigen”")
    page.get_by_role("link", name="19. Verwijsindex gebruiken bij zorgen over jeugdigen").click()
    expect(page).to_have_url(site.url("acties/19/"))


@pytest.mark.parametrize(
    ("scherm", "hoogte", "in_beeld"),
    [(BREED, 64, ["nav", ".zoek", ".kop__acties"]), (TABLET, 56, ["nav", ".zoek"]), (MOBIEL, 56, ["nav", ".zoek"])],
    ids=["breed", "tablet", "mobiel"],
)
@pytest.mark.parametrize("naam", ["dirk", "bram", "anna"])
def test_the_header_is_one_row(ander, site, naam, scherm, hoogte, in_beeld):
    page = ander(viewport=scherm)
    log_in(page, site, naam)
    page.goto(site.url("acties/9/"))
    kop = page.locator(".kop")
    assert kop.bounding_box()["height"] <= hoogte + 1
    assert [deel for deel in ("nav", ".zoek", ".kop__acties") if kop.locator(deel).first.is_visible()] == in_beeld


def test_escape_closes_the_search_field_and_the_menu_of_the_user_in_the_menu(ander, site):
    page = ander(viewport=MOBIEL)
    log_in(page, site, "bram")
    page.goto(site.url("acties/9/"))
    page.locator(".zoek summary").click()
    page.keyboard.press("Escape")
    expect(page.locator(".zoek summary")).to_be_focused()
    expect(page.locator("#zoek-q")).to_be_hidden()
    page.get_by_text("Menu", exact=True).click()
    page.locator(".gebruiker summary").click()
    page.keyboard.press("Escape")
    expect(page.locator(".gebruiker summary")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_text("Menu", exact=True)).to_be_focused()
    expect(page.locator(".gebruiker")).to_be_hidden()
