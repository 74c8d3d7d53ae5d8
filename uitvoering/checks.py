"""What an installation can get wrong unseen: a database that may lose a save at a power cut, a look that is not there."""

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.checks import Error, Tags, Warning, register, run_checks  # noqa: A004 - the name that Django gave it
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

SQLITE_FULL = 2


@register(Tags.database)
def duurzame_database(app_configs, databases, **kwargs):
    return [melding for alias in databases or [] for melding in _meldingen(connections[alias])]


def _meldingen(connection):
    controle = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]
    with connection.cursor() as cursor:
        return list(controle(cursor))


def _waarde(cursor, opdracht):
    cursor.execute(opdracht)
    return cursor.fetchone()[0]


def _sqlite(cursor):
    if _waarde(cursor, "PRAGMA journal_mode") != "wal":
        yield Error("SQLite moet met journal_mode=WAL werken.", hint="Zet de database op een schijf van deze machine.")
    if _waarde(cursor, "PRAGMA synchronous") < SQLITE_FULL:
        yield Error("SQLite moet met synchronous=FULL werken.")


def _postgresql(cursor):
    for instelling in ("fsync", "synchronous_commit"):
        if _waarde(cursor, f"SHOW {instelling}") == "off":
            yield Error(f"PostgreSQL staat op {instelling}=off. Zet {instelling} aan.")


@register(Tags.staticfiles)
def thema_is_er(app_configs, **kwargs):
    """A stylesheet of this site that is not there is a page without its look, and no error anywhere."""
    pad = settings.THEMA_CSS.removeprefix(settings.STATIC_URL)
    if pad == settings.THEMA_CSS or finders.find(pad):
        return []
    return [
        Warning(f"THEMA_CSS noemt {pad}, maar dat bestand is er niet.", hint=f"Zet het in {settings.BASE_DIR / pad}.")
    ]


def weiger_onveilige_database():
    """For the start of the server, where Django itself does not look at the database."""
    fouten = [melding for melding in run_checks(tags=[Tags.database], databases=["default"]) if melding.is_serious()]
    verbinding = connections["default"]
    verbinding.close()
    if verbinding.vendor == "postgresql":
        verbinding.close_pool()  # its threads would not survive the fork of a preloading server
    if fouten:
        raise ImproperlyConfigured(" ".join(f"{fout.msg} {fout.hint or ''}".strip() for fout in fouten))
