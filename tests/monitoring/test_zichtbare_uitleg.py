"""An explanation that nobody can see is none: the database refuses it, whoever writes."""

from importlib import import_module

import pytest
from django.db import IntegrityError, transaction

from acties.models import Actie, Besluit
from acties.rekenblad.lezen.naam import schone_naam
from monitoring.models import Evaluatie, Opmerking

TEKENS = import_module("monitoring.migrations.0004_alles_na_0_1_0").TEKENS


def weiger(schrijf):
    with pytest.raises(IntegrityError, match="alleen tekens die niemand ziet"), transaction.atomic():
        schrijf()


@pytest.mark.parametrize(
    "tekst", ["\u200b\u200c\u200d", "\u00ad", "\u2060", "\ufeff", " \u00a0\u00ad\u3000\n", "\u3164\u2800"]
)
def test_the_database_refuses_an_explanation_that_nobody_sees(wereld, cast, meld, tekst):
    wie = {"programma": wereld.programma}
    evaluatie = Evaluatie.objects.create(**wie, jaar=2021, peildatum="2021-12-31", fase="concept")
    uitleg = {"koers": "aandacht", "toelichting": "Te weinig tijd.", "bijsturing": "Extra uren."}
    for veld in ("toelichting", "bijsturing"):
        velden = uitleg | {veld: tekst}
        weiger(lambda velden=velden: meld(wereld.training, None, "2021-06-01", "in_uitvoering", **velden))
    weiger(lambda: Evaluatie.objects.create(**wie, jaar=2021, versie=2, peildatum="2021-12-31", reden=tekst))
    weiger(lambda: Actie.objects.filter(nummer=1).update(vervallen_op="2021-06-01", vervallen_reden=tekst))
    weiger(lambda: Besluit.objects.create(**wie, soort="overig", orgaan="PORA", datum="2021-05-01", omschrijving=tekst))
    opmerking = Opmerking(evaluatie=evaluatie, gebruiker=cast.bram, tekst=tekst, gemaakt_op="2022-01-01T00:00Z")
    weiger(opmerking.save)


def test_a_text_of_white_space_is_stored_as_none(wereld):
    with pytest.raises(IntegrityError), transaction.atomic():
        Actie.objects.filter(nummer=1).update(vervallen_op="2021-06-01", vervallen_reden=" \n")


def test_what_can_be_seen_is_kept_with_the_signs_that_stand_in_it(wereld, meld):
    tekst = "\ufeff👩\u200d👧 co\u00adördinatie\u2060"
    assert meld(wereld.training, None, "2021-06-01", "afgerond", toelichting=tekst).toelichting == tekst


def test_the_signs_of_the_database_are_those_of_the_house():
    assert schone_naam(TEKENS) == ""
    bekend = "\u00ad\u2060\ufeff\u200b\u200c\u200d\u200e\u202e\u00a0\u3000\u3164\u2800\ufe0f\t"
    assert [teken for teken in bekend if teken not in TEKENS] == []
