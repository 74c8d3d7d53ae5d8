"""Every file about a year that is not adopted says that it is voorlopig, in the words of the pages; an adopted one never."""

import io
from datetime import UTC, date, datetime

import docx
import openpyxl
import pytest
from odf.dc import Title
from odf.opendocument import load
from odf.teletype import extractText

from monitoring.jaar.vaststellen import nieuwe_versie
from monitoring.models import Evaluatie
from tests.vaststellen import vaststellen

OP = datetime(2022, 3, 1, 11, 0, tzinfo=UTC)
LIJSTEN = ("acties", "gemeenten", "cijfers", "planning")
BESTANDEN = (
    *(f"{lijst}/export/{formaat}/?peildatum=2021-12-31" for lijst in LIJSTEN for formaat in ("xlsx", "ods")),
    "evaluatie/2021/jaarverslag/xlsx/",
    "evaluatie/2021/jaarverslag/ods/",
    "evaluatie/2021/raadsbrief/alkmaar/",
)


@pytest.fixture
def concept(wereld, meld):
    meld(wereld.training, None, "2021-10-01", "in_uitvoering")
    return Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=date(2021, 12, 31), fase="concept")


@pytest.fixture
def vast(concept, cast):
    return vaststellen(concept, door=cast.anna, op=OP)


@pytest.fixture
def haal(als, cast):
    return lambda pad: als(cast.dirk).get(f"/proef/{pad}")


def titel(antwoord):
    inhoud = io.BytesIO(antwoord.content)
    if "opendocument" in antwoord["Content-Type"]:
        return extractText(load(inhoud).meta.getElementsByType(Title)[0])
    if "wordprocessing" in antwoord["Content-Type"]:
        return docx.Document(inhoud).core_properties.title
    return openpyxl.load_workbook(inhoud).properties.title


def over(antwoord):
    blad = openpyxl.load_workbook(io.BytesIO(antwoord.content))["Over deze lijst"]
    return dict(blad.iter_rows(values_only=True, max_col=2))


@pytest.mark.parametrize("pad", BESTANDEN)
def test_title_says_voorlopig_until_the_year_is_adopted(haal, concept, cast, pad):
    assert ", voorlopig" in titel(haal(pad))
    vaststellen(concept, door=cast.anna, op=OP)
    assert "voorlopig" not in titel(haal(pad))


@pytest.mark.parametrize("lijst", LIJSTEN)
def test_the_sheet_about_a_list_says_so_too(haal, concept, cast, lijst):
    pad = f"{lijst}/export/xlsx/?peildatum=2021-12-31"
    assert over(haal(pad))["Cijfers"] == "Concept, voorlopig: niet vastgesteld"
    vaststellen(concept, door=cast.anna, op=OP)
    assert over(haal(pad))["Cijfers"] == "Vastgesteld of van een vastgesteld jaar"
    assert over(haal(f"{pad}&stand=nu"))["Cijfers"] == "Voorlopig: de stand van nu, niet wat er is vastgesteld"


@pytest.mark.parametrize("lijst", LIJSTEN)
def test_a_csv_has_only_its_name_to_say_so(haal, concept, cast, lijst):
    pad = f"{lijst}/export/csv/?peildatum=2021-12-31"
    assert "-proef-2021-12-31-voorlopig.csv" in haal(pad)["Content-Disposition"]
    vaststellen(concept, door=cast.anna, op=OP)
    assert "-proef-2021-12-31.csv" in haal(pad)["Content-Disposition"]
    assert "-proef-2021-12-31-voorlopig.csv" in haal(f"{pad}&stand=nu")["Content-Disposition"]


def test_what_changed_is_voorlopig_while_one_of_its_days_is(haal, vast):
    pad = "veranderd/export/xlsx/?van={}&tot={}"
    half = haal(pad.format("2021-12-31", "2022-12-31"))
    assert (over(half)["Cijfers"], titel(half)) == (
        "Voorlopig: niet vastgesteld",
        "Wat is veranderd, voorlopig – Samen veilig",
    )
    heel = haal(pad.format("2021-06-30", "2021-12-31"))
    assert (over(heel)["Cijfers"], titel(heel)) == (
        "Vastgesteld of van een vastgesteld jaar",
        "Wat is veranderd – Samen veilig",
    )


@pytest.mark.parametrize("lijst", ["besluiten", "vaststelling"])
def test_a_list_without_figures_is_never_voorlopig(haal, concept, lijst):
    antwoord = haal(f"{lijst}/export/xlsx/")
    assert "voorlopig" not in titel(antwoord) + antwoord["Content-Disposition"]
    assert "Cijfers" not in over(antwoord)


def test_a_new_version_is_voorlopig_and_the_adopted_one_stays_what_it_was(haal, vast, cast):
    nieuwe_versie(vast, reden="Een fout.", door=cast.anna)
    pad = "evaluatie/2021/jaarverslag/xlsx/"
    assert titel(haal(pad)) == "Jaarverslag 2021, voorlopig – Samen veilig"
    assert titel(haal(f"{pad}?versie=1")) == "Jaarverslag 2021 – Samen veilig"
    assert "voorlopig" not in titel(haal("acties/export/xlsx/?peildatum=2021-12-31"))


def test_a_chart_says_so_itself_as_it_is_pasted_elsewhere(haal, concept, cast):
    def titels():
        boek = openpyxl.load_workbook(io.BytesIO(haal("evaluatie/2021/jaarverslag/xlsx/").content))
        return [grafiek.title.tx.rich.p[0].r[0].t for grafiek in boek["Samenvatting"]._charts]

    assert titels() == ["Acties per onderdeel op 31 december 2021, voorlopig"]
    vaststellen(concept, door=cast.anna, op=OP)
    assert titels() == ["Acties per onderdeel op 31 december 2021"]


@pytest.mark.parametrize(("formaat", "deel"), [("xlsx", "voorlopig.xlsx"), ("csv", "voorlopig.csv")])
def test_the_progress_of_a_round_says_so_in_every_file(als, cast, concept, maak_ronde, formaat, deel):
    pad = f"/proef/rondes/{maak_ronde().pk}/export/{formaat}/"
    client = als(cast.anna)
    assert f"voortgang-proef-2021-12-31-{deel}" in client.get(pad)["Content-Disposition"]
    if formaat == "xlsx":
        assert over(client.get(pad))["Cijfers"] == "Voorlopig: niet vastgesteld"
        assert ", voorlopig" in titel(client.get(pad))
    vaststellen(concept, door=cast.anna, op=OP)
    assert "voorlopig" not in client.get(pad)["Content-Disposition"]


ZIN = "Deze cijfers zijn voorlopig: dit jaar is nog niet vastgesteld."


def test_the_work_in_a_round_says_so(als, cast, concept, maak_ronde):
    maak_ronde()
    assert ZIN in als(cast.bram).get("/proef/mijn-acties/").content.decode()


@pytest.mark.parametrize(
    ("wie", "pad"),
    [
        ("anna", "rondes/{}/"),
        ("bram", "mijn-acties/?peildatum=2021-12-31"),
        ("anna", "evaluatie/2021/duiding/K1/"),
        ("anna", "evaluatie/2021/bespreking/pora/"),
    ],
)
def test_every_page_that_shows_the_year_says_so(als, cast, concept, maak_ronde, wie, pad):
    adres = f"/proef/{pad.format(maak_ronde().pk)}"
    pagina = als(getattr(cast, wie)).get(adres)
    assert ZIN in pagina.content.decode()
    vaststellen(concept, door=cast.anna, op=OP)
    assert ZIN not in als(getattr(cast, wie)).get(adres, follow=True).content.decode()
