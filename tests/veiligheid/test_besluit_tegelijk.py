"""Two at once: a decision and a next programme are made once. The twin without the lock makes two."""

import threading
from datetime import date

import pytest
from django.db.models import QuerySet

import acties.wijzigen.besluit
import acties.wijzigen.doorlopen
from acties.models import Actie, Besluit, Programma
from acties.wijzigen.besluit import Gevolg
from tests.veiligheid.server import VEEL_GEDULD

GEDULD = 0.5  # seconds that one waits for the other; behind a lock the other never comes


@pytest.fixture
def ontmoeting(monkeypatch):
    """Between looking whether it was done before and doing it, each looks around for the other."""
    samen = threading.Barrier(2)
    kijk = acties.wijzigen.besluit._eerder

    def eerder(*wat):
        gevonden = kijk(*wat)
        try:
            samen.wait(GEDULD)
        except threading.BrokenBarrierError:
            return gevonden
        return gevonden

    monkeypatch.setattr(acties.wijzigen.besluit, "_eerder", eerder)


def vastlegger(wereld, wie, soort, gevolg=None):
    def leg_vast():
        besluit = Besluit(
            programma=wereld.programma, soort=soort, actie=wereld.training, orgaan="PORA", datum=date(2022, 2, 2),
            omschrijving="Weg.",
        )  # fmt: skip
        return acties.wijzigen.besluit.leg_vast(besluit, gevolg or Gevolg(), door=wie)

    return leg_vast


def test_double_click_is_one_decision_for_both(draden, wereld, cast, ontmoeting):
    eerste, tweede = draden(*[vastlegger(wereld, cast.anna, "overig")] * 2)
    assert (eerste.pk, Besluit.objects.count()) == (tweede.pk, 1)


def test_twin_without_the_lock_makes_two(draden, wereld, cast, ontmoeting, monkeypatch):
    monkeypatch.setattr(
        f"{__name__}.GEDULD", VEEL_GEDULD
    )  # here the other always comes, on a busy machine a little later
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **hoe: self)
    monkeypatch.setattr(acties.wijzigen.besluit, "leg_vast", acties.wijzigen.besluit.leg_vast.__wrapped__)
    draden(*[vastlegger(wereld, cast.anna, "overig")] * 2)
    assert Besluit.objects.count() == 2


def test_of_two_decisions_that_drop_one_actie_the_second_is_told(draden, wereld, cast, ontmoeting):
    gevolgen = [
        Gevolg(velden={"vervallen_op": date(2022, 2, 2), "vervallen_reden": reden})
        for reden in ("Geen geld.", "Klaar.")
    ]
    uitkomsten = draden(*(vastlegger(wereld, cast.anna, "vervallen", gevolg) for gevolg in gevolgen))
    assert sorted(type(uitkomst).__name__ for uitkomst in uitkomsten) == ["Besluit", "ValidationError"]
    assert Besluit.objects.count() == 1


def vervolger(wereld, cast):
    def begin():
        nieuw = Programma(naam="Verder", slug="verder", startjaar=2024, eindjaar=2027)
        return acties.wijzigen.doorlopen.loop_door(nieuw, wereld.programma, [wereld.training], door=cast.anna)

    return begin


def test_double_click_makes_one_next_programme(draden, wereld, cast):
    uitkomsten = draden(*[vervolger(wereld, cast)] * 2)
    assert [uitkomst for uitkomst in uitkomsten if isinstance(uitkomst, Exception)] == []
    assert sorted(uitkomst.begonnen for uitkomst in uitkomsten) == [False, True]
    assert (Programma.objects.count(), Actie.objects.filter(programma__slug="verder").count()) == (2, 1)


def test_twin_without_the_lock_gives_the_double_click_an_error(draden, wereld, cast, monkeypatch):
    """Both saw that there was none yet."""
    samen, kijk = threading.Barrier(2), acties.wijzigen.doorlopen.al_begonnen
    monkeypatch.setattr(
        acties.wijzigen.doorlopen, "al_begonnen", lambda nieuw: (kijk(nieuw), samen.wait(VEEL_GEDULD))[0]
    )
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **hoe: self)
    monkeypatch.setattr(acties.wijzigen.doorlopen, "loop_door", acties.wijzigen.doorlopen.loop_door.__wrapped__)
    uitkomsten = draden(*[vervolger(wereld, cast)] * 2)
    soorten = sorted(type(uitkomst).__name__ for uitkomst in uitkomsten)
    assert soorten in (["Doorloop", "IntegrityError"], ["Doorloop", "ValidationError"])
