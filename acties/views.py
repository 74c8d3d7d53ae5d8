from django.http import Http404


def begrip_lijst(request, *args, **kwargs):
    raise Http404
