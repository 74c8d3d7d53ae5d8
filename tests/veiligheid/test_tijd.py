"""The year and the peildatum go by the date in Amsterdam, wherever the server thinks it is."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from monitoring.melden.melding import melden
from monitoring.models import Statusmelding
from monitoring.verslag.opbouw import bouw_verslag

HUIS = Path(__file__).parent.parent.parent
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OUDJAAR, NIEUWJAAR = date(2021, 12, 31), date(2022, 1, 1)
# Just before and just after midnight in Amsterdam, as UTC says it.
VOOR = datetime(2021, 12, 31, 22, 59, tzinfo=UTC)
NA = datetime(2021, 12, 31, 23, 30, tzinfo=UTC)


def meld(wereld, wie, moment, peildatum, organisatie=None):
    velden = {"peildatum": peildatum, "status": "afgerond", "koers": "", "toelichting": "", "bijsturing": ""}
    organisatie = organisatie or wereld.alkmaar
    return melden(wereld.zelfscan, organisatie=organisatie, door=wie, op=moment, velden=velden)


@pytest.fixture
def nu(monkeypatch):
    """``nu(moment)``: from here on it is that moment, for the clock of Django."""

    def zet(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return zet


def test_half_past_midnight_in_amsterdam_is_the_new_year(wereld, cast):
    assert meld(wereld, cast.bram, NA, NIEUWJAAR).peildatum == NIEUWJAAR
    with pytest.raises(ValidationError, match="toekomst"):
        meld(wereld, cast.bram, VOOR, NIEUWJAAR)


def test_a_minute_before_midnight_still_counts_in_the_old_year(wereld, cast):
    meld(wereld, cast.bram, VOOR, OUDJAAR)
    oud = bouw_verslag(wereld.programma, OUDJAAR).actie(2)
    assert {r.organisatie: r.status for r in oud.organisaties}["Alkmaar"] == "afgerond"
    assert timezone.localdate(Statusmelding.objects.get().gemeld_op) == OUDJAAR


def test_after_midnight_it_does_not_count_in_the_old_year(wereld, cast):
    meld(wereld, cast.bram, NA, NIEUWJAAR)
    stand = {
        dag: {r.organisatie: r.status for r in bouw_verslag(wereld.programma, dag).actie(2).organisaties}["Alkmaar"]
        for dag in (OUDJAAR, NIEUWJAAR)
    }
    assert stand == {OUDJAAR: None, NIEUWJAAR: "afgerond"}


@pytest.mark.parametrize(("moment", "dag"), [(VOOR, OUDJAAR), (NA, NIEUWJAAR)])
def test_today_on_every_page_is_the_day_in_amsterdam(als, cast, wereld, nu, moment, dag):
    client = als(cast.bram)
    nu(moment)
    assert client.get("/proef/").context["verslag"].peildatum == dag
    assert client.get("/proef/acties/2/melden/").context["formulier"]["peildatum"].value() == dag
    assert client.get("/proef/evaluatie/").context["jaren"][0][0].peildatum == dag


def test_merger_takes_effect_at_midnight_in_amsterdam(wereld, cast):
    cast.bram.lidmaatschappen.update(organisatie=wereld.langedijk)
    assert cast.bram.organisaties(timezone.localdate(VOOR)) == [wereld.langedijk]
    assert cast.bram.organisaties(timezone.localdate(NA)) == [wereld.dijk_en_waard]


@pytest.mark.parametrize("uur", [0, 2, 3, 12, 23])
@pytest.mark.parametrize("dag", [date(2022, 3, 27), date(2022, 10, 30)], ids=["spring", "autumn"])
def test_a_day_that_is_an_hour_shorter_or_longer_is_one_day(wereld, cast, dag, uur):
    moment = datetime(dag.year, dag.month, dag.day, uur, 30, tzinfo=AMSTERDAM).astimezone(UTC)
    assert meld(wereld, cast.bram, moment, dag).peildatum == dag


def test_29_february_is_a_day_like_any_other(als, cast, wereld, nu):
    wereld.programma.eindjaar = 2024
    wereld.programma.save()
    schrikkeldag = date(2024, 2, 29)
    client = als(cast.anna)
    nu(datetime(2024, 2, 29, 12, tzinfo=UTC))
    meld(wereld, cast.bram, timezone.now(), schrikkeldag)
    for pad in (
        "/proef/",
        "/proef/acties/",
        "/proef/acties/2/",
        "/proef/gemeenten/",
        "/proef/planning/",
        "/proef/evaluatie/2024/",
    ):
        assert client.get(pad, {"peildatum": "2024-02-29"}).status_code == 200, pad
    assert client.get("/proef/").context["verslag"].peildatum == schrikkeldag
    # Three months before 31 May there is no 31 February.
    nu(datetime(2023, 5, 31, 12, tzinfo=UTC))
    assert client.get("/proef/").context["sinds"] == date(2023, 2, 28)


@pytest.mark.parametrize("dag", ["2023-02-29", "2021-02-30", "2021-13-01", "2021-00-10"])
def test_a_day_that_does_not_exist_is_explained(als, cast, wereld, dag):
    pagina = als(cast.anna).get("/proef/", {"peildatum": dag})
    assert pagina.status_code == 200
    assert f"Peildatum “{dag}” is geen geldige datum" in pagina.content.decode()


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"])
def test_the_time_zone_of_the_server_makes_no_difference(zone):
    """Half past midnight of New Year in Amsterdam, on a server on the other side of the world."""
    opdracht = (
        "import django; django.setup()\n"
        "from django.utils import timezone\n"
        "import time, datetime\n"
        "moment = datetime.datetime(2021, 12, 31, 23, 30, tzinfo=datetime.UTC)\n"
        "print(timezone.localdate(moment), time.strftime('%Y-%m-%d %H:%M', time.localtime(moment.timestamp())))"
    )
    omgeving = os.environ | {"DEBUG": "1", "TZ": zone, "DJANGO_SETTINGS_MODULE": "uitvoering.settings"}
    uit = subprocess.run(
        [sys.executable, "-c", opdracht], cwd=HUIS, env=omgeving, capture_output=True, text=True, check=True
    )
    assert uit.stdout.split("\n")[0] == "2022-01-01 2022-01-01 00:30"


def test_name_of_a_download_carries_the_day_in_amsterdam(als, cast, wereld, nu):
    client = als(cast.dirk)
    nu(NA)
    kop = client.get("/proef/acties/export/csv/")["Content-Disposition"]
    assert kop == 'attachment; filename="acties-proef-2022-01-01-voorlopig.csv"'
