"""The dashboard: what it tells on a peildatum, to whom, and at what cost."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from acties.models import Actie, Programma
from monitoring.datum import maanden_eerder
from monitoring.models import Bespreking, Evaluatie
from tests.volledig import verantwoordelijk

OUDJAAR = "2021-12-31"


@pytest.fixture
def url(wereld):
    return reverse("monitoring:dashboard", args=[wereld.programma.slug])


@pytest.fixture
def pagina(als, cast, url):
    """``pagina(sinds=…)``: the dashboard of 31 December 2021 as Dirk gets it."""

    def lees(**vraag):
        antwoord = als(cast.dirk).get(url, {"peildatum": OUDJAAR} | vraag)
        assert antwoord.status_code == 200
        return antwoord

    return lees


def tekst(antwoord):
    zonder_kop = antwoord.content.decode().split("</head>")[1]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", zonder_kop)))


@pytest.mark.parametrize("naam", ["anna", "bram", "carla", "vera", "dirk", "eva"])
def test_everyone_with_a_role_reads_it(als, cast, url, naam):
    assert als(getattr(cast, naam)).get(url).status_code == 200


def test_anonymous_goes_to_login(als, url):
    antwoord = als(None).get(url)
    assert (antwoord.status_code, antwoord.url.startswith("/accounts/login/")) == (302, True)


def test_visitor_reads_it_when_the_dashboard_is_public(als, url, settings):
    settings.DASHBOARD_OPENBAAR = True
    assert als(None).get(url).status_code == 200


def test_wrong_method_is_refused(als, cast, url):
    assert als(cast.anna).post(url).status_code == 405


def test_another_programme_is_not_found(als, cast):
    assert als(cast.dirk).get(reverse("monitoring:dashboard", args=["ander"])).status_code == 404


def test_counts_add_up_and_geen_melding_is_one_of_them(wereld, meld, pagina):
    meld(wereld.training, None, "2021-10-01", "afgerond")
    assert [(vak.code, vak.aantal, vak.onbevestigd) for vak in pagina().context["vakken"]] == [
        ("afgerond", 1, 0),
        ("in_uitvoering", 0, 0),
        ("in_ontwikkeling", 0, 0),
        ("niet_gestart", 0, 0),
        ("geen_melding", 2, 0),
    ]


def test_what_is_not_confirmed_is_counted_and_leads_to_exactly_these_acties(wereld, meld, pagina):
    """Actie 1 has one bijdrage that is done, actie 3 a word for the region: both are in uitvoering."""
    meld(wereld.training, wereld.hoorn, "2021-10-01", "afgerond")
    meld(wereld.voorlichting, None, "2021-10-01", "in_uitvoering")
    antwoord = pagina()
    vak = antwoord.context["vakken"][1]
    assert (vak.code, vak.aantal, vak.onbevestigd) == ("in_uitvoering", 2, 1)
    assert "waarvan 1 nog niet bevestigd" in tekst(antwoord)
    assert "1 Alleen bijdragen, nog niet bevestigd" in tekst(antwoord)
    lijst = reverse("monitoring:actie_lijst", args=[wereld.programma.slug])
    for vraag in ("nog_niet_bevestigd=on", "status=in_uitvoering&amp;nog_niet_bevestigd=on"):
        assert f'href="{lijst}?{vraag}&amp;peildatum=2021-12-31"' in antwoord.content.decode()


def test_all_is_confirmed_then_nothing_is_said_of_it(wereld, meld, pagina):
    meld(wereld.training, None, "2021-10-01", "in_uitvoering")
    inhoud = tekst(pagina())
    assert ("waarvan" in inhoud, "0 Alleen bijdragen, nog niet bevestigd" in inhoud) == (False, True)


def test_a_count_links_to_exactly_these_acties_on_this_peildatum(wereld, pagina):
    lijst = reverse("monitoring:actie_lijst", args=[wereld.programma.slug])
    assert f'href="{lijst}?status=geen_melding&amp;peildatum=2021-12-31"' in pagina().content.decode()


def test_vervallen_is_told_apart(wereld, meld, pagina):
    assert "Niet meegeteld" not in tekst(pagina())
    meld(wereld.training, None, "2021-10-01", "vervallen")
    antwoord = pagina()
    assert "Niet meegeteld: 1 vervallen actie" in tekst(antwoord)
    assert "0 van 2 acties hebben een melding" in tekst(antwoord)


def test_line_below_the_title_says_how_the_evaluatie_stands(wereld, pagina):
    assert "Peildatum 31 december 2021 · nog geen evaluatie over 2021 · 0 van 3 acties" in tekst(pagina())
    Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=date(2021, 12, 31))
    assert "evaluatie 2021 is in voorbereiding" in tekst(pagina())


def test_a_peildatum_in_the_future_gives_the_default_and_says_so(pagina):
    antwoord = pagina(peildatum="2999-01-01")
    assert "ligt in de toekomst" in tekst(antwoord)


def test_onderdelen_stand_per_kind(pagina):
    assert [(naam, [deel.naam for deel, _ in regels]) for naam, regels in pagina().context["soorten"]] == [
        ("Kernelementen", ["Lokaal"]),
        ("Actielijnen", ["Preventie"]),
    ]


def test_bar_is_read_aloud(wereld, meld, pagina):
    meld(wereld.training, None, "2021-10-01", "afgerond")
    assert 'aria-label="1 afgerond, 1 geen melding, samen 2"' in pagina().content.decode()


def test_new_since_three_months_before_the_peildatum(wereld, meld, pagina):
    meld(wereld.training, None, "2021-09-30", "in_uitvoering")
    meld(wereld.voorlichting, wereld.vt, "2021-10-01", "in_uitvoering")
    antwoord = pagina()
    assert "Nieuw sinds 30 september 2021" in tekst(antwoord)
    assert [nieuws.actie.nummer for nieuws in antwoord.context["nieuws"]] == [3]
    assert "In uitvoering · 1 oktober 2021 · bijdrage van Veilig Thuis Proef" in tekst(antwoord)


def test_new_since_a_day_of_choice(wereld, meld, pagina):
    meld(wereld.training, None, "2021-09-30", "in_uitvoering")
    assert [nieuws.actie.nummer for nieuws in pagina(sinds="2021-09-01").context["nieuws"]] == [1]


@pytest.mark.parametrize(
    ("sinds", "uitleg"), [("onzin", "is geen geldige datum"), ("2022-01-01", "ligt na de peildatum")]
)
def test_a_useless_since_gives_the_default_and_says_so(pagina, sinds, uitleg):
    antwoord = pagina(sinds=sinds)
    assert uitleg in tekst(antwoord)
    assert antwoord.context["sinds"] == date(2021, 9, 30)


def test_planning_starts_with_what_is_not_done(wereld, meld, pagina):
    meld(wereld.training, None, "2021-10-01", "afgerond")
    assert [rij.actie.nummer for rij in pagina().context["tijdlijn"].rijen] == [2, 3]


def test_everything_done_is_told(wereld, meld, pagina):
    for actie in (wereld.training, wereld.zelfscan, wereld.voorlichting):
        meld(actie, None, "2021-10-01", "afgerond")
    assert "Alle acties zijn afgerond of vervallen." in tekst(pagina())
    assert "Geen enkele actie vraagt nu om aandacht." in tekst(pagina())


def test_overleg_tells_when_it_discusses_this_year(wereld, pagina):
    evaluatie = Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=date(2021, 12, 31))
    Bespreking.objects.create(evaluatie=evaluatie, overleg=wereld.pora, datum=date(2022, 2, 2), fase="besproken")
    assert "2 februari 2022 besproken PORA · West nog niet gepland Madivosa · Oost" in tekst(pagina())


def test_what_does_not_fit_is_one_click_away(wereld, pagina):
    voeg_acties_toe(wereld, 10)
    antwoord = pagina()
    assert "Nog 7 acties" in tekst(antwoord)
    assert len(antwoord.context["tijdlijn"].rijen) == 10


def test_after_the_programme_its_last_year_counts(pagina):
    assert pagina(peildatum="2025-03-01").context["verslag"].jaar == 2023


def voeg_acties_toe(wereld, aantal):
    acties = Actie.objects.bulk_create(
        Actie(
            programma=wereld.programma,
            nummer=nummer,
            titel=f"Actie {nummer}",
            onderdeel=wereld.kern,
            startjaar=2021,
            eindjaar=2021,
        )
        for nummer in range(100, 100 + aantal)
    )
    verantwoordelijk(wereld.gemeenten, acties)


@pytest.mark.parametrize("aantal", [0, 200])
def test_number_of_queries_is_constant(als, cast, wereld, meld, url, aantal, django_assert_num_queries):
    voeg_acties_toe(wereld, aantal)
    meld(wereld.training, None, "2021-10-01", "afgerond")
    evaluatie = Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=date(2021, 12, 31))
    Bespreking.objects.create(evaluatie=evaluatie, overleg=wereld.pora, datum=date(2022, 2, 2))
    client = als(cast.dirk)
    client.get(url)
    with django_assert_num_queries(8):
        client.get(url, {"peildatum": OUDJAAR})
    with django_assert_num_queries(4):
        client.get(url, {"peildatum": OUDJAAR})


@pytest.mark.parametrize(
    ("dag", "eerder"),
    [
        ("2021-12-31", "2021-09-30"),
        ("2022-01-15", "2021-10-15"),
        ("2022-05-31", "2022-02-28"),
        ("2021-03-01", "2020-12-01"),
    ],
)
def test_three_months_earlier(dag, eerder):
    assert maanden_eerder(date.fromisoformat(dag), 3) == date.fromisoformat(eerder)


def test_a_programme_without_acties_says_what_to_do_first(als, cast, programma, url):
    """A programme that was just made, beside the one of the world. Who may not fill it, reads who does."""
    nieuw = Programma.objects.create(slug="nieuw", naam="Nieuw", startjaar=2021, eindjaar=2023)
    adres = reverse("monitoring:dashboard", args=[nieuw.slug])
    inhoud = tekst(als(cast.anna).get(adres))
    assert "Dit programma heeft nog geen acties. Vul bij Gegevens de lege werkmap in" in inhoud
    assert "Alle acties zijn afgerond" not in inhoud
    assert "Er zijn nog geen kernelementen of actielijnen." in inhoud
    assert "Dit programma heeft nog geen acties. De projectleider zet ze erin." in tekst(als(cast.dirk).get(adres))
    assert "nog geen acties" not in tekst(als(cast.anna).get(url, {"peildatum": OUDJAAR}))


def test_who_comes_for_an_overleg_goes_to_its_own_figures(als, cast, wereld, url):
    """The figures here are those of the region: nobody reads them as those of an overleg."""
    antwoord = als(cast.dirk).get(url, {"peildatum": OUDJAAR, "overleg": "pora"})
    assert antwoord.url == reverse("monitoring:evaluatie_overleg", args=[wereld.programma.slug, 2021, "pora"])
    assert als(cast.dirk).get(antwoord.url).status_code == 200
    assert als(cast.dirk).get(url, {"peildatum": OUDJAAR, "overleg": "nergens"}).status_code == 404
