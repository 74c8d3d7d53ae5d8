from django.http import Http404


def planning(request, *args, **kwargs):
    raise Http404
