"""Mijn acties in een updateronde: namens wie iemand daar meldt, en het adres van een plek op die pagina."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.http import urlencode

from monitoring.melden.namens import eigen_keuzes


def namens_wie(gebruiker, rondes, vandaag, gevraagd):
    """Namens wie deze gebruiker meldt. Een projectleider ook voor de hele regio en voor wie in een open ronde meldt."""
    organisaties = eigen_keuzes(gebruiker, vandaag)
    if gebruiker.is_projectleider:
        for stand in rondes:
            if gevraagd and stand.van(gevraagd).taken:
                organisaties.setdefault(gevraagd, stand.organisaties[gevraagd])
    if not organisaties:
        raise PermissionDenied("Je organisatie bestaat niet meer. Vraag de beheerder om je bij een andere te zetten.")
    return organisaties


def adres(programma, slug, ronde, *, actie=None, **meer):
    """Mijn acties namens ``slug`` in deze ronde (haar sleutel), met ``actie`` uitgeklapt; de rest staat in de vraag."""
    vraag = {"organisatie": slug, "ronde": ronde, "actie": actie} | meer
    vraag = urlencode({naam: waarde for naam, waarde in vraag.items() if waarde is not None})
    anker = "verder" if meer.get("opgeslagen") else f"actie-{actie}"  # het bewijs staat boven wat openstaat
    return f"{reverse('monitoring:mijn_acties', args=[programma.slug])}?{vraag}" + (f"#{anker}" if actie else "")


def lees_kenmerk(vraag):
    """Het kenmerk van een lijst die samen is bevestigd, of ``None``."""
    try:
        return UUID(vraag.get("samen", ""))
    except ValueError:
        return None
