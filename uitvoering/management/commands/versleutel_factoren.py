"""``manage.py versleutel_factoren``: na een nieuwe sleutel vooraan in ``FACTOR_SLEUTELS``. Daarna kan de oude weg."""

from cryptography.fernet import InvalidToken
from django.core.management.base import BaseCommand, CommandError

from acties.woorden import vervoegd
from uitvoering.inloggen.versleuteling import versleutel_opnieuw


class Command(BaseCommand):
    help = "Versleutelt elke tweede factor opnieuw, met de eerste sleutel van FACTOR_SLEUTELS. Gebruikers merken er niets van."

    def handle(self, **opties):
        try:
            aantal = versleutel_opnieuw()
        except InvalidToken:
            raise CommandError(
                "Geen van de sleutels in FACTOR_SLEUTELS past. Zet de oude erbij. Er is niets veranderd."
            ) from None
        self.stdout.write(f"{aantal} {vervoegd(aantal, 'tweede factor', 'tweede factoren')} opnieuw versleuteld.")
