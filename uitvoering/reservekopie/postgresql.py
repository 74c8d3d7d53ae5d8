"""Een reservekopie van PostgreSQL: met pg_dump en pg_restore, de eigen programma's van PostgreSQL."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.db import DatabaseError, connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from uitvoering import omgeving
from uitvoering.reservekopie.databases import Mislukt, toegepaste_migraties, verbonden_met
from uitvoering.reservekopie.kopie import Onbruikbaar

BEHEER = "postgres"  # de database die er altijd is, om andere vanuit te hernoemen
LANGSTE_NAAM = 63


class Postgresql:
    NAAM = "postgresql"

    @contextmanager
    def momentopname(self, werkmap: Path) -> Iterator[tuple[list[str], IO[bytes]]]:
        with transaction.atomic(), tempfile.TemporaryFile() as uitleg:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                cursor.execute("SELECT pg_export_snapshot()")
                (moment,) = cursor.fetchone()
            opdracht = ["pg_dump", "--format=custom", f"--snapshot={moment}"]
            try:
                proces = subprocess.Popen(opdracht, env=_omgeving(), stdout=subprocess.PIPE, stderr=uitleg)  # noqa: S603 - our own words
            except FileNotFoundError:
                raise Mislukt("pg_dump ontbreekt. Installeer het pakket postgresql-client.") from None
            with proces:
                assert proces.stdout is not None  # noqa: S101 - a pipe was asked for; says so to mypy
                try:
                    yield toegepaste_migraties(), proces.stdout
                except BaseException:
                    proces.kill()
                    raise
            if proces.returncode:
                uitleg.seek(0)
                raise Mislukt(f"pg_dump is niet gelukt: {uitleg.read().decode(errors='replace').strip()}")

    def werkplek(self) -> Path | None:
        return None

    def controleer(self, bestand: Path) -> None:
        try:
            _pg_restore("--list", str(bestand))
        except Mislukt as fout:
            raise Onbruikbaar(f"In deze kopie zit geen hele PostgreSQL-database. {fout}") from None

    def laad(self, bestand: Path, stempel: str) -> str:
        nieuw = _naam("nieuw", stempel)
        huidige = connection.settings_dict["NAME"]
        with _beheer() as cursor:
            cursor.execute("SELECT datcollate, datctype FROM pg_database WHERE datname = %s", [huidige])
            taal = cursor.fetchone()
            keuze = " LC_COLLATE {} LC_CTYPE {}".format(*map(_letterlijk, taal)) if taal else ""
            cursor.execute(f"CREATE DATABASE {_q(nieuw)} TEMPLATE template0 ENCODING 'UTF8'{keuze}")
        try:
            _pg_restore("--single-transaction", "--no-owner", "--no-privileges", f"--dbname={nieuw}", str(bestand))
        except BaseException:
            self.verwijder(nieuw)
            raise
        return nieuw

    def verwijder(self, naam: str) -> None:
        with _beheer() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {_q(naam)}")

    def wissel(self, nieuw: str, stempel: str) -> str:
        """Beide namen in één transactie: er is op elk moment een database met de naam van de site."""
        huidige = connection.settings_dict["NAME"]
        bewaard = _naam("voor", stempel)
        with _beheer() as cursor, transaction.atomic():
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [huidige])
            was_er = cursor.fetchone() is not None
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = %s", [huidige])
            if cursor.fetchone()[0]:
                raise Mislukt(
                    f"Database {huidige} is nog in gebruik. Stop eerst de site en haar taken, en probeer het dan opnieuw."
                )
            if was_er:
                cursor.execute(f"ALTER DATABASE {_q(huidige)} RENAME TO {_q(bewaard)}")
            cursor.execute(f"ALTER DATABASE {_q(nieuw)} RENAME TO {_q(huidige)}")
        return bewaard if was_er else ""


def _naam(wat: str, stempel: str) -> str:
    einde = f"_{wat}_{stempel.lower()}"
    return connection.settings_dict["NAME"][: LANGSTE_NAAM - len(einde)] + einde


@contextmanager
def _beheer():
    with verbonden_met(BEHEER):
        try:
            with connection.cursor() as cursor:
                yield cursor
        except DatabaseError as fout:
            raise Mislukt(
                f"PostgreSQL weigert: {str(fout).strip()}. Terugzetten doet de eigenaar van de database, met het recht CREATEDB."
            ) from None


def _q(naam: str) -> str:
    return connection.ops.quote_name(naam)


def _letterlijk(tekst: str) -> str:
    return "'" + tekst.replace("'", "''") + "'"


def _omgeving() -> dict[str, str]:
    """Waarmee een programma van PostgreSQL dezelfde verbinding maakt. Het wachtwoord staat zo niet in de lijst van processen."""
    s = connection.settings_dict
    _, eigen = DatabaseClient.settings_to_cmd_args_env(s, [])
    plek = {"PGHOST": s["HOST"], "PGPORT": str(s["PORT"] or ""), "PGUSER": s["USER"], "PGDATABASE": s["NAME"]}
    return omgeving.voor_programma(**{naam: waarde for naam, waarde in plek.items() if waarde}, **(eigen or {}))


def _pg_restore(*keuzes: str) -> None:
    try:
        opdracht = ["pg_restore", *keuzes]
        klaar = subprocess.run(opdracht, env=_omgeving(), capture_output=True, text=True, check=False)  # noqa: S603 - idem
    except FileNotFoundError:
        raise Mislukt("pg_restore ontbreekt. Installeer het pakket postgresql-client.") from None
    if klaar.returncode:
        raise Mislukt(f"pg_restore is niet gelukt: {klaar.stderr.strip()}")
