"""What an installation can get wrong unseen: a database that may lose a save at a power cut, a look that is not there."""

import logging

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.checks import Error, Tags, Warning, register, run_checks  # noqa: A004 - the name that Django gave it
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from uitvoering.databaserechten import bezit_de_tabellen

SQLITE_FULL = 2
EIGENAAR = "uitvoering.W001"

logger = logging.getLogger(__name__)


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


@register(Tags.database)
def rol_van_de_site(app_configs, databases, **kwargs):
    """Een site die haar eigen tabellen bezit, kan ook uitzetten wat die bewaakt."""
    return [melding for alias in databases or [] for melding in _rolmelding(connections[alias])]


def _rolmelding(connection):
    rol = bezit_de_tabellen(connection) if connection.vendor == "postgresql" and not settings.DEBUG else ""
    if rol:
        yield Warning(
            f"De rol “{rol}” bezit de tabellen. Dat is goed voor manage.py migrate, maar niet voor de site zelf.",
            hint="Geef de site een eigen rol; de README zegt hoe, en manage.py databaserechten zet haar rechten.",
            id=EIGENAAR,
        )


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
    meldingen = run_checks(tags=[Tags.database], databases=["default"])
    fouten = [melding for melding in meldingen if melding.is_serious()]
    for melding in meldingen:
        if melding not in fouten:
            logger.warning("%s %s", melding.msg, melding.hint)
    connections["default"].close()  # no two processes may share it after the fork of a preloading server
    if fouten:
        raise ImproperlyConfigured(" ".join(f"{fout.msg} {fout.hint or ''}".strip() for fout in fouten))
