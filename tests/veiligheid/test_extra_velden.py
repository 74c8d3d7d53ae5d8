"""A form with every column of every table added to it does what the form does, and nothing else."""

import html
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from acties.models import Actie, Programma
from monitoring.models import Afspraak, Evaluatie

# What differs between two moments, and not by what was sent.
VAN_HET_MOMENT = (models.DateTimeField, models.UUIDField, models.JSONField)


@pytest.fixture
def volle_wereld(wereld, cast, meld):
    """Something to steal: a row of somebody else in most tables, and the last one is always another than the form is about."""
    meld(wereld.zelfscan, wereld.hoorn, "2021-10-01", "afgerond", gemeld_door=cast.carla)
    Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum="2021-12-31", fase="concept")
    Evaluatie.objects.create(programma=wereld.programma, jaar=2022, peildatum="2022-12-31")
    Afspraak.objects.create(
        pk=1, programma=wereld.programma, overleg=wereld.pora, datum="2022-02-01", wat="Iets", organisatie=wereld.alkmaar,
        voor="2022-03-01",
    )  # fmt: skip
    Programma.objects.create(slug="ander", naam="Ander", startjaar=2024, eindjaar=2027)
    Actie.objects.create(
        programma=wereld.programma, nummer=100001, titel="Buurtcafé", onderdeel=wereld.kern, doorlopend=True,
        lokaal_van=wereld.alkmaar,
    )  # fmt: skip
    return wereld


def formulieren(w):
    """Who fills in what: ``{address: (name, fields)}``. What is hidden in the page is sent along by itself."""
    vandaag = timezone.localdate()
    ronde = {"naam": "Ronde", "peildatum": "2021-12-31", "opent_op": vandaag, "sluit_op": vandaag + timedelta(14)}
    besluit = {"orgaan": "PORA", "datum": "2022-02-02", "omschrijving": "Anders."}
    lokaal = {"titel": "Wijkgesprekken", "onderdeel": w.lijn.pk, "startjaar": 2021, "eindjaar": 2022}
    vervolg = {"naam": "Verder", "slug": "verder", "startjaar": 2024, "eindjaar": 2027, "acties": [1]}
    vervolg |= {"handeling": "maken", "gezien": "2024-2027: 1"}
    afspraak = {
        "overleg": w.pora.pk,
        "datum": "2022-02-02",
        "wat": "Doen",
        "organisatie": w.alkmaar.pk,
        "voor": "2022-03-03",
    }
    return {
        "acties/2/melden/": ("bram", {"status": "afgerond", "toelichting": "Klaar", "peildatum": "2021-11-01"}),
        "lokale-acties/nieuw/alkmaar/": ("bram", lokaal),
        "lokale-acties/100001/bewerken/": ("bram", lokaal),
        "lokale-acties/100001/vervallen/": ("bram", {"vervallen_op": "2022-03-01", "vervallen_reden": "Te duur"}),
        "evaluatie/2021/opmerkingen/": ("bram", {"tekst": "Mooi stuk."}),
        "evaluatie/2021/duiding/K1/": ("anna", {"oordeel": "aandacht", "tekst": "Loopt"}),
        "evaluatie/2021/bespreking/pora/": ("anna", {"datum": "2022-02-01", "fase": "gepland"}),
        "afspraken/nieuw/": ("anna", afspraak),
        "afspraken/1/": ("anna", afspraak),
        "afspraken/1/afhandelen/": ("bram", {"stand": "gedaan", "afgehandeld_op": "2022-03-01", "afloop": "Klaar"}),
        "rondes/nieuw/": ("anna", ronde),
        "besluiten/nieuw/overig/": ("anna", besluit),
        "besluiten/nieuw/verplaatst/?actie=1": ("anna", besluit | {"startjaar": 2021, "eindjaar": 2022}),
        "doorlopen/": ("anna", vervolg),
    }


def eigen_models():
    return [model for app in ("acties", "monitoring") for model in apps.get_app_config(app).get_models()]


def gekaapt(namen):
    """For every column that is not in ``namen``, a value that would change something."""
    waarden = {}
    for model in [*eigen_models(), apps.get_model("auth.Group"), apps.get_model("auth.Permission")]:
        for veld in model._meta.get_fields():
            if not getattr(veld, "concrete", False):
                continue
            waarde: object = "Gekaapt"
            if veld.is_relation:
                waarde = getattr(veld.related_model._default_manager.order_by("pk").last(), "pk", 1)
            elif isinstance(veld, models.BooleanField):
                waarde = "on"
            elif isinstance(veld, models.IntegerField):
                waarde = 7
            elif isinstance(veld, models.DateField):
                waarde = "2022-05-05"
            elif veld.choices:
                waarde = veld.choices[-1][0]
            waarden |= dict.fromkeys({veld.name, veld.attname} - namen, waarde)
    return waarden


def sleutels():
    return {
        model._meta.concrete_model: set(model._default_manager.values_list("pk", flat=True)) for model in eigen_models()
    }


def _genummerd(veld):
    """The model whose key this field holds, or None. In its history a row has its key in an ordinary field."""
    if veld.is_relation:
        return veld.related_model._meta.concrete_model
    model = veld.model._meta.concrete_model
    if veld.primary_key:
        return model
    origineel = getattr(model, "instance_type", None)
    return origineel if origineel and veld.name == origineel._meta.pk.name else None


def toestand(vooraf):
    """Every row of every own table as text. A key that is not in ``vooraf`` is called new, whatever its number."""

    def leesbaar(veld, waarde):
        if veld.name == "waarop":  # in words, with the number
            return re.sub(r" \d+", " nieuw", waarde)
        model = _genummerd(veld)
        if waarde is None or model is None or waarde in vooraf.get(model, ()):
            return waarde
        return "nieuw"

    inhoud = {}
    for model in eigen_models():
        velden = [veld for veld in model._meta.concrete_fields if not isinstance(veld, VAN_HET_MOMENT)]
        rijen = model._default_manager.values_list(*(veld.attname for veld in velden))
        inhoud[model._meta.label] = sorted(
            repr([(veld.attname, leesbaar(veld, waarde)) for veld, waarde in zip(velden, rij, strict=True)])
            for rij in rijen
        )
    return inhoud


def verstuur(client, pad, velden):
    """The status, and all that is in the database then; after that it is as it was."""
    vooraf = sleutels()
    with transaction.atomic():
        antwoord = client.post(pad, velden)
        uitkomst = toestand(vooraf)
        transaction.set_rollback(True)
    return antwoord.status_code, uitkomst


def test_extra_columns_change_nothing(als, cast, volle_wereld):
    begin, fout = toestand(sleutels()), {}
    for adres, (wie, velden) in formulieren(volle_wereld).items():
        client, pad = als(getattr(cast, wie)), f"/proef/{adres}"
        pagina = client.get(pad).content.decode()
        verborgen = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', pagina)
        eerlijk = {naam: html.unescape(waarde) for naam, waarde in verborgen} | velden
        status, verwacht = verstuur(client, pad, eerlijk)
        assert (adres, status, verwacht != begin) == (adres, 302, True)
        extra = gekaapt({*re.findall(r'name="([\w-]+)"', pagina), *eerlijk})
        assert {"is_superuser", "gemeld_door_id", "groups"} <= set(extra)
        status, uitkomst = verstuur(client, pad, extra | eerlijk)
        if (status, uitkomst) != (302, verwacht):
            fout[adres] = status, {naam: rijen for naam, rijen in uitkomst.items() if rijen != verwacht[naam]}
    assert fout == {}
