"""A server as in production, for the tests that need a real one: gunicorn behind a proxy that says it speaks HTTPS."""

import copy
import http.client
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

from cryptography.fernet import Fernet

_VERBORGEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
HUIS = Path(__file__).parent.parent.parent
HOST = "uitvoering.test"
WACHTWOORD = "geheim-voor-de-test"
VEEL_GEDULD = 120  # seconds, for what always comes, on a busy machine a little later


def omgeving(database, statisch):
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(HUIS),
        "DJANGO_SETTINGS_MODULE": "tests.veiligheid.productie",
        "PROEF_STATISCH": str(statisch),
        "SECRET_KEY": secrets.token_urlsafe(60),
        "FACTOR_SLEUTELS": Fernet.generate_key().decode(),
        "ALLOWED_HOSTS": HOST,
        "DATABASE_URL": database,
        "TWEEDE_FACTOR": "0",
        "AANTAL_PROXIES": "1",
        "EMAIL_URL": "dummymail://",
        "TZ": "Pacific/Kiritimati",
    }


def luisteraar():
    """A socket that listens on a port of its own, for a server to take over: a port that is only looked up can be gone."""
    return socket.create_server(("127.0.0.1", 0))


def gunicorn(opening, *keuzes):
    """The command that serves what comes in there; to be started with ``pass_fds=[opening.fileno()]``."""
    return [sys.executable, "-m", "gunicorn", "uitvoering.wsgi", "--bind", f"fd://{opening.fileno()}", *keuzes]


class Server:
    """Behind a proxy that says it speaks HTTPS, as in production."""

    def __init__(self, database, statisch, log, voor=(), werkers=1, extra=None):
        """``voor``: what stands before the command, such as a program that looks at what it asks of the system; ``extra``: more
        of the environment."""
        self.opening = luisteraar()
        self.poort = self.opening.getsockname()[1]
        self.omgeving = omgeving(database, statisch) | (extra or {})
        self.log = log.open("w+")
        self.koekjes: dict[str, str] = {}
        self.opdracht = [*voor, *gunicorn(self.opening, "--threads", "2", "--workers", str(werkers))]
        self.start()

    def start(self):
        self.proces = subprocess.Popen(
            self.opdracht,
            cwd=HUIS,
            env=self.omgeving,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
            pass_fds=[self.opening.fileno()],
        )
        while self.proces.poll() is None:
            try:
                self.vraag("/gezondheid/")
                return
            except OSError:  # still starting, on a busy machine
                continue
        raise RuntimeError(Path(self.log.name).read_text())

    def iemand_anders(self, **koekjes):
        """Another visitor of the same server, with cookies of its own."""
        ander = copy.copy(self)
        ander.koekjes = koekjes
        return ander

    def schiet_af(self):
        """kill -9 of the server and all its workers, in the middle of whatever they do."""
        os.killpg(self.proces.pid, signal.SIGKILL)
        self.proces.wait(VEEL_GEDULD)

    def vraag(self, pad, velden=None, methode=None, **kop):
        """The answer as ``(status, koppen, inhoud)``. Cookies are kept."""
        koppen = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "10.9.8.7"}
        koppen |= {"Cookie": "; ".join(f"{naam}={waarde}" for naam, waarde in self.koekjes.items())}
        if velden is not None:
            koppen |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"https://{HOST}/"}
        with closing(http.client.HTTPConnection("127.0.0.1", self.poort, timeout=VEEL_GEDULD)) as verbinding:
            verbinding.request(
                methode or ("GET" if velden is None else "POST"), pad, velden and urlencode(velden), koppen | kop
            )
            antwoord = verbinding.getresponse()
            with antwoord:  # also when the server is shot down halfway its answer
                inhoud = antwoord.read()
        for koekje in antwoord.headers.get_all("Set-Cookie", []):
            naam, waarde = koekje.split(";")[0].split("=", 1)
            self.koekjes[naam] = waarde
        return antwoord.status, antwoord.headers, inhoud

    def log_in(self, naam, wachtwoord=WACHTWOORD):
        _, _, pagina = self.vraag("/accounts/login/")
        velden = dict(_VERBORGEN.findall(pagina.decode())) | {"login": naam, "password": wachtwoord}
        return self.vraag("/accounts/login/", velden)

    def meld(self, formulier, tekst, **velden):
        """Open the form at this address and send it back with this text; gives the status of the last answer."""
        status, _, pagina = self.vraag(formulier)
        if status != 200:
            return status
        verborgen = dict(_VERBORGEN.findall(pagina.decode()))
        return self.vraag(formulier, verborgen | {"status": "in_uitvoering", "toelichting": tekst} | velden)[0]

    def stop(self):
        """End the server; gives the lines of its log."""
        if self.log.closed:
            return []
        os.killpg(self.proces.pid, signal.SIGTERM)
        self.proces.wait(VEEL_GEDULD)
        self.opening.close()
        self.log.seek(0)
        regels = self.log.read().splitlines()
        self.log.close()
        return regels
