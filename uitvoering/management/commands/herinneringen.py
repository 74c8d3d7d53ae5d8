"""``manage.py herinneringen``: zet de herinneringen van vandaag in de rij, en verstuurt wat in de rij staat.

Bedoeld voor een timer, één keer per dag. Draait er een werker, dan helpt die mee; wat over is, verstuurt hij later.
"""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from acties.post import verstuur_wachtende
from monitoring.rondes.herinneren import herinner_alle


class Command(BaseCommand):
    help = (
        "Mailt wie in een updateronde nog iets te melden heeft: bij de opening, een week en een dag voor het einde, en "
        "erna. Niemand krijgt twee mails op een dag; nog een keer draaien kan dus altijd."
    )

    def handle(self, **opties):
        self.stdout.write(f"Herinneringen: {herinner_alle(timezone.localdate()).zin}")
        ronde = verstuur_wachtende()
        if ronde.zwijgt:
            raise CommandError(f"De mailserver antwoordt niet. {ronde.zin} Een werker gaat verder met wie over is.")
        self.stdout.write(ronde.zin)
