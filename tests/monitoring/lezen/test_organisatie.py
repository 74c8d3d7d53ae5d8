"""The page of one organisatie: its own acties, those of the region, and what a merger does to it."""

from datetime import date

import pytest
from django.urls import reverse

from acties.models import Actie, Organisatie, Partij, Programma
from monitoring.lezen.organisatie import organisatie_beeld
from monitoring.verslag.opbouw import bouw_verslag
from tests.monitoring.lezen.test_gemeenten import tekst
from tests.volledig import verantwoordelijk

OUDJAAR = "2021-12-31"
NIEUWJAAR = "2022-01-01"


@pytest.fixture
def url(wereld):
    return lambda slug="alkmaar": reverse("monitoring:organisatie_detail", args=[wereld.programma.slug, slug])


@pytest.fixture
def pagina(als, cast, url):
    def lees(slug="alkmaar", peildatum=OUDJAAR):
        antwoord = als(cast.dirk).get(url(slug), {"peildatum": peildatum})
        assert antwoord.status_code == 200
        return antwoord

    return lees


@pytest.mark.parametrize("naam", ["anna", "bram", "carla", "vera", "dirk", "eva"])
def test_everyone_with_a_role_reads_it(als, cast, url, naam):
    assert als(getattr(cast, naam)).get(url()).status_code == 200


def test_anonymous_goes_to_login(als, url):
    assert als(None).get(url()).url.startswith("/accounts/login/")


def test_wrong_method_is_refused(als, cast, url):
    assert als(cast.anna).post(url()).status_code == 405


def test_unknown_organisatie_is_not_found(als, cast, url):
    assert als(cast.dirk).get(url("bestaat-niet")).status_code == 404


def test_organisatie_of_another_programme_is_not_found(als, cast, url, wereld):
    ander = Programma.objects.create(slug="ander", naam="Ander", startjaar=2021, eindjaar=2023)
    vreemd = Organisatie.objects.create(naam="Vreemd", slug="vreemd", soort="ketenpartner")
    vreemd.partijen.add(Partij.objects.create(programma=ander, naam="Elders"))
    assert als(cast.dirk).get(url("vreemd")).status_code == 404


def test_own_acties_and_regional_acties_are_told_apart(pagina):
    beeld = pagina().context["beeld"]
    assert [deel.actie.nummer for deel in beeld.eigen] == [2]
    assert [deel.actie.nummer for deel in beeld.regionaal] == [1]


def test_partner_has_the_acties_of_its_own_partij(pagina):
    beeld = pagina("veilig-thuis-proef").context["beeld"]
    assert ([d.actie.nummer for d in beeld.eigen], [d.actie.nummer for d in beeld.regionaal]) == ([], [3])


def test_counts_by_hand(wereld, meld, pagina):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering")
    meld(wereld.training, None, "2021-10-01", "afgerond")
    beeld = pagina().context["beeld"]
    assert (beeld.telling.in_uitvoering, beeld.telling.totaal) == (1, 1)
    assert (beeld.telling_regionaal.afgerond, beeld.telling_regionaal.totaal) == (1, 1)


def test_without_a_report_it_says_so(pagina):
    antwoord = pagina()
    assert antwoord.context["beeld"].telling.geen_melding == 1
    assert "0 van 1 gemeld" in tekst(antwoord)
    assert "Nog niets gemeld" in tekst(antwoord)


def test_report_of_hoorn_is_not_on_the_page_of_alkmaar(wereld, meld, pagina):
    meld(wereld.zelfscan, wereld.hoorn, "2021-10-01", "afgerond", toelichting="Klaar in Hoorn.")
    assert ("Klaar in Hoorn." in tekst(pagina()), "Klaar in Hoorn." in tekst(pagina("hoorn"))) == (False, True)


def test_own_contribution_to_a_regional_actie_shows(wereld, meld, pagina):
    meld(wereld.training, wereld.alkmaar, "2021-10-01", "in_uitvoering", toelichting="Wij deden mee.")
    assert "Wij deden mee." in tekst(pagina())
    assert "Nog geen eigen bijdrage" in tekst(pagina("hoorn"))


def test_the_status_of_the_region_says_who_says_that(wereld, meld, pagina):
    meld(wereld.training, wereld.alkmaar, "2021-10-01", "in_uitvoering")
    assert "Nog niet bevestigd: de projectleider zei nog niets namens de regio." in tekst(pagina())
    meld(wereld.training, None, "2021-11-01", "in_uitvoering", spreker=wereld.vt)
    assert "Veilig Thuis Proef zei op 1 november 2021 namens de regio, over 1 november 2021." in tekst(pagina())


def test_nvt_counts_as_its_own_and_not_in_the_total(wereld, meld, pagina):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "nvt")
    telling = pagina().context["beeld"].telling
    assert (telling.nvt, telling.totaal) == (1, 0)


def test_vervallen_actie_is_listed_apart(wereld, meld, pagina):
    meld(wereld.zelfscan, None, "2021-10-01", "vervallen")
    assert "Vervallen en daarom niet geteld: 2. Zelfscan" in tekst(pagina())


def test_organisatie_without_acties_says_so(wereld, pagina):
    Actie.hoofdverantwoordelijken.through.objects.filter(partij=wereld.veilig_thuis).delete()
    assert "voor geen enkele actie hoofdverantwoordelijk" in tekst(pagina("veilig-thuis-proef"))


def test_before_its_last_day_it_says_what_will_become_of_it(pagina):
    assert "Gaat op 1 januari 2022 op in Dijk en Waard ." in tekst(pagina("langedijk"))


def test_merged_municipality_shows_its_last_stand(wereld, meld, pagina):
    meld(wereld.zelfscan, wereld.langedijk, "2021-11-01", "afgerond", toelichting="Net op tijd.")
    antwoord = pagina("langedijk", "2022-06-01")
    assert "Sinds 1 januari 2022 opgegaan in Dijk en Waard ." in tekst(antwoord)
    assert "Dit is de laatste stand van Langedijk, op 31 december 2021." in tekst(antwoord)
    assert "Net op tijd." in tekst(antwoord)


def test_successor_explains_before_it_exists(pagina):
    antwoord = pagina("dijk-en-waard")
    assert antwoord.context["beeld"] is None
    assert "bestaat sinds 1 januari 2022 en was er op 31 december 2021 nog niet" in tekst(antwoord)


def test_successor_shows_what_its_predecessors_reported_until_it_reports(wereld, meld, pagina):
    meld(wereld.zelfscan, wereld.langedijk, "2021-11-01", "afgerond", toelichting="Langs de deuren.")
    eerst = pagina("dijk-en-waard", NIEUWJAAR)
    assert "Ontstaan op 1 januari 2022 uit Heerhugowaard en Langedijk" in tekst(eerst)
    assert "Langedijk: Langs de deuren. Overgenomen van Langedijk, 1 november 2021" in tekst(eerst)
    meld(wereld.zelfscan, wereld.dijk_en_waard, NIEUWJAAR, "niet_gestart", toelichting="Opnieuw begonnen.")
    daarna = tekst(pagina("dijk-en-waard", NIEUWJAAR))
    assert ("Opnieuw begonnen." in daarna, "Langs de deuren." in daarna) == (True, False)


@pytest.mark.parametrize(("naam", "knop"), [("bram", True), ("carla", False), ("dirk", False)])
def test_only_who_reports_for_it_gets_a_button(als, cast, url, naam, knop):
    html = als(getattr(cast, naam)).get(url()).content.decode()
    assert (">Status melden</a>" in html) is knop


def test_links_keep_the_peildatum(wereld, pagina):
    actie = reverse("monitoring:actie_detail", args=[wereld.programma.slug, 2])
    gemeenten = reverse("monitoring:gemeenten", args=[wereld.programma.slug])
    html = pagina().content.decode()
    assert (f'href="{actie}?peildatum=2021-12-31"' in html, f'href="{gemeenten}?peildatum=2021-12-31"' in html) == (
        True,
        True,
    )


def test_visitor_sees_no_names_adjustments_or_internal_texts(wereld, cast, meld, als, url, settings):
    settings.DASHBOARD_OPENBAAR = True
    intern = {"toelichting": "Alleen intern.", "openbaar": False, "gemeld_door": cast.bram}
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering", **intern)
    open_ = {
        "toelichting": "Voor iedereen.",
        "koers": "aandacht",
        "bijsturing": "Intern plan.",
        "gemeld_door": cast.bram,
    }
    meld(wereld.training, wereld.alkmaar, "2021-10-01", "in_uitvoering", **open_)
    lezer = tekst(als(cast.dirk).get(url(), {"peildatum": OUDJAAR}))
    bezoeker = tekst(als(None).get(url(), {"peildatum": OUDJAAR}))
    woorden = ["Voor iedereen.", "Alleen intern.", "Intern plan.", "Bram"]
    assert [woord in lezer for woord in woorden] == [True, True, True, True]
    assert [woord in bezoeker for woord in woorden] == [True, False, False, False]


def test_beeld_of_an_organisatie_that_is_not_there_is_an_error(wereld):
    with pytest.raises(KeyError):
        organisatie_beeld(bouw_verslag(wereld.programma, date(2021, 12, 31)), "dijk-en-waard")


@pytest.mark.parametrize("aantal", [0, 100])
def test_number_of_queries_is_constant(als, cast, wereld, url, aantal, django_assert_num_queries):
    acties = Actie.objects.bulk_create(
        Actie(programma=wereld.programma, nummer=n, titel=f"Actie {n}", onderdeel=wereld.kern, doorlopend=True)
        for n in range(100, 100 + aantal)
    )
    verantwoordelijk(wereld.gemeenten, acties)
    client = als(cast.dirk)
    client.get(url())
    with django_assert_num_queries(11):
        client.get(url(), {"peildatum": OUDJAAR})
    with django_assert_num_queries(7):
        client.get(url(), {"peildatum": OUDJAAR})
