"""The same walks in a browser that runs no scripts."""

import re

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.e2e.conftest import MOBIEL, log_in
from tests.e2e.handelingen import cel, meld, meldingen, open_meldformulier, sla_op, vul_melding_in

TEKST = "Gemeld zonder scripts."


@pytest.fixture
def kaal(ander):
    page = ander(java_script_enabled=False)
    page.goto("data:text/html,<p></p><script>document.write('draait')</script>")
    expect(page.get_by_text("draait")).to_have_count(0)
    return page


def test_reading_from_the_dashboard_to_what_happened(kaal, site):
    log_in(kaal, site, "dirk")
    expect(kaal.locator(".teller__getal")).to_have_text(["14", "14", "2", "0", "1"])
    tabel = kaal.get_by_role("region", name="Voortgang per kernelement en actielijn")
    tabel.get_by_text("Toon als tabel").click()
    expect(tabel.get_by_role("table")).to_be_visible()
    kaal.get_by_role("link", name="Specifieke doelgroepen").first.click()
    kaal.get_by_role("link", name="Gezinnen bij scheiding eerder ondersteunen").first.click()
    expect(kaal.get_by_role("region", name=re.compile("^Meldingen"))).to_contain_text("scheidingsplein.nl")


def test_another_peildatum(kaal, site):
    log_in(kaal, site, "dirk")
    kaal.get_by_text("Peildatum wijzigen").click()
    kaal.get_by_label("Stand op").fill("2021-12-31")
    kaal.get_by_role("button", name="Toon stand").click()
    expect(kaal.locator(".paginakop__onder")).to_contain_text("Peildatum 31 december 2021")


def test_reporting_with_a_mistake_first(kaal, verse_site):
    log_in(kaal, verse_site, "bram")
    kaal.get_by_role("link", name="Mijn acties").click()
    kaal.get_by_role("link", name="Melden over 9. Zelfscan").click()
    vul_melding_in(kaal, status="In uitvoering", koers="Aandacht", toelichting="", bijsturing="Wij vragen hulp.")
    kaal.get_by_role("button", name="Opslaan bij actie 9").click()
    expect(kaal.get_by_role("alert")).to_contain_text("Je koos koers aandacht: vertel wat er is gebeurd.")
    expect(kaal.get_by_label("Bijsturing")).to_have_value("Wij vragen hulp.")
    vul_melding_in(kaal, toelichting=TEKST)
    kaal.get_by_role("button", name="Opslaan bij actie 9").click()
    kaal.get_by_role("link", name=re.compile("^9. Zelfscan")).first.click()
    expect(meldingen(kaal).first).to_contain_text(TEKST)
    kaal.goto(verse_site.url("gemeenten/"))
    expect(cel(kaal, 9, "Alkmaar")).to_have_attribute("title", re.compile("In uitvoering"))


def test_a_double_click_makes_one_melding(kaal, verse_site):
    log_in(kaal, verse_site, "bram")
    open_meldformulier(kaal, verse_site, 9)
    vul_melding_in(kaal, status="In uitvoering", koers="Geen koers", toelichting=TEKST, bijsturing="")
    kaal.get_by_role("button", name="Opslaan namens Alkmaar").dblclick()
    kaal.get_by_role("link", name="Naar de actie").click()
    expect(meldingen(kaal).first).to_contain_text(TEKST)
    expect(meldingen(kaal).filter(has_text=TEKST)).to_have_count(1)


def test_a_conflict_is_decided(kaal, ander, verse_site):
    anna = ander(java_script_enabled=False)
    log_in(kaal, verse_site, "bram")
    log_in(anna, verse_site, "anna")
    open_meldformulier(kaal, verse_site, 9)
    vul_melding_in(kaal, status="In uitvoering", toelichting=TEKST)
    meld(anna, verse_site, 9, namens="alkmaar", status="Afgerond", toelichting="Van Anna.")
    sla_op(kaal)
    expect(kaal.get_by_role("region", name="De andere melding")).to_contain_text("Van Anna.")
    kaal.get_by_role("button", name="Mijn melding toch opslaan").click()
    kaal.get_by_role("link", name="Naar de actie").click()
    expect(meldingen(kaal).first).to_contain_text(TEKST)
    expect(meldingen(kaal).filter(has_text="Van Anna.")).to_have_count(1)


def test_filtering_and_exporting(kaal, site, tmp_path):
    log_in(kaal, site, "anna")
    kaal.goto(site.url("acties/?peildatum=2022-01-01"))
    lade = kaal.locator(".meerkeuze").filter(has_text="Onderdeel:")
    lade.locator("summary").click()
    lade.get_by_label("Preventie").check()
    kaal.get_by_role("button", name="Filteren").click()
    expect(kaal.locator(".tabel-acties tbody tr")).to_have_count(1)
    with kaal.expect_download() as verwacht:
        kaal.get_by_role("link", name="Excel").first.click()
    verwacht.value.save_as(tmp_path / "lijst.xlsx")
    rijen = load_workbook(tmp_path / "lijst.xlsx").worksheets[0].iter_rows(min_row=2, max_col=2, values_only=True)
    assert [rij for rij in rijen if any(rij)] == [(14, "Verbinding met scholen versterken")]


def test_judging(kaal, verse_site):
    log_in(kaal, verse_site, "anna")
    kaal.goto(verse_site.url("evaluatie/2023/duiding/A1/"))
    kaal.get_by_role("radio", name="Op schema").check()
    kaal.get_by_label("Duiding").fill(TEKST)
    kaal.get_by_role("button", name="Opslaan", exact=True).click()
    expect(kaal.get_by_role("region", name="Preventie")).to_contain_text(TEKST)


def test_a_term_is_explained(kaal, site):
    log_in(kaal, site, "dirk")
    kaal.goto(site.url("acties/21/"))
    begrip = kaal.get_by_role("button", name="MDA++").first
    uitleg = kaal.locator(f"[id='{begrip.get_attribute('popovertarget')}']")
    begrip.click()
    expect(uitleg).to_be_visible()
    kaal.keyboard.press("Escape")
    expect(uitleg).to_be_hidden()


def test_the_menu_and_logging_out_on_a_small_screen(kaal, site):
    kaal.set_viewport_size(MOBIEL)
    log_in(kaal, site, "dirk")
    kaal.get_by_text("Menu", exact=True).click()
    kaal.get_by_role("link", name="Begrippen").click()
    expect(kaal.get_by_role("heading", level=1)).to_have_text("Begrippen")
    kaal.get_by_text("Menu", exact=True).click()
    kaal.locator(".gebruiker summary").click()
    kaal.get_by_role("button", name="Uitloggen").click()
    kaal.goto(site.url("begrippen/"))
    expect(kaal.get_by_role("heading", level=1)).to_have_text("Inloggen")
