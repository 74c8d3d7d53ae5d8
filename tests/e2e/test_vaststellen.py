"""From remark to adopted year to correction, by the people who do it; also without scripts."""

import hashlib
import re

from playwright.sync_api import expect

from tests.e2e.axe import overtredingen
from tests.e2e.conftest import MOBIEL
from tests.e2e.handelingen import maak_concept, stel_vast

SHA = re.compile(r"[0-9a-f]{64}")


def test_from_a_remark_to_an_adopted_year_and_a_correction(als, verse_site, tmp_path):
    bram, anna, dirk = als("bram"), als("anna"), als("dirk")
    maak_concept(anna, verse_site, 2023)
    bram.goto(verse_site.url("evaluatie/2023/"))
    bram.get_by_role("link", name="Opmerking maken bij Preventie").click()
    expect(bram.get_by_label("Waar gaat het over?").locator("option:checked")).to_have_text("Preventie")
    bram.get_by_label("Je opmerking").fill("Bij ons zijn alle teams getraind.")
    bram.get_by_role("button", name="Plaatsen").click()
    expect(bram.get_by_text("Bij ons zijn alle teams getraind.")).to_be_visible()

    anna.goto(verse_site.url("evaluatie/2023/vaststellen/"))
    rubriek = anna.get_by_role("region", name="Opmerkingen die niet zijn verwerkt")
    expect(rubriek).to_contain_text("1 open")
    rubriek.get_by_role("link", name="Naar de opmerkingen").click()
    anna.get_by_role("button", name=re.compile("^Verwerkt")).click()
    anna.goto(verse_site.url("evaluatie/2023/vaststellen/"))
    expect(rubriek).to_contain_text("In orde")
    stel_vast(anna, verse_site, 2023)

    dirk.goto(verse_site.url("evaluatie/2023/"))
    expect(dirk.get_by_role("main")).to_contain_text("door Anna Appelman, versie 1")
    sha = SHA.search(dirk.get_by_role("main").inner_text()).group()
    with dirk.expect_download() as download:
        dirk.get_by_role("link", name="JSON").click()
    download.value.save_as(tmp_path / "verslag.json")
    assert hashlib.sha256((tmp_path / "verslag.json").read_bytes()).hexdigest() == sha
    dirk.get_by_role("link", name="Controleer", exact=True).click()
    expect(dirk.get_by_role("status")).to_contain_text("Dit klopt. Het is de evaluatie van 2023, versie 1")
    inhoud = (tmp_path / "verslag.json").read_text(encoding="utf-8")
    (tmp_path / "anders.json").write_text(inhoud.replace("Preventie", "Preventief"), encoding="utf-8")
    dirk.get_by_label("Bestand", exact=True).set_input_files(tmp_path / "anders.json")
    dirk.get_by_role("button", name="Bestand controleren").click()
    expect(dirk.get_by_role("status")).to_contain_text("Dit is gewijzigd.")

    anna.get_by_role("link", name="Nieuwe versie maken").click()
    anna.get_by_label("Waarom is een nieuwe versie nodig?").fill("Actie 9 stond verkeerd.")
    anna.get_by_role("button", name="Nieuwe versie maken").click()
    expect(anna.get_by_role("main")).to_contain_text("Dit wordt versie 2. Reden: Actie 9 stond verkeerd.")
    stel_vast(anna, verse_site, 2023)
    dirk.goto(verse_site.url("evaluatie/2023/?versie=1"))
    expect(dirk.get_by_role("main")).to_contain_text("Dit is versie 1. Zij is vervangen door versie 2")
    assert sha in dirk.get_by_role("main").inner_text()


def test_what_changes_while_you_look_is_shown_first(als, verse_site):
    anna, bram = als("anna"), als("bram")
    maak_concept(anna, verse_site, 2023)
    anna.goto(verse_site.url("evaluatie/2023/vaststellen/"))
    bram.goto(verse_site.url("evaluatie/2023/opmerkingen/"))
    bram.get_by_label("Je opmerking").fill("Wacht nog even.")
    bram.get_by_role("button", name="Plaatsen").click()
    anna.get_by_label("Ik heb de punten gezien en stel de evaluatie vast").check()
    anna.get_by_role("button", name="Evaluatie 2023 vaststellen").click()
    expect(anna.get_by_role("alert").first).to_contain_text("2023 is niet vastgesteld.")
    expect(anna.get_by_role("region", name="Opmerkingen die niet zijn verwerkt")).to_contain_text("Bram Brouwer")


def test_without_a_tick_it_says_what_is_missing(als, verse_site):
    anna = als("anna")
    maak_concept(anna, verse_site, 2023)
    anna.goto(verse_site.url("evaluatie/2023/vaststellen/"))
    anna.get_by_role("button", name="Evaluatie 2023 vaststellen").click()
    expect(anna.get_by_role("main")).to_contain_text("Zet een vinkje: een jaar vaststellen kun je niet terugdraaien.")


def test_pages_of_the_act_have_no_axe_violation_and_fit_a_small_screen(als, verse_site):
    anna = als("anna", viewport=MOBIEL)
    maak_concept(anna, verse_site, 2023)
    anna.goto(verse_site.url("evaluatie/2023/opmerkingen/"))
    anna.get_by_label("Je opmerking").fill("Kijk nog eens naar actie 9.")
    anna.get_by_role("button", name="Plaatsen").click()
    paden = ["evaluatie/2023/opmerkingen/", "evaluatie/2023/vaststellen/", "verslag-controle/?sha256=" + "0" * 64]
    fouten = _fouten(anna, verse_site, paden)
    stel_vast(anna, verse_site, 2023)
    fouten |= _fouten(
        anna, verse_site, ["evaluatie/2023/", "evaluatie/2023/overleg/pora/", "evaluatie/2023/nieuwe-versie/"]
    )
    assert fouten == {}


def _fouten(page, site, paden):
    fouten = {}
    for pad in paden:
        assert page.goto(site.url(pad)).status == 200, pad
        breedte = page.evaluate("document.documentElement.scrollWidth")
        if gevonden := overtredingen(page) or breedte > MOBIEL["width"]:
            fouten[pad] = gevonden
    return fouten


def test_without_scripts(als, verse_site):
    anna = als("anna", java_script_enabled=False)
    maak_concept(anna, verse_site, 2023)
    stel_vast(anna, verse_site, 2023)
    expect(anna.get_by_role("main")).to_contain_text("Wat hier staat, verandert niet meer.")
