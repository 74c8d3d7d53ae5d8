"""A small world and its cast. Every figure in a test can be checked against these few rows by hand."""

import gc
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, date, datetime
from functools import partial
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import TransactionTestCase, override_settings

from acties.constanten import Rol
from acties.models import (
    Aanjager,
    Aanjagersrol,
    Actie,
    Ambitie,
    Begrip,
    Deelname,
    Doelgroep,
    Gebruiker,
    Lidmaatschap,
    Onderdeel,
    Organisatie,
    Overleg,
    Partij,
    Programma,
    Subregio,
)
from acties.spoor.gedeeld import RUIMTE, paginas
from monitoring.models import Statusmelding
from tests import bewaarde_database, eigenschappen  # noqa: F401 - the profiles of hypothesis
from tests.post.postbode import Postbode
from tests.sjabloon import Sjabloon
from tests.taken import RIJ

FUSIE = date(2022, 1, 1)


def pytest_collection_finish(session):
    """Looking for garbage among all that was imported takes a tenth of the time; a measurement has it, as in production."""
    if not any(item.get_closest_marker("benchmark") for item in session.items):
        gc.freeze()
        gc.set_threshold(100_000, 20, 20)


def _programma():
    return Programma.objects.create(
        slug="proef",
        naam="Samen veilig",
        ondertitel="Proefprogramma",
        regio="Proefregio",
        startjaar=2021,
        eindjaar=2023,
    )


def _wereld(programma):
    w = SimpleNamespace(programma=programma)
    w.kern = Onderdeel.objects.create(programma=programma, soort="kernelement", code="K1", naam="Lokaal", volgorde=1)
    w.lijn = Onderdeel.objects.create(programma=programma, soort="actielijn", code="A1", naam="Preventie", volgorde=2)
    w.ambitie = Ambitie.objects.create(actielijn=w.lijn, volgorde=1, tekst="Iedereen kent de signalen")
    w.doelgroep = Doelgroep.objects.create(actielijn=w.lijn, naam="Ouderen")
    w.begrip = Begrip.objects.create(
        programma=programma, term="Zelfscan", definitie="Een vragenlijst voor lokale teams."
    )
    w.gemeenten = Partij.objects.create(programma=programma, naam="Gemeenten", volgorde=1)
    w.veilig_thuis = Partij.objects.create(programma=programma, naam="Veilig Thuis", volgorde=2)
    w.groen = Aanjagersrol.objects.create(programma=programma, naam="Ambtenaren", kleur="groen", letter="G", volgorde=1)
    w.blauw = Aanjagersrol.objects.create(
        programma=programma, naam="Projectleiders", kleur="blauw", letter="B", volgorde=2
    )
    with override_settings(SIMPLE_HISTORY_ENABLED=False):  # nobody asks how these came about
        _organisaties(w)
    _acties(w)
    return w


def _organisaties(w):
    west = Subregio.objects.create(naam="West", volgorde=1)
    oost = Subregio.objects.create(naam="Oost", volgorde=2)

    def gemeente(naam, subregio, **velden):
        organisatie = Organisatie.objects.create(
            naam=naam, slug=naam.lower().replace(" ", "-"), soort="gemeente", subregio=subregio, **velden
        )
        organisatie.partijen.add(w.gemeenten)
        return organisatie

    w.dijk_en_waard = gemeente("Dijk en Waard", west, begindatum=FUSIE)
    w.alkmaar = gemeente("Alkmaar", west)
    w.heerhugowaard = gemeente("Heerhugowaard", west, einddatum=FUSIE, opvolger=w.dijk_en_waard)
    w.langedijk = gemeente("Langedijk", west, einddatum=FUSIE, opvolger=w.dijk_en_waard)
    w.hoorn = gemeente("Hoorn", oost)
    w.vt = Organisatie.objects.create(naam="Veilig Thuis Proef", slug="veilig-thuis-proef", soort="ketenpartner")
    w.vt.partijen.add(w.veilig_thuis)
    w.pora = Overleg.objects.create(
        afkorting="PORA", slug="pora", naam="Overleg West", subregio=west, rol="bespreekt", volgorde=1
    )
    w.madivosa = Overleg.objects.create(
        afkorting="Madivosa", slug="madivosa", naam="Overleg Oost", subregio=oost, rol="bespreekt", volgorde=2
    )
    for organisatie in (w.alkmaar, w.heerhugowaard, w.langedijk, w.dijk_en_waard):
        Deelname.objects.create(overleg=w.pora, organisatie=organisatie)
    Deelname.objects.create(overleg=w.madivosa, organisatie=w.hoorn)


def _acties(w):
    def actie(nummer, titel, partij, onderdeel, **velden):
        nieuw = Actie.objects.create(programma=w.programma, nummer=nummer, titel=titel, onderdeel=onderdeel, **velden)
        nieuw.hoofdverantwoordelijken.add(partij)
        return nieuw

    w.training = actie(1, "Trainingen geven", w.gemeenten, w.kern, startjaar=2021, eindjaar=2021)
    w.zelfscan = actie(
        2,
        "Zelfscan in elke gemeente",
        w.gemeenten,
        w.kern,
        omschrijving="Elke gemeente vult de zelfscan in.",
        startjaar=2021,
        eindjaar=2022,
        uitvoering="per_organisatie",
    )
    w.voorlichting = actie(3, "Voorlichting", w.veilig_thuis, w.lijn, doorlopend=True, doelgroep=w.doelgroep)
    w.voorlichting.ambities.add(w.ambitie)
    Aanjager.objects.create(actie=w.training, rol=w.blauw, tekst="Projectleiders regio")
    Aanjager.objects.create(actie=w.zelfscan, rol=w.groen, tekst="Beleidsambtenaren jeugd")
    Aanjager.objects.create(actie=w.voorlichting, rol=w.groen, tekst="Beleidsambtenaren wmo")
    Aanjager.objects.create(actie=w.voorlichting, rol=w.blauw, tekst="Projectleiders regio")


def _cast(programma, wereld):
    def gebruiker(naam, rol, organisatie=None):
        nieuw = Gebruiker.objects.create_user(
            naam, f"{naam}@voorbeeld.nl", "geheim-voor-de-test", first_name=naam.title()
        )
        Lidmaatschap.objects.create(gebruiker=nieuw, rol=rol, organisatie=organisatie)
        return nieuw

    return SimpleNamespace(
        anna=gebruiker("anna", Rol.PROJECTLEIDER),
        bram=gebruiker("bram", Rol.BELEIDSAMBTENAAR, wereld.alkmaar),
        carla=gebruiker("carla", Rol.BELEIDSAMBTENAAR, wereld.hoorn),
        vera=gebruiker("vera", Rol.BELEIDSAMBTENAAR, wereld.vt),
        dirk=gebruiker("dirk", Rol.COMMISSIELID),
        eva=gebruiker("eva", Rol.BEHEERDER),
    )


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, pytestconfig, django_db_blocker):
    """The migrated database of an earlier run, where the migrations are the same."""
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            klaar = bewaarde_database.begin_met_sjabloon()
        yield klaar
        return
    if not bewaarde_database.in_geheugen():
        yield None
        return
    kopie = bewaarde_database.bestand(pytestconfig.cache.mkdir("database"))
    with closing(bewaarde_database.vul_vooraf(kopie)) as geheugen:
        yield partial(bewaarde_database.bewaar, geheugen, kopie)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_modify_db_settings, django_db_blocker):
    if django_db_modify_db_settings:
        with django_db_blocker.unblock():
            django_db_modify_db_settings()


@pytest.fixture(scope="session")
def sjabloon(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        assert connection.features.supports_json_field  # asked here, once: it is no query of a test
        return Sjabloon(programma=_programma, wereld=_wereld, cast=_cast)


@pytest.fixture(scope="session", autouse=True)
def _elke_pagina_opnieuw():
    """A page that is asked again is made again, so that its context and queries can be looked at. See ``gedeelde_paginas``."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(paginas, "ruimte", 0)
        yield


@pytest.fixture
def gedeelde_paginas(monkeypatch):
    """Pages are kept, as on a server."""
    paginas.clear()
    monkeypatch.setattr(paginas, "ruimte", RUIMTE)
    yield paginas
    paginas.clear()


@pytest.fixture
def _kopie(sjabloon):
    return sjabloon.objecten()


@pytest.fixture
def programma(db, sjabloon, _kopie):
    sjabloon.leg_neer("programma")
    return _kopie.programma


@pytest.fixture
def wereld(programma, sjabloon, _kopie):
    """Five municipalities (two merge into a sixth), one partner, two onderdelen and three acties without meldingen.

    1 regionaal, Gemeenten, 2021 · 2 per organisatie, Gemeenten, 2021–2022 · 3 regionaal, Veilig Thuis, doorlopend.
    """
    sjabloon.leg_neer("wereld")
    return _kopie.wereld


@pytest.fixture
def cast(wereld, sjabloon, _kopie):
    """Anna leads the project, Bram reports for Alkmaar, Carla for Hoorn, Vera for Veilig Thuis, Dirk reads, Eva manages users."""
    sjabloon.leg_neer("cast")
    return _kopie.cast


@pytest.fixture
def meld(wereld):
    """Write a melding straight to the table: ``meld(actie, organisatie, "2021-10-01", "in_uitvoering", koers=…)``."""

    def schrijf(actie, organisatie, peildatum, status, **velden):
        dag = date.fromisoformat(peildatum)
        velden.setdefault("gemeld_op", datetime(dag.year, dag.month, dag.day, 9, 0, tzinfo=UTC))
        return Statusmelding.objects.create(
            actie=actie, organisatie=organisatie, peildatum=dag, status=status, **velden
        )

    return schrijf


@pytest.fixture
def oude_koers(meld):
    """``meld`` with a koers that such a status no longer has, as reports of long ago may: past the guard of the database."""

    def schrijf(actie, organisatie, peildatum, status, koers, **velden):
        tabel, trigger = "monitoring_statusmelding", "statusmelding_koers"
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [trigger])
                (terug,) = cursor.fetchone()
                cursor.execute(f"DROP TRIGGER {trigger}")
            else:
                terug = f"SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE {tabel} ENABLE TRIGGER {trigger}"
                cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE {tabel} DISABLE TRIGGER {trigger}")
            melding = meld(actie, organisatie, peildatum, status, koers=koers, **velden)
            cursor.execute(terug)
        return melding

    return schrijf


@pytest.fixture(scope="session")
def lege_database(django_db_setup, django_db_blocker, tmp_path_factory):
    """A file of SQLite with every table and no row, to copy: migrating a fresh one takes seconds each time."""
    pad = tmp_path_factory.mktemp("leeg") / "leeg.sqlite3"
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), closing(sqlite3.connect(pad)) as bestand:
            connection.ensure_connection()
            connection.connection.backup(bestand)
    else:
        omgeving = {"DEBUG": "1", "DATABASE_URL": f"sqlite:///{pad}", "PATH": ""}
        opdracht = [sys.executable, "manage.py", "migrate", "-v0"]
        subprocess.run(opdracht, cwd=settings.BASE_DIR, env=omgeving, check=True)
    return pad


@pytest.fixture
def als(client, settings):
    """``als(bram)`` gives a client that is logged in as Bram; ``als(None)`` one that is nobody.

    A session as logging in leaves it behind, without the way there: that has tests of its own.
    """

    def login(gebruiker):
        client.cookies.clear()
        if gebruiker is not None:
            nu = int(time.time())
            sessie = SessionStore()
            sessie[SESSION_KEY] = str(gebruiker.pk)
            sessie[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
            sessie[HASH_SESSION_KEY] = gebruiker.get_session_auth_hash()
            sessie["begonnen"] = sessie["laatst"] = nu
            sessie.save()
            client.cookies[settings.SESSION_COOKIE_NAME] = sessie.session_key
        return client

    return login


@pytest.fixture
def rij(settings):
    """Tasks wait for a worker, as in production; see ``tests/taken.py``."""
    settings.TASKS = RIJ


@pytest.fixture
def geen_echte_pdf(monkeypatch):
    """For tests of who may have a PDF and what it says: they get its HTML, without WeasyPrint and in no time."""
    schrijver = SimpleNamespace(
        schrijf=lambda papier, archief=False: papier.html.encode(), CONTENT_TYPE="application/pdf"
    )
    monkeypatch.setattr("monitoring.weergave.maken._pdf", lambda: schrijver)


@pytest.fixture(autouse=True, scope="session")
def _flush_past_the_triggers():
    """Transactional tests empty all tables at their end; the triggers that guard the facts step aside for just that.

    Those of the index to search in stay: it has to be as empty as the tables."""
    opruimen = TransactionTestCase._fixture_teardown

    def zonder_triggers(self):
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE 'zoek_%'")
                triggers = cursor.fetchall()
                for naam, _ in triggers:
                    cursor.execute(f"DROP TRIGGER {naam}")
            else:
                cursor.execute("SET session_replication_role = replica")
        opruimen(self)
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                for _, sql in triggers:
                    cursor.execute(sql)
            else:
                cursor.execute("SET session_replication_role = origin")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", zonder_triggers)
        yield


@pytest.fixture(autouse=True)
def _marks_at_once(request):
    """PostgreSQL marks a change once, at the end of its transaction. A test runs within one: there every change marks at once."""
    markering = request.node.get_closest_marker("django_db")
    met_database = "db" in request.fixturenames or markering is not None
    echt_vastgelegd = "transactional_db" in request.fixturenames or (markering and markering.kwargs.get("transaction"))
    if connection.vendor != "postgresql" or not met_database or echt_vastgelegd:
        return
    request.getfixturevalue("db")
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(tgname, ', ') FROM pg_trigger WHERE tgname LIKE 'versie_%'")
        cursor.execute(f"SET CONSTRAINTS {cursor.fetchone()[0]} IMMEDIATE")


@pytest.fixture
def vastgelegd(django_capture_on_commit_callbacks):
    """``with vastgelegd():`` after it, what was to happen once it was stored has happened: mails, the log."""
    return partial(django_capture_on_commit_callbacks, execute=True)


@pytest.fixture
def postbode(settings):
    """The mail server of this test; see ``tests/postbode.py``."""
    settings.EMAIL_BACKEND = "tests.post.postbode.Postbode"
    Postbode.begin()
    return Postbode
