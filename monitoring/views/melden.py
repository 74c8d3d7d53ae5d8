from django.http import Http404


def actie_melden(request, *args, **kwargs):
    raise Http404


def mijn_acties(request, *args, **kwargs):
    raise Http404
