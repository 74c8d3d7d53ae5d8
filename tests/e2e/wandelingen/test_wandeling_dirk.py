"""Dirk, member of the committee, reads along on a tablet and takes paper to the meeting."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import TABLET, log_in
from tests.e2e.handelingen import MENU


@pytest.fixture
def tablet(page, site):
    page.set_viewport_size(TABLET)
    log_in(page, site, "dirk")
    return page


def test_the_first_screen_says_what_is_done_runs_or_waits(tablet):
    expect(tablet.get_by_role("heading", level=1)).to_have_text(
        "14 van de 31 acties zijn afgerond, 5 meer dan eind 2022. “Traumahulpverlening uitbreiden” zit vast in de hele regio."
    )
    tellers = tablet.locator(".teller")
    expect(tellers).to_have_text(
        [
            "14 ✓ Afgerond 5 meer dan vorig jaar",
            "14 ▶ In uitvoering 4 minder dan vorig jaar waarvan 2 nog niet bevestigd",
            "2 ◐ In ontwikkeling 2 minder dan vorig jaar",
            "0 ○ Niet gestart evenveel als vorig jaar",
            "1 – Geen melding evenveel als vorig jaar",
        ],
        use_inner_text=True,
    )
    onderste = tellers.last.bounding_box()
    assert onderste["y"] + onderste["height"] < TABLET["height"]


def test_the_dashboard_says_who_is_responsible_for_how_much(tablet):
    tabel = tablet.get_by_role("region", name="Wie is hoofdverantwoordelijk")
    expect(tabel.locator(".balken__rij > a")).to_have_text([
        "Gemeenten", "Ketenpartners", "Veilig Thuis", "Inkooporganisaties", "Ouderenzorg", "Politie", "Thuiszorg",
    ])  # fmt: skip
    expect(tabel.get_by_role("img").first).to_have_attribute(
        "aria-label", "12 afgerond, 13 in uitvoering, 2 in ontwikkeling, 1 geen melding, samen 28"
    )


def test_a_count_leads_to_exactly_those_acties(tablet):
    tablet.get_by_role("link", name="Geen melding").first.click()
    expect(tablet.locator(".tabel-acties tbody tr")).to_have_count(1)
    expect(tablet.locator(".actietitel")).to_have_text("Verbinding met scholen versterken")


def test_he_reads_what_happened_on_an_actie_for_a_group(tablet):
    tablet.get_by_role("link", name="Specifieke doelgroepen").first.click()
    expect(tablet.get_by_role("heading", level=1)).to_have_text("Specifieke doelgroepen")
    tablet.get_by_role("link", name="Gezinnen bij scheiding eerder ondersteunen").first.click()
    expect(tablet.get_by_role("heading", level=1)).to_have_text("28. Gezinnen bij scheiding eerder ondersteunen")
    expect(tablet.get_by_role("region", name=re.compile("^Stand op"))).to_contain_text("Wat is er gebeurd?")
    expect(tablet.get_by_role("region", name=re.compile("^Meldingen"))).to_contain_text("scheidingsplein.nl")


def test_he_reads_and_is_not_offered_to_report(tablet, site):
    tablet.goto(site.url("acties/28/"))
    expect(tablet.get_by_role("link", name="Status melden")).to_have_count(0)
    expect(tablet.get_by_role("link", name="Mijn acties")).to_have_count(0)
    assert tablet.goto(site.url("acties/28/melden/")).status == 403
    expect(tablet.locator("main")).to_contain_text("Je rol kan lezen, maar niet melden.")


def test_every_item_of_the_menu_opens_its_page(tablet):
    menu = tablet.get_by_role("navigation", name="Hoofdmenu")
    for naam in MENU:
        menu.get_by_text("Menu", exact=True).click()
        with tablet.expect_navigation():
            menu.get_by_role("link", name=naam).click()
        expect(menu.locator("[aria-current=page]")).to_have_text(naam)


@pytest.mark.parametrize(
    "pad", ["", "acties/28/", "gemeenten/", "planning/", "evaluatie/2021/", "evaluatie/2021/overleg/pora/"]
)
def test_on_paper_there_is_the_page_without_its_controls(tablet, site, pad):
    tablet.goto(site.url(pad))
    tablet.emulate_media(media="print")
    for bediening in (".menu", ".kop__acties", ".utrecht-action-group", ".filter", ".utrecht-skip-link", ".peilkeuze"):
        for element in tablet.locator(bediening).all():
            expect(element).to_be_hidden()
    expect(tablet.get_by_role("heading", level=1)).to_be_visible()
    afdruk = tablet.pdf(format="A4", prefer_css_page_size=True)
    assert afdruk.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", afdruk)) > 0
