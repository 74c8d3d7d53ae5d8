"""De sleutel van een link, de code uit de mail en de koekjes die ervan komen. Geen van drie staat zelf in de database."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from acties.toegang.sleutel import afdruk
from monitoring.models import Toegangslink

CODE_GELDIG = timedelta(minutes=30)
MAX_POGINGEN = 5
CIJFERS = 8

# Koekjes van één link, op haar eigen pad: wat er nu open is, welke browser mag, en wie nog een code invult.
OPEN, BROWSER, WACHT = "linkopen", "linkbrowser", "linkwacht"
DUUR = {
    OPEN: int(settings.SESSIE_MAXIMUM.total_seconds()),
    BROWSER: int(timedelta(days=366).total_seconds()),
    WACHT: int(CODE_GELDIG.total_seconds()),
}


def past(link: Toegangslink, sleutel: str) -> bool:
    return constant_time_compare(link.sleutel, afdruk(sleutel))


def zet(antwoord: HttpResponse, link: Toegangslink, naam: str) -> None:
    """Een ondertekend koekje dat alleen met deze link en deze sleutel iets opent."""
    antwoord.set_signed_cookie(
        naam,
        link.sleutel,
        salt=_zout(link, naam),
        max_age=DUUR[naam],
        path=_pad(link),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def heeft(request: HttpRequest, link: Toegangslink, naam: str) -> bool:
    """Of deze browser dat koekje heeft. Met een nieuwe sleutel geldt geen koekje van de oude."""
    waarde = request.get_signed_cookie(naam, default="", salt=_zout(link, naam), max_age=DUUR[naam])
    return constant_time_compare(waarde or "", link.sleutel)


def vergeet(antwoord: HttpResponse, link: Toegangslink, naam: str) -> None:
    antwoord.delete_cookie(naam, path=_pad(link), samesite="Lax")


def _zout(link: Toegangslink, naam: str) -> str:
    return f"toegangslink-{naam}-{link.pk}"


def _pad(link: Toegangslink) -> str:
    return reverse("monitoring:link_pagina", args=[link.programma.slug, link.pk])


def nieuwe_code(link: Toegangslink, op: datetime) -> str:
    """Een code om te mailen; leeg zolang de vorige nog geldt. Wie te vaak misraadt, wacht tot die voorbij is."""
    code = f"{secrets.randbelow(10**CIJFERS):0{CIJFERS}d}"
    vrij = Toegangslink.objects.filter(pk=link.pk).exclude(code_tot__gt=op)
    velden = {"code": _code_afdruk(link, code), "code_tot": op + CODE_GELDIG, "code_pogingen": 0}
    return code if vrij.update(**velden) else ""


def code_klopt(link: Toegangslink, code: str, op: datetime) -> bool:
    """Telt eerst de poging, dan pas de vergelijking: ook wie tegelijk raadt, krijgt er niet meer. Een code werkt één keer."""
    geldt = Toegangslink.objects.filter(pk=link.pk, code_tot__gt=op, code_pogingen__lt=MAX_POGINGEN)
    if not geldt.update(code_pogingen=F("code_pogingen") + 1):
        return False
    cijfers = "".join(teken for teken in code if teken.isascii() and teken.isdigit())
    gebruikt = Toegangslink.objects.filter(pk=link.pk, code=_code_afdruk(link, cijfers))
    return gebruikt.update(code="", code_tot=None) == 1


def _code_afdruk(link: Toegangslink, code: str) -> str:
    return salted_hmac(f"toegangslink-code-{link.pk}", code, algorithm="sha256").hexdigest()
