"""Een status melden over één actie."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from acties.models import Actie
from acties.spoor.gezien import Tussendoor
from acties.toegang.toegang import melder
from monitoring.constanten import Status
from monitoring.datum import datum_tekst
from monitoring.lezen.pagina import kruimels_boven_actie
from monitoring.melden.forms import MeldingForm
from monitoring.melden.melding import laatst_gemeld, melden
from monitoring.melden.namens import kies, namens_keuzes
from monitoring.melden.werklijst import volgende_te_melden
from monitoring.models import Statusmelding


@melder
@require_http_methods(["GET", "HEAD", "POST"])
def actie_melden(request, programma, nummer):
    """Het meldformulier. Meldde iemand anders intussen, dan een 409 met beide teksten: de melder beslist."""
    nu = timezone.now()
    vandaag = timezone.localdate(nu)
    acties = Actie.objects.bij_te_werken_door(request.user, vandaag).select_related(
        "programma", "onderdeel", "lokaal_van"
    )
    actie = get_object_or_404(acties, programma=programma, nummer=nummer)
    keuzes = namens_keuzes(actie, request.user, vandaag)
    namens, organisatie = kies(request.POST.get("namens", request.GET.get("namens")), keuzes)
    laatste = laatst_gemeld(actie, organisatie)
    formulier = MeldingForm(
        request.POST if request.method == "POST" else None,
        actie=actie, organisatie=organisatie, door=request.user, op=nu,
        laatste=laatste, standaard_peildatum=programma.standaard_peildatum(vandaag),
    )  # fmt: skip
    pagina = {"actie": actie, "organisatie": organisatie, "namens": namens, "keuzes": keuzes, "formulier": formulier}
    if request.method == "POST" and formulier.is_valid():
        try:
            melding = _bewaar(formulier, nu, laatste)
        except Tussendoor as tussendoor:
            nieuwste = tussendoor.huidig
            formulier.na(nieuwste)
            return _toon(request, "monitoring/melden/conflict.html", pagina, laatste=nieuwste, status=409)
        except ValidationError as fout:
            formulier.neem_over(fout)
        else:
            _bevestig(request, melding)
            return redirect("monitoring:actie_detail", programma.slug, nummer)
    return _toon(request, "monitoring/melden/actie_melden.html", pagina, laatste=laatste)


def _bewaar(formulier, nu, laatste):
    """Melden; is dit verzoek al verwerkt maar staat er nu iets anders in, dan is ook dat een conflict.

    Wie teruggaat en hetzelfde nog eens verstuurt, zegt niets nieuws: dan blijft het bij ``laatste``.
    """
    nieuw = formulier.instance
    if laatste and laatste.gemeld_door == nieuw.gemeld_door and formulier.zegt_hetzelfde_als(laatste):
        return laatste
    melding = melden(
        nieuw.actie, organisatie=nieuw.organisatie, door=nieuw.gemeld_door, op=nu, velden=formulier.velden,
        gebaseerd_op=formulier.cleaned_data["gebaseerd_op"], verzoek=formulier.cleaned_data["verzoek"],
    )  # fmt: skip
    if not formulier.zegt_hetzelfde_als(melding):
        raise Tussendoor(melding)
    return melding


def _toon(request, sjabloon, pagina, *, laatste, status=200):
    programma, actie = request.programma, pagina["actie"]
    kruimels = [
        *kruimels_boven_actie(request, actie),
        (str(actie), reverse("monitoring:actie_detail", args=[programma.slug, actie.nummer])),
        ("Status melden", ""),
    ]
    context = {**pagina, "menu": "gemeenten" if actie.is_lokaal else "acties", "kruimels": kruimels, "laatste": laatste}
    return render(request, sjabloon, context, status=status)


def _bevestig(request, melding):
    messages.success(request, format_html("{}.", _opgeslagen(melding, request.programma)))
    geldend = Statusmelding.objects.nieuwste_van(melding.actie, melding.organisatie)
    if geldend != melding:
        messages.warning(
            request,
            f"Er is al een melding over een latere dag, {datum_tekst(geldend.peildatum)}. Die blijft vanaf die dag gelden.",
        )


def _opgeslagen(melding, programma):
    """Wat er is opgeslagen en wat een logische volgende stap is."""
    actie, organisatie = melding.actie, melding.organisatie
    tekst = format_html(
        'Opgeslagen: actie {} staat voor {} op “{}”, peildatum {}. <a href="{}">Naar mijn acties</a>',
        actie.nummer_tekst,
        organisatie or "de hele regio",
        Status(melding.status).label,
        datum_tekst(melding.peildatum),
        reverse("monitoring:mijn_acties", args=[programma.slug])
        + (f"?organisatie={organisatie.slug}" if organisatie else ""),
    )
    volgende = organisatie and volgende_te_melden(programma, organisatie, jaar=melding.peildatum.year, na=actie.nummer)
    if not volgende:
        return tekst
    doel = reverse("monitoring:actie_melden", args=[programma.slug, volgende.nummer])
    link = f"{doel}?namens={organisatie.slug}"
    return format_html('{} of meld meteen over <a href="{}">{}</a>', tekst, link, volgende)
