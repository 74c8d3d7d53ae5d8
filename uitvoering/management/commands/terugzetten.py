"""``manage.py terugzetten``: een reservekopie op de plaats van de database. Wat er stond, blijft bewaard."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from uitvoering.reservekopie.databases import Mislukt
from uitvoering.reservekopie.kopie import Onbruikbaar, lees
from uitvoering.reservekopie.terugzetten import kijk_na, zet_terug


class Command(BaseCommand):
    help = (
        "Kijkt een reservekopie na, zet haar in een nieuwe database en verwisselt die met de huidige. De huidige blijft bewaard "
        "onder een andere naam. Stop eerst de site. Een kopie van een nieuwere versie wordt geweigerd."
    )

    def add_arguments(self, parser):
        parser.add_argument("bestand", type=Path, help="De reservekopie; het briefje (.json) staat ernaast.")
        parser.add_argument("--proef", action="store_true", help="Kijk alleen na of de kopie heel is en hier past.")

    def handle(self, *, bestand, proef, **opties):
        try:
            kopie = lees(bestand)
            moment = f"{timezone.localtime(kopie.gemaakt_op):%d-%m-%Y %H:%M:%S}"
            if proef:
                kijk_na(kopie, settings.RESERVEKOPIE_SLEUTELS)
                self.stdout.write(f"In orde: kopie van {moment}, versie {kopie.kop.versie}. Proef, niets veranderd.")
                return
            uitkomst = zet_terug(kopie, settings.RESERVEKOPIE_SLEUTELS, op=timezone.now())
        except OSError as fout:
            raise CommandError(f"Niets teruggezet: {fout.strerror} ({fout.filename}).") from None
        except (Mislukt, Onbruikbaar) as fout:
            raise CommandError(f"Niets teruggezet. {fout}") from None
        self.stdout.write(f"Teruggezet: de kopie van {moment}. Vastgestelde jaren nagekeken: {uitkomst.jaren}.")
        if uitkomst.bewaard:
            self.stdout.write(_terug(uitkomst.bewaard))


def _terug(bewaard: str) -> str:
    nu = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        hoe = f"mv '{bewaard}' '{nu}'"
    else:
        hoe = (
            f'psql postgres -c \'ALTER DATABASE "{nu}" RENAME TO "{nu}_weg"\' '
            f'-c \'ALTER DATABASE "{bewaard}" RENAME TO "{nu}"\''
        )
    return f"De database van hiervoor staat in {bewaard}. Terug naar hoe het was, met de site gestopt:\n  {hoe}"
