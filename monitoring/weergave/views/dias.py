"""De dia's van een jaar als PowerPoint-bestand: voor de regio, of voor één overleg."""

from django.views.decorators.http import require_safe

from acties.toegang.toegang import leespagina
from monitoring.jaar.uitgave import jaarverslag_als_stuk
from monitoring.lezen.download import naamdeel
from monitoring.weergave import maken
from monitoring.weergave.views.leveren import lever_over
from monitoring.weergave.views.papieren import stuk_van_overleg

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ZONDER_POWERPOINT = {"soort": "PowerPoint", "pakket": "python-pptx"}


@require_safe
@leespagina
def dias(request, programma, jaar, overleg_slug=""):
    if overleg_slug:
        stuk = stuk_van_overleg(request, programma, jaar, overleg_slug)
    else:
        stuk = jaarverslag_als_stuk(request, programma, jaar)
    naam = f"dias-{jaar}-{overleg_slug or programma.slug}{naamdeel(stuk.moment)}.pptx"
    invoer = {"overleg": overleg_slug, "deelnemers": bool(stuk.verslag.overleg)}
    return lever_over(request, stuk, programma, maken.dias, invoer, soort=PPTX, naam=naam, zonder=ZONDER_POWERPOINT)
