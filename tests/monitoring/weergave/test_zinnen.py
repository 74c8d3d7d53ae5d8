"""What a paper says in a sentence: number and noun agree, and what is not there leaves no gap."""

import dataclasses
from datetime import UTC, datetime

import pytest
from django.utils.html import strip_tags

from monitoring.lezen.oplegger import oplegger
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.verslag.vorm import Telling
from monitoring.weergave.jaarverslag.leeswijzer import daad, geteld, stand_van, uitleg_wie
from monitoring.weergave.papier.papier import jaarverslag_papier
from monitoring.weergave.papier.zinnen import aandeelzin, herkomst, onder_de_titel, telzin, vergelijkzin

from .conftest import OUDJAAR, VORIG_OUDJAAR

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
        "Overleg West · peildatum 31 december 2022 · concept, versie 2 · besproken 1 februari 2023"
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


@pytest.mark.parametrize(
    ("telling", "zin"),
    [
        (Telling(), "0; 0 met een melding"),
        (Telling(afgerond=1), "1; 1 met een melding"),
        (Telling(afgerond=1, geen_melding=2, vervallen=1), "3 en 1 vervallen; 1 met een melding"),
    ],
)
def test_cover_counts_what_was_reported(verslag, telling, zin):
    assert geteld(dataclasses.replace(verslag, telling=telling)) == zin


def test_cover_counts_what_is_not_confirmed(jaar, meld):
    """Training and zelfscan were reported; of the voorlichting there is only a bijdrage of Veilig Thuis."""
    meld(jaar.wereld.voorlichting, jaar.wereld.vt, "2022-05-01", "in_uitvoering")
    verslag = bouw_verslag(jaar.wereld.programma, OUDJAAR)
    assert geteld(verslag) == "3; 3 met een melding, waarvan 1 nog niet bevestigd"


def oud(verslag):
    """The same year as it was stored before there were words for the region: the newest report of anyone was the status."""
    (actie,) = (actie for actie in verslag.acties if actie.nummer == 1)
    van_hoorn = dataclasses.replace(actie.melding, organisatie="Hoorn", slug="hoorn")
    nieuwe_velden = {"bijdragen": None, "koersen": None, "zwijgend": (), "sprekers": (), "signalen": ()}
    eerder = dataclasses.replace(actie, melding=van_hoorn, organisaties=(van_hoorn,), **nieuwe_velden)
    rest = (dataclasses.replace(actie, **nieuwe_velden) for actie in verslag.acties if actie.nummer != 1)
    zelfscan, voorlichting = rest
    zelfscan = dataclasses.replace(zelfscan, koers="aandacht", koers_aantal=1)
    return dataclasses.replace(verslag, acties=(eerder, zelfscan, voorlichting))


def test_a_year_says_by_which_rule_its_statuses_came_about(verslag):
    nu, eerder = uitleg_wie(verslag), uitleg_wie(oud(verslag))
    assert [zin.split(",")[0] for zin in eerder[:-1]] == ["Toen dit jaar werd vastgesteld"]
    assert nu[0].startswith("De status van een regionale actie is het laatste woord")
    assert nu[-1] == eerder[-1] == "Een actie per organisatie krijgt haar status uit wat de organisaties samen melden."


def test_a_paper_of_a_year_from_before_the_rule_invents_nothing(verslag):
    tekst = strip_tags(jaarverslag_papier(oud(verslag), door="Anna", op=MOMENT).html)
    assert "Hoorn meldde op 1 maart 2022, over 1 maart 2022." in tekst
    assert "1 van 3 aandacht" in tekst
    assert [
        woord for woord in ("bevestigd", "ijdrage van", "Nog geen bijdrage", "namens de regio") if woord in tekst
    ] == []


def test_a_paper_says_who_says_that(jaar, meld):
    w = jaar.wereld
    meld(w.voorlichting, w.vt, "2022-05-01", "in_uitvoering")
    meld(w.training, w.hoorn, "2022-05-01", "in_uitvoering")
    verslag = bouw_verslag(w.programma, OUDJAAR, vorige_peildatum=VORIG_OUDJAAR)
    tekst = " ".join(strip_tags(jaarverslag_papier(verslag, door="Anna", op=MOMENT).html).split())
    for zin in (
        "De projectleider zei op 1 maart 2022 namens de regio, over 1 maart 2022.",
        "Bijdrage van 1 van de 3 organisaties",
        "1 bijdrage sinds 1 maart 2022 zegt in uitvoering",
        "Nog geen bijdrage van Alkmaar en Dijk en Waard.",
        "Nog niet bevestigd: de projectleider zei nog niets namens de regio.",
        "In uitvoering (nog niet bevestigd)",
        "waarvan 1 nog niet bevestigd",
    ):
        assert zin in tekst


def test_cover_names_the_phase_and_the_version(verslag):
    assert stand_van(dataclasses.replace(verslag, fase="vastgesteld", versie=2)) == "Vastgesteld, versie 2"
    assert stand_van(dataclasses.replace(verslag, fase="", versie=None)) == "In voorbereiding"


def test_only_a_paper_with_a_checksum_is_adopted():
    assert (daad("ab"), daad("")) == ("Vastgesteld", "Gemaakt")
