"""Wat elke pagina nodig heeft: het programma in de kop, het thema en de versie."""

from django.conf import settings
from django.utils import timezone

from acties.models import Programma
from uitvoering import __version__
from uitvoering.middleware import rust_in_seconden


def programma(request):
    """``request.programma`` als de pagina bij een programma hoort, anders het huidige (``None`` als er nog geen is)."""
    vandaag = timezone.localdate()
    if not hasattr(request, "programma"):
        request.programma = Programma.objects.huidig(vandaag)
    return {
        "programma": request.programma,
        "vandaag": vandaag,
        "thema_css": settings.THEMA_CSS,
        "versie": __version__,
        "sessie_seconden": rust_in_seconden(request.user) if request.user.is_authenticated else 0,
        "peil": getattr(request, "peil", ""),
    }
