"""Wat is veranderd tussen twee peildata."""

from datetime import date

from django.contrib import messages
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from acties.toegang.toegang import leespagina
from monitoring.lezen.onder import onder_veranderd
from monitoring.lezen.pagina import lees_peildatum
from monitoring.lezen.vergelijken import lees_veranderd
from monitoring.lezen.waarheid import is_voorlopig, merk
from monitoring.verslag.bewaard import bewaar
from monitoring.verslag.geldend import geldend_verslag


@require_safe
@leespagina
def veranderd(request, programma):
    van, tot = lees_periode(request, programma)
    merk(request, voorlopig=is_voorlopig(programma, tot))
    uitkomst = bewaard_veranderd(programma, van, tot)
    return render(
        request,
        "monitoring/lezen/veranderd/veranderd.html",
        {
            "menu": "dashboard",
            "onder": onder_veranderd(uitkomst),
            "veranderd": uitkomst,
            "gevuld": [groep for groep in uitkomst.groepen if groep.veranderingen],
            "vraag": _vraag(van, tot),
            "met_gelijk": request.GET.get("gelijk") == "ja",
            "perioden": [(_vraag(*periode), *periode) for periode in _perioden(programma)],
        },
    )


def lees_periode(request, programma) -> tuple[date, date]:
    """``?van=2021-12-31&tot=2022-12-31``; zonder ``van`` het einde van het jaar ervoor. Omgekeerd mag: dan draait het om."""
    tot = lees_peildatum(request, programma, veld="tot")
    vorig_jaar = max(date(tot.year - 1, 12, 31), programma.eerste_dag)
    van = lees_peildatum(request, programma, veld="van", standaard=min(vorig_jaar, tot))
    if van > tot:
        messages.info(request, "De eerste dag lag na de tweede. We hebben ze omgedraaid.")
        return tot, van
    return van, tot


def bewaard_veranderd(programma, van, tot):
    """Voor elke lezer gelijk: er staan geen namen van personen in en geen teksten van meldingen.

    Van een vastgesteld jaar telt wat er is vastgesteld.
    """
    return bewaar(programma, ("veranderd", van, tot), lambda: lees_veranderd(programma, van, tot, bouw=geldend_verslag))


def _perioden(programma):
    """De jaren van het programma die al begonnen zijn: telkens van oudjaar tot oudjaar, het laatste tot vandaag."""
    vandaag = timezone.localdate()
    for jaar in programma.jaren:
        van, tot = max(date(jaar - 1, 12, 31), programma.eerste_dag), min(date(jaar, 12, 31), vandaag)
        if van < tot:
            yield van, tot


def _vraag(van, tot):
    return f"?van={van.isoformat()}&tot={tot.isoformat()}"
