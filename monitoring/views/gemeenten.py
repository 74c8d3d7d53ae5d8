from django.http import Http404


def gemeenten(request, *args, **kwargs):
    raise Http404


def organisatie_detail(request, *args, **kwargs):
    raise Http404
