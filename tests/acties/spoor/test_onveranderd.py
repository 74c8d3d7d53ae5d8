"""Whoever has a page that did not change, gets a 304; whatever the page depends on, makes it a new page."""

from datetime import date

import pytest
from django.conf import settings
from django.contrib.messages import INFO
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import MessageEncoder

from acties.models import Lidmaatschap

PEIL = "/proef/?peildatum=2021-12-31"


def weer(client, eerst, pad=PEIL):
    """The same page again, by a browser that kept the first answer."""
    return client.get(pad, headers={"If-None-Match": eerst["ETag"]})


@pytest.fixture
def dirk(als, cast, wereld):
    client = als(cast.dirk)
    client.get(PEIL)  # the first page sets the cookie of the forms
    return client


def test_reader_gets_nothing_new_when_nothing_changed(dirk, django_assert_num_queries):
    eerst = dirk.get(PEIL)
    with django_assert_num_queries(4):  # session, user, roles, programme with the mark of its data
        antwoord = weer(dirk, eerst)
    assert (antwoord.status_code, antwoord.content, antwoord["ETag"]) == (304, b"", eerst["ETag"])
    assert "no-store" in antwoord["Cache-Control"]


def test_visitor_of_a_public_dashboard_costs_one_query(client, wereld, settings, django_assert_num_queries):
    settings.DASHBOARD_OPENBAAR = True
    eerst = client.get(PEIL)
    assert eerst["Cache-Control"] == "private, no-cache"
    with django_assert_num_queries(1):
        assert weer(client, eerst).status_code == 304


def test_a_new_melding_makes_a_new_page(dirk, wereld, meld):
    eerst = dirk.get(PEIL)
    meld(wereld.training, None, "2021-12-01", "afgerond")
    antwoord = weer(dirk, eerst)
    assert (antwoord.status_code, antwoord.context["verslag"].telling.afgerond) == (200, 1)


def test_another_address_is_another_page(dirk):
    eerst = dirk.get(PEIL)
    assert weer(dirk, eerst, "/proef/?peildatum=2021-12-30").status_code == 200
    assert weer(dirk, eerst, "/proef/planning/?peildatum=2021-12-31").status_code == 200


def test_another_reader_does_not_get_it(dirk, als, cast):
    eerst, geheim = dirk.get(PEIL), dirk.cookies[settings.CSRF_COOKIE_NAME].value
    eva = als(cast.eva)
    eva.cookies[settings.CSRF_COOKIE_NAME] = geheim  # so that it is not this that tells them apart
    assert weer(eva, eerst).status_code == 200


def test_a_new_role_makes_a_new_page(dirk, cast):
    eerst = dirk.get(PEIL)
    Lidmaatschap.objects.create(gebruiker=cast.dirk, rol="beheerder")
    assert weer(dirk, eerst).status_code == 200


@pytest.mark.parametrize("naam", ["bram", "anna"])
def test_a_page_that_counts_what_someone_owes_is_made_every_time(als, cast, wereld, naam):
    assert "ETag" not in als(getattr(cast, naam)).get(PEIL)


def test_a_withdrawn_role_gets_no_page(dirk, cast):
    eerst = dirk.get(PEIL)
    cast.dirk.lidmaatschappen.all().delete()
    assert weer(dirk, eerst).status_code == 403


def test_the_next_day_is_a_new_page(dirk, monkeypatch):
    eerst = dirk.get(PEIL)
    monkeypatch.setattr("acties.spoor.onveranderd.timezone.localdate", lambda: date(2030, 1, 1))
    assert weer(dirk, eerst).status_code == 200


def test_forms_of_an_earlier_login_are_not_kept(dirk):
    """The secret of the forms changes at every login: a kept page could not log out."""
    eerst = dirk.get(PEIL)
    del dirk.cookies[settings.CSRF_COOKIE_NAME]
    assert weer(dirk, eerst).status_code == 200


def test_a_message_is_shown_and_not_kept(dirk):
    fout = dirk.get("/proef/?peildatum=gisteren")
    assert "geen geldige datum" in fout.content.decode()
    assert "ETag" not in fout


def test_a_message_that_waits_is_shown_first(dirk):
    eerst = dirk.get(PEIL)
    sessie = dirk.session
    sessie["_messages"] = MessageEncoder().encode([Message(INFO, "Je melding is opgeslagen.")])
    sessie.save()
    antwoord = weer(dirk, eerst)
    assert "Je melding is opgeslagen." in antwoord.content.decode()
    assert "ETag" not in antwoord
    assert weer(dirk, eerst).status_code == 304


@pytest.mark.parametrize(
    "pad", ["/proef/acties/export/csv/", "/proef/acties/99/", "/proef/acties/?status=onzin", "/hulp/"]
)
def test_files_errors_and_other_pages_are_made_every_time(dirk, pad):
    antwoord = dirk.get(pad, headers={"If-None-Match": "*"})
    assert antwoord.status_code in (200, 400, 404)
    assert "ETag" not in antwoord
