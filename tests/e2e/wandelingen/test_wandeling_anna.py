"""Anna, projectleider, looks at a year's end, exports a list, judges, and takes the annual report to the table."""

import re
import shutil
import subprocess

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.e2e.conftest import log_in

DUIDING = "Over scholen is in 2021 nog niets gemeld. De verbinding met het onderwijs begint in 2022."


@pytest.fixture
def anna(page, site):
    log_in(page, site, "anna")
    return page


def _kies_peildatum(page, dag):
    page.get_by_text("Peildatum wijzigen").click()
    page.get_by_label("Stand op").fill(dag)
    page.get_by_role("button", name="Toon stand").click()


def _download(page, naam, map_):
    with page.expect_download() as verwacht:
        page.get_by_role("link", name=naam).first.click()
    download = verwacht.value
    pad = map_ / download.suggested_filename
    download.save_as(pad)
    return pad


@pytest.mark.parametrize(("dag", "aantal", "er_wel", "er_niet"), [
    ("2021-12-31", 18, ["Heerhugowaard", "Langedijk"], ["Dijk en Waard"]),
    ("2022-01-01", 17, ["Dijk en Waard"], ["Heerhugowaard", "Langedijk"]),
])  # fmt: skip
def test_a_day_has_the_municipalities_of_that_day(anna, dag, aantal, er_wel, er_niet):
    anna.get_by_role("link", name="Gemeenten").first.click()
    anna.get_by_label("Peildatum", exact=True).fill(dag)
    anna.get_by_role("button", name="Tonen").click()
    expect(anna.locator(".paginakop__onder")).to_contain_text(f"{aantal} gemeenten")
    kop = anna.locator(".matrix thead .staand")
    expect(kop).to_have_count(aantal)
    kolommen = set(kop.all_inner_texts())
    assert [set(er_wel) <= kolommen, set(er_niet) & kolommen] == [True, set()]


def test_the_dashboard_of_another_day_can_be_shared(anna, site, ander):
    _kies_peildatum(anna, "2021-12-31")
    expect(anna.locator(".paginakop__onder")).to_contain_text("Peildatum 31 december 2021")
    standen = ["5", "15", "6", "1", "5"]
    expect(anna.locator(".teller__getal")).to_have_text(standen)
    dirk = ander()
    log_in(dirk, site, "dirk")
    dirk.goto(anna.url)
    expect(dirk.locator(".teller__getal")).to_have_text(standen)


def test_she_exports_exactly_the_blue_acties_of_2021_that_run_late(anna, tmp_path):
    anna.get_by_role("link", name="Acties", exact=True).click()
    _kies_peildatum(anna, "2022-01-01")
    for filter_, keuze in (("Aanjager", "Projectleiders Geweld hoort nergens thuis"), ("Planning", "2021")):
        lade = anna.locator(".meerkeuze").filter(has_text=f"{filter_}:")
        lade.locator("summary").click()
        lade.get_by_label(keuze, exact=True).check()
        lade.locator("summary").click()
    anna.get_by_text("Meer filters").click()
    anna.get_by_label("Loopt uit").check()
    anna.get_by_role("button", name="Filteren").click()

    expect(anna.locator(".paginakop__onder")).to_contain_text("2 van 32 acties")
    expect(anna.locator(".tabel-acties tbody tr td:first-child")).to_have_text(["3", "23"])
    blad = load_workbook(_download(anna, "Excel", tmp_path)).worksheets[0]
    kop, *rijen = blad.iter_rows(values_only=True)
    nummer, planning, laat = kop.index("Nr"), kop.index("Planning"), kop.index("Loopt uit")
    assert [(rij[nummer], str(rij[planning]), rij[laat]) for rij in rijen if any(rij)] == [
        (3, "2021", "ja"),
        (23, "2021", "ja"),
    ]


def test_a_filter_is_removed_where_it_is_named(anna, site):
    anna.goto(site.url("acties/?status=afgerond&onderdeel=K1"))
    expect(anna.locator(".tabel-acties tbody tr")).to_have_count(4)
    anna.get_by_role("link", name="Gefaseerde ketenzorg weghalen").click()
    expect(anna.locator(".tabel-acties tbody tr")).to_have_count(14)
    anna.get_by_role("link", name="Alles wissen").click()
    expect(anna.locator(".tabel-acties tbody tr")).to_have_count(31)


def test_she_reads_the_evaluation_for_one_meeting(anna):
    anna.get_by_role("link", name="Evaluatie", exact=True).click()
    anna.get_by_role("link", name="Evaluatie 2021").click()
    anna.get_by_role("link", name="PORA").first.click()
    expect(anna.get_by_role("heading", level=1)).to_contain_text("Evaluatie 2021 voor PORA")
    inhoud = anna.locator("main")
    expect(inhoud).to_contain_text("Alkmaar, Bergen (NH), Castricum, Heerhugowaard, Heiloo, Langedijk, Uitgeest")
    expect(inhoud).not_to_contain_text("Hoorn,")
    expect(inhoud).to_contain_text("Regio Alkmaar ligt op koers met de zelfscan.")


def test_she_judges_and_downloads_the_report_that_says_so(page, verse_site, tmp_path):
    log_in(page, verse_site, "anna")
    page.goto(verse_site.url("evaluatie/2023/"))
    page.get_by_role("link", name="Duiding schrijven van Preventie").click()
    page.get_by_role("radio", name="Aandacht").check()
    page.get_by_label(re.compile("^Duiding")).fill(DUIDING)
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.locator(".utrecht-alert--ok")).to_contain_text("Opgeslagen: Duiding Preventie.")
    hoofdstuk = page.get_by_role("region", name="Preventie")
    expect(hoofdstuk).to_contain_text(DUIDING)
    expect(hoofdstuk).to_contain_text("Aandacht")

    bestand = _download(page, "Jaarverslag (Excel)", tmp_path)
    assert bestand.name == "jaarverslag-2023-samen-zorgen-voor-veiligheid-concept.xlsx"
    boek = load_workbook(bestand)
    assert boek.sheetnames[:3] == ["Omslag", "Samenvatting", "Oordeel"]
    assert ("Preventie", "Actielijn", "▲ Aandacht", DUIDING) in list(boek["Oordeel"].iter_rows(values_only=True))
    _open_in_libreoffice(bestand, tmp_path)


def _open_in_libreoffice(bestand, map_):
    soffice = shutil.which("soffice")
    if soffice is None:
        return
    opdracht = [soffice, f"-env:UserInstallation={(map_ / 'profiel').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*opdracht, "--outdir", str(map_), str(bestand)], check=True, capture_output=True, timeout=120)
    assert bestand.with_suffix(".pdf").read_bytes().startswith(b"%PDF-")
