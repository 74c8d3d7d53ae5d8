from datetime import date

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from acties.toegang.toegang import leespagina
from monitoring.datum import datum_tekst, maanden_eerder
from monitoring.lezen.dashboard.aanjagers import (
    aanjagerrijen,
    dubbel_aangejaagd,
    meest_stil,
    onbevestigd_afgerond,
    zegbalk,
    zegswijzen,
)
from monitoring.lezen.dashboard.afspraken import overleggen_en_afspraken
from monitoring.lezen.dashboard.overzicht import balken_per_soort, nieuw_sinds, nog_te_doen, per_partij, vraagt_aandacht
from monitoring.lezen.dashboard.trend import jaarbalken, jaren_op_rij, met_vorig_jaar, panelen_per_soort
from monitoring.lezen.grafieken import planning, stapelbalken
from monitoring.lezen.hoofdstukken import totaalvakken
from monitoring.lezen.onder import onder_dashboard
from monitoring.lezen.pagina import lees_overleg, lees_peildatum
from monitoring.lezen.waarheid import verslag_op
from monitoring.verslag.vorm import TELBAAR

EERST = 6  # Zoveel regels staan er meteen; de rest is één klik verder.
EERST_PLANNING = 10


@require_safe
@leespagina
def dashboard(request, programma):
    """De stand van het programma op een peildatum, voor wie in tien seconden wil weten hoe het ervoor staat.

    De cijfers hier zijn altijd die van de hele regio. Wie met ``?overleg=pora`` komt, gaat naar de pagina van dat overleg.
    """
    peildatum = lees_peildatum(request, programma)
    if overleg := lees_overleg(request):
        jaar = min(peildatum.year, programma.eindjaar)
        return redirect("monitoring:evaluatie_overleg", programma.slug, jaar, overleg.slug)
    sinds = _lees_sinds(request, peildatum)
    verslag = verslag_op(request, programma, peildatum)
    jaren = jaren_op_rij(programma, verslag)
    verslag = met_vorig_jaar(verslag, jaren)
    partijen = per_partij(verslag)
    eerste = nog_te_doen(verslag)[:EERST_PLANNING]
    zeggers = zegswijzen(verslag)
    return render(
        request,
        "monitoring/lezen/dashboard/dashboard.html",
        {
            "menu": "dashboard",
            "verslag": verslag,
            "onder": onder_dashboard(verslag),
            "standen": TELBAAR,
            "balk": stapelbalken([verslag.telling])[0],
            "vakken": totaalvakken(verslag),
            "jaarbalken": jaarbalken(jaren),
            "panelen": panelen_per_soort(verslag, jaren),
            "soorten": balken_per_soort(verslag),
            "aanjagerrijen": aanjagerrijen(verslag),
            "dubbel": dubbel_aangejaagd(verslag),
            "zegswijzen": zeggers,
            "zegbalk": zegbalk(zeggers),
            "meest_stil": meest_stil(verslag),
            "te_bevestigen": onbevestigd_afgerond(verslag),
            "partijen": list(zip(partijen, stapelbalken(regel.telling for regel in partijen), strict=True)),
            "eerste_acties": eerste,
            "tijdlijn": planning(eerste, programma.jaren, peildatum),
            "aandacht": vraagt_aandacht(verslag),
            "nieuws": nieuw_sinds(verslag, sinds),
            "sinds": sinds,
            **overleggen_en_afspraken(request, programma, verslag),
            "inbedden": settings.DASHBOARD_OPENBAAR and f"{request.scheme}://{request.get_host()}",
            "eerst": f":{EERST}",
            "daarna": f"{EERST}:",
        },
    )


def _lees_sinds(request, peildatum) -> date:
    """Vanaf wanneer een melding nieuw heet: ``?sinds=2021-09-01``, of anders drie maanden voor de peildatum."""
    standaard = maanden_eerder(peildatum, 3)
    tekst = request.GET.get("sinds", "").strip()
    if not tekst:
        return standaard
    try:
        sinds = parse_date(tekst)
    except ValueError:
        sinds = None
    if sinds and sinds <= peildatum:
        return sinds
    reden = "ligt na de peildatum" if sinds else "is geen geldige datum"
    messages.error(request, f"“{tekst[:20]}” {reden}. Je ziet nu wat er nieuw is sinds {datum_tekst(standaard)}.")
    return standaard
