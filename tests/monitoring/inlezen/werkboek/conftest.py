"""A workbook that goes out, is edited as a partner would, and comes back."""

import io
import re
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook

from acties.models import Programma
from monitoring.inlezen.werkboek.schrijven import schrijf
from monitoring.inlezen.werkboek.vorm import KOLOMMEN
from monitoring.inlezen.werkboek.werkboek import werkboeken
from monitoring.rondes.rondestand import rondestand

KOLOM = {kolom.veld: plaats for plaats, kolom in enumerate(KOLOMMEN, 1)}
ADRES = "/proef/werkboek/inlezen/"


@pytest.fixture
def ronde(wereld, spreekt, maak_ronde):
    """Alkmaar speaks for the region of actie 1: its workbook has that in row 5, and its own actie 2 in row 6."""
    spreekt(wereld.training, wereld.alkmaar)
    return maak_ronde()


@pytest.fixture
def werkboek(cast, ronde):
    """``werkboek("alkmaar")`` gives the bytes of the workbook as it is made now."""

    def maak(slug="alkmaar"):
        programma = Programma.objects.met_kenmerk().get(pk=ronde.programma_id)
        stand = rondestand(ronde, programma, timezone.localdate())
        [boek] = werkboeken(stand, [slug], door=cast.anna)
        return schrijf(boek, op=timezone.localtime().replace(tzinfo=None))

    return maak


@pytest.fixture
def werkboek_inhoud(werkboek):
    """The bytes of the workbook of Alkmaar."""
    return werkboek()


def bewerk(inhoud, per_nummer):
    """The same workbook with cells filled in: ``{2: {"status": "Afgerond"}}``."""
    boek = load_workbook(io.BytesIO(inhoud))
    blad = boek["Melden"]
    for rij in blad.iter_rows(min_row=5):
        for veld, waarde in per_nummer.get(rij[0].value, {}).items():
            rij[KOLOM[veld] - 1].value = waarde
    return bewaard(boek)


def bewaard(boek):
    stroom = io.BytesIO()
    boek.save(stroom)
    return stroom.getvalue()


@pytest.fixture
def lees_in(als):
    """``lees_in(anna, inhoud)`` uploads and follows to the preview."""

    def stuur(wie, *inhouden, naam="werkboek.xlsx"):
        uploads = [SimpleUploadedFile(naam, inhoud) for inhoud in inhouden]
        return als(wie).post(ADRES, {"bestanden": uploads}, follow=True)

    return stuur


def regels(antwoord):
    return [regel for _, beoordeling in antwoord.context["bestanden"] for regel in beoordeling.regels]


def soorten(antwoord):
    return {regel.nummer: regel.soort.value for regel in regels(antwoord)}


def keuzes(antwoord, *, conflict="laat"):
    """The form of the preview as a browser would send it, everything ticked."""
    pagina = antwoord.content.decode()
    vinkjes = re.findall(r'name="rij"\s+value="([^"]+)"', pagina)
    rondjes = re.findall(r'name="(conflict-[\d-]+)"\s+value="([^"]+)"', pagina)
    return {"rij": vinkjes} | {naam: keus for naam, keus in rondjes if (keus == "laat") == (conflict == "laat")}


def sleutel(antwoord):
    return UUID(antwoord.redirect_chain[-1][0].rstrip("/").rsplit("/", 1)[-1])
