"""An afspraak on a day: what was there, what was late, and what a visitor reads of it."""

from datetime import date

import pytest

from monitoring.lezen.afspraken import alle_afspraken, open_en_te_laat, standzin
from monitoring.verslag.afspraakregel import AfspraakRegel, bij_jaar, dringendste_eerst, op_dag
from monitoring.verslag.bezoekers import afspraken_voor_bezoekers, json_voor_bezoekers
from monitoring.verslag.opslagvorm import naar_json, uit_json


def regel(wat="a", **velden):
    basis = {
        "wat": wat, "overleg": "PORA", "overleg_slug": "pora", "datum": date(2022, 2, 1), "organisatie": "Alkmaar",
        "organisatie_slug": "alkmaar", "wie": "Els Bakker", "voor": date(2022, 6, 1),
    }  # fmt: skip
    return AfspraakRegel(**basis | velden)


KLAAR = {"stand": "gedaan", "afgehandeld_op": date(2022, 7, 10), "afloop": "De hulp is er."}


@pytest.mark.parametrize(
    ("dag", "zin"),
    [
        (date(2022, 6, 1), "Loopt"),  # the last day itself is in time
        (date(2022, 6, 2), "Te laat"),
        (date(2022, 7, 9), "Te laat"),
        (date(2022, 7, 10), "Gedaan op 10 juli 2022"),
    ],
)
def test_late_follows_from_the_day_that_is_asked(dag, zin):
    (toen,) = op_dag([regel(**KLAAR)], dag)
    assert standzin(toen, dag) == zin


def test_before_the_meeting_there_is_none():
    assert op_dag([regel()], date(2022, 1, 31)) == ()


def test_a_year_carries_what_is_open_and_what_was_settled_since():
    alle = [regel("open"), regel("klaar", **KLAAR), regel("eerder", **KLAAR | {"afgehandeld_op": date(2021, 12, 31)})]
    assert [r.wat for r in bij_jaar(alle, 2022, date(2023, 1, 1))] == ["open", "klaar"]
    assert [r.wat for r in bij_jaar(alle, 2023, date(2023, 1, 1))] == ["open"]


def test_open_comes_first_then_what_was_settled_last():
    alle = [regel("klaar", **KLAAR), regel("laatst", **KLAAR | {"afgehandeld_op": date(2022, 8, 1)})]
    alle += [regel("later", voor=date(2022, 9, 1)), regel("eerst")]
    assert [r.wat for r in dringendste_eerst(alle)] == ["eerst", "later", "laatst", "klaar"]


@pytest.mark.parametrize(
    ("te_doen", "zin"),
    [
        ([], "Er staat geen afspraak open."),
        ([regel(**KLAAR)], "Er staat geen afspraak open."),
        ([regel(voor=date(2023, 1, 1))], "1 afspraak staat open."),
        ([regel()], "1 afspraak staat open, en is te laat."),
        ([regel(), regel()], "2 afspraken staan open, en zijn alle te laat."),
        ([regel(), regel(voor=date(2023, 1, 1))], "2 afspraken staan open, 1 is te laat."),
        ([regel(), regel(), regel(voor=date(2023, 1, 1))], "3 afspraken staan open, 2 zijn te laat."),
    ],
)
def test_what_is_open_in_a_sentence(te_doen, zin):
    assert open_en_te_laat(te_doen, date(2022, 7, 10)) == zin


def test_the_link_counts():
    assert [alle_afspraken(1), alle_afspraken(9)] == ["Naar de afspraak", "Alle 9 afspraken"]


def test_who_does_it():
    wie = [regel(wie=""), regel(), regel(organisatie="", organisatie_slug=""), regel(organisatie="", wie="")]
    assert [r.van_wie for r in wie] == ["Alkmaar", "Alkmaar (Els Bakker)", "Els Bakker", "de regio"]


def test_a_visitor_reads_no_name_no_outcome_and_nothing_of_a_year_in_the_making():
    open_, dicht = regel("openbaar", openbaar=True, **KLAAR), regel("intern", **KLAAR)
    (gezien,) = afspraken_voor_bezoekers([open_, dicht])
    assert (gezien.wat, gezien.wie, gezien.afloop, gezien.stand) == ("openbaar", "", "", "gedaan")
    bewaard = json_voor_bezoekers({"afspraken": [naar_json(open_), naar_json(dicht)]})
    assert [uit_json(rij, AfspraakRegel) for rij in bewaard["afspraken"]] == [gezien]
