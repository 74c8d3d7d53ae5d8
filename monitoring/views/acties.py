from django.http import Http404


def actie_lijst(request, *args, **kwargs):
    raise Http404


def actie_detail(request, *args, **kwargs):
    raise Http404


def actie_geschiedenis(request, *args, **kwargs):
    raise Http404
