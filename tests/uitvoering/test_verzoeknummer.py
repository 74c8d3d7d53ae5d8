"""Every line of a request carries its number, and a number that could pass for something else is not taken over."""

import json
import logging
import re

import pytest

from uitvoering.logregels import JsonFormatter
from uitvoering.verzoeknummer import ZetNummer

pytestmark = pytest.mark.django_db
EIGEN = re.compile(r"[0-9a-f]{32}")


@pytest.fixture
def regels():
    """What goes into the log meanwhile, as JSON."""
    geschreven = []

    class Uit(logging.Handler):
        def emit(self, record):
            geschreven.append(json.loads(self.format(record)))

    uit = Uit()
    uit.addFilter(ZetNummer())
    uit.setFormatter(JsonFormatter(datefmt="%Y-%m-%dT%H:%M:%S%z"))
    logging.getLogger().addHandler(uit)
    yield geschreven
    logging.getLogger().removeHandler(uit)


def test_the_number_of_the_proxy_goes_along(client):
    assert client.get("/hulp/", headers={"X-Request-ID": "proxy-1234.ab_c"})["X-Request-ID"] == "proxy-1234.ab_c"


@pytest.mark.parametrize(
    "vals", ["", "kort", "a" * 65, 'x" niveau="ERROR', "a b c d e f g", "é" * 10, "-" * 10, "abcdefgh\t"]
)
def test_another_value_gives_a_number_of_our_own(client, vals):
    assert EIGEN.fullmatch(client.get("/hulp/", headers={"X-Request-ID": vals})["X-Request-ID"])


def test_every_line_of_a_request_carries_it(client, cast, regels):
    """Those of the logbook within the request, and those that Django writes when it is almost over."""
    client.post("/accounts/login/", {"login": "bram", "password": "fout"}, headers={"X-Request-ID": "verzoek-0001"})
    client.get("/bestaat/niet/", headers={"X-Request-ID": "verzoek-0002"})
    assert {regel["verzoek"] for regel in regels} == {"verzoek-0001", "verzoek-0002"}
    assert {regel["naam"] for regel in regels} >= {"logboek", "django.request"}


def test_a_line_outside_a_request_has_none(regels):
    logging.getLogger("proef").warning("Zomaar\nINFO vals")
    [regel] = regels
    assert (regel["verzoek"], regel["niveau"], regel["bericht"]) == ("", "WARNING", r"Zomaar\nINFO vals")


def test_the_error_stands_in_the_same_line_without_what_is_secret(regels):
    try:
        raise ValueError("/reset/key/2f-geheim/")
    except ValueError:
        logging.getLogger("proef").exception("Mis")
    [regel] = regels
    assert "ValueError" in regel["fout"]
    assert "geheim" not in regel["fout"]
