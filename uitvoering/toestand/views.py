"""Wat een monitor vraagt. Zonder account: er staat geen gegeven in, en de getallen zijn alleen voor wie de sleutel heeft."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from uitvoering.toestand import metrics as getallen
from uitvoering.toestand.gereed import IN_ORDE, onderdelen


@require_safe
@login_not_required
def gereed(request):
    """200 als alles in orde is, anders 503; in beide gevallen wat er hoe voor staat."""
    stand = onderdelen(timezone.now())
    klaar = all(woord == IN_ORDE for woord in stand.values())
    response = JsonResponse({"gereed": klaar, **stand}, status=200 if klaar else 503)
    add_never_cache_headers(response)
    return response


@require_safe
@login_not_required
def metrics(request):
    if not getallen.mag(request):
        raise Http404
    return HttpResponse(getallen.tekst(timezone.now()), content_type=CONTENT_TYPE_LATEST)
