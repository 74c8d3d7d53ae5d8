"""A request that isn't what it seems: without a token, from another site, a GET that writes, a page that breaks."""

import hashlib
import logging

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client

import uitvoering.urls  # noqa: F401 - the url configuration loads the pages of the beheer
from acties.models import Actie, Lidmaatschap
from monitoring.models import Bespreking, Duiding, Evaluatie, Indicator, Meting, Statusmelding
from tests.veiligheid.paginas import beheerpaginas, is_pagina, te_openen

TEKST = "Wat ik over deze actie had opgeschreven."


@pytest.fixture
def vol(wereld, meld, cast):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering", toelichting="Begonnen", gemeld_door=cast.bram)
    evaluatie = Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum="2021-12-31")
    Duiding.objects.create(evaluatie=evaluatie, onderdeel=wereld.kern, tekst="Loopt")
    Bespreking.objects.create(evaluatie=evaluatie, overleg=wereld.pora, datum="2022-02-01")
    indicator = Indicator.objects.create(programma=wereld.programma, naam="Meldingen", eenheid="aantal")
    Meting.objects.create(indicator=indicator, periode="2021", waarde="12.5")
    return wereld


@pytest.fixture
def streng(cast):
    """``streng(bram)``: a client that checks the token as a real server does."""

    def login(gebruiker):
        client = Client(enforce_csrf_checks=True)
        client.force_login(gebruiker)
        return client

    return login


# Forgery


SCHRIJVERS = [
    ("bram", "/proef/acties/2/melden/"),
    ("anna", "/proef/evaluatie/2021/duiding/K1/"),
    ("anna", "/proef/evaluatie/2021/bespreking/pora/"),
    ("anna", "/beheer/acties/actie/add/"),
    ("bram", "/accounts/logout/"),
    ("bram", "/accounts/password/change/"),
    ("bram", "/sessie/verlengen/"),
]


@pytest.mark.parametrize(("wie", "pad"), SCHRIJVERS)
def test_without_a_token_nothing_is_written_and_the_text_comes_back(streng, cast, vol, wie, pad):
    client = streng(getattr(cast, wie))
    antwoord = client.post(pad, {"toelichting": TEKST})
    assert antwoord.status_code == 403
    assert TEKST in antwoord.content.decode()
    assert antwoord["Cache-Control"].find("no-store") >= 0
    assert client.get("/proef/begrippen/").status_code == 200  # still logged in
    assert Statusmelding.objects.count() == 1


@pytest.mark.parametrize(
    "kop", [{"origin": "https://elders.test"}, {"origin": "null"}, {"referer": "https://elders.test/"}]
)
def test_good_token_from_another_site_is_refused_and_its_text_not_shown(streng, cast, vol, kop):
    client = streng(cast.bram)
    client.get("/proef/acties/2/melden/")
    token = client.cookies["csrftoken"].value
    veilig = {"secure": True} if "referer" in kop else {}
    antwoord = client.post(
        "/proef/acties/2/melden/", {"toelichting": TEKST, "csrfmiddlewaretoken": token}, headers=kop, **veilig
    )
    assert antwoord.status_code == 403
    assert TEKST not in antwoord.content.decode()  # nobody typed it here


def test_token_of_somebody_else_is_refused(streng, cast, vol):
    ander, eigen = streng(cast.carla), streng(cast.bram)
    for client in (ander, eigen):
        client.get("/proef/acties/2/melden/")
    token = ander.cookies["csrftoken"].value
    antwoord = eigen.post("/proef/acties/2/melden/", {"toelichting": TEKST, "csrfmiddlewaretoken": token})
    assert antwoord.status_code == 403


def test_login_needs_a_token_too(cast):
    antwoord = Client(enforce_csrf_checks=True).post(
        "/accounts/login/", {"login": "bram", "password": "geheim-voor-de-test"}
    )
    assert antwoord.status_code == 403
    assert "geheim-voor-de-test" not in antwoord.content.decode()


# Reading writes nothing

VERANDERLIJK = {"django_session", "cache"}


def vingerafdruk():
    """Of every table of the database what is in it; only the sessions and the cache may change by reading."""
    afdrukken = {}
    with connection.cursor() as cursor:
        for tabel in sorted(set(connection.introspection.table_names(cursor)) - VERANDERLIJK):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(tabel)}")  # noqa: S608 - the names of our own tables
            rijen = sorted(map(repr, cursor.fetchall()))
            afdrukken[tabel] = hashlib.sha256("".join(rijen).encode()).hexdigest()
    return afdrukken


@pytest.mark.usefixtures("geen_echte_pdf")
@pytest.mark.parametrize("wie", ["anna", "eva"])
def test_no_get_or_head_changes_a_row_or_the_mark(als, cast, vol, wie):
    client = als(getattr(cast, wie))
    voor = vingerafdruk()
    assert "acties_gegevensversie" in voor
    # What Anna can open too was looked at as Anna.
    paden = [pad for pad in te_openen(wie) if wie == "anna" or pad not in te_openen("anna")]
    paden += [*beheerpaginas(admin.site), "/accounts/logout/", "/accounts/2fa/", "/accounts/password/change/"]
    vragen = {
        "status": "afgerond",
        "toelichting": TEKST,
        "tekst": TEKST,
        "action": "delete_selected",
        "_save": "1",
        "post": "yes",
    }
    for pad in paden:
        client.get(pad)
        if is_pagina(pad):
            client.get(pad, vragen)
        if not pad.startswith("/beheer/"):  # there a HEAD is a GET of Django's own
            client.head(pad)
    # A download leaves its line in the log, a file that was made is kept, and a session tells once a minute that it lives.
    assert {tabel for tabel, afdruk in vingerafdruk().items() if voor[tabel] != afdruk} <= {
        "acties_klaargezet",
        "acties_logboekregel",
        "usersessions_usersession",
    }


def test_a_write_does_change_the_mark(als, cast, vol, meld):
    """The twin of the test above."""
    voor = vingerafdruk()
    meld(vol.zelfscan, vol.hoorn, "2021-10-01", "afgerond")
    verschil = {tabel for tabel, afdruk in vingerafdruk().items() if voor[tabel] != afdruk}
    assert {"acties_gegevensversie", "monitoring_statusmelding"} <= verschil


# Fields that do not belong in the form


def _velden(client, pad):
    formulier = client.get(pad).context["formulier"]
    return {veld: formulier[veld].value() for veld in ("gebaseerd_op", "verzoek")}


def test_extra_fields_of_a_melding_change_nothing_else(als, cast, vol):
    client, pad = als(cast.bram), "/proef/acties/2/melden/"
    extra = {
        "organisatie": vol.hoorn.pk, "organisatie_id": vol.hoorn.pk, "actie": vol.training.pk, "actie_id": vol.training.pk,
        "gemeld_door": cast.anna.pk, "gemeld_op": "2001-01-01", "bron": "fixture", "ongewijzigd": "on", "openbaar": "",
        "id": 1, "pk": 1, "is_staff": "on", "is_superuser": "on", "groups": "1", "rol": "projectleider", "programma": "99",
    }  # fmt: skip
    goed = {"status": "afgerond", "koers": "", "toelichting": "Klaar", "peildatum": "2021-11-01"}
    assert client.post(pad, _velden(client, pad) | extra | goed).status_code == 302
    nieuw = Statusmelding.objects.order_by("pk").last()
    assert (nieuw.actie, nieuw.organisatie, nieuw.gemeld_door) == (vol.zelfscan, vol.alkmaar, cast.bram)
    assert (nieuw.bron, nieuw.ongewijzigd, nieuw.openbaar, nieuw.gemeld_op.year > 2020) == ("web", False, True, True)
    cast.bram.refresh_from_db()
    assert (cast.bram.is_staff, cast.bram.is_superuser, Lidmaatschap.objects.filter(gebruiker=cast.bram).count()) == (
        False,
        False,
        1,
    )


@pytest.mark.parametrize("namens", ["hoorn", "", "veilig-thuis-proef", "bestaat-niet", "heerhugowaard"])
def test_nobody_reports_for_another_organisatie(als, cast, vol, namens):
    client, pad = als(cast.bram), "/proef/acties/2/melden/"
    velden = _velden(client, pad) | {"status": "afgerond", "toelichting": "Klaar", "peildatum": "2021-11-01"}
    assert client.post(pad, velden | {"namens": namens}).status_code == 404
    assert client.post(f"{pad}?namens={namens}", velden | {"namens": namens}).status_code == 404
    assert Statusmelding.objects.count() == 1


def test_extra_fields_of_a_duiding_change_nothing_else(als, cast, vol):
    client, pad = als(cast.anna), "/proef/evaluatie/2021/duiding/K1/"
    velden = {"oordeel": "aandacht", "tekst": "Nieuw", "gezien": client.get(pad).context["form"]["gezien"].value()}
    extra = {"evaluatie": 99, "onderdeel": vol.lijn.pk, "onderdeel_id": vol.lijn.pk, "fase": "vastgesteld", "id": 99}
    assert client.post(pad, velden | extra).status_code == 302
    assert list(Duiding.objects.values_list("onderdeel__code", "oordeel", "tekst")) == [("K1", "aandacht", "Nieuw")]
    assert Evaluatie.objects.get().fase == "voorbereiding"


# A page that breaks


@pytest.fixture
def kapot(client, cast, monkeypatch):
    """Bram's form, on a day that saving breaks with an error that knows too much."""

    def stuk(*wat, **hoe):
        raise RuntimeError("wachtwoord=hunter2 in /srv/geheim/settings.py")

    monkeypatch.setattr("monitoring.melden.views.laatst_gemeld", stuk)
    client.raise_request_exception = False
    client.force_login(cast.bram)
    return client


def test_an_error_shows_a_reference_and_nothing_of_the_inside(kapot, vol, caplog):
    antwoord = kapot.get("/proef/acties/2/melden/")
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 500
    for binnenkant in ("hunter2", "/srv/", "Traceback", "RuntimeError", "monitoring.", "django"):
        assert binnenkant not in pagina
    (regel,) = [bericht for bericht in caplog.records if bericht.levelno >= logging.ERROR]
    assert regel.getMessage().split("verwijzing ")[1][:8] in pagina


def test_an_error_gives_the_text_back_but_no_secret(kapot, vol):
    token = "t" * 64
    velden = {"toelichting": TEKST, "bijsturing": "Wij gaan door", "csrfmiddlewaretoken": token, "password": "p" * 30}
    antwoord = kapot.post("/proef/acties/2/melden/", velden)
    pagina = antwoord.content.decode()
    assert (antwoord.status_code, TEKST in pagina, "Wij gaan door" in pagina) == (500, True, True)
    assert token not in pagina
    assert "p" * 30 not in pagina
    assert "no-store" in antwoord["Cache-Control"]


def test_an_error_while_showing_the_error_is_still_a_page(client, cast, monkeypatch):
    """The database is gone: the page of an error needs none."""
    client.raise_request_exception = False
    monkeypatch.setattr("uitvoering.views.connection", None)
    antwoord = client.get("/gezondheid/")
    assert (antwoord.status_code, "verwijzing" in antwoord.content.decode()) == (500, True)


def test_half_a_save_is_no_save(als, cast, vol, monkeypatch):
    client, pad = als(cast.anna), "/proef/evaluatie/2022/duiding/K1/"
    client.raise_request_exception = False
    velden = {"oordeel": "", "tekst": "Nieuw", "gezien": client.get(pad).context["form"]["gezien"].value()}

    def stuk(*wat, **hoe):
        raise RuntimeError("na het aanmaken van de evaluatie")

    monkeypatch.setattr(Duiding, "save", stuk)
    assert client.post(pad, velden).status_code == 500
    assert not Evaluatie.objects.filter(jaar=2022).exists()
    assert Actie.objects.count() == 3
