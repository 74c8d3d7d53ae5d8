"""A file that a worker makes: one task per question, shared by who may read the same, and a page that says how it goes."""

import html
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from acties.klaarzetten import HOOGSTENS_BEZOEKER
from acties.models import Klaargezet
from acties.models.werk import Gang
from monitoring.models import Evaluatie
from monitoring.weergave import maken
from monitoring.weergave.papier import papier
from tests.taken import werk_af
from tests.vaststellen import aanvaard_alles, vaststellen

# A worker takes a connection of its own: on PostgreSQL that cannot be within the transaction of a test.
pytestmark = [pytest.mark.usefixtures("geen_echte_pdf", "rij"), pytest.mark.django_db(transaction=True)]

PDF = "/proef/evaluatie/2021/jaarverslag/pdf/"
ALS_PAGINA = {"HTTP_ACCEPT": "text/html"}


def tekst(antwoord):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", antwoord.content.decode())).split())


def naar(antwoord):
    """Where the page goes by itself."""
    return antwoord["Refresh"].split("url=")[1]


@pytest.fixture
def evaluatie(wereld):
    return Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=date(2021, 12, 31), fase="concept")


@pytest.fixture
def vast(evaluatie, cast):
    return vaststellen(evaluatie, door=cast.anna, op=datetime(2022, 3, 1, 13, 5, tzinfo=UTC))


def test_the_page_waits_and_then_hands_over_the_file(als, cast, evaluatie):
    client = als(cast.dirk)
    wacht = client.get(PDF, **ALS_PAGINA)
    assert (wacht.status_code, wacht["Retry-After"], wacht["Refresh"][:2]) == (202, "2", "2;")
    assert "Je bestand is als eerste aan de beurt." in tekst(wacht)
    assert '<p role="status">' in wacht.content.decode()
    assert client.get(naar(wacht), **ALS_PAGINA).status_code == 202
    werk_af()
    klaar = client.get(naar(wacht), **ALS_PAGINA)
    assert (klaar.status_code, klaar["Refresh"][:2]) == (200, "0;")
    assert "Je bestand staat klaar" in tekst(klaar)
    bestand = client.get(naar(klaar), **ALS_PAGINA)
    assert bestand["Content-Disposition"] == 'attachment; filename="jaarverslag-2021-proef-concept.pdf"'
    assert bestand.content == client.get(PDF).content


def test_no_page_makes_a_file_itself(als, cast, evaluatie, monkeypatch):
    def nooit(*_, **__):
        raise AssertionError

    monkeypatch.setattr(papier, "render_to_string", nooit)
    for naam, rest in (("jaarverslag_pdf", []), ("jaarverslag_archief", []), ("oplegger_pdf", ["pora"])):
        assert als(cast.dirk).get(reverse(f"monitoring:{naam}", args=["proef", 2021, *rest])).status_code == 202
    for naam, rest in (("raadsbrieven", []), ("dias", []), ("jaarverslag", ["xlsx"]), ("jaarverslag", ["ods"])):
        assert als(cast.dirk).get(reverse(f"monitoring:{naam}", args=["proef", 2021, *rest])).status_code == 202


def test_a_program_reads_when_to_ask_again(als, cast, evaluatie):
    antwoord = als(cast.dirk).get(PDF, HTTP_ACCEPT="application/pdf")
    assert (antwoord.status_code, antwoord["Retry-After"]) == (202, "2")
    assert antwoord["Content-Type"] == "text/plain; charset=utf-8"
    assert "Vraag /proef/evaluatie/2021/jaarverslag/pdf/?wacht=" in antwoord.content.decode()


def test_a_double_click_and_a_colleague_give_one_task(als, cast, evaluatie):
    for wie in (cast.dirk, cast.dirk, cast.anna, cast.eva):
        assert als(wie).get(PDF).status_code == 202
    assert (Klaargezet.objects.count(), DBTaskResult.objects.count()) == (1, 1)
    werk_af()
    assert len({als(wie).get(PDF).content for wie in (cast.dirk, cast.anna, cast.eva)}) == 1


def test_a_change_makes_a_new_file_but_who_waited_gets_theirs(als, cast, wereld, meld, evaluatie):
    client = als(cast.dirk)
    wacht = client.get(PDF)
    werk_af()
    meld(wereld.training, None, "2021-06-01", "in_uitvoering", toelichting="Net gezegd.")
    assert client.get(naar(client.get(naar(wacht)))).status_code == 200
    assert client.get(PDF).status_code == 202


def test_a_visitor_never_gets_what_a_colleague_asked_for(als, cast, evaluatie, settings):
    settings.DASHBOARD_OPENBAAR = True
    wacht = als(cast.anna).get(PDF)
    werk_af()
    for pad in (PDF, naar(wacht), naar(als(cast.anna).get(naar(wacht)))):
        assert als(None).get(pad).status_code == 403


def test_a_visitor_has_an_adopted_file_of_their_own(als, cast, meld, wereld, evaluatie, settings):
    meld(wereld.training, None, "2021-06-01", "in_uitvoering", toelichting="Alleen voor collega’s.", openbaar=False)
    vaststellen(evaluatie, door=cast.anna, op=timezone.now())
    settings.DASHBOARD_OPENBAAR = True
    eigen = als(cast.anna).get(PDF)
    werk_af()
    assert "Alleen voor collega’s." in tekst(als(cast.anna).get(PDF))
    sleutel = naar(eigen).split("wacht=")[1]
    for pad in (PDF, f"{PDF}?wacht={sleutel}", f"{PDF}?bestand={sleutel}"):
        assert als(None).get(pad).status_code == 202
    werk_af()
    assert "collega" not in tekst(als(None).get(f"{PDF}?bestand={sleutel}"))


def test_what_is_adopted_is_made_at_once_and_never_changes(als, cast, vast, wereld):
    maken.zet_papieren_klaar(vast)
    werk_af()
    eerst = als(cast.dirk).get(PDF)
    assert eerst.status_code == 200
    wereld.programma.naam = "Heel anders"
    wereld.programma.save()
    assert als(cast.anna).get(PDF).content == eerst.content
    maken.zet_papieren_klaar(vast)
    assert DBTaskResult.objects.filter(status="READY").count() == 0
    assert set(Klaargezet.objects.values_list("blijft", "verloopt_op")) == {(True, None)}


def test_adopting_sets_the_papers_ready(als, cast, evaluatie):
    aanvaard_alles(evaluatie, door=cast.anna, op=timezone.now())
    client = als(cast.anna)
    pad = reverse("monitoring:evaluatie_vaststellen", args=["proef", 2021])
    gezien = client.get(pad).context["form"]["gezien"].value()
    assert client.post(pad, {"gezien": gezien, "akkoord": "on"}).status_code == 302
    assert list(Klaargezet.objects.values_list("blijft", "gang")) == [(True, Gang.WACHT)] * 4


def test_a_failure_says_what_to_do_and_can_be_tried_again(als, cast, evaluatie, monkeypatch):
    with monkeypatch.context() as even:
        even.setattr(maken, "_pdf", lambda: None.schrijf)
        als(cast.dirk).get(PDF)
        werk_af()
    mislukt = als(cast.dirk).get(PDF, **ALS_PAGINA)
    assert (mislukt.status_code, mislukt["Retry-After"]) == (503, "60")
    assert "Wacht een minuut en probeer het opnieuw" in tekst(mislukt)
    Klaargezet.objects.update(gemaakt_op=timezone.now() - timedelta(minutes=1))
    assert als(cast.dirk).get(PDF).status_code == 202
    werk_af()
    assert als(cast.dirk).get(PDF).status_code == 200


def test_a_visitor_can_not_fill_the_queue(als, cast, vast, settings):
    settings.DASHBOARD_OPENBAAR = True
    for nr in range(HOOGSTENS_BEZOEKER):
        Klaargezet.objects.create(
            sleutel=f"{nr:064}", wat="b" * 64, invoer={}, vrager="127.0.0.1", gevraagd_op=timezone.now()
        )
    te_veel = als(None).get(PDF, **ALS_PAGINA)
    assert (te_veel.status_code, te_veel["Retry-After"]) == (429, "60")
    assert "Wacht een minuut" in tekst(te_veel)
    assert als(cast.dirk).get(PDF).status_code == 202  # a colleague at the same address is not held up
    Klaargezet.objects.filter(vrager="127.0.0.1").update(gang=Gang.MISLUKT)
    assert als(None).get(PDF).status_code == 202
