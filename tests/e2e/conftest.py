"""A real server with the real programme and the demo year, and Debian's Chromium in front of it."""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import chromium
from tests.veiligheid.server import VEEL_GEDULD, gunicorn, luisteraar

HUIS = Path(__file__).parent.parent.parent
SLUG = "samen-zorgen-voor-veiligheid"
MOBIEL = {"width": 320, "height": 800}
TABLET = {"width": 768, "height": 1024}
OPTIES = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-smooth-scrolling",
]

# Without its control socket, of which there is one per user: two test servers would fight over it.
OPTIES_SERVER = ["--threads", "4", "--no-control-socket"]

# Long enough for two browsers and two servers on two cores; a test that succeeds never waits for it.
expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in Path(item.fspath).parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": chromium(), "args": OPTIES}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}


def omgeving(database, instellingen="tests.settings"):
    return {
        **os.environ,
        "DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": instellingen,
        "DATABASE_URL": f"sqlite:///{database}",
        "EMAIL_URL": "dummymail://",
    }


@pytest.fixture(scope="session")
def gevulde_database(tmp_path_factory):
    """One database with programme and demo years, made once for all workers; every server works on a copy of its own."""
    map_ = tmp_path_factory.getbasetemp()
    map_ = map_.parent if "PYTEST_XDIST_WORKER" in os.environ else map_
    with (map_ / "slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        database = map_ / "demo.sqlite3"
        if not database.exists():
            vul_database(map_ / "in-wording.sqlite3")
            (map_ / "in-wording.sqlite3").rename(database)
    return database


def vul_database(database):
    for opdracht in ("migrate", "createcachetable", "laad_programma", "demogegevens"):
        subprocess.run(
            [sys.executable, "manage.py", opdracht, "--verbosity", "0"], cwd=HUIS, env=omgeving(database), check=True
        )
    _sluit_wal(database)


def _sluit_wal(database):
    """Bring what is still in the write-ahead log into the file, so that a copy of the file is a whole database."""
    with closing(sqlite3.connect(database)) as verbinding:
        verbinding.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class Site:
    """A running server on a copy of the demo database."""

    def __init__(self, database, map_):
        self.database = map_ / "site.sqlite3"
        shutil.copy(database, self.database)
        self.opening = luisteraar()
        self.adres = f"http://127.0.0.1:{self.opening.getsockname()[1]}"
        self.log = (map_ / "server.log").open("w+")
        self.proces = subprocess.Popen(
            gunicorn(self.opening, *OPTIES_SERVER),
            cwd=HUIS,
            env=omgeving(self.database, "tests.e2e.instellingen"),
            stdout=self.log,
            stderr=subprocess.STDOUT,
            pass_fds=[self.opening.fileno()],
        )
        self._wacht()

    def _wacht(self):
        while self.proces.poll() is None:
            try:
                urllib.request.urlopen(f"{self.adres}/gezondheid/", timeout=VEEL_GEDULD)  # noqa: S310 - our own server
                return
            except OSError:  # still starting, on a busy machine
                continue
        self.log.seek(0)
        klacht = self.log.read()
        self.stop()
        raise RuntimeError(f"the server did not start:\n{klacht}")

    def herstel(self, database):
        """Put back what was there at the start, while the server runs."""
        with closing(sqlite3.connect(database)) as begin, closing(sqlite3.connect(self.database)) as nu:
            begin.backup(nu)

    def stop(self):
        self.proces.terminate()
        self.proces.wait(VEEL_GEDULD)
        self.opening.close()
        self.log.close()

    def url(self, pad=""):
        """The address of a page of the programme; a path that starts with a slash is one of the site itself."""
        return f"{self.adres}{pad}" if pad.startswith("/") else f"{self.adres}/{SLUG}/{pad}"


@pytest.fixture(scope="session")
def open_site(gevulde_database, tmp_path_factory):
    """``open_site()``: another server, until the end of the run."""
    geopend = []

    def nieuw():
        geopend.append(Site(gevulde_database, tmp_path_factory.mktemp("site")))
        return geopend[-1]

    yield nieuw
    for server in geopend:
        server.stop()


@pytest.fixture(scope="session")
def site(open_site):
    """For tests that only read."""
    return open_site()


@pytest.fixture(scope="session")
def _schrijfsite(open_site):
    return open_site()


@pytest.fixture
def verse_site(_schrijfsite, gevulde_database):
    """For tests that write: nobody wrote in it before."""
    _schrijfsite.herstel(gevulde_database)
    return _schrijfsite


@pytest.fixture(scope="session", autouse=True)
def _no_folder_stays_behind(_pw_artifacts_folder):
    """A worker ends before the plugin gets to it; there is nothing in it, as no video or trace is made."""
    yield
    _pw_artifacts_folder.cleanup()


def log_in(page, site, naam, wachtwoord="demo"):
    page.goto(site.url("/accounts/login/"))
    vul_inlog_in(page, naam, wachtwoord)
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


def vul_inlog_in(page, naam, wachtwoord="demo"):
    """Log in on the page that asks for it."""
    page.locator("#id_login").fill(naam)
    page.locator("#id_password").fill(wachtwoord)
    page.get_by_role("button", name="Inloggen").click()


@pytest.fixture
def ander(browser, browser_context_args):
    """``ander()``: a page in a browser of someone else; ``ander(java_script_enabled=False)`` one that is set up otherwise."""
    contexten = []

    def open_browser(**keuzes):
        contexten.append(browser.new_context(**browser_context_args | keuzes))
        return contexten[-1].new_page()

    yield open_browser
    for context in contexten:
        context.close()


@pytest.fixture
def als(ander, verse_site):
    """``als("anna")``: her browser, logged in on a site of our own."""

    def open_browser(naam, **keuzes):
        pagina = ander(**keuzes)
        log_in(pagina, verse_site, naam)
        return pagina

    return open_browser
