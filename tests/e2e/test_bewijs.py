"""The receipt in a browser: what was stored, with and without scripts, by keyboard, and after going back."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import overtredingen
from tests.e2e.conftest import MOBIEL
from tests.e2e.handelingen import meldingen, open_meldformulier, sla_op, vul_melding_in

TEKST = "De scan is klaar en besproken."
BEWIJS = re.compile(r"/acties/9/meldingen/\d+/$")


def rij(page, naam):
    """What the receipt says under this name."""
    return page.locator("dt", has_text=re.compile(f"^{re.escape(naam)}$")).locator("xpath=following-sibling::dd[1]")


def test_all_that_was_stored_is_there_after_reload_and_after_going_back(als, verse_site):
    bram = als("bram")
    open_meldformulier(bram, verse_site, 9)
    vul_melding_in(bram, status="In uitvoering", toelichting=TEKST)
    sla_op(bram)
    expect(bram).to_have_url(BEWIJS)
    bram.reload()
    expect(rij(bram, "Namens")).to_have_text("Alkmaar")
    expect(rij(bram, "Status")).to_contain_text("In uitvoering")
    expect(rij(bram, "Koers")).to_contain_text("Overgenomen van 18 oktober 2022.")
    expect(rij(bram, "Wat is er gebeurd?")).to_have_text(TEKST)
    adres = bram.url
    bram.go_back()
    sla_op(bram)
    expect(bram).to_have_url(adres)
    bram.get_by_role("link", name="Naar de actie").click()
    expect(meldingen(bram).filter(has_text=TEKST)).to_have_count(1)


def test_correcting_at_once_keeps_both_in_the_history(als, verse_site):
    bram = als("bram")
    open_meldformulier(bram, verse_site, 9)
    vul_melding_in(bram, status="In uitvoering", toelichting="Met een tikfuot.")
    sla_op(bram)
    bram.get_by_role("link", name="Corrigeren").click()
    expect(bram.get_by_label("Wat is er gebeurd?")).to_have_value("Met een tikfuot.")
    vul_melding_in(bram, toelichting="Zonder tikfout.")
    bram.get_by_role("button", name="Correctie opslaan namens Alkmaar").click()
    expect(rij(bram, "Correctie van")).to_contain_text("door Bram Brouwer")
    bram.get_by_role("link", name="Naar de actie").click()
    nieuw, oud = (
        meldingen(bram).filter(has_text=tekst).locator("..") for tekst in ("Zonder tikfout.", "Met een tikfuot.")
    )
    expect(nieuw).to_contain_text("Correctie van de melding van")
    expect(oud).to_contain_text("door Bram Brouwer")


def test_what_is_done_has_no_koers_to_choose(als, verse_site):
    bram = als("bram")
    open_meldformulier(bram, verse_site, 9)
    koers = bram.get_by_role("group", name="Koers")
    expect(koers).to_be_visible()
    vul_melding_in(bram, status="Afgerond", toelichting=TEKST)
    expect(koers).to_be_hidden()
    vul_melding_in(bram, status="In uitvoering")
    expect(koers.get_by_role("radio", name="Aandacht")).to_be_checked()
    vul_melding_in(bram, status="Afgerond")
    sla_op(bram)
    expect(rij(bram, "Koers")).to_have_text("Geen koers")
    bram.go_back()
    expect(koers).to_be_hidden()


def test_without_scripts_a_carried_koers_is_left_out_and_said(als, verse_site):
    bram = als("bram", java_script_enabled=False)
    open_meldformulier(bram, verse_site, 9)
    expect(bram.get_by_role("group", name="Koers")).to_contain_text("heeft geen koers: kies dan geen koers.")
    vul_melding_in(bram, status="Afgerond", toelichting=TEKST)
    sla_op(bram)
    expect(bram).to_have_url(BEWIJS)
    expect(bram.locator("main")).to_contain_text("De koers “aandacht” van 18 oktober 2022 is niet meegegaan")
    open_meldformulier(bram, verse_site, 9)
    vul_melding_in(bram, status="Afgerond", koers="Op schema")
    sla_op(bram)
    expect(bram.get_by_role("alert")).to_contain_text(
        "Een actie die afgerond is, heeft geen koers. Laat de koers leeg."
    )


def test_with_the_keyboard_alone(als, verse_site):
    bram = als("bram")
    open_meldformulier(bram, verse_site, 9)
    bram.get_by_role("radio", name="In ontwikkeling").focus()
    bram.keyboard.press("ArrowRight")
    bram.keyboard.press("Tab")  # koers
    bram.keyboard.press("Tab")
    expect(bram.get_by_label("Wat is er gebeurd?")).to_be_focused()
    bram.keyboard.press("Control+a")
    bram.keyboard.type(TEKST)
    bram.get_by_role("button", name="Opslaan namens Alkmaar").press("Enter")
    expect(rij(bram, "Status")).to_have_text("In uitvoering")
    bram.get_by_role("link", name="Corrigeren").press("Enter")
    expect(bram.get_by_role("heading", level=1)).to_have_text("Melding corrigeren")


def test_in_the_round_something_new_unfolds_the_koers_and_the_receipt_stands_on_the_page(als, verse_site):
    bram = als("bram")
    bram.goto(verse_site.url("mijn-acties/?actie=10"))
    plan = bram.locator("#actie-10")
    uitklap = plan.locator("details:has([name=koers])")
    uitklap.evaluate("vak => { vak.open = false }")
    plan.get_by_label("Wat is er gebeurd?").fill("Het plan is vastgesteld.")
    expect(plan.get_by_role("group", name="Koers")).to_be_visible()
    plan.get_by_role("radio", name="In uitvoering").check()
    plan.get_by_role("button", name="Opslaan bij actie 10").click()
    expect(bram).to_have_url(re.compile(r"opgeslagen=\d+"))
    bram.reload()
    expect(rij(bram, "Wat is er gebeurd?")).to_have_text("Het plan is vastgesteld.")
    expect(bram.get_by_role("link", name=re.compile("^Corrigeren"))).to_be_visible()


def test_who_speaks_for_several_chooses_and_confirms(als, verse_site):
    anna = als("anna")
    anna.goto(verse_site.url("acties/2/"))
    knop = anna.get_by_role("button", name="Bevestig de bijdrage van Veilig Thuis Noord-Holland Noord voor de regio")
    knop.first.press("Enter")
    expect(rij(anna, "Bevestigt")).to_have_text("De bijdrage van Veilig Thuis Noord-Holland Noord")
    expect(anna.locator("main")).to_contain_text("Dit is nu de status van de regio.")
    anna.get_by_role("link", name="Naar de actie").click()
    anna.get_by_role("link", name="Status melden").click()
    expect(anna.get_by_role("heading", level=1)).to_have_text("Namens wie meld je?")
    expect(anna.locator("main form")).to_have_count(0)
    anna.get_by_role("link", name="Voor de hele regio").press("Enter")
    expect(anna.locator("input[name=status]:checked")).to_have_count(0)
    expect(anna.get_by_role("group", name="Status")).to_contain_text(
        "Het laatste woord is In uitvoering, over 16 november 2023."
    )


@pytest.mark.parametrize("breedte", ["breed", "smal"])
def test_no_axe_violation_and_nothing_off_the_side(als, verse_site, breedte):
    anna = als("anna", **({"viewport": MOBIEL} if breedte == "smal" else {}))
    fouten = {}
    for pad in ("acties/2/melden/", "acties/2/melden/?namens=", "acties/2/"):
        anna.goto(verse_site.url(pad))
        fouten[pad] = overtredingen(anna)
        assert anna.evaluate("document.documentElement.scrollWidth <= innerWidth"), pad
    open_meldformulier(anna, verse_site, 2, "veilig-thuis-noord-holland-noord")
    sla_op(anna)
    for stap in ("bewijs", "corrigeren"):
        fouten[stap] = overtredingen(anna)
        assert anna.evaluate("document.documentElement.scrollWidth <= innerWidth"), stap
        if stap == "bewijs":
            anna.get_by_role("link", name="Corrigeren").click()
    assert {pad: fout for pad, fout in fouten.items() if fout} == {}
