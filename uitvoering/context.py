"""Wat elke pagina nodig heeft: het programma in de kop, wat er nog te melden is, het thema en de versie."""

from functools import partial

from django.conf import settings
from django.utils import timezone

from acties.models import Programma
from monitoring.rondes.rondestand import te_melden
from monitoring.verslag.bewaard import bewaar
from uitvoering import __version__
from uitvoering.middleware import rust_in_seconden


def programma(request):
    """``request.programma`` als de pagina bij een programma hoort, anders het huidige (``None`` als er nog geen is)."""
    vandaag = timezone.localdate()
    programma_van(request)
    geldigheid = getattr(request, "geldigheid", None)  # van een pagina met cijfers
    return {
        "programma": request.programma,
        "vandaag": vandaag,
        # Pas als de kop erom vraagt: alleen wie meldt, heeft een getal.
        "te_melden": partial(te_melden, request.programma, request.user, vandaag),
        "programmas": partial(_programmas, request.programma),
        "thema_css": settings.THEMA_CSS,
        "versie": __version__,
        "sessie_seconden": rust_in_seconden(request.user) if request.user.is_authenticated else 0,
        "peil": getattr(request, "peil", ""),
        "voorbeeld": getattr(request, "voorbeeld", None),  # van een formulier in het beheer, nog niet opgeslagen
        "gezocht": getattr(request, "gezocht", ""),  # op de zoekpagina
        "geldigheid": geldigheid,
        "titelmerk": geldigheid.in_titel if geldigheid else "",
    }


def programma_van(request):
    """Het programma van deze pagina; één keer gelezen."""
    if not hasattr(request, "programma"):
        request.programma = Programma.objects.met_kenmerk().huidig(timezone.localdate())
    return request.programma


def _programmas(programma):
    """Alle programma's om naar over te stappen, het nieuwste eerst; leeg als er maar één is."""
    if programma is None or not programma.meer:
        return []
    velden = ("slug", "naam", "startjaar", "eindjaar")
    return bewaar(programma, ("programmas",), lambda: list(Programma.objects.values(*velden)))
