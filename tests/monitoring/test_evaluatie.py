"""The evaluation of a year: which day it is about, what changed since the year before, and what was said per onderdeel."""

import re
from datetime import date

import pytest

from acties.models import Actie, Deelname
from monitoring.evaluatie import evaluatiebeeld, peilmoment, peilmomenten
from monitoring.models import Bespreking, Duiding, Evaluatie
from monitoring.opbouw import bouw_verslag

VANDAAG = date(2026, 11, 23)
OUDJAAR = date(2021, 12, 31)


def tekst(antwoord):
    """What a reader sees: without tags, every run of white space one space."""
    html = antwoord.content.decode().split("</head>")[1]
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture
def pagina(als, cast):
    return lambda pad="2021/", wie=cast.dirk: als(wie).get(f"/proef/evaluatie/{pad}")


# Which day


def test_a_year_is_about_its_last_day_and_compares_with_the_year_before(wereld):
    eerste, tweede, derde = peilmomenten(wereld.programma, VANDAAG)
    assert (eerste.peildatum, eerste.vorige_peildatum) == (OUDJAAR, None)
    assert (tweede.peildatum, tweede.vorige_peildatum) == (date(2022, 12, 31), OUDJAAR)
    assert (derde.peildatum, derde.voorlopig, derde.fase_woord) == (date(2023, 12, 31), False, "In voorbereiding")


def test_the_peildatum_of_the_evaluation_goes_first_also_for_the_next_year(wereld):
    Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=date(2021, 12, 15))
    assert peilmoment(wereld.programma, 2021, VANDAAG).peildatum == date(2021, 12, 15)
    assert peilmoment(wereld.programma, 2022, VANDAAG).vorige_peildatum == date(2021, 12, 15)


def test_a_year_that_is_not_over_is_about_today(wereld):
    moment = peilmoment(wereld.programma, 2022, date(2022, 6, 1))
    assert (moment.peildatum, moment.einde, moment.voorlopig) == (date(2022, 6, 1), date(2022, 12, 31), True)


@pytest.mark.parametrize(("jaar", "bestaat"), [(2020, False), (2021, True), (2022, True), (2023, False), (2024, False)])
def test_only_years_of_the_programme_that_have_begun(wereld, jaar, bestaat):
    assert (peilmoment(wereld.programma, jaar, date(2022, 1, 1)) is not None) == bestaat


# The figures


@pytest.fixture
def beeld(wereld):
    def maak(dag=OUDJAAR, **keuzes):
        return evaluatiebeeld(bouw_verslag(wereld.programma, dag, **keuzes))

    return maak


def test_counts_share_and_change_per_status(wereld, meld, beeld):
    meld(wereld.training, None, "2021-06-01", "in_uitvoering")
    meld(wereld.training, None, "2022-06-01", "afgerond")
    meld(wereld.voorlichting, None, "2022-06-01", "in_ontwikkeling")
    totaal = beeld(date(2022, 12, 31), vorige_peildatum=OUDJAAR).totaal
    assert [(vak.code, vak.aantal, vak.percentage, vak.verschil_tekst) for vak in totaal] == [
        ("afgerond", 1, 34, "+1"),
        ("in_uitvoering", 0, 0, "\N{MINUS SIGN}1"),
        ("in_ontwikkeling", 1, 33, "+1"),
        ("niet_gestart", 0, 0, "="),
        ("geen_melding", 1, 33, "\N{MINUS SIGN}1"),
    ]


def test_change_is_said_in_words_too(wereld, meld, beeld):
    meld(wereld.training, None, "2022-06-01", "afgerond")
    woorden = [vak.verschil_woord for vak in beeld(date(2022, 12, 31), vorige_peildatum=OUDJAAR).totaal]
    assert woorden[0] == "1 meer dan vorig jaar"
    assert woorden[-1] == "1 minder dan vorig jaar"
    assert woorden[1] == "evenveel als vorig jaar"


def test_without_a_previous_year_there_is_no_change(beeld):
    assert {(vak.verschil, vak.verschil_tekst, vak.verschil_woord) for vak in beeld().totaal} == {(None, "", "")}


def test_chapters_follow_the_programme_and_their_acties_the_priority(wereld, beeld):
    Actie.objects.filter(pk=wereld.training.pk).update(startjaar=2022, eindjaar=2022)
    hoofdstukken = [(h.onderdeel.code, [b.actie.nummer for b in h.acties]) for h in beeld().hoofdstukken]
    assert hoofdstukken == [("K1", [2, 1]), ("A1", [3])]


def test_vervallen_acties_close_the_chapter(wereld, beeld):
    Actie.objects.filter(pk=wereld.training.pk).update(vervallen_op=date(2021, 6, 1), vervallen_reden="Dubbel.")
    eerste = beeld().hoofdstukken[0]
    assert [b.actie.nummer for b in eerste.acties] == [2, 1]
    assert sum(vak.aantal for vak in eerste.vakken) == 1


def test_organisations_without_a_text_are_named_per_status(wereld, meld, beeld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "afgerond", toelichting="Klaar.")
    meld(wereld.zelfscan, wereld.hoorn, "2021-10-01", "in_uitvoering")
    actie = beeld().hoofdstukken[0].acties[1]
    assert [regel.organisatie for regel in actie.teksten] == ["Alkmaar"]
    assert [(legenda.woord, namen) for legenda, namen in actie.zonder_tekst] == [
        ("In uitvoering", ("Hoorn",)),
        ("Geen melding", ("Heerhugowaard", "Langedijk")),
    ]


def test_the_word_that_decides_is_not_repeated_below_it(wereld, meld, beeld):
    meld(wereld.training, wereld.hoorn, "2021-10-01", "in_uitvoering", toelichting="Eerst.")
    meld(wereld.training, wereld.alkmaar, "2021-11-01", "afgerond", toelichting="Daarna.")
    actie = next(b for b in beeld().hoofdstukken[0].acties if b.actie.nummer == 1)
    assert (actie.actie.melding.toelichting, [regel.toelichting for regel in actie.teksten]) == ("Daarna.", ["Eerst."])
    assert actie.zonder_tekst == ()


# The list of years


def test_list_shows_every_year_with_its_counts(pagina, wereld, meld):
    meld(wereld.training, None, "2021-10-01", "afgerond")
    zichtbaar = tekst(pagina(""))
    assert "Evaluatie 2023 In voorbereiding 31 december 2023 1 0 0 0 2 3" in zichtbaar
    assert "Evaluatie 2021 In voorbereiding 31 december 2021 1 0 0 0 2 3" in zichtbaar


def test_list_offers_the_annual_report_of_every_year(pagina):
    doelen = re.findall(r'href="/proef/evaluatie/(\d+)/jaarverslag/(\w+)/"', pagina("").content.decode())
    assert doelen == [(str(jaar), formaat) for jaar in (2023, 2022, 2021) for formaat in ("xlsx", "ods")]


def test_years_to_come_are_named_without_figures(als, cast, wereld):
    wereld.programma.eindjaar = 2998
    wereld.programma.save()
    assert "2998" in tekst(als(cast.dirk).get("/proef/evaluatie/")).split("Nog niet begonnen")[1]


@pytest.mark.parametrize("jaar", [1999, 2020, 2024, 99999999999999999999])
def test_year_outside_the_programme_is_404(pagina, jaar):
    assert pagina(f"{jaar}/").status_code == 404


# The evaluation on screen


def test_page_tells_its_day_its_phase_and_what_it_compares_with(pagina, wereld):
    Evaluatie.objects.create(programma=wereld.programma, jaar=2022, peildatum=date(2022, 12, 31), fase="concept")
    zichtbaar = tekst(pagina("2022/"))
    assert "Peildatum 31 december 2022 · vergeleken met 31 december 2021 · concept" in zichtbaar
    assert "Concept. Deze evaluatie is nog niet vastgesteld" in zichtbaar
    assert "geen vorig jaar" in tekst(pagina("2021/"))


def test_page_tells_what_happened_per_actie_and_organisation(pagina, wereld, meld):
    meld(
        wereld.zelfscan,
        wereld.alkmaar,
        "2021-10-01",
        "in_uitvoering",
        koers="aandacht",
        toelichting="Halverwege.",
        bijsturing="Extra uren.",
    )
    zichtbaar = tekst(pagina())
    assert "Alkmaar in uitvoering, aandacht ▲ Halverwege. Bijsturing: Extra uren." in zichtbaar
    assert "– Geen melding: Heerhugowaard, Hoorn, Langedijk" in zichtbaar
    assert "0 van 4 afgerond, 1 gemeld" in zichtbaar


def test_page_lists_what_changed(pagina, wereld, meld):
    meld(wereld.training, None, "2021-06-01", "in_uitvoering")
    meld(wereld.training, None, "2022-06-01", "afgerond")
    assert "1. Trainingen geven ▶ In uitvoering ✓ Afgerond" in tekst(pagina("2022/"))
    assert "Geen enkele status is veranderd sinds 31 december 2022" in tekst(pagina("2023/"))


def test_judgement_and_conclusions_stand_with_the_figures(pagina, wereld):
    evaluatie = Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=OUDJAAR)
    Duiding.objects.create(evaluatie=evaluatie, onderdeel=wereld.kern, oordeel="aandacht", tekst="Er is haast.")
    Bespreking.objects.create(
        evaluatie=evaluatie, overleg=wereld.pora, datum=date(2022, 2, 2), fase="besproken", conclusies="Wij gaan door."
    )
    zichtbaar = tekst(pagina())
    assert "Oordeel: ▲ Aandacht Er is haast." in zichtbaar
    assert "Overleg West · besproken 2 februari 2022 Conclusies Wij gaan door." in zichtbaar
    assert "Overleg Oost · nog niet gepland" in zichtbaar


def test_only_a_projectleider_sees_a_way_to_write(pagina, cast):
    assert "/duiding/K1/" in pagina(wie=cast.anna).content.decode()
    assert "/duiding/" not in pagina(wie=cast.bram).content.decode()
    assert "/bespreking/" not in pagina(wie=cast.dirk).content.decode()


def test_a_visitor_reads_no_names_and_no_bijsturing(client, settings, wereld, meld, cast):
    settings.DASHBOARD_OPENBAAR = True
    velden = {"koers": "aandacht", "toelichting": "Openbare tekst.", "bijsturing": "Interne afspraak."}
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering", gemeld_door=cast.bram, **velden)
    meld(wereld.training, None, "2021-10-01", "afgerond", toelichting="Binnenskamers.", openbaar=False)
    zichtbaar = tekst(client.get("/proef/evaluatie/2021/"))
    assert "Openbare tekst." in zichtbaar
    for geheim in ("Interne afspraak.", "Bram", "Binnenskamers."):
        assert geheim not in zichtbaar


# One overleg


def test_overleg_counts_its_own_municipalities_and_says_which(pagina, wereld, meld):
    meld(wereld.zelfscan, wereld.hoorn, "2021-10-01", "afgerond", toelichting="Hoorn is klaar.")
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_ontwikkeling", toelichting="Alkmaar begint.")
    pora = tekst(pagina("2021/overleg/pora/"))
    assert "nemen 3 organisaties deel: Alkmaar, Heerhugowaard, Langedijk." in pora
    assert "0 van 3 afgerond, 1 gemeld" in pora
    assert "Hoorn is klaar." not in pora
    assert "neemt 1 organisatie deel: Hoorn." in tekst(pagina("2021/overleg/madivosa/"))


def test_overleg_says_that_regional_acties_count_for_everyone(pagina, wereld, meld):
    meld(wereld.training, wereld.hoorn, "2021-10-01", "afgerond")
    pora = pagina("2021/overleg/pora/")
    assert "Regionale acties hebben één status voor de hele regio" in tekst(pora)
    assert pora.context["verslag"].actie(1).status == "afgerond"


def test_overleg_shows_only_its_own_conclusions(pagina, wereld):
    evaluatie = Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=OUDJAAR)
    for overleg, conclusies in ((wereld.pora, "Wij gaan door."), (wereld.madivosa, "Wij wachten.")):
        Bespreking.objects.create(
            evaluatie=evaluatie, overleg=overleg, datum=date(2022, 2, 2), fase="besproken", conclusies=conclusies
        )
    zichtbaar = tekst(pagina("2021/overleg/pora/"))
    assert "Wij gaan door." in zichtbaar
    assert "Wij wachten." not in zichtbaar


def test_overleg_without_participants_leads_to_the_region(pagina, wereld):
    Deelname.objects.filter(overleg=wereld.madivosa).delete()
    assert pagina("2021/overleg/madivosa/")["Location"] == "/proef/evaluatie/2021/#overleggen"
    assert "/overleg/madivosa/" not in pagina().content.decode()


# Queries: as many for few acties as for many


@pytest.mark.parametrize("aantal", [0, 50])
@pytest.mark.parametrize(("pad", "queries"), [("", 17), ("2022/", 20), ("2022/overleg/pora/", 21)])
def test_queries(als, cast, wereld, meld, django_assert_num_queries, aantal, pad, queries):
    Evaluatie.objects.create(programma=wereld.programma, jaar=2022, peildatum=date(2022, 12, 31))
    for nummer in range(100, 100 + aantal):
        actie = Actie.objects.create(
            programma=wereld.programma, nummer=nummer, titel=f"Actie {nummer}", onderdeel=wereld.kern, doorlopend=True
        )
        actie.hoofdverantwoordelijken.add(wereld.gemeenten)
        meld(actie, wereld.alkmaar, "2022-10-01", "afgerond", toelichting="Klaar.")
    client = als(cast.dirk)
    with django_assert_num_queries(queries):
        client.get(f"/proef/evaluatie/{pad}")


@pytest.mark.parametrize(("pad", "queries"), [("", 5), ("2022/", 5), ("2022/overleg/pora/", 6)])
def test_queries_as_long_as_nothing_changes(als, cast, django_assert_num_queries, pad, queries):
    client = als(cast.dirk)
    client.get(f"/proef/evaluatie/{pad}")
    with django_assert_num_queries(queries):
        client.get(f"/proef/evaluatie/{pad}")
