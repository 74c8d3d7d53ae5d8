"""A preview of the page of an actie: what someone typed, as a reader would see it, and nothing stored."""

import re
from html import unescape

import pytest
from django.db import connection

from tests.formulier import ingevuld

LIJST = "/beheer/acties/actie/"
GETYPT = "Zelfscan die elke twee jaar terugkomt"


def alles():
    """Every row of every table, as the database has it."""
    with connection.cursor() as cursor:
        rijen = {}
        for naam in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(naam)}")  # noqa: S608 - the names of our own tables
            rijen[naam] = sorted(map(repr, cursor.fetchall()))
    return rijen


def leesbaar(antwoord):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", antwoord.content.decode())).split())


@pytest.fixture
def formulier(als, cast, wereld):
    """The form of the zelfscan with another title and another aanjager, not sent yet."""
    adres = f"{LIJST}{wereld.zelfscan.pk}/change/"
    velden = ingevuld(als(cast.anna).get(adres)) | {"titel": GETYPT}
    return adres, velden


def test_a_preview_shows_what_was_typed_and_changes_nothing(als, cast, wereld, formulier):
    adres, velden = formulier
    client = als(cast.anna)
    voor = alles()
    antwoord = client.post(adres, velden | {"_voorbeeld": "Voorbeeld"})
    assert alles() == voor
    assert f"<title>2. {GETYPT}" in antwoord.content.decode()
    assert "Voorbeeld, nog niet opgeslagen." in leesbaar(antwoord)
    assert GETYPT not in leesbaar(client.get("/proef/acties/2/"))


def test_from_a_preview_someone_goes_back_to_what_was_typed_or_stores_it(als, cast, wereld, formulier):
    adres, velden = formulier
    client = als(cast.anna)
    band = ingevuld(client.post(adres, velden | {"_voorbeeld": "Voorbeeld"}))
    assert {naam: band[naam] for naam in velden if naam != "csrfmiddlewaretoken"} == {
        naam: waarde if isinstance(waarde, list) else [waarde]
        for naam, waarde in velden.items()
        if naam != "csrfmiddlewaretoken"
    }
    voor = alles()
    terug = client.post(adres, band | {"_terug": "ja"})
    assert (terug.status_code, alles()) == (200, voor)
    assert ingevuld(terug)["titel"] == [GETYPT]
    assert "errornote" not in terug.content.decode()
    assert client.post(adres, band | {"_save": "ja"}).status_code == 302
    wereld.zelfscan.refresh_from_db()
    assert wereld.zelfscan.titel == GETYPT


def test_a_new_actie_has_a_preview_too_and_is_not_made(als, cast, wereld, formulier):
    _, velden = formulier
    client = als(cast.anna)
    nieuw = ingevuld(client.get(f"{LIJST}add/"))
    ook = ("programma", "onderdeel", "hoofdverantwoordelijken", "uitvoering", "startjaar", "eindjaar", "titel")
    nieuw |= {naam: velden[naam] for naam in ook} | {"nummer": "77"}
    voor = alles()
    antwoord = client.post(f"{LIJST}add/", nieuw | {"_voorbeeld": "Voorbeeld"})
    assert (antwoord.status_code, alles()) == (200, voor)
    assert "Voorbeeld, nog niet opgeslagen." in leesbaar(antwoord)


def test_a_mistake_is_told_instead_of_a_preview(als, cast, wereld, formulier):
    adres, velden = formulier
    antwoord = als(cast.anna).post(adres, velden | {"titel": "", "_voorbeeld": "Voorbeeld"})
    assert "nog niet opgeslagen" not in leesbaar(antwoord)
    assert 'class="errornote"' in antwoord.content.decode()


def test_who_may_not_change_an_actie_has_no_preview(als, cast, wereld, formulier):
    adres, velden = formulier
    assert 'name="_voorbeeld"' not in als(cast.bram).get(adres).content.decode()
    assert als(cast.bram).post(adres, velden | {"_voorbeeld": "Voorbeeld"}).status_code == 403
