"""De afspraken van de overleggen: lezen, vastleggen, verbeteren en zeggen wat ervan kwam."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_safe

from acties.models import Overleg
from acties.spoor.eenmalig import in_een_keer
from acties.spoor.gezien import om_te_wijzigen
from acties.spoor.logboek import noteer_na_opslaan
from acties.toegang.toegang import leespagina, projectleider, werkpagina
from monitoring.afspraken.filter import AfspraakFilter
from monitoring.afspraken.forms import AfhandelForm, AfspraakForm
from monitoring.lezen.afspraken import open_en_te_laat
from monitoring.models import Afspraak
from monitoring.verslag.afspraken import afspraken_voor

FORMULIER = require_http_methods(["GET", "HEAD", "POST"])
afhandelaar = werkpagina(lambda gebruiker: gebruiker.mag_melden, "Je rol kan afspraken lezen, maar niet afhandelen.")


@require_safe
@leespagina
def afspraak_lijst(request, programma):
    """Elke afspraak die deze lezer mag zien, met de stand van vandaag."""
    vandaag = timezone.localdate()
    regels = afspraken_voor(request.user, programma)
    filter_ = AfspraakFilter(request.GET, regels=regels, dag=vandaag)
    gekozen = filter_.gekozen
    context = {
        **_kader(programma),
        "afspraken": list(gekozen.items()),
        "filter": filter_,
        "gefilterd": len(gekozen) < len(regels) or bool(filter_.changed_data),
        "onder": open_en_te_laat(regels.values(), vandaag),
        "dag": vandaag,
        "eigen": _af_te_handelen(request, programma),
    }
    return render(request, "monitoring/afspraken/afspraak_lijst.html", context, status=400 if filter_.errors else 200)


@projectleider
@FORMULIER
@in_een_keer
def afspraak_nieuw(request, programma):
    """``?overleg=pora&datum=2023-02-01``: van welk overleg, al ingevuld."""
    form = AfspraakForm(
        _ingevuld(request),
        instance=Afspraak(programma=programma),
        initial=_uit_adres(request),
        vandaag=timezone.localdate(),
    )
    return _bewaar(request, programma, form, "Afspraak vastleggen")


@projectleider
@FORMULIER
@in_een_keer
def afspraak_bewerken(request, programma, pk):
    rijen = om_te_wijzigen(programma.afspraken.select_related("programma", "overleg"), request)
    afspraak = get_object_or_404(rijen, pk=pk)
    form = AfspraakForm(_ingevuld(request), instance=afspraak, vandaag=timezone.localdate())
    return _bewaar(request, programma, form, "Afspraak bewerken")


@afhandelaar
@FORMULIER
@in_een_keer
def afspraak_afhandelen(request, programma, pk):
    """Zeggen wat er is gedaan: wie voor de organisatie meldt, of de projectleider. Laten vervallen doet alleen die laatste."""
    vandaag = timezone.localdate()
    eigen = Afspraak.objects.af_te_handelen_door(request.user, vandaag).filter(programma=programma)
    afspraak = get_object_or_404(om_te_wijzigen(eigen.select_related("overleg", "organisatie"), request), pk=pk)
    begin = {"stand": "gedaan", "afgehandeld_op": vandaag} if afspraak.stand == "open" else {}
    form = AfhandelForm(
        _ingevuld(request), instance=afspraak, initial=begin, vandaag=vandaag, vrij=request.user.is_projectleider
    )
    return _bewaar(request, programma, form, "Afspraak afhandelen")


def _bewaar(request, programma, form, titel):
    """Bewaar wat is verstuurd en ga terug naar de lijst, of toon het formulier."""
    nieuw = form.instance.pk is None
    if form.is_bound and form.is_valid():
        if nieuw or form.has_changed():
            noteer_na_opslaan("toevoegen" if nieuw else "wijzigen", form.save(), door=request.user)
            form.noteer_bevestigd(form.instance, door=request.user)
        messages.success(request, "De afspraak is vastgelegd." if nieuw else "De afspraak is opgeslagen.")
        return redirect(f"{_lijst(programma)}#afspraak-{form.instance.pk}")
    sjabloon = "afspraak_afhandelen" if isinstance(form, AfhandelForm) else "afspraak_bewerken"
    context = {**_kader(programma, (titel, "")), "form": form, "afspraak": form.instance, "titel": titel}
    return render(request, f"monitoring/afspraken/{sjabloon}.html", context, status=form.status)


def _af_te_handelen(request, programma):
    """De sleutels van de afspraken waarvan deze lezer kan zeggen wat ervan kwam."""
    if not request.user.mag_melden:
        return set()
    eigen = Afspraak.objects.af_te_handelen_door(request.user, timezone.localdate()).filter(programma=programma)
    return set(eigen.values_list("pk", flat=True))


def _uit_adres(request):
    """Wat het adres al weet; wat er niet klopt, blijft leeg."""
    overleg = {deel.slug: deel for deel in Overleg.objects.all()}.get(request.GET.get("overleg", ""))
    try:
        datum = parse_date(request.GET.get("datum", ""))
    except ValueError:
        datum = None
    return {naam: waarde for naam, waarde in (("overleg", overleg), ("datum", datum)) if waarde}


def _ingevuld(request):
    return request.POST if request.method == "POST" else None


def _lijst(programma):
    return reverse("monitoring:afspraak_lijst", args=[programma.slug])


def _kader(programma, *kruimels):
    """Wat elke pagina over afspraken deelt: het menu en het kruimelpad."""
    evaluatie = ("Evaluatie", reverse("monitoring:evaluatie_lijst", args=[programma.slug]))
    lijst = ("Afspraken", _lijst(programma) if kruimels else "")
    return {"menu": "evaluatie", "kruimels": [evaluatie, lijst, *kruimels]}
