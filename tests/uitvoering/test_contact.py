"""The address of the beheerder of the region, where someone is stuck."""

import pytest
from django.test import RequestFactory

from acties.toegang.bezoeker import Bezoeker
from uitvoering.views import fout_500

LINK = '<a href="mailto:beheer@regio.example">beheer@regio.example</a>'


@pytest.fixture(autouse=True)
def _adres(settings):
    settings.CONTACTADRES = "beheer@regio.example"


def test_login_and_errors_name_the_address(als, cast):
    client = als(None)
    assert LINK in client.get("/accounts/login/").content.decode()
    assert LINK in client.get("/accounts/signup/").content.decode()
    client = als(cast.dirk)
    assert LINK in client.get("/proef/acties/99/").content.decode()
    assert LINK in client.get("/proef/rondes/").content.decode()


def test_error_of_the_site_names_the_address_without_a_database():
    request = RequestFactory().get("/proef/")
    request.user = Bezoeker()
    assert LINK in fout_500(request).content.decode()


def test_without_an_address_there_is_no_empty_link(client, cast, settings):
    settings.CONTACTADRES = ""
    html = client.get("/accounts/login/").content.decode()
    assert "mailto:" not in html
    assert "Vragen?" not in html
