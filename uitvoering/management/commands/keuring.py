"""``manage.py keuring``: wat er mis is met deze installatie, en wat eraan te doen. Eindigt met 1 als er iets mis is."""

import sys

from django.core.management.base import BaseCommand
from django.utils import timezone

from uitvoering.toestand.keuring import keur


class Command(BaseCommand):
    help = "Kijkt deze installatie na en zegt wat te doen. Verandert niets en verstuurt niets."
    requires_system_checks = []

    def handle(self, **opties):
        punten = list(keur(timezone.now()))
        for punt in punten:
            self.stdout.write(
                f"{'LET OP ' if punt.doe else 'goed   '}{punt.onderwerp}: {punt.ziet}.".replace("..", ".")
            )
            if punt.doe:
                self.stdout.write(f"       → {punt.doe}")
        mis = sum(1 for punt in punten if punt.doe)
        self.stdout.write("Alles in orde." if not mis else f"Niet in orde: {mis} van de {len(punten)} punten.")
        if mis:
            sys.exit(1)
