"""The sentences of one actie: every count and every name, in good Dutch."""

from datetime import date

import pytest

from monitoring.lezen.actie.zinnen import lang_stil, regiozin
from monitoring.verslag.opbouw import bouw_verslag

UITLEG = {"toelichting": "Geen capaciteit.", "bijsturing": "Inhuren."}


@pytest.fixture
def zin(wereld):
    def maak(nummer=2, dag=date(2021, 12, 31), functie=regiozin):
        verslag = bouw_verslag(wereld.programma, dag)
        return functie(verslag.actie(nummer), verslag)

    return maak


def test_nothing_said_is_no_sentence(zin):
    assert (zin(1), zin(2)) == ("", "")


def test_how_many_are_done(zin, wereld, meld):
    gemeenten = [wereld.alkmaar, wereld.hoorn, wereld.langedijk, wereld.heerhugowaard]
    meld(wereld.zelfscan, wereld.alkmaar, "2021-09-01", "in_uitvoering")
    assert zin() == "Nog geen van de 4 gemeenten is klaar."
    zinnen = []
    for gemeente in gemeenten:
        meld(wereld.zelfscan, gemeente, "2021-10-01", "afgerond")
        zinnen.append(zin())
    assert zinnen == [
        "1 van de 4 gemeenten is klaar.",
        "2 van de 4 gemeenten zijn klaar.",
        "3 van de 4 gemeenten zijn klaar.",
        "Alle 4 gemeenten zijn klaar.",
    ]


def test_who_is_stuck_comes_before_who_needs_attention(zin, wereld, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering", koers="vastgelopen", **UITLEG)
    meld(wereld.zelfscan, wereld.hoorn, "2021-10-01", "in_uitvoering", koers="vastgelopen", **UITLEG)
    meld(wereld.zelfscan, wereld.langedijk, "2021-10-01", "in_uitvoering", koers="aandacht", **UITLEG)
    assert zin() == ("Nog geen van de 4 gemeenten is klaar. Alkmaar en Hoorn zitten vast. Langedijk vraagt aandacht.")


def test_organisations_that_are_not_all_municipalities_are_called_so(zin, wereld, meld):
    wereld.zelfscan.hoofdverantwoordelijken.add(wereld.veilig_thuis)
    meld(wereld.zelfscan, wereld.vt, "2021-10-01", "afgerond")
    assert zin() == "1 van de 5 organisaties is klaar."


@pytest.mark.parametrize(
    ("status", "koers", "verwacht"),
    [
        ("niet_gestart", "", "Deze actie is nog niet gestart."),
        ("in_ontwikkeling", "op_schema", "Deze actie is in ontwikkeling, op schema."),
        ("in_uitvoering", "aandacht", "Deze actie is in uitvoering, en vraagt aandacht."),
        ("in_uitvoering", "vastgelopen", "Deze actie is in uitvoering, en zit vast."),
        ("afgerond", "", "Deze actie is afgerond."),
        ("vervallen", "", ""),
    ],
)
def test_one_word_for_the_region(zin, wereld, meld, status, koers, verwacht):
    meld(wereld.training, None, "2021-10-01", status, koers=koers, **(UITLEG if koers else {}))
    assert zin(1) == verwacht


def test_who_is_not_done_and_said_nothing_this_year(zin, wereld, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "afgerond")
    meld(wereld.zelfscan, wereld.hoorn, "2021-11-01", "in_uitvoering")
    dag = date(2022, 12, 31)
    assert zin(2, dag, lang_stil) == (
        "Nog niet klaar, en in 2022 niets gemeld: Dijk en Waard (nog nooit) en Hoorn (1 november 2021)."
    )
    assert zin(1, dag, lang_stil) == ""
