"""Een reservekopie maken: eerst ernaast, dan in één keer onder haar naam. Mislukt het, dan blijven de oude zoals ze waren."""

import os
import secrets
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from uitvoering import __version__
from uitvoering.reservekopie import databases
from uitvoering.reservekopie.kopie import EINDE, Kop, Kopie, Onbruikbaar, kopieen, map_vastleggen, schrijf
from uitvoering.reservekopie.versleutelen import kenmerk

BEZIG = ".bezig-"
VERLATEN = timedelta(days=1)  # zo oud is een werkmap van een opdracht die halverwege is gestopt


def maak(map_: Path, *, op: datetime, sleutel: bytes | None) -> Kopie:
    """Een kopie van de database op één moment, terwijl de site draait. ``OSError`` als de schijf vol is of niet mag."""
    map_.mkdir(mode=0o700, parents=True, exist_ok=True)
    _ruim_verlaten_op(map_, op)
    naam = map_ / f"uitvoering-{op.astimezone(UTC):%Y%m%dT%H%M%SZ}{EINDE}"
    if naam.exists():
        raise Onbruikbaar(f"{naam} bestaat al.")
    soort = databases.huidige()
    with tempfile.TemporaryDirectory(prefix=BEZIG, dir=map_) as tijdelijk:
        werkmap = Path(tijdelijk)
        with soort.momentopname(werkmap) as (migraties, stroom):
            kop = Kop(
                soort=soort.NAAM,
                versie=__version__,
                gemaakt_op=op.isoformat(),
                migraties=migraties,
                sleutel=kenmerk(sleutel) if sleutel else "",
                zout=secrets.token_hex(16) if sleutel else "",
            )
            with (werkmap / naam.name).open("xb") as doel:
                kopie = Kopie(naam, kop, schrijf(stroom, doel, kop, sleutel))
        kopie.schrijf_briefje(werkmap / kopie.briefje.name)
        # Het briefje als laatste: een bestand zonder briefje is geen kopie.
        for bestand in (kopie.bestand, kopie.briefje):
            os.replace(werkmap / bestand.name, bestand)  # noqa: PTH105 - says that an existing name is replaced
        map_vastleggen(map_)
    return kopie


def bewaar_laatste(map_: Path, aantal: int) -> list[Kopie]:
    """Gooi weg wat ouder is dan de laatste ``aantal``; geeft wat er weg is."""
    oud = kopieen(map_)[:-aantal]
    for kopie in oud:
        kopie.briefje.unlink()
        kopie.bestand.unlink()
    return oud


def _ruim_verlaten_op(map_: Path, op: datetime) -> None:
    for werkmap in map_.glob(f"{BEZIG}*"):
        if werkmap.stat().st_mtime < (op - VERLATEN).timestamp():
            shutil.rmtree(werkmap)
