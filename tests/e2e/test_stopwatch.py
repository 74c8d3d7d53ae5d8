"""The stopwatch: how many clicks and page loads a round costs a beleidsambtenaar. It fails when they grow."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import HUIS, log_in, omgeving

# A year earlier Alkmaar told about everything that it is asked about, so that nothing need change.
EERDER = """
from datetime import date, datetime, UTC
from acties.models import Actie, Gebruiker, Organisatie
from monitoring.models import Statusmelding
alkmaar, bram = Organisatie.objects.get(slug="alkmaar"), Gebruiker.objects.get(username="bram")
for nummer in (22, 2, 11, 28, 16, 4, 14, 17):
    Statusmelding.objects.create(
        actie=Actie.objects.get(nummer=nummer), organisatie=alkmaar, gemeld_door=bram, peildatum=date(2022, 10, 18),
        gemeld_op=datetime(2022, 10, 18, 9, tzinfo=UTC), status="in_uitvoering", koers="op_schema",
        toelichting="Loopt zoals afgesproken.",
    )
"""
KLIKTELLER = """addEventListener("click", (klik) => {
  if (klik.isTrusted) sessionStorage.klikken = Number(sessionStorage.klikken || 0) + 1;
}, true)"""


class Stopwatch:
    """Counts from now on: clicks of the mouse, and pages that the browser loads."""

    def __init__(self, page):
        self.page, self.paginas = page, 0
        page.evaluate("sessionStorage.klikken = 0")
        page.on("load", self._tel)

    def _tel(self, _):
        self.paginas += 1

    @property
    def klikken(self):
        return self.page.evaluate("Number(sessionStorage.klikken)")


@pytest.fixture
def bram(page, verse_site):
    """Logged in, on the page where that brings him."""
    page.add_init_script(KLIKTELLER)
    log_in(page, verse_site, "bram")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn acties · Alkmaar")
    return page


@pytest.fixture
def alles_eerder_gemeld(verse_site):
    opdracht = [sys.executable, "manage.py", "shell", "--verbosity", "0", "-c", EERDER]
    subprocess.run(opdracht, cwd=HUIS, env=omgeving(verse_site.database, "tests.e2e.instellingen"), check=True)


def bewijs(page):
    return page.get_by_role("region", name="Dit is opgeslagen")


def test_one_actie_takes_two_page_loads(bram):
    tijd = Stopwatch(bram)
    bram.get_by_role("link", name="Melden over 9.").click()
    bram.get_by_role("radio", name="In uitvoering").check()
    bram.get_by_label("Wat is er gebeurd?").fill("De helft van de onderdelen is klaar.")
    bram.get_by_role("button", name="Opslaan bij actie 9").click()
    expect(bewijs(bram)).to_contain_text("De helft van de onderdelen is klaar.")
    assert (tijd.klikken, tijd.paginas) == (3, 2)


def test_one_actie_that_did_not_change_takes_one_click(bram):
    tijd = Stopwatch(bram)
    bram.get_by_role("button", name="Ongewijzigd bevestigen bij actie 9").click()
    expect(bewijs(bram)).to_contain_text("Ongewijzigd bevestigd: actie 9")
    assert (tijd.klikken, tijd.paginas) == (1, 1)


def test_a_round_of_twelve_that_did_not_change_takes_three_clicks(alles_eerder_gemeld, bram):
    """Eleven at once, and the word for the region by hand. The goal is seven at most."""
    expect(bram.locator("article.taak")).to_have_count(12)
    tijd = Stopwatch(bram)
    bram.get_by_role("link", name="De rest ongewijzigd bevestigen (11)").click()
    bram.get_by_role("button", name="Bevestig wat is aangevinkt").click()
    bram.get_by_role("button", name="Ongewijzigd bevestigen bij actie 21").click()
    expect(bram.get_by_text("3 van 3 gemeld", exact=True)).to_be_visible()
    expect(bram.get_by_role("region", name="Gemeld in deze ronde").locator("article")).to_have_count(12)
    assert (tijd.klikken, tijd.paginas) == (3, 3)


def test_reminding_one_organisation_takes_two_clicks_and_says_first_who_gets_it(als, verse_site):
    """By keyboard as well: the menu closes with Escape and gives the focus back."""
    anna = als("anna")
    anna.add_init_script(KLIKTELLER)
    anna.goto(verse_site.url("rondes/1/"))
    menu = anna.locator("#wie-alkmaar summary")
    menu.press("Enter")
    expect(anna.get_by_text("Bram Brouwer krijgt een mail.", exact=True)).to_be_visible()
    anna.get_by_role("button", name="Herinner Alkmaar").press("Escape")
    expect(menu).to_be_focused()
    tijd = Stopwatch(anna)
    menu.click()
    anna.get_by_role("button", name="Herinner Alkmaar").click()
    expect(anna.get_by_role("status")).to_contain_text("1 herinnering gaat nu weg naar Bram Brouwer.")
    assert (tijd.klikken, tijd.paginas) == (2, 1)


def test_twelve_acties_fit_in_a_page_and_a_half(bram):
    bram.set_viewport_size({"width": 1280, "height": 900})
    bram.reload()  # without the message that they are logged in
    expect(bram.locator("article.taak")).to_have_count(12)
    assert bram.evaluate("document.documentElement.scrollHeight") <= 2_100
    hoog = bram.locator("article.taak").evaluate_all("rijen => rijen.map((rij) => rij.offsetHeight)")
    assert max(hoog) <= 80


def test_undoing_takes_one_click_and_opens_them_again(bram):
    bram.get_by_role("link", name="De rest ongewijzigd bevestigen (3)").click()
    bram.get_by_role("button", name="Bevestig wat is aangevinkt").click()
    expect(bram.get_by_text("2 van 3 gemeld", exact=True)).to_be_visible()
    tijd = Stopwatch(bram)
    bram.get_by_role("button", name="Ongedaan maken").click()
    expect(bram.locator("main")).to_contain_text("De melding van daarvoor geldt weer")
    expect(bram.get_by_text("0 van 3 gemeld", exact=True)).to_be_visible()
    expect(bram.get_by_role("button", name="Ongedaan maken")).to_have_count(0)
    assert (tijd.klikken, tijd.paginas) == (1, 1)


@pytest.mark.parametrize("scripts", [True, False])
def test_half_typed_text_survives_going_to_another_actie(als, scripts):
    bram = als("bram", java_script_enabled=scripts)
    bram.get_by_role("link", name="Melden over 9.").click()
    bram.get_by_label("Wat is er gebeurd?").fill("Nog niet af")
    bram.get_by_role("button", name="Melden over 10.").click()
    zelfscan = bram.locator("#actie-9")
    expect(zelfscan).to_contain_text("Concept bewaard om")
    zelfscan.get_by_role("button", name="Verder over 9.").click()
    expect(bram.get_by_label("Wat is er gebeurd?")).to_have_value("Nog niet af")


def test_afgerond_clears_koers_and_bijsturing_and_the_receipt_says_so(als):
    bram = als("bram")
    bram.get_by_role("link", name="Melden over 9.").click()
    bram.get_by_role("radio", name="Afgerond").check()
    expect(bram.get_by_label("Bijsturing")).to_be_hidden()
    bram.get_by_label("Wat is er gebeurd?").fill("De zelfscan is af.")
    bram.get_by_role("button", name="Opslaan bij actie 9").click()
    expect(bewijs(bram)).to_contain_text("De koers “aandacht” van 18 oktober 2022 is niet meegegaan")
    expect(bewijs(bram)).to_contain_text("De bijsturing van 18 oktober 2022 is niet meegegaan")
