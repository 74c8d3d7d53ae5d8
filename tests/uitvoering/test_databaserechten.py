"""The role of the site on PostgreSQL: enough to work with, and not enough to change what is recorded."""

import os
from types import SimpleNamespace

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.veiligheid.conftest import echte_database, server, statisch  # noqa: F401 - fixtures
from tests.veiligheid.server import Server
from uitvoering import checks
from uitvoering.databaserechten import bezit_de_tabellen

ROL = f"proef_site_{os.getpid()}"
ALLEEN_POSTGRESQL = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no roles")


@pytest.fixture
def rol(transactional_db):
    """The role of a site, with its rights; ``rol.doe(sql)`` does something as that role."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROL} LOGIN")
    call_command("databaserechten", ROL, "--toepassen")
    s = connection.settings_dict
    url = f"postgres://{ROL}@{s['HOST']}:{s['PORT']}/{s['NAME']}"

    def doe(sql):
        with psycopg.connect(url) as als_site, als_site.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone() if cursor.description else cursor.rowcount

    yield SimpleNamespace(doe=doe, url=url)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP OWNED BY {ROL}")
        cursor.execute(f"DROP ROLE {ROL}")


@ALLEEN_POSTGRESQL
def test_what_is_recorded_is_out_of_reach_of_the_role_of_the_site(rol, wereld, cast, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering")
    aanvallen = [
        "UPDATE monitoring_statusmelding SET toelichting = 'x'",
        "DELETE FROM monitoring_statusmelding",
        "TRUNCATE monitoring_statusmelding CASCADE",
        "ALTER TABLE monitoring_statusmelding DISABLE TRIGGER ALL",
        "ALTER TABLE monitoring_evaluatie ADD COLUMN x int",
        "DROP TRIGGER statusmelding_vast ON monitoring_statusmelding",
        "DROP TABLE monitoring_evaluatie CASCADE",
        "CREATE TABLE eigen (id int)",
        "CREATE TRIGGER x BEFORE INSERT ON acties_actie FOR EACH ROW EXECUTE FUNCTION acties_versie_programma()",
        "CREATE OR REPLACE FUNCTION monitoring_statusmelding_vast() RETURNS trigger LANGUAGE sql AS 'SELECT NULL'",
        "SET session_replication_role = replica",
        "TRUNCATE acties_actie CASCADE",
        "UPDATE acties_historicalactie SET titel = 'x'",
        "UPDATE acties_historicalactie SET history_date = now()",
        "UPDATE acties_historicalactie SET history_type = '+'",
        "DELETE FROM acties_historicalactie",
        "UPDATE django_admin_log SET change_message = 'x'",
        "DELETE FROM django_migrations",
        f"GRANT UPDATE ON monitoring_statusmelding TO {ROL}",
    ]
    gelukt = []
    for aanval in aanvallen:
        try:
            rol.doe(aanval)
        except psycopg.Error:
            continue
        gelukt.append(aanval)
    assert gelukt == [f"GRANT UPDATE ON monitoring_statusmelding TO {ROL}"]  # a warning only: nothing was granted
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        rol.doe("UPDATE monitoring_statusmelding SET toelichting = 'x'")


@ALLEEN_POSTGRESQL
def test_the_site_works_with_that_role(rol, cast, wereld, statisch, tmp_path):  # noqa: F811 - a fixture
    draait = Server(rol.url, statisch, tmp_path / "log")
    try:
        assert draait.log_in("bram")[0] == 302
        assert draait.meld("/proef/acties/2/melden/", "Begonnen", peildatum="2021-11-01") == 302
        assert draait.vraag("/proef/acties/2/")[0] == 200
    finally:
        regels = draait.stop()
    assert [regel for regel in regels if "bezit de tabellen" in regel or "permission denied" in regel] == []


@ALLEEN_POSTGRESQL
def test_what_django_asks_when_a_user_goes_is_within_the_rights(rol):
    rol.doe("UPDATE acties_historicalactie SET history_user_id = NULL WHERE history_user_id IN (0)")
    rol.doe("DELETE FROM django_admin_log WHERE user_id IN (0)")


@ALLEEN_POSTGRESQL
def test_who_owns_the_tables_is_warned(rol, settings):
    [melding] = checks.rol_van_de_site(None, databases=["default"])
    assert (melding.id, melding.is_serious()) == ("uitvoering.W001", False)
    assert "bezit de tabellen" in melding.msg
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {ROL}")
        assert bezit_de_tabellen(connection) == ""
        cursor.execute("RESET ROLE")
    settings.DEBUG = True
    assert checks.rol_van_de_site(None, databases=["default"]) == []


@ALLEEN_POSTGRESQL
@pytest.mark.parametrize(
    ("naam", "uitleg"), [("bestaat_niet", "Maak haar eerst"), (connection.settings_dict.get("USER"), "is superuser")]
)
def test_a_role_that_cannot_be_is_refused(db, naam, uitleg):
    with pytest.raises(CommandError, match=uitleg):
        call_command("databaserechten", naam)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has roles")
def test_sqlite_has_no_roles(db):
    with pytest.raises(CommandError, match="alleen op PostgreSQL"):
        call_command("databaserechten", "site")
