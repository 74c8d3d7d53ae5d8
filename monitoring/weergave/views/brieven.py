"""De raadsinformatiebrief als Word-bestand: voor één gemeente, of alle in één zip."""

import io
from functools import partial
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from acties.toegang.toegang import leespagina
from monitoring.jaar.uitgave import jaarverslag_als_stuk
from monitoring.lezen.download import download, naamdeel
from monitoring.lezen.raadsbrief import gemeenten_van
from monitoring.lezen.raadsbrief import raadsbrief as brief_van
from monitoring.weergave.brief.raadsbrief import raadsbriefdocument
from monitoring.weergave.views.pakket import laad, ontbreekt

_word = partial(laad, "monitoring.weergave.brief.word")


@require_safe
@leespagina
def raadsbrief(request, programma, jaar, organisatie_slug):
    stuk = jaarverslag_als_stuk(request, programma, jaar)
    if organisatie_slug not in {gemeente.slug for gemeente in gemeenten_van(stuk.verslag)}:
        raise Http404("Deze gemeente staat niet in het verslag van dit jaar.")
    word = _word()
    if word is None:
        return _zonder_word(request, programma, stuk)
    return download(request, _brief(word, stuk, organisatie_slug), word.CONTENT_TYPE, _naam(stuk, organisatie_slug))


@require_safe
@leespagina
def raadsbrieven(request, programma, jaar):
    """Een brief voor elke gemeente van de peildatum; met ``?overleg=pora`` alleen voor de deelnemers daarvan."""
    stuk = jaarverslag_als_stuk(request, programma, jaar)
    overleg = request.GET.get("overleg", "").strip()
    if overleg and overleg not in {regel.slug for regel in stuk.verslag.overleggen}:
        raise Http404("Dit overleg bestaat niet.")
    gemeenten = gemeenten_van(stuk.verslag, overleg)
    if not gemeenten:
        raise Http404("Op de peildatum doen er geen gemeenten mee.")
    word = _word()
    if word is None:
        return _zonder_word(request, programma, stuk)
    moment = _moment(stuk).timetuple()[:6]
    bundel = io.BytesIO()
    with ZipFile(bundel, "w", ZIP_STORED) as zip_bestand:
        for gemeente in gemeenten:
            zip_bestand.writestr(ZipInfo(_naam(stuk, gemeente.slug), moment), _brief(word, stuk, gemeente.slug))
    naam = f"raadsbrieven-{jaar}-{overleg or programma.slug}{naamdeel(stuk.moment)}.zip"
    return download(request, bundel.getvalue(), "application/zip", naam)


def _zonder_word(request, programma, stuk):
    return ontbreekt(request, programma, stuk, "Raadsinformatiebrief", soort="Word", pakket="python-docx")


def _brief(word, stuk, slug):
    document = raadsbriefdocument(brief_van(stuk.verslag, slug), op=_moment(stuk), sha256=stuk.sha256)
    return word.schrijf(document)


def _moment(stuk):
    """Vastgesteld: elke keer hetzelfde moment, zodat ook de bytes gelijk blijven."""
    return (stuk.op or timezone.localtime()).replace(tzinfo=None, microsecond=0)


def _naam(stuk, slug):
    return f"raadsbrief-{stuk.moment.jaar}-{slug}{naamdeel(stuk.moment)}.docx"
