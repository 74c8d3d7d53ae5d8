"""Two people report on the same actie at the same time. The second sees both texts and decides."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import MOBIEL, log_in
from tests.e2e.handelingen import meld, meldingen, open_meldformulier, sla_op, vul_melding_in

VAN_BRAM = "Bram: de zelfscan is half klaar."
VAN_ANNA = "Anna: Alkmaar rondde de zelfscan gisteren af."


@pytest.fixture
def conflict(page, ander, verse_site):
    """Bram opened the form, Anna reported for Alkmaar, Bram sends his. ``(page of Bram, page of Anna)``."""
    anna = ander()
    log_in(page, verse_site, "bram")
    log_in(anna, verse_site, "anna")
    open_meldformulier(page, verse_site, 9)
    vul_melding_in(page, status="In uitvoering", koers="Geen koers", toelichting=VAN_BRAM, bijsturing="")
    meld(anna, verse_site, 9, namens="alkmaar", status="Afgerond", toelichting=VAN_ANNA)
    sla_op(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Er is intussen een andere melding")
    return page, anna


def _bovenste(page, site):
    page.goto(site.url("acties/9/"))
    return meldingen(page).first


def test_both_texts_are_beside_each_other_and_the_words_are_kept(conflict):
    bram, _ = conflict
    zij, hij = bram.get_by_role("region", name="De andere melding"), bram.get_by_role("region", name="Jouw melding")
    expect(zij).to_contain_text(VAN_ANNA)
    expect(zij).to_contain_text("door Anna Appelman")
    expect(hij.get_by_label("Wat is er gebeurd?")).to_have_value(VAN_BRAM)
    expect(hij.get_by_role("radio", name="In uitvoering")).to_be_checked()
    links, rechts = zij.bounding_box(), hij.bounding_box()
    assert links["x"] + links["width"] <= rechts["x"]
    assert links["y"] == rechts["y"]


def test_on_a_small_screen_they_are_below_each_other(conflict):
    bram, _ = conflict
    bram.set_viewport_size(MOBIEL)
    boven = bram.get_by_role("region", name="De andere melding").bounding_box()
    onder = bram.get_by_role("region", name="Jouw melding").bounding_box()
    assert boven["y"] + boven["height"] <= onder["y"]


def test_until_the_second_decides_only_the_first_is_stored(conflict, verse_site):
    _, anna = conflict
    expect(_bovenste(anna, verse_site)).to_contain_text(VAN_ANNA)
    expect(meldingen(anna).filter(has_text=VAN_BRAM)).to_have_count(0)


def test_the_second_adds_to_it_and_both_stay_in_the_history(conflict, verse_site):
    bram, anna = conflict
    vul_melding_in(bram, toelichting=f"{VAN_BRAM} Klopt, nu is hij af.")
    bram.get_by_role("button", name="Mijn melding toch opslaan").click()
    expect(bram.locator(".utrecht-alert--ok")).to_be_visible()
    expect(_bovenste(anna, verse_site)).to_contain_text("Klopt, nu is hij af.")
    expect(meldingen(anna).filter(has_text=VAN_ANNA)).to_have_count(1)


def test_the_second_lets_the_first_stand(conflict, verse_site):
    bram, anna = conflict
    bram.get_by_role("link", name="Laat deze melding staan").click()
    expect(meldingen(bram).first).to_contain_text(VAN_ANNA)
    expect(_bovenste(anna, verse_site)).to_contain_text(VAN_ANNA)
    expect(meldingen(anna).filter(has_text=VAN_BRAM)).to_have_count(0)


def test_a_third_in_between_is_shown_as_well(conflict, verse_site):
    bram, anna = conflict
    meld(anna, verse_site, 9, namens="alkmaar", status="Afgerond", toelichting="Anna: en besproken in het college.")
    bram.get_by_role("button", name="Mijn melding toch opslaan").click()
    expect(bram.get_by_role("region", name="De andere melding")).to_contain_text("besproken in het college")
    expect(bram.get_by_label("Wat is er gebeurd?")).to_have_value(VAN_BRAM)


def test_who_reports_for_another_municipality_is_no_conflict(page, ander, verse_site):
    carla = ander()
    log_in(page, verse_site, "bram")
    log_in(carla, verse_site, "carla")
    open_meldformulier(page, verse_site, 9)
    vul_melding_in(page, status="In uitvoering", toelichting=VAN_BRAM)
    meld(carla, verse_site, 9, status="Afgerond", toelichting="Hoorn is klaar.")
    sla_op(page)
    expect(page.locator(".utrecht-alert--ok")).to_be_visible()


def test_two_judgements_on_one_onderdeel_are_shown_beside_each_other_too(page, ander, verse_site):
    eerste, tweede = page, ander()
    for anna in (eerste, tweede):
        log_in(anna, verse_site, "anna")
        anna.goto(verse_site.url("evaluatie/2023/duiding/A1/"))
    eerste.get_by_label("Duiding").fill("De eerste tekst.")
    eerste.get_by_role("button", name="Opslaan", exact=True).click()
    expect(eerste.locator(".utrecht-alert--ok")).to_be_visible()
    tweede.get_by_label("Duiding").fill("De tweede tekst.")
    tweede.get_by_role("button", name="Opslaan", exact=True).click()
    expect(tweede.get_by_role("alert")).to_contain_text("Er is nog niets opgeslagen.")
    expect(tweede.get_by_role("region", name="Wat er anders is")).to_contain_text("De eerste tekst.")
    expect(tweede.get_by_label("Duiding")).to_have_value("De tweede tekst.")
