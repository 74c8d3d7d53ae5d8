"""Everything with the keyboard alone: nothing is out of reach, nothing holds on, and you see where you are."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import MOBIEL, log_in
from tests.e2e.handelingen import meldingen

TEKST = "Met het toetsenbord gemeld."

# The focus can be drawn by the element itself, or by what stands around or on top of it (keuzepillen, zoekvelden).
FOCUS = """async () => {
  // The browser scrolls to what gets the focus when it draws the next frame.
  await new Promise((verder) => requestAnimationFrame(() => setTimeout(verder)));
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const omlijnd = (deel) => {
    const stijl = deel && getComputedStyle(deel);
    return Boolean(stijl) && stijl.outlineStyle !== "none" && parseFloat(stijl.outlineWidth) >= 2;
  };
  window.tabs ??= 0;
  const tekenaars = [element, element.closest(".select2-selection"), ...(element.labels || [])];
  const vak = element.getBoundingClientRect();
  return {
    wie: element.outerHTML.slice(0, 120),
    // The button inside a date field is drawn by the browser itself.
    omlijnd: tekenaars.some(omlijnd) || !element.matches(":focus-visible"),
    rond: element === (window.eerste ??= element) && window.tabs++ > 0,
    in_beeld: vak.bottom > 0 && vak.top < innerHeight,
  };
}"""
# What Tab should reach: of a group of radios only one, and nothing inside a closed details.
BEREIKBAAR = """() => {
  const groepen = new Set();
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")].filter((e) => {
    if (e.disabled || e.tabIndex < 0 || e.type === "hidden" || !e.checkVisibility({ visibilityProperty: true })) return false;
    if (e.type !== "radio") return true;
    return !groepen.has(e.name) && groepen.add(e.name);
  }).length;
}"""

# A page may start with the focus in a field.
NAAR_HET_BEGIN = """() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
}"""


def _tab_naar(page, doel, hoogstens=200):
    """Press Tab until the focus is on ``doel``, and see on the way where it is."""
    expect(doel).to_be_visible()
    for _ in range(hoogstens):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus:
            assert focus["omlijnd"], focus["wie"]
            assert focus["in_beeld"], focus["wie"]
        if doel.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{doel} is out of reach of the keyboard")


def test_the_first_stop_skips_the_menu(page, site):
    log_in(page, site, "dirk")
    page.goto(site.url("acties/"))
    page.keyboard.press("Tab")
    overslaan = page.get_by_role("link", name="Naar de inhoud")
    expect(overslaan).to_be_focused()
    expect(overslaan).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_from_login_to_a_stored_melding(page, verse_site):
    page.goto(verse_site.url("mijn-acties/"))
    _tab_naar(page, page.locator("#id_login"))
    page.keyboard.type("bram")
    _tab_naar(page, page.locator("#id_password"))
    page.keyboard.type("demo")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn acties · Alkmaar")

    _tab_naar(page, page.get_by_role("link", name="Melden over 9. Zelfscan"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("article").first.get_by_role("group", name="Status")).to_be_in_viewport()
    _tab_naar(page, page.get_by_role("radio", name="In ontwikkeling"))
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="In uitvoering")).to_be_checked()
    _tab_naar(page, page.get_by_label("Wat is er gebeurd?"))
    page.keyboard.press("Control+A")
    page.keyboard.type(TEKST)
    _tab_naar(page, page.get_by_role("button", name="Opslaan bij actie 9"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Dit is opgeslagen")).to_contain_text(TEKST)
    page.get_by_role("link", name=re.compile("^9. Zelfscan")).first.press("Enter")
    expect(meldingen(page).first).to_contain_text(TEKST)
    expect(meldingen(page).first).to_contain_text("In uitvoering")


def test_after_a_mistake_the_keyboard_is_at_the_summary_and_leads_to_the_field(page, site):
    log_in(page, site, "bram")
    page.goto(site.url("acties/9/melden/"))
    page.get_by_label("Bijsturing").fill("")
    _tab_naar(page, page.get_by_role("button", name="Opslaan namens Alkmaar"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="Dit klopt nog niet")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Bijsturing")).to_be_focused()


@pytest.mark.parametrize("toets", ["Enter", "Space"])
def test_a_term_is_explained_and_escape_closes_it(page, site, toets):
    log_in(page, site, "dirk")
    page.goto(site.url("acties/21/"))
    begrip = page.get_by_role("button", name="MDA++").first
    uitleg = page.locator(f"[id='{begrip.get_attribute('popovertarget')}']")
    expect(uitleg).to_be_hidden()
    _tab_naar(page, begrip)
    page.keyboard.press(toets)
    expect(uitleg).to_be_visible()
    expect(uitleg).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(uitleg).to_be_hidden()
    expect(begrip).to_be_focused()


def test_the_menu_of_the_user_opens_and_closes(page, site):
    log_in(page, site, "dirk")
    page.goto(site.url(""))
    knop = page.locator(".gebruiker summary")
    _tab_naar(page, knop)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Uitloggen")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Uitloggen")).to_be_hidden()
    expect(knop).to_be_focused()


def test_the_menu_on_a_small_screen_opens_and_closes(page, site):
    page.set_viewport_size(MOBIEL)
    log_in(page, site, "dirk")
    page.goto(site.url(""))
    knop = page.get_by_text("Menu", exact=True)
    _tab_naar(page, knop)
    page.keyboard.press("Enter")
    cijfers = page.get_by_role("link", name="Cijfers")
    _tab_naar(page, cijfers)
    page.keyboard.press("Escape")
    expect(cijfers).to_be_hidden()
    expect(knop).to_be_focused()


def test_filters_that_fold_out_open_choose_and_close(page, site):
    log_in(page, site, "dirk")
    page.goto(site.url("acties/"))
    lade = page.locator(".meerkeuze").filter(has_text="Aanjager:")
    _tab_naar(page, lade.locator("summary"))
    page.keyboard.press("Enter")
    _tab_naar(page, lade.get_by_role("checkbox").first)
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(lade.locator("summary")).to_be_focused()
    _tab_naar(page, page.get_by_role("button", name="Filteren"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Ambtenaren van gemeenten weghalen")).to_be_visible()


@pytest.mark.parametrize(
    ("wie", "pad"),
    [
        ("anna", ""),
        ("anna", "acties/"),
        ("anna", "acties/9/"),
        ("anna", "acties/9/melden/"),
        ("anna", "gemeenten/"),
        ("anna", "planning/"),
        ("anna", "evaluatie/2021/"),
        ("anna", "evaluatie/2021/duiding/A1/"),
        ("anna", "/hulp/"),
        ("anna", "/beheer/"),
        ("anna", "/beheer/acties/actie/"),
        ("anna", "/beheer/acties/actie/add/"),
        ("bram", "mijn-acties/"),
        ("bram", "/beheer/monitoring/statusmelding/add/"),
    ],
)
def test_tab_passes_through_the_whole_page_and_is_always_seen(page, site, wie, pad):
    log_in(page, site, wie)
    page.goto(site.url(pad))
    aantal = page.evaluate(BEREIKBAAR)
    page.evaluate(NAAR_HET_BEGIN)
    plaatsen, onzichtbaar = 0, []
    for _ in range(aantal + 25):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None or focus["rond"]:
            break
        plaatsen += 1
        if not (focus["omlijnd"] and focus["in_beeld"]):
            onzichtbaar.append(focus)
    else:
        pytest.fail(f"the keyboard does not get out of {pad}: now at {focus['wie']}")
    assert onzichtbaar == []
    assert plaatsen >= aantal
