"""Two people report at the same time: nothing is overwritten unseen, and a double click makes one melding."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from threading import Barrier, BrokenBarrierError
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.utils import timezone

from acties.models.actie import ActieQuerySet
from acties.spoor.gezien import Tussendoor
from monitoring.melden.melding import NIETS_GEZIEN, laatst_gemeld, melden
from monitoring.models import Statusmelding
from tests.antwoord import tekst
from tests.veiligheid.server import VEEL_GEDULD

ADRES = "/proef/acties/1/melden/"
GEDULD = 0.5  # seconds that one waits for the other; behind a lock the other never comes


@pytest.fixture
def conflict(als, cast, wereld, meld, invulling):
    """Bram opens the form, Anna reports for Alkmaar, Bram sends his."""
    ander = meld(
        wereld.training, wereld.alkmaar, "2021-11-01", "afgerond", toelichting="Alles gegeven.", gemeld_door=cast.anna
    )
    return ander, als(cast.bram).post(ADRES, invulling())


def test_shows_both_texts_and_stores_nothing(conflict):
    ander, antwoord = conflict
    assert antwoord.status_code == 409
    assert '<blockquote class="citaat voorgeschreven">Alles gegeven.</blockquote>' in tekst(antwoord)
    assert "namens Alkmaar" in tekst(antwoord)
    assert "door Anna" in tekst(antwoord)
    assert "De teams zijn begonnen.</textarea>" in tekst(antwoord)
    assert list(Statusmelding.objects.all()) == [ander]


def test_sending_it_anyway_stores_it(conflict, als, cast, invulling):
    ander, antwoord = conflict
    formulier = antwoord.context["formulier"]
    assert formulier["gebaseerd_op"].value() == ander.pk
    verborgen = {veld: str(formulier[veld].value()) for veld in ("gebaseerd_op", "verzoek")}
    assert als(cast.bram).post(ADRES, invulling(**verborgen)).status_code == 302
    assert [melding.toelichting for melding in Statusmelding.objects.order_by("pk")] == [
        "Alles gegeven.",
        "De teams zijn begonnen.",
    ]


def test_a_third_melding_in_between_is_a_conflict_again(conflict, als, cast, wereld, meld, invulling):
    ander, _ = conflict
    meld(wereld.training, wereld.alkmaar, "2021-12-01", "in_uitvoering")
    assert als(cast.bram).post(ADRES, invulling(gebaseerd_op=ander.pk)).status_code == 409


def test_keeping_theirs_is_a_link(conflict):
    assert '<a href="/proef/acties/1/">Laat deze melding staan en ga terug naar de actie</a>' in tekst(conflict[1])


@pytest.mark.parametrize("nummer", [1, 2])
@pytest.mark.parametrize("ander", ["hoorn", None])
def test_another_organisation_and_the_region_are_no_conflict(als, cast, wereld, meld, invulling, nummer, ander):
    """Each has its own word: a bijdrage of Alkmaar goes over no one else's."""
    actie = {1: wereld.training, 2: wereld.zelfscan}[nummer]
    meld(actie, ander and getattr(wereld, ander), "2021-11-01", "afgerond")
    assert als(cast.bram).post(f"/proef/acties/{nummer}/melden/", invulling()).status_code == 302


def test_back_and_resubmit_with_another_text_is_not_lost(als, cast, invulling):
    """The same form sent again with other words is a new melding, for the reporter to decide on."""
    client, velden = als(cast.bram), invulling()
    client.post(ADRES, velden)
    antwoord = client.post(ADRES, velden | {"toelichting": "Nog iets bedacht."})
    assert antwoord.status_code == 409
    formulier = antwoord.context["formulier"]
    verborgen = {veld: str(formulier[veld].value()) for veld in ("gebaseerd_op", "verzoek")}
    client.post(ADRES, velden | verborgen | {"toelichting": "Nog iets bedacht."})
    assert [melding.toelichting for melding in Statusmelding.objects.order_by("pk")] == [
        "De teams zijn begonnen.",
        "Nog iets bedacht.",
    ]


@pytest.fixture
def tegelijk(transactional_db, wereld, cast, tmp_path, monkeypatch):
    """``tegelijk(2, werk)`` runs ``werk(nummer)`` in two threads at once and gives what each returned or raised.

    SQLite in memory has one lock for all threads, so there the threads get a copy of the database on disk, as on a server.
    """
    if connection.vendor == "sqlite":
        with sqlite3.connect(tmp_path / "race.sqlite3") as kopie:
            connection.connection.backup(kopie)
        kopie.close()
        op_schijf = connections.settings["default"] | {"NAME": str(tmp_path / "race.sqlite3")}
        monkeypatch.setitem(connections.settings, "default", op_schijf)
    samen = Barrier(2)

    def kijk(*wat):
        """Everyone who has looked waits for the other before writing: without a guard, both have then looked."""
        gezien = laatst_gemeld(*wat)
        with suppress(BrokenBarrierError):
            samen.wait(GEDULD)
        return gezien

    monkeypatch.setattr("monitoring.melden.melding.laatst_gemeld", kijk)

    def draai(aantal, werk):
        hek = Barrier(aantal)

        def draad(nummer):
            hek.wait()
            try:
                return werk(nummer)
            except Exception as fout:  # noqa: BLE001 - the outcome of a race is what the test looks at
                return fout
            finally:
                connection.close()

        with ThreadPoolExecutor(aantal) as draden:
            return list(draden.map(draad, range(aantal)))

    return draai


def aantal_meldingen(tegelijk):
    """Counted in a thread, because on SQLite the threads have their own copy."""
    return tegelijk(1, lambda _: Statusmelding.objects.count())[0]


def meld_voor(wereld, cast, nummer, act=melden, **anders):
    door = [cast.bram, cast.anna][nummer]
    velden = {"peildatum": date(2021, 12, 31), "status": "afgerond", "koers": "", "toelichting": "", "bijsturing": ""}
    return act(wereld.training, organisatie=wereld.alkmaar, door=door, op=timezone.now(), velden=velden, **anders)


def test_of_two_at_the_same_moment_one_is_stored_and_one_decides(tegelijk, wereld, cast):
    uitkomst = tegelijk(2, lambda nummer: meld_voor(wereld, cast, nummer, gebaseerd_op=NIETS_GEZIEN))
    assert {type(deel) for deel in uitkomst} == {Tussendoor, Statusmelding}
    assert aantal_meldingen(tegelijk) == 1


def test_without_the_guard_one_would_overwrite_the_other_unseen(tegelijk, wereld, cast, monkeypatch):
    monkeypatch.setattr(f"{__name__}.GEDULD", VEEL_GEDULD)
    monkeypatch.setattr(ActieQuerySet, "select_for_update", lambda self, **_: self)
    zonder_slot = melden.__wrapped__
    uitkomst = tegelijk(2, lambda nummer: meld_voor(wereld, cast, nummer, act=zonder_slot, gebaseerd_op=NIETS_GEZIEN))
    assert {type(deel) for deel in uitkomst} == {Statusmelding}
    assert aantal_meldingen(tegelijk) == 2


def test_four_clicks_at_the_same_moment_make_one_melding(tegelijk, wereld, cast):
    verzoek = uuid4()
    uitkomst = tegelijk(4, lambda _: meld_voor(wereld, cast, 0, gebaseerd_op=NIETS_GEZIEN, verzoek=verzoek))
    assert len({melding.pk for melding in uitkomst}) == 1
    assert aantal_meldingen(tegelijk) == 1
