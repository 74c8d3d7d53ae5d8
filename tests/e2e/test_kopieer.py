"""Copy the address of exactly what stands on the screen."""

from playwright.sync_api import expect

from tests.e2e.axe import overtredingen
from tests.e2e.conftest import log_in


def test_button_copies_this_view_and_says_so_and_without_scripts_there_is_none(ander, site):
    pad = site.url("acties/?status=afgerond&sorteer=-nr")
    met, zonder = (ander(permissions=["clipboard-read", "clipboard-write"]), ander(java_script_enabled=False))
    for page in (met, zonder):
        log_in(page, site, "dirk")
        page.goto(pad)
        page.get_by_text("Peildatum wijzigen").click()
    expect(zonder.get_by_text("Kopieer link")).to_be_hidden()
    met.get_by_role("button", name="Kopieer link").press("Enter")
    expect(met.get_by_role("button", name="Link gekopieerd")).to_be_focused()
    assert met.evaluate("navigator.clipboard.readText()") == pad
    assert overtredingen(met) == []
