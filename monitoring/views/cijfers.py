from django.http import Http404


def cijfers(request, *args, **kwargs):
    raise Http404
