from itertools import groupby

from django.shortcuts import render
from django.views.decorators.http import require_safe

from acties.begrippen import telzin
from acties.forms import ZoekForm
from acties.models import Begrip
from acties.toegang.toegang import leespagina


@require_safe
@leespagina
def begrip_lijst(request, programma):
    """De begrippenlijst op alfabet; ``?zoek=`` vindt ook andere schrijfwijzen en woorden uit de omschrijving."""
    formulier = ZoekForm(request.GET)
    begrippen = Begrip.objects.filter(programma=programma)
    totaal = begrippen.count()
    gezocht = formulier.cleaned_data["zoek"] if formulier.is_valid() else ""
    if gezocht:
        begrippen = begrippen.zoek(gezocht)
    op_alfabet = begrippen.op_alfabet()
    return render(
        request,
        "acties/begrip_lijst.html",
        {
            "menu": "begrippen",
            "formulier": formulier,
            "totaal": totaal,
            "aantal": len(op_alfabet),
            "telzin": telzin(totaal, len(op_alfabet) if gezocht else None),
            "letters": [(letter, list(deel)) for letter, deel in groupby(op_alfabet, key=lambda b: b.term[:1].upper())],
        },
    )
