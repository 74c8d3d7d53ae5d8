"""A page is made once for all who may see the same, and nothing of one reader ever stands in the page of another."""

import random
import re
from datetime import date

import pytest
from django.contrib.messages import INFO
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import MessageEncoder
from django.db import transaction
from django.test import Client

from acties.models import Gebruiker, Lidmaatschap
from monitoring.models import Gevolgd, Volger
from tests.volledig import vul_alles

PEIL = "/proef/?peildatum=2021-12-31"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
PAGINAS = [
    "", "?peildatum=2021-12-31", "acties/", "acties/?koers=aandacht", "acties/1/", "acties/2/",
    "acties/2/geschiedenis/", "gemeenten/", "organisaties/alkmaar/", "organisaties/hoorn/", "planning/",
    "cijfers/", "begrippen/", "besluiten/", "afspraken/", "evaluatie/", "evaluatie/2021/", "evaluatie/2022/",
    "evaluatie/2021/overleg/pora/", "veranderd/", "vergelijken/", "zoeken/?q=zelfscan", "onderdelen/",
    "onderdelen/K1/",
]  # fmt: skip

pytestmark = pytest.mark.usefixtures("gedeelde_paginas")


@pytest.fixture
def tweeling(cast):
    """``tweeling(bram)`` is someone else who may see and do exactly the same."""

    def maak(origineel):
        ander = Gebruiker.objects.create(username=f"{origineel}-2", first_name="Tweede", last_name="Lezer")
        for lid in origineel.lidmaatschappen.all():
            Lidmaatschap.objects.create(gebruiker=ander, rol=lid.rol, organisatie=lid.organisatie)
        return ander

    return maak


def zonder_geheim(antwoord):
    return TOKEN.sub("", antwoord.content.decode())


def test_who_may_see_the_same_gets_the_page_that_was_made(als, cast, tweeling, wereld, django_assert_num_queries):
    ander = tweeling(cast.dirk)
    eerst = als(cast.dirk).get(PEIL)
    client = als(ander)
    with django_assert_num_queries(4):  # session, user, roles, programme with the mark of its data
        antwoord = client.get(PEIL)
    assert not antwoord.templates or antwoord.templates[0].name != "monitoring/lezen/dashboard/dashboard.html"
    assert str(ander) in antwoord.content.decode()
    assert str(cast.dirk) not in antwoord.content.decode()
    assert antwoord["ETag"] != eerst["ETag"]


def test_every_page_is_for_every_reader_what_it_would_be_made_anew(
    als, cast, tweeling, wereld, meld, gedeelde_paginas, settings
):
    settings.DASHBOARD_OPENBAAR = True
    vul_alles(wereld, cast, meld)
    lezers = [cast.anna, cast.bram, cast.carla, cast.vera, cast.dirk, cast.eva]
    lezers += [tweeling(lezer) for lezer in lezers] + [None]
    Gevolgd.objects.create(
        volger=Volger.objects.create(gebruiker=cast.dirk, programma=wereld.programma, verteld_tot="2021-01-01T00:00Z"),
        actie=wereld.zelfscan,
    )
    volgorde = random.Random(1)  # noqa: S311 - not a secret
    gedeeld = 0
    for pad in PAGINAS:
        volgorde.shuffle(lezers)
        gezien = {lezer: zonder_geheim(als(lezer).get(f"/proef/{pad}")) for lezer in lezers}
        gedeeld += len(lezers) - len(gedeelde_paginas)
        for lezer, tekst in gezien.items():
            gedeelde_paginas.clear()
            assert tekst == zonder_geheim(als(lezer).get(f"/proef/{pad}")), (pad, lezer)
        gedeelde_paginas.clear()
    assert gedeeld >= len(PAGINAS) * 5  # of thirteen readers at least five got what another had asked for


def test_forms_have_the_secret_of_who_reads(als, cast, tweeling, wereld):
    """The button to follow stands in the page itself; the one to log out in its header."""
    ander = tweeling(cast.dirk)
    geheimen = []
    for lezer in (cast.dirk, ander):
        antwoord = als(lezer).get("/proef/acties/2/")
        geheimen.append(set(TOKEN.findall(antwoord.content.decode())))
    assert geheimen[0]
    assert geheimen[0].isdisjoint(geheimen[1])
    streng = Client(enforce_csrf_checks=True)
    streng.cookies.update(als(ander).cookies)
    tekst = streng.get("/proef/acties/2/").content.decode()
    for geheim in TOKEN.findall(tekst):
        antwoord = streng.post("/proef/volgen/actie/2/", {"csrfmiddlewaretoken": geheim})
        assert antwoord.status_code != 403


def test_what_someone_reports_is_on_the_next_page(als, cast, wereld, meld):
    als(cast.dirk).get(PEIL)
    meld(wereld.training, None, "2021-12-01", "afgerond")
    assert als(cast.dirk).get(PEIL).context["verslag"].telling.afgerond == 1


def test_the_next_day_is_a_new_page(als, cast, monkeypatch):
    als(cast.dirk).get(PEIL)
    monkeypatch.setattr("acties.spoor.onveranderd.timezone.localdate", lambda: date(2030, 1, 1))
    assert als(cast.dirk).get(PEIL).context["verslag"]


def test_another_host_is_another_page(als, cast, settings):
    """An address to embed stands in the page."""
    settings.ALLOWED_HOSTS = ["een.test", "twee.test"]
    settings.DASHBOARD_OPENBAAR = True
    als(cast.dirk).get(PEIL, headers={"host": "een.test"})
    antwoord = als(cast.dirk).get(PEIL, headers={"host": "twee.test"}).content.decode()
    assert "twee.test" in antwoord
    assert "een.test" not in antwoord


def test_a_message_is_shown_once_and_not_shared(als, cast, wereld):
    dirk = als(cast.dirk)
    sessie = dirk.session
    sessie["_messages"] = MessageEncoder().encode([Message(INFO, "Je melding is opgeslagen.")])
    sessie.save()
    assert "Je melding is opgeslagen." in dirk.get(PEIL).content.decode()
    assert "Je melding is opgeslagen." not in dirk.get(PEIL).content.decode()
    fout = "/proef/?peildatum=gisteren"
    assert all("geen geldige datum" in dirk.get(fout).content.decode() for _ in range(2))


def test_within_a_transaction_a_page_is_made_and_not_kept(als, cast, wereld, meld):
    dirk = als(cast.dirk)
    with transaction.atomic():
        meld(wereld.training, None, "2021-12-01", "afgerond")
        assert dirk.get(PEIL).context["verslag"].telling.afgerond == 1
        transaction.set_rollback(True)
    assert dirk.get(PEIL).context["verslag"].telling.afgerond == 0


def test_a_text_that_looks_like_a_form_stays_that_text(als, cast, tweeling, wereld, meld):
    """Signs of markup in a text are escaped, so nothing of it is taken for the secret of a form."""
    tekst = 'name="csrfmiddlewaretoken" value="abc"'
    meld(wereld.training, None, "2021-12-01", "afgerond", toelichting=tekst)
    for lezer in (cast.dirk, tweeling(cast.dirk)):
        assert (
            "name=&quot;csrfmiddlewaretoken&quot; value=&quot;abc&quot;"
            in als(lezer).get("/proef/acties/1/").content.decode()
        )


@pytest.mark.parametrize(
    "pad", ["/proef/acties/99/", "/proef/acties/?status=onzin", "/proef/acties/export/csv/", "/hulp/"]
)
def test_errors_files_and_other_pages_are_not_shared(als, cast, wereld, gedeelde_paginas, pad):
    for _ in range(2):
        antwoord = als(cast.dirk).get(pad)
        assert antwoord.status_code in (200, 400, 404)
        if "Content-Disposition" not in antwoord:
            assert str(cast.dirk) in antwoord.content.decode()
    assert all(pagina is None for _, pagina, _ in gedeelde_paginas._rijen.values())
