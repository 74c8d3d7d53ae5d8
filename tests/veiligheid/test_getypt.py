"""Whatever the site answers to a form, the answer shows what was typed: every address that takes a form, every answer."""

import csv
import time

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponseNotAllowed
from django.urls import reverse

from monitoring.models import Evaluatie, Opmerking, Updateronde
from tests.antwoord import tekst
from tests.beheer.conftest import adres, modellen, vol  # noqa: F401 - a fixture
from tests.formulier import ingevuld
from tests.veiligheid.paginas import TABEL
from uitvoering.views import fout_429

GETYPT = "Wij zijn in alle wijken begonnen."
KORT = "Begonnen"
GEHEIM = {"password": "wachtwoord-geheim", "csrfmiddlewaretoken": "teken-geheim", "new_password1": "nieuw-geheim"}


def _paden():
    """Every address of the site that takes a form, from the table of rights, and every form of the beheer."""
    with TABEL.open(encoding="utf-8", newline="") as bestand:
        regels = [regel for regel in csv.DictReader(bestand, delimiter=";") if regel["methode"] == "POST"]
    site = [reverse(r["naam"], args=[deel for deel in r["argumenten"].split(",") if deel]) for r in regels]
    beheer = [
        adres(model, soort, *sleutel) for model in modellen() for soort, sleutel in (("add", ()), ("change", (1,)))
    ]
    return sorted({pad for pad in site + beheer if not pad.startswith("/accounts/")})


FOUTEN = {
    400: BadRequest("Nee."),
    403: PermissionDenied("Je rol is weg."),
    404: Http404("Weg."),
    500: RuntimeError("Stuk."),
}


class Stoorzender:
    """Stands before every view, and answers in its place."""

    fout: Exception | int | None = None

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, *wat):
        if self.fout == 429:
            return fout_429(request)
        if self.fout == 405:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if isinstance(self.fout, Exception):
            raise self.fout
        return None


@pytest.mark.parametrize("code", [*FOUTEN, 405, 429])
def test_every_address_shows_what_was_typed_in_every_answer(als, cast, settings, monkeypatch, code):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.Stoorzender"]
    client = als(cast.anna)
    client.raise_request_exception = False
    monkeypatch.setattr(Stoorzender, "fout", FOUTEN.get(code, code))
    kwijt = {}
    paden = _paden()
    assert len(paden) > 60
    for pad in paden:
        antwoord = client.post(pad, {"toelichting": GETYPT, "rij-0-titel": KORT} | GEHEIM)
        pagina = antwoord.content.decode()
        if antwoord.status_code != code or GETYPT not in pagina or KORT not in pagina or "geheim" in pagina:
            kwijt[pad] = antwoord.status_code
    assert kwijt == {}


def test_twin_that_shows_nothing_loses_it(als, cast, monkeypatch):
    monkeypatch.setattr("uitvoering.views.getypte_tekst", lambda request: [])
    assert GETYPT not in als(cast.anna).post("/proef/acties/999/melden/", {"toelichting": GETYPT}).content.decode()


def _over(client):
    sessie = client.session
    sessie["laatst"] = sessie["begonnen"] = int(time.time()) - 24 * 3600
    sessie.save()


def test_every_address_shows_what_was_typed_when_the_session_is_over(als, cast):
    kwijt = {}
    for pad in _paden():
        if pad.startswith(
            "/proef/link/"
        ):  # knows no session; tests/monitoring/links holds that nothing typed is lost there
            continue
        client = als(cast.anna)
        _over(client)
        antwoord = client.post(pad, {"toelichting": GETYPT} | GEHEIM)
        if (
            antwoord.status_code != 403
            or GETYPT not in antwoord.content.decode()
            or "geheim" in antwoord.content.decode()
        ):
            kwijt[pad] = antwoord.status_code
    assert kwijt == {}


def test_every_address_shows_what_was_typed_when_the_role_is_gone(als, cast):
    cast.anna.lidmaatschappen.all().delete()
    client, kwijt = als(cast.anna), {}
    for pad in _paden():
        antwoord = client.post(pad, {"toelichting": GETYPT} | GEHEIM)
        if antwoord.status_code not in (403, 404, 405) or GETYPT not in antwoord.content.decode():
            kwijt[pad] = antwoord.status_code
    eigen = {"/sessie/verlengen/", "/sessie/anderen/uitloggen/"}  # of every account, and nothing to type
    assert {pad: code for pad, code in kwijt.items() if pad not in eigen} == {}


def test_who_gets_a_heavier_role_while_typing_keeps_the_text(als, cast, settings):
    settings.TWEEDE_FACTOR = "beheer"
    antwoord = als(cast.anna).post("/proef/acties/2/melden/", {"toelichting": GETYPT})
    assert antwoord.status_code == 403
    assert GETYPT in antwoord.content.decode()
    assert "Stel de tweede factor in" in antwoord.content.decode()


@pytest.mark.parametrize("pad", ["/accounts/login/", "/accounts/2fa/authenticate/", "/accounts/password/change/"])
def test_no_secret_of_an_account_is_ever_shown(cast, pad):
    from django.test import Client  # noqa: PLC0415 - one that is strict about tokens

    velden = {"password": "wachtwoord-geheim", "code": "geheim-123456", "oldpassword": "oud-geheim", "login": "bram"}
    antwoord = Client(enforce_csrf_checks=True).post(pad, velden)
    assert antwoord.status_code in (302, 403)
    assert "geheim" not in antwoord.content.decode()


# Where the act has a page of its own, that page shows it


def test_remark_on_a_concept_that_is_no_longer_one_stays_on_its_page(als, cast, vol):  # noqa: F811
    pad = "/proef/evaluatie/2021/opmerkingen/"
    Evaluatie.objects.filter(pk=vol.evaluatie.pk).update(fase="concept")
    client = als(cast.bram)
    velden = ingevuld(client.get(pad)) | {"tekst": GETYPT}
    Evaluatie.objects.filter(pk=vol.evaluatie.pk).update(fase="voorbereiding")
    antwoord = client.post(pad, velden)
    assert antwoord.status_code == 409
    assert f"{GETYPT}</textarea>" in tekst(antwoord)
    assert "Je tekst is niet opgeslagen" in tekst(antwoord)
    assert Opmerking.objects.count() == 0


def test_round_that_closes_while_typing_shows_the_text(als, cast, vol):  # noqa: F811
    ronde = Updateronde.objects.get()
    velden = {"namens": "alkmaar", "status": "afgerond", "toelichting": GETYPT}
    antwoord = als(cast.bram).post(f"/proef/rondes/{ronde.pk}/acties/2/", velden)
    assert (antwoord.status_code, GETYPT in antwoord.content.decode()) == (404, True)


def test_reason_for_a_version_that_someone_else_began_stays_on_its_page(als, cast, vol):  # noqa: F811
    antwoord = als(cast.anna).post("/proef/evaluatie/2021/nieuwe-versie/", {"reden": GETYPT})
    assert antwoord.status_code == 409
    assert f"{GETYPT}</textarea>" in tekst(antwoord)


# Not what somebody else lets a visitor send

ELDERS = [
    {"Origin": "https://elders.test"},
    {"Origin": "null"},
    {"Origin": "http://testserver.elders.test"},
    {"Origin": "http://testserver:8080"},
    {"Referer": "https://elders.test/testserver"},
    {"Referer": "http://[stuk"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]
HIER = [
    {},
    {"Origin": "http://testserver"},
    {"Referer": "http://testserver/proef/acties/2/melden/"},
    {"Sec-Fetch-Site": "same-origin"},
]


@pytest.mark.parametrize("wie", [None, "bram"])
@pytest.mark.parametrize("pad", ["/proef/acties/2/melden/", "/proef/bestaat-niet/"])
@pytest.mark.parametrize("koppen", ELDERS, ids=str)
def test_text_from_another_site_is_not_repeated(als, cast, settings, wie, pad, koppen):
    client = als(wie and getattr(cast, wie))
    client.handler.enforce_csrf_checks = True
    antwoord = client.post(pad, {"toelichting": "Bel nu 0900-FOUT voor je nieuwe wachtwoord"}, headers=koppen)
    assert antwoord.status_code in (302, 403, 404)
    assert "0900-FOUT" not in antwoord.content.decode()


@pytest.mark.parametrize("koppen", HIER, ids=str)
def test_text_of_a_form_of_this_site_comes_back_when_the_session_is_gone(als, cast, koppen):
    antwoord = als(None).post("/proef/acties/2/melden/", {"toelichting": GETYPT}, headers=koppen)
    assert (antwoord.status_code, GETYPT in antwoord.content.decode()) == (403, True)
