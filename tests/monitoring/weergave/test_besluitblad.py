"""The sheet of decisions, opened again in Excel and ODS, with the dates as dates and every text as text."""

import io
from datetime import date

import pytest
from odf.opendocument import load
from odf.table import Table

from acties.models import Besluit, Collegebesluit
from acties.rekenblad.schrijven import excel, ods
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.weergave.jaarverslag.jaarverslag import jaarverslag
from tests.monitoring.weergave.conftest import MOMENT, OUDJAAR, dag, open_xlsx, waarden


@pytest.fixture
def blad(wereld):
    """The sheet as rows, at the end of 2022."""

    def lees():
        boek = jaarverslag(bouw_verslag(wereld.programma, OUDJAAR, jaar=2022), door="Anna", op=MOMENT)
        return waarden(open_xlsx(excel.schrijf(boek))["Besluiten"])

    return lees


def test_decisions_and_adoption_with_real_dates(wereld, blad):
    Besluit.objects.create(
        programma=wereld.programma, soort="verplaatst", actie=wereld.training, orgaan="=PORA", datum=date(2021, 5, 1),
        kenmerk="Z-1", omschrijving="Een jaar later.",
    )  # fmt: skip
    Collegebesluit.objects.create(
        programma=wereld.programma, organisatie=wereld.hoorn, college_op=date(2021, 3, 9), raad_op=date(2021, 4, 1)
    )
    for gemeente in (wereld.heerhugowaard, wereld.langedijk):
        Collegebesluit.objects.create(programma=wereld.programma, organisatie=gemeente, college_op=date(2021, 3, 2))
    rijen = blad()
    assert rijen[1] == [
        "Wijzigingen ten opzichte van het vastgestelde programma tot en met 31 december 2022, de nieuwste eerst."
    ]
    assert rijen[4] == [
        "Naar andere jaren verplaatst", dag("2021-05-01"), "=PORA", "Z-1", 1, "Trainingen geven", "Een jaar later.",
    ]  # fmt: skip
    plek = rijen.index(["Vaststelling van het programma door de gemeenten"])
    assert rijen[plek + 1] == ["2 van 3 colleges stelden het programma vast; 1 van 3 raden is geïnformeerd."]
    assert rijen[plek + 4 : plek + 7] == [
        ["Alkmaar", "Nog niet", "Nog niet"],
        ["Dijk en Waard", dag("2021-03-02"), "Nog niet", "Heerhugowaard, Langedijk"],
        ["Hoorn", dag("2021-03-09"), dag("2021-04-01")],
    ]


def test_without_decisions_the_sheet_says_so(blad):
    assert blad()[1] == ["Tot en met 31 december 2022 is er geen besluit vastgelegd dat het programma wijzigt."]


def test_a_report_that_knows_of_neither_has_no_sheet(wereld):
    """As an adopted year from before this sheet: its file stays what it was."""
    wereld.gemeenten.organisaties.clear()
    boek = jaarverslag(bouw_verslag(wereld.programma, OUDJAAR, jaar=2022), door="Anna", op=MOMENT)
    assert "Besluiten" not in [blad.naam for blad in boek.bladen]


def test_the_ods_has_the_same_sheet(wereld):
    boek = jaarverslag(bouw_verslag(wereld.programma, OUDJAAR, jaar=2022), door="Anna", op=MOMENT)
    tabellen = load(io.BytesIO(ods.schrijf(boek))).spreadsheet.getElementsByType(Table)
    assert "Besluiten" in [tabel.getAttribute("name") for tabel in tabellen]
