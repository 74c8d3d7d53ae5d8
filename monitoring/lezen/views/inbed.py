"""Een grafiek op een eigen adres, om op een andere site te zetten."""

from functools import wraps

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from acties.toegang.toegang import leespagina
from monitoring.lezen.inbed.beeld import inbedbeeld
from monitoring.lezen.pagina import lees_peildatum
from monitoring.lezen.waarheid import verslag_op


def op_elke_site(view):
    """Alleen een afbeelding (ook als zij niet veranderde) mag in een kader van een ander; een inlogpagina of fout niet."""

    @wraps(view)
    def pagina(request, *args, **kwargs):
        antwoord = view(request, *args, **kwargs)
        if antwoord.status_code in (200, 304):
            antwoord.xframe_options_exempt = True
            antwoord._csp_replace = {"default-src": ["'none'"], "frame-ancestors": ["*"]}  # zoals csp_replace het zet
        return antwoord

    return pagina


@require_safe
@op_elke_site
@leespagina
def grafiek(request, programma, soort):
    """Er staan alleen aantallen in: voor elke lezer dezelfde als voor een bezoeker."""
    verslag = verslag_op(request, programma, lees_peildatum(request, programma))
    dashboard = reverse("monitoring:dashboard", args=[programma.slug])
    try:
        beeld = inbedbeeld(programma, verslag, soort, f"{request.get_host()}{dashboard}")
    except KeyError:
        raise Http404("Deze grafiek is er niet.") from None
    tekst = render_to_string("monitoring/lezen/grafieken/inbed.svg", {"beeld": beeld})
    return HttpResponse(tekst.strip(), content_type="image/svg+xml")
