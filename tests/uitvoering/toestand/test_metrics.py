"""Figures for Prometheus: right, the same from each process, and not for a stranger."""

from datetime import timedelta

import pytest
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from acties.models import WachtendeMail

HIER = {"HTTP_HOST": "127.0.0.1:8000", "REMOTE_ADDR": "127.0.0.1"}


@pytest.fixture(autouse=True)
def _hosts(settings):
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1"]


def getallen(antwoord):
    return {
        (monster.name, *(monster.labels[naam] for naam in sorted(monster.labels))): monster.value
        for familie in text_string_to_metric_families(antwoord.content.decode())
        for monster in familie.samples
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("verzoek", "status"),
    [
        (HIER, 200),
        (HIER | {"HTTP_HOST": "testserver"}, 404),  # asked for by the name of the site
        (HIER | {"REMOTE_ADDR": "10.1.2.3"}, 404),
        (HIER | {"HTTP_X_FORWARDED_FOR": "10.1.2.3"}, 404),  # a proxy on this machine
        (HIER | {"HTTP_VIA": "1.1 Caddy"}, 404),
        ({"HTTP_AUTHORIZATION": "Bearer sleutel-van-de-monitor", "REMOTE_ADDR": "10.1.2.3"}, 200),
        ({"HTTP_AUTHORIZATION": "Bearer iets-anders"}, 404),
    ],
)
def test_only_this_machine_and_who_has_the_key(client, settings, verzoek, status):
    settings.METRICS_SLEUTEL = "sleutel-van-de-monitor"
    assert client.get("/metrics", **verzoek).status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize("kop", ["Bearer ", "Bearer", ""])
def test_without_a_key_in_the_settings_no_key_fits(client, settings, kop):
    settings.METRICS_SLEUTEL = ""
    assert client.get("/metrics", HTTP_AUTHORIZATION=kop).status_code == 404


def test_what_it_counts(client, wereld, meld):
    nu = timezone.now()
    meld(wereld.training, None, "2021-11-01", "in_uitvoering", gemeld_op=nu)
    meld(wereld.training, None, "2021-11-02", "in_uitvoering", gemeld_op=nu - timedelta(days=2))
    WachtendeMail.objects.create(aan="a@voorbeeld.nl", onderwerp="o", tekst="t", gemaakt_op=nu, vrij_vanaf=nu)
    sleutel = ("uitvoering_verzoek_seconden_count", "GET", "hulp", "200")
    eerst = getallen(client.get("/metrics", **HIER)).get(sleutel, 0)
    client.get("/hulp/")
    client.get("/hulp/")
    client.get("/samen/bestaat/niet/")
    stand = getallen(client.get("/metrics", **HIER))
    assert stand[sleutel] == eerst + 2
    assert stand["uitvoering_meldingen_vandaag",] == 1
    assert (stand["uitvoering_wachtrij", "post"], stand["uitvoering_wachtrij", "bestanden"]) == (1, 0)
    assert stand["uitvoering_vastgestelde_jaren",] == 0
    assert not [naam for naam in stand if "bestaat" in str(naam)]  # the names of pages, never addresses
