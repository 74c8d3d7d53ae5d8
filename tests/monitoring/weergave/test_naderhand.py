"""What came in after a year was adopted, and what stood open when it was, in the files of the annual report."""

import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from acties.models import Actie
from monitoring.jaar.zinnen import aanvaard_kop
from monitoring.models import Evaluatie
from monitoring.verslag.vastgesteld import uit_opslag
from monitoring.weergave.jaarverslag.jaarverslag import jaarverslag
from monitoring.weergave.papier.papier import jaarverslag_papier
from tests.monitoring.weergave.conftest import MOMENT, dag, waarden
from tests.pango import met_pdf
from tests.vaststellen import vaststellen

OUD = Path(__file__).parent.parent / "jaar" / "jaarstuk-schema-1.json"
OP = datetime(2022, 3, 1, 23, 30, tzinfo=UTC)  # in the Netherlands it is 2 March
ZIN = (
    "Nadat 2021 was vastgesteld, kwamen 2 meldingen over dat jaar binnen. Daardoor staat 1 actie er op die dag anders voor dan "
    "is vastgesteld. Wat over 2021 is vastgesteld, verandert niet; het verschil in deze evaluatie begint daar."
)


def evaluatie(wereld, jaar):
    return Evaluatie.objects.create(programma=wereld.programma, jaar=jaar, peildatum=date(jaar, 12, 31), fase="concept")


@pytest.fixture
def eerste(wereld, cast, meld):
    """Adopted with acties 1 and 3 in uitvoering; 2 had no melding."""
    meld(wereld.training, None, "2021-10-01", "in_uitvoering")
    meld(wereld.voorlichting, None, "2021-10-01", "in_uitvoering")
    return vaststellen(evaluatie(wereld, 2021), door=cast.anna, op=OP)


@pytest.fixture
def later(eerste, wereld, meld):
    """Then the region says that 3 was done, and Hoorn that 1 ran."""
    meld(wereld.voorlichting, None, "2021-12-01", "afgerond", gemeld_op="2022-04-01T12:00Z")
    meld(wereld.training, wereld.hoorn, "2021-11-01", "in_uitvoering", gemeld_op="2022-04-02T12:00Z")
    return evaluatie(wereld, 2022)


@pytest.fixture
def boek(als, cast):
    def open_boek(jaar, wie=cast.dirk):
        antwoord = als(wie).get(f"/proef/evaluatie/{jaar}/jaarverslag/xlsx/")
        return openpyxl.load_workbook(io.BytesIO(antwoord.content))

    return open_boek


def papier(antwoord):
    return " ".join(antwoord.content.decode().split())


def test_sheet_of_the_next_year_tells_what_came_in_later(later, boek):
    titel, een, twee, *rijen = waarden(boek(2022)["Nagekomen"])
    assert (titel, f"{een[0]} {twee[0]}") == (["Nagekomen over 2021"], ZIN)
    assert rijen == [
        [],
        ["Nr", "Actie", "Wie", "Gemeld op", "Melding", "Over peildatum", "Vastgesteld", "Met wat er nu is"],
        [
            1, "Trainingen geven", "Hoorn", dag("2022-04-02"), "In uitvoering", dag("2021-11-01"), "▶ In uitvoering",
            "▶ In uitvoering",
        ],
        [
            3, "Voorlichting", "De hele regio", dag("2022-04-01"), "Afgerond", dag("2021-12-01"), "▶ In uitvoering",
            "✓ Afgerond",
        ],
    ]  # fmt: skip


def test_an_actie_that_was_passed_on_before_that_day_is_called_doorgeschoven(eerste, boek, wereld, meld, als, cast):
    Actie.objects.filter(pk=wereld.voorlichting.pk).update(
        vervallen_op=date(2021, 12, 1), vervallen_reden="Doorgeschoven naar het volgende programma. Geen geld."
    )
    meld(wereld.voorlichting, wereld.hoorn, "2021-11-01", "afgerond", gemeld_op="2022-04-01T12:00Z")
    evaluatie(wereld, 2022)
    assert waarden(boek(2022)["Nagekomen"])[-1][6:] == ["▶ In uitvoering", "→ Doorgeschoven"]
    pagina = als(cast.anna).get("/proef/evaluatie/2022/").content.decode()
    cel = '<td data-kop="Met wat er nu is"><span class="teken" aria-hidden="true">→</span> Doorgeschoven</td>'
    assert cel in pagina


def test_it_is_kept_when_that_year_is_adopted(later, boek, wereld, cast, meld):
    vaststellen(later, door=cast.anna, op=datetime(2023, 3, 1, 11, tzinfo=UTC))
    meld(wereld.zelfscan, wereld.hoorn, "2021-11-01", "afgerond", gemeld_op="2023-04-02T12:00Z")
    assert [rij[0] for rij in waarden(boek(2022)["Nagekomen"])[5:]] == [1, 3]


def test_nothing_came_in_then_there_is_no_sheet_and_no_section(eerste, boek, wereld, als, cast, geen_echte_pdf):
    evaluatie(wereld, 2022)
    for jaar in (2021, 2022):
        assert "Nagekomen" not in boek(jaar).sheetnames
        assert "Nagekomen over" not in papier(als(cast.dirk).get(f"/proef/evaluatie/{jaar}/jaarverslag/pdf/"))


def test_paper_has_it_as_a_section_that_the_contents_lead_to(later, als, cast, geen_echte_pdf):
    tekst = papier(als(cast.dirk).get("/proef/evaluatie/2022/jaarverslag/pdf/"))
    assert '<li><a href="#nagekomen">Nagekomen over 2021</a></li>' in tekst
    deel = tekst.partition('<h2 id="nagekomen">')[2].partition("</section>")[0]
    assert ZIN in deel
    assert 'De hele regio<span class="onderregel">op 1 april 2022</span>' in deel
    assert 'Afgerond<span class="onderregel">over 1 december 2021</span>' in deel


def test_sheet_of_an_adopted_year_tells_what_was_accepted_by_whom_and_why(eerste, boek):
    titel, onder, _, koppen, eerste_punt, *_ = waarden(boek(2021)["Aanvaard"])
    assert (titel, onder) == (
        ["Wat openstond toen 2021 werd vastgesteld"],
        ["Wie vond dat het mocht openstaan, wanneer en waarom."],
    )
    assert koppen == ["Rubriek", "Wat er openstond", "Waarom dat mocht", "Aanvaard door", "Aanvaard op"]
    assert eerste_punt[2:] == ["Dat mag zo.", "Anna", dag("2022-03-02")]
    assert len(waarden(boek(2021)["Aanvaard"])) == 4 + len(eerste.verslag["aanvaard"])


def test_paper_has_it_as_an_appendix(eerste, als, cast, geen_echte_pdf):
    tekst = papier(als(cast.dirk).get("/proef/evaluatie/2021/jaarverslag/pdf/"))
    assert '<li><a href="#aanvaard">Wat openstond toen 2021 werd vastgesteld</a></li>' in tekst
    deel = tekst.partition('<h2 id="aanvaard">')[2].partition("</section>")[0]
    assert deel.count("Aanvaard door Anna op 2 maart 2022: Dat mag zo.") == len(eerste.verslag["aanvaard"])


def test_a_visitor_reads_no_more_in_a_file_than_on_the_page(eerste, boek, als, settings, geen_echte_pdf):
    settings.DASHBOARD_OPENBAAR = True
    werkboek = boek(2021, wie=None)
    alles = str([waarden(blad) for blad in werkboek]) + papier(als(None).get("/proef/evaluatie/2021/jaarverslag/pdf/"))
    assert "Aanvaard" not in werkboek.sheetnames
    assert [woord for woord in ("Anna", "Dat mag zo.", "Aanvaard door") if woord in alles] == []


def test_a_year_that_is_not_adopted_has_no_appendix(later, boek):
    assert "Aanvaard" not in boek(2022).sheetnames


def test_a_year_adopted_before_these_fields_were_kept_reads_as_before():
    stuk = uit_opslag(json.loads(OUD.read_text("utf-8")))
    werkboek = jaarverslag(stuk.regio, door="Anna", op=MOMENT, sha256="f" * 64, aanvaard=stuk.aanvaard)
    assert [blad.naam for blad in werkboek.bladen if blad.naam in ("Nagekomen", "Aanvaard")] == []
    html = jaarverslag_papier(stuk.regio, door="Anna", op=OP, sha256="f" * 64, aanvaard=stuk.aanvaard).html
    assert [
        woord for woord in ("voorlopig", "Nagekomen", aanvaard_kop(stuk.regio.jaar)) if woord in html + werkboek.titel
    ] == []


@met_pdf
def test_real_file_is_read_as_a_reader_does(later, als, cast):
    from tests.monitoring.weergave.test_pdf import tekst  # noqa: PLC0415 - not on a machine without Pango

    nu = tekst(als(cast.dirk).get("/proef/evaluatie/2022/jaarverslag/pdf/").content)
    toen = tekst(als(cast.dirk).get("/proef/evaluatie/2021/jaarverslag/pdf/").content)
    assert "Nagekomen over 2021" in nu
    assert "Aanvaard door Anna op 2 maart 2022: Dat mag zo." in toen


@pytest.mark.parametrize("aantal", [1, 40])
def test_number_of_queries_is_constant(later, wereld, meld, als, cast, aantal, django_assert_num_queries):
    for nummer in range(aantal):
        meld(wereld.voorlichting, None, f"2021-11-{nummer % 28 + 1:02}", "afgerond", gemeld_op="2022-04-01T12:00Z")
    client = als(cast.dirk)
    client.get("/proef/evaluatie/2022/jaarverslag/xlsx/")
    with django_assert_num_queries(7):
        client.get("/proef/evaluatie/2022/jaarverslag/xlsx/")
