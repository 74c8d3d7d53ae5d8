"""``manage.py laad_programma``: het echte programma uit ``fixtures/`` in de database."""

from collections import Counter
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from acties.models import Programma
from acties.spoor.logboek import noteer_na_opslaan
from monitoring.constanten import Bron
from uitvoering.inlezen import lees, lees_meldingen, voeg_meldingen_toe, voeg_toe

# In deze volgorde: een bestand verwijst alleen naar wat eerder komt.
BESTANDEN = ("programma.json", "organisaties.json", "acties.json", "begrippen.json", "cijfers.json")
MELDINGEN = "meldingen.json"


class Command(BaseCommand):
    help = (
        "Laadt het programma uit fixtures/ in een lege database. Staat het programma er al, dan verandert er niets: "
        "wat gebruikers sindsdien hebben gewijzigd, hernoemd of gewist, blijft zoals het is. "
        "Gaat er iets mis, dan wordt er niets bewaard."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "bronmap",
            metavar="map",
            nargs="?",
            type=Path,
            default=settings.BASE_DIR / "fixtures",
            help="De map met de bestanden (standaard: fixtures).",
        )

    def handle(self, *, bronmap, **opties):
        slug, meldingen = lees_meldingen(bronmap / MELDINGEN)
        if bestaand := Programma.objects.filter(slug=slug).first():
            self.stdout.write(f"Programma “{bestaand}” staat er al. Er is niets veranderd.")
            return
        with transaction.atomic():
            aantallen = laad(bronmap)
            programma = Programma.objects.filter(slug=slug).first()
            if programma is None:
                raise CommandError(f"{MELDINGEN}: programma “{slug}” staat niet in {BESTANDEN[0]}.")
            aantallen["statusmeldingen"] = voeg_meldingen_toe(programma, meldingen, bron=Bron.FIXTURE, plek=MELDINGEN)
            noteer_na_opslaan("inlezen", f"{bronmap.name}: {opsomming(aantallen)}")
        self.stdout.write(f"Programma “{programma}” is geladen: {opsomming(aantallen)}.")


def laad(bronmap: Path) -> Counter:
    """Voeg toe wat in de bestanden staat en er nog niet is; geeft de aantallen per soort, in woorden."""
    aantallen: Counter = Counter()
    for bestand in BESTANDEN:
        for nummer, rij in enumerate(lees(bronmap / bestand), 1):
            if nieuw := voeg_toe(rij, f"{bestand}, object {nummer}"):
                aantallen[nieuw._meta.verbose_name_plural, nieuw._meta.verbose_name] += 1
    return Counter({woorden[aantal == 1]: aantal for woorden, aantal in aantallen.items()})


def opsomming(aantallen: Counter) -> str:
    """“32 acties, 7 partijen en 1 programma”."""
    *eerste, laatste = (f"{aantal} {woord}" for woord, aantal in aantallen.items())
    return f"{', '.join(eerste)} en {laatste}" if eerste else laatste
