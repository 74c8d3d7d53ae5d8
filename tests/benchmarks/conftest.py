"""Databases of several sizes, a site as in production, and someone who visits it. One table is printed per module.

``BENCH_KLEIN=1`` measures in small databases, to see within a minute whether everything runs.
"""

import io
import logging
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import Client, override_settings

from acties.models import Gebruiker, Programma
from acties.spoor.bewaren import plek
from acties.spoor.gedeeld import RUIMTE, paginas
from tests.benchmarks import gegevens
from tests.benchmarks.bezoek import Bezoek
from tests.benchmarks.meten import Tabel

NIEUW_PROJECT = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

_gemeten: list[Tabel] = []


@pytest.fixture(scope="session")
def omvang() -> gegevens.Omvang:
    return gegevens.KLEIN if os.environ.get("BENCH_KLEIN") else gegevens.Omvang()


@pytest.fixture(scope="session")
def werkmap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Emptied at the end: pytest keeps the folders of three runs, and these databases are large."""
    pad = tmp_path_factory.mktemp("bench")
    yield pad
    shutil.rmtree(pad)


@pytest.fixture(scope="session", autouse=True)
def site(werkmap: Path, django_db_blocker: Any) -> Iterator[Any]:
    """The WSGI application with the static files of production: hashed, compressed, found without looking around."""
    sjablonen: dict[str, Any] = {**settings.TEMPLATES[0]}
    sjablonen["DIRS"] = [*sjablonen["DIRS"], Path(__file__).parent / "templates"]
    als_in_productie = override_settings(
        DEBUG=False,
        ALLOWED_HOSTS=["localhost", "testserver"],
        ROOT_URLCONF="tests.benchmarks.urls",
        STATIC_ROOT=werkmap / "static",
        STORAGES={
            **settings.STORAGES,
            "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
        },
        TEMPLATES=[sjablonen],
        WHITENOISE_AUTOREFRESH=False,
        WHITENOISE_USE_FINDERS=False,
    )
    logging.disable(logging.INFO)
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.setattr(paginas, "ruimte", RUIMTE)  # the other tests make every page anew
    with als_in_productie, django_db_blocker.unblock():
        call_command("collectstatic", interactive=False, verbosity=0)
        yield get_wsgi_application()
    monkeypatch.undo()
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="session")
def kaal(site: Any) -> Bezoek:
    """Somebody unknown, on a site with no more middleware than a new project has."""
    with override_settings(MIDDLEWARE=NIEUW_PROJECT):
        return Bezoek(get_wsgi_application(), SimpleCookie())


@pytest.fixture(scope="session")
def bestand(werkmap: Path, omvang: gegevens.Omvang, site: Any) -> Callable[[str], Path]:
    """``bestand("dertig")`` is the database of that name, made at first use."""

    def maak(naam: str) -> Path:
        pad = werkmap / f"{naam}.sqlite3"
        if pad.exists():
            return pad
        if naam == "een":
            _wijs_naar(pad)
            with override_settings(DEBUG=True):
                for opdracht in ("migrate", "createcachetable", "laad_programma", "demogegevens"):
                    call_command(opdracht, verbosity=0, stdout=io.StringIO())
            connections["default"].close()
            return pad
        half = Path(shutil.copy(_platgeslagen(maak("een")), pad.with_suffix(".half")))
        with gegevens.vullen(half) as db:
            gegevens.vul(naam, db, omvang)
        return half.rename(pad)

    return maak


def _platgeslagen(pad: Path) -> Path:
    """With what is still in the write-ahead log in the file itself, so that it can be copied."""
    with sqlite3.connect(pad) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return pad


def _wijs_naar(pad: Path) -> None:
    """Point the site at another database file."""
    connections["default"].close()
    als_op_een_server = {"ENGINE": "django.db.backends.sqlite3", "OPTIONS": settings.SQLITE, "CONN_MAX_AGE": 60}
    connections.databases["default"].update(als_op_een_server, NAME=str(pad))
    del connections["default"]


@pytest.fixture
def database(bestand: Callable[[str], Path]) -> Callable[[str], Programma]:
    """``database("dertig")`` makes the site use that database, and gives its first programme."""

    def kies(naam: str) -> Programma:
        _wijs_naar(bestand(naam))
        plek.clear()
        paginas.clear()
        return Programma.objects.met_kenmerk().order_by("pk")[0]

    return kies


@pytest.fixture
def als(site: Any) -> Callable[[str], Bezoek]:
    """``als("dirk")`` visits the site as Dirk, in the database chosen before."""

    def login(naam: str) -> Bezoek:
        client = Client()
        client.force_login(Gebruiker.objects.get(username=naam))
        sessie = client.session
        sessie["begonnen"] = sessie["laatst"] = int(time.time())
        sessie.save()
        return Bezoek(site, client.cookies)

    return login


@pytest.fixture(scope="module")
def tabel(request: pytest.FixtureRequest) -> Iterator[Tabel]:
    """The table of this module; the first line of its docstring is the title."""
    nieuw = Tabel((request.module.__doc__ or "").strip().splitlines()[0])
    yield nieuw
    _gemeten.append(nieuw)
    print(nieuw)  # noqa: T201 - what a benchmark is for


def pytest_terminal_summary(terminalreporter: Any) -> None:
    doelen = [gehaald for tabel in _gemeten for gehaald in tabel.doelen]
    if doelen:
        terminalreporter.write_line(f"{sum(doelen)} van {len(doelen)} doelen gehaald")
