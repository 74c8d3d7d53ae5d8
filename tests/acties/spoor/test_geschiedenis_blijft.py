"""History and the other tables that only grow: the database refuses to change or take away a row, whoever asks."""

import pytest
from django.apps import apps
from django.contrib.admin.models import ADDITION, LogEntry
from django.db import IntegrityError, connection, models, transaction

from acties.models import Actie
from acties.spoor.toegevoegd import bewaar_met_koppelingen
from monitoring.models import Inlezing
from tests.volledig import vul_alles

WEIGERING = "De geschiedenis verandert nooit"


def groeit_alleen():
    historisch = [m for m in apps.get_models() if m._meta.db_table.startswith(("acties_hist", "monitoring_hist"))]
    return [*historisch, LogEntry, Inlezing]


@pytest.fixture
def gevuld(wereld, cast, meld):
    vul_alles(wereld, cast, meld)
    for rij in (wereld.alkmaar, wereld.alkmaar.subregio, wereld.pora, wereld.pora.deelnames.first()):
        rij.save()  # the world is made without their history
    LogEntry.objects.log_actions(cast.eva.pk, [cast.bram], ADDITION, single_object=True)


def geweigerd(opdracht):
    with pytest.raises(IntegrityError, match=WEIGERING), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(opdracht)


def test_no_row_of_any_of_these_tables_is_changed_replaced_or_taken_away(gevuld):
    """Each table has a row; a table with history that is added later is attacked too."""
    tabellen = groeit_alleen()
    assert len(tabellen) > 30
    for model in tabellen:
        tabel, sleutel = model._meta.db_table, model._meta.pk.column
        assert model._base_manager.exists(), tabel
        geweigerd(f"UPDATE {tabel} SET {sleutel} = {sleutel}")  # noqa: S608 - our own tables
        geweigerd(f"DELETE FROM {tabel}")  # noqa: S608 - idem
        if connection.vendor == "sqlite":
            geweigerd(f"INSERT OR REPLACE INTO {tabel} SELECT * FROM {tabel}")  # noqa: S608 - idem
        else:
            connection.check_constraints()  # PostgreSQL empties no table that still has work to do at the commit
            geweigerd(f"TRUNCATE {tabel} CASCADE")


def test_deleting_who_changed_something_is_refused_so_the_name_stays(cast):
    regel = cast.bram.history.first()
    cast.bram.history.model.objects.create(
        **{veld.attname: getattr(regel, veld.attname) for veld in regel._meta.fields if veld.name != "history_id"}
        | {"history_user_id": cast.dirk.pk}
    )
    with pytest.raises(IntegrityError, match=WEIGERING), transaction.atomic():
        cast.dirk.delete()
    assert regel.__class__.objects.filter(history_user=cast.dirk.pk).count() == 1
    cast.vera.delete()  # who changed nothing can go


def test_a_new_row_with_others_has_one_line_that_says_added(wereld):
    actie = Actie(programma=wereld.programma, nummer=9, titel="Nieuw", onderdeel=wereld.lijn, doorlopend=True)
    bewaar_met_koppelingen(actie, {"ambities": [wereld.ambitie]})
    [regel] = actie.history.all()
    assert (regel.history_type, [rij.ambitie_id for rij in regel.ambities.all()]) == ("+", [wereld.ambitie.pk])
    actie.titel = "Anders"
    actie.save()
    assert list(actie.history.values_list("history_type", flat=True)) == ["~", "+"]


def test_every_model_with_history_is_in_that_list():
    """The list above follows the models: each model with history is in it."""
    met = {m.history.model for m in apps.get_models() if isinstance(getattr(m, "history", None), models.Manager)}
    assert met <= set(groeit_alleen())
