"""What is kept is built once, whoever asks at the same time, and takes no more memory than it may."""

import threading

import pytest
from django.db import transaction

from acties.spoor.bewaren import Bewaarplek, omvang_van

KB = 1024


@pytest.fixture(autouse=True)
def _geen_transactie(monkeypatch):
    monkeypatch.setattr("acties.spoor.bewaren._in_een_transactie", lambda: False)


def test_what_is_kept_is_given_again_until_its_mark_changes():
    plek = Bewaarplek()
    assert [plek.geef(("a",), kenmerk, lambda n=n: n) for n, kenmerk in enumerate("xxyx")] == [0, 0, 2, 3]
    assert len(plek) == 1  # never two versions of the same


def test_the_size_counts_and_not_the_number():
    plek = Bewaarplek(ruimte=100 * KB)
    for n in range(30):
        plek.geef((n,), "x", lambda: "klein")
    assert len(plek) == 30
    plek.geef(("groot",), "x", lambda: b"x" * 99 * KB)
    assert (len(plek) < 10, plek.gebruikt <= 100 * KB) == (True, True)
    assert plek.geef(("groot",), "x", pytest.fail)  # of what was asked last, nothing went


def test_what_is_larger_than_all_room_pushes_nothing_out():
    plek = Bewaarplek(ruimte=10 * KB)
    plek.geef(("a",), "x", lambda: "klein")
    assert len(plek.geef(("b",), "x", lambda: b"x" * 20 * KB)) == 20 * KB
    assert len(plek) == 1


def test_size_counts_what_a_value_holds_once():
    tekst = "x" * KB
    assert KB < omvang_van([tekst]) < omvang_van([tekst] * 10) < 2 * KB
    assert omvang_van(Bewaarplek) == 0  # a class is there anyhow


def tegelijk(aantal, taak):
    """Start ``taak(nr)`` in as many threads, and give what they gave."""
    uit = {}
    draden = [threading.Thread(target=lambda nr=nr: uit.__setitem__(nr, taak(nr))) for nr in range(aantal)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(20)
    return [uit.get(nr) for nr in range(aantal)]


def test_of_eight_who_ask_at_once_one_builds():
    plek, gevraagd, gebouwd = Bewaarplek(), threading.Barrier(8), []

    def bouw():
        gebouwd.append(1)
        threading.Event().wait(0.2)
        return object()

    def vraag(_):
        gevraagd.wait(10)
        return plek.geef(("a",), "x", bouw)

    assert len(set(map(id, tegelijk(8, vraag)))) == 1
    assert len(gebouwd) == 1


def test_who_waited_long_enough_builds_himself():
    plek, begonnen, klaar = Bewaarplek(geduld=0.05), threading.Event(), threading.Event()

    def traag():
        begonnen.set()
        klaar.wait(10)
        return "traag"

    def vraag(nr):
        if nr == 0:
            return plek.geef(("a",), "x", traag)
        begonnen.wait(10)
        eigen = plek.geef(("a",), "x", lambda: "eigen")
        klaar.set()
        return eigen

    assert tegelijk(2, vraag) == ["traag", "eigen"]


def test_who_waited_for_a_failure_builds_himself():
    plek, begonnen = Bewaarplek(geduld=10), threading.Event()

    def vraag(nr):
        if nr == 1:
            begonnen.wait(10)
            return plek.geef(("a",), "x", lambda: "eigen")

        def mislukt():
            begonnen.set()
            threading.Event().wait(0.1)
            raise ValueError

        with pytest.raises(ValueError):
            plek.geef(("a",), "x", mislukt)
        return "mislukt"

    assert tegelijk(2, vraag) == ["mislukt", "eigen"]
    assert plek.geef(("a",), "y", lambda: "daarna") == "daarna"


def test_within_a_transaction_nothing_is_kept_nor_taken(db, monkeypatch):
    """There is to be seen what nobody else may see yet."""
    monkeypatch.undo()
    plek = Bewaarplek()
    with transaction.atomic():
        assert plek.geef(("a",), "x", lambda: 1) == 1
    assert plek.geef(("a",), "x", lambda: 2) == 2
    with transaction.atomic():
        assert plek.geef(("a",), "x", lambda: 3) == 3
    assert plek.geef(("a",), "x", lambda: 4) == 2
