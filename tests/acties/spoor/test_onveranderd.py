"""Whoever has a page that did not change, gets a 304; whatever the page depends on, makes it a new page."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.contrib.messages import INFO
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import MessageEncoder
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from acties.models import Gebruiker, Lidmaatschap
from acties.spoor.bewaren import plek
from monitoring.models import Conceptmelding, Gevolgd, Updateronde, Volger
from tests.acties.test_gegevensversie import ZONDER
from tests.volledig import vul_alles

PEIL = "/proef/?peildatum=2021-12-31"
OUDJAAR = date(2021, 12, 31)


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
    assert antwoord["Cache-Control"] == "private, no-cache"  # no-store would leave a browser nothing to ask about


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


def test_what_someone_owes_makes_a_new_page(als, cast, wereld, meld):
    """Of who reports, the bar above says how much: it follows from the data, so that page holds until they change."""
    bram = als(cast.bram)
    bram.get(PEIL)
    eerst = bram.get(PEIL)
    assert (weer(bram, eerst).status_code, b"nog te melden" in eerst.content) == (304, False)
    vandaag = timezone.localdate()
    ronde = Updateronde.objects.create(
        programma=wereld.programma, naam="Nu", peildatum=OUDJAAR, opent_op=vandaag, sluit_op=vandaag
    )
    tijdens = weer(bram, eerst)
    assert (tijdens.status_code, b'kop__aantal">(1<' in tijdens.content) == (200, True)
    assert weer(bram, tijdens).status_code == 304
    meld(wereld.zelfscan, wereld.alkmaar, "2021-12-31", "afgerond", ronde=ronde)
    assert b"nog te melden" not in weer(bram, tijdens).content


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


ACTIE = "/proef/acties/2/"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


def test_one_browser_used_by_all_never_shows_what_is_another_reader_s_or_old(als, cast, wereld, meld):
    """One computer in a hall: it keeps what it may, whoever is logged in. What it shows is what the site would make anew.

    All have the same secret in their forms, so that it is not this that tells them apart.
    """
    bewaard = {}

    def toont(wie):
        client = als(wie)
        client.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
        etag, eerder = bewaard.get(ACTIE, ("", b""))
        antwoord = client.get(ACTIE, headers={"If-None-Match": etag})
        te_zien = eerder if antwoord.status_code == 304 else antwoord.content
        bewaard.pop(ACTIE, None)
        if "no-store" not in antwoord["Cache-Control"]:
            bewaard[ACTIE] = (antwoord["ETag"], te_zien)
        plek.clear()
        assert TOKEN.sub(b"", te_zien) == TOKEN.sub(b"", client.get(ACTIE).content)
        return antwoord.status_code

    vandaag = timezone.localdate()
    ronde = {
        "programma": wereld.programma,
        "naam": "Nu",
        "peildatum": OUDJAAR,
        "opent_op": vandaag,
        "sluit_op": vandaag,
    }
    volger = Volger.objects.create(gebruiker=cast.dirk, programma=wereld.programma, verteld_tot=timezone.now())
    lid = Lidmaatschap.objects.get(gebruiker=cast.carla)
    gebeurtenissen = [
        lambda: None,
        lambda: Updateronde.objects.create(**ronde),
        lambda: Conceptmelding.objects.create(
            ronde=Updateronde.objects.get(), gebruiker=cast.bram, actie=wereld.zelfscan, organisatie=wereld.alkmaar,
            velden={"toelichting": "Nog niet verstuurd"}, bijgewerkt_op=timezone.now(),
        ),
        lambda: meld(wereld.zelfscan, wereld.hoorn, "2021-12-01", "afgerond", gemeld_door=cast.carla),
        lambda: Gebruiker.objects.filter(pk=cast.carla.pk).update(first_name="Charlotte", email="lotte@voorbeeld.nl"),
        lambda: wereld.zelfscan.aanjagers.get().organisaties.add(wereld.hoorn),  # whom to call
        lambda: Lidmaatschap.objects.filter(pk=lid.pk).update(organisatie=wereld.alkmaar),
        lambda: Gevolgd.objects.create(volger=volger, actie=wereld.zelfscan),
    ]  # fmt: skip
    for gebeurt in gebeurtenissen:
        gebeurt()
        assert [toont(wie) for wie in (cast.bram, cast.carla, cast.dirk, cast.dirk)] == [200, 200, 200, 304]


def test_a_page_that_a_browser_may_keep_reads_nothing_that_is_not_followed(als, cast, wereld, meld):
    vul_alles(wereld, cast, meld)
    anna = als(cast.anna)
    namen = [
        "", "acties/", "acties/2/", "acties/2/geschiedenis/", "gemeenten/", "organisaties/alkmaar/", "planning/", "cijfers/",
        "begrippen/", "besluiten/", "afspraken/", "evaluatie/", "evaluatie/2021/", "evaluatie/2021/overleg/pora/", "veranderd/",
        "zoeken/?q=zelfscan", "onderdelen/K1/",
    ]  # fmt: skip
    gelezen = set()
    for naam in namen:
        plek.clear()
        with CaptureQueriesContext(connection) as queries:
            assert "ETag" in anna.get(f"/proef/{naam}"), naam
        for query in queries:
            gelezen.update(re.findall(r'(?:FROM|JOIN) "?((?:acties|monitoring)_\w+)', query["sql"]))
    assert gelezen & ZONDER == {"monitoring_gevolgd", "monitoring_volger"}  # of the reader himself: in the ETag


@pytest.mark.parametrize("hoe", ["logging out", "a session that ended"])
def test_a_browser_forgets_it_all_when_the_session_ends(dirk, hoe, settings):
    assert "Clear-Site-Data" not in dirk.get(PEIL)
    if hoe == "logging out":
        antwoord = dirk.post("/accounts/logout/")
    else:
        sessie = dirk.session
        sessie["laatst"] = 0
        sessie.save()
        antwoord = dirk.get(PEIL)
    assert (antwoord.status_code, antwoord["Clear-Site-Data"]) == (302, '"cache"')
