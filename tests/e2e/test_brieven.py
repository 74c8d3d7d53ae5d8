"""From the dashboard to what changed, and from the evaluation to the letters for the councils, as their readers do it."""

import re
import zipfile
from urllib.parse import parse_qs, urlsplit

import docx
import pytest
from playwright.sync_api import expect

from tests.e2e.axe import overtredingen
from tests.e2e.conftest import MOBIEL, log_in


@pytest.fixture
def bram(page, site):
    log_in(page, site, "bram")
    return page


def haal(page, link, map_):
    with page.expect_download() as download:
        link.click()
    pad = map_ / download.value.suggested_filename
    download.value.save_as(pad)
    return pad


def test_bram_takes_the_letter_of_his_municipality_along(bram, site, tmp_path):
    bram.goto(site.url("organisaties/alkmaar/?peildatum=2022-12-31"))
    pad = haal(bram, bram.get_by_role("link", name="Raadsinformatiebrief 2022 (Word)"), tmp_path)
    assert pad.name == "raadsbrief-2022-alkmaar.docx"
    document = docx.Document(str(pad))
    assert [p.text for p in document.paragraphs if p.style.name == "Title"] == ["Raadsinformatiebrief"]
    assert "De raad van de gemeente Alkmaar" in [rij.cells[1].text for rij in document.tables[0].rows]


@pytest.mark.parametrize(("jaar", "aantal"), [(2021, 18), (2022, 17), (2023, 17)])
def test_all_letters_of_a_year_come_in_one_zip(bram, site, tmp_path, jaar, aantal):
    """Two municipalities became one at the start of 2022."""
    bram.goto(site.url(f"evaluatie/{jaar}/"))
    bram.get_by_text("Brief van één gemeente").click()
    expect(bram.get_by_role("list", name="Brief van één gemeente").get_by_role("link")).to_have_count(aantal)
    assert overtredingen(bram) == []
    pad = haal(bram, bram.get_by_role("link", name=f"Alle {aantal} brieven (zip)"), tmp_path)
    with zipfile.ZipFile(pad) as bundel:
        namen = bundel.namelist()
    assert len(namen) == aantal
    slot = {2021: "-v2", 2022: "", 2023: "-concept"}[jaar]  # adopted twice, adopted, not yet
    assert (f"raadsbrief-{jaar}-heerhugowaard{slot}.docx" in namen) == (jaar == 2021)
    assert f"raadsbrief-{jaar}-alkmaar{slot}.docx" in namen
    assert not [naam for naam in namen if not naam.endswith(f"{slot}.docx") or "/" in naam]


def test_from_the_dashboard_to_two_other_days(bram, site):
    bram.goto(site.url("?peildatum=2022-12-31"))
    bram.get_by_role("link", name="Alles wat sindsdien is veranderd").click()
    expect(bram.get_by_role("heading", level=1)).to_have_text("Wat is veranderd")
    assert parse_qs(urlsplit(bram.url).query) == {"van": ["2022-09-30"], "tot": ["2022-12-31"]}
    bram.get_by_label("Van", exact=True).fill("2021-12-31")
    bram.get_by_role("button", name="Vergelijken").press("Enter")
    bram.wait_for_url("**/veranderd/?van=2021-12-31&tot=2022-12-31")
    assert overtredingen(bram) == []
    bram.get_by_role("link", name="Afgerond", exact=True).click()
    expect(bram.get_by_role("heading", name="Afgerond")).to_be_in_viewport()
    rijen = bram.get_by_role("region", name="Tabel: afgerond").locator("tbody tr")
    expect(rijen).to_have_text([re.compile(rf"^\s*{nummer}\. ") for nummer in (3, 15, 23, 24)])


def test_what_changed_works_without_javascript_on_a_small_screen(ander, site):
    zonder = ander(java_script_enabled=False, viewport=MOBIEL)
    log_in(zonder, site, "dirk")
    zonder.goto(site.url("veranderd/"))
    zonder.get_by_role("link", name="31 december 2021 – 31 december 2022").click()
    expect(zonder.locator("main")).to_contain_text("Opgegaan in Dijk en Waard")
    expect(zonder.locator("main")).to_contain_text("planning, tekst en hoofdverantwoordelijken niet bewaard")
