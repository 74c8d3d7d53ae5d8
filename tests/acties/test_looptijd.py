"""Who existed on a day, and who acts for whom then: worked out by hand, without a database where none is needed."""

from dataclasses import dataclass
from datetime import date

import pytest

from acties.models import Deelname, Organisatie
from acties.models.looptijd import Bestaan, keten, optredend

OUD, FUSIE, NA = date(2021, 12, 31), date(2022, 1, 1), date(2022, 1, 2)


@dataclass(eq=False)
class Rij(Bestaan):
    naam: str
    begindatum: date | None = None
    einddatum: date | None = None
    opvolger: "Rij | None" = None


def wie(rij, dag):
    return optredend(keten(rij, lambda schakel: schakel.opvolger), dag).naam


NIEUW = Rij("Nieuw", begindatum=FUSIE)
VOORGANGER = Rij("Voorganger", einddatum=FUSIE, opvolger=NIEUW)


@pytest.mark.parametrize(
    ("rij", "dag", "er"),
    [
        (VOORGANGER, OUD, True),
        (VOORGANGER, FUSIE, False),
        (VOORGANGER, NA, False),
        (NIEUW, OUD, False),
        (NIEUW, FUSIE, True),
        (NIEUW, NA, True),
        (Rij("Altijd"), OUD, True),
    ],
)
def test_on_the_day_of_the_merger_the_new_one_is_there_and_the_old_one_is_not(rij, dag, er):
    assert rij.bestond_op(dag) is er


@pytest.mark.parametrize(
    ("rij", "jaar", "er"),
    [
        (VOORGANGER, 2021, True),
        (VOORGANGER, 2022, False),
        (NIEUW, 2021, False),
        (NIEUW, 2022, True),
        (Rij("Halverwege", begindatum=date(2021, 6, 1), einddatum=date(2021, 6, 2)), 2021, True),
        (Rij("Laatste dag", begindatum=date(2021, 12, 31)), 2021, True),
        (Rij("Eerste dag", einddatum=date(2021, 1, 2)), 2021, True),
        (Rij("Net niet meer", einddatum=date(2021, 1, 1)), 2021, False),
    ],
)
def test_a_year_counts_when_there_was_one_day_in_it(rij, jaar, er):
    assert rij.bestond_in(jaar) is er


def test_the_nearest_day_that_an_organisation_was_there():
    assert (VOORGANGER.dichtste_dag(OUD), VOORGANGER.dichtste_dag(FUSIE), VOORGANGER.dichtste_dag(NA)) == (
        OUD,
        OUD,
        OUD,
    )
    assert (NIEUW.dichtste_dag(OUD), NIEUW.dichtste_dag(FUSIE), NIEUW.dichtste_dag(NA)) == (FUSIE, FUSIE, NA)


def test_the_successor_acts_from_the_day_of_the_merger_itself():
    assert [wie(VOORGANGER, dag) for dag in (OUD, FUSIE, NA)] == ["Voorganger", "Nieuw", "Nieuw"]


def test_a_chain_of_mergers_is_followed_to_who_is_there_on_that_day():
    """A merges into B in 2022, B into C in 2024, C is closed in 2026 without a successor."""
    c = Rij("C", einddatum=date(2026, 1, 1))
    b = Rij("B", begindatum=date(2022, 1, 1), einddatum=date(2024, 1, 1), opvolger=c)
    a = Rij("A", einddatum=date(2022, 1, 1), opvolger=b)
    dagen = [date(2021, 12, 31), date(2022, 1, 1), date(2023, 12, 31), date(2024, 1, 1), date(2025, 12, 31)]
    assert [wie(a, dag) for dag in dagen] == ["A", "B", "B", "C", "C"]
    assert wie(a, date(2026, 1, 1)) == "C"  # there is nobody after C
    assert [schakel.naam for schakel in keten(a, lambda schakel: schakel.opvolger)] == ["A", "B", "C"]


def test_an_existing_municipality_that_takes_over_another_stays_itself():
    alkmaar = Rij("Alkmaar")
    schermer = Rij("Schermer", einddatum=FUSIE, opvolger=alkmaar)
    assert [wie(alkmaar, dag) for dag in (OUD, FUSIE)] == ["Alkmaar", "Alkmaar"]
    assert [wie(schermer, dag) for dag in (OUD, FUSIE)] == ["Schermer", "Alkmaar"]


def test_a_circle_ends_where_it_began():
    a, b = Rij("A", einddatum=FUSIE), Rij("B", einddatum=FUSIE)
    a.opvolger, b.opvolger = b, a
    assert wie(a, FUSIE) == "B"


# The same questions to the database


@pytest.mark.parametrize("dag", [OUD, FUSIE, NA])
def test_the_database_and_python_agree_on_who_existed(wereld, dag):
    assert set(Organisatie.objects.op_peildatum(dag)) == {o for o in Organisatie.objects.all() if o.bestond_op(dag)}


def test_the_database_says_who_existed_in_a_period(wereld):
    def namen(van, tot):
        gevonden = Organisatie.objects.gemeenten().in_periode(van, tot)
        return [organisatie.naam for organisatie in gevonden.order_by("naam")]

    assert namen(OUD, OUD) == ["Alkmaar", "Heerhugowaard", "Hoorn", "Langedijk"]
    assert namen(FUSIE, NA) == ["Alkmaar", "Dijk en Waard", "Hoorn"]
    assert namen(OUD, FUSIE) == ["Alkmaar", "Dijk en Waard", "Heerhugowaard", "Hoorn", "Langedijk"]


def test_who_is_gone_in_between(wereld):
    def weg(van, tot):
        return {organisatie.naam for organisatie in Organisatie.objects.weg_tussen(van, tot)}

    assert weg(OUD, FUSIE) == {"Heerhugowaard", "Langedijk"}
    assert weg(date(2021, 1, 1), OUD) == weg(FUSIE, NA) == set()


def test_a_municipality_that_came_after_the_programme_was_never_in_it(wereld):
    laat = Organisatie.objects.create(naam="Laat", slug="laat", soort="gemeente", begindatum=date(2024, 1, 1))
    laat.partijen.add(wereld.gemeenten)
    assert laat not in Organisatie.objects.gemeenten_van(wereld.programma)
    Organisatie.objects.filter(pk=laat.pk).update(begindatum=date(2023, 12, 31))
    assert laat in Organisatie.objects.gemeenten_van(wereld.programma)


def test_merging_twice_is_followed_backwards_on_a_day(wereld):
    groter = Organisatie.objects.create(naam="Groter", slug="groter", soort="gemeente", begindatum=date(2024, 1, 1))
    Organisatie.objects.filter(pk=wereld.dijk_en_waard.pk).update(einddatum=date(2024, 1, 1), opvolger=groter)

    def in_groter(dag):
        return {organisatie.naam for organisatie in Organisatie.objects.opgegaan_in([groter], dag)}

    assert in_groter(date(2023, 12, 31)) == {"Groter"}
    assert in_groter(date(2024, 1, 1)) == {"Groter", "Dijk en Waard", "Heerhugowaard", "Langedijk"}


def test_the_chain_costs_one_query_for_all(wereld, django_assert_num_queries):
    with django_assert_num_queries(1):
        alle = Organisatie.objects.met_opvolgers()
        assert {o.op(FUSIE).naam for o in alle.values() if o.soort == "gemeente"} == {
            "Alkmaar",
            "Dijk en Waard",
            "Hoorn",
        }


def test_a_participant_takes_part_until_the_first_day_without(wereld):
    Deelname.objects.filter(organisatie=wereld.alkmaar).update(van=date(2021, 3, 1), tot=FUSIE)
    dagen = [date(2021, 2, 28), date(2021, 3, 1), OUD, FUSIE]
    deelnames = Deelname.objects.filter(organisatie=wereld.alkmaar)
    assert [deelnames.op_peildatum(dag).exists() for dag in dagen] == [False, True, True, False]
