"""The evaluation per year: what is counted, compared and told, for the region and for one overleg."""

import re
from datetime import date

import pytest
from django.urls import reverse

from acties.models import Actie, Programma
from monitoring.models import Bespreking, Duiding, Evaluatie
from tests.monitoring.lezen.test_gemeenten import tekst
from tests.volledig import verantwoordelijk


@pytest.fixture
def adres(wereld):
    return lambda jaar=2022, naam="detail", *rest: reverse(
        f"monitoring:evaluatie_{naam}", args=[wereld.programma.slug, jaar, *rest]
    )


@pytest.fixture
def pagina(als, cast, adres):
    def lees(jaar=2022, naam="detail", *rest):
        antwoord = als(cast.dirk).get(adres(jaar, naam, *rest))
        assert antwoord.status_code == 200
        return antwoord

    return lees


@pytest.fixture
def lijst(wereld):
    return reverse("monitoring:evaluatie_lijst", args=[wereld.programma.slug])


@pytest.fixture
def twee_jaar(wereld, meld):
    """Training from in uitvoering to afgerond, voorlichting from nothing to in uitvoering, zelfscan without a report."""
    meld(wereld.training, None, "2021-10-01", "in_uitvoering", toelichting="De eerste groep is gestart.")
    meld(wereld.training, None, "2022-10-01", "afgerond", toelichting="Alle groepen zijn klaar.")
    meld(wereld.voorlichting, wereld.vt, "2022-05-01", "in_uitvoering")


def _evaluatie(wereld, jaar=2022, **velden):
    return Evaluatie.objects.create(
        programma=wereld.programma, jaar=jaar, **{"peildatum": date(jaar, 12, 31), **velden}
    )


# Who reads it


@pytest.mark.parametrize("naam", ["anna", "bram", "carla", "vera", "dirk", "eva"])
def test_everyone_with_a_role_reads_it(als, cast, adres, lijst, naam):
    client = als(getattr(cast, naam))
    assert [client.get(url).status_code for url in (lijst, adres(), adres(2022, "overleg", "pora"))] == [200] * 3


def test_anonymous_goes_to_login(als, adres, lijst):
    client = als(None)
    urls = (lijst, adres(), adres(2022, "overleg", "pora"))
    assert [client.get(url).url.startswith("/accounts/login/") for url in urls] == [True] * 3


def test_wrong_method_is_refused(als, cast, adres, lijst):
    client = als(cast.anna)
    assert [client.post(url).status_code for url in (lijst, adres(), adres(2022, "overleg", "pora"))] == [405] * 3


@pytest.mark.parametrize("jaar", [1999, 2020, 2024, 99999999999999999999])
def test_year_outside_the_programme_is_not_found(als, cast, adres, jaar):
    client = als(cast.anna)
    assert [client.get(url).status_code for url in (adres(jaar), adres(jaar, "overleg", "pora"))] == [404, 404]


def test_unknown_overleg_is_not_found(als, cast, adres):
    assert als(cast.dirk).get(adres(2022, "overleg", "bestaat-niet")).status_code == 404


def test_overleg_without_members_is_read_with_the_region(als, cast, adres, wereld):
    wereld.madivosa.deelnames.all().delete()
    antwoord = als(cast.dirk).get(adres(2022, "overleg", "madivosa"))
    assert (antwoord.status_code, antwoord["Location"]) == (302, adres() + "#overleggen")


def test_only_the_projectleider_gets_links_to_write(als, cast, adres):
    kan = {naam: als(getattr(cast, naam)).get(adres()).content.decode() for naam in ("anna", "bram", "dirk", "eva")}
    schrijven = reverse("monitoring:duiding_bewerken", args=["proef", 2022, "K1"])
    assert {naam: schrijven in html for naam, html in kan.items()} == {
        "anna": True,
        "bram": False,
        "dirk": False,
        "eva": False,
    }


def test_visitor_sees_no_names_adjustments_or_internal_texts(als, wereld, cast, meld, adres, settings):
    settings.DASHBOARD_OPENBAAR = True
    meld(wereld.training, None, "2022-10-01", "in_uitvoering", toelichting="Voor iedereen.", gemeld_door=cast.anna)
    intern = {"toelichting": "Alleen intern.", "openbaar": False, "gemeld_door": cast.bram}
    meld(wereld.zelfscan, wereld.alkmaar, "2022-10-01", "in_uitvoering", **intern)
    traag = {"koers": "aandacht", "toelichting": "Het duurt.", "bijsturing": "Extra uren.", "gemeld_door": cast.vera}
    meld(wereld.voorlichting, None, "2022-10-01", "in_uitvoering", spreker=wereld.vt, **traag)
    woorden = ["Voor iedereen.", "Het duurt.", "Alleen intern.", "Extra uren.", "(Anna)", "(Vera)"]
    for url in (adres(), adres(2022, "overleg", "pora")):
        assert [woord in tekst(als(cast.dirk).get(url)) for woord in woorden] == [True] * 6
        assert [woord in tekst(als(None).get(url)) for woord in woorden] == [True, True, False, False, False, False]


# Which years, and which day


def test_list_has_a_row_per_year_the_newest_first(als, cast, lijst):
    jaren = als(cast.dirk).get(lijst).context["jaren"]
    assert [(moment.jaar, moment.peildatum) for moment, _ in jaren] == [
        (2023, date(2023, 12, 31)),
        (2022, date(2022, 12, 31)),
        (2021, date(2021, 12, 31)),
    ]


def test_list_counts_every_year_by_its_own_peildatum(als, cast, lijst, twee_jaar):
    jaren = als(cast.dirk).get(lijst).context["jaren"]
    assert {moment.jaar: telling.aantallen for moment, telling in jaren} == {
        2023: (1, 1, 0, 0, 1),
        2022: (1, 1, 0, 0, 1),
        2021: (0, 1, 0, 0, 2),
    }


def test_programme_that_has_not_begun_names_its_years(als, cast, wereld):
    later = Programma.objects.create(slug="later", naam="Later", startjaar=2998, eindjaar=2999)
    antwoord = als(cast.dirk).get(reverse("monitoring:evaluatie_lijst", args=[later.slug]))
    assert "Het programma is nog niet begonnen." in tekst(antwoord)
    assert "Nog niet begonnen: 2998, 2999." in tekst(antwoord)


def test_list_offers_the_annual_report_of_every_year(als, cast, lijst):
    html = als(cast.dirk).get(lijst).content.decode()
    doelen = re.findall(r'href="/proef/evaluatie/(\d+)/jaarverslag/(\w+)/"', html)
    assert doelen == [(str(jaar), formaat) for jaar in (2023, 2022, 2021) for formaat in ("pdf", "xlsx", "ods")]


def test_first_year_has_nothing_to_compare_with(twee_jaar, pagina):
    antwoord = pagina(2021)
    assert "Peildatum 31 december 2021 · geen vorig jaar · in voorbereiding" in tekst(antwoord)
    assert "Dit is het eerste jaar van het programma" in tekst(antwoord)
    assert [vak.verschil_tekst for vak in antwoord.context["beeld"].totaal] == [""] * 5


# Figures


def test_change_is_read_aloud(twee_jaar, pagina):
    woorden = [vak.verschil_woord for vak in pagina().context["beeld"].totaal]
    assert woorden[::2] == ["1 meer dan vorig jaar", "evenveel als vorig jaar", "1 minder dan vorig jaar"]
    assert "1 +1 , 1 meer dan vorig jaar, 33%" in tekst(pagina())


def test_vervallen_is_told_apart(wereld, meld, pagina):
    meld(wereld.training, None, "2022-10-01", "vervallen")
    antwoord = pagina()
    assert sum(vak.aantal for vak in antwoord.context["beeld"].totaal) == 2
    assert "2 en 1 vervallen" in tekst(antwoord)


def test_what_changed_is_a_table_from_and_to(twee_jaar, pagina):
    antwoord = tekst(pagina())
    assert "Van 31 december 2021 naar 31 december 2022" in antwoord
    assert "1. Trainingen geven ▶ In uitvoering ✓ Afgerond" in antwoord
    assert "3. Voorlichting – Geen melding ▶ In uitvoering" in antwoord


def test_a_year_in_which_nothing_changed_says_so(pagina):
    assert "Geen enkele status is veranderd sinds 31 december 2021." in tekst(pagina())


# What happened


def test_chapter_tells_what_happened_per_actie_up_to_the_peildatum(twee_jaar, pagina):
    assert "Alle groepen zijn klaar. De projectleider zei op 1 oktober 2022 namens de regio" in tekst(pagina(2022))
    vorig = tekst(pagina(2021))
    assert ("De eerste groep is gestart." in vorig, "Alle groepen zijn klaar." in vorig) == (True, False)


def test_actie_per_organisatie_tells_who_wrote_and_who_was_silent(wereld, meld, pagina):
    meld(wereld.zelfscan, wereld.alkmaar, "2022-10-01", "in_uitvoering", toelichting="De teams vullen hem in.")
    meld(wereld.zelfscan, wereld.hoorn, "2022-10-01", "afgerond")
    antwoord = tekst(pagina())
    assert "▶ Alkmaar in uitvoering De teams vullen hem in." in antwoord
    assert "✓ Afgerond, zonder tekst: Hoorn – Geen melding: Dijk en Waard" in antwoord


def test_koers_comes_with_its_adjustment(wereld, meld, pagina):
    velden = {"koers": "aandacht", "toelichting": "Het loopt traag.", "bijsturing": "Extra trainer."}
    meld(wereld.training, None, "2022-10-01", "in_uitvoering", **velden)
    assert "Het loopt traag. Bijsturing: Extra trainer." in tekst(pagina())


def test_successor_shows_the_texts_of_its_predecessors(wereld, meld, pagina):
    meld(wereld.zelfscan, wereld.langedijk, "2021-11-01", "in_uitvoering", toelichting="Begonnen.")
    assert "Langedijk in uitvoering Begonnen." in tekst(pagina(2021))
    assert "Dijk en Waard in uitvoering, overgenomen van Langedijk Langedijk: Begonnen." in tekst(pagina(2022))


def test_script_in_a_text_stays_text(wereld, meld, pagina):
    meld(wereld.training, None, "2022-10-01", "afgerond", toelichting="<script>alert(1)</script>")
    html = pagina().content.decode()
    assert ("<script>alert" in html, "&lt;script&gt;alert(1)" in html) == (False, True)


def test_duiding_and_bespreking_stand_with_their_year_only(wereld, pagina):
    evaluatie = _evaluatie(wereld)
    Duiding.objects.create(evaluatie=evaluatie, onderdeel=wereld.kern, oordeel="aandacht", tekst="Het gaat langzaam.")
    dag = date(2023, 2, 1)
    Bespreking.objects.create(evaluatie=evaluatie, overleg=wereld.pora, datum=dag, conclusies="Wij zetten door.")
    dit, vorig = tekst(pagina(2022)), tekst(pagina(2021))
    assert "Oordeel: ▲ Aandacht Het gaat langzaam." in dit
    assert "PORA · West Overleg West · gepland 1 februari 2023 Besproken, conclusies en besluiten van PORA" in dit
    assert "van PORA Conclusies Wij zetten door." in dit
    assert ("Het gaat langzaam." in vorig, "Wij zetten door." in vorig) == (False, False)


# One overleg


def test_overleg_counts_its_own_municipalities_only(wereld, meld, pagina):
    meld(wereld.zelfscan, wereld.alkmaar, "2022-10-01", "afgerond", toelichting="Alkmaar is klaar.")
    meld(wereld.zelfscan, wereld.dijk_en_waard, "2022-10-01", "afgerond")
    meld(wereld.zelfscan, wereld.hoorn, "2022-10-01", "niet_gestart", toelichting="Hoorn wacht.")
    standen = {
        slug: pagina(2022, "overleg", slug).context["verslag"].actie(2).status for slug in ("pora", "madivosa")
    } | {"regio": pagina().context["verslag"].actie(2).status}
    assert standen == {"pora": "afgerond", "madivosa": "niet_gestart", "regio": "in_uitvoering"}
    pora = tekst(pagina(2022, "overleg", "pora"))
    assert ("Alkmaar is klaar." in pora, "Hoorn wacht." in pora) == (True, False)


def test_overleg_counts_regional_acties_like_everyone(wereld, meld, pagina):
    meld(wereld.training, wereld.hoorn, "2022-10-01", "afgerond")
    pora = pagina(2022, "overleg", "pora")
    assert "Regionale acties hebben één status voor de hele regio" in tekst(pora)
    actie = pora.context["verslag"].actie(1)  # Hoorn is no member, and one of the three of the region that is done
    assert (actie.status, actie.herkomst) == ("in_uitvoering", "bijdragen")
    assert "0 bijdragen van de 2 van dit overleg" in tekst(pora)


def test_overleg_shows_its_members_of_that_year(pagina):
    assert "nemen 3 organisaties deel: Alkmaar, Heerhugowaard, Langedijk." in tekst(pagina(2021, "overleg", "pora"))
    assert "nemen 2 organisaties deel: Alkmaar, Dijk en Waard." in tekst(pagina(2022, "overleg", "pora"))
    assert "neemt 1 organisatie deel: Hoorn." in tekst(pagina(2022, "overleg", "madivosa"))


def test_overleg_shows_its_own_bespreking_only(wereld, pagina):
    evaluatie = _evaluatie(wereld)
    for overleg, conclusie in ((wereld.pora, "West zet door."), (wereld.madivosa, "Oost wacht af.")):
        Bespreking.objects.create(evaluatie=evaluatie, overleg=overleg, datum=date(2023, 2, 1), conclusies=conclusie)
    pora = tekst(pagina(2022, "overleg", "pora"))
    assert ("West zet door." in pora, "Oost wacht af." in pora) == (True, False)


# Cost


def _voeg_acties_toe(wereld, aantal):
    acties = Actie.objects.bulk_create(
        Actie(programma=wereld.programma, nummer=n, titel=f"Actie {n}", onderdeel=wereld.kern, doorlopend=True)
        for n in range(100, 100 + aantal)
    )
    verantwoordelijk(wereld.gemeenten, acties)


@pytest.mark.parametrize("aantal", [0, 200])
@pytest.mark.parametrize(("naam", "rest", "vers", "bewaard"), [("detail", (), 10, 5), ("overleg", ("pora",), 12, 6)])
def test_number_of_queries_is_constant(
    als, cast, wereld, adres, aantal, naam, rest, vers, bewaard, django_assert_num_queries
):
    _voeg_acties_toe(wereld, aantal)
    evaluatie = _evaluatie(wereld)
    Duiding.objects.create(evaluatie=evaluatie, onderdeel=wereld.kern, tekst="Goed.")
    client = als(cast.dirk)
    client.get(adres(2021))
    with django_assert_num_queries(vers):
        client.get(adres(2022, naam, *rest))
    with django_assert_num_queries(bewaard):
        client.get(adres(2022, naam, *rest))


@pytest.mark.parametrize("aantal", [0, 200])
def test_list_of_years_counts_once(als, cast, wereld, adres, lijst, aantal, django_assert_num_queries):
    _voeg_acties_toe(wereld, aantal)
    client = als(cast.dirk)
    client.get(adres(2021))
    with django_assert_num_queries(7):
        client.get(lijst)
    with django_assert_num_queries(5):
        client.get(lijst)


def test_kept_counts_give_way_to_a_new_melding(als, cast, wereld, meld, lijst, twee_jaar):
    als(cast.dirk).get(lijst)
    meld(wereld.zelfscan, None, "2021-06-01", "afgerond")
    jaren = als(cast.dirk).get(lijst).context["jaren"]
    assert {moment.jaar: telling.afgerond for moment, telling in jaren} == {2023: 2, 2022: 2, 2021: 1}
