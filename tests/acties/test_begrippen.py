"""The list of terms: alphabetical, findable, with an address for each term."""

import pytest
from django.urls import reverse

from acties.begrippen import telzin
from acties.models import Begrip, Programma


@pytest.fixture
def url(wereld):
    return reverse("acties:begrip_lijst", args=[wereld.programma.slug])


@pytest.fixture
def lees(als, cast, url):
    return lambda **vraag: als(cast.dirk).get(url, vraag)


def termen(antwoord):
    return [begrip.term for _, begrippen in antwoord.context["letters"] for begrip in begrippen]


def begrip(wereld, term, definitie="Uitleg.", synoniemen=""):
    return Begrip.objects.create(programma=wereld.programma, term=term, definitie=definitie, synoniemen=synoniemen)


@pytest.mark.parametrize("naam", ["anna", "bram", "carla", "vera", "dirk", "eva"])
def test_everyone_with_a_role_reads_it(als, cast, url, naam):
    assert als(getattr(cast, naam)).get(url).status_code == 200


def test_anonymous_goes_to_login(als, url):
    assert als(None).get(url).url.startswith("/accounts/login/")


def test_wrong_method_is_refused(als, cast, url):
    assert als(cast.anna).post(url).status_code == 405


def test_terms_stand_in_alphabetical_order_whatever_their_case(wereld, lees):
    begrip(wereld, "kindcheck")
    begrip(wereld, "MDA++")
    begrip(wereld, "Huiselijk geweld")
    assert termen(lees()) == ["Huiselijk geweld", "kindcheck", "MDA++", "Zelfscan"]
    assert [letter for letter, _ in lees().context["letters"]] == ["H", "K", "M", "Z"]


def test_every_term_has_its_own_anchor(wereld, lees):
    assert f'id="begrip-{wereld.begrip.pk}"' in lees().content.decode()


def test_other_spellings_are_shown(wereld, lees):
    begrip(wereld, "MDA++", synoniemen="Multidisciplinaire aanpak\nMDA")
    assert "ook: Multidisciplinaire aanpak, MDA" in lees().content.decode()


@pytest.mark.parametrize("zoek", ["zelf", "SCAN", "vragenlijst", "vragenlijst teams", "lijstje"])
def test_search_finds_term_spelling_and_text(wereld, lees, zoek):
    Begrip.objects.filter(pk=wereld.begrip.pk).update(synoniemen="Lijstje")
    begrip(wereld, "Kindcheck", "Let op kinderen.")
    assert termen(lees(zoek=zoek)) == ["Zelfscan"]


def test_nothing_found_says_so_and_offers_all(lees, url):
    html = lees(zoek="bestaatniet").content.decode()
    assert "Geen begrip gevonden" in html
    assert f'<a href="{url}">' in html


def test_terms_of_another_programme_stay_out(wereld, lees):
    ander = Programma.objects.create(slug="ander", naam="Ander", startjaar=2021, eindjaar=2023)
    Begrip.objects.create(programma=ander, term="Vreemd", definitie="Hoort hier niet.")
    assert termen(lees()) == ["Zelfscan"]


@pytest.mark.parametrize("zoek", ["\x00", "x" * 5000])
def test_odd_search_texts_are_refused_with_a_message(lees, zoek):
    antwoord = lees(zoek=zoek)
    assert antwoord.status_code == 200
    assert "Dit klopt nog niet" in antwoord.content.decode()


@pytest.mark.parametrize("aantal", [0, 200])
def test_number_of_queries_is_constant(als, cast, wereld, url, aantal, django_assert_num_queries):
    Begrip.objects.bulk_create(
        Begrip(programma=wereld.programma, term=f"Begrip {n}", definitie="Uitleg.") for n in range(aantal)
    )
    client = als(cast.dirk)
    client.get(url)
    with django_assert_num_queries(6):
        client.get(url)


@pytest.mark.parametrize(
    ("totaal", "gevonden", "zin"),
    [
        (0, None, "0 begrippen uit het programma"),
        (1, None, "1 begrip uit het programma"),
        (2, None, "2 begrippen uit het programma"),
        (1, 0, "0 van 1 begrip uit het programma"),
        (12, 1, "1 van 12 begrippen uit het programma"),
    ],
)
def test_heading_counts_the_terms(totaal, gevonden, zin):
    assert telzin(totaal, gevonden) == zin


def test_search_counts_what_it_found_of_all(wereld, lees):
    begrip(wereld, "Kindcheck")
    assert lees().context["telzin"] == "2 begrippen uit het programma"
    assert lees(zoek="kindcheck").context["telzin"] == "1 van 2 begrippen uit het programma"
    assert lees(zoek="x" * 101).context["telzin"] == "2 begrippen uit het programma"
