"""Wachtwoorden raden: een vreemde komt niet ver, en sluit niemand buiten.

Elke mislukte poging telt. Vanaf een apparaat dat al eens bij dit account inlogde, telt zij alleen bij dat apparaat: wat vreemden
proberen, merkt de eigenaar daar niet. Vanaf een ander apparaat gelden drie grenzen: per account en adres samen, per account over
alle adressen, en ruim per adres over alle accounts. Niemand wacht in een thread: het antwoord zegt wanneer het weer kan.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from uuid import uuid4

from allauth.core.internal.ratelimit import cache_lock, truncate_ip
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

KWARTIER = 15 * 60
DAG = 24 * 60 * 60
VRIJ = 10  # zoveel pogingen voor wie zich vergist
PER_ADRES = 100  # zoveel vreemde pogingen op een kwartier: zo vaak vergist ook een heel gemeentehuis zich niet
EERSTE_RUST = 60

JAAR = 365 * DAG
ZOUT = "bekend apparaat"
MEEST_ACCOUNTS = 10  # op één gedeelde computer

Pogingen = list[float]
Regel = Callable[[Pogingen, float], float]


def hoogstens(aantal: int) -> Regel:
    """Zoveel op een kwartier."""

    def wacht(pogingen: Pogingen, nu: float) -> float:
        in_kwartier = [poging for poging in pogingen if poging > nu - KWARTIER]
        return in_kwartier[-aantal] + KWARTIER - nu if len(in_kwartier) >= aantal else 0

    return wacht


def steeds_trager(pogingen: Pogingen, nu: float) -> float:
    """Na de eerste tien van een dag eerst een minuut, dan twee, vier en acht, en nooit meer dan een kwartier."""
    te_veel = len(pogingen) - VRIJ
    if te_veel < 0:
        return 0
    rust = min(KWARTIER, EERSTE_RUST * 2 ** min(te_veel, 4))
    return max(0, pogingen[-1] + rust - nu)


@dataclass(frozen=True, slots=True)
class Grens:
    sleutel: str
    regel: Regel
    bewaren: int


def grenzen(adres: str, account: str, apparaat: str) -> list[Grens]:
    """``account``: waarmee pogingen op dit account bij elkaar komen. ``apparaat``: leeg als dit account het niet kent."""
    if apparaat:
        return [Grens(_sleutel("apparaat", account, apparaat), steeds_trager, DAG)]
    adres = truncate_ip(adres)
    return [
        Grens(_sleutel("account en adres", account, adres), hoogstens(VRIJ), KWARTIER),
        Grens(_sleutel("adres", adres), hoogstens(PER_ADRES), KWARTIER),
        Grens(_sleutel("account", account), steeds_trager, DAG),
    ]


def sleutelgrens(wat: str, adres: str) -> Grens:
    """Voor wie zonder account een geheim adres raadt."""
    return Grens(_sleutel(wat, truncate_ip(adres)), hoogstens(PER_ADRES), KWARTIER)


def tel(van: list[Grens]) -> tuple[int, float]:
    """``(0, moment)``: deze poging mag en telt. ``(seconden, 0)``: zij mag pas over zoveel seconden, en telt dan niet."""
    nu, genoteerd = time.time(), []
    for grens in van:
        with cache_lock(grens.sleutel) as vast:
            pogingen = [poging for poging in cache.get(grens.sleutel, []) if poging > nu - grens.bewaren]
            wacht = grens.regel(pogingen, nu) if vast else 1
            if wacht <= 0:
                cache.set(grens.sleutel, [*pogingen, nu], grens.bewaren)
                genoteerd.append(grens)
                continue
        vergeet(genoteerd, nu)
        return int(wacht) + 1, 0
    return 0, nu


def vergeet(van: list[Grens], moment: float) -> None:
    """Deze poging was raak, of mocht toch niet: zij telt niet mee."""
    for grens in van:
        with cache_lock(grens.sleutel) as vast:
            if vast:
                cache.set(
                    grens.sleutel,
                    [poging for poging in cache.get(grens.sleutel, []) if poging != moment],
                    grens.bewaren,
                )


def vergeet_alles(van: list[Grens]) -> None:
    cache.delete_many([grens.sleutel for grens in van])


def _sleutel(*delen: str) -> str:
    return f"raden-{sha256(chr(0).join(delen).encode()).hexdigest()}"


# Bekende apparaten


def apparaat_van(request: HttpRequest, account_pk: int) -> str:
    """Het kenmerk van dit apparaat als het al eens bij dit account inlogde, anders leeg."""
    apparaat, accounts = _lees(request)
    return apparaat if account_pk in accounts else ""


def bekend_apparaat(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: wie in dit verzoek bewees wie hij is, krijgt een getekende cookie die dat van dit apparaat zegt."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        account = getattr(request, "bewezen_account", None)
        if account is not None:
            apparaat, accounts = _lees(request)
            accounts = [account, *(ander for ander in accounts if ander != account)][:MEEST_ACCOUNTS]
            response.set_cookie(
                settings.APPARAAT_COOKIE_NAME,
                signing.dumps([apparaat or uuid4().hex, accounts], salt=ZOUT),
                max_age=JAAR,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response

    return middleware


def _lees(request: HttpRequest) -> tuple[str, list[int]]:
    try:
        apparaat, accounts = signing.loads(
            request.COOKIES.get(settings.APPARAAT_COOKIE_NAME, ""), salt=ZOUT, max_age=JAAR
        )
    except signing.BadSignature:
        return "", []
    return apparaat, accounts
