"""Anna records a decision and everyone reads it; with the keyboard only, and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import overtredingen
from tests.e2e.conftest import log_in


@pytest.mark.parametrize("scripts", [True, False])
def test_a_decision_moves_the_actie_and_stands_in_the_evaluation(ander, verse_site, scripts):
    page = ander(java_script_enabled=scripts)
    log_in(page, verse_site, "anna")
    page.goto(verse_site.url("acties/9/"))
    page.get_by_role("link", name="Besluit over deze actie vastleggen").click()
    page.get_by_role("radio", name="Naar andere jaren verplaatst").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Verder").press("Enter")

    page.get_by_label("Eindjaar").fill("2030")
    page.get_by_label("Wie besloot het?").fill("PORA")
    page.get_by_label("Wanneer?").fill("2022-02-02")
    page.get_by_label("Wat is besloten").fill("De zelfscan krijgt een jaar extra.")
    page.get_by_role("button", name="Vastleggen").press("Enter")
    fouten = page.get_by_role("alert").filter(has_text="Dit klopt nog niet")
    expect(fouten).to_contain_text("Het programma loopt van 2021 tot en met 2023.")
    expect(page.get_by_label("Wat is besloten")).to_have_value("De zelfscan krijgt een jaar extra.")
    if scripts:
        assert overtredingen(page) == []

    page.get_by_label("Eindjaar").fill("2023")
    page.get_by_role("button", name="Vastleggen").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("De planning was 2021–2022 en wordt 2021–2023.")

    lezer = ander(java_script_enabled=scripts)
    log_in(lezer, verse_site, "dirk")
    for pad in ("acties/9/", "besluiten/", "evaluatie/2023/"):
        lezer.goto(verse_site.url(pad))
        expect(lezer.get_by_role("main")).to_contain_text("De zelfscan krijgt een jaar extra.")


def test_adoption_dates_and_the_next_programme(page, verse_site):
    log_in(page, verse_site, "anna")
    page.goto(verse_site.url("besluiten/vaststelling/"))
    page.get_by_label("Hoorn, college").fill("2021-01-12")
    page.get_by_label("Hoorn, raad").fill("2021-02-09")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("van 17 colleges", exact=False).first).to_be_visible()
    expect(page.get_by_role("row", name="Hoorn")).to_contain_text("9 februari 2021")

    page.goto(verse_site.url("doorlopen/"))
    page.get_by_label("Naam").fill("Samen verder")
    page.get_by_label("Adres").fill("samen-verder")
    page.get_by_label("Eindjaar").fill("2027")
    page.get_by_role("button", name="Programma maken").click()
    expect(page.get_by_role("main")).to_contain_text("buiten 2024–2027")
    page.get_by_role("button", name="Programma maken").click()
    page.wait_for_url("**/samen-verder/acties/")
    page.get_by_role("navigation", name="Programma’s").get_by_role("link", name="2021–2023").click()
    page.wait_for_url(verse_site.url())
