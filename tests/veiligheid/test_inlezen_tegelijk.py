"""Two files over one row confirmed at once: one is stored, the other is told. And who only looks, keeps nobody waiting."""

import io
import re
import threading
from contextlib import nullcontext
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

import acties.admin.vergelijken
import acties.voorstel.voorstel
import monitoring.inlezen.cijfers.views
import monitoring.inlezen.gegevensboek.keuren
import monitoring.inlezen.werkboek.opslaan
import monitoring.inlezen.werkboek.views
from acties.models import Actie, Partij, Programma
from acties.voorstel.voorstel import Voorstel
from monitoring.inlezen.werkboek.schrijven import schrijf
from monitoring.inlezen.werkboek.werkboek import werkboeken
from monitoring.models import Indicator, Inlezing, Meting, Statusmelding, Updateronde
from monitoring.rondes.rondestand import rondestand
from tests.acties.rekenblad.lezen.bouwen import werkmap
from tests.veiligheid.server import VEEL_GEDULD

GEDULD = 0.5  # seconds that one waits for the other; behind a lock the other never comes


class Gegevens:
    """The workbook with all tables: the title of one actie."""

    stuur, bevestig = "/proef/gegevens/", "/proef/gegevens/inlezen/"

    def bestand(self, waarde):
        inhoud = werkmap(Acties=[["programma", "nummer", "titel"], ["proef", 1, f"Titel {waarde}"]])
        return {"bestand": SimpleUploadedFile("a.xlsx", inhoud)}

    def keuze(self, antwoord):
        return {"sleutel": antwoord.context["sleutel"]}

    def bewaard(self):
        return Actie.objects.get(nummer=1).titel.removeprefix("Titel ")


class Beheer:
    """One table in the beheer: the place of one partij."""

    stuur, bevestig = "/beheer/acties/partij/import/", "/beheer/acties/partij/process_import/"

    def bestand(self, waarde):
        inhoud = f"programma;naam;volgorde\nproef;Gemeenten;{waarde}\n".encode()
        return {"import_file": SimpleUploadedFile("a.csv", inhoud), "format": "0", "resource": "0"}

    def keuze(self, antwoord):
        return {"sleutel": antwoord.context["bekeken"].sleutel}

    def bewaard(self):
        return str(Partij.objects.get(naam="Gemeenten").volgorde)


class Cijfers:
    """Figures from a public source: one figure of one municipality."""

    stuur, bevestig = "/proef/cijfers/inlezen/", "/proef/cijfers/inlezen/controleren/"

    def bestand(self, waarde):
        indicator = Indicator.objects.get()
        tekst = f"Regio;2021\nAlkmaar;{waarde}\n"
        return {"indicator": indicator.pk, "bron": "CBS", "opgehaald_op": "2022-11-03", "tekst": tekst}

    def keuze(self, antwoord):
        begin = antwoord.context["form"].initial
        return {
            "sleutel": antwoord.context["sleutel"],
            "gezien": antwoord.context["vergelijking"].vingerafdruk,
            "regio": begin["regio"],
            "cijfer": begin["cijfer"],
            "handeling": "opslaan",
        }

    def bewaard(self):
        return str(Meting.objects.get().waarde.normalize())


@pytest.fixture(params=[Gegevens, Beheer, Cijfers], ids=lambda deur: deur.__name__)
def deur(request, transactional_db, wereld):
    indicator = Indicator.objects.create(programma=wereld.programma, naam="Adviesvragen", eenheid="aantal")
    Meting.objects.create(indicator=indicator, organisatie=wereld.alkmaar, periode="2021", waarde=Decimal(1))
    return request.param()


def bekijker(deur, cast, waarde):
    def bekijk():
        client = Client()
        client.force_login(cast.anna)
        antwoord = client.post(deur.stuur, deur.bestand(waarde))
        assert antwoord.status_code == 200
        return deur.keuze(antwoord)

    return bekijk


def bevestiger(deur, cast, keuze):
    def bevestig():
        client = Client(raise_request_exception=False)  # every client hears of the error of any of them
        client.force_login(cast.anna)
        return client.post(deur.bevestig, keuze).status_code

    return bevestig


@pytest.fixture
def ontmoeting(monkeypatch):
    """Between comparing again and storing, each looks around for the other."""
    samen = threading.Barrier(2)

    def na(vergelijk):
        def vergelijk_en_kijk_om(*wat, **hoe):
            uitkomst = vergelijk(*wat, **hoe)
            try:
                samen.wait(GEDULD)
            except threading.BrokenBarrierError:
                return uitkomst
            return uitkomst

        return vergelijk_en_kijk_om

    def begin():
        monkeypatch.setattr(Voorstel, "verschoven", na(Voorstel.verschoven))
        monkeypatch.setattr(
            monitoring.inlezen.cijfers.views, "vergelijk", na(monitoring.inlezen.cijfers.views.vergelijk)
        )

    return begin


def test_of_two_files_confirmed_at_once_one_is_stored_and_the_other_told(draden, deur, cast, ontmoeting):
    keuzes = [bekijker(deur, cast, waarde)() for waarde in ("7", "8")]
    ontmoeting()
    uitkomsten = draden(*(bevestiger(deur, cast, keuze) for keuze in keuzes))
    assert sorted(uitkomsten) == [302, 409]
    assert deur.bewaard() == ("7", "8")[uitkomsten.index(302)]


def test_twin_without_the_lock_overwrites_one_in_silence(draden, deur, cast, ontmoeting, monkeypatch):
    keuzes = [bekijker(deur, cast, waarde)() for waarde in ("7", "8")]
    monkeypatch.setattr(f"{__name__}.GEDULD", 20)  # here the other always comes, on a busy machine a little later
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **hoe: self)
    monkeypatch.setattr(acties.voorstel.voorstel, "transaction", SimpleNamespace(atomic=nullcontext))
    ontmoeting()
    assert draden(*(bevestiger(deur, cast, keuze) for keuze in keuzes)) == [302, 302]


@pytest.fixture
def halverwege(monkeypatch):
    """Halfway a preview another writes; the preview says whether that came through while it was at it."""
    begonnen, geschreven = threading.Event(), threading.Event()
    gelukt = []

    def tijdens(stap):
        def stap_met_ander(*wat, **hoe):
            begonnen.set()
            gelukt.append(geschreven.wait(GEDULD))
            return stap(*wat, **hoe)

        return stap_met_ander

    for module, naam in (
        (acties.admin.vergelijken, "toets_uniek"),
        (monitoring.inlezen.gegevensboek.keuren, "toets_uniek"),
        (monitoring.inlezen.cijfers.views, "vergelijk"),
    ):
        monkeypatch.setattr(module, naam, tijdens(getattr(module, naam)))

    def schrijf():
        begonnen.wait(20)
        Partij.objects.filter(naam="Veilig Thuis").update(volgorde=9)
        geschreven.set()

    return SimpleNamespace(schrijf=schrijf, gelukt=gelukt)


def test_a_preview_keeps_nobody_waiting(draden, deur, cast, halverwege, monkeypatch):
    monkeypatch.setattr(f"{__name__}.GEDULD", 20)
    draden(bekijker(deur, cast, "7"), halverwege.schrijf)
    assert halverwege.gelukt == [True]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has one lock for all that write")
def test_twin_that_previews_in_a_transaction_does(draden, deur, cast, halverwege):
    draden(transaction.atomic(bekijker(deur, cast, "7")), halverwege.schrijf)
    assert halverwege.gelukt == [False]


# A workbook has its own two guards: its key works once, and it looks again at each chosen row

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
    boek["Melden"]["I6"] = "Afgerond"
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
