"""The page Logboek: what was done is there, can be searched and goes out as a file; looking around leaves nothing behind."""

import csv
import io
from datetime import UTC, date, datetime

import pytest

from acties.models import Logboekregel
from acties.spoor import logboek

pytestmark = pytest.mark.django_db


def regel(handeling, op="2026-05-01T10:00", **velden):
    begin = {"weg": "web", "resultaat": "gelukt", "bewaren_tot": date(2999, 1, 1)}
    moment = datetime.fromisoformat(op).replace(tzinfo=UTC)
    return Logboekregel.objects.create(handeling=handeling, op=moment, **begin | velden)


@pytest.fixture
def regels(cast):
    regel("inloggen", "2026-05-01T10:00", wie="Bram (bram)", waarop="gebruiker 3 bram", adres="10.0.0.1")
    regel("inloggen", "2026-05-02T21:59", waarop="gebruiker 3 bram", resultaat="geweigerd", adres="10.0.0.2")
    regel("e-mailadres wijzigen", "2026-05-02T22:01", wie="Eva (eva)", van="a@b.nl", naar="c@d.nl", weg="beheer")


def handelingen(client, vraag=""):
    antwoord = client.get(f"/logboek/{vraag}")
    assert antwoord.status_code == 200
    return [rij.handeling for rij in antwoord.context["pagina"]][::-1]


def test_an_act_is_on_the_page_with_who_and_from_what_to_what(als, cast, regels):
    tekst = als(cast.eva).get("/logboek/?zoek=c@d.nl").content.decode()
    for deel in ("Eva (eva)", "e-mailadres wijzigen", "a@b.nl", "c@d.nl", "beheer", "3 mei 2026, 00:01:00"):
        assert deel in tekst


@pytest.mark.parametrize(
    ("vraag", "gevonden"),
    [
        ("?zoek=gebruiker+bram", ["inloggen", "inloggen"]),
        ("?zoek=10.0.0.2", ["inloggen"]),
        ("?zoek=niets-zoals-dit", []),
        ("?wie=Eva+(eva)", ["e-mailadres wijzigen"]),
        ("?handeling=inloggen", ["inloggen", "inloggen"]),
        ("?resultaat=geweigerd", ["inloggen"]),
        ("?weg=beheer", ["e-mailadres wijzigen"]),
        ("?eerste_dag=2026-05-03&laatste_dag=2026-05-03", ["e-mailadres wijzigen"]),  # the day as it is here
        ("?laatste_dag=2026-05-01", ["inloggen"]),
        ("?page=999999", ["inloggen", "inloggen", "e-mailadres wijzigen"]),
    ],
)
def test_filters(als, cast, regels, vraag, gevonden):
    assert handelingen(als(cast.eva), vraag) == gevonden


@pytest.mark.parametrize(
    "vraag",
    [
        "?wie=niemand",
        "?weg=raam",
        "?eerste_dag=gisteren",
        "?eerste_dag=0001-01-01",
        "?laatste_dag=9999-12-31",
        "?zoek=%00",
        f"?zoek={'x' * 5000}",
    ],
)
def test_a_filter_that_cannot_be_says_so_and_gives_no_file(als, cast, regels, vraag):
    client = als(cast.eva)
    antwoord = client.get(f"/logboek/{vraag}")
    assert (antwoord.status_code, list(antwoord.context["pagina"])) == (400, [])
    assert client.get(f"/logboek/csv/{vraag}").status_code == 302


def test_the_file_holds_what_the_page_shows_and_is_itself_an_event(als, cast, regels):
    antwoord = als(cast.eva).get("/logboek/csv/?weg=beheer")
    rijen = list(csv.reader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";"))
    assert rijen[1:] == [
        ["2026-05-03 00:01", "Eva (eva)", "e-mailadres wijzigen", "", "a@b.nl", "c@d.nl", "", "beheer", "gelukt"]
    ]
    laatste = Logboekregel.objects.first()
    assert (laatste.handeling, laatste.waarop[:8], laatste.wie) == ("uitvoeren", "logboek-", f"{cast.eva.naam} (eva)")


def test_a_file_with_more_than_fits_says_so(als, cast, regels, monkeypatch):
    monkeypatch.setattr("uitvoering.logboek.MEEST", 2)
    antwoord = als(cast.eva).get("/logboek/csv/")
    assert antwoord.content.decode("utf-8-sig").count("\r\n") == 3


@pytest.mark.parametrize("aantal", [1, 60])
def test_number_of_queries_is_constant(als, cast, django_assert_num_queries, aantal):
    for _ in range(aantal):
        regel("proberen")
    client = als(cast.eva)
    client.get("/logboek/")
    with django_assert_num_queries(8):
        client.get("/logboek/")


def test_looking_around_leaves_no_row_and_a_download_leaves_one(als, cast, wereld):
    client = als(cast.anna)
    for pad in ("proef/", "proef/acties/", "proef/gemeenten/", "beheer/", "logboek/", "hulp/", "proef/acties/1000/"):
        client.get(f"/{pad}")
    assert not Logboekregel.objects.exists()
    client.get("/proef/acties/export/csv/")
    rij = Logboekregel.objects.get()
    assert (rij.handeling, rij.wie, rij.adres, rij.weg) == ("uitvoeren", f"{cast.anna.naam} (anna)", "127.0.0.1", "web")


def test_a_visitor_who_downloads_what_is_public_leaves_no_row(client, wereld, settings):
    settings.DASHBOARD_OPENBAAR = True
    assert client.get("/proef/begrippen/export/csv/").status_code == 200
    assert not Logboekregel.objects.exists()


def test_what_is_done_in_the_beheer_came_in_by_the_beheer(als, cast):
    als(cast.eva).post("/beheer/acties/gebruiker/", {"action": "zet_uit", "_selected_action": [cast.dirk.pk]})
    rij = Logboekregel.objects.get(waarop=f"gebruiker {cast.dirk.pk} dirk", handeling="wijzigen")
    assert (rij.weg, rij.wie) == ("beheer", f"{cast.eva.naam} (eva)")


def test_a_failed_and_a_good_login_are_both_there(client, cast):
    client.post("/accounts/login/", {"login": "bram", "password": "fout"})
    client.post("/accounts/login/", {"login": "bram", "password": "geheim-voor-de-test"})
    rijen = Logboekregel.objects.order_by("pk").values_list("handeling", "waarop", "resultaat")
    assert list(rijen) == [
        ("inloggen", f"gebruiker {cast.bram.pk} bram", "geweigerd"),
        ("inloggen", f"gebruiker {cast.bram.pk} bram", "gelukt"),
    ]


def test_who_turns_the_log_off_keeps_no_rows_either(cast, monkeypatch):
    monkeypatch.setattr(logboek._logger, "disabled", True)
    logboek.noteer_na_opslaan("melden", door=cast.bram)
    assert not Logboekregel.objects.exists()
