"""De voordeur, de vaste tekstpagina's, de gezondheidscontrole en de foutpagina's."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from acties.models import Programma


@login_not_required
def voordeur(request):
    """Door naar het huidige programma. Zonder programma: uitleg hoe er een komt."""
    programma = Programma.objects.huidig(timezone.localdate())
    if programma is None:
        return render(request, "uitvoering/leeg.html")
    return redirect("monitoring:dashboard", programma.slug)


@login_not_required
def gezondheid(request):
    """Voor een monitor: 200 als de database antwoordt, anders een fout 500."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("in orde\n", content_type="text/plain")


@login_not_required
def hulp(request):
    return render(request, 'uitvoering/hulp.html')


@login_not_required
def toegankelijkheid(request):
    return render(request, 'uitvoering/toegankelijkheid.html')


@login_not_required
def privacy(request):
    return render(request, 'uitvoering/privacy.html')


def fout_400(request, exception=None):
    return render(request, '400.html', status=400)


def fout_403(request, exception=None):
    return render(request, '403.html', status=403)


def fout_404(request, exception=None):
    return render(request, '404.html', status=404)


def fout_500(request, exception=None):
    return render(request, '500.html', status=500)
