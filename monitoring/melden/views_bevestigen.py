"""Een bijdrage bevestigen namens de regio."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from acties.constanten import Uitvoering
from acties.models import Actie
from acties.spoor.gezien import Tussendoor
from acties.toegang.toegang import melder
from monitoring.lezen.bijdragen import Bijdrage
from monitoring.lezen.pagina import kruimels_boven_actie
from monitoring.melden.bevestigen import bevestig_bijdrage
from monitoring.melden.melding import lees_nummer
from monitoring.models import Statusmelding, Updateronde


@melder
@require_POST
def bijdrage_bevestigen(request, programma, nummer, pk):
    """Eén klik maakt van een bijdrage het woord voor de regio. Sprak iemand intussen, dan een 409 met beide."""
    nu = timezone.now()
    acties = Actie.objects.te_melden_namens(None, door=request.user, op=timezone.localdate(nu)).regionaal()
    actie = get_object_or_404(acties, programma=programma, nummer=nummer, uitvoering=Uitvoering.REGIONAAL)
    bijdragen = Statusmelding.objects.filter(actie=actie, organisatie__isnull=False)
    bijdrage = get_object_or_404(bijdragen.select_related("actie__programma", "organisatie"), pk=pk)
    try:
        gezien = lees_nummer(request.POST.get("gebaseerd_op", ""))
        ronde = _ronde(request, timezone.localdate(nu))
        melding = bevestig_bijdrage(bijdrage, door=request.user, op=nu, gebaseerd_op=gezien, ronde=ronde)
    except Tussendoor as tussendoor:
        return _toon_conflict(request, bijdrage, tussendoor.huidig)
    except ValidationError as fout:
        for uitleg in fout.messages:
            messages.error(request, uitleg)
        return redirect("monitoring:actie_detail", programma.slug, nummer)
    if ronde:
        vraag = urlencode({"organisatie": request.POST.get("namens", ""), "ronde": ronde.pk, "opgeslagen": melding.pk})
        return redirect(f"{reverse('monitoring:mijn_acties', args=[programma.slug])}?{vraag}")
    return redirect("monitoring:melding_opgeslagen", programma.slug, nummer, melding.pk)


def _ronde(request, vandaag):
    """De open ronde waarin iemand dit op Mijn acties doet; ``None`` bij de actie zelf."""
    rondes = Updateronde.objects.filter(programma=request.programma).vraagt_op(vandaag)
    return rondes.filter(pk=lees_nummer(request.POST.get("ronde", ""))).first()


def _toon_conflict(request, bijdrage, woord):
    actie = bijdrage.actie
    doel = reverse("monitoring:actie_detail", args=[request.programma.slug, actie.nummer])
    geldend = Statusmelding.objects.nieuwste_van(actie, None)
    context = {
        "menu": "acties",
        "kruimels": [*kruimels_boven_actie(request, actie), (str(actie), doel), ("Bijdrage bevestigen", "")],
        "actie": actie,
        "organisatie": None,
        "laatste": woord,
        "bijdrage": Bijdrage(bijdrage, bijdrage.bezwaar_tegen_bevestigen(geldend), woord.pk),
    }
    return render(request, "monitoring/melden/bevestigen_conflict.html", context, status=409)
