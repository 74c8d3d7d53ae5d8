"""A link is made as a projectleider makes it, and found in its mail: nowhere else is its key to be read."""

import re

import pytest
from django.test import Client

from monitoring.models import Toegangslink


@pytest.fixture
def ronde(wereld, spreekt, maak_ronde):
    """Alkmaar speaks for the region about actie 1, and reports on its own about actie 2."""
    spreekt(wereld.training, wereld.alkmaar)
    return maak_ronde()


@pytest.fixture
def maak(als, cast, mailoutbox, vastgelegd):
    """``maak(adres, **velden)`` gives ``(link, path of the link)``, as it was mailed to Petra."""

    def doe(adres, **velden):
        velden = {"naam": "Petra Bos", "email": "petra@alkmaar.example", "functie": "beleidsadviseur"} | velden
        with vastgelegd():
            antwoord = als(cast.anna).post(adres, velden)
        assert antwoord.status_code == 302, antwoord.context["form"].errors
        return Toegangslink.objects.latest("pk"), sleutelpad(mailoutbox[-1])

    return doe


def sleutelpad(mail):
    return re.search(r"https?://[^/]+(/\S+/link/\S+)", mail.body).group(1)


@pytest.fixture
def meldlink(maak, ronde):
    return maak(f"/proef/rondes/{ronde.pk}/meldlink/alkmaar/")


@pytest.fixture
def browser():
    """A browser that only knows what it opened itself, and checks csrf as a real one is checked."""
    return Client


def open_link(browser, pad, nonce="eerste"):
    return browser.post(pad, {"browser": nonce})


@pytest.fixture
def petra(meldlink):
    """Petra, who opened her link."""
    client = Client()
    antwoord = open_link(client, meldlink[1])
    assert antwoord.status_code == 302
    return client
