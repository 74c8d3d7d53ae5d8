from django.http import Http404


def onderdeel_lijst(request, *args, **kwargs):
    raise Http404


def onderdeel_detail(request, *args, **kwargs):
    raise Http404
