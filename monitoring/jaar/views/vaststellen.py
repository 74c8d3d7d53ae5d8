"""De gang van een evaluatie: concept maken, opmerkingen, controleren, vaststellen en een nieuwe versie."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from acties.models import Onderdeel
from acties.spoor.eenmalig import in_een_keer
from acties.spoor.gezien import Tussendoor
from acties.toegang.toegang import lezer, projectleider
from monitoring.constanten import Fase
from monitoring.jaar.aanvaarden import aantal_open, aanvaard, rubrieken_van, trek_in
from monitoring.jaar.concept import plaats_opmerking, zet_fase, zet_verwerkt
from monitoring.jaar.forms import AanvaardForm, NieuweVersieForm, OpmerkingForm, VaststelForm
from monitoring.jaar.uitgave import jaarmoment, jaarverslag_van
from monitoring.jaar.vaststellen import NietToegestaan, OpenPunten, nieuwe_versie, toets, vaststellen
from monitoring.jaar.views.evaluatie import kader
from monitoring.jaar.zinnen import aanvaard_zin
from monitoring.models import Evaluatie, Opmerking

GEZEGD = {
    Fase.CONCEPT: "De evaluatie van {} is nu een concept. Wie meldt, kan er opmerkingen bij maken.",
    Fase.VOORBEREIDING: "De evaluatie van {} is weer in voorbereiding.",
}


@require_POST
@projectleider
def evaluatie_fase(request, programma, jaar):
    jaarmoment(request, programma, jaar)
    fase = request.POST.get("fase")
    if fase not in GEZEGD:
        raise Http404("Deze fase is er niet.")
    try:
        zet_fase(programma, jaar, Fase(fase), door=request.user)
        messages.success(request, GEZEGD[fase].format(jaar))
    except NietToegestaan as reden:
        messages.error(request, str(reden))
    return redirect(_terug(programma, jaar))


@require_http_methods(["GET", "HEAD", "POST"])
@projectleider
def evaluatie_vaststellen(request, programma, jaar, *, rondes, na):
    """De controlelijst, en daarna de daad. Veranderde er intussen iets of staat er iets open, dan opnieuw de lijst (409).

    ``rondes``: wat er in een open ronde nog ontbreekt (``aanvaarden.Rondes``). ``na``: krijgt de evaluatie die is vastgesteld.
    """
    stuk = jaarverslag_van(request, programma, jaar)
    evaluatie = _evaluatie(stuk.moment)
    rubrieken = _rubrieken(programma, stuk, rondes)
    form = VaststelForm(
        request.POST if request.method == "POST" else None, kenmerk=programma.kenmerk, punten=_punten(rubrieken)
    )
    status = 200
    try:
        toets(evaluatie, timezone.now())
        if request.method == "POST" and form.is_valid():
            na(vaststellen(evaluatie, door=request.user, op=timezone.now(), gezien=form.was_gezien, rondes=rondes))
            messages.success(request, f"De evaluatie van {jaar} is vastgesteld en verandert niet meer.")
            return redirect(_terug(programma, jaar))
    except OpenPunten as reden:
        form.add_error(None, str(reden))
        status = 409
    except NietToegestaan as reden:
        messages.error(request, str(reden))
        return redirect(_terug(programma, jaar))
    except Tussendoor:
        status = 409
    context = {"form": form, "veranderd": status == 409 and not form.errors}
    return _toon_controle(request, stuk, rubrieken, AanvaardForm(rubrieken=rubrieken), context, status=status)


@require_POST
@projectleider
@in_een_keer
def punten_aanvaarden(request, programma, jaar, *, rondes):
    """Wat is aangevinkt mag openstaan, met één reden. Klopt er iets niet, dan blijft staan wat er is gekozen en getypt."""
    stuk = jaarverslag_van(request, programma, jaar)
    rubrieken = _rubrieken(programma, stuk, rondes)
    form = AanvaardForm(request.POST, rubrieken=rubrieken)
    status = 400
    try:
        toets(_evaluatie(stuk.moment), timezone.now())
        if form.is_valid():
            keuze = form.cleaned_data
            aantal = aanvaard(
                stuk.moment.evaluatie, rubrieken, keuze["punt"], reden=keuze["reden"], door=request.user,
                op=timezone.now(),
            )  # fmt: skip
            form.noteer_bevestigd(stuk.moment.evaluatie, door=request.user)
            messages.success(request, aanvaard_zin(aantal))
            return redirect("monitoring:evaluatie_vaststellen", programma.slug, jaar)
    except NietToegestaan as reden:  # terwijl de lijst openstond
        status = _blijf(form, reden)
    daad = VaststelForm(None, kenmerk=programma.kenmerk, punten=_punten(rubrieken))
    return _toon_controle(request, stuk, rubrieken, form, {"form": daad, "veranderd": False}, status=status)


@require_POST
@projectleider
def aanvaarding_intrekken(request, programma, jaar):
    moment = jaarmoment(request, programma, jaar)
    try:
        trek_in(
            get_object_or_404(Evaluatie, pk=_evaluatie(moment).pk), request.POST.get("intrekken", ""), door=request.user
        )
    except NietToegestaan as reden:
        messages.error(request, str(reden))
        return redirect(_terug(programma, jaar))
    return redirect("monitoring:evaluatie_vaststellen", programma.slug, jaar)


def _rubrieken(programma, stuk, rondes):
    return rubrieken_van(programma, stuk.moment, stuk.verslag, vandaag=timezone.localdate(), rondes=rondes)


def _punten(rubrieken):
    return sum(len(rubriek.punten) for rubriek in rubrieken)


def _toon_controle(request, stuk, rubrieken, aanvaardform, context, *, status):
    context |= {
        "rubrieken": rubrieken,
        "open": aantal_open(rubrieken),
        "aanvaardform": aanvaardform,
        "verslag": stuk.verslag,
    }
    return _toon(
        request,
        "monitoring/jaar/evaluatie_vaststellen.html",
        stuk.moment,
        f"{stuk.moment.jaar} vaststellen",
        context,
        status=status,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@projectleider
def evaluatie_nieuwe_versie(request, programma, jaar):
    moment = jaarmoment(request, programma, jaar)
    form = NieuweVersieForm(request.POST if request.method == "POST" else None)
    status = 200
    try:
        if not moment.vastgesteld or moment.opvolger:
            raise NietToegestaan("Een nieuwe versie begint bij de laatste vastgestelde versie.")
        if request.method == "POST" and form.is_valid():
            nieuw = nieuwe_versie(moment.evaluatie, reden=form.cleaned_data["reden"], door=request.user)
            form.noteer_bevestigd(nieuw, door=request.user)
            messages.success(request, f"Versie {nieuw.versie} is een concept. Versie {moment.versie} blijft te lezen.")
            return redirect(_terug(programma, jaar))
    except NietToegestaan as reden:
        if not form.is_bound:
            messages.error(request, str(reden))
            return redirect(_terug(programma, jaar))
        status = _blijf(form, reden)
    sjabloon = "monitoring/jaar/evaluatie_nieuwe_versie.html"
    return _toon(request, sjabloon, moment, "Nieuwe versie", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@lezer
@in_een_keer
def evaluatie_opmerkingen(request, programma, jaar):
    """Wat betrokkenen bij het concept opmerken. Iedereen met een rol leest; wie meldt of leidt, schrijft."""
    moment = jaarmoment(request, programma, jaar)
    mag_opmerken = request.user.mag_melden and moment.fase == Fase.CONCEPT
    if request.method == "POST" and not request.user.mag_melden:
        raise PermissionDenied("Je rol kan het concept lezen, maar er geen opmerking bij maken.")
    code = request.GET.get("onderdeel", "")
    onderdeel = next((rij for rij in Onderdeel.objects.filter(programma=programma) if rij.code == code), None)
    form = OpmerkingForm(
        request.POST if request.method == "POST" else None,
        instance=Opmerking(evaluatie=_evaluatie(moment), gebruiker=request.user), programma=programma,
        initial={"onderdeel": onderdeel},
    )  # fmt: skip
    status = 200
    try:
        if request.method == "POST" and form.is_valid():
            opmerking = plaats_opmerking(_evaluatie(moment), door=request.user, op=timezone.now(), **form.cleaned_data)
            form.noteer_bevestigd(opmerking, door=request.user)
            messages.success(request, "Je opmerking staat erbij.")
            return redirect("monitoring:evaluatie_opmerkingen", programma.slug, jaar)
    except NietToegestaan as reden:
        status = _blijf(form, reden)
    context = {
        "form": form,
        "mag_opmerken": mag_opmerken or form.is_bound,
        "opmerkingen": _opmerkingen(moment),
    }
    sjabloon = "monitoring/jaar/evaluatie_opmerkingen.html"
    return _toon(request, sjabloon, moment, "Opmerkingen", context, status=status)


@require_POST
@projectleider
def opmerking_verwerken(request, programma, jaar, pk):
    opmerking = get_object_or_404(Opmerking, pk=pk, evaluatie__programma=programma, evaluatie__jaar=jaar)
    try:
        zet_verwerkt(opmerking, request.POST.get("verwerkt") == "1", door=request.user)
    except NietToegestaan as reden:
        messages.error(request, str(reden))
    doel = reverse("monitoring:evaluatie_opmerkingen", args=[programma.slug, jaar])
    return redirect(f"{doel}#opmerking-{opmerking.pk}")


def _evaluatie(moment):
    """De evaluatie van dit moment; is er nog niets vastgelegd, dan een die in voorbereiding is."""
    return moment.evaluatie or Evaluatie(jaar=moment.jaar, peildatum=moment.einde)


def _opmerkingen(moment):
    if moment.evaluatie is None:
        return Opmerking.objects.none()
    return moment.evaluatie.opmerkingen.select_related("gebruiker", "onderdeel").order_by(
        F("onderdeel__volgorde").asc(nulls_first=True), "gemaakt_op", "pk"
    )


def _blijf(form, reden):
    """Het kan niet meer terwijl het formulier openstond: wat er is getypt blijft in beeld (409)."""
    form.add_error(None, f"{reden} Je tekst is niet opgeslagen: kopieer wat je wilt bewaren.")
    return 409


def _terug(programma, jaar):
    return reverse("monitoring:evaluatie_detail", args=[programma.slug, jaar])


def _toon(request, sjabloon, moment, kruimel, context, *, status=200):
    return render(request, sjabloon, {**kader(request.programma, moment, (kruimel, "")), **context}, status=status)
