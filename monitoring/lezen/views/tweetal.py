"""Twee organisaties naast elkaar."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from acties.toegang.toegang import leespagina
from monitoring.lezen.onder import onder_tweetal
from monitoring.lezen.tweetal.forms import lees_tweetal
from monitoring.verslag.vorm import TELBAAR


@require_safe
@leespagina
def organisaties_vergelijken(request, programma):
    verslag, formulier, tweetal = lees_tweetal(request, programma)
    gemeenten = reverse("monitoring:gemeenten", args=[programma.slug]) + getattr(request, "peil", "")
    return render(
        request,
        "monitoring/lezen/tweetal/organisaties_vergelijken.html",
        {
            "menu": "gemeenten",
            "kruimels": [("Gemeenten", gemeenten), ("Twee organisaties vergelijken", "")],
            "onder": onder_tweetal(tweetal, verslag.peildatum),
            "verslag": verslag,
            "formulier": formulier,
            "tweetal": tweetal,
            "standen": (*TELBAAR, "nvt"),
        },
        status=400 if formulier.errors else 200,
    )
