"""The matrix, worked out by hand: five municipalities in two overleggen, one actie per organisatie."""

from datetime import date

import pytest

from acties.models import Actie, Deelname, Organisatie, Overleg
from monitoring.lezen.matrix import maak_matrix
from monitoring.verslag.opbouw import bouw_verslag

OUDJAAR = date(2021, 12, 31)
NIEUWJAAR = date(2022, 1, 1)


@pytest.fixture
def matrix(wereld):
    return lambda dag=OUDJAAR, **keuzes: maak_matrix(bouw_verslag(wereld.programma, dag, **keuzes))


def _namen(matrix):
    return {groep.naam: [kolom.naam for kolom in groep.kolommen] for groep in matrix.groepen}


def test_municipalities_stand_in_the_group_of_their_overleg(matrix):
    assert _namen(matrix()) == {
        "West · PORA": ["Alkmaar", "Heerhugowaard", "Langedijk"],
        "Oost · Madivosa": ["Hoorn"],
    }


def test_merged_municipalities_show_until_their_last_day(matrix):
    assert _namen(matrix(NIEUWJAAR)) == {"West · PORA": ["Alkmaar", "Dijk en Waard"], "Oost · Madivosa": ["Hoorn"]}


def test_municipality_without_an_overleg_comes_last_in_its_own_group(wereld, matrix):
    Deelname.objects.filter(organisatie=wereld.alkmaar).delete()
    assert list(_namen(matrix()).items())[-1] == ("Overige", ["Alkmaar"])


def test_an_overleg_that_is_only_informed_is_no_group(wereld, matrix):
    commissie = Overleg.objects.create(afkorting="Commissie", slug="commissie", naam="Commissie", rol="geinformeerd")
    for organisatie in Organisatie.objects.gemeenten():
        Deelname.objects.create(overleg=commissie, organisatie=organisatie)
    assert list(_namen(matrix())) == ["West · PORA", "Oost · Madivosa"]


def test_municipality_in_two_overleggen_counts_once(wereld, matrix):
    Deelname.objects.create(overleg=wereld.madivosa, organisatie=wereld.alkmaar)
    assert _namen(matrix())["Oost · Madivosa"] == ["Hoorn"]
    assert matrix().telling.totaal == 4


def test_matrix_of_one_overleg_has_only_its_municipalities(wereld, matrix):
    Deelname.objects.create(overleg=wereld.madivosa, organisatie=wereld.alkmaar)
    oost = matrix(overleg=wereld.madivosa)
    assert (oost.overleg, _namen(oost)) == ("Madivosa", {"Oost · Madivosa": ["Alkmaar", "Hoorn"]})


def test_only_acties_that_municipalities_do_themselves_are_rows(wereld, matrix):
    wereld.voorlichting.uitvoering = "per_organisatie"  # van Veilig Thuis, niet van gemeenten
    wereld.voorlichting.save()
    assert [rij.nummer for rij in matrix().rijen] == [2]


def test_counts_per_actie_and_per_municipality(wereld, matrix, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "afgerond")
    meld(wereld.zelfscan, wereld.hoorn, "2021-10-01", "nvt")
    rij = matrix().rijen[0]
    assert [cel.stand for cel in rij.cellen] == ["afgerond", "geen_melding", "geen_melding", "nvt"]
    assert (rij.telling.afgerond, rij.telling.totaal) == (1, 3)
    assert [(aantal, regel.woord) for aantal, regel in rij.spreiding] == [
        (1, "Afgerond"),
        (2, "Geen melding"),
        (1, "N.v.t."),
    ]
    assert [(k.naam, k.telling.gemeld, k.telling.totaal) for k in matrix().kolommen] == [
        ("Alkmaar", 1, 1),
        ("Heerhugowaard", 0, 1),
        ("Langedijk", 0, 1),
        ("Hoorn", 0, 0),
    ]


def test_legend_names_nvt_only_when_it_occurs(wereld, matrix, meld):
    assert [regel.woord for regel in matrix().legenda][-1] == "Geen melding"
    meld(wereld.zelfscan, wereld.hoorn, "2021-10-01", "nvt")
    assert [regel.woord for regel in matrix().legenda][-1] == "N.v.t."


def test_cell_says_from_whom_it_was_taken_over(wereld, matrix, meld):
    meld(wereld.zelfscan, wereld.heerhugowaard, "2021-11-01", "afgerond")
    meld(wereld.zelfscan, wereld.langedijk, "2021-11-02", "afgerond")
    assert matrix().overgenomen is False
    cel = next(cel for cel in matrix(NIEUWJAAR).rijen[0].cellen if cel.gemeente == "Dijk en Waard")
    assert (matrix(NIEUWJAAR).overgenomen, cel.overgenomen) == (True, True)
    assert cel.uitleg == "Dijk en Waard: Afgerond, overgenomen van Heerhugowaard en Langedijk (op 2 november 2021)"


def test_municipality_that_is_not_responsible_has_an_empty_cell(wereld, matrix):
    wereld.hoorn.partijen.set([wereld.veilig_thuis])
    rij = matrix().rijen[0]
    assert [(cel.gemeente, cel.stand) for cel in rij.cellen][-1] == ("Hoorn", "")
    assert rij.telling.totaal == 3


def test_region_wide_word_is_named_beside_the_cells(wereld, matrix, meld):
    meld(wereld.zelfscan, None, "2021-10-01", "in_ontwikkeling")
    rij = matrix().rijen[0]
    assert (rij.regiobreed, rij.telling.geen_melding) == ("In ontwikkeling", 4)


def test_vervallen_actie_is_listed_apart(wereld, matrix):
    Actie.objects.filter(pk=wereld.zelfscan.pk).update(vervallen_op=date(2021, 6, 1), vervallen_reden="Dubbel.")
    assert (matrix().rijen, [actie.nummer for actie in matrix().vervallen]) == ((), [2])


def test_rows_stand_in_order_of_number(wereld, matrix):
    laat, vroeg = ({"startjaar": jaar, "eindjaar": jaar, "uitvoering": "per_organisatie"} for jaar in (2023, 2021))
    for nummer, velden in ((4, laat), (5, vroeg)):
        actie = Actie.objects.create(
            programma=wereld.programma, nummer=nummer, titel="Extra", onderdeel=wereld.kern, **velden
        )
        actie.hoofdverantwoordelijken.add(wereld.gemeenten)
    assert [rij.nummer for rij in matrix().rijen] == [2, 4, 5]
