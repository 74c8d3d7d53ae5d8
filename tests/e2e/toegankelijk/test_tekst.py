"""What people type is text, everywhere: no script runs, no tag works, and nothing of it gets lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import log_in
from tests.e2e.handelingen import meld

# Markup, quotes that could end an attribute, a template tag, an entity, emoji of several characters, right-to-left.
LASTIG = (
    "<script>window.geraakt = 1</script> <img src=x onerror='window.geraakt = 1'> \"'><b>vet</b> "
    "{{ 7|add:7 }} {% now %} &lt;p&gt; 👩‍👩‍👧 שלום עליכם \u202eomgekeerd\u202c é"
)
TITEL = "<b onmouseover='window.geraakt = 1'>Scan</b> & \"zelf\" {{ 1 }} 👩‍👧 שלום"


def _is_ongevaarlijk(page):
    assert page.evaluate("window.geraakt") is None, page.url
    assert (
        page.locator("main, #content").locator("img[src=x], script:not([src]), [onmouseover], [onerror]").count() == 0
    )


@pytest.fixture
def gemeld(page, verse_site):
    """Bram reported the text for Alkmaar."""
    log_in(page, verse_site, "bram")
    meld(page, verse_site, 9, status="In uitvoering", koers="Aandacht", toelichting=LASTIG, bijsturing=LASTIG)
    return page


@pytest.mark.parametrize(
    "pad",
    [
        "acties/9/",
        "acties/9/melden/",
        "organisaties/alkmaar/",
        "evaluatie/2023/",
        "evaluatie/2023/overleg/pora/",
    ],
)
def test_a_report_shows_as_it_was_typed(gemeld, verse_site, pad):
    gemeld.goto(verse_site.url(pad))
    plek = gemeld.get_by_label("Wat is er gebeurd?") if "melden" in pad else gemeld.locator("main")
    if "melden" in pad:
        expect(plek).to_have_value(LASTIG)
    expect(gemeld.locator("main")).to_contain_text(LASTIG)
    _is_ongevaarlijk(gemeld)


@pytest.mark.parametrize(
    "pad",
    [
        "",
        "acties/",
        "gemeenten/",
        "gemeenten/?overleg=pora",
        "mijn-acties/",
        "planning/",
        "/beheer/monitoring/statusmelding/",
    ],
)
def test_where_it_is_shortened_or_left_out_it_is_harmless_too(gemeld, verse_site, pad):
    gemeld.goto(verse_site.url(pad))
    _is_ongevaarlijk(gemeld)


def test_the_title_of_an_actie_shows_as_it_was_typed(page, verse_site):
    log_in(page, verse_site, "anna")
    page.goto(verse_site.url("/beheer/acties/actie/9/change/"))
    page.locator("#id_titel").fill(TITEL)
    page.locator("#id_omschrijving").fill(LASTIG)
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.locator(".boodschappen")).to_contain_text("Scan")
    _is_ongevaarlijk(page)
    for pad in (
        "", "acties/", "acties/9/", "acties/9/geschiedenis/", "gemeenten/", "planning/", "onderdelen/K3/",
        "organisaties/alkmaar/", "evaluatie/2023/", "mijn-acties/?organisatie=alkmaar", "/beheer/acties/actie/",
        "/beheer/acties/actie/9/history/", "/beheer/acties/actie/9/delete/",
    ):  # fmt: skip
        page.goto(verse_site.url(pad))
        expect(page.locator("main, #content").first).to_contain_text(TITEL)
        _is_ongevaarlijk(page)
    page.goto(verse_site.url("acties/9/"))
    assert page.title().startswith(f"9. {TITEL}")
    expect(page.get_by_role("region", name="Wat is afgesproken")).to_contain_text(LASTIG)


def test_what_someone_searches_for_is_shown_as_text(page, site):
    log_in(page, site, "dirk")
    page.goto(site.url("acties/"))
    page.get_by_label("Zoeken").fill(TITEL)
    page.get_by_role("button", name="Filteren").click()
    expect(page.get_by_role("link", name=re.compile("weghalen"))).to_contain_text(TITEL)
    expect(page.get_by_label("Zoeken")).to_have_value(TITEL)
    _is_ongevaarlijk(page)


def test_new_lines_stay_where_they_were_typed(page, verse_site):
    log_in(page, verse_site, "bram")
    meld(page, verse_site, 9, status="In uitvoering", toelichting="Eerste regel\n\nTweede regel", koers="Geen koers")
    page.get_by_role("link", name="Naar de actie").click()
    # As a pattern, because in a string every white space is the same.
    regels = re.compile(r"Eerste regel\n\nTweede regel")
    melding = page.locator(".melding").first
    melding.locator("summary").click()
    expect(melding).to_contain_text(regels, use_inner_text=True)
