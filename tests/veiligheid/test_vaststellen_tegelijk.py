"""Adopting while others save: what was stored before is in, what comes after is later, and nothing is half.

Each race has a twin without the lock that goes wrong: so the test is known to see the race.
"""

import os
import threading
from datetime import date

import pytest
from django.db import DatabaseError
from django.db.models import QuerySet
from django.utils import timezone

from acties.models import Onderdeel
from acties.spoor.gezien import merk_van
from monitoring.jaar import vaststellen as module
from monitoring.jaar.aanvaarden import trek_in
from monitoring.jaar.bijschrijven import Vastgesteld, bijschrijven
from monitoring.jaar.jaarstuk import naar_opslag
from monitoring.jaar.vaststellen import NietToegestaan, nieuwe_versie, vaststellen
from monitoring.melden.melding import melden
from monitoring.models import Duiding, Evaluatie
from monitoring.verslag.vastgesteld import uit_opslag
from tests.vaststellen import aanvaard_alles
from tests.veiligheid.server import VEEL_GEDULD

RONDES = int(os.environ.get("RONDES_VASTSTELLEN", "12"))
OUDJAAR = date(2021, 12, 31)
GEDULD = 0.5  # seconds that the one who adopts waits for the other; behind a lock the other never comes


@pytest.fixture
def concept(wereld, cast):
    """All that stands open is accepted: these tests are about who comes first."""
    concept = Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=OUDJAAR, fase="concept")
    aanvaard_alles(concept, door=cast.anna, op=timezone.now())
    return concept


@pytest.fixture
def gebouwd(monkeypatch):
    """An event that is set when the Verslag is built and not yet stored; then the other has its moment."""
    klaar, gemeld = threading.Event(), threading.Event()

    def opslag(stuk):
        klaar.set()
        gemeld.wait(GEDULD)
        return naar_opslag(stuk)

    monkeypatch.setattr(module, "naar_opslag", opslag)
    klaar.gemeld = gemeld
    return klaar


@pytest.fixture
def _slot_eraf(monkeypatch):
    """The twin: the same act without locks and without a transaction around it. Here the other always comes, if late."""
    monkeypatch.setattr(f"{__name__}.GEDULD", VEEL_GEDULD)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **hoe: self)
    monkeypatch.setattr(module, "vaststellen", vaststellen.__wrapped__)


def stel_vast(concept, cast):
    return lambda: module.vaststellen(concept, door=cast.anna, op=timezone.now())


def meld(wereld, gebruiker, organisatie, tekst):
    velden = {"peildatum": OUDJAAR, "status": "in_uitvoering", "toelichting": tekst}
    return melden(wereld.zelfscan, organisatie=organisatie, door=gebruiker, op=timezone.now(), velden=velden)


def nog_niet_vast():
    return not Evaluatie.objects.filter(
        versie=Evaluatie.objects.order_by("-versie").values("versie")[:1], fase="vastgesteld"
    )


def tekst_in(verslag, organisatie):
    return next(r.toelichting for r in verslag.actie(2).organisaties if r.organisatie == organisatie.naam)


def meldt_tussendoor(wereld, cast, gebouwd):
    """Wait until the Verslag is built, report, and tell whether that was stored before the adoption was."""

    def taak():
        gebouwd.wait(VEEL_GEDULD)
        meld(wereld, cast.bram, wereld.alkmaar, "Tussendoor")
        te_vroeg = nog_niet_vast()
        gebouwd.gemeld.set()
        return te_vroeg

    return taak


def test_melding_after_the_building_waits_and_is_later(draden, wereld, cast, concept, gebouwd):
    vast, te_vroeg = draden(stel_vast(concept, cast), meldt_tussendoor(wereld, cast, gebouwd))
    assert (te_vroeg, tekst_in(uit_opslag(vast.verslag).regio, wereld.alkmaar)) == (False, "")


@pytest.mark.usefixtures("_slot_eraf")
def test_twin_without_the_lock_leaves_out_what_was_stored_before(draden, wereld, cast, concept, gebouwd):
    vast, te_vroeg = draden(stel_vast(concept, cast), meldt_tussendoor(wereld, cast, gebouwd))
    assert (te_vroeg, tekst_in(uit_opslag(vast.verslag).regio, wereld.alkmaar)) == (True, "")


def test_rounds_of_writers_are_in_or_later_and_never_half(draden, wereld, cast, concept):
    """Every writer reports on and on; what it saw stored while the year was still a concept, must be in."""
    wie = [(cast.bram, wereld.alkmaar), (cast.carla, wereld.hoorn), (cast.anna, wereld.langedijk)]

    def schrijver(ronde, gebruiker, organisatie):
        def taak():
            zeker = laatste = -1
            for n in range(60):
                meld(wereld, gebruiker, organisatie, f"{ronde}.{n}")
                laatste = n
                if not nog_niet_vast():
                    break
                zeker = n
            return zeker, laatste

        return taak

    evaluatie = concept
    for ronde in range(RONDES):
        uitkomsten = draden(*(schrijver(ronde, *beurt) for beurt in wie), stel_vast(evaluatie, cast))
        fouten = [uitkomst for uitkomst in uitkomsten if isinstance(uitkomst, Exception)]
        assert fouten == []
        *beurten, vast = uitkomsten
        stuk = uit_opslag(vast.verslag)
        for (_, organisatie), (zeker, laatste) in zip(wie, beurten, strict=True):
            tekst = tekst_in(stuk.regio, organisatie)
            van_ronde, _, nummer = tekst.partition(".")
            in_verslag = int(nummer) if van_ronde == str(ronde) else -1  # or still the last one of the round before
            assert zeker <= in_verslag <= laatste
            overleg = stuk.van_overleg("madivosa" if organisatie == wereld.hoorn else "pora")
            assert tekst_in(overleg, organisatie) == tekst
        assert stuk.regio.actie(2).telling.gemeld == len([r for r in stuk.regio.actie(2).organisaties if r.status])
        evaluatie = nieuwe_versie(vast, reden=f"Ronde {ronde}", door=cast.anna)


def test_of_two_who_adopt_one_does(draden, cast, concept):
    uitkomsten = draden(*[stel_vast(concept, cast)] * 3)
    assert sorted(type(uitkomst).__name__ for uitkomst in uitkomsten) == [
        "Evaluatie",
        "NietToegestaan",
        "NietToegestaan",
    ]
    assert next(u.args[0] for u in uitkomsten if isinstance(u, NietToegestaan)).startswith(
        "Evaluatie 2021 is al vastgesteld"
    )


@pytest.fixture
def allen_gekeken(monkeypatch):
    """Whoever looked which version there is, waits until the other has looked too."""
    samen, kijk = threading.Barrier(2), module.vergrendel

    def vergrendel(*wat, **hoe):
        rij = kijk(*wat, **hoe)
        samen.wait(VEEL_GEDULD)
        return rij

    monkeypatch.setattr(module, "vergrendel", vergrendel)


@pytest.mark.usefixtures("_slot_eraf")
def test_twin_without_the_lock_builds_the_year_twice(draden, cast, concept, allen_gekeken):
    """Of the two only the database stops one, with an error, when it is about to overwrite an adopted year."""
    uitkomsten = draden(*[stel_vast(concept, cast)] * 2)
    assert [type(uitkomst).__name__ for uitkomst in uitkomsten if not isinstance(uitkomst, DatabaseError)] == [
        "Evaluatie"
    ]


@pytest.fixture
def vast(cast, concept):
    return vaststellen(concept, door=cast.anna, op=timezone.now())


@pytest.mark.usefixtures("_slot_eraf")
def test_twin_without_the_lock_begins_a_correction_twice(draden, cast, vast, monkeypatch):
    """Both saw that there was none yet, so nobody is told that there is one."""
    samen, toets = threading.Barrier(2), Evaluatie.full_clean
    monkeypatch.setattr(Evaluatie, "full_clean", lambda self: (samen.wait(VEEL_GEDULD), toets(self))[1])
    begin = nieuwe_versie.__wrapped__
    uitkomsten = draden(*[lambda: begin(vast, reden="Fout.", door=cast.anna)] * 2)
    assert "NietToegestaan" not in [type(uitkomst).__name__ for uitkomst in uitkomsten]


def test_of_two_corrections_one_begins(draden, cast, vast):
    uitkomsten = draden(*[lambda: nieuwe_versie(vast, reden="Fout.", door=cast.anna)] * 3)
    assert sorted(type(uitkomst).__name__ for uitkomst in uitkomsten) == [
        "Evaluatie",
        "NietToegestaan",
        "NietToegestaan",
    ]
    assert Evaluatie.objects.count() == 2


@pytest.mark.parametrize("hoe", ["page", "without asking"])
def test_duiding_after_the_building_is_refused(draden, wereld, cast, concept, gebouwd, hoe):
    """Also one that is saved without the lock of the page, as the beheer does: the database makes it wait."""
    leeg = merk_van(Duiding(), ["oordeel", "tekst"])
    onderdeel = Onderdeel.objects.get(pk=wereld.kern.pk)

    def duid():
        gebouwd.wait(VEEL_GEDULD)
        try:
            if hoe == "page":
                velden = {"oordeel": "", "tekst": "Te laat"}
                bijschrijven(Duiding(onderdeel=onderdeel), wereld.programma, 2021, velden=velden, gezien=leeg)
            else:
                Duiding.objects.create(evaluatie_id=concept.pk, onderdeel=onderdeel, tekst="Te laat")
        finally:
            gebouwd.gemeld.set()

    vast, geweigerd = draden(stel_vast(concept, cast), duid)
    assert isinstance(geweigerd, Vastgesteld if hoe == "page" else DatabaseError)
    assert Duiding.objects.count() == 0
    assert uit_opslag(vast.verslag).regio.onderdelen[0].duiding == ""


def test_who_takes_an_acceptance_back_after_the_building_is_refused(draden, cast, concept, gebouwd):
    """What stood open was accepted when the year was built; taking that back comes too late, and the year keeps it."""
    kenmerk = concept.aanvaardingen.first().kenmerk

    def neem_terug():
        assert gebouwd.wait(VEEL_GEDULD)
        try:
            trek_in(concept, kenmerk, door=cast.anna)
        finally:
            gebouwd.gemeld.set()

    uitkomsten = draden(stel_vast(concept, cast), neem_terug)
    assert {type(uitkomst).__name__ for uitkomst in uitkomsten} == {"Evaluatie", "NietToegestaan"}
    vast = Evaluatie.objects.get()
    assert vast.aanvaardingen.filter(kenmerk=kenmerk).exists()
    assert len(vast.verslag["aanvaard"]) == vast.aanvaardingen.count()
