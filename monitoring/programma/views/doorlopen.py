"""Doorlopen naar een volgend programma: kijken wat er meegaat, en het dan maken."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from acties.models import Programma
from acties.toegang.toegang import projectleider
from acties.wijzigen.doorlopen import al_begonnen
from acties.wijzigen.forms_doorlopen import DoorloopForm
from monitoring.lezen.pagina import verslag_voor
from monitoring.programma.doorlopen import begin_vervolg, gaat_mee, keuzes, onaf, standen


@projectleider
@require_http_methods(["GET", "HEAD", "POST"])
def doorlopen(request, programma):
    """Eén formulier: het toont steeds wat er meegaat, en maakt pas als dat is gezien."""
    acties = programma.acties.regionaal()
    stand = standen(verslag_voor(request, programma, programma.standaard_peildatum(timezone.localdate())))
    nieuw = Programma(voorganger=programma)
    form = DoorloopForm(
        request.POST if request.method == "POST" else None, instance=nieuw, acties=acties,
        initial=_begin(programma, onaf(acties, stand)),
    )  # fmt: skip
    if request.method == "POST" and request.POST.get("handeling") == "maken":
        try:
            if gemaakt := _maak(form, door=request.user):
                messages.success(request, f"{gemaakt.met_looptijd} is gemaakt. Kijk het na.")
                return redirect("monitoring:actie_lijst", gemaakt.slug)
            if form.is_valid():
                messages.info(request, "Je wijzigde iets. Kijk na wat er meegaat en kies dan Programma maken.")
        except ValidationError as fout:
            form.add_error(None, fout.messages)
    return _toon(request, programma, form, list(acties), stand)


def _begin(programma, acties):
    start, duur = programma.eindjaar + 1, programma.eindjaar - programma.startjaar
    return {
        "naam": programma.naam,
        "slug": f"{programma.slug}-{start}"[:50],
        "startjaar": start,
        "eindjaar": start + duur,
        "acties": acties,
    }


def _maak(form, *, door):
    """Het nieuwe programma; ``None`` als het formulier niet klopt of de keuze nog niet is gezien."""
    if not form.is_valid():
        return al_begonnen(form.instance)  # een tweede klik: het adres is dan al van dit programma zelf
    if form.cleaned_data["gezien"] != form.samenvatting:
        return None
    gekozen = list(form.cleaned_data["acties"])
    return begin_vervolg(form.instance, form.instance.voorganger, gekozen, door=door).programma


def _toon(request, programma, form, acties, stand):
    start, eind, gekozen = form.keuze
    regels = keuzes(acties, gekozen, stand, start, eind)
    doorgeschoven = [regel for regel in regels if regel.doorgeschoven]
    return render(
        request,
        "monitoring/programma/doorlopen.html",
        {
            "menu": "",
            "form": form,
            "groepen": [
                *([("Doorgeschoven", doorgeschoven)] if doorgeschoven else []),
                ("Nog niet klaar", [regel for regel in regels if not (regel.klaar or regel.doorgeschoven)]),
                ("Afgerond of vervallen", [regel for regel in regels if regel.klaar]),
            ],
            "aantal": len(gekozen),
            "jaren": (start, eind),
            "gaat_mee": gaat_mee(programma),
            "opvolgers": programma.opvolgers.all(),
        },
    )
