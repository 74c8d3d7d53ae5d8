"""A visitor who calls the site as a server would, without what the test client adds to look inside."""

import gzip
import io
import re
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

from django.db import connection
from django.test.utils import CaptureQueriesContext

from acties.spoor.bewaren import plek
from acties.spoor.gedeeld import paginas

_VERBORGEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@dataclass(frozen=True)
class Antwoord:
    status: int
    koppen: dict[str, str]
    inhoud: bytes

    @property
    def verborgen(self) -> dict[str, str]:
        """The hidden fields of the forms on the page."""
        return dict(_VERBORGEN.findall(self.inhoud.decode()))

    @property
    def ingepakt(self) -> int:
        """Bytes over the wire behind a proxy that compresses."""
        return len(self.inhoud) if "Content-Encoding" in self.koppen else len(gzip.compress(self.inhoud, 6))


class Bezoek:
    def __init__(self, site: Any, koekjes: SimpleCookie):
        self._site = site
        self._koekjes = {naam: koekje.value for naam, koekje in koekjes.items()}

    def __call__(self, adres: str, velden: dict[str, str] | None = None, **koppen: str) -> Antwoord:
        """GET, or POST when there are ``velden``. Anything but a good answer is an error: it would measure nothing."""
        pad, _, vraag = adres.partition("?")
        lichaam = urlencode(velden or {}).encode()
        omgeving = {
            "REQUEST_METHOD": "GET" if velden is None else "POST",
            "PATH_INFO": pad,
            "QUERY_STRING": vraag,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(lichaam)),
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": "; ".join(f"{naam}={waarde}" for naam, waarde in self._koekjes.items()),
            "wsgi.input": io.BytesIO(lichaam),
            **koppen,
        }
        setup_testing_defaults(omgeving)
        gekregen: dict[str, Any] = {}

        def begin(status: str, regels: list[tuple[str, str]]) -> None:
            gekregen.update(status=int(status.split(maxsplit=1)[0]), koppen=dict(regels))

        antwoord = self._site(omgeving, begin)
        try:
            inhoud = b"".join(antwoord)
        finally:
            if hasattr(antwoord, "close"):
                antwoord.close()  # ends the request, and with it the connection
        assert gekregen["status"] in (200, 302, 304), f"{adres}: {gekregen['status']}"
        for koekje in SimpleCookie(gekregen["koppen"].get("Set-Cookie", "")).values():
            self._koekjes[koekje.key] = koekje.value
        return Antwoord(gekregen["status"], gekregen["koppen"], inhoud)

    def opnieuw(self, adres: str) -> Antwoord:
        """The same with nothing kept from before: every figure is counted anew."""
        plek.clear()
        paginas.clear()
        return self(adres)

    def queries(self, adres: str, velden: dict[str, str] | None = None, **koppen: str) -> list[str]:
        with CaptureQueriesContext(connection) as gezien:
            self(adres, velden, **koppen)
        return [
            query["sql"]
            for query in gezien.captured_queries
            if not query["sql"].startswith(("PRAGMA", "BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
        ]
