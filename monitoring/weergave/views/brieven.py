"""De raadsinformatiebrief als Word-bestand: voor één gemeente, of alle in één zip."""

from functools import partial

from django.http import Http404
from django.views.decorators.http import require_safe

from acties.toegang.toegang import leespagina
from monitoring.jaar.uitgave import jaarverslag_als_stuk
from monitoring.lezen.download import download, naamdeel
from monitoring.lezen.raadsbrief import gemeenten_van
from monitoring.weergave import maken
from monitoring.weergave.pakket import laad, ontbreekt
from monitoring.weergave.views.leveren import lever_over

_word = partial(laad, "monitoring.weergave.brief.word")
ZONDER_WORD = {"soort": "Word", "pakket": "python-docx"}


@require_safe
@leespagina
def raadsbrief(request, programma, jaar, organisatie_slug):
    stuk = jaarverslag_als_stuk(request, programma, jaar)
    if organisatie_slug not in {gemeente.slug for gemeente in gemeenten_van(stuk.verslag)}:
        raise Http404("Deze gemeente staat niet in het verslag van dit jaar.")
    word = _word()
    if word is None:
        return ontbreekt(request, programma, stuk, "Raadsinformatiebrief", **ZONDER_WORD)
    brief = maken.brief(word, stuk, organisatie_slug)
    return download(request, brief, word.CONTENT_TYPE, maken.briefnaam(stuk, organisatie_slug))


@require_safe
@leespagina
def raadsbrieven(request, programma, jaar):
    """Een brief voor elke gemeente van de peildatum; met ``?overleg=pora`` alleen voor de deelnemers daarvan."""
    stuk = jaarverslag_als_stuk(request, programma, jaar)
    overleg = request.GET.get("overleg", "").strip()
    if overleg and overleg not in {regel.slug for regel in stuk.verslag.overleggen}:
        raise Http404("Dit overleg bestaat niet.")
    if not gemeenten_van(stuk.verslag, overleg):
        raise Http404("Op de peildatum doen er geen gemeenten mee.")
    naam = f"raadsbrieven-{jaar}-{overleg or programma.slug}{naamdeel(stuk.moment)}.zip"
    return lever_over(
        request, stuk, programma, maken.raadsbrieven, {"overleg": overleg}, soort="application/zip", naam=naam,
        zonder=ZONDER_WORD,
    )  # fmt: skip
