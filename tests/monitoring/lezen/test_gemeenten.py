"""The page with the matrix: who reads it, which municipalities stand in it, and what it costs."""

import re
from html import unescape

import pytest
from django.urls import reverse

from acties.models import Actie, Deelname, Organisatie
from monitoring.models import Statusmelding

OUDJAAR = "2021-12-31"
NIEUWJAAR = "2022-01-01"


@pytest.fixture
def url(wereld):
    return reverse("monitoring:gemeenten", args=[wereld.programma.slug])


@pytest.fixture
def pagina(als, cast, url):
    """``pagina(overleg="pora")``: the matrix of 31 December 2021 as Dirk gets it."""

    def lees(**vraag):
        antwoord = als(cast.dirk).get(url, {"peildatum": OUDJAAR} | vraag)
        assert antwoord.status_code == 200
        return antwoord

    return lees


def tekst(antwoord):
    inhoud = antwoord.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", inhoud)))


def _namen(antwoord):
    return [kolom.naam for kolom in antwoord.context["matrix"].kolommen]


@pytest.mark.parametrize("naam", ["anna", "bram", "carla", "vera", "dirk", "eva"])
def test_everyone_with_a_role_reads_it(als, cast, url, naam):
    assert als(getattr(cast, naam)).get(url).status_code == 200


def test_anonymous_goes_to_login(als, url):
    antwoord = als(None).get(url)
    assert (antwoord.status_code, antwoord.url.startswith("/accounts/login/")) == (302, True)


def test_wrong_method_is_refused(als, cast, url):
    assert als(cast.anna).post(url).status_code == 405


def test_another_programme_is_not_found(als, cast):
    assert als(cast.dirk).get(reverse("monitoring:gemeenten", args=["ander"])).status_code == 404


def test_merged_municipalities_stand_there_until_their_last_day(pagina):
    assert _namen(pagina()) == ["Alkmaar", "Heerhugowaard", "Langedijk", "Hoorn"]
    assert _namen(pagina(peildatum=NIEUWJAAR)) == ["Alkmaar", "Dijk en Waard", "Hoorn"]


def test_line_below_the_title_counts_the_municipalities(pagina):
    assert "peildatum 31 december 2021 · 4 gemeenten" in tekst(pagina())
    assert "peildatum 31 december 2021 · 1 gemeente van Madivosa" in tekst(pagina(overleg="madivosa"))


def test_filter_on_an_overleg_shows_its_municipalities_only(pagina):
    assert _namen(pagina(overleg="pora")) == ["Alkmaar", "Heerhugowaard", "Langedijk"]


def test_filter_keeps_what_was_chosen(pagina):
    html = pagina(overleg="pora").content.decode()
    assert '<option value="pora" selected>PORA · West</option>' in html
    assert 'value="2021-12-31"' in html


def test_unknown_overleg_is_not_found(als, cast, url):
    assert als(cast.dirk).get(url, {"overleg": "bestaat-niet"}).status_code == 404


def test_geen_melding_is_a_cell_and_a_count_of_its_own(wereld, meld, pagina):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "afgerond")
    antwoord = pagina()
    assert antwoord.content.decode().partition('class="matrix"')[2].count('class="cel status-geen_melding"') == 3
    assert "1 van 4 ✓ afgerond ✓ 1 afgerond – 3 geen melding" in tekst(antwoord)
    assert "1 van 4 gemeld" in tekst(antwoord)


def test_no_column_hides_who_did_not_report(wereld, meld, pagina):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "niet_gestart")
    assert "Gemeld 1 van / 1 0 van / 1 0 van / 1 0 van / 1" in tekst(pagina())


def test_report_of_alkmaar_does_not_show_at_hoorn(wereld, meld, pagina):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering")
    html = pagina().content.decode()
    assert ('title="Alkmaar: In uitvoering (op 1 oktober 2021)"' in html, 'title="Hoorn: Geen melding"' in html) == (
        True,
        True,
    )


def test_successor_shows_what_its_predecessors_reported_until_it_reports(wereld, meld, pagina):
    meld(wereld.zelfscan, wereld.langedijk, "2021-11-01", "in_uitvoering")
    overgenomen = pagina(peildatum=NIEUWJAAR)
    assert "overgenomen van Langedijk" in tekst(overgenomen)
    assert "Overgenomen van een voorganger" in tekst(overgenomen)
    meld(wereld.zelfscan, wereld.dijk_en_waard, NIEUWJAAR, "niet_gestart")
    assert "vergenomen van" not in tekst(pagina(peildatum=NIEUWJAAR))


def test_cell_and_header_link_to_the_municipality_on_the_same_peildatum(wereld, pagina):
    alkmaar = reverse("monitoring:organisatie_detail", args=[wereld.programma.slug, "alkmaar"])
    html = pagina().content.decode()
    assert f'href="{alkmaar}?peildatum=2021-12-31">Alkmaar' in html
    assert f'href="{alkmaar}?peildatum=2021-12-31#actie-2"' in html


def test_downloads_take_the_filter_along(wereld, pagina):
    for formaat in ("xlsx", "ods", "csv"):
        adres = reverse("monitoring:gemeenten_export", args=[wereld.programma.slug, formaat])
        assert f'href="{adres}?peildatum=2021-12-31&amp;overleg=pora"' in pagina(overleg="pora").content.decode()


def test_a_peildatum_in_the_future_gives_the_default_and_says_so(pagina):
    assert "ligt in de toekomst" in pagina(peildatum="2999-01-01").content.decode()


def test_vervallen_actie_is_named_and_not_counted(wereld, meld, pagina):
    meld(wereld.zelfscan, None, "2021-10-01", "vervallen")
    assert "Vervallen en daarom niet geteld: 2. Zelfscan in elke gemeente" in tekst(pagina())


def test_programme_without_such_acties_says_so(wereld, pagina):
    Actie.objects.update(uitvoering="regionaal")
    assert "geen acties die elke gemeente zelf uitvoert" in tekst(pagina())


def test_day_without_municipalities_says_so(wereld, pagina):
    Deelname.objects.filter(overleg=wereld.madivosa).delete()
    assert "zijn er geen gemeenten om te laten zien" in tekst(pagina(overleg="madivosa"))


def test_visitor_sees_no_names_and_no_adjustments(wereld, cast, meld, als, url, settings):
    settings.DASHBOARD_OPENBAAR = True
    velden = {"toelichting": "Loopt.", "koers": "aandacht", "bijsturing": "Intern geheim", "gemeld_door": cast.bram}
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering", **velden)
    html = als(None).get(url, {"peildatum": OUDJAAR}).content.decode()
    assert ("Alkmaar: In uitvoering" in html, "Intern geheim" in html, "Bram" in html) == (True, False, False)


def _voeg_toe(wereld, aantal):
    """``aantal`` municipalities more, each with a report, and as many acties per organisatie."""
    acties = Actie.objects.bulk_create(
        Actie(
            programma=wereld.programma,
            nummer=nummer,
            titel=f"Actie {nummer}",
            onderdeel=wereld.kern,
            startjaar=2021,
            eindjaar=2021,
            uitvoering="per_organisatie",
        )
        for nummer in range(100, 100 + aantal)
    )
    nieuw = Organisatie.objects.bulk_create(
        Organisatie(naam=f"Plaats {i}", slug=f"plaats-{i}", soort="gemeente") for i in range(aantal)
    )
    for actie, organisatie in zip(acties, nieuw, strict=True):
        actie.hoofdverantwoordelijken.add(wereld.gemeenten)
        organisatie.partijen.add(wereld.gemeenten)
    op = "2021-10-01T09:00:00Z"
    Statusmelding.objects.bulk_create(
        Statusmelding(actie=wereld.zelfscan, organisatie=o, peildatum="2021-10-01", gemeld_op=op, status="afgerond")
        for o in nieuw
    )


@pytest.mark.parametrize("aantal", [0, 40])
def test_number_of_queries_is_constant(als, cast, wereld, url, aantal, django_assert_num_queries):
    _voeg_toe(wereld, aantal)
    client = als(cast.dirk)
    client.get(url)
    with django_assert_num_queries(9):
        client.get(url, {"peildatum": OUDJAAR, "overleg": "pora"})
    with django_assert_num_queries(5):
        client.get(url, {"peildatum": OUDJAAR, "overleg": "pora"})
