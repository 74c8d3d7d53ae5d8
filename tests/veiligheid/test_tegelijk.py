"""Two at once. Every race has a twin without the lock that goes wrong: so the test is known to see the race."""

import threading
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

import acties.wijzigen.lokaal
import monitoring.melden.melding
from acties.models import Actie, Onderdeel
from acties.spoor.gezien import Tussendoor, merk_van
from monitoring.jaar.bijschrijven import bijschrijven
from monitoring.melden.melding import NIETS_GEZIEN, melden
from monitoring.models import Duiding, Evaluatie, Statusmelding
from tests.veiligheid.server import VEEL_GEDULD

VELDEN = {"peildatum": date(2021, 10, 1), "status": "in_uitvoering", "koers": "", "bijsturing": ""}
GEDULD = 0.5  # seconds that one waits for the other; behind a lock the other never comes


@pytest.fixture
def afspraak():
    """A meeting point between reading and writing: two that are both there have both read before either wrote."""
    samen = threading.Barrier(2)

    def wacht():
        try:
            samen.wait(GEDULD)
        except threading.BrokenBarrierError:
            return

    return wacht


@pytest.fixture
def _slot_eraf(monkeypatch):
    """The twin: the same code, without the lock on the actie and without a transaction around it."""
    monkeypatch.setattr(f"{__name__}.GEDULD", VEEL_GEDULD)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **hoe: self)
    monkeypatch.setattr(monitoring.melden.melding, "melden", melden.__wrapped__)


@pytest.fixture
def ontmoeting(monkeypatch, afspraak):
    """Between seeing the last melding and writing the new one, each looks around for the other."""
    lees = monitoring.melden.melding.laatst_gemeld

    def laatst_gemeld(*wat):
        laatste = lees(*wat)
        afspraak()
        return laatste

    monkeypatch.setattr(monitoring.melden.melding, "laatst_gemeld", laatst_gemeld)


def schrijver(wereld, wie, tekst, verzoek=None, gezien=NIETS_GEZIEN):
    def meld():
        return monitoring.melden.melding.melden(
            wereld.training, organisatie=wereld.alkmaar, door=wie,
            op=timezone.now(), velden=VELDEN | {"toelichting": tekst}, gebaseerd_op=gezien, verzoek=verzoek or uuid4(),
        )  # fmt: skip

    return meld


def soorten(uitkomsten):
    return sorted(type(uitkomst).__name__ for uitkomst in uitkomsten)


def test_of_two_who_saw_the_same_one_is_stored_and_one_sees_the_conflict(draden, wereld, cast, ontmoeting):
    uitkomsten = draden(schrijver(wereld, cast.bram, "Van Bram"), schrijver(wereld, cast.anna, "Van Anna"))
    assert soorten(uitkomsten) == ["Statusmelding", "Tussendoor"]
    (bewaard,) = Statusmelding.objects.all()
    (conflict,) = [uitkomst for uitkomst in uitkomsten if isinstance(uitkomst, Tussendoor)]
    assert conflict.huidig == bewaard


@pytest.mark.usefixtures("_slot_eraf")
def test_twin_without_the_lock_overwrites_unseen(draden, wereld, cast, ontmoeting):
    uitkomsten = draden(schrijver(wereld, cast.bram, "Van Bram"), schrijver(wereld, cast.anna, "Van Anna"))
    assert soorten(uitkomsten) == ["Statusmelding", "Statusmelding"]
    assert Statusmelding.objects.count() == 2  # and the last one never saw the first


def test_eight_writers_of_one_actie_store_one(draden, wereld, cast):
    uitkomsten = draden(*(schrijver(wereld, cast.bram, f"Tekst {n}") for n in range(8)))
    assert soorten(uitkomsten) == ["Statusmelding"] + ["Tussendoor"] * 7
    assert Statusmelding.objects.count() == 1


def test_eight_writers_who_each_look_again_all_get_through(draden, wereld, cast):
    def volhouder(n):
        def meld():
            gezien = NIETS_GEZIEN
            while True:
                try:
                    return schrijver(wereld, cast.bram, f"Tekst {n}", gezien=gezien)()
                except Tussendoor as conflict:
                    gezien = conflict.huidig.pk

        return meld

    uitkomsten = draden(*map(volhouder, range(8)))
    assert soorten(uitkomsten) == ["Statusmelding"] * 8
    assert {m.toelichting for m in Statusmelding.objects.all()} == {f"Tekst {n}" for n in range(8)}


def test_double_click_is_one_melding_for_both(draden, wereld, cast, ontmoeting):
    verzoek = uuid4()
    taken = [schrijver(wereld, cast.bram, "Klaar", verzoek) for _ in range(2)]
    eerste, tweede = draden(*taken)
    assert eerste == tweede == Statusmelding.objects.get()


@pytest.mark.usefixtures("_slot_eraf")
def test_twin_without_the_lock_gives_a_double_click_an_error(draden, wereld, cast, ontmoeting):
    verzoek = uuid4()
    uitkomsten = draden(*(schrijver(wereld, cast.bram, "Klaar", verzoek) for _ in range(2)))
    # The constraint stops the other, where the form looks at it or where it is stored.
    assert soorten(uitkomsten) in (["IntegrityError", "Statusmelding"], ["Statusmelding", "ValidationError"])
    assert any(isinstance(uitkomst, IntegrityError) for uitkomst in uitkomsten)


def test_double_click_in_the_browser_leads_twice_to_the_same_page(draden, wereld, cast):
    def klik(client, velden):
        return lambda: client.post("/proef/acties/2/melden/", velden)

    client = Client()
    client.force_login(cast.bram)
    formulier = client.get("/proef/acties/2/melden/").context["formulier"]
    velden = {veld: formulier[veld].value() for veld in ("gebaseerd_op", "verzoek")}
    velden |= {"status": "in_uitvoering", "toelichting": "Klaar", "peildatum": "2021-10-01"}
    antwoorden = draden(*(klik(client, velden) for _ in range(4)))
    assert [antwoord.status_code for antwoord in antwoorden] == [302] * 4
    assert Statusmelding.objects.count() == 1


# The judgement of a year


@pytest.fixture
def lezen_en_schrijven(monkeypatch, afspraak):
    """Between reading the present text and writing another, each looks around for the other."""
    schrijf = Duiding.full_clean
    monkeypatch.setattr(Duiding, "full_clean", lambda self: (afspraak(), schrijf(self))[1])


def duider(wereld, tekst, handeling=bijschrijven):
    leeg = merk_van(Duiding(), ["oordeel", "tekst"])
    onderdeel = Onderdeel.objects.get(pk=wereld.kern.pk)
    velden = {"oordeel": "", "tekst": tekst}
    return lambda: handeling(Duiding(onderdeel=onderdeel), wereld.programma, 2021, velden=velden, gezien=leeg)


def test_of_two_judgements_one_is_stored_and_one_sees_the_other(draden, wereld, lezen_en_schrijven):
    uitkomsten = draden(duider(wereld, "Van Anna"), duider(wereld, "Van een ander"))
    assert soorten(uitkomsten) == ["Tussendoor", "bool"]
    (bewaard,) = Duiding.objects.all()
    (tussendoor,) = [uitkomst for uitkomst in uitkomsten if isinstance(uitkomst, Tussendoor)]
    assert tussendoor.huidig == bewaard
    assert Evaluatie.objects.count() == 1


@pytest.mark.usefixtures("_slot_eraf")
def test_twin_without_the_lock_gives_one_of_them_an_error(draden, wereld, lezen_en_schrijven):
    Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum="2021-12-31")
    los = bijschrijven.__wrapped__
    uitkomsten = draden(duider(wereld, "Van Anna", los), duider(wereld, "Van een ander", los))
    # Nobody was told: whoever came last ran into the constraint.
    assert soorten(uitkomsten) in (["IntegrityError", "bool"], ["ValidationError", "bool"])


# Guessing


def test_tries_in_parallel_are_counted_one_by_one(draden, cast):
    def poging(n):
        velden = {"login": "bram", "password": f"fout-{n}"}
        return lambda: Client().post("/accounts/login/", velden, REMOTE_ADDR=f"10.2.0.{n}").status_code

    antwoorden = draden(*map(poging, range(16)))
    assert set(antwoorden) == {200, 429}
    assert antwoorden.count(200) <= 10
    # Who cannot have the lock in time is refused uncounted. What is left of the ten can still be tried, one by one.
    antwoorden = [antwoord for antwoord in antwoorden if antwoord == 200]
    for n in range(16, 27):
        antwoorden += draden(poging(n))
    assert (antwoorden.count(200), antwoorden[10]) == (10, 429)


# Numbers of local acties


def toevoeger(wereld, organisatie, wie):
    def voeg():
        actie = Actie(
            programma=wereld.programma, lokaal_van=organisatie, titel="Wijkgesprekken", onderdeel=wereld.kern,
            doorlopend=True,
        )  # fmt: skip
        return acties.wijzigen.lokaal.voeg_toe(actie, ambities=[], aanjagers={}, door=wie)

    return voeg


@pytest.fixture
def nummer_gezien(monkeypatch, afspraak):
    """Between choosing a number and writing it, each looks around for the other."""
    toets = Actie.full_clean

    def full_clean(self, *wat, **hoe):
        toets(self, *wat, **hoe)
        afspraak()

    monkeypatch.setattr(Actie, "full_clean", full_clean)


def test_two_who_add_a_local_actie_at_once_each_get_a_number(draden, wereld, cast, nummer_gezien):
    uitkomsten = draden(toevoeger(wereld, wereld.alkmaar, cast.bram), toevoeger(wereld, wereld.hoorn, cast.carla))
    assert sorted(actie.nummer for actie in uitkomsten) == [100001, 100002]


@pytest.mark.usefixtures("_slot_eraf")
def test_without_the_lock_they_choose_the_same_number(draden, wereld, cast, nummer_gezien, monkeypatch):
    monkeypatch.setattr(acties.wijzigen.lokaal, "voeg_toe", acties.wijzigen.lokaal.voeg_toe.__wrapped__)
    uitkomsten = draden(toevoeger(wereld, wereld.alkmaar, cast.bram), toevoeger(wereld, wereld.hoorn, cast.carla))
    assert soorten(uitkomsten) in (["Actie", "IntegrityError"], ["Actie", "ValidationError"])
