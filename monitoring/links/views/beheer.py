"""De links van een programma: maken, opnieuw sturen en intrekken. Alleen voor een projectleider."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acties.post import Uitkomst
from acties.spoor.eenmalig import in_een_keer
from acties.toegang.toegang import projectleider
from monitoring.constanten import Linksoort
from monitoring.links.forms import LeeslinkForm, LinkForm
from monitoring.links.maken import maak_link, stuur_opnieuw, trek_in
from monitoring.models import Toegangslink, Updateronde
from monitoring.rondes.rondestand import rondestand

STANDAARD_DUUR = timedelta(days=30)


@projectleider
@require_safe
def toegangslink_lijst(request, programma):
    """Elke link met hoe het ermee staat; ``?ronde=3`` alleen de meldlinks van die ronde."""
    vandaag = timezone.localdate()
    links = programma.toegangslinks.select_related("ronde", "organisatie")
    if (ronde := request.GET.get("ronde", "")).isdecimal() and len(ronde) < 19:
        links = links.filter(ronde=int(ronde))
    rijen = [(link, link.bezwaar_op(vandaag)) for link in links]
    inhoud = {"menu": "rondes", "rijen": rijen, "kruimels": [("Links zonder account", "")]}
    return render(request, "monitoring/links/toegangslink_lijst.html", inhoud)


@projectleider
@require_http_methods(["GET", "HEAD", "POST"])
@in_een_keer
def leeslink_nieuw(request, programma):
    vandaag = timezone.localdate()
    link = Toegangslink(soort=Linksoort.LEES, programma=programma, geldig_tot=vandaag + STANDAARD_DUUR)
    jaren = [jaar for jaar in programma.jaren if jaar <= vandaag.year]
    gevraagd = request.GET.get("jaar", "")
    begin = {"jaar": gevraagd} if gevraagd in map(str, jaren) else {}
    form = LeeslinkForm(_ingevuld(request), instance=link, initial=begin, vandaag=vandaag, jaren=jaren)
    return _nieuw(request, form, "Leeslink maken", "Wie de link krijgt, leest alleen dit ene stuk, zonder namen.")


@projectleider
@require_http_methods(["GET", "HEAD", "POST"])
@in_een_keer
def meldlink_nieuw(request, programma, pk, slug):
    """Voor een organisatie die in een open ronde iets te melden heeft."""
    vandaag = timezone.localdate()
    ronde = get_object_or_404(Updateronde.objects.vraagt_op(vandaag), programma=programma, pk=pk)
    stand = rondestand(ronde, programma, vandaag)
    if not stand.van(slug).taken:
        raise Http404("Deze organisatie meldt niets in deze ronde.")
    organisatie = stand.organisaties[slug]
    link = Toegangslink(soort=Linksoort.MELD, programma=programma, ronde=ronde, organisatie=organisatie)
    onder = f"Voor iemand zonder account, die in {ronde} meldt namens {organisatie}."
    return _nieuw(request, LinkForm(_ingevuld(request), instance=link), "Meldlink maken", onder)


@projectleider
@require_POST
def toegangslink_intrekken(request, programma, pk):
    link = get_object_or_404(Toegangslink, programma=programma, pk=pk)
    trek_in(link, door=request.user, op=timezone.now())
    messages.success(request, f"{link} is ingetrokken. Wat ermee is gemeld, blijft staan.")
    return redirect(_lijst(programma))


@projectleider
@require_POST
@in_een_keer
def toegangslink_opnieuw(request, programma, pk):
    link = get_object_or_404(Toegangslink.objects.select_for_update(of=("self",)), programma=programma, pk=pk)
    if bezwaar := link.bezwaar_op(timezone.localdate()) or ("" if link.email else "Het adres is opgeruimd."):
        messages.info(request, f"Er is niets verstuurd. {bezwaar}")
        return redirect(_lijst(programma))
    stuur_opnieuw(link, door=request.user, na=_zeg(request, link))
    messages.success(request, f"Er is een nieuwe link voor {link.email}. De oude werkt niet meer.")
    return redirect(_lijst(programma))


def _nieuw(request, form, titel, onder):
    programma = request.programma
    if request.method == "POST" and form.is_valid():
        link = form.save(commit=False)
        maak_link(link, door=request.user, op=timezone.now(), na=_zeg(request, link))
        messages.success(request, f"De link is gemaakt en gaat per mail naar {link.email}.")
        return redirect(_lijst(programma))
    inhoud = {"menu": "rondes", "form": form, "titel": titel, "onder": onder, "terug": _lijst(programma)}
    inhoud["kruimels"] = [("Links zonder account", _lijst(programma)), (titel, "")]
    return render(request, "monitoring/links/toegangslink_nieuw.html", inhoud, status=form.status)


def _zeg(request, link):
    """Alleen als de mail niet weg is, hoort de projectleider daar nog iets over."""

    def zeg(uitkomst):
        if uitkomst is Uitkomst.GEWEIGERD:
            messages.warning(request, f"De mailserver weigert de mail aan {link.email}. Klopt het adres?")
        elif uitkomst is not Uitkomst.VERSTUURD:
            messages.warning(request, f"De mail aan {link.email} kon nu niet weg. Wij proberen het later opnieuw.")

    return zeg


def _ingevuld(request):
    return request.POST if request.method == "POST" else None


def _lijst(programma):
    return reverse("monitoring:toegangslink_lijst", args=[programma.slug])
