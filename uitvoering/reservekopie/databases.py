"""Wat SQLite en PostgreSQL elk op hun eigen manier doen bij een reservekopie."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Protocol

from django.db import connection


class Mislukt(Exception):
    """De database of haar programma's werken niet mee; de tekst zegt wat er aan de hand is."""


class Soort(Protocol):
    NAAM: str

    def momentopname(self, werkmap: Path) -> AbstractContextManager[tuple[list[str], IO[bytes]]]:
        """De toegepaste migraties en de inhoud, allebei van hetzelfde moment."""

    def werkplek(self) -> Path | None:
        """De map om in uit te pakken; zonder: die van het systeem voor tijdelijke bestanden."""

    def controleer(self, bestand: Path) -> None:
        """``Onbruikbaar`` als dit bestand geen hele database is."""

    def laad(self, bestand: Path, stempel: str) -> str:
        """Zet het bestand in een nieuwe database; geeft haar naam."""

    def verwijder(self, naam: str) -> None:
        """Weg met een nieuwe database die toch niet wordt gebruikt."""

    def wissel(self, nieuw: str, stempel: str) -> str:
        """Zet de nieuwe op de plaats van de huidige; geeft waar de huidige nu is, of niets als die er niet was."""


def huidige() -> Soort:
    from uitvoering.reservekopie import postgresql, sqlite  # noqa: PLC0415 - both use the helpers of this module

    return sqlite.Sqlite() if connection.vendor == "sqlite" else postgresql.Postgresql()


def toegepaste_migraties() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        return [f"{app}.{naam}" for app, naam in cursor.fetchall()]


@contextmanager
def verbonden_met(naam: str) -> Iterator[None]:
    """Wat hierbinnen met de database gebeurt, gaat over de database met deze naam."""
    vorige = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = naam
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = vorige
