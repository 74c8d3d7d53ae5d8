"""Pages that tell that something went wrong are as accessible as the others, wide and small."""

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import expect

from tests.e2e.axe import overtredingen
from tests.e2e.conftest import MOBIEL, log_in
from tests.e2e.handelingen import meld, open_meldformulier, sla_op, vul_melding_in

BREEDTES = [{"width": 1280, "height": 800}, MOBIEL]


def _is_toegankelijk(page):
    for breedte in BREEDTES:
        page.set_viewport_size(breedte)
        assert overtredingen(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= breedte["width"]


@pytest.mark.parametrize(
    ("wie", "pad", "status", "kop"),
    [
        ("dirk", "bestaat-niet/", 404, "Deze pagina is er niet"),
        ("dirk", "mijn-acties/", 403, "Dit mag je rol niet"),
        ("dirk", "/beheer/", 403, "Dit mag je rol niet"),
        ("bram", "acties/20/melden/", 404, "Deze pagina is er niet"),
        ("bram", "/beheer/acties/gebruiker/", 403, "Dit mag je rol niet"),
        ("bram", "mijn-acties/terugdraaien/", 405, "Zo werkt dit adres niet"),
        ("dirk", "acties/?status=onzin", 400, "Acties"),
        ("dirk", "planning/?status=onzin&planningsjaar=1", 200, "Planning"),
        ("dirk", "?peildatum=2031-02-30", 200, "acties zijn afgerond"),
    ],
)
def test_an_address_that_leads_nowhere(page, site, wie, pad, status, kop):
    log_in(page, site, wie)
    assert page.goto(site.url(pad)).status == status
    expect(page.get_by_role("heading", level=1)).to_contain_text(kop)
    _is_toegankelijk(page)


def test_a_wrong_password(page, site):
    page.goto(site.url("/accounts/login/"))
    page.locator("#id_login").fill("dirk")
    page.locator("#id_password").fill("fout")
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    _is_toegankelijk(page)


def test_too_many_wrong_passwords(page, verse_site):
    for _ in range(11):
        page.goto(verse_site.url("/accounts/login/"))
        page.locator("#id_login").fill("niemand")
        page.locator("#id_password").fill("fout")
        with page.expect_navigation() as antwoord:
            page.get_by_role("button", name="Inloggen").click()
        if antwoord.value.status == 429:
            break
    expect(page.get_by_role("heading", level=1)).to_have_text("Te vaak geprobeerd")
    _is_toegankelijk(page)


def test_a_melding_with_mistakes(page, site):
    log_in(page, site, "bram")
    open_meldformulier(page, site, 9)
    vul_melding_in(page, koers="Vastgelopen", toelichting="", bijsturing="")
    page.get_by_label("Peildatum").fill("2031-12-31")
    sla_op(page)
    expect(page.locator("[aria-invalid=true]")).to_have_count(3)
    _is_toegankelijk(page)


def test_a_conflict(page, ander, verse_site):
    anna = ander()
    log_in(page, verse_site, "bram")
    log_in(anna, verse_site, "anna")
    open_meldformulier(page, verse_site, 9)
    vul_melding_in(page, status="Afgerond", toelichting="Van Bram.")
    meld(anna, verse_site, 9, namens="alkmaar", status="In uitvoering", toelichting="Van Anna.")
    sla_op(page)
    expect(page.get_by_role("region", name="De andere melding")).to_be_visible()
    _is_toegankelijk(page)


def test_a_judgement_that_someone_else_changed_meanwhile(page, ander, verse_site):
    tweede = ander()
    for anna in (page, tweede):
        log_in(anna, verse_site, "anna")
        anna.goto(verse_site.url("evaluatie/2023/duiding/A1/"))
        anna.get_by_label("Duiding").fill("De een." if anna is page else "De ander.")
    for anna in (page, tweede):
        anna.get_by_role("button", name="Opslaan", exact=True).click()
    expect(tweede.get_by_role("alert")).to_be_visible()
    _is_toegankelijk(tweede)


def test_a_discussion_with_mistakes(page, site):
    log_in(page, site, "anna")
    page.goto(site.url("evaluatie/2023/bespreking/pora/"))
    page.get_by_label("Datum").fill("")
    page.get_by_label("Wat is besproken").fill("De zaak van iemand met burgerservicenummer 111222333.")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("alert").first).to_contain_text("burgerservicenummer")
    _is_toegankelijk(page)


def test_a_session_that_ended(page, site):
    log_in(page, site, "bram")
    open_meldformulier(page, site, 9)
    page.context.clear_cookies(name="sessionid")
    sla_op(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Log opnieuw in")
    _is_toegankelijk(page)


def test_a_mistake_in_the_beheer(page, site):
    log_in(page, site, "anna")
    page.goto(site.url("/beheer/acties/actie/add/"))
    page.locator("form#actie_form").evaluate("formulier => formulier.noValidate = true")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.locator(".errornote")).to_be_visible()
    assert overtredingen(page) == []


def test_a_bug(page, site):
    """The page of a 500, on the site itself, so that its stylesheet comes along."""
    pagina = render_to_string(
        "500.html", {"verwijzing": "0a1b2c3d", "getypt": [("toelichting", "Een tekst die iemand had getypt.")]}
    )
    page.route("**/kapot/", lambda route: route.fulfill(status=500, body=pagina, content_type="text/html"))
    page.goto(site.url("/kapot/"))
    expect(page.get_by_label("Toelichting")).to_have_value("Een tekst die iemand had getypt.")
    _is_toegankelijk(page)
