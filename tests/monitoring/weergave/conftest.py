"""A report on the small world, and how a reader opens what was written."""

import io
from datetime import date, datetime
from types import SimpleNamespace

import openpyxl
import pytest

from acties.rekenblad.schrijven import excel
from monitoring.models import Bespreking, Duiding, Evaluatie, Indicator, Meting
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.weergave.jaarverslag.jaarverslag import jaarverslag

OUDJAAR = date(2022, 12, 31)
VORIG_OUDJAAR = date(2021, 12, 31)


def dag(tekst):
    """A cell with a date comes back as a local moment; a spreadsheet knows no time zone."""
    return datetime.fromisoformat(tekst)


MOMENT = dag("2023-01-20 14:05")


@pytest.fixture
def jaar(wereld, meld, cast):
    """2022: training finished, the zelfscan runs in two of three municipalities, nobody spoke of the voorlichting.

    A year earlier the training ran and the zelfscan had no melding.
    """
    meld(wereld.training, None, "2021-06-01", "in_uitvoering", toelichting="De eerste groep is begonnen.")
    meld(wereld.training, None, "2022-03-01", "afgerond", toelichting="Alle groepen zijn klaar.")
    meld(wereld.zelfscan, wereld.alkmaar, "2022-05-01", "afgerond", toelichting="Besproken in het college.")
    meld(
        wereld.zelfscan,
        wereld.hoorn,
        "2022-06-01",
        "in_ontwikkeling",
        koers="aandacht",
        toelichting="Te weinig tijd.",
        bijsturing="Extra uren.",
        gemeld_door=cast.carla,
    )
    evaluatie = Evaluatie.objects.create(programma=wereld.programma, jaar=2022, peildatum=OUDJAAR, fase="concept")
    Duiding.objects.create(evaluatie=evaluatie, onderdeel=wereld.kern, oordeel="op_schema", tekst="Het gaat goed.")
    Bespreking.objects.create(
        evaluatie=evaluatie, overleg=wereld.pora, datum=date(2023, 2, 1), fase="besproken", conclusies="Ga zo door."
    )
    indicator = Indicator.objects.create(
        programma=wereld.programma, naam="Adviesvragen", eenheid="vragen", bron="Eigen telling"
    )
    Meting.objects.create(indicator=indicator, periode="2021", waarde="1205.5")
    return SimpleNamespace(wereld=wereld, evaluatie=evaluatie)


@pytest.fixture
def verslag(jaar):
    return bouw_verslag(jaar.wereld.programma, OUDJAAR, vorige_peildatum=VORIG_OUDJAAR, evaluatie=jaar.evaluatie)


@pytest.fixture
def boek(verslag):
    return jaarverslag(verslag, door="Anna", op=MOMENT)


@pytest.fixture(scope="session")
def _geopend():
    return []


@pytest.fixture
def werkboek(boek, _geopend):
    """Written and opened once: each test only reads it, and the world that it tells of is the same every time."""
    if not _geopend:
        _geopend.append(open_xlsx(excel.schrijf(boek)))
    return _geopend[0]


def open_xlsx(inhoud, **keuzes):
    return openpyxl.load_workbook(io.BytesIO(inhoud), **keuzes)


def waarden(blad):
    """All rows of a sheet as a reader sees them, empty cells at the end left out."""
    rijen = []
    for rij in blad.iter_rows(values_only=True):
        gevuld = list(rij)
        while gevuld and gevuld[-1] in (None, ""):
            gevuld.pop()
        rijen.append([waarde or "" if waarde != 0 else 0 for waarde in gevuld])
    return rijen
