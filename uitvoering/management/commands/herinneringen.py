"""``manage.py herinneringen``: de mails die nog wachten, en die van vandaag voor de open updaterondes.

Bedoeld voor een timer, één keer per dag.
"""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from acties.post import verstuur_wachtende
from monitoring.rondes.herinneren import MailserverZwijgt, herinner_alle


class Command(BaseCommand):
    help = (
        "Mailt wie in een updateronde nog iets te melden heeft: bij de opening, een week en een dag voor het einde, en "
        "erna. Niemand krijgt twee mails op een dag; nog een keer draaien kan dus altijd."
    )

    def handle(self, **opties):
        self.stdout.write(verstuur_wachtende().zin)
        try:
            uitslag = herinner_alle(timezone.localdate())
        except MailserverZwijgt as fout:
            raise CommandError(f"{fout} Draai de opdracht later nog eens: zij gaat verder met wie over is.") from None
        self.stdout.write(
            f"Herinneringen: {uitslag.verstuurd} verstuurd, {uitslag.gepauzeerd} op pauze, "
            f"{uitslag.zonder_adres} zonder e-mailadres, {uitslag.al_gehad} vandaag al gehad, {uitslag.mislukt} geweigerd, "
            f"{uitslag.onzeker} onzeker, {uitslag.over} nog te doen."
        )
