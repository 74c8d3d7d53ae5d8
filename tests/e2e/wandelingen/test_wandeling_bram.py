"""Bram, beleidsambtenaar of Alkmaar, reports what he owes and can report nothing that is not his."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import log_in
from tests.e2e.handelingen import cel, csrf, meldingen, open_meldformulier, sla_op, vul_melding_in

TEKST = "De wijkteams vulden de zelfscan samen in."


@pytest.fixture
def bram(page, verse_site):
    log_in(page, verse_site, "bram")
    return page


def test_he_sees_at_once_which_acties_are_his(page, site):
    log_in(page, site, "bram")
    page.get_by_role("link", name="Mijn acties").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn acties · Alkmaar")
    eigen = page.get_by_role("region", name="Wat Alkmaar zelf doet").get_by_role("heading", level=3)
    expect(eigen).to_have_text([re.compile(rf"^{nummer}\. ") for nummer in (9, 10)])
    eerste = page.get_by_role("article").first
    expect(eerste).to_contain_text("In ontwikkeling")
    expect(eerste.get_by_role("button", name="Ongewijzigd bevestigen bij actie 9")).to_be_in_viewport()
    eerste.get_by_role("link", name="Melden over 9.").click()
    expect(eerste.get_by_role("group", name="Status")).to_be_in_viewport()


def test_what_he_reports_stands_under_alkmaar_and_not_under_hoorn(bram, verse_site):
    bram.goto(verse_site.url("gemeenten/"))
    expect(cel(bram, 9, "Alkmaar")).to_have_attribute("title", re.compile("In ontwikkeling"))
    hoorn = cel(bram, 9, "Hoorn").get_attribute("title")

    bram.get_by_role("link", name="Mijn acties").click()
    bram.get_by_role("link", name="Melden over 9. Zelfscan").click()
    bram.get_by_role("link", name="Status melden over 9. Zelfscan").click()
    expect(bram.get_by_role("region", name="Vorige melding")).to_contain_text("Door de vacatures in het wijkteam")
    vul_melding_in(bram, status="In uitvoering", koers="Op schema", toelichting=TEKST, bijsturing="")
    bram.get_by_role("button", name="Opslaan namens Alkmaar").click()

    expect(bram.locator(".utrecht-alert--ok")).to_contain_text(
        "Opgeslagen: actie 9 staat voor Alkmaar op “In uitvoering”, peildatum 31 december 2023."
    )
    bram.get_by_role("link", name="Naar de actie").click()
    expect(meldingen(bram).first).to_contain_text(TEKST)
    bram.get_by_role("link", name="Gemeenten").click()
    expect(cel(bram, 9, "Alkmaar")).to_have_attribute("title", re.compile("In uitvoering"))
    expect(cel(bram, 9, "Hoorn")).to_have_attribute("title", hoorn)


def test_it_takes_five_clicks_from_any_page(bram, verse_site):
    """The half minute of the design: no detour, so nothing to learn by heart."""
    bram.add_init_script(
        "addEventListener('pointerdown', () => sessionStorage.klikken = Number(sessionStorage.klikken || 0) + 1, true)"
    )
    bram.goto(verse_site.url("cijfers/"))
    bram.get_by_role("link", name="Mijn acties").click()
    bram.get_by_role("link", name="Melden over 9. Zelfscan").click()
    bram.get_by_role("radio", name="Afgerond").check()
    bram.get_by_label("Wat is er gebeurd?").click()
    bram.get_by_label("Wat is er gebeurd?").fill(TEKST)
    bram.get_by_role("button", name="Opslaan bij actie 9").click()
    expect(bram.locator(".utrecht-alert--ok")).to_be_visible()
    assert bram.evaluate("Number(sessionStorage.klikken)") == 5


def test_koers_aandacht_without_a_text_says_what_is_missing_and_keeps_his_words(bram, verse_site):
    open_meldformulier(bram, verse_site, 9)
    vul_melding_in(bram, status="In uitvoering", koers="Aandacht", toelichting="", bijsturing="Wij vragen hulp.")
    sla_op(bram)
    expect(bram.get_by_role("alert").filter(has_text="Dit klopt nog niet")).to_be_focused()
    veld = bram.get_by_label("Wat is er gebeurd?")
    expect(veld).to_have_attribute("aria-invalid", "true")
    expect(veld).to_have_accessible_description(re.compile("Je koos koers aandacht: vertel wat er is gebeurd."))
    expect(bram.get_by_label("Bijsturing")).to_have_value("Wij vragen hulp.")
    expect(bram.get_by_role("radio", name="In uitvoering")).to_be_checked()
    bram.get_by_role("link", name=re.compile("Je koos koers aandacht")).click()
    expect(veld).to_be_focused()
    veld.fill(TEKST)
    sla_op(bram)
    bram.get_by_role("link", name="Naar de actie").click()
    expect(meldingen(bram).first.locator("..")).to_contain_text("Wij vragen hulp.")


def test_a_double_click_makes_one_melding(bram, verse_site):
    open_meldformulier(bram, verse_site, 9)
    vul_melding_in(bram, status="In uitvoering", toelichting=TEKST)
    bram.get_by_role("button", name="Opslaan namens Alkmaar").dblclick()
    bram.get_by_role("link", name="Naar de actie").click()
    expect(meldingen(bram).filter(has_text=TEKST)).to_have_count(1)


def test_sending_the_form_again_from_the_history_makes_no_second_melding(bram, verse_site):
    open_meldformulier(bram, verse_site, 9)
    vul_melding_in(bram, status="In uitvoering", toelichting=TEKST)
    sla_op(bram)
    expect(bram.locator(".utrecht-alert--ok")).to_be_visible()
    bram.go_back()
    vul_melding_in(bram, status="In uitvoering", toelichting=TEKST)
    sla_op(bram)
    bram.goto(verse_site.url("acties/9/"))
    expect(meldingen(bram).filter(has_text=TEKST)).to_have_count(1)


class TestNotForHoorn:
    def test_no_page_offers_it(self, page, site):
        log_in(page, site, "bram")
        page.goto(site.url("mijn-acties/"))
        expect(page.get_by_role("navigation", name="Kies een organisatie")).to_have_count(0)
        open_meldformulier(page, site, 9)
        expect(page.get_by_role("heading", level=1)).to_have_text("Status melden")
        expect(page.get_by_role("link", name="Kies iemand anders")).to_have_count(0)
        page.goto(site.url("/beheer/monitoring/statusmelding/add/"))
        expect(page.get_by_label("Namens").locator("option")).to_have_text(
            ["Kies namens wie", "de hele regio", "Alkmaar"]
        )

    def test_no_address_gives_it(self, page, site):
        log_in(page, site, "bram")
        gevraagd = ["acties/9/melden/?namens=hoorn", "mijn-acties/?organisatie=hoorn", "acties/9/melden/?namens="]
        assert [page.goto(site.url(pad)).status for pad in gevraagd] == [404, 404, 404]

    def test_an_actie_of_someone_else_is_not_there_to_report_on(self, page, site):
        """20 is for Veilig Thuis alone; 99 does not exist. Nobody can tell which is which."""
        log_in(page, site, "bram")
        assert [page.goto(site.url(f"acties/{nummer}/melden/")).status for nummer in (20, 99)] == [404, 404]

    @pytest.mark.parametrize(
        ("vervalst", "uitkomst"),
        [
            ({"namens": "hoorn"}, 404),
            ({"namens": ""}, 404),
            ({"organisatie": "5", "gemeld_door": "3", "actie": "20", "openbaar": "", "bron": "beheer"}, 200),
        ],
    )
    def test_a_forged_form_reports_nothing_for_another(self, bram, verse_site, vervalst, uitkomst):
        open_meldformulier(bram, verse_site, 9)
        formulier = {
            veld: bram.locator(f"form input[name={veld}]").last.get_attribute("value")
            for veld in ("gebaseerd_op", "verzoek", "peildatum", "namens")
        } | {"status": "afgerond", "koers": "", "toelichting": "Vervalst.", "bijsturing": ""}
        antwoord = bram.request.post(
            bram.url, form=formulier | vervalst | {"csrfmiddlewaretoken": csrf(bram)}, headers={"Referer": bram.url}
        )
        assert antwoord.status == uitkomst
        bram.goto(verse_site.url("acties/20/"))
        expect(meldingen(bram).filter(has_text="Vervalst.")).to_have_count(0)
        bram.goto(verse_site.url("acties/9/"))
        vervalste = meldingen(bram).filter(has_text="Vervalst.")
        expect(vervalste).to_have_count(1 if uitkomst == 200 else 0)
        if uitkomst == 200:
            vervalste = vervalste.locator("..")
            expect(vervalste).to_contain_text("namens Alkmaar")
            expect(vervalste).to_contain_text("door Bram Brouwer via de site")
            expect(vervalste).not_to_contain_text("niet openbaar")

    def test_the_beheer_refuses_it_too(self, bram, verse_site):
        bram.goto(verse_site.url("/beheer/monitoring/statusmelding/add/"))
        hoorn = bram.request.get(verse_site.url("organisaties/hoorn/"))
        assert hoorn.status == 200
        antwoord = bram.request.post(
            bram.url,
            form={
                "csrfmiddlewaretoken": csrf(bram), "actie": "9", "organisatie": "5", "peildatum": "01-12-2023",
                "status": "afgerond", "koers": "", "toelichting": "Vervalst.", "bijsturing": "",
            },
            headers={"Referer": bram.url},
        )  # fmt: skip
        assert antwoord.status == 200
        assert "errornote" in antwoord.text()
        bram.goto(verse_site.url("acties/9/"))
        expect(meldingen(bram).filter(has_text="Vervalst.")).to_have_count(0)
