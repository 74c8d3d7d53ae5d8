"""What was agreed comes back: on the dashboard, on the next oplegger, in the annual workbook; and an adopted year keeps it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from monitoring.jaar.uitgave import jaarverslag_als_stuk
from monitoring.models import Bespreking, Evaluatie
from monitoring.verslag.vastgesteld import uit_opslag
from monitoring.weergave.jaarverslag.afspraakblad import afspraken as afspraakblad
from monitoring.weergave.maken import Lezer
from tests.antwoord import tekst
from tests.vaststellen import vaststellen

OP = datetime(2022, 4, 1, 12, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture
def concept(wereld):
    """2021, to be discussed by PORA on 1 February 2022."""
    evaluatie = Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum="2021-12-31", fase="concept")
    Bespreking.objects.create(evaluatie=evaluatie, overleg=wereld.pora, datum="2022-02-01")
    return evaluatie


def op_dashboard(antwoord):
    return [regel.wat for regel in antwoord.context["afspraken"]]


def test_the_dashboard_shows_the_four_most_urgent_and_a_link_to_all(als, cast, spreek_af, gedaan):
    spreek_af("klaar", **gedaan)
    for dag in (5, 2, 4, 1, 3):
        spreek_af(f"juni {dag}", voor=date(2022, 6, dag))
    antwoord = als(cast.dirk).get("/proef/")
    assert op_dashboard(antwoord) == ["juni 1", "juni 2", "juni 3", "juni 4"]
    assert "5 afspraken staan open, en zijn alle te laat." in tekst(antwoord)
    assert "Alle 6 afspraken" in tekst(antwoord)


def test_the_dashboard_of_a_day_shows_how_it_stood_that_day(als, cast, spreek_af, gedaan):
    spreek_af("klaar", **gedaan)
    spreek_af("later", datum="2022-03-10", voor="2022-06-01")
    antwoord = als(cast.dirk).get("/proef/", {"peildatum": "2022-03-01"})
    assert op_dashboard(antwoord) == ["klaar"]
    assert "Op 1 maart 2022: 1 afspraak staat open." in tekst(antwoord)


def test_an_oplegger_shows_what_its_own_meeting_agreed_before(als, cast, wereld, concept, spreek_af, gedaan):
    spreek_af("eerder", datum="2021-06-01", voor="2021-12-01")
    spreek_af("die dag zelf")
    spreek_af("elders", datum="2021-06-01", voor="2021-12-01", overleg=wereld.madivosa)
    spreek_af("klaar", datum="2021-06-01", **gedaan)
    spreek_af("lang geleden klaar", datum="2020-06-01", **gedaan | {"afgehandeld_op": "2020-07-01"})
    antwoord = als(cast.dirk).get("/proef/evaluatie/2021/oplegger/pora/")
    assert [regel.wat for regel in antwoord.context["oplegger"].afspraken.eerste] == ["eerder", "klaar"]
    assert ("Te laat" in tekst(antwoord), "De hulp is er." in tekst(antwoord)) == (True, True)


def test_what_does_not_fit_on_an_oplegger_is_counted(als, cast, concept, spreek_af):
    for nummer in range(6):
        spreek_af(f"afspraak {nummer}", datum="2021-06-01")
    assert "En nog 3; ze staan op de site bij Afspraken." in tekst(
        als(cast.dirk).get("/proef/evaluatie/2021/oplegger/pora/")
    )


def test_without_afspraken_an_oplegger_has_no_such_part(als, cast, concept):
    assert "Afspraken van PORA" not in tekst(als(cast.dirk).get("/proef/evaluatie/2021/oplegger/pora/"))


def test_an_adopted_year_keeps_how_it_stood_and_what_comes_later_stands_beside_it(
    als, cast, wereld, concept, spreek_af
):
    afspraak = spreek_af("eerder", datum="2021-06-01", voor="2021-12-01", wie="Els Bakker")
    vast = vaststellen(concept, door=cast.anna, op=OP)
    client, adres = als(cast.dirk), "/proef/evaluatie/2021/oplegger/pora/"
    eerst = tekst(client.get(adres)).partition("<main")[2]
    afspraak.stand, afspraak.afgehandeld_op, afspraak.afloop = "gedaan", date(2022, 5, 1), "De hulp is er."
    afspraak.wat = "heel anders"
    afspraak.save()
    spreek_af("nieuw", datum="2021-07-01")
    assert tekst(client.get(adres)).partition("<main")[2] == eerst != ""
    vast.refresh_from_db()
    (bewaard,) = uit_opslag(vast.verslag).afspraken
    assert (bewaard.wat, bewaard.stand, bewaard.openbaar) == ("eerder", "open", True)
    assert [regel.wat for _, regel in client.get("/proef/afspraken/").context["afspraken"]] == ["nieuw", "heel anders"]


def test_a_visitor_of_an_adopted_oplegger_reads_no_name(als, cast, wereld, concept, spreek_af, settings):
    settings.DASHBOARD_OPENBAAR = True
    spreek_af("eerder", datum="2021-06-01", voor="2021-12-01", organisatie=None, wie="Els Bakker")
    vaststellen(concept, door=cast.anna, op=OP)
    antwoord = als(None).get("/proef/evaluatie/2021/oplegger/pora/")
    assert ("eerder" in tekst(antwoord), "Els Bakker" in tekst(antwoord)) == (True, False)
    data = als(None).get("/proef/evaluatie/2021/verslag.json").json()
    assert [(rij["wat"], rij["wie"]) for rij in data["afspraken"]] == [("eerder", "")]


def test_the_annual_workbook_has_a_sheet(als, cast, wereld, concept, spreek_af, gedaan):
    spreek_af("=doen", datum="2021-06-01", voor="2021-12-01", **gedaan)
    stuk = jaarverslag_als_stuk(Lezer(_met_kenmerk(wereld), {}, cast.dirk), _met_kenmerk(wereld), 2021)
    (blad,) = afspraakblad(stuk.afspraken, stuk.dag)
    assert blad.naam == "Afspraken"
    assert [cel.waarde for cel in blad.delen[-1].rijen[0]] == [
        "=doen", "PORA", date(2021, 6, 1), "Alkmaar", date(2021, 12, 1), "Gedaan", date(2022, 5, 1), "De hulp is er.",
    ]  # fmt: skip
    assert afspraakblad((), stuk.dag) == []


def _met_kenmerk(wereld):
    return type(wereld.programma).objects.met_kenmerk().get()
