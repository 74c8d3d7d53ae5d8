"""What a paper says in a sentence: number and noun agree, and what is not there leaves no gap."""

import dataclasses
from datetime import UTC, datetime

import pytest

from monitoring.lezen.oplegger import oplegger
from monitoring.verslag.vorm import Telling
from monitoring.weergave.jaarverslag.leeswijzer import daad, geteld, stand_van
from monitoring.weergave.papier.zinnen import aandeelzin, herkomst, onder_de_titel, telzin, vergelijkzin

MOMENT = datetime(2023, 1, 20, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("telling", "zin"),
    [
        (Telling(), "0 acties op 31 december 2022"),
        (Telling(afgerond=1), "1 actie op 31 december 2022"),
        (Telling(afgerond=1, geen_melding=1, vervallen=1), "2 acties op 31 december 2022, en 1 vervallen"),
    ],
)
def test_summary_counts_the_acties_and_those_that_were_dropped(verslag, telling, zin):
    assert telzin(dataclasses.replace(verslag, telling=telling)) == zin


def test_a_first_year_is_compared_with_nothing(verslag):
    eerste = dataclasses.replace(verslag, vorige_peildatum=None)
    assert [aandeelzin(eerste), aandeelzin(verslag)] == [
        "Aantal acties per status, met het aandeel",
        "Aantal acties per status, met het aandeel en het verschil met 31 december 2021",
    ]
    assert [vergelijkzin(eerste), vergelijkzin(verslag)] == [
        "Het eerste jaar van het programma: er is niets om mee te vergelijken",
        "Vergeleken met 31 december 2021",
    ]


def test_oplegger_says_under_its_title_of_whom_and_when_it_is(verslag):
    stuk = oplegger(dataclasses.replace(verslag, versie=2), "pora")
    assert onder_de_titel(stuk) == (
        f"{stuk.overleg.naam}, {stuk.overleg.subregio} · peildatum 31 december 2022 · concept, versie 2 · "
        "besproken 1 februari 2023"
    )


def test_oplegger_leaves_out_what_is_not_known(verslag):
    overleg = dataclasses.replace(verslag.overleggen[0], naam="Overleg", slug="o", subregio="", datum=None)
    stuk = oplegger(dataclasses.replace(verslag, overleggen=(overleg,), fase="", versie=None), "o")
    assert onder_de_titel(stuk) == "Overleg · peildatum 31 december 2022 · in voorbereiding"


@pytest.mark.parametrize(
    ("door", "sha256", "zin"),
    [
        ("Anna", "", "Gemaakt op 20 januari 2023, 14:05 uur door Anna."),
        ("", "", "Gemaakt op 20 januari 2023, 14:05 uur."),
        ("Anna", "ab", "Vastgesteld op 20 januari 2023 door Anna."),
        ("", "ab", "Vastgesteld op 20 januari 2023."),
    ],
)
def test_paper_says_who_made_or_adopted_it_when(door, sha256, zin):
    assert herkomst(door, MOMENT, sha256) == zin


def test_cover_counts_what_was_reported():
    assert geteld(Telling()) == "0; 0 met een melding"
    assert geteld(Telling(afgerond=1)) == "1; 1 met een melding"
    assert geteld(Telling(afgerond=1, geen_melding=2, vervallen=1)) == "3 en 1 vervallen; 1 met een melding"


def test_cover_names_the_phase_and_the_version(verslag):
    assert stand_van(dataclasses.replace(verslag, fase="vastgesteld", versie=2)) == "Vastgesteld, versie 2"
    assert stand_van(dataclasses.replace(verslag, fase="", versie=None)) == "In voorbereiding"


def test_only_a_paper_with_a_checksum_is_adopted():
    assert (daad("ab"), daad("")) == ("Vastgesteld", "Gemaakt")
