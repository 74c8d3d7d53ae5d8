"""What the beheer does on a narrow screen: nothing is cut off, and a row of a list is a card that names its values."""

import pytest

from tests.e2e.conftest import log_in

BREEDTES = [1280, 820, 375]
PAGINAS = ["", "acties/actie/", "acties/actie/9/change/", "monitoring/statusmelding/add/"]

# What sticks out of the window or out of a box that hides it; a box that can be scrolled by keyboard is meant to.
AFGEKAPT = """() => {
  const breed = document.documentElement.clientWidth;
  return [...document.querySelectorAll("main *")].filter((deel) => {
    if (deel.closest(".visually-hidden, .alleen-lezer, .empty-form, .tabelvak, select") || !deel.checkVisibility()) return false;
    const verborgen = getComputedStyle(deel).overflowX !== "visible" && deel.scrollWidth > deel.clientWidth + 1;
    return deel.clientWidth && (verborgen || deel.getBoundingClientRect().right > breed + 1);
  }).map((deel) => `${deel.tagName} ${deel.id} ${deel.className}`);
}"""


def test_nothing_is_cut_off_and_on_a_narrow_screen_a_row_is_a_card(page, site):
    log_in(page, site, "anna")
    uit = {}
    for pad in PAGINAS:
        for breedte in BREEDTES:
            page.set_viewport_size({"width": breedte, "height": 900})
            page.goto(site.url(f"/beheer/{pad}"))
            uit[pad, breedte] = page.evaluate(AFGEKAPT)
    assert {plek: delen for plek, delen in uit.items() if delen} == {}


@pytest.mark.parametrize(("breedte", "weergave"), [(1280, "table-row"), (820, "block"), (375, "block")])
def test_a_card_names_its_values_and_a_field_is_as_high_as_its_text(page, site, breedte, weergave):
    page.set_viewport_size({"width": breedte, "height": 900})
    log_in(page, site, "anna")
    page.goto(site.url("/beheer/acties/actie/"))
    rij = page.locator("#result_list tbody tr").first
    assert rij.evaluate("rij => getComputedStyle(rij).display") == weergave
    kop = rij.locator(".field-planning_kort").evaluate("cel => getComputedStyle(cel, '::before').content")
    assert kop == ("none" if weergave == "table-row" else '"Planning: "')
    page.goto(site.url("/beheer/acties/actie/9/change/"))
    veld = page.locator("#id_omschrijving")
    veld.fill("regel\n" * 12)
    assert veld.evaluate("veld => veld.scrollHeight <= veld.clientHeight")
    assert page.locator(".timezonewarning").count() == 0
