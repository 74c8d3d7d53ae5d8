"""Waar iemand is ingelogd, en daar uitloggen. Een sessie die eindigt, is meteen weg: de volgende klik vraagt om in te loggen."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from acties.spoor.logboek import noteer
from acties.woorden import SESSIE, vervoegd

# Zo vaak hooguit schrijft een bezoek op wanneer en vanaf welk adres het was.
OPSCHRIJVEN_NA = timedelta(minutes=5)

# Op volgorde: Edge noemt zich ook Chrome, en Chrome noemt zich ook Safari.
BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMEN = (
    ("iPhone", "een iPhone"),
    ("iPad", "een iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "een Mac"),
    ("CrOS", "een Chromebook"),
    ("Linux", "Linux"),
)


def apparaat(user_agent: str) -> str:
    """“Firefox op Windows”, uit wat de browser over zichzelf zegt."""
    browser = next((naam for teken, naam in BROWSERS if teken in user_agent), "Onbekende browser")
    systeem = next((naam for teken, naam in SYSTEMEN if teken in user_agent), "")
    return f"{browser} op {systeem}" if systeem else browser


def schrijf_op(request, adres: str) -> None:
    """Hoort bij een bezoek dat de sessie toch al bijwerkt: zie ``uitvoering.middleware.sessieduur``."""
    if not adres:
        return
    sleutel = request.session.session_key
    sessie = UserSession.objects.filter(session_key=sleutel, user=request.user.pk).first()
    if sessie is None or timezone.now() - sessie.last_seen_at >= OPSCHRIJVEN_NA:
        UserSession.objects.create_from_request(request)


def van(gebruiker, *, rust: timedelta) -> list[UserSession]:
    """De sessies die nog leven, de laatst geziene eerst. Wie langer stil is dan ``rust``, logt toch weer in."""
    levend = UserSession.objects.purge_and_list(gebruiker)
    vanaf = timezone.now() - rust - OPSCHRIJVEN_NA
    return sorted(
        (sessie for sessie in levend if sessie.last_seen_at >= vanaf),
        key=lambda sessie: sessie.last_seen_at,
        reverse=True,
    )


@require_safe
def sessie_lijst(request):
    rust = settings.SESSIE_INACTIEF_BEHEERDER if request.user.is_beheerder else settings.SESSIE_INACTIEF
    rijen = [
        {
            "sessie": sessie,
            "apparaat": apparaat(sessie.user_agent),
            "deze": sessie.session_key == request.session.session_key,
        }
        for sessie in van(request.user, rust=rust)
    ]
    anderen = sum(not rij["deze"] for rij in rijen)
    return render(request, "uitvoering/sessie_lijst.html", {"rijen": rijen, "anderen": anderen})


@require_POST
def sessie_uitloggen(request, pk):
    return _beeindig(request, [get_object_or_404(_andere(request), pk=pk)])


@require_POST
def sessie_anderen_uitloggen(request):
    return _beeindig(request, list(_andere(request)))


def _andere(request):
    return UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key)


def _beeindig(request, sessies):
    for sessie in sessies:
        sessie.end()
        noteer("sessie beëindigen", request.user, door=request.user)
    wat = f"{SESSIE.aantal(len(sessies))} {vervoegd(len(sessies), 'is', 'zijn')} uitgelogd."
    messages.success(request, wat)
    return redirect("sessie_lijst")
