"""The private calendar: what is in it, who can read it, and the same bytes while nothing changed."""

from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache
from icalendar import Calendar

from monitoring.models import Bespreking, Evaluatie, Updateronde, Volger
from tests.antwoord import tekst


@pytest.fixture
def adres(als, cast):
    """The address that ``wie`` gets, from the only page that shows it."""

    def maak(wie):
        antwoord = als(wie).post("/proef/volgen/agenda/", {"handeling": "maken"})
        als(None)
        return "/proef/agenda/" + tekst(antwoord).split("/proef/agenda/")[1].split('"')[0]

    return maak


@pytest.fixture
def jaar(wereld):
    """A round with a name that breaks lesser files, and an overleg on two versions of 2021."""
    ronde = Updateronde(
        programma=wereld.programma, naam="Eind 2021; nu, écht " + "x" * 60, peildatum="2021-12-31",
        opent_op="2022-01-01", sluit_op="2022-01-31",
    )  # fmt: skip
    ronde._history_date = datetime(2022, 1, 1, tzinfo=UTC)
    ronde.save()
    for versie, dag in ((1, "2022-02-01"), (2, "2022-02-08")):
        evaluatie = Evaluatie.objects.create(
            programma=wereld.programma, jaar=2021, versie=versie, peildatum="2021-12-31", reden="Fout" * (versie - 1)
        )
        Bespreking.objects.create(evaluatie=evaluatie, overleg=wereld.pora, datum=dag, conclusies="Niet in de agenda")


def lees(antwoord):
    return {
        (event["DTSTART"].dt, str(event["SUMMARY"])) for event in Calendar.from_ical(antwoord.content).walk("VEVENT")
    }


def test_it_has_rounds_deadlines_and_meetings_and_no_more(client, cast, wereld, jaar, adres, volgt):
    """Dirk follows Veilig Thuis, whose only actie goes on for ever, and actie 1; Bram is responsible for 1 and 2."""
    naam = "Eind 2021; nu, écht " + "x" * 60
    vast = {
        (date(2022, 1, 1), f"{naam}: opent"),
        (date(2022, 1, 31), f"{naam}: laatste dag om te melden"),
        (date(2022, 2, 8), "PORA: evaluatie 2021"),
    }
    volgt(cast.dirk, organisatie=wereld.vt)
    volgt(cast.dirk, actie=wereld.training)
    een = (date(2021, 12, 31), "Planning eindigt: actie 1. Trainingen geven")
    twee = (date(2022, 12, 31), "Planning eindigt: actie 2. Zelfscan in elke gemeente")
    assert lees(client.get(adres(cast.dirk))) == vast | {een}
    assert lees(client.get(adres(cast.bram))) == vast | {een, twee}


def test_the_bytes_are_by_the_rfc_and_stay_the_same(client, cast, jaar, adres):
    pad = adres(cast.bram)
    antwoord = client.get(pad)
    assert antwoord["Content-Type"] == "text/calendar; charset=utf-8"
    assert max(map(len, antwoord.content.split(b"\r\n"))) <= 75
    assert b"Eind 2021\\; nu\\, " in antwoord.content
    assert client.get(pad).content == antwoord.content
    assert client.get(pad, headers={"If-None-Match": antwoord["ETag"]}).status_code == 304
    uids = [str(event["UID"]) for event in Calendar.from_ical(antwoord.content).walk("VEVENT")]
    assert len(uids) == len(set(uids)) == 5


def test_a_change_keeps_the_uid_and_moves_the_stamp(client, cast, jaar, adres):
    pad = adres(cast.bram)

    def opening():
        agenda = Calendar.from_ical(client.get(pad).content)
        [event] = [event for event in agenda.walk("VEVENT") if event["SUMMARY"].endswith("opent")]
        return event["UID"], event["DTSTART"].dt, event["DTSTAMP"].dt

    ronde = Updateronde.objects.get()
    eerst = opening()
    ronde.opent_op = date(2022, 1, 2)
    ronde.save()
    daarna = opening()
    assert (daarna[0], daarna[1]) == (eerst[0], date(2022, 1, 2))
    assert daarna[2] > eerst[2]


def test_nobody_keeps_or_finds_it_and_no_text_or_name_is_in_it(client, cast, jaar, adres, meld, wereld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-03-01", "in_uitvoering", toelichting="Geheim", gemeld_door=cast.carla)
    antwoord = client.get(adres(cast.bram))
    assert antwoord["Cache-Control"] == "private, no-cache"
    assert antwoord["Referrer-Policy"] == "no-referrer"
    assert antwoord["X-Robots-Tag"] == "noindex, nofollow"
    for weg in ("Geheim", "Carla", "Bram", "Niet in de agenda"):
        assert weg not in antwoord.content.decode()


def test_only_a_print_of_the_key_is_kept_and_the_page_shows_it_once(als, client, cast, adres):
    pad = adres(cast.bram)
    sleutel = pad.removeprefix("/proef/agenda/").removesuffix(".ics")
    assert sleutel not in str(list(Volger.objects.values()))
    assert sleutel not in tekst(als(cast.bram).get("/proef/volgen/"))


def test_a_new_address_ends_the_old_one_and_withdrawing_ends_it_too(als, client, cast, adres):
    oud, nieuw = adres(cast.bram), adres(cast.bram)
    assert [client.get(pad).status_code for pad in (oud, nieuw)] == [404, 200]
    als(cast.bram).post("/proef/volgen/agenda/", {"handeling": "stoppen"})
    als(None)
    assert client.get(nieuw).status_code == 404


def test_an_account_that_is_off_or_has_no_role_has_no_calendar(client, cast, adres):
    bram, dirk = adres(cast.bram), adres(cast.dirk)
    type(cast.bram).objects.filter(pk=cast.bram.pk).update(is_active=False)
    cast.dirk.lidmaatschappen.all().delete()
    assert [client.get(pad).status_code for pad in (bram, dirk)] == [404, 404]


def test_who_guesses_waits_and_a_good_address_does_not_count(client, cast, adres, monkeypatch):
    monkeypatch.setattr("uitvoering.inloggen.raden.PER_ADRES", 3)
    cache.clear()
    pad = adres(cast.bram)
    antwoorden = [client.get(adres) for adres in (pad, *["/proef/agenda/raden.ics"] * 3, pad)]
    assert [antwoord.status_code for antwoord in antwoorden] == [200, 404, 404, 404, 429]
    wacht = tekst(antwoorden[-1])
    assert "te vaak een adres geprobeerd dat niet bestaat" in wacht
    assert "wachtwoord" not in wacht
    assert int(antwoorden[-1]["Retry-After"]) > 800


def test_the_calendar_asks_as_much_of_the_database_however_much_is_in_it(
    client, cast, wereld, jaar, adres, volgt, django_assert_num_queries
):
    pad = adres(cast.dirk)
    volgt(cast.dirk, onderdeel=wereld.kern)
    volgt(cast.dirk, organisatie=wereld.hoorn)
    client.get(pad)
    with django_assert_num_queries(38):
        client.get(pad)
    volgt(cast.dirk, onderdeel=wereld.lijn)
    volgt(cast.dirk, organisatie=wereld.alkmaar)
    with django_assert_num_queries(38):
        client.get(pad)
