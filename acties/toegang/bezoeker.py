"""De bezoeker zonder account: kent dezelfde vragen als een gebruiker, met het antwoord van een buitenstaander."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser


class Bezoeker(AnonymousUser):
    """Leest alleen mee als ``DASHBOARD_OPENBAAR`` aan staat, en doet verder niets."""

    naam = ""
    kenmerk: tuple[str, ...] = ()
    rollen: frozenset[str] = frozenset()
    is_projectleider = is_beheerder = is_beleidsambtenaar = False
    mag_melden = mag_in_beheer = False

    @property
    def heeft_rol(self):
        return settings.DASHBOARD_OPENBAAR

    def organisaties(self, op):
        return []
