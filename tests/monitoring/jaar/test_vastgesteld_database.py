"""The database itself refuses any change to an adopted year, by whichever way it comes."""

import json
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.urls import reverse

from acties.models import Gebruiker, Onderdeel
from monitoring.models import Aanvaarding, Bespreking, Duiding, Evaluatie, Opmerking
from monitoring.verslag.vastgesteld import lees_vastgesteld
from tests.vaststellen import vaststellen

OUDJAAR = date(2021, 12, 31)
OP = datetime(2022, 1, 10, tzinfo=UTC)


@pytest.fixture
def vast(wereld, cast):
    evaluatie = Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=OUDJAAR, fase="concept")
    Duiding.objects.create(evaluatie=evaluatie, onderdeel=wereld.kern, oordeel="op_schema", tekst="Het gaat goed.")
    Bespreking.objects.create(evaluatie=evaluatie, overleg=wereld.pora, datum=date(2022, 2, 1))
    Opmerking.objects.create(evaluatie=evaluatie, gebruiker=cast.bram, tekst="Wij zijn verder.", gemaakt_op=OP)
    return vaststellen(evaluatie, door=cast.anna, op=datetime(2022, 3, 1, tzinfo=UTC))


def _sql(opdracht, *waarden):
    with connection.cursor() as cursor:
        cursor.execute(opdracht, waarden)


ORM = {
    "save": lambda e: e.save(),
    "back to concept": lambda e: Evaluatie.objects.filter(pk=e.pk).update(fase="concept"),
    "update": lambda e: Evaluatie.objects.filter(pk=e.pk).update(verslag={}),
    "bulk_update": lambda e: Evaluatie.objects.bulk_update([e], ["sha256"]),
    "bulk_create over it": lambda e: Evaluatie.objects.bulk_create(
        [Evaluatie(programma=e.programma, jaar=e.jaar, versie=e.versie, peildatum=e.peildatum)],
        update_conflicts=True, unique_fields=["programma", "jaar", "versie"], update_fields=["peildatum"],
    ),
    "delete": lambda e: e.delete(),
    "delete many": lambda e: Evaluatie.objects.all().delete(),
    "new duiding": lambda e: Duiding.objects.create(
        evaluatie=e, onderdeel=Onderdeel.objects.get(code="A1"), tekst="Erbij"
    ),
    "change duiding": lambda e: e.duidingen.update(tekst="Anders"),
    "delete duiding": lambda e: e.duidingen.all().delete(),
    "change bespreking": lambda e: e.besprekingen.update(conclusies="Anders"),
    "delete bespreking": lambda e: e.besprekingen.all().delete(),
    "new opmerking": lambda e: Opmerking.objects.create(
        evaluatie=e, gebruiker=Gebruiker.objects.get(username="bram"), tekst="Erbij", gemaakt_op=OP
    ),
    "opmerking handled": lambda e: e.opmerkingen.update(verwerkt=True),
    "delete opmerking": lambda e: e.opmerkingen.all().delete(),
    "new aanvaarding": lambda e: Aanvaarding.objects.create(
        evaluatie=e, rubriek="meldingen", kenmerk="x", tekst="Erbij", reden="Kan.", op=OP,
        door=Gebruiker.objects.get(username="anna"),
    ),
    "change aanvaarding": lambda e: e.aanvaardingen.update(reden="Anders"),
    "delete aanvaarding": lambda e: e.aanvaardingen.all().delete(),
    "raw aanvaarding": lambda e: _sql("UPDATE monitoring_aanvaarding SET reden = 'x' WHERE evaluatie_id = %s", e.pk),
    "raw update": lambda e: _sql("UPDATE monitoring_evaluatie SET sha256 = 'x' WHERE id = %s", e.pk),
    "raw delete": lambda e: _sql("DELETE FROM monitoring_evaluatie WHERE id = %s", e.pk),
    "raw duiding": lambda e: _sql("UPDATE monitoring_duiding SET tekst = 'x' WHERE evaluatie_id = %s", e.pk),
    "raw opmerking": lambda e: _sql("UPDATE monitoring_opmerking SET verwerkt = true WHERE evaluatie_id = %s", e.pk),
    "raw bespreking": lambda e: _sql("DELETE FROM monitoring_bespreking WHERE evaluatie_id = %s", e.pk),
}  # fmt: skip


@pytest.mark.parametrize("hoe", ORM)
def test_database_refuses_every_change(vast, hoe):
    with pytest.raises(DatabaseError, match="is vastgesteld en verandert niet meer"), transaction.atomic():
        ORM[hoe](vast)


def test_database_refuses_a_change_in_disguise(vast):
    """Replacing a row on SQLite, emptying a table on PostgreSQL."""
    if connection.vendor == "sqlite":
        pogingen = [
            "INSERT OR REPLACE INTO monitoring_evaluatie SELECT * FROM monitoring_evaluatie",
            "UPDATE OR REPLACE monitoring_evaluatie SET jaar = 2021",
            "INSERT OR REPLACE INTO monitoring_duiding SELECT * FROM monitoring_duiding",
        ]
    else:
        pogingen = [
            "TRUNCATE monitoring_evaluatie CASCADE",
            "TRUNCATE monitoring_duiding",
            "TRUNCATE monitoring_bespreking",
            "TRUNCATE monitoring_opmerking",
        ]
    connection.check_constraints()  # PostgreSQL empties no table that still has work to do at the commit
    for poging in pogingen:
        with pytest.raises(DatabaseError, match="verandert niet meer"), transaction.atomic():
            _sql(poging)


def test_projectleider_reads_why_an_opmerking_stays_as_it_was(vast, als, cast):
    opmerking = vast.opmerkingen.get()
    adres = reverse("monitoring:opmerking_verwerken", args=["proef", 2021, opmerking.pk])
    pagina = als(cast.anna).post(adres, {"verwerkt": "1"}, follow=True).content.decode()
    assert "Evaluatie 2021 is vastgesteld en verandert niet meer. Maak voor een correctie een nieuwe versie." in pagina
    opmerking.refresh_from_db()
    assert opmerking.verwerkt is False


def test_programme_and_onderdeel_of_an_adopted_year_stay(vast, wereld):
    for rij in (wereld.programma, wereld.kern, wereld.pora):
        with pytest.raises(models.ProtectedError):
            rij.delete()
    with pytest.raises(DatabaseError):
        _weg_met(wereld.programma)


def _langs_de_triggers(opdracht, *waarden):
    """As a fault of the machine would: no trigger sees it."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'monitoring_evaluatie'"
            )
            for (naam,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {naam}")
        _sql(opdracht, *waarden)
    else:
        _sql("SET LOCAL session_replication_role = replica")
        _sql(opdracht.replace("replace(%s, %s, %s)", "replace(%s, %s, %s)::jsonb"), *waarden)
        _sql("SET LOCAL session_replication_role = origin")


def _weg_met(programma):
    """Past the ORM, and looked at as at a commit."""
    with transaction.atomic():
        _sql("DELETE FROM acties_programma WHERE id = %s", programma.pk)
        connection.check_constraints()


def test_report_that_a_disk_or_a_backup_damaged_is_not_shown(vast, als, cast):
    """One letter is another, past every guard: it is told apart from what was adopted, and nobody reads it."""
    voor, na = '"naam": "Lokaal"', '"naam": "Lokaol"'
    _langs_de_triggers(
        "UPDATE monitoring_evaluatie SET verslag = replace(%s, %s, %s) WHERE id = %s",
        json.dumps(vast.verslag),
        voor,
        na,
        vast.pk,
    )
    lees_vastgesteld.cache_clear()
    vast.refresh_from_db()
    assert "Lokaol" in json.dumps(vast.verslag)
    client = als(cast.dirk)
    client.raise_request_exception = False
    for pad in ("", "jaarverslag/xlsx/", "verslag.json", "raadsbrief/hoorn/"):
        antwoord = client.get(f"/proef/evaluatie/2021/{pad}")
        assert (antwoord.status_code, b"Lokaol" in antwoord.content) == (500, False), pad
    assert client.get("/proef/").status_code == 200
