from django.http import Http404


def actie_export(request, *args, **kwargs):
    raise Http404


def gemeenten_export(request, *args, **kwargs):
    raise Http404


def cijfers_export(request, *args, **kwargs):
    raise Http404


def jaarverslag(request, *args, **kwargs):
    raise Http404
