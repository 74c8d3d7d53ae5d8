"""Every page of the beheer opens or is refused, in Dutch, for the two who manage."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

import uitvoering.urls  # noqa: F401 - the url configuration loads the pages of the beheer
from monitoring.models import Bespreking, Duiding, Evaluatie, Indicator, Meting

ENGELS = re.compile(
    r"\b(Add|Change|Delete|History|Home|Save|Search|Filter by|Submit|Import|Export|Select|Preview|Skipped|Update|"
    r"Updated|Created|Changed|Deleted|Errors?|Line number|Welcome|View site|Log out|Recent actions|None|Revert|Comment|"
    r"Please|Show|Hide|Clear|Remove|Choose|Today|Yes|No|All|Any date|the|and|with)\b"
)


@pytest.fixture
def vol(cast, wereld, meld):
    """One row in every table of the beheer."""
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering", toelichting="Begonnen")
    meld(wereld.training, None, "2021-11-01", "afgerond")
    evaluatie = Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum="2021-12-31")
    Duiding.objects.create(evaluatie=evaluatie, onderdeel=wereld.kern, oordeel="aandacht", tekst="Loopt achter")
    Bespreking.objects.create(evaluatie=evaluatie, overleg=wereld.pora, datum="2022-02-01")
    indicator = Indicator.objects.create(
        programma=wereld.programma, naam="Meldingen", eenheid="aantal", ambitie=wereld.ambitie
    )
    Meting.objects.create(indicator=indicator, periode="2021", waarde="12.5", organisatie=wereld.alkmaar)
    return wereld


def modellen():
    return sorted(admin.site._registry, key=lambda model: model._meta.label)


def adres(model, soort, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{soort}", args=args)


def paginas(model):
    rij = model._default_manager.first()
    assert rij is not None, model
    yield adres(model, "changelist")
    yield adres(model, "add")
    yield adres(model, "change", rij.pk)
    yield adres(model, "history", rij.pk)
    yield adres(model, "delete", rij.pk)
    if hasattr(admin.site._registry[model], "tabel"):
        yield adres(model, "import")
        yield adres(model, "export")


def zichtbare_tekst(html):
    html = re.sub(r"<(script|style).*?</\1>", " ", html, flags=re.DOTALL)
    eigenschappen = " ".join(re.findall(r'(?:title|value|placeholder|aria-label|alt)="([^"]*)"', html))
    return re.sub(r"<[^>]+>", " ", html) + " " + eigenschappen


@pytest.mark.parametrize("wie", ["anna", "eva"])
@pytest.mark.parametrize("model", modellen(), ids=lambda m: m.__name__)
def test_every_page_opens_or_is_refused_and_speaks_dutch(als, cast, vol, wie, model):
    client = als(getattr(cast, wie))
    uitkomsten = {}
    for url in paginas(model):
        antwoord = client.get(url)
        assert antwoord.status_code in (200, 403), url
        if antwoord.status_code == 200:
            uitkomsten[url] = ENGELS.findall(zichtbare_tekst(antwoord.content.decode()))
    assert {url: woorden for url, woorden in uitkomsten.items() if woorden} == {}
