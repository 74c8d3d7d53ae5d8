"""What the migration does with names that were stored before it: clean them, or name the two that are one."""

from importlib import import_module

import pytest
from django.db import connection

from acties.models import Partij

NAMEN = import_module("acties.migrations.0004_alles_na_0_1_0")
OUD = "veilig\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}THUIS "


def stond_er(pk, naam):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE acties_partij SET naam = %s, naam_gevouwen = %s WHERE id = %s", [naam, f"?{pk}", pk])


def test_a_name_is_stored_clean_with_its_folded_form(wereld):
    stond_er(wereld.veilig_thuis.pk, OUD)
    NAMEN.vul(None, connection.schema_editor())
    assert list(Partij.objects.values_list("naam", "naam_gevouwen").order_by("pk")) == [
        ("Gemeenten", "gemeenten"),
        ("veilig THUIS", "veilig thuis"),
    ]


def test_two_ways_of_writing_one_name_stop_the_upgrade_and_are_both_named(wereld):
    stond_er(wereld.gemeenten.pk, OUD)
    stond_er(wereld.veilig_thuis.pk, "Veilig Thuis")
    with pytest.raises(ValueError, match=r"partij: “veilig.*THUIS ” en “Veilig Thuis” zijn dezelfde naam"):
        NAMEN.vul(None, connection.schema_editor())
