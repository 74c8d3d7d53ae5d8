"""``manage.py volgmails``: de mails over wat mensen volgen. Bedoeld voor een timer, één keer per dag."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from monitoring.volgen.versturen import vertel_alle


class Command(BaseCommand):
    help = (
        "Zet voor wie iets volgt en vandaag aan de beurt is een mail klaar met wat er nieuw is; een werker verstuurt haar. "
        "Niemand krijgt iets twee keer; nog een keer draaien kan dus altijd."
    )

    def handle(self, **opties):
        self.stdout.write(vertel_alle(timezone.now()).zin)
