"""What the tests of the beheer share: one row in every table, and where its pages are."""

import pytest
from django.contrib import admin
from django.urls import reverse

import uitvoering.urls  # noqa: F401 - the url configuration loads the pages of the beheer
from acties.models import Besluit, Collegebesluit
from monitoring.models import Afspraak, Bespreking, Duiding, Evaluatie, Indicator, Meting, Regionaam, Updateronde


@pytest.fixture
def vol(cast, wereld, meld):
    """The small world with one row in every table of the beheer."""
    wereld.melding = meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering", toelichting="Begonnen")
    meld(wereld.training, None, "2021-11-01", "afgerond")
    wereld.evaluatie = Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum="2021-12-31")
    Duiding.objects.create(evaluatie=wereld.evaluatie, onderdeel=wereld.kern, oordeel="aandacht", tekst="Loopt achter")
    Bespreking.objects.create(evaluatie=wereld.evaluatie, overleg=wereld.pora, datum="2022-02-01")
    Afspraak.objects.create(
        programma=wereld.programma, overleg=wereld.pora, datum="2022-02-01", wat="Hulp bij de zelfscan",
        organisatie=wereld.alkmaar, voor="2022-06-01",
    )  # fmt: skip
    wereld.indicator = Indicator.objects.create(
        programma=wereld.programma, naam="Adviesvragen", eenheid="aantal", ambitie=wereld.ambitie
    )
    Meting.objects.create(indicator=wereld.indicator, periode="2021", waarde="12.5", organisatie=wereld.alkmaar)
    Regionaam.objects.create(programma=wereld.programma, naam="GM9999", organisatie=wereld.alkmaar)
    Updateronde.objects.create(
        programma=wereld.programma,
        naam="Ronde 2021",
        peildatum="2021-12-31",
        opent_op="2022-01-01",
        sluit_op="2022-01-31",
    )
    Besluit.objects.create(
        programma=wereld.programma, soort="overig", orgaan="PORA", datum="2021-05-01", omschrijving="Anders."
    )
    Collegebesluit.objects.create(programma=wereld.programma, organisatie=wereld.alkmaar, college_op="2021-03-02")
    return wereld


def modellen():
    return sorted(admin.site._registry, key=lambda model: model._meta.label)


def adres(model, soort, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{soort}", args=args)
