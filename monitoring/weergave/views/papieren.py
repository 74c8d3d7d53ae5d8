"""De papieren van een jaar als PDF, en de oplegger ook als pagina: wie de PDF niet kan maken, leest en print die."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from acties.toegang.toegang import leespagina
from monitoring.jaar.uitgave import jaarverslag_als_stuk
from monitoring.jaar.views.evaluatie import kader
from monitoring.lezen.download import naamdeel
from monitoring.lezen.oplegger import oplegger as oplegger_van
from monitoring.weergave import maken
from monitoring.weergave.views.leveren import lever_over

PDF = "application/pdf"
ZONDER_PDF = {
    "soort": "PDF",
    "pakket": "weasyprint",
    "bibliotheken": "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
}


@require_safe
@leespagina
def jaarverslag_pdf(request, programma, jaar, *, archief=False):
    stuk = jaarverslag_als_stuk(request, programma, jaar)
    naam = f"jaarverslag-{jaar}-{programma.slug}{naamdeel(stuk.moment)}{'-archief' if archief else ''}.pdf"
    return lever_over(
        request, stuk, programma, maken.jaarverslag_pdf, {"archief": archief}, soort=PDF, naam=naam, zonder=ZONDER_PDF
    )


@require_safe
@leespagina
def oplegger(request, programma, jaar, overleg_slug):
    stuk = stuk_van_overleg(request, programma, jaar, overleg_slug)
    blad = oplegger_van(stuk.verslag, overleg_slug, stuk.afspraken, stuk.dag)
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
    stuk = stuk_van_overleg(request, programma, jaar, overleg_slug)
    invoer = {"overleg": overleg_slug, "deelnemers": bool(stuk.verslag.overleg)}
    naam = f"oplegger-{jaar}-{overleg_slug}{naamdeel(stuk.moment)}.pdf"
    return lever_over(request, stuk, programma, maken.oplegger_pdf, invoer, soort=PDF, naam=naam, zonder=ZONDER_PDF)


def stuk_van_overleg(request, programma, jaar, slug):
    """Het verslag van de deelnemers; van een overleg zonder deelnemers dat van de regio."""
    stuk = jaarverslag_als_stuk(request, programma, jaar, overleg=slug)
    regel = next((regel for regel in stuk.verslag.overleggen if regel.slug == slug), None)
    if regel is None:
        raise Http404("Dit overleg bestaat niet.")
    return stuk if regel.organisaties else jaarverslag_als_stuk(request, programma, jaar)
