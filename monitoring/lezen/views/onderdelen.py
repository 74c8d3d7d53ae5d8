from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from acties.toegang.toegang import leespagina, leespagina_met
from monitoring.lezen.dashboard.overzicht import balken_per_soort
from monitoring.lezen.grafieken import stapelbalken
from monitoring.lezen.onder import onder_onderdeel
from monitoring.lezen.pagina import lees_peildatum, open_afspraken, wat_ik_volg
from monitoring.lezen.waarheid import verslag_op
from monitoring.verslag.vorm import TELBAAR


@require_safe
@leespagina
def onderdeel_lijst(request, programma):
    verslag = verslag_op(request, programma, lees_peildatum(request, programma))
    return render(
        request,
        "monitoring/lezen/onderdelen/onderdeel_lijst.html",
        {"menu": "dashboard", "verslag": verslag, "standen": TELBAAR, "soorten": balken_per_soort(verslag)},
    )


@require_safe
@leespagina_met(wat_ik_volg)
def onderdeel_detail(request, programma, code):
    """Eén kernelement of actielijn: waar het om gaat, hoe het ervoor staat en welke acties eraan werken."""
    onderdeel = get_object_or_404(programma.onderdelen, code=code)
    verslag = verslag_op(
        request,
        programma,
        lees_peildatum(request, programma),
        heeft=lambda verslag: any(regel.code == code for regel in verslag.onderdelen),
    )
    regel = next(regel for regel in verslag.onderdelen if regel.code == code)
    lijst = reverse("monitoring:onderdeel_lijst", args=[programma.slug]) + getattr(request, "peil", "")
    return render(
        request,
        "monitoring/lezen/onderdelen/onderdeel_detail.html",
        {
            "menu": "dashboard",
            "kruimels": [("Kernelementen en actielijnen", lijst), (onderdeel.naam, "")],
            "verslag": verslag,
            "standen": TELBAAR,
            "onderdeel": onderdeel,
            "onder": onder_onderdeel(onderdeel.get_soort_display(), regel.telling, verslag.peildatum),
            "regel": regel,
            "balk": stapelbalken([regel.telling])[0],
            "acties": [actie for actie in verslag.acties_van(code) if not actie.vervallen],
            "vervallen": [actie for actie in verslag.acties_van(code) if actie.vervallen],
            "lokaal": [deel for deel in verslag.lokaal if deel.onderdeel == code and not deel.vervallen],
            "ambities": _ambities(onderdeel, verslag),
            "doelgroepen": onderdeel.doelgroepen.all(),
            **open_afspraken(request, programma, verslag, onderdeel=code),
        },
    )


def _ambities(onderdeel, verslag):
    """Elke ambitie van een actielijn met de acties die eraan werken, in welk onderdeel die ook staan. Ook de lokale."""
    standen = {stand.nummer: stand for stand in (*verslag.acties, *verslag.lokaal)}
    return [
        (ambitie, [standen[actie.nummer] for actie in ambitie.acties.all() if actie.nummer in standen])
        for ambitie in onderdeel.ambities.prefetch_related("acties")
    ]
