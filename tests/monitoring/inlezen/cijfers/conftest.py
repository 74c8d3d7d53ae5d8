"""Choosing a file and storing what was seen, as Anna does it on the page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from monitoring.models import Indicator


@pytest.fixture
def indicator(wereld):
    return Indicator.objects.create(programma=wereld.programma, naam="Meldingen", eenheid="aantal", bron="Oude bron")


@pytest.fixture
def adres(wereld):
    return lambda naam="cijfers_inlezen": reverse(f"monitoring:{naam}", args=["proef"])


@pytest.fixture
def kies(als, cast, adres, indicator):
    def stuur(tekst="", bestand=None, wie=None, **velden):
        gegevens = {"indicator": indicator.pk, "bron": "CBS", "opgehaald_op": "2022-11-03", "tekst": tekst, **velden}
        if bestand is not None:
            gegevens["bestand"] = SimpleUploadedFile("cijfers.csv", bestand)
        return als(wie or cast.anna).post(adres(), gegevens)

    return stuur


@pytest.fixture
def sla_op(client, adres):
    def stuur(antwoord, **velden):
        gegevens = {
            "sleutel": antwoord.context["sleutel"],
            "gezien": antwoord.context["vergelijking"].vingerafdruk,
            "regio": antwoord.context["form"].initial["regio"],
            "cijfer": antwoord.context["form"].initial["cijfer"],
            "handeling": "opslaan",
        }
        return client.post(adres("cijfers_controleren"), gegevens | velden, follow=True)

    return stuur
