"""Kernelementen and actielijnen: the list, and one of them with its ambities, doelgroepen and acties."""

from datetime import date

import pytest
from django.urls import reverse

from acties.models import Actie, Onderdeel, Programma
from monitoring.models import Duiding, Evaluatie

OUDJAAR = {"peildatum": "2021-12-31"}


@pytest.fixture
def lijst(wereld):
    return reverse("monitoring:onderdeel_lijst", args=[wereld.programma.slug])


@pytest.fixture
def detail(wereld):
    return lambda code: reverse("monitoring:onderdeel_detail", args=[wereld.programma.slug, code])


@pytest.fixture
def lees(als, cast):
    return lambda url: als(cast.dirk).get(url, OUDJAAR)


@pytest.mark.parametrize("naam", ["anna", "bram", "carla", "vera", "dirk", "eva"])
def test_everyone_with_a_role_reads_them(als, cast, lijst, detail, naam):
    client = als(getattr(cast, naam))
    assert [client.get(url).status_code for url in (lijst, detail("K1"), detail("A1"))] == [200, 200, 200]


def test_anonymous_goes_to_login(als, lijst, detail):
    client = als(None)
    assert [client.get(url).url.startswith("/accounts/login/") for url in (lijst, detail("K1"))] == [True, True]


def test_wrong_method_is_refused(als, cast, lijst, detail):
    client = als(cast.anna)
    assert [client.post(url).status_code for url in (lijst, detail("K1"))] == [405, 405]


def test_onderdeel_of_another_programme_is_not_found(als, cast, detail):
    ander = Programma.objects.create(slug="ander", naam="Ander", startjaar=2021, eindjaar=2023)
    Onderdeel.objects.create(programma=ander, soort="actielijn", code="A9", naam="Vreemd")
    assert als(cast.dirk).get(detail("A9")).status_code == 404


def test_list_counts_each_onderdeel(wereld, meld, lijst, lees):
    meld(wereld.training, None, "2021-10-01", "afgerond")
    meld(wereld.zelfscan, None, "2021-10-01", "vervallen")
    html = lees(lijst).content.decode()
    assert "1 actie, 1 met een melding; daarnaast 1 vervallen" in html
    assert "1 actie, 0 met een melding" in html


def test_list_links_to_each_onderdeel_on_the_same_peildatum(lijst, detail, lees):
    assert f'href="{detail("K1")}?peildatum=2021-12-31"' in lees(lijst).content.decode()


def test_actielijn_shows_its_ambities_with_the_acties_that_serve_them(wereld, meld, detail, lees):
    meld(wereld.voorlichting, None, "2021-10-01", "in_uitvoering")
    antwoord = lees(detail("A1"))
    assert [(ambitie.tekst, [a.nummer for a in leden]) for ambitie, leden in antwoord.context["ambities"]] == [
        ("Iedereen kent de signalen", [3])
    ]


def test_an_ambitie_without_acties_is_shown_too(wereld, detail, lees):
    wereld.voorlichting.ambities.clear()
    assert "Nog geen actie aan gekoppeld" in lees(detail("A1")).content.decode()


def test_doelgroepen_link_to_their_acties(wereld, detail, lees):
    lijst = reverse("monitoring:actie_lijst", args=[wereld.programma.slug])
    assert (
        f'<a href="{lijst}?doelgroep=Ouderen&amp;peildatum=2021-12-31">Ouderen</a>'
        in lees(detail("A1")).content.decode()
    )


def test_acties_stand_by_priority_and_vervallen_apart(wereld, meld, detail, lees):
    meld(wereld.training, None, "2021-10-01", "vervallen")
    antwoord = lees(detail("K1"))
    assert [actie.nummer for actie in antwoord.context["acties"]] == [2]
    assert [actie.nummer for actie in antwoord.context["vervallen"]] == [1]


def test_judgement_of_the_evaluatie_of_that_year_is_shown(wereld, detail, lees):
    evaluatie = Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=date(2021, 12, 31))
    Duiding.objects.create(evaluatie=evaluatie, onderdeel=wereld.lijn, oordeel="aandacht", tekst="Het gaat langzaam.")
    assert "Het gaat langzaam." in lees(detail("A1")).content.decode()
    assert "Het gaat langzaam." not in lees(detail("K1")).content.decode()


@pytest.mark.parametrize("aantal", [0, 200])
def test_number_of_queries_is_constant(als, cast, wereld, lijst, detail, aantal, django_assert_num_queries):
    acties = Actie.objects.bulk_create(
        Actie(programma=wereld.programma, nummer=nr, titel=f"Actie {nr}", onderdeel=wereld.lijn, doorlopend=True)
        for nr in range(100, 100 + aantal)
    )
    wereld.ambitie.acties.add(*acties)
    client = als(cast.dirk)
    client.get(lijst)
    with django_assert_num_queries(8):
        client.get(lijst, OUDJAAR)
    with django_assert_num_queries(12):  # three of them for the afspraken, which are kept
        client.get(detail("A1"), OUDJAAR)


def test_the_list_says_what_the_programme_is_about(wereld, lees, lijst):
    assert "Over dit programma" not in lees(lijst).content.decode()
    Programma.objects.update(ondertitel="Bij de regiovisie", omschrijving="Vastgesteld door <b>alle</b> colleges.")
    pagina = lees(lijst).content.decode()
    assert "Over dit programma" in pagina
    assert "Bij de regiovisie" in pagina
    assert "Vastgesteld door &lt;b&gt;alle&lt;/b&gt; colleges." in pagina
