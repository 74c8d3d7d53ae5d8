"""Two organisations side by side: per actie what each reported, and the counts."""

import csv
import io
from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import reverse

from acties.models import Actie
from acties.spoor.bewaren import plek
from monitoring.lezen.tweetal.beeld import Rij, Tweetal, Vak, tweetal
from monitoring.models import Statusmelding
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.verslag.vorm import TELBAAR, Telling
from tests.antwoord import tekst

DAG = date(2021, 12, 31)
KOPPEL = {"een": "alkmaar", "ander": "hoorn", "peildatum": "2021-12-31"}
AANDACHT = {"koers": "aandacht", "toelichting": "Geheime tekst", "bijsturing": "Geheim plan", "openbaar": False}


def adres(naam="organisaties_vergelijken", *args):
    return reverse(f"monitoring:{naam}", args=["proef", *args])


@pytest.fixture
def open_pagina(als, cast):
    return lambda vraag, wie=cast.dirk: als(wie).get(adres(), vraag)


def standen(rijen):
    return [(rij.actie.nummer, *(vak.stand for vak in rij.vakken), rij.verschil) for rij in rijen]


# The sentence


def _rij(een, ander):
    return Rij(actie=None, vakken=(Vak(organisatie="A", stand=een), Vak(organisatie="B", stand=ander)))


def _zin(*paren):
    twee = (SimpleNamespace(naam="A"), SimpleNamespace(naam="B"))
    return Tweetal(
        organisaties=twee, tellingen=(Telling(), Telling()), eigen=tuple(_rij(*paar) for paar in paren), regionaal=()
    ).zin


@pytest.mark.parametrize(
    ("paren", "zin"),
    [
        ([], "Er is geen actie die zij allebei zelf doen."),
        ([("afgerond", "")], "Er is geen actie die zij allebei zelf doen."),
        (
            [("afgerond", "afgerond")],
            "1 actie doen zij allebei zelf: bij geen verschilt de status, bij geen ontbreekt een melding.",
        ),
        (
            [("afgerond", "niet_gestart"), ("geen_melding", "geen_melding"), ("geen_melding", "afgerond")],
            "3 acties doen zij allebei zelf: bij 1 verschilt de status, bij 2 ontbreekt een melding.",
        ),
    ],
)
def test_a_missing_report_is_never_counted_as_a_difference(paren, zin):
    assert _zin(*paren) == zin


# What stands beside what


def test_own_acties_and_contributions_stand_apart(wereld, meld):
    w = wereld
    meld(w.zelfscan, w.alkmaar, "2021-05-01", "afgerond")
    meld(w.training, w.hoorn, "2021-06-01", "in_uitvoering", koers="op_schema")
    beeld = tweetal(bouw_verslag(w.programma, DAG), ["alkmaar", "hoorn"])
    assert standen(beeld.eigen) == [(2, "afgerond", "geen_melding", "Melding ontbreekt")]
    assert standen(beeld.regionaal) == [(1, "geen_melding", "in_uitvoering", "Melding ontbreekt")]
    assert [(telling.afgerond, telling.geen_melding, telling.totaal) for telling in beeld.tellingen] == [
        (1, 0, 1), (0, 1, 1),
    ]  # fmt: skip
    assert beeld.regionaal[0].vakken[1] == Vak(
        organisatie="Hoorn", stand="in_uitvoering", koers="op_schema", peildatum=date(2021, 6, 1)
    )


def test_actie_of_one_of_them_says_whose_it_is(wereld, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-05-01", "afgerond")
    beeld = tweetal(bouw_verslag(wereld.programma, DAG), ["alkmaar", "veilig-thuis-proef"])
    assert standen(beeld.eigen) == [(2, "afgerond", "", "Alleen van Alkmaar")]
    assert standen(beeld.regionaal) == [
        (1, "geen_melding", "", "Alleen van Alkmaar"),
        (3, "", "geen_melding", "Alleen van Veilig Thuis Proef"),
    ]


def test_first_day_of_the_programme_has_no_report_and_says_so(wereld):
    beeld = tweetal(bouw_verslag(wereld.programma, wereld.programma.eerste_dag), ["hoorn", "alkmaar"])
    assert standen(beeld.eigen) == [(2, "geen_melding", "geen_melding", "Melding ontbreekt")]
    assert [telling.aantallen for telling in beeld.tellingen] == [(0, 0, 0, 0, 1)] * 2
    assert TELBAAR[-1] == "geen_melding"


def test_successor_shows_from_whom_it_took_over(open_pagina, wereld, meld):
    meld(wereld.zelfscan, wereld.langedijk, "2021-05-01", "in_uitvoering")
    pagina = tekst(open_pagina({"een": "dijk-en-waard", "ander": "alkmaar", "peildatum": "2022-12-31"}))
    assert "overgenomen van Langedijk" in pagina


# The page


def test_page_shows_both_with_a_missing_report(open_pagina, wereld, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-05-01", "afgerond")
    antwoord = open_pagina(KOPPEL)
    assert antwoord.status_code == 200
    pagina = tekst(antwoord)
    assert "Alkmaar en Hoorn · peildatum 31 december 2021" in pagina
    assert "1 actie doen zij allebei zelf: bij geen verschilt de status, bij 1 ontbreekt een melding." in pagina
    assert 'href="/proef/acties/2/?peildatum=2021-12-31"' in pagina
    assert "Geen melding" in pagina.partition('id="eigen"')[2].partition("</table>")[0]


def test_own_organisation_is_chosen_until_both_are(open_pagina, cast):
    eigen = open_pagina({"peildatum": "2021-12-31"}, cast.bram)
    assert (eigen.status_code, eigen.context["formulier"]["een"].value()) == (200, "alkmaar")
    ander = open_pagina({"een": "hoorn", "peildatum": "2021-12-31"}, cast.bram)
    assert ander.context["formulier"]["een"].value() == "hoorn"
    assert 'aria-invalid="true"' not in tekst(ander)


@pytest.mark.parametrize(
    ("vraag", "uitleg"),
    [
        ({"een": "hoorn", "ander": "hoorn"}, "Je koos twee keer Hoorn. Kies hier een andere organisatie."),
        ({"een": "onzin", "ander": "hoorn"}, "Deze organisatie doet niet mee in dit programma."),
        (
            {"een": "langedijk", "ander": "hoorn", "peildatum": "2022-12-31"},
            "Langedijk is op 1 januari 2022 opgegaan in Dijk en Waard. Kies Dijk en Waard, of een eerdere peildatum.",
        ),
        (
            {"een": "hoorn", "ander": "dijk-en-waard", "peildatum": "2021-12-31"},
            "Dijk en Waard bestaat pas sinds 1 januari 2022. Kies een andere, of een latere peildatum.",
        ),
    ],
)
def test_choice_that_cannot_be_says_why_and_what_then(open_pagina, wereld, vraag, uitleg):
    antwoord = open_pagina(vraag)
    assert antwoord.status_code == 400
    assert uitleg in tekst(antwoord)


def test_day_in_the_future_gives_the_last_day_and_says_so(open_pagina, wereld):
    antwoord = open_pagina(KOPPEL | {"peildatum": "2999-12-31"})
    assert "ligt in de toekomst" in tekst(antwoord)
    assert antwoord.context["verslag"].peildatum == date(2023, 12, 31)


def test_visitor_sees_figures_and_no_text_or_name_or_file(als, cast, wereld, meld, settings):
    settings.DASHBOARD_OPENBAAR = True
    meld(wereld.zelfscan, wereld.alkmaar, "2021-05-01", "in_uitvoering", gemeld_door=cast.bram, **AANDACHT)
    client = als(None)
    pagina = tekst(client.get(adres(), KOPPEL))
    assert "Deze cijfers zijn voorlopig" in pagina
    assert "Aandacht" in pagina
    assert [woord for woord in ("Geheim", "Bram", "export") if woord in pagina] == []
    assert client.get(adres("tweetal_export", "csv"), KOPPEL).status_code == 403


@pytest.mark.parametrize("aantal", [1, 30])
def test_number_of_queries_is_constant(als, cast, wereld, django_assert_num_queries, aantal):
    for nummer in range(100, 100 + aantal):
        actie = Actie.objects.create(
            programma=wereld.programma, nummer=nummer, titel="Nog een", onderdeel=wereld.kern, doorlopend=True,
            uitvoering="per_organisatie",
        )  # fmt: skip
        actie.hoofdverantwoordelijken.add(wereld.gemeenten)
    plek.clear()
    client = als(cast.dirk)
    with django_assert_num_queries(10):
        client.get(adres(), KOPPEL)
    with django_assert_num_queries(4):
        client.get(adres(), KOPPEL)


# The file


def test_file_has_a_row_per_actie_and_both_organisations(als, cast, wereld, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-05-01", "afgerond")
    antwoord = als(cast.dirk).get(adres("tweetal_export", "csv"), KOPPEL)
    assert 'filename="alkmaar-hoorn-proef-2021-12-31-voorlopig.csv"' in antwoord["Content-Disposition"]
    rijen = list(csv.reader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";"))
    per = [[naam, f"Koers {naam}", f"Gemeld {naam}", f"Bij {naam}"] for naam in ("Alkmaar", "Hoorn")]
    kop = rijen.index(["Nr", "Actie", "Soort", *per[0], *per[1]])
    assert [(rij[0], rij[2], rij[3], rij[7]) for rij in rijen[kop + 1 : kop + 3]] == [
        ("2", "Doet elke organisatie zelf", "Afgerond", "Geen melding"),
        ("1", "Actie van de regio", "Geen melding", "Geen melding"),
    ]


def test_file_of_a_wrong_choice_leads_to_the_page_that_says_why(als, cast, wereld):
    antwoord = als(cast.dirk).get(adres("tweetal_export", "csv"), {"een": "hoorn", "ander": "hoorn"})
    assert antwoord["Location"] == f"{adres()}?een=hoorn&ander=hoorn"
    assert Statusmelding.objects.count() == 0
