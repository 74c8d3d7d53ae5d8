"""De papieren van een jaar als PDF, en de oplegger ook als pagina: wie de PDF niet kan maken, leest en print die."""

from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from acties.toegang.toegang import leespagina
from monitoring.jaar.uitgave import jaarverslag_als_stuk
from monitoring.jaar.views.evaluatie import kader
from monitoring.lezen.download import download, naamdeel
from monitoring.lezen.oplegger import oplegger as oplegger_van
from monitoring.weergave.papier.papier import jaarverslag_papier, oplegger_papier
from monitoring.weergave.views.pakket import laad, ontbreekt

_pdf = partial(laad, "monitoring.weergave.papier.pdf")


@require_safe
@leespagina
def jaarverslag_pdf(request, programma, jaar, *, archief=False):
    stuk = jaarverslag_als_stuk(request, programma, jaar)
    pdf = _pdf()
    if pdf is None:
        return _zonder_pdf(request, programma, stuk)
    papier = jaarverslag_papier(stuk.verslag, aanvaard=stuk.aanvaard, **_herkomst(request, stuk))
    naam = f"jaarverslag-{jaar}-{programma.slug}{naamdeel(stuk.moment)}{'-archief' if archief else ''}.pdf"
    return download(request, pdf.schrijf(papier, archief=archief), pdf.CONTENT_TYPE, naam)


@require_safe
@leespagina
def oplegger(request, programma, jaar, overleg_slug):
    stuk = _stuk(request, programma, jaar, overleg_slug)
    blad = oplegger_van(stuk.verslag, overleg_slug)
    context = {
        **kader(programma, stuk.moment, (f"Oplegger {blad.overleg.afkorting}", "")),
        "stuk": stuk,
        "verslag": stuk.verslag,
        "oplegger": blad,
        "overleg": blad.overleg,
    }
    return render(request, "monitoring/weergave/oplegger.html", context)


@require_safe
@leespagina
def oplegger_pdf(request, programma, jaar, overleg_slug):
    stuk = _stuk(request, programma, jaar, overleg_slug)
    pdf = _pdf()
    if pdf is None:
        return _zonder_pdf(request, programma, stuk)
    papier = oplegger_papier(oplegger_van(stuk.verslag, overleg_slug), **_herkomst(request, stuk))
    naam = f"oplegger-{jaar}-{overleg_slug}{naamdeel(stuk.moment)}.pdf"
    return download(request, pdf.schrijf(papier), pdf.CONTENT_TYPE, naam)


def _stuk(request, programma, jaar, slug):
    """Het verslag van de deelnemers; van een overleg zonder deelnemers dat van de regio."""
    stuk = jaarverslag_als_stuk(request, programma, jaar, overleg=slug)
    regel = next((regel for regel in stuk.verslag.overleggen if regel.slug == slug), None)
    if regel is None:
        raise Http404("Dit overleg bestaat niet.")
    return stuk if regel.organisaties else jaarverslag_als_stuk(request, programma, jaar)


def _zonder_pdf(request, programma, stuk):
    bibliotheken = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    return ontbreekt(request, programma, stuk, "PDF", soort="PDF", pakket="weasyprint", bibliotheken=bibliotheken)


def _herkomst(request, stuk):
    """Vastgesteld: door wie en wanneer dat gebeurde, dus voor iedereen dezelfde bytes. Anders: wie het nu maakt, op de minuut."""
    if stuk.op:
        return {"door": stuk.door, "op": stuk.op.replace(microsecond=0), "sha256": stuk.sha256}
    return {"door": request.user.naam, "op": timezone.localtime().replace(second=0, microsecond=0)}
