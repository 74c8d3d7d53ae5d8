"""Who stands for an actie is said once: a local actie shows its organisation on the site and in every file."""

import csv
import io

import openpyxl
import pytest

from acties.models import Actie
from tests.antwoord import tekst


@pytest.fixture
def lokaal(wereld):
    return Actie.objects.create(
        programma=wereld.programma, nummer=100_001, titel="Wijkgesprekken", onderdeel=wereld.kern, startjaar=2021,
        eindjaar=2022, lokaal_van=wereld.hoorn,
    )  # fmt: skip


VRAAG = {"peildatum": "2021-12-31", "lokaal": "ook"}


def _rijen_csv(antwoord):
    regels = list(csv.reader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";"))
    kop = next(nummer for nummer, regel in enumerate(regels) if "Hoofdverantwoordelijke" in regel)
    return [dict(zip(regels[kop], regel, strict=False)) for regel in regels[kop + 1 :]]


def _rijen_xlsx(antwoord):
    regels = [list(map(str, rij)) for rij in openpyxl.load_workbook(io.BytesIO(antwoord.content)).worksheets[0].values]
    kop = next(nummer for nummer, regel in enumerate(regels) if "Hoofdverantwoordelijke" in regel)
    return [dict(zip(regels[kop], regel, strict=False)) for regel in regels[kop + 1 :]]


@pytest.mark.parametrize(("formaat", "lees"), [("csv", _rijen_csv), ("xlsx", _rijen_xlsx)])
def test_a_list_as_a_file_names_the_organisation(als, cast, lokaal, formaat, lees):
    rijen = lees(als(cast.dirk).get(f"/proef/acties/export/{formaat}/", VRAAG))
    wie = {rij["Actie"]: rij["Hoofdverantwoordelijke"] for rij in rijen if rij.get("Actie")}
    assert wie["Wijkgesprekken"] == "Hoorn"
    assert wie["Voorlichting"] == "Veilig Thuis"


def test_every_page_and_paper_names_the_organisation(als, cast, lokaal, geen_echte_pdf):
    client = als(cast.dirk)
    assert "Hoorn" in tekst(client.get("/proef/acties/", VRAAG)).partition("Wijkgesprekken")[2][:900]
    assert "Hoorn" in tekst(client.get("/proef/acties/100001/"))
    papier = tekst(client.get("/proef/evaluatie/2021/jaarverslag/pdf/"))
    artikel = papier.partition('id="actie-100001"')[2].partition("</article>")[0]
    assert "<td>Hoorn</td>" in artikel
    assert "<td>–</td> <td>" not in artikel.partition("<td>Hoorn</td>")[0]
    verslag = client.get("/proef/evaluatie/2021/verslag.json")
    assert verslag.status_code == 404 or '"lokaal_van":"Hoorn"' in verslag.content.decode()
