"""Het geheim van een tweede factor staat versleuteld in de database: wie een kopie daarvan heeft, kan er niet mee inloggen."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import transaction

# Waar een tweede factor zijn geheim bewaart: dat van de app, en dat waar de herstelcodes uit volgen.
GEHEIMEN = ("secret", "seed")


def _sleutels() -> MultiFernet:
    """De eerste versleutelt; elke kan lezen wat er al staat."""
    return MultiFernet([Fernet(sleutel) for sleutel in settings.FACTOR_SLEUTELS])


class FactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return _sleutels().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _sleutels().decrypt(encrypted_text.encode()).decode()


@transaction.atomic
def versleutel_opnieuw() -> int:
    """Zet elk geheim onder de eerste sleutel, zodat de oude weg kan; geeft het aantal tweede factoren."""
    sleutels, aantal = _sleutels(), 0
    for factor in Authenticator.objects.select_for_update().order_by("pk"):
        geheimen = {naam: factor.data[naam] for naam in GEHEIMEN if naam in factor.data}
        if geheimen:
            factor.data |= {naam: sleutels.rotate(geheim).decode() for naam, geheim in geheimen.items()}
            factor.save(update_fields=["data"])
            aantal += 1
    return aantal
