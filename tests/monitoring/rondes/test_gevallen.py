"""A round in a real programme of another region: Zeeland, 2019–2023, with sixteen acties and no aanjager that is linked."""

import io
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from acties.models import Organisatie, Programma
from monitoring.models import Updateronde
from monitoring.rondes.rondestand import rondestand

ZEELAND = Path(__file__).parents[1] / "inlezen" / "gegevensboek" / "gevallen" / "p3_zeeland_halfjaar.xlsx"
VANDAAG = date(2023, 2, 1)


@pytest.fixture
def zeeland(db, tmp_path):
    """Without its figures, that hold periods of a kind that is refused."""
    boek = load_workbook(ZEELAND)
    boek["Metingen"].delete_rows(2, 100)
    boek.save(tmp_path / "zeeland.xlsx")
    call_command("importeer", tmp_path / "zeeland.xlsx", stdout=io.StringIO(), stderr=io.StringIO())
    return Programma.objects.met_kenmerk().get()


def stand(programma):
    velden = {"peildatum": date(2022, 12, 31), "opent_op": date(2023, 1, 15), "sluit_op": date(2023, 3, 1)}
    ronde, _ = Updateronde.objects.get_or_create(programma=programma, naam="Ronde", defaults=velden)
    return rondestand(ronde, programma, VANDAAG)


def test_a_word_for_each_regional_actie_and_three_of_each_organisation(zeeland):
    """Acties 1, 2 and 4 are of each of 13 municipalities and Veilig Thuis: 3 × 14. The other 13 ask one word each.

    Every organisation owed every actie before: 211 reports. Now they are invited to 12 × 14, and GGD to 1.
    """
    lijst = stand(zeeland).alles
    assert (len(lijst.regio), len(lijst.eigen), len(lijst.bijdragen)) == (13, 3 * 14, 12 * 14 + 1)
    assert (lijst.aantal, lijst.gemeld, lijst.open) == (13 + 42, 0, 55)
    assert len(stand(zeeland).van("").regio) == 13


def test_linking_an_aanjager_moves_its_words_and_adds_none(zeeland):
    """Veilig Thuis speaks of the acties that it drives; as one of fourteen it still reports three of its own."""
    vt = Organisatie.objects.get(slug="veilig-thuis-zeeland")
    for actie in zeeland.acties.filter(nummer__in=[3, 7]):
        actie.aanjagers.first().organisaties.add(vt)
    zeeland = Programma.objects.met_kenmerk().get()
    assert (stand(zeeland).alles.aantal, len(stand(zeeland).van("").regio)) == (55, 11)
    eigen = stand(zeeland).van(vt.slug)
    assert ([taak.actie.nummer for taak in eigen.regio], len(eigen.eigen), eigen.aantal) == ([3, 7], 3, 5)
