"""De updaterondes: openen, bewerken, verlengen en sluiten. Alleen voor een projectleider."""

from datetime import timedelta
from urllib.parse import quote

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acties.spoor.eenmalig import in_een_keer
from acties.spoor.gezien import om_te_wijzigen
from acties.spoor.logboek import noteer_na_opslaan
from acties.toegang.toegang import projectleider
from monitoring.constanten import HerinneringSoort
from monitoring.datum import datum_tekst
from monitoring.lezen.waarheid import is_voorlopig, merk
from monitoring.lezen.zinnen import naast_elkaar
from monitoring.models import Updateronde
from monitoring.rondes.forms import RondeForm, TermijnForm
from monitoring.rondes.herinneren import herinner
from monitoring.rondes.ontvangers import bezet_op, ontvangers
from monitoring.rondes.overzicht import beheerders_met_adres, overzicht, tellers
from monitoring.rondes.overzichtzinnen import kop_van_ronde, wat_nu_niet_kan
from monitoring.rondes.rondestand import rondestand
from monitoring.rondes.voortgang import voortgang
from monitoring.rondes.zinnen import na_het_vaststellen, onder_ronde
from monitoring.verslag.geldend import jaarversies

STANDAARD_DUUR = timedelta(weeks=3)
MEEST_GETOOND = 20
MEEST_HERINNERD = 200  # ook in een grote regio wie er de laatste keer een kreeg
FORMATEN = [("xlsx", "Excel"), ("ods", "ODS"), ("csv", "CSV")]


@projectleider
@require_safe
def ronde_lijst(request, programma):
    return render(
        request, "monitoring/rondes/ronde_lijst.html", {"menu": "rondes", "rondes": programma.updaterondes.all()}
    )


@projectleider
@require_http_methods(["GET", "HEAD", "POST"])
@in_een_keer
def ronde_nieuw(request, programma):
    vandaag = timezone.localdate()
    ronde = Updateronde(
        programma=programma,
        peildatum=programma.standaard_peildatum(vandaag),
        opent_op=vandaag,
        sluit_op=vandaag + STANDAARD_DUUR,
    )
    return _bewerk(request, ronde)


@projectleider
@require_http_methods(["GET", "HEAD", "POST"])
@in_een_keer
def ronde_bewerken(request, programma, pk):
    return _bewerk(request, _ronde(request, programma, pk))


@projectleider
@require_POST
@in_een_keer
def ronde_termijn(request, programma, pk):
    """Verlengen (of inkorten) met één veld. Een gesloten ronde gaat met een latere dag weer open."""
    ronde = _ronde(request, programma, pk)
    formulier = TermijnForm(request.POST, instance=ronde)
    if formulier.is_valid():
        _bewaar(request, formulier)
        messages.success(request, f"De laatste dag van {ronde} is nu {datum_tekst(ronde.sluit_op)}.")
        return redirect(_detail(ronde))
    ronde.refresh_from_db()
    return toon_ronde(request, ronde, formulier)


@projectleider
@require_POST
@in_een_keer
def ronde_sluiten(request, programma, pk):
    """Vanaf nu kan er niet meer worden gemeld; een ronde die vandaag pas opende, sluit aan het eind van de dag."""
    ronde = _ronde(request, programma, pk)
    vandaag = timezone.localdate()
    if not ronde.is_open_op(vandaag):
        messages.info(request, f"{ronde} is niet open. Er is niets veranderd.")
        return redirect(_detail(ronde))
    ronde.sluit(vandaag)
    noteer_na_opslaan("sluiten", ronde, door=request.user)
    wanneer = "aan het eind van vandaag, want zij opende vandaag pas" if ronde.is_open_op(vandaag) else "nu"
    messages.success(request, f"{ronde} sluit {wanneer}. Wat er is gemeld, blijft staan.")
    return redirect(_detail(ronde))


@projectleider
@require_safe
def ronde_detail(request, programma, pk):
    ronde = get_object_or_404(Updateronde, programma=programma, pk=pk)
    return toon_ronde(request, ronde, TermijnForm(instance=ronde))


@projectleider
@require_POST
def ronde_herinneren(request, programma, pk):
    """Zet een mail in de rij voor wie nog iets te melden heeft; wie er vandaag al een kreeg of op pauze staat niet.

    Met ``organisatie`` (slugs; leeg is de projectleider) alleen voor hen.
    """
    ronde = get_object_or_404(Updateronde, programma=programma, pk=pk)
    voor = request.POST.getlist("organisatie") or None
    vandaag = timezone.localdate()
    if ronde.opent_op > vandaag:
        messages.info(request, f"{ronde} is nog niet open. Er is niets verstuurd.")
        return redirect(_detail(ronde))
    if zin := _zin_na_vaststellen(programma, ronde):
        messages.info(request, f"Er is niets verstuurd. {zin}")
        return redirect(_detail(ronde))
    uitslag = herinner(ronde, HerinneringSoort.LOS, vandaag, voor=voor, door=request.user)
    zeg = messages.success if uitslag.krijgt else messages.warning
    zeg(request, uitslag.zin)
    anker = f"#wie-{quote(voor[0], safe='')}" if voor and voor[0] else ""  # terug naar de regel waar de knop stond
    return redirect(_detail(ronde) + anker)


def toon_ronde(request, ronde, termijn):
    """De pagina van één ronde, met in ``termijn`` het (eventueel foute) formulier van de laatste dag."""
    programma, vandaag = request.programma, timezone.localdate()
    stand = rondestand(ronde, programma, vandaag)
    merk(request, voorlopig=is_voorlopig(programma, ronde.peildatum))
    vastgesteld = _zin_na_vaststellen(programma, ronde)
    context = kader(programma, ronde)
    inhoud = {
        "onder": naast_elkaar(str(ronde), onder_ronde(ronde, vandaag)),
        "vastgesteld": vastgesteld,
        "open": context["open"] and not vastgesteld,
        "kan_herinneren": ronde.opent_op <= vandaag and not vastgesteld,
        "kan_niet": wat_nu_niet_kan(ronde, vandaag),
        "termijn": termijn,
        "formaten": FORMATEN,
        "beheerders": [] if request.user.is_beheerder else list(beheerders_met_adres()),
    }
    return render(
        request,
        "monitoring/rondes/ronde_detail.html",
        {**context, **inhoud, **_wie_meldt(ronde, stand, vandaag)},
        status=termijn.status,
    )


def _wie_meldt(ronde, stand, vandaag):
    """De organisaties in groepen, met wat een herinnering nu zou doen."""
    wie, bezet = ontvangers(stand, vandaag), bezet_op(vandaag)
    herinneringen = list(ronde.herinneringen.select_related("gebruiker")[:MEEST_HERINNERD])
    overleggen = voortgang(stand, vandaag, wie.melders)
    groepen = overzicht(overleggen, wie, bezet, herinneringen)
    return {
        "kop": kop_van_ronde(stand.alles, groepen),
        "overleggen": overleggen,
        "tellers": tellers(groepen),
        "groepen": groepen,
        "herinneringen": herinneringen,
        "allen": wie.vooruitblik(bezet),
    }


def _zin_na_vaststellen(programma, ronde):
    """Leeg zolang het jaar van de ronde niet is vastgesteld."""
    versies = jaarversies(programma).get(ronde.peildatum.year)
    return na_het_vaststellen(ronde.peildatum.year) if versies and versies.vastgesteld else ""


def kader(programma, ronde, *kruimels):
    """Wat elke pagina van een ronde deelt: de ronde, of zij open is, en het kruimelpad."""
    vandaag = timezone.localdate()
    lijst = ("Updaterondes", reverse("monitoring:ronde_lijst", args=[programma.slug]))
    detail = _detail(ronde) if kruimels and ronde.pk else ""
    zelf = [(str(ronde), detail)] if ronde.pk else []
    return {
        "menu": "rondes",
        "ronde": ronde,
        "open": ronde.is_open_op(vandaag),
        "kruimels": [lijst, *zelf, *kruimels],
    }


def _bewerk(request, ronde):
    nieuw = ronde.pk is None
    formulier = RondeForm(request.POST if request.method == "POST" else None, instance=ronde)
    if request.method == "POST" and formulier.is_valid():
        _bewaar(request, formulier)
        messages.success(request, f"{ronde} is {'gemaakt' if nieuw else 'opgeslagen'}.")
        return redirect(_detail(ronde))
    inhoud = kader(request.programma, ronde, ("Nieuwe updateronde" if nieuw else "Bewerken", ""))
    terug = reverse("monitoring:ronde_lijst", args=[request.programma.slug]) if nieuw else _detail(ronde)
    inhoud |= {"form": formulier, "nieuw": nieuw, "terug": terug}
    return render(request, "monitoring/rondes/ronde_bewerken.html", inhoud, status=formulier.status)


def _ronde(request, programma, pk):
    return get_object_or_404(om_te_wijzigen(Updateronde.objects.all(), request), programma=programma, pk=pk)


def _bewaar(request, formulier):
    nieuw = formulier.instance.pk is None
    ronde = formulier.save()
    noteer_na_opslaan("toevoegen" if nieuw else "wijzigen", ronde, door=request.user)
    formulier.noteer_bevestigd(ronde, door=request.user)


def _detail(ronde):
    return reverse("monitoring:ronde_detail", args=[ronde.programma.slug, ronde.pk])
