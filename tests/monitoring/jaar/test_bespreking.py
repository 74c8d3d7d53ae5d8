"""What an overleg discussed, concluded and decided about an evaluation."""

from datetime import date

import pytest
from django.urls import reverse

from monitoring.models import Bespreking, Evaluatie
from tests.monitoring.lezen.test_gemeenten import tekst

FEBRUARI = date(2023, 2, 1)


@pytest.fixture
def url(wereld):
    return reverse("monitoring:bespreking_bewerken", args=[wereld.programma.slug, 2022, "pora"])


@pytest.fixture
def invulling():
    def velden(antwoord, **anders):
        return {
            "gezien": antwoord.context["form"]["gezien"].value(),
            "datum": "2023-02-01",
            "fase": "gepland",
            "besproken": "",
            "conclusies": "",
            "besluiten": "",
        } | anders

    return velden


@pytest.fixture
def bewaar(wereld):
    def schrijf(overleg=None, **velden):
        evaluatie = Evaluatie.objects.geldend_of_nieuw(wereld.programma, 2022)
        velden = {"datum": FEBRUARI, **velden}
        return Bespreking.objects.create(evaluatie=evaluatie, overleg=overleg or wereld.pora, **velden)

    return schrijf


def _besprekingen():
    return [(b.overleg.slug, b.datum, b.fase, b.conclusies) for b in Bespreking.objects.all()]


@pytest.mark.parametrize("naam", ["bram", "carla", "vera", "dirk", "eva"])
def test_others_may_not(als, cast, url, naam):
    client = als(getattr(cast, naam))
    velden = {"datum": "2023-02-01", "fase": "gepland"}
    assert [client.get(url).status_code, client.post(url, velden).status_code] == [403, 403]
    assert _besprekingen() == []


def test_anonymous_goes_to_login(als, url):
    client = als(None)
    assert [client.get(url).url, client.post(url, {}).url] == [f"/accounts/login/?next={url}"] * 2


def test_wrong_method_is_refused(als, cast, url):
    assert als(cast.anna).put(url).status_code == 405


@pytest.mark.parametrize(("jaar", "slug"), [(1999, "pora"), (2024, "pora"), (2022, "bestaat-niet")])
def test_another_year_or_overleg_is_not_found(als, cast, jaar, slug):
    adres = reverse("monitoring:bespreking_bewerken", args=["proef", jaar, slug])
    assert als(cast.anna).get(adres).status_code == 404


def test_projectleider_puts_it_on_the_agenda(als, cast, url, invulling):
    client = als(cast.anna)
    antwoord = client.post(url, invulling(client.get(url)))
    detail = reverse("monitoring:evaluatie_detail", args=["proef", 2022])
    assert (antwoord.status_code, antwoord["Location"]) == (302, f"{detail}#overleggen")
    assert _besprekingen() == [("pora", FEBRUARI, "gepland", "")]


def test_form_shows_the_figures(als, cast, wereld, meld, url):
    meld(wereld.training, None, "2022-10-01", "afgerond")
    assert "3 acties op 31 december 2022 Status Aantal Aandeel Verschil ✓ Afgerond 1 33% +1" in tekst(
        als(cast.anna).get(url)
    )


def test_date_stands_in_the_form_as_a_browser_needs_it(als, cast, url, bewaar):
    bewaar()
    assert 'value="2023-02-01"' in als(cast.anna).get(url).content.decode()


def test_date_is_needed_and_the_words_stay(als, cast, url, invulling):
    client = als(cast.anna)
    antwoord = client.post(url, invulling(client.get(url), datum="", conclusies="Wij zetten door."))
    assert antwoord.status_code == 200
    assert antwoord.context["form"].errors.keys() == {"datum"}
    assert "Wij zetten door." in antwoord.content.decode()


def test_empty_form_says_what_is_missing(als, cast, url):
    antwoord = als(cast.anna).post(url, {})
    assert (antwoord.status_code, antwoord.context["form"].errors.keys()) == (200, {"datum", "fase"})


def test_extra_fields_change_nothing(als, cast, wereld, url, invulling):
    client = als(cast.anna)
    client.post(url, invulling(client.get(url), overleg=wereld.madivosa.pk, evaluatie=99, jaar=2021))
    assert _besprekingen() == [("pora", FEBRUARI, "gepland", "")]
    assert Evaluatie.objects.get().jaar == 2022


def test_double_click_writes_once(als, cast, url, invulling):
    client = als(cast.anna)
    velden = invulling(client.get(url), fase="besproken", conclusies="Wij zetten door.")
    assert [client.post(url, velden).status_code for _ in range(2)] == [302, 302]
    assert (len(_besprekingen()), Bespreking.history.count()) == (1, 1)


def test_text_from_in_between_is_shown_beside_mine(als, cast, url, invulling, bewaar):
    client = als(cast.anna)
    velden = invulling(client.get(url), conclusies="Mijn conclusie.")
    bewaar(fase="besproken", besproken="De zelfscan.", conclusies="Die van een ander.", besluiten="Meer uren.")
    antwoord = client.post(url, velden)
    assert antwoord.status_code == 409
    pagina, overgenomen = tekst(antwoord), "Niet door jou gewijzigd: overgenomen"
    assert f"Wat er nu staat Wat jij verstuurde Stand Besproken {overgenomen}" in pagina
    assert f"De zelfscan. {overgenomen}" in pagina
    assert f"Conclusies Die van een ander. Mijn conclusie. Besluiten Meer uren. {overgenomen}" in pagina
    assert _besprekingen() == [("pora", FEBRUARI, "besproken", "Die van een ander.")]


def test_who_saw_both_texts_may_choose(als, cast, url, invulling, bewaar):
    client = als(cast.anna)
    velden = invulling(client.get(url), conclusies="Mijn conclusie.")
    bewaar(conclusies="Die van een ander.")
    conflict = client.post(url, velden)
    client.post(url, invulling(conflict, conclusies="Samen."))
    assert _besprekingen() == [("pora", FEBRUARI, "gepland", "Samen.")]


def test_other_overleg_is_no_conflict(als, cast, wereld, url, invulling, bewaar):
    client = als(cast.anna)
    velden = invulling(client.get(url), conclusies="Van West.")
    bewaar(overleg=wereld.madivosa, conclusies="Van Oost.")
    client.post(url, velden)
    assert sorted(_besprekingen()) == [
        ("madivosa", FEBRUARI, "gepland", "Van Oost."),
        ("pora", FEBRUARI, "gepland", "Van West."),
    ]
