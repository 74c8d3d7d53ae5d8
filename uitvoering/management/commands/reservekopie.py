"""``manage.py reservekopie``: de hele database in één bestand, terwijl de site draait. Voor elke dag."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from uitvoering.reservekopie.databases import Mislukt
from uitvoering.reservekopie.kopie import Onbruikbaar
from uitvoering.reservekopie.maken import bewaar_laatste, maak


class Command(BaseCommand):
    help = (
        "Maakt een reservekopie in de map van RESERVEKOPIE_MAP, versleuteld als RESERVEKOPIE_SLEUTEL er is, en gooit de oudste "
        "weg. Lukt het niet, dan blijven de oude kopieën staan. Zet de map ook ergens anders neer, en de sleutel apart."
    )

    def add_arguments(self, parser):
        parser.add_argument("--bewaar", type=int, default=14, metavar="AANTAL", help="Zoveel blijven er staan (14).")

    def handle(self, *, bewaar, **opties):
        if bewaar < 1:
            raise CommandError("--bewaar is minstens 1.")
        sleutel = next(iter(settings.RESERVEKOPIE_SLEUTELS), None)
        try:
            kopie = maak(settings.RESERVEKOPIE_MAP, op=timezone.now(), sleutel=sleutel)
            weg = bewaar_laatste(settings.RESERVEKOPIE_MAP, bewaar)
        except OSError as fout:
            raise CommandError(f"Geen reservekopie gemaakt in {settings.RESERVEKOPIE_MAP}: {fout.strerror}.") from None
        except (Mislukt, Onbruikbaar) as fout:
            raise CommandError(f"Geen reservekopie gemaakt. {fout}") from None
        self.stdout.write(
            f"{kopie.bestand} ({'versleuteld' if sleutel else 'niet versleuteld'}), sha256 {kopie.sha256}."
        )
        if weg:
            self.stdout.write(f"Weggegooid: {', '.join(oud.bestand.name for oud in weg)}.")
