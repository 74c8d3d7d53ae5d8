"""A name is one name however it is written: in the database, in a search and in every way of storing."""

import json

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from acties.models import Actie, Begrip, Deelname, Doelgroep, Organisatie, Overleg, Partij, Subregio
from acties.models.naam import gevouwen_velden
from monitoring.models import Updateronde

NBSP = "\N{NO-BREAK SPACE}"
ANDERS = f" zorg{NBSP}DICHTBIJ\N{ZERO WIDTH SPACE}"


def opgeslagen(rij):
    """What the database itself has, past the attribute that follows the name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT naam, naam_gevouwen FROM acties_partij WHERE id = %s", [rij.pk])
        return cursor.fetchone()


@pytest.fixture
def dichtbij(wereld):
    return Partij.objects.create(programma=wereld.programma, naam=f"Zorg{NBSP}Dichtbij")


def test_the_cleaned_name_is_stored_with_its_folded_form(dichtbij):
    assert dichtbij.naam == "Zorg Dichtbij"
    assert opgeslagen(dichtbij) == ("Zorg Dichtbij", "zorg dichtbij")


@pytest.mark.parametrize("geschreven", [ANDERS, "Zorg Dichtbij", "ZORG\tDICHTBIJ"])
def test_a_search_by_name_finds_it_however_written(dichtbij, geschreven):
    assert Partij.objects.get(naam=geschreven) == dichtbij
    assert Partij.objects.get(naam__in=["iets anders", geschreven]) == dichtbij
    assert dichtbij not in Partij.objects.exclude(naam=geschreven)
    dichtbij.programma.acties.first().hoofdverantwoordelijken.add(dichtbij)
    assert Actie.objects.get(hoofdverantwoordelijken__naam=geschreven)


def test_history_is_searched_by_the_name_as_it_was(dichtbij):
    assert Partij.history.filter(naam="Zorg Dichtbij").exists()


WEGEN = {
    "create": lambda p: Partij.objects.create(programma=p, naam=ANDERS),
    "bulk_create": lambda p: Partij.objects.bulk_create([Partij(programma=p, naam=ANDERS)]),
    "loaddata": lambda p: _laad({"programma": [p.slug], "naam": ANDERS, "volgorde": 1}),
    "update": lambda p: Partij.objects.exclude(naam=ANDERS).filter(naam="Gemeenten").update(naam=ANDERS),
    "bulk_update": lambda p: Partij.objects.bulk_update([_hernoemd(p)], ["naam"]),
    "save": lambda p: _hernoemd(p).save(),
    "save of one field": lambda p: _hernoemd(p).save(update_fields=["naam"]),
    "save of what was read": lambda p: _hernoemd(p, Partij.objects.only("naam")).save(),
}


def _laad(velden):
    for rij in serializers.deserialize("json", json.dumps([{"model": "acties.partij", "fields": velden}])):
        rij.save()


def _hernoemd(programma, partijen=None):
    partij = (partijen or Partij.objects).get(programma=programma, naam="Gemeenten")
    partij.naam = ANDERS
    return partij


@pytest.mark.parametrize("weg", [weg for weg in WEGEN if weg != "loaddata"])
def test_the_database_refuses_a_second_way_of_writing_a_name(dichtbij, weg):
    with pytest.raises(IntegrityError), transaction.atomic():
        WEGEN[weg](dichtbij.programma)


def test_loaddata_finds_the_row_that_was_there(dichtbij):
    WEGEN["loaddata"](dichtbij.programma)
    assert Partij.objects.get(naam="Zorg Dichtbij").pk == dichtbij.pk


@pytest.mark.parametrize("weg", WEGEN)
def test_every_way_of_storing_keeps_name_and_folded_form_together(wereld, weg):
    WEGEN[weg](wereld.programma)
    assert opgeslagen(Partij.objects.get(naam="Zorg Dichtbij"))[1] == "zorg dichtbij"


def test_an_expression_cannot_change_a_name(wereld):
    with pytest.raises(TypeError, match="naam_gevouwen"):
        Partij.objects.update(naam=Partij.objects.values("naam")[:1])


def test_the_message_names_both_ways_of_writing(dichtbij):
    with pytest.raises(ValidationError) as fout:
        Partij(programma=dichtbij.programma, naam=ANDERS).full_clean()
    (zin,) = fout.value.message_dict["naam"]
    assert zin == (
        "Dit programma heeft al een partij met deze naam. “Zorg Dichtbij” en “zorg DICHTBIJ” zijn dezelfde naam: "
        "hoofdletters en spaties maken geen verschil."
    )


def test_the_message_about_the_very_same_name_is_short(dichtbij):
    with pytest.raises(ValidationError) as fout:
        Partij(programma=dichtbij.programma, naam="Zorg Dichtbij").full_clean()
    assert fout.value.messages == ["Dit programma heeft al een partij met deze naam."]


def test_a_row_is_no_double_of_itself(dichtbij):
    dichtbij.naam = "ZORG DICHTBIJ"
    dichtbij.full_clean()
    dichtbij.save()
    assert opgeslagen(dichtbij) == ("ZORG DICHTBIJ", "zorg dichtbij")


def test_a_name_that_nobody_can_see_is_no_name(wereld):
    with pytest.raises(ValidationError) as fout:
        Partij(programma=wereld.programma, naam=f"\N{ZERO WIDTH SPACE}{NBSP}").full_clean()
    assert list(fout.value.message_dict) == ["naam"]


def test_another_programme_may_have_a_party_of_the_same_name(dichtbij, wereld):
    ander = type(wereld.programma).objects.create(slug="ander", naam="Ander", startjaar=2026, eindjaar=2027)
    Partij(programma=ander, naam="Zorg Dichtbij").full_clean()


@pytest.mark.parametrize("model", [Actie, Begrip, Doelgroep, Organisatie, Overleg, Partij, Subregio, Updateronde])
def test_the_folded_form_is_in_no_history_and_no_file(model):
    (veld,) = gevouwen_velden(model)
    assert veld not in {deel.name for deel in model.history.model._meta.get_fields()}
    assert not model._meta.get_field(veld).serialize
    assert not model._meta.get_field(veld).editable


def test_a_natural_key_is_a_name_like_any_other(wereld):
    deelname = Deelname.objects.first()
    afkorting, naam = deelname.natural_key()
    assert Deelname.objects.get_by_natural_key(afkorting.lower(), naam.upper()) == deelname
