"""What a council member asks of the page of one actie, answered before anyone scrolls."""

import pytest

from tests.e2e.axe import overtredingen
from tests.e2e.conftest import SLUG, log_in


@pytest.mark.parametrize(("breedte", "hoogte"), [(1280, 900), (820, 1180), (375, 900)])
def test_who_is_responsible_is_answered_without_scrolling(page, site, breedte, hoogte):
    log_in(page, site, "dirk")
    page.set_viewport_size({"width": breedte, "height": hoogte})
    for nummer in (9, 2):
        page.goto(site.url(f"/{SLUG}/acties/{nummer}/?peildatum=2023-12-31"))
        for woord in ("Hoofdverantwoordelijke", "Aanjager", "Planning", "Onderdeel"):
            antwoord = page.locator(".strook > div", has_text=woord).locator("dd")
            vak = antwoord.bounding_box()
            assert vak["y"] + vak["height"] <= hoogte, (nummer, woord)


def test_a_report_opens_by_keyboard_and_shows_what_changed(page, site):
    log_in(page, site, "dirk")
    page.set_viewport_size({"width": 375, "height": 900})
    page.goto(site.url(f"/{SLUG}/acties/9/?peildatum=2023-12-31"))
    melding = page.locator(".melding").filter(has_text="Uitgeest").first
    melding.locator("summary").focus()
    page.keyboard.press("Enter")
    assert melding.locator("ins").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    assert overtredingen(page) == []
