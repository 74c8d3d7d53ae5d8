"""A filter that a browser sends without scripts: the address keeps only what was chosen."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from acties.toegang.toegang import met_schoon_adres


@met_schoon_adres
def pagina(request):
    return HttpResponse("hier")


def naar(vraag, methode="get"):
    antwoord = getattr(RequestFactory(), methode)(f"/proef/acties/?{vraag}")
    antwoord = pagina(antwoord)
    return antwoord["Location"] if antwoord.status_code == 302 else None


@pytest.mark.parametrize(
    ("vraag", "schoon"),
    [
        ("status=&onderdeel=", ""),
        ("zoek=&status=a&partij=&status=b&page=2", "?status=a&status=b&page=2"),
        ("b=2&a=&onbekend=1&b=1", "?b=2&onbekend=1&b=1"),
        ("zoek=a%20%26%3D+b&koers=", "?zoek=a%20%26%3D+b"),
        ("zoek=%C3%A9%3D&koers=", "?zoek=%C3%A9%3D"),
        ("zoek=a=&koers=", "?zoek=a="),
    ],
)
def test_empty_parts_go_and_the_rest_stays_as_it_was_sent(vraag, schoon):
    assert naar(vraag) == f"/proef/acties/{schoon}"
    assert naar(schoon.removeprefix("?")) is None


@pytest.mark.parametrize("vraag", ["", "status=afgerond&page=2", "loopt_uit", "zoek=a="])
def test_address_without_empty_parts_opens_at_once(vraag):
    assert naar(vraag) is None


@pytest.mark.parametrize("methode", ["head", "post"])
def test_only_a_get_is_sent_on(methode):
    assert naar("status=", methode) is None


@pytest.mark.parametrize("pad", ["/proef/acties/", "/proef/planning/", "/proef/afspraken/", "/proef/begrippen/"])
def test_filters_of_the_site_have_clean_addresses(als, cast, pad):
    antwoord = als(cast.dirk).get(f"{pad}?zoek=&peildatum=2021-12-31&partij=&overleg=")
    assert (antwoord.status_code, antwoord["Location"]) == (302, f"{pad}?peildatum=2021-12-31")


def test_an_export_takes_the_address_of_its_list_and_the_log_its_own(als, cast):
    antwoord = als(cast.anna).get("/proef/acties/export/csv/?status=&sorteer=-nr")
    assert antwoord["Location"] == "/proef/acties/export/csv/?sorteer=-nr"
    assert als(cast.eva).get("/logboek/?zoek=&wie=")["Location"] == "/logboek/"


def test_who_chooses_the_region_by_leaving_empty_keeps_that_choice(als, cast):
    assert als(cast.anna).get("/proef/acties/1/melden/?namens=").status_code == 200
