"""De mail over een wijziging in iemands toegang: aan hemzelf, op het oude en het nieuwe adres, en aan wie erover gaat."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.urls import reverse

from acties.models import Gebruiker
from acties.models.rechtenwijziging import ZWARE_ROLLEN
from acties.post import Uitkomst, bied_aan
from acties.spoor.logboek import noteer_na_opslaan

Na = Callable[[str, Uitkomst], None]


@dataclass(frozen=True, slots=True)
class Stap:
    """Wat er aan een account veranderde: een handeling met oud en nieuw voor het logboek, en een zin voor in de mail."""

    handeling: str
    zin: str
    van: str = ""
    naar: str = ""


def meld(
    gebruiker: Gebruiker,
    stappen: Sequence[Stap],
    *,
    door: Gebruiker | None,
    ook_aan: Iterable[str] = (),
    na: Na | None = None,
) -> None:
    """Zet elke stap in het logboek, en mail ze aan de gebruiker en aan de andere beheerders en projectleiders.

    ``ook_aan``: adressen die er daarnaast recht op hebben, zoals het vorige. ``na`` hoort per adres hoe het ging.
    """
    if not stappen:
        return
    for stap in stappen:
        noteer_na_opslaan(stap.handeling, gebruiker, door=door, van=stap.van, naar=stap.naar)
    onderwerp = f"Toegang gewijzigd: {gebruiker.naam}"
    tekst = _tekst(gebruiker, stappen, door)
    for adres in _adressen(gebruiker, ook_aan, door):
        bied_aan(EmailMessage(onderwerp, tekst, to=[adres]), na=_hoor(na, adres))


def _hoor(na: Na | None, adres: str) -> Callable[[Uitkomst], None]:
    return lambda uitkomst: na(adres, uitkomst) if na else None


def _tekst(gebruiker: Gebruiker, stappen: Sequence[Stap], door: Gebruiker | None) -> str:
    wie = f", door {door.naam}" if door else ""
    return "\n".join(
        [
            "Hallo,",
            "",
            f"Dit gebeurde met de toegang van {gebruiker.naam} ({gebruiker.username}) tot {settings.SITE_URL}{wie}:",
            "",
            *(f"- {stap.zin}" for stap in stappen),
            "",
            "Klopt dit niet? Vraag het na, en trek in wat nog niet is ingegaan:",
            settings.SITE_URL + reverse("toegangswijzigingen"),
            "",
            "Je krijgt deze mail omdat het om je eigen account gaat, of omdat je beheerder of projectleider bent.",
        ]
    )


def _adressen(gebruiker: Gebruiker, ook_aan: Iterable[str], door: Gebruiker | None) -> list[str]:
    """Elk adres één keer. Wie het zelf deed, krijgt er geen mail over."""
    erover = Gebruiker.objects.filter(Q(lidmaatschappen__rol__in=ZWARE_ROLLEN) | Q(is_superuser=True), is_active=True)
    if door:
        erover = erover.exclude(pk=door.pk)
    anderen = erover.order_by("pk").values_list("email", flat=True)
    per_adres = {adres.casefold(): adres for adres in [gebruiker.email, *ook_aan, *anderen] if adres}
    return list(per_adres.values())
