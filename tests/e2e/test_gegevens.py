"""Anna changes a title in Excel and pastes figures; both are seen before they are stored, also without scripts."""

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.e2e.axe import overtredingen
from tests.e2e.conftest import log_in

CIJFERS = "Regio;2021;2022\nAlkmaar (gemeente);1.234,5;.\nHeerhugowaard (gemeente);301;12\nAmsterdam (gemeente);9;9\n"


@pytest.fixture
def anna(ander, verse_site):
    pagina = ander(java_script_enabled=False)
    log_in(pagina, verse_site, "anna")
    return pagina


def test_a_title_changed_in_the_workbook_is_seen_and_then_stored(anna, verse_site, tmp_path):
    anna.goto(verse_site.url("gegevens/"))
    with anna.expect_download() as download:
        anna.get_by_role("link", name="Alle gegevens (Excel)").click()
    download.value.save_as(tmp_path / "alles.xlsx")
    boek = openpyxl.load_workbook(tmp_path / "alles.xlsx")
    boek["Acties"]["C2"] = "Een titel uit Excel"
    boek.save(tmp_path / "anders.xlsx")
    anna.get_by_label("Excelwerkmap").set_input_files(tmp_path / "anders.xlsx")
    anna.get_by_role("button", name="Bekijk wat er verandert").click()
    expect(anna.get_by_role("main")).to_contain_text("anders.xlsx · 0 nieuw, 1 gewijzigd")
    expect(anna.get_by_role("region", name="Wat er verandert op blad Acties")).to_contain_text("Een titel uit Excel")
    anna.get_by_role("button", name="Sla alles op").click()
    expect(anna.locator("body")).to_contain_text("Ingelezen: 0 nieuw, 1 gewijzigd")
    anna.goto(verse_site.url("acties/1/"))
    expect(anna.get_by_role("heading", level=1)).to_contain_text("Een titel uit Excel")


def test_pasted_figures_are_seen_and_then_stored_with_their_source(anna, verse_site):
    anna.goto(verse_site.url("cijfers/inlezen/"))
    anna.get_by_label("Indicator").select_option(label="Meldingen bij Veilig Thuis Noord-Holland Noord")
    anna.get_by_label("Bron").fill("CBS StatLine")
    anna.get_by_label("Of plak de cellen").fill(CIJFERS)
    anna.get_by_role("button", name="Bekijk de cijfers").click()
    expect(anna.get_by_role("main")).to_contain_text("Heerhugowaard in 2022")
    anna.get_by_role("button", name="Sla deze cijfers op").click()
    expect(anna.get_by_role("main")).to_contain_text("CBS StatLine, opgehaald op")


def test_the_preview_and_its_errors_are_accessible(ander, verse_site, tmp_path):
    anna = ander()
    log_in(anna, verse_site, "anna")
    boek = openpyxl.Workbook()
    boek.active.title = "Partijen"
    for rij in (
        ["programma", "naam", "volgorde"],
        ["nergens", "Politie", "x"],
        ["samen-zorgen-voor-veiligheid", "Politie", 9],
    ):
        boek.active.append(rij)
    boek.save(tmp_path / "fout.xlsx")
    anna.goto(verse_site.url("gegevens/"))
    anna.get_by_label("Excelwerkmap").set_input_files(tmp_path / "fout.xlsx")
    anna.get_by_role("button", name="Bekijk wat er verandert").click()
    expect(anna.get_by_role("heading", level=1)).to_have_text("Dit bestand klopt nog niet")
    assert overtredingen(anna) == []
    anna.goto(verse_site.url("cijfers/inlezen/"))
    anna.get_by_label("Indicator").select_option(index=1)
    anna.get_by_label("Bron").fill("CBS")
    anna.get_by_label("Of plak de cellen").fill(CIJFERS)
    anna.get_by_role("button", name="Bekijk de cijfers").click()
    assert overtredingen(anna) == []
