"""The mark changes with everything a page reads, by whichever way it was written, and with nothing else."""

import pytest
from django.apps import apps
from django.db import connection

from acties.models import Actie, Programma
from monitoring.verslag.bewaard import bewaard_verslag
from tests.monitoring.verslag.test_opbouw import OUDJAAR

# What no Verslag draws from: who may log in where (read anew at every request), drafts and mails.
ZONDER = {
    "acties_klaargezet",
    "acties_lidmaatschap",
    "acties_rechtenwijziging",
    "acties_logboekregel",
    "acties_wachtendemail",
    "acties_werker",
    "monitoring_conceptmelding",
    "monitoring_gevolgd",
    "monitoring_herinnering",
    "monitoring_toegangslink",
    "monitoring_werkboekmail",
    "monitoring_volger",
}


def kenmerk():
    return Programma.objects.met_kenmerk().get().kenmerk


def _tabellen():
    for app in ("acties", "monitoring"):
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            if not model.__name__.startswith("Historical") and model._meta.app_label == app:
                yield model._meta.db_table


def _tabellen_met_trigger():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'versie_%'")
        else:
            cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'versie_%'")
        return {tabel for (tabel,) in cursor.fetchall()}


def test_every_table_that_a_page_reads_is_followed(db):
    vreemd = {"acties_gebruiker_groups", "acties_gebruiker_user_permissions"}
    assert _tabellen_met_trigger() == set(_tabellen()) - ZONDER - vreemd


def test_reading_leaves_the_mark(wereld):
    assert kenmerk() == kenmerk()


@pytest.mark.parametrize(
    "schrijf",
    [
        lambda w: Actie.objects.filter(pk=w.training.pk).update(titel="Anders"),
        lambda w: w.training.hoofdverantwoordelijken.clear(),
        lambda w: w.begrip.delete(),
        lambda w: connection.cursor().execute("UPDATE acties_organisatie SET naam = 'Hoorn NH' WHERE naam = 'Hoorn'"),
    ],
    ids=["update", "m2m", "delete", "raw sql"],
)
def test_writing_changes_the_mark(wereld, schrijf):
    eerst = kenmerk()
    schrijf(wereld)
    assert kenmerk() != eerst


def test_logging_in_leaves_the_mark(als, cast):
    eerst = kenmerk()
    als(cast.bram)
    assert kenmerk() == eerst


def test_a_kept_verslag_costs_no_query(wereld, django_assert_num_queries):
    programma = Programma.objects.met_kenmerk().get()
    eerste = bewaard_verslag(programma, OUDJAAR)
    with django_assert_num_queries(0):
        assert bewaard_verslag(programma, OUDJAAR) is eerste


def test_a_verslag_is_built_anew_after_a_melding(wereld, meld):
    assert bewaard_verslag(Programma.objects.met_kenmerk().get(), OUDJAAR).actie(1).status is None
    meld(wereld.training, None, "2021-06-01", "afgerond")
    assert bewaard_verslag(Programma.objects.met_kenmerk().get(), OUDJAAR).actie(1).status == "afgerond"
