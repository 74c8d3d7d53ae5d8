"""The worker: what is asked for is done once, also when a worker falls away halfway, and nobody waits for a mail."""

from datetime import timedelta
from threading import Event, Thread

import pytest
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from acties import klaarzetten
from acties.models import Klaargezet, WachtendeMail, Werker
from acties.models.werk import BEURTEN, DOOD, Gang
from acties.post import bied_aan
from monitoring.weergave import maken
from tests.taken import werk_af
from uitvoering.werker import Rij, teken, zet_terug

pytestmark = pytest.mark.usefixtures("rij")

NU = timezone.now()


def klaargezet(**velden):
    return Klaargezet.objects.create(sleutel="a" * 64, wat="b" * 64, invoer={"x": 1}, gevraagd_op=NU, **velden)


@pytest.fixture
def bouw(monkeypatch):
    """What the task of the annual report does, replaced by a list of how often it was done."""
    keren = []
    monkeypatch.setattr(maken, "_jaarverslag_pdf", lambda **invoer: keren.append(invoer) or b"%PDF")
    return keren


def in_de_rij(**velden):
    bestand = klaargezet(**velden)
    maken.jaarverslag_pdf.enqueue(bestand.pk)
    return bestand


def begonnen_door(naam, gezien):
    """A worker took the task and the file, and was last seen then."""
    Werker.objects.create(naam=naam, gezien_op=gezien)
    DBTaskResult.objects.update(status="RUNNING", started_at=NU - 2 * DOOD, worker_ids=[naam])
    return Klaargezet.objects.pak(Klaargezet.objects.get().pk)


def test_a_task_waits_until_a_worker_does_it_outside_any_transaction(transactional_db, monkeypatch):
    buiten = []
    monkeypatch.setattr(
        maken, "_jaarverslag_pdf", lambda **invoer: buiten.append(connection.in_atomic_block) or b"%PDF"
    )
    bestand = in_de_rij()
    assert bestand.gang == Gang.WACHT
    werk_af()
    bestand.refresh_from_db()
    assert (buiten, bestand.gang, bytes(bestand.inhoud), bestand.beurt) == ([False], Gang.KLAAR, b"%PDF", 1)
    assert bestand.verloopt_op > bestand.gemaakt_op
    assert not Werker.objects.exists()


def test_what_a_fallen_worker_left_is_picked_up_once(transactional_db, bouw):
    bestand = in_de_rij()
    begonnen_door("gevallen", NU - DOOD)
    assert [zet_terug(NU), zet_terug(NU)] == [1, 0]
    werk_af()
    bestand.refresh_from_db()
    assert (bouw, bestand.gang, bestand.beurt) == ([{"x": 1}], Gang.KLAAR, 2)


def test_what_a_living_worker_has_in_hand_is_left_alone(transactional_db, bouw):
    in_de_rij()
    begonnen_door("levend", NU + timedelta(days=1))  # however long this test takes
    assert zet_terug(NU) == 0
    werk_af()
    assert bouw == []


def test_who_was_away_too_long_records_nothing_over_the_work_of_another(transactional_db, bouw):
    bestand = in_de_rij()
    traag = begonnen_door("traag", NU - DOOD)
    werk_af()
    klaarzetten._leg_vast(traag, gang=Gang.KLAAR, inhoud=b"ander", sha256="c" * 64)
    bestand.refresh_from_db()
    assert bytes(bestand.inhoud) == b"%PDF"


def test_a_file_that_fells_every_worker_ends_as_failed(transactional_db, bouw):
    bestand = in_de_rij(beurt=BEURTEN)
    werk_af()
    bestand.refresh_from_db()
    assert (bouw, bestand.gang) == ([], Gang.MISLUKT)


def test_a_task_is_taken_by_one_of_many_workers(transactional_db, bouw):
    """On PostgreSQL eight really at the same time; on SQLite, where one writes at a time, the same one after another."""
    for nr in range(4):
        bestand = Klaargezet.objects.create(sleutel=f"{nr:064}", wat="b" * 64, invoer={"x": nr}, gevraagd_op=NU)
        maken.jaarverslag_pdf.enqueue(bestand.pk)
    genomen = []

    def neem(naam):
        werker = Rij("default", naam=naam, stop=Event())
        while taak := werker.pak():
            genomen.append(taak.pk)
        connection.close()

    if connection.vendor == "postgresql":
        draden = [Thread(target=neem, args=[f"w{nr}"]) for nr in range(8)]
        for draad in draden:
            draad.start()
        for draad in draden:
            draad.join()
    else:
        neem("w1")
        neem("w2")
    assert sorted(genomen) == sorted(DBTaskResult.objects.values_list("pk", flat=True))


@pytest.mark.django_db(transaction=True)
def test_a_mail_is_sent_by_the_worker_and_not_by_the_page(postbode):
    zei = []
    with transaction.atomic():
        bied_aan(EmailMessage("Onderwerp", "Tekst", to=["a@voorbeeld.nl"]), na=zei.append)
    assert ([uitkomst.name for uitkomst in zei], postbode.bezorgd) == (["IN_DE_RIJ"], [])
    werk_af()
    assert (postbode.bezorgd, WachtendeMail.objects.count()) == (["a@voorbeeld.nl"], 0)


class Afgeschoten(BaseException):
    """Nothing after this happens, as after kill -9."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("wanneer", "bezorgd"), [("open", ["a@voorbeeld.nl"]), ("onderweg", [])])
def test_killed_before_sending_it_goes_later_and_killed_while_sending_never_twice(
    postbode, monkeypatch, wanneer, bezorgd
):
    def schiet(*_):
        raise Afgeschoten

    bied_aan(EmailMessage("Onderwerp", "Tekst", to=["a@voorbeeld.nl"]), na=lambda _: None)
    with monkeypatch.context() as even:
        even.setattr(postbode, wanneer, staticmethod(schiet) if wanneer == "onderweg" else schiet)
        werk_af()
    later = timezone.now() + timedelta(minutes=6)
    monkeypatch.setattr("acties.post.timezone.now", lambda: later)
    call_command("verstuur_post")
    assert postbode.bezorgd == bezorgd
    assert WachtendeMail.objects.onzeker(later).count() == 1 - len(bezorgd)


def test_opruimen_really_deletes_what_expired_and_keeps_what_is_adopted(db):
    gisteren = NU - timedelta(days=1, minutes=1)
    inhoud = {"gang": Gang.KLAAR, "inhoud": b"x", "sha256": "d" * 64, "gevraagd_op": gisteren, "gemaakt_op": gisteren}
    for nr, (blijft, verloopt) in enumerate([(True, None), (False, NU), (False, NU + timedelta(hours=1))]):
        Klaargezet.objects.create(
            sleutel=f"{nr:064}", wat="b" * 64, invoer={}, blijft=blijft, verloopt_op=verloopt, **inhoud
        )
    teken("dood", gisteren)
    call_command("opruimen")
    assert list(Klaargezet.objects.values_list("sleutel", flat=True)) == [f"{0:064}", f"{2:064}"]
    assert not Werker.objects.exists()
