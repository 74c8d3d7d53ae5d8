"""An actie that goes on in the next programme says so in every file; it counts as vervallen, as it did."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from acties.models import Actie
from acties.rekenblad.schrijven import excel
from monitoring.lezen.oplegger import oplegger
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.weergave.jaarverslag.jaarverslag import jaarverslag
from monitoring.weergave.lijsten.actielijst import actielijst
from monitoring.weergave.lijsten.planninglijst import planninglijst
from monitoring.weergave.papier.papier import jaarverslag_papier, oplegger_papier
from tests.monitoring.weergave.conftest import MOMENT, OUDJAAR, VORIG_OUDJAAR, open_xlsx, waarden
from tests.monitoring.weergave.test_word import open_docx
from tests.monitoring.weergave.test_word import schrijf as schrijf_brief

REDEN = "Doorgeschoven naar het volgende programma. Er is nog geen geld."


@pytest.fixture
def verslag(wereld, meld):
    """The training ran and was passed on in 2022; the voorlichting ran and was dropped."""
    for actie, reden in ((wereld.training, REDEN), (wereld.voorlichting, "Niet meer nodig.")):
        meld(actie, None, "2021-10-01", "in_uitvoering")
        Actie.objects.filter(pk=actie.pk).update(vervallen_op=date(2022, 10, 1), vervallen_reden=reden)
    return bouw_verslag(wereld.programma, OUDJAAR, vorige_peildatum=VORIG_OUDJAAR, jaar=2022)


@pytest.fixture
def boek(verslag):
    return open_xlsx(excel.schrijf(jaarverslag(verslag, door="Anna", op=MOMENT)))


def test_sheet_of_its_onderdeel(boek):
    gebeurd = (
        "Doorgeschoven naar het volgende programma per 1 oktober 2022: Er is nog geen geld.\n"
        "De projectleider zei op 1 oktober 2021 namens de regio, over 1 oktober 2021."
    )
    assert waarden(boek["K1 Lokaal"])[-1][5:7] == ["→ Doorgeschoven", gebeurd]
    assert waarden(boek["A1 Preventie"])[-1][6] == "✕ Vervallen"


def test_sheet_with_changes(boek):
    assert [(rij[0], rij[4], rij[5]) for rij in waarden(boek["Wijzigingen"])[4:]] == [
        (1, "→ Doorgeschoven", "Doorgeschoven"),
        (3, "✕ Vervallen", "Vervallen"),
    ]


def test_counts_stay_as_they_were(boek, verslag):
    assert verslag.telling.vervallen == 2
    assert waarden(boek["Samenvatting"])[6][-2:] == [1, 2]


def test_local_actie(verslag):
    lokaal = replace(verslag.actie(1), nummer=100_001, lokaal_van="Alkmaar", lokaal_slug="alkmaar")
    blad = open_xlsx(excel.schrijf(jaarverslag(replace(verslag, lokaal=(lokaal,)), door="", op=MOMENT)))[
        "Lokale acties"
    ]
    assert waarden(blad)[-1][5:7] == [
        "→ Doorgeschoven",
        "Doorgeschoven naar het volgende programma per 1 oktober 2022: Er is nog geen geld.",
    ]


def test_lists(verslag):
    wie = {"filters": [], "door": "Anna", "op": MOMENT}
    acties = actielijst(verslag, verslag.acties, volgorde="Nr", **wie)
    planning = planninglijst(verslag, verslag.acties, range(2021, 2024), **wie)
    for lijst in (acties, planning):
        koppen, *rijen = waarden(open_xlsx(excel.schrijf_lijst(lijst)).worksheets[0])
        status = koppen.index("Status")
        assert {rij[0]: rij[status] for rij in rijen} == {1: "Doorgeschoven", 2: "Geen melding", 3: "Vervallen"}


def test_list_of_changes(verslag, als, cast):
    antwoord = als(cast.dirk).get("/proef/veranderd/export/csv/?van=2021-12-31&tot=2022-12-31")
    rijen = csv.reader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";")
    nu = {(rij[1], rij[5]): rij[7] for rij in rijen}
    assert (nu["1", "Status"], nu["3", "Status"]) == ("Doorgeschoven", "Vervallen")


def test_letter_and_papers(verslag):
    [tabel] = [t for t in open_docx(schrijf_brief(verslag)).tables if t.rows[0].cells[-1].text == "Is nu"]
    assert [rij.cells[2].text for rij in tabel.rows[1:]] == ["Doorgeschoven", "Vervallen"]
    op = MOMENT.astimezone()
    jaar = jaarverslag_papier(verslag, door="", op=op).html.partition('id="wijzigingen"')[2].partition("</section>")[0]
    assert (jaar.count("</span>Doorgeschoven</span>"), jaar.count("</span>Vervallen</span>")) == (1, 1)
    kort = oplegger_papier(oplegger(verslag, "pora"), door="", op=op).html
    assert "<strong>doorgeschoven</strong>" in kort
