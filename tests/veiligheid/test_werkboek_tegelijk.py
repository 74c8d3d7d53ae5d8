"""Confirm the same workbook twice at once: it is stored once, by each of the two guards alone. The twin has neither."""

import io
import re
import threading
from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

import acties.voorstel.voorstel
import monitoring.inlezen.werkboek.opslaan
import monitoring.inlezen.werkboek.views
from acties.models import Programma
from monitoring.inlezen.werkboek.schrijven import schrijf
from monitoring.inlezen.werkboek.werkboek import werkboeken
from monitoring.models import Inlezing, Statusmelding, Updateronde
from monitoring.rondes.rondestand import rondestand
from tests.veiligheid.server import VEEL_GEDULD

ADRES = "/proef/werkboek/inlezen/"


@pytest.fixture
def voorvertoning(transactional_db, wereld, cast):
    """A client of Anna with a preview of one filled in row: ``(address, choices)``."""
    vandaag = timezone.localdate()
    ronde = Updateronde.objects.create(
        programma=wereld.programma, naam="Ronde", peildatum="2021-12-31", opent_op=vandaag, sluit_op=vandaag
    )
    ronde.refresh_from_db()
    programma = Programma.objects.met_kenmerk().get()
    [werk] = werkboeken(rondestand(ronde, programma, vandaag), ["alkmaar"], door=cast.anna)
    boek = load_workbook(io.BytesIO(schrijf(werk, op=timezone.localtime().replace(tzinfo=None))))
    boek["Melden"]["H6"] = "Afgerond"
    stroom = io.BytesIO()
    boek.save(stroom)
    client = Client()
    client.force_login(cast.anna)
    antwoord = client.post(ADRES, {"bestanden": [SimpleUploadedFile("a.xlsx", stroom.getvalue())]}, follow=True)
    keuze = re.findall(r'name="rij"\s+value="([^"]+)"', antwoord.content.decode())
    return antwoord.redirect_chain[-1][0], {"rij": keuze}


def bevestig(cast, voorvertoning):
    adres, keuzes = voorvertoning

    def stuur():
        # Raising would go wrong: every client that has a request under way hears of the error of any of them.
        client = Client(raise_request_exception=False)
        client.force_login(cast.anna)
        return client.post(adres, keuzes).status_code

    return stuur


@pytest.mark.parametrize("met_tussenstap", [True, False], ids=["both guards", "only the check on what was seen"])
def test_confirming_twice_at_once_stores_once(draden, cast, voorvertoning, monkeypatch, met_tussenstap):
    if not met_tussenstap:
        monkeypatch.setattr(acties.voorstel.voorstel, "ruim_op", lambda sleutel: True)
    uitkomsten = draden(bevestig(cast, voorvertoning), bevestig(cast, voorvertoning))
    assert sorted(uitkomsten) in ([302, 302], [302, 409])
    assert (Statusmelding.objects.count(), Inlezing.objects.count()) == (1, 1)


def test_twin_without_any_guard_stores_half_of_the_second(draden, cast, voorvertoning, monkeypatch):
    """Storing looks once more by itself, so the melding is there once; but the file counts twice, and one gets an error."""
    samen, kijk = threading.Barrier(2), monitoring.inlezen.werkboek.opslaan.beoordeel
    monkeypatch.setattr(
        monitoring.inlezen.werkboek.opslaan,
        "beoordeel",
        lambda *wat, **hoe: (kijk(*wat, **hoe), samen.wait(VEEL_GEDULD))[0],
    )
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **hoe: self)
    monkeypatch.setattr(acties.voorstel.voorstel, "ruim_op", lambda sleutel: True)
    monkeypatch.setattr(acties.voorstel.voorstel, "transaction", SimpleNamespace(atomic=nullcontext))
    monkeypatch.setattr(
        monitoring.inlezen.werkboek.views, "sla_op", monitoring.inlezen.werkboek.opslaan.sla_op.__wrapped__
    )
    uitkomsten = draden(bevestig(cast, voorvertoning), bevestig(cast, voorvertoning))
    assert sorted(uitkomsten) == [302, 500]
    assert (Statusmelding.objects.count(), Inlezing.objects.count()) == (1, 2)
