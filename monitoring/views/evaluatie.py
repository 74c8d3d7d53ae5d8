from django.http import Http404


def evaluatie_lijst(request, *args, **kwargs):
    raise Http404


def evaluatie_detail(request, *args, **kwargs):
    raise Http404


def evaluatie_overleg(request, *args, **kwargs):
    raise Http404


def duiding_bewerken(request, *args, **kwargs):
    raise Http404


def bespreking_bewerken(request, *args, **kwargs):
    raise Http404
