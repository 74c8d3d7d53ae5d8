"""Wie een pagina van een programma mag openen. Elke view van een programma draagt precies één van deze decorators."""

from functools import partial, wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect

from acties.models import Programma
from acties.spoor.onveranderd import onveranderd_of

LEZEN = ["GET", "HEAD"]
GEEN_ROL = "Je account heeft nog geen rol. Vraag de beheerder om een rol."


def met_schoon_adres(view):
    """Een filter zonder JavaScript stuurt ook wat niet is gekozen (``?status=&koers=aandacht``): door naar het adres zonder dat.

    Zo blijft een adres kort genoeg om te delen. Voor een GET van een pagina waar leeg hetzelfde is als weggelaten.
    """

    @wraps(view)
    def pagina(request, *args, **kwargs):
        delen = request.META.get("QUERY_STRING", "").split("&")
        gevuld = [deel for deel in delen if not deel.endswith("=") or deel.count("=") > 1]
        if request.method == "GET" and len(gevuld) < len(delen):
            vraag = "&".join(gevuld)
            return redirect(f"{request.path}?{vraag}" if vraag else request.path)
        return view(request, *args, **kwargs)

    return pagina


def leespagina_met(eigen):
    """Een ``leespagina`` die ook afhangt van wat ``eigen(request, programma)`` geeft: iets van de lezer zelf."""

    def decorator(view):
        @wraps(view)
        def als_het_moet(request, programma, *args, **kwargs):
            bouw = partial(view, request, programma, *args, **kwargs)
            return onveranderd_of(request, programma, bouw, eigen(request, programma))

        return _voor_lezers(met_schoon_adres(als_het_moet), LEZEN)

    return decorator


def leespagina(view):
    """Voor wie een rol heeft; ook voor een bezoeker als het dashboard openbaar is.

    Zet ``request.programma`` en geeft de view ``(request, programma, …)``. Lezen is GET of HEAD; iets anders geeft 405.
    Wie de pagina al heeft en er is niets veranderd, krijgt een 304.
    """
    return leespagina_met(lambda request, programma: ())(view)


def opzoekpagina(view):
    """Zoals ``leespagina``, met een formulier dat iets opzoekt en niets opslaat: ook POST mag."""
    return _voor_lezers(view, [*LEZEN, "POST"])


def _voor_lezers(view, methoden):
    @login_not_required
    @wraps(view)
    def pagina(request, programma_slug, *args, **kwargs):
        if request.method not in methoden:
            return HttpResponseNotAllowed(methoden)
        if not request.user.heeft_rol:
            if request.user.is_authenticated:
                raise PermissionDenied(GEEN_ROL)
            return redirect_to_login(request.get_full_path())
        return _open(view, request, programma_slug, *args, **kwargs)

    return pagina


def werkpagina(toets, reden):
    """Voor wie ``toets(gebruiker)`` haalt; een ander met een account krijgt 403 met ``reden``, een bezoeker de inlogpagina."""

    def decorator(view):
        @login_not_required
        @wraps(view)
        def pagina(request, programma_slug, *args, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not toets(request.user):
                raise PermissionDenied(reden)
            return _open(view, request, programma_slug, *args, **kwargs)

        return pagina

    return decorator


def _open(view, request, programma_slug, *args, **kwargs):
    request.programma = get_object_or_404(Programma.objects.met_kenmerk(), slug=programma_slug)
    return view(request, request.programma, *args, **kwargs)


lezer = werkpagina(lambda gebruiker: gebruiker.heeft_rol, GEEN_ROL)
melder = werkpagina(lambda gebruiker: gebruiker.mag_melden, "Je rol kan lezen, maar niet melden.")
gegevensbeheer = werkpagina(
    lambda gebruiker: gebruiker.is_projectleider or gebruiker.is_beheerder,
    "Alleen een projectleider of beheerder kan dit.",
)
projectleider = werkpagina(lambda gebruiker: gebruiker.is_projectleider, "Alleen een projectleider kan dit.")
