"""The whole timeline: grouped, filtered, with its table."""

import pytest
from django.urls import reverse

from acties.models import Actie, Programma


@pytest.fixture
def url(wereld):
    return reverse("monitoring:planning", args=[wereld.programma.slug])


@pytest.fixture
def lees(als, cast, url):
    return lambda **vraag: als(cast.dirk).get(url, {"peildatum": "2021-12-31"} | vraag)


def groepen(antwoord):
    return {naam: [rij.actie.nummer for rij in lijn.rijen] for naam, lijn in antwoord.context["groepen"]}


@pytest.mark.parametrize("naam", ["anna", "bram", "carla", "vera", "dirk", "eva"])
def test_everyone_with_a_role_reads_it(als, cast, url, naam):
    assert als(getattr(cast, naam)).get(url).status_code == 200


def test_anonymous_goes_to_login(als, url):
    assert als(None).get(url).url.startswith("/accounts/login/")


def test_wrong_method_is_refused(als, cast, url):
    assert als(cast.anna).post(url).status_code == 405


def test_acties_stand_per_onderdeel(lees):
    assert groepen(lees()) == {"Lokaal": [1, 2], "Preventie": [3]}


def test_or_in_one_row_by_priority(lees):
    assert groepen(lees(groep="prioriteit")) == {"Alle acties op prioriteit": [1, 2, 3]}


@pytest.mark.parametrize(
    ("vraag", "nummers"),
    [
        ({"onderdeel": "A1"}, [3]),
        ({"aanjagersrol": "blauw"}, [1, 3]),
        ({"planningsjaar": "2022"}, [2]),
        ({"planningsjaar": "doorlopend"}, [3]),
        ({"status": "afgerond"}, [1]),
        ({"status": "geen_melding"}, [2, 3]),
        ({"aanjagersrol": "blauw", "status": "geen_melding"}, [3]),
    ],
)
def test_filters_leave_what_fits(wereld, meld, lees, vraag, nummers):
    meld(wereld.training, None, "2021-10-01", "afgerond")
    assert [actie.nummer for actie in lees(**vraag).context["acties"]] == nummers


def test_a_chip_takes_one_filter_away_and_keeps_the_rest(lees):
    html = lees(onderdeel="A1", groep="prioriteit").content.decode()
    assert 'href="?peildatum=2021-12-31&amp;groep=prioriteit"' in html


def test_a_wrong_filter_shows_why_and_no_bars(lees):
    antwoord = lees(onderdeel="onzin")
    assert antwoord.context["groepen"] == []
    assert "het filter klopt niet" in antwoord.content.decode()


def test_an_empty_result_offers_the_whole_planning(lees, url):
    assert (
        f'<a href="{url}?peildatum=2021-12-31">toon de hele planning</a>' in lees(planningsjaar="2023").content.decode()
    )


def test_done_is_grey_with_a_sign_and_dropped_is_struck(wereld, meld, lees):
    meld(wereld.training, None, "2021-10-01", "afgerond")
    meld(wereld.zelfscan, None, "2021-10-01", "vervallen")
    html = lees().content.decode()
    assert 'aria-label="2021, Projectleiders, afgerond"' in html
    assert ">B ✓</text>" in html
    assert "<s>2. Zelfscan in elke gemeente</s>" in html
    assert ">G ✕</text>" in html


def test_both_aanjagers_of_an_ongoing_actie_are_drawn(lees):
    html = lees().content.decode()
    assert 'aria-label="Doorlopend, Ambtenaren, Projectleiders"' in html
    assert ">G doorlopend →</text>" in html
    assert ">B doorlopend →</text>" in html


@pytest.mark.parametrize("aantal", [0, 200])
def test_number_of_queries_is_constant(als, cast, wereld, url, aantal, django_assert_num_queries):
    Actie.objects.bulk_create(
        Actie(programma=wereld.programma, nummer=nr, titel=f"Actie {nr}", onderdeel=wereld.lijn, doorlopend=True)
        for nr in range(100, 100 + aantal)
    )
    client = als(cast.dirk)
    client.get(url)
    with django_assert_num_queries(9):
        client.get(url, {"peildatum": "2021-12-31"})
    with django_assert_num_queries(5):
        client.get(url, {"peildatum": "2021-12-31"})


def test_a_programme_without_acties_does_not_blame_the_filter(als, cast, wereld):
    nieuw = Programma.objects.create(slug="nieuw", naam="Nieuw", startjaar=2021, eindjaar=2023)
    inhoud = als(cast.dirk).get(reverse("monitoring:planning", args=[nieuw.slug])).content.decode()
    assert "Dit programma heeft nog geen acties." in inhoud
    assert "past bij dit filter" not in inhoud
