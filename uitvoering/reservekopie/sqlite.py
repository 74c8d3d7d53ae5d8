"""Een reservekopie van SQLite: een bestand, gemaakt door SQLite zelf terwijl anderen schrijven."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from django.db import DatabaseError, connection

from uitvoering.reservekopie.databases import Mislukt, verbonden_met
from uitvoering.reservekopie.kopie import Onbruikbaar, map_vastleggen, vastleggen


class Sqlite:
    NAAM = "sqlite"

    @contextmanager
    def momentopname(self, werkmap: Path) -> Iterator[tuple[list[str], IO[bytes]]]:
        bestand = werkmap / "momentopname"
        try:
            connection.ensure_connection()
            with closing(sqlite3.connect(bestand)) as kopie:
                connection.connection.backup(kopie)
                kopie.execute("PRAGMA journal_mode=DELETE")  # één bestand, zonder een -wal ernaast
                rijen = kopie.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()
        except sqlite3.Error as fout:
            raise Mislukt(f"SQLite kon geen kopie maken: {fout}.") from None
        with bestand.open("rb") as stroom:
            yield [f"{app}.{naam}" for app, naam in rijen], stroom

    def werkplek(self) -> Path | None:
        return self._pad.parent  # op dezelfde schijf, zodat verwisselen alleen een naam verandert

    @property
    def _pad(self) -> Path:
        return Path(connection.settings_dict["NAME"])

    def controleer(self, bestand: Path) -> None:
        try:
            with verbonden_met(str(bestand)), connection.cursor() as cursor:  # the constraints use functions of Django
                cursor.execute("PRAGMA integrity_check")
                (uitkomst,) = cursor.fetchone()
        except DatabaseError as fout:
            uitkomst = str(fout)
        if uitkomst != "ok":
            raise Onbruikbaar(f"In deze kopie zit geen hele SQLite-database ({uitkomst}).")

    def laad(self, bestand: Path, stempel: str) -> str:
        nieuw = bestand.with_name("nieuw.sqlite3")
        shutil.copyfile(bestand, nieuw)
        return str(nieuw)

    def verwijder(self, naam: str) -> None:
        """Verdwijnt met de werkmap."""

    def wissel(self, nieuw: str, stempel: str) -> str:
        connection.close()
        _alleen(Path(nieuw))
        with Path(nieuw).open("r+b") as bestand:
            vastleggen(bestand)
        bewaard = ""
        if self._pad.exists():
            _alleen(self._pad)
            shutil.copymode(self._pad, nieuw)
            bewaard = f"{self._pad}.voor-{stempel}"
            os.link(self._pad, bewaard)  # a second name first, so that there is a database at every moment
        os.replace(nieuw, self._pad)  # noqa: PTH105 - says that an existing name is replaced
        map_vastleggen(self._pad.parent)
        return bewaard


def _alleen(pad: Path) -> None:
    """Alles in één bestand, zonder een -wal ernaast. Dat lukt alleen als niemand anders de database open heeft."""
    try:
        with closing(sqlite3.connect(pad, timeout=2)) as database:
            (stand,) = database.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError:
        stand = "bezet"
    except sqlite3.DatabaseError:
        return  # kapot: daarvoor zet iemand een kopie terug
    if stand != "delete":
        raise Mislukt(f"{pad} is nog in gebruik. Stop eerst de site en haar taken, en probeer het dan opnieuw.")
