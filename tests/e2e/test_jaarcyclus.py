"""A whole year, by the people who do it: open a round, report, see who did, remark, adopt, and send the letters."""

import re
import zipfile
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.e2e.handelingen import maak_concept, stel_vast


def test_from_opening_a_round_to_the_zip_of_letters(als, verse_site, tmp_path):
    anna, bram, dirk = als("anna"), als("bram"), als("dirk")
    vandaag = timezone.localdate()
    anna.goto(verse_site.url("rondes/"))
    anna.get_by_role("link", name="Nieuwe updateronde").click()
    anna.get_by_label("Naam").fill("Terugblik 2023")
    anna.get_by_label("Peildatum").fill("2023-12-31")
    anna.get_by_label("Opent op").fill(vandaag.isoformat())
    anna.get_by_label("Sluit op").fill((vandaag + timedelta(days=14)).isoformat())
    anna.get_by_role("button", name="Ronde openen").click()
    expect(anna).to_have_title(re.compile("^Terugblik 2023"))
    ronde = re.search(r"/rondes/(\d+)/", anna.url)[1]

    bram.goto(verse_site.url(f"mijn-acties/?ronde={ronde}"))
    zelfscan = bram.locator("#actie-9")
    zelfscan.get_by_role("link", name="Melden over 9.").click()
    zelfscan.get_by_role("radio", name="Afgerond").check()
    zelfscan.get_by_label("Wat is er gebeurd?").fill("De zelfscan is ingevuld en besproken.")
    zelfscan.get_by_role("button", name="Opslaan bij actie 9").click()
    expect(zelfscan).to_contain_text("Gemeld op")

    anna.reload()
    alkmaar = anna.get_by_role("row", name=re.compile("^Alkmaar"))
    expect(alkmaar.get_by_role("cell").first).to_contain_text("1 van 3 gemeld")
    maak_concept(anna, verse_site, 2023)
    bram.goto(verse_site.url("evaluatie/2023/opmerkingen/"))
    bram.get_by_label("Je opmerking").fill("Actie 9 staat er nu goed in.")
    bram.get_by_role("button", name="Plaatsen").click()
    anna.goto(verse_site.url("evaluatie/2023/opmerkingen/"))
    anna.get_by_role("button", name=re.compile("^Verwerkt")).click()
    stel_vast(anna, verse_site, 2023)

    dirk.goto(verse_site.url("evaluatie/2023/"))
    expect(dirk.get_by_role("main")).to_contain_text("De zelfscan is ingevuld en besproken.")
    with dirk.expect_download() as download:
        dirk.get_by_role("link", name="Alle 17 brieven (zip)").click()
    download.value.save_as(tmp_path / "brieven.zip")
    with zipfile.ZipFile(tmp_path / "brieven.zip") as bundel:
        namen = bundel.namelist()
    assert len(namen) == 17
    assert "raadsbrief-2023-alkmaar.docx" in namen
