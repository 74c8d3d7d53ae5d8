"""``manage.py demogegevens``: verzonnen meldingen en accounts bij het programma, om de site te proberen."""

import logging
from contextlib import contextmanager

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from acties.models import Programma
from uitvoering.demo import MELDINGEN, WACHTWOORD, vul
from uitvoering.inlezen import lees, lees_meldingen

BRONMAP = settings.BASE_DIR / "fixtures" / "demo"


@contextmanager
def zonder_logboek():
    """Wat hierbinnen gebeurt, deed niemand: het staat niet in het logboek."""
    logboek = logging.getLogger("logboek")
    logboek.disabled = True
    try:
        yield
    finally:
        logboek.disabled = False


class Command(BaseCommand):
    help = (
        "Zet verzonnen meldingen, evaluaties en accounts bij het programma uit fixtures/. Alleen met DEBUG. "
        "Een tweede keer verandert er niets."
    )

    def handle(self, **opties):
        if not settings.DEBUG:
            raise CommandError(
                "Demogegevens zijn er alleen met DEBUG. Verzonnen meldingen en accounts met een bekend wachtwoord "
                "horen niet in een echte omgeving."
            )
        slug, _ = lees_meldingen(BRONMAP / MELDINGEN[0])
        programma = Programma.objects.filter(slug=slug).first()
        if programma is None:
            raise CommandError(
                f"Programma “{slug}” staat nog niet in de database. Draai eerst: manage.py laad_programma"
            )
        if programma.demo:
            self.stdout.write("De demogegevens staan er al. Er is niets veranderd.")
        else:
            with zonder_logboek():
                aantallen = vul(programma, BRONMAP)
            self.stdout.write(f"Demogegevens: {', '.join(f'{aantal} {soort}' for soort, aantal in aantallen.items())}.")
        self.stdout.write(f"Accounts (wachtwoord: {WACHTWOORD}):")
        for rij in lees(BRONMAP / "accounts.json"):
            self.stdout.write(
                f"  {rij['gebruikersnaam']:<6} {rij['rol']}{', ' + rij['organisatie'] if 'organisatie' in rij else ''}"
            )
