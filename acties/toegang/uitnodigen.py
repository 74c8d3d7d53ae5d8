"""Uitnodigen om een wachtwoord te kiezen, en wie daarop nog niet inging."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.forms import ResetPasswordForm
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType

from acties.models import Gebruiker
from acties.woorden import MAIL

# Zo staat het in de geschiedenis van een gebruiker; wanneer iemand is uitgenodigd, volgt eruit.
UITGENODIGD = "Mail aangeboden om een wachtwoord te kiezen."


@dataclass(frozen=True, slots=True)
class Onbereikt:
    """Iemand die nog niet inlogde of geen mail kan krijgen, en waarom."""

    gebruiker: Gebruiker
    reden: str

    @property
    def uit_te_nodigen(self) -> bool:
        return bool(self.gebruiker.email)


def nodig_uit(request, gebruikers: Iterable[Gebruiker]) -> int:
    """Bied elk van hen een mail aan met een link voor een wachtwoord; geeft hoeveel het er zijn.

    Wie niet actief is of geen adres heeft, krijgt er geen. De mail gaat weg als alles is opgeslagen.
    """
    aangeboden = 0
    for gebruiker in gebruikers:
        form = ResetPasswordForm({"email": gebruiker.email})
        if gebruiker.is_active and form.is_valid():
            form.save(request)
            LogEntry.objects.log_actions(request.user.pk, [gebruiker], CHANGE, UITGENODIGD, single_object=True)
            aangeboden += 1
    return aangeboden


def zin_onderweg(aantal: int) -> str:
    """“Onderweg: 2 mails om een wachtwoord te kiezen.”"""
    return f"Onderweg: {MAIL.aantal(aantal)} om een wachtwoord te kiezen."


def onbereikt(nu: datetime) -> list[Onbereikt]:
    """Elk actief account dat nog nooit inlogde of geen mailadres heeft, op naam."""
    laatst = _uitgenodigd_op()
    geldig = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    rijen = [
        Onbereikt(gebruiker, _reden(gebruiker, laatst.get(str(gebruiker.pk)), nu - geldig))
        for gebruiker in Gebruiker.objects.filter(is_active=True)
        if not gebruiker.email or gebruiker.last_login is None
    ]
    return sorted(rijen, key=lambda rij: rij.gebruiker.naam.casefold())


def _uitgenodigd_op() -> dict[str, datetime]:
    regels = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Gebruiker), change_message=UITGENODIGD
    ).order_by("action_time")
    return {str(nummer): moment for nummer, moment in regels.values_list("object_id", "action_time")}


def _reden(gebruiker: Gebruiker, uitgenodigd: datetime | None, geldig_vanaf: datetime) -> str:
    if not gebruiker.email:
        return "Geen e-mailadres"
    if uitgenodigd is None:
        return "Nog nooit ingelogd, niet uitgenodigd"
    return "Uitnodiging verlopen" if uitgenodigd < geldig_vanaf else "Uitgenodigd, nog niet ingelogd"
