"""A workbook goes out, is filled in by someone without an account, and comes back."""

import shutil

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.e2e.axe import overtredingen
from tests.e2e.conftest import MOBIEL, log_in
from tests.e2e.handelingen import meld, meldingen
from tests.e2e.rekenblad import bewerk_in_libreoffice

VAN_PARTNER = "Partner: de zelfscan is besproken met het lokale team."
VAN_BRAM = "Bram: de zelfscan is half klaar."


def _haal_op(page, site, map_):
    """Anna downloads the workbook of Alkmaar from the page of the round."""
    page.goto(site.url("rondes/1/"))
    page.get_by_text("Doe iets voor Alkmaar").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Werkboek van Alkmaar downloaden").click()
    doel = map_ / download.value.suggested_filename
    download.value.save_as(doel)
    return doel


def _rij_van(bestand, nummer):
    blad = load_workbook(bestand)["Melden"]
    return next(rij[0].row for rij in blad.iter_rows(min_row=5) if rij[0].value == nummer)


def _vul_in(bestand, nummer, **cellen):
    boek = load_workbook(bestand)
    for letter, waarde in cellen.items():
        boek["Melden"][f"{letter}{_rij_van(bestand, nummer)}"] = waarde
    boek.save(bestand)


def _kies(page, site, bestand):
    page.goto(site.url("werkboek/inlezen/"))
    page.get_by_label("Ingevulde werkboeken").set_input_files(bestand)
    page.get_by_role("button", name="Bekijk wat er verandert").click()


@pytest.fixture
def terug(page, verse_site, tmp_path):
    """Anna's page, with the workbook of Alkmaar filled in for acties 9 and 10."""
    log_in(page, verse_site, "anna")
    bestand = _haal_op(page, verse_site, tmp_path)
    assert bestand.name == "werkboek-alkmaar-2023-12-31.xlsx"
    _vul_in(bestand, 9, I="In uitvoering", K=VAN_PARTNER)
    _vul_in(bestand, 10, H="Ja")
    return bestand


def test_upload_look_and_accept(page, verse_site, terug):
    _kies(page, verse_site, terug)
    expect(page.get_by_role("heading", level=1)).to_have_text("Controleer wat er verandert")
    expect(page.get_by_text(VAN_PARTNER)).to_be_visible()
    expect(page.get_by_text("rij 7 · Ongewijzigd bevestigd")).to_be_visible()
    page.get_by_role("button", name="Sla op wat is gekozen").click()
    expect(page.locator(".utrecht-alert--ok")).to_contain_text("2 meldingen zijn opgeslagen")
    page.goto(verse_site.url("acties/9/"))
    bovenste = meldingen(page).first
    expect(bovenste).to_contain_text(VAN_PARTNER)
    expect(bovenste.locator("..")).to_contain_text("door Anna Appelman via Excel van Alkmaar")
    _kies(page, verse_site, terug)
    expect(page.get_by_text("Dit bestand is al eens ingelezen")).to_be_visible()
    expect(page.get_by_role("button", name="Sla op wat is gekozen")).to_have_count(0)


def test_a_conflict_is_shown_beside_each_other_and_decided(page, ander, verse_site, terug):
    bram = ander()
    log_in(bram, verse_site, "bram")
    meld(bram, verse_site, 9, status="In uitvoering", koers="Geen koers", toelichting=VAN_BRAM, bijsturing="")
    _kies(page, verse_site, terug)
    kaart = page.get_by_role("article", name="9. ")
    expect(kaart).to_contain_text(VAN_BRAM)
    expect(kaart).to_contain_text(VAN_PARTNER)
    for breedte in ({"width": 1280, "height": 800}, MOBIEL):
        page.set_viewport_size(breedte)
        assert overtredingen(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= breedte["width"]
    kaart.get_by_role("radio", name="Gebruik het bestand").check()
    page.get_by_role("button", name="Sla op wat is gekozen").click()
    expect(page.locator(".utrecht-alert--ok")).to_contain_text("2 meldingen zijn opgeslagen")
    page.goto(verse_site.url("acties/9/"))
    expect(meldingen(page).first).to_contain_text(VAN_PARTNER)
    expect(meldingen(page).nth(1)).to_contain_text(VAN_BRAM)


def test_a_file_that_is_no_workbook_says_so(page, verse_site, terug):
    terug.write_bytes(b"PK\x03\x04 dit is niets")
    _kies(page, verse_site, terug)
    expect(page.get_by_role("alert")).to_contain_text("Dit is geen Excelbestand dat hier te lezen is.")
    assert overtredingen(page) == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_what_libreoffice_saved_is_read_as_it_was_typed(page, verse_site, tmp_path):
    log_in(page, verse_site, "anna")
    bestand = _haal_op(page, verse_site, tmp_path)
    rij = _rij_van(bestand, 9)
    tekst = 'De "zelfscan" is klaar: =1+1'
    bewaard = bewerk_in_libreoffice(bestand, tmp_path, {f"I{rij}": "Afgerond", f"K{rij}": tekst})
    _kies(page, verse_site, bewaard)
    kaart = page.get_by_role("article")
    expect(kaart).to_have_count(1)
    expect(kaart).to_contain_text(tekst)
    page.get_by_role("button", name="Sla op wat is gekozen").click()
    expect(page.locator(".utrecht-alert--ok")).to_contain_text("1 melding is opgeslagen")


def test_what_takes_longer_than_a_second_says_so(page, site):
    """Sent without leaving: Playwright does not look at a page that is on its way to the next."""
    page.clock.install()
    log_in(page, site, "anna")
    page.goto(site.url("werkboek/inlezen/"))
    formulier, knop = page.locator("form[enctype]"), page.get_by_role("button", name="Bekijk wat er verandert")
    formulier.dispatch_event("submit")
    page.clock.fast_forward(500)
    expect(formulier.get_by_role("status")).to_have_text("")
    page.clock.fast_forward(600)
    expect(formulier.get_by_role("status")).to_have_text("Bezig … Laat deze pagina open tot het klaar is.")
    expect(knop).to_be_disabled()
    page.evaluate("window.dispatchEvent(new Event('pageshow'))")  # back in the history
    expect(formulier.get_by_role("status")).to_have_count(0)
    expect(knop).to_be_enabled()
