"""The page about accessibility says which statement there is, and invents none."""

import pytest

pytestmark = pytest.mark.django_db
ADRES = "https://www.toegankelijkheidsverklaring.nl/register/1"


def test_without_a_statement_it_says_so(client):
    tekst = client.get("/toegankelijkheid/").content.decode()
    assert "nog geen toegankelijkheidsverklaring" in tekst
    assert "Status " not in tekst


@pytest.mark.parametrize("letter", "ABCD")
def test_the_status_and_the_statement_of_the_installation(client, settings, letter):
    settings.TOEGANKELIJKHEID_STATUS, settings.TOEGANKELIJKHEID_VERKLARING = letter, ADRES
    tekst = client.get("/toegankelijkheid/").content.decode()
    assert f"Status {letter}: " in tekst
    assert f'href="{ADRES}"' in tekst
