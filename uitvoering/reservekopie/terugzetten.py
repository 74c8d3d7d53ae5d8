"""Een reservekopie terugzetten: eerst alles nakijken, dan in een nieuwe database, en pas als die klopt op haar plaats."""

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from monitoring.constanten import Fase
from monitoring.models import Evaluatie
from monitoring.verslag.vastgesteld import Beschadigd, lees_bewaard
from uitvoering import __version__
from uitvoering.reservekopie import databases
from uitvoering.reservekopie.kopie import Kopie, Onbruikbaar


@dataclass(frozen=True, slots=True)
class Teruggezet:
    """``bewaard``: waar de database van voor het terugzetten nu is; leeg als er geen was."""

    bewaard: str
    jaren: int


def kijk_na(kopie: Kopie, sleutels: Sequence[bytes]) -> None:
    """``Onbruikbaar`` als deze kopie hier niet terug te zetten is. Raakt de database niet aan."""
    soort = databases.huidige()
    _past_hier(kopie, soort)
    with tempfile.TemporaryDirectory(prefix=".nakijken-", dir=soort.werkplek()) as map_:
        _uitgepakt(kopie, sleutels, Path(map_), soort)


def zet_terug(kopie: Kopie, sleutels: Sequence[bytes], *, op: datetime) -> Teruggezet:
    soort, stempel = databases.huidige(), f"{op.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    _past_hier(kopie, soort)
    with tempfile.TemporaryDirectory(prefix=".terugzetten-", dir=soort.werkplek()) as map_:
        bestand = _uitgepakt(kopie, sleutels, Path(map_), soort)
        nieuw = soort.laad(bestand, stempel)
        try:
            jaren = _maak_bij(nieuw, kopie.kop.versie)
            bewaard = soort.wissel(nieuw, stempel)
        except BaseException:
            soort.verwijder(nieuw)
            raise
    return Teruggezet(bewaard, jaren)


def _past_hier(kopie: Kopie, soort: databases.Soort) -> None:
    if kopie.kop.soort != soort.NAAM:
        raise Onbruikbaar(
            f"Dit is een kopie van {kopie.kop.soort}, en deze installatie gebruikt {soort.NAAM}. Zet haar terug waar zij vandaan "
            "komt; met manage.py exporteer en importeer gaan de gegevens van de ene naar de andere soort."
        )
    _ken(kopie.kop.migraties, kopie.kop.versie)


def _ken(migraties: Sequence[str], versie: str) -> None:
    """``Onbruikbaar`` als dit van een nieuwere versie is. Een app die hier niet meer is, hoorde bij een oudere."""
    loader = MigrationLoader(None)
    vervangen = {oud for migratie in loader.disk_migrations.values() for oud in migratie.replaces}
    bekend = {f"{app}.{naam}" for app, naam in {*loader.disk_migrations, *vervangen}}
    vreemd = [m for m in migraties if m not in bekend and m.split(".")[0] in loader.migrated_apps]
    if vreemd or _getallen(versie) > _getallen(__version__):
        wat = f": hier is {vreemd[-1]} niet bekend" if vreemd else ""
        raise Onbruikbaar(f"Deze kopie is van een nieuwere versie ({versie}){wat}. Zet eerst die versie neer.")


def _getallen(versie: str) -> list[int]:
    return [int(deel) for deel in re.findall(r"\d+", versie)]


def _uitgepakt(kopie: Kopie, sleutels: Sequence[bytes], map_: Path, soort: databases.Soort) -> Path:
    bestand = map_ / "uitgepakt"
    with bestand.open("xb") as doel:
        kopie.pak_uit(doel, sleutels)
    soort.controleer(bestand)
    return bestand


def _maak_bij(nieuw: str, versie: str) -> int:
    """Breng de nieuwe database bij de tijd en kijk elk vastgesteld jaar na; geeft het aantal jaren.

    De migraties in de database zelf tellen, niet alleen die op het briefje: dat is te veranderen.
    """
    with databases.verbonden_met(nieuw):
        _ken(databases.toegepaste_migraties(), versie)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        connection.check_constraints()
        vast = Evaluatie.objects.filter(fase=Fase.VASTGESTELD)
        try:
            for evaluatie_id, sha in vast.values_list("pk", "sha256"):
                lees_bewaard(evaluatie_id, sha)
        except Beschadigd as fout:
            raise Onbruikbaar(str(fout)) from None
        return vast.count()
