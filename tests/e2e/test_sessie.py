"""A session that ends: warned before it does, and nothing that was typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import log_in, vul_inlog_in
from tests.e2e.handelingen import meld, open_meldformulier, sla_op, vul_melding_in

TEKST = "De zelfscan is ingevuld en besproken met de wijkteams."


def _einde_sessie(page):
    """As if the session ended on the server: its cookie means nothing any more."""
    page.context.clear_cookies(name="sessionid")


@pytest.mark.parametrize(("wie", "minuten"), [("bram", 58), ("eva", 13)])
def test_two_minutes_before_the_end_a_dialog_asks_and_going_on_keeps_the_session(page, site, wie, minuten):
    page.clock.install()
    log_in(page, site, wie)
    page.goto(site.url("acties/9/"))
    venster = page.get_by_role("dialog", name="Ben je er nog?")
    page.clock.fast_forward(f"{minuten - 1}:00")
    expect(venster).to_have_count(0)
    page.clock.fast_forward("01:00")
    expect(venster).to_be_visible()
    with page.expect_response("**/sessie/verlengen/") as antwoord:
        venster.get_by_role("button", name="Verdergaan").click()
    assert antwoord.value.status == 204
    expect(venster).to_have_count(0)
    page.clock.fast_forward(f"{minuten - 1}:00")
    expect(venster).to_have_count(0)
    page.clock.fast_forward("01:00")
    expect(venster).to_be_visible()


def test_the_dialog_is_for_the_keyboard_too(page, site):
    page.clock.install()
    log_in(page, site, "bram")
    page.goto(site.url("acties/9/melden/"))
    page.clock.fast_forward("58:00")
    expect(page.get_by_role("button", name="Verdergaan")).to_be_focused()
    with page.expect_response("**/sessie/verlengen/"):
        page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_going_on_too_late_leads_to_logging_in_and_back_to_the_text(page, site):
    page.clock.install()
    log_in(page, site, "bram")
    open_meldformulier(page, site, 9)
    vul_melding_in(page, toelichting=TEKST)
    page.clock.fast_forward("58:00")
    _einde_sessie(page)
    page.get_by_role("button", name="Verdergaan").click()
    vul_inlog_in(page, "bram")
    expect(page.get_by_label("Wat is er gebeurd?")).to_have_value(TEKST)


def test_typed_text_survives_logging_in_again(page, site):
    log_in(page, site, "bram")
    open_meldformulier(page, site, 9)
    vul_melding_in(page, toelichting=TEKST)
    _einde_sessie(page)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inloggen")
    vul_inlog_in(page, "bram")
    expect(page.get_by_label("Wat is er gebeurd?")).to_have_value(TEKST)
    expect(page.get_by_text("Wat je hier eerder typte, is teruggezet.")).to_be_visible()


def test_sending_after_the_session_ended_shows_the_text_and_leads_back_to_it(page, verse_site):
    log_in(page, verse_site, "bram")
    open_meldformulier(page, verse_site, 9)
    vul_melding_in(page, status="Afgerond", toelichting=TEKST)
    _einde_sessie(page)
    sla_op(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Log opnieuw in")
    expect(page.get_by_label("Toelichting")).to_have_value(TEKST)
    page.get_by_role("link", name="Inloggen en terug naar het formulier").click()
    vul_inlog_in(page, "bram")
    expect(page.get_by_label("Wat is er gebeurd?")).to_have_value(TEKST)
    sla_op(page)
    expect(page.get_by_role("link", name="Corrigeren")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(TEKST)

    open_meldformulier(page, verse_site, 10)
    open_meldformulier(page, verse_site, 9)
    expect(page.get_by_text("Wat je hier eerder typte, is teruggezet.")).to_have_count(0)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_form_that_is_too_old_shows_the_text(ander, site, javascript):
    """Without the cookie that protects forms, as after the browser forgot everything."""
    page = ander(java_script_enabled=javascript)
    log_in(page, site, "bram")
    open_meldformulier(page, site, 9)
    vul_melding_in(page, toelichting=TEKST)
    page.context.clear_cookies()
    sla_op(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Log opnieuw in")
    expect(page.get_by_label("Toelichting")).to_have_value(TEKST)


def test_the_next_person_at_this_computer_does_not_get_the_text(page, site):
    """Both may report on the regional actie 12; what Bram typed is not Carla's."""
    log_in(page, site, "bram")
    open_meldformulier(page, site, 12)
    vul_melding_in(page, toelichting=TEKST)
    page.locator(".gebruiker summary").click()
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("link", name="Inloggen")).to_be_visible()
    log_in(page, site, "carla")
    open_meldformulier(page, site, 12)
    expect(page.get_by_label("Wat is er gebeurd?")).not_to_have_value(TEKST)


def test_text_for_one_organisation_does_not_turn_up_at_another(page, site):
    log_in(page, site, "anna")
    open_meldformulier(page, site, 9, "alkmaar")
    vul_melding_in(page, toelichting=TEKST)
    open_meldformulier(page, site, 9, "hoorn")
    expect(page.get_by_role("button", name="Opslaan namens Hoorn")).to_be_visible()
    expect(page.get_by_label("Wat is er gebeurd?")).not_to_have_value(TEKST)
    open_meldformulier(page, site, 9, "alkmaar")
    expect(page.get_by_label("Wat is er gebeurd?")).to_have_value(TEKST)


def test_what_was_typed_stays_on_this_device(page, site):
    verzoeken = []
    log_in(page, site, "bram")
    open_meldformulier(page, site, 9)
    page.on("request", lambda verzoek: verzoeken.append((verzoek.method, verzoek.url)))
    vul_melding_in(page, toelichting=TEKST)
    # The browser may fetch the icon of the page whenever it likes; nothing else leaves, and nothing carries the text.
    assert [verzoek for verzoek in verzoeken if verzoek != ("GET", site.url("/static/uitvoering/img/icoon.svg"))] == []
    assert page.evaluate("Object.values(sessionStorage)") == [TEKST]
    assert page.evaluate("localStorage.length") == 0


def test_logging_out_forgets_what_was_typed(page, site):
    log_in(page, site, "bram")
    open_meldformulier(page, site, 9)
    vul_melding_in(page, toelichting=TEKST)
    page.locator(".gebruiker summary").click()
    page.get_by_role("button", name="Uitloggen").click()
    page.wait_for_url(re.compile("/accounts/"))
    assert page.evaluate("Object.values(sessionStorage)") == []


def test_storing_one_text_does_not_forget_another(page, verse_site):
    log_in(page, verse_site, "bram")
    open_meldformulier(page, verse_site, 9)
    vul_melding_in(page, toelichting=TEKST)
    meld(page, verse_site, 10, status="In uitvoering", toelichting="Het plan is vastgesteld.")
    open_meldformulier(page, verse_site, 9)
    expect(page.get_by_label("Wat is er gebeurd?")).to_have_value(TEKST)
