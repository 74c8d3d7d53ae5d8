"""Of deze server klaar is om bezoekers te helpen. Elk onderdeel geeft “in orde”, of in gewone woorden wat er mis is."""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from acties.models import Klaargezet, WachtendeMail

IN_ORDE = "in orde"
VRIJ_MINIMAAL = 200 * 1024 * 1024  # bytes: genoeg om nog een dag meldingen en een mail op te slaan
MAAKT_TE_LANG = timedelta(minutes=15)
WACHT_TE_LANG = timedelta(hours=25)  # wat dagelijks wordt verstuurd, is dan een keer overgeslagen


def database(nu: datetime) -> str:
    connection.ensure_connection()
    return IN_ORDE if connection.is_usable() else "de database antwoordt niet"


def migraties(nu: datetime) -> str:
    toegepast = set(MigrationRecorder(connection).applied_migrations())
    mist = [
        m for m, oude in _migraties_van_deze_versie().items() if m not in toegepast and not (oude and oude <= toegepast)
    ]
    return f"{len(mist)} migraties niet toegepast; draai manage.py migrate" if mist else IN_ORDE


@cache
def _migraties_van_deze_versie() -> dict[tuple[str, str], set[tuple[str, str]]]:
    """Elke migratie, met de oude die zij vervangt: wie die allemaal heeft, mist haar niet."""
    return {naam: set(migratie.replaces) for naam, migratie in MigrationLoader(None).graph.nodes.items()}


def post(nu: datetime) -> str:
    oudste = WachtendeMail.objects.order_by("gemaakt_op").values_list("gemaakt_op", flat=True).first()
    if oudste is None or nu - oudste < WACHT_TE_LANG:
        return IN_ORDE
    return "mail wacht al langer dan een dag; kijk of manage.py verstuur_post draait en de mailserver antwoordt"


def werk(nu: datetime) -> str:
    oudste = Klaargezet.objects.onderweg().order_by("gevraagd_op").values_list("gevraagd_op", flat=True).first()
    if oudste is None or nu - oudste < MAAKT_TE_LANG:
        return IN_ORDE
    return "een bestand wacht al langer dan een kwartier; kijk of manage.py werker draait"


def schijf(nu: datetime) -> str:
    vol = [str(map_) for map_ in schijven() if shutil.disk_usage(map_).free < VRIJ_MINIMAAL]
    return f"minder dan 200 MB vrij op de schijf van {' en '.join(vol)}" if vol else IN_ORDE


def schijven() -> list[Path]:
    """De mappen waar deze installatie schrijft, voor zover zij er al zijn."""
    eigen = [Path(connection.settings_dict["NAME"]).parent] if connection.vendor == "sqlite" else []
    return [map_ for map_ in [*eigen, settings.RESERVEKOPIE_MAP] if map_.is_dir()]


# Een nieuwe wachtrij is hier één regel.
ONDERDELEN: dict[str, Callable[[datetime], str]] = {
    "database": database,
    "migraties": migraties,
    "post": post,
    "werk": werk,
    "schijf": schijf,
}


def onderdelen(nu: datetime) -> dict[str, str]:
    return {naam: _vraag(onderdeel, nu) for naam, onderdeel in ONDERDELEN.items()}


def _vraag(onderdeel: Callable[[datetime], str], nu: datetime) -> str:
    try:
        return onderdeel(nu)
    except DatabaseError:
        return "de database antwoordt niet"
    except OSError as fout:
        return f"niet te lezen ({fout.strerror})"
