"""The log in the database: stored with the act, only added to, and gone when its term is over."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from acties.models import Gebruiker, Logboekregel
from acties.models.logboek import Weg, bewaren_tot
from acties.spoor import logboek

pytestmark = pytest.mark.django_db
TABEL = "acties_logboekregel"
KOLOMMEN = "op, wie, handeling, waarop, van, naar, adres, weg, resultaat, bewaren_tot"


def velden(regel):
    namen = ("wie", "handeling", "waarop", "van", "naar", "adres", "weg", "resultaat")
    return {naam: getattr(regel, naam) for naam in namen}


def geweigerd(opdracht, *waarden):
    """What the database says when it refuses, or ""; in a savepoint, so that PostgreSQL goes on after it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(opdracht, waarden)
    except IntegrityError as fout:
        return str(fout)
    return ""


def regel(op=None, *, tot=None):
    return Logboekregel.objects.create(
        op=op or timezone.now(),
        handeling="proberen",
        weg="web",
        resultaat="gelukt",
        bewaren_tot=tot or date(2999, 1, 1),
    )


# What is stored


def test_who_what_on_which_object_from_what_to_what_where_and_how(cast):
    with logboek.vanaf("10.20.30.40", Weg.BEHEER):
        logboek.noteer_na_opslaan("e-mailadres wijzigen", cast.dirk, door=cast.eva, van="a@b.nl", naar="c@d.nl")
    assert velden(Logboekregel.objects.get()) == {
        "wie": f"{cast.eva.naam} (eva)",
        "handeling": "e-mailadres wijzigen",
        "waarop": f"gebruiker {cast.dirk.pk} dirk",
        "van": "a@b.nl",
        "naar": "c@d.nl",
        "adres": "10.20.30.40",
        "weg": "beheer",
        "resultaat": "gelukt",
    }


def test_outside_a_request_it_is_a_command_and_a_file_or_a_link_says_so(cast):
    logboek.noteer("opdracht")
    with logboek.vanaf("10.0.0.1"):
        logboek.noteer("site", door=cast.bram)
        with logboek.langs(Weg.BESTAND):
            logboek.noteer("bestand", door=cast.bram)
        with logboek.langs(Weg.LINK):
            logboek.noteer("link")
        logboek.noteer("weer site", door=cast.bram)
    wegen = [(regel.handeling, regel.weg, regel.adres) for regel in Logboekregel.objects.order_by("pk")]
    assert wegen == [
        ("opdracht", "opdracht", ""),
        ("site", "web", "10.0.0.1"),
        ("bestand", "bestand", "10.0.0.1"),
        ("link", "link", "10.0.0.1"),
        ("weer site", "web", "10.0.0.1"),
    ]


def test_a_name_stays_when_the_account_goes(cast):
    logboek.noteer("proberen", cast.dirk, door=cast.dirk)
    naam, waarop = f"{cast.dirk.naam} (dirk)", f"gebruiker {cast.dirk.pk} dirk"
    cast.dirk.delete()
    assert Logboekregel.objects.values_list("wie", "waarop").get() == (naam, waarop)


def test_many_rows_take_one_query(wereld, cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        logboek.noteer_samen("melden", [wereld.zelfscan, wereld.training], door=cast.bram)
    assert Logboekregel.objects.count() == 2


def test_a_visitor_without_an_account_leaves_no_row():
    logboek.noteer("uitvoeren", "acties.csv", door=AnonymousUser())
    assert not Logboekregel.objects.exists()


def test_what_the_database_cannot_hold_is_left_out_or_shortened():
    kwaad = "\x00\ufffe" + "x" * 1000
    with logboek.vanaf(kwaad):
        logboek.noteer(kwaad, kwaad, door=Gebruiker(username=kwaad), van=kwaad, resultaat="geweigerd")
    rij = Logboekregel.objects.get()
    assert [len(waarde) for waarde in (rij.handeling, rij.waarop, rij.adres, rij.wie, rij.van)] == [
        200,
        500,
        100,
        320,
        1000,
    ]


def test_who_goes_on_after_a_lock_gets_one_row_per_quarter(cast):
    for _ in range(5):
        logboek.noteer("inloggen", cast.bram, resultaat="geblokkeerd")
    logboek.noteer("inloggen", cast.anna, resultaat="geblokkeerd")
    assert list(Logboekregel.objects.values_list("waarop", flat=True)) == [
        f"gebruiker {cast.anna.pk} anna",
        f"gebruiker {cast.bram.pk} bram",
    ]


# With the act


def test_what_is_rolled_back_leaves_no_row(cast):
    with transaction.atomic():
        logboek.noteer_na_opslaan("melden", door=cast.bram)
        assert Logboekregel.objects.count() == 1
        transaction.set_rollback(True)
    assert not Logboekregel.objects.exists()


def test_an_act_without_its_row_does_not_happen(cast, monkeypatch):
    def vol(rijen):
        raise DatabaseError("disk full")

    monkeypatch.setattr(Logboekregel.objects, "bulk_create", vol)
    with pytest.raises(DatabaseError), transaction.atomic():
        logboek.noteer_na_opslaan("melden", door=cast.bram)


@pytest.mark.django_db(transaction=True)
def test_a_download_goes_on_without_its_row_and_the_output_of_the_server_says_so(cast, monkeypatch, caplog):
    def vol(rijen):
        raise DatabaseError("disk full")

    monkeypatch.setattr(Logboekregel.objects, "bulk_create", vol)
    logboek.noteer("uitvoeren", "acties.csv", door=cast.bram)
    assert caplog.records[-1].getMessage() == "Deze gebeurtenis staat niet in de database."


# Only added to


@pytest.mark.parametrize(
    "opdracht",
    [
        "UPDATE acties_logboekregel SET wie = 'ander' WHERE id = %s",
        "UPDATE acties_logboekregel SET bewaren_tot = '2000-01-01' WHERE id = %s",
        "UPDATE acties_logboekregel SET id = id + 1 WHERE id = %s",
        "DELETE FROM acties_logboekregel WHERE id = %s",
    ],
)
def test_the_database_itself_refuses_to_change_a_row(opdracht):
    rij = regel()
    assert "verandert nooit" in geweigerd(opdracht, rij.pk)
    assert Logboekregel.objects.get(pk=rij.pk).bewaren_tot == date(2999, 1, 1)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="OR REPLACE is SQLite's")
@pytest.mark.parametrize("recursief", ["ON", "OFF"])
def test_sqlite_refuses_to_replace_a_row_also_for_a_client_without_our_settings(recursief):
    eerste, tweede = regel(), regel()
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA recursive_triggers={recursief}")
    zelfde = f"({KOLOMMEN}, id) SELECT {KOLOMMEN.replace('wie', 'handeling')}, id FROM {TABEL} WHERE id = %s"
    try:
        for opdracht in (
            f"INSERT OR REPLACE INTO {TABEL} {zelfde}",
            f"REPLACE INTO {TABEL} {zelfde}",
            f"INSERT INTO {TABEL} {zelfde} ON CONFLICT (id) DO UPDATE SET wie = 'ander'",
            f"UPDATE OR REPLACE {TABEL} SET id = {tweede.pk} WHERE id = %s",
        ):
            assert "verandert nooit" in geweigerd(opdracht, eerste.pk)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers=ON")
    assert set(Logboekregel.objects.values_list("pk", "handeling")) == {
        (rij.pk, "proberen") for rij in (eerste, tweede)
    }


@pytest.mark.skipif(connection.vendor != "postgresql", reason="TRUNCATE is PostgreSQL's")
def test_postgresql_refuses_to_empty_the_table():
    regel()
    assert "verandert nooit" in geweigerd(f"TRUNCATE {TABEL}")


# Until the term is over


@pytest.mark.parametrize(
    ("dag", "maanden", "tot"),
    [
        (date(2026, 11, 30), 24, date(2028, 12, 1)),
        (date(2026, 12, 1), 24, date(2029, 1, 1)),
        (date(2026, 1, 31), 1, date(2026, 3, 1)),
        (date(2024, 2, 29), 12, date(2025, 3, 1)),
    ],
)
def test_a_row_stays_for_the_whole_term_and_the_rest_of_that_month(dag, maanden, tot):
    assert bewaren_tot(dag, maanden) == tot


def test_the_term_is_a_setting(settings):
    settings.LOGBOEK_BEWAREN_MAANDEN = 1
    logboek.noteer("proberen")
    rij = Logboekregel.objects.get()
    assert timedelta(28) <= rij.bewaren_tot - timezone.localdate(rij.op) <= timedelta(62)


def test_only_what_is_over_its_term_can_go_and_the_daily_command_takes_it():
    vandaag = datetime.now(UTC).date()
    blijft = [regel(tot=vandaag + timedelta(dagen)) for dagen in (1, 400)]
    weg = [regel(tot=vandaag - timedelta(dagen)) for dagen in (0, 400)]
    call_command("opruimen")
    assert set(Logboekregel.objects.all()) == set(blijft)
    assert {rij.pk for rij in weg}.isdisjoint(Logboekregel.objects.values_list("pk", flat=True))
