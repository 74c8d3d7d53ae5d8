"""On PostgreSQL many write at once: nobody waits for another programme, nobody in a circle, and no change goes unmarked."""

import threading
import time

import pytest
from django.db import connection
from django.db.utils import OperationalError

from acties.models import Begrip, Programma
from tests.acties.test_gegevensversie import rijen, veranderd

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def twee(programma):
    """Two programmes with a begrip each, the one with the lowest key first."""
    ander = Programma.objects.create(slug="ander", naam="Ander", startjaar=2021, eindjaar=2031)
    paar = sorted((programma, ander), key=lambda p: p.pk)
    for rij in paar:
        rij.begrip = Begrip.objects.create(programma=rij, term="Scan", definitie="Een lijst.")
    return paar


@pytest.fixture
def schrijver():
    """``schrijver()`` is a connection of its own, within a transaction, that waits for nobody longer than a moment."""
    gemaakt = []

    def maak(geduld="300ms"):
        nieuw = connection.copy()
        nieuw.inc_thread_sharing()
        nieuw.set_autocommit(False)
        gemaakt.append(nieuw)
        doe(nieuw, f"SET lock_timeout = '{geduld}'")
        return nieuw

    yield maak
    for verbinding in gemaakt:
        verbinding.rollback()
        verbinding.close()


def doe(verbinding, sql, *waarden):
    with verbinding.cursor() as cursor:
        cursor.execute(sql, waarden)
        return cursor.fetchall() if cursor.description else None


def schrijf(verbinding, programma):
    doe(verbinding, "UPDATE acties_begrip SET definitie = definitie || '.' WHERE programma_id = %s", programma.pk)


def test_who_writes_in_one_programme_does_not_wait_for_who_writes_in_another(twee, schrijver):
    een, ander = twee
    bezig, tweede = schrijver(), schrijver()
    kolommen = "programma_id, synoniemen, definitie, term, term_gevouwen"
    nieuw = "programma_id, synoniemen, definitie, 'Nieuw', 'nieuw'"
    doe(bezig, f"INSERT INTO acties_begrip ({kolommen}) SELECT {nieuw} FROM acties_begrip WHERE id = %s", een.begrip.pk)
    doe(bezig, "SET CONSTRAINTS ALL IMMEDIATE")  # its mark is set and held, as while the disk is written
    eerst = rijen()
    schrijf(tweede, ander)
    tweede.commit()
    assert veranderd(eerst) == {ander.pk}
    schrijf(tweede, een)
    with pytest.raises(OperationalError, match="lock timeout"):  # the twin: within one programme they do wait
        tweede.commit()


def test_who_writes_in_more_programmes_marks_them_in_one_order(twee, schrijver):
    een, ander = twee
    houdt, kijkt, allebei = schrijver(), schrijver(), schrijver("20s")
    doe(houdt, "SELECT 1 FROM acties_gegevensversie WHERE programma = %s FOR UPDATE", een.pk)
    schrijf(allebei, ander)  # not in that order
    schrijf(allebei, een)
    draad = threading.Thread(target=allebei.commit)
    eerst = rijen()
    draad.start()
    wacht = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    eind = time.monotonic() + 20
    while not doe(connection, wacht)[0][0] and time.monotonic() < eind:
        time.sleep(0.01)
    doe(kijkt, "SELECT 1 FROM acties_gegevensversie WHERE programma = %s FOR UPDATE NOWAIT", ander.pk)
    kijkt.rollback()
    houdt.rollback()
    draad.join(20)
    assert veranderd(eerst) == {een.pk, ander.pk}


def test_what_moved_while_it_was_written_marks_where_it_is_now(twee, schrijver, wereld):
    """Who wrote looked up the programme before the move, and is stored after it."""
    verhuisd = next(programma for programma in twee if programma.slug == "ander")
    bezig, verhuizer = schrijver(), schrijver()
    doe(bezig, "UPDATE acties_aanjager SET tekst = 'Anders' WHERE actie_id = %s", wereld.training.pk)
    doe(verhuizer, "UPDATE acties_actie SET programma_id = %s WHERE id = %s", verhuisd.pk, wereld.training.pk)
    verhuizer.commit()
    eerst = rijen()
    bezig.commit()
    assert veranderd(eerst) == {wereld.programma.pk, verhuisd.pk}


def test_what_a_savepoint_takes_back_marks_nothing(twee, schrijver):
    een, ander = twee
    bezig = schrijver()
    schrijf(bezig, een)
    doe(bezig, "SAVEPOINT terug")
    schrijf(bezig, ander)
    doe(bezig, "ROLLBACK TO SAVEPOINT terug")
    eerst = rijen()
    bezig.commit()
    assert veranderd(eerst) == {een.pk}
