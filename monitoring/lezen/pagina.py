"""Wat elke leespagina deelt: de peildatum uit het adres en het verslag dat deze lezer mag zien."""

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from acties.models import Overleg
from monitoring.datum import datum_tekst
from monitoring.models import Evaluatie
from monitoring.verslag.bewaard import bewaard_verslag
from monitoring.verslag.bezoekers import voor_bezoekers


def lees_peildatum(request, programma, *, veld="peildatum", standaard=None) -> date:
    """De peildatum uit ``?peildatum=2021-12-31``; zonder of met een onbruikbare datum de standaard, mét uitleg.

    ``standaard``: een andere dag dan vandaag (of de laatste van het programma). Zet bij het veld ``peildatum``
    ``request.peil``: het stuk adres waarmee een link dezelfde peildatum houdt.
    """
    vandaag = timezone.localdate()
    standaard = standaard or programma.standaard_peildatum(vandaag)
    tekst = request.GET.get(veld, "").strip()
    if not tekst:
        return standaard
    try:
        peildatum = parse_date(tekst)
    except ValueError:
        peildatum = None
    if peildatum is None:
        fout = "is geen geldige datum. Schrijf een datum als 2021-12-31."
    elif peildatum > vandaag:
        fout = "ligt in de toekomst. Kies vandaag of een eerdere dag."
    elif peildatum < programma.eerste_dag:
        fout = f"ligt vóór het begin van het programma op {datum_tekst(programma.eerste_dag)}. Kies een latere dag."
    else:
        if veld == "peildatum":
            request.peil = f"?peildatum={peildatum.isoformat()}"
        return peildatum
    messages.error(request, f"Peildatum “{tekst[:20]}” {fout} Je ziet nu de stand op {datum_tekst(standaard)}.")
    return standaard


def kruimels_boven(request, programma, naam: str = "", slug: str = "") -> list[tuple[str, str]]:
    """Het begin van het kruimelpad van een actie: de lijst, of bij een lokale actie de organisatie met deze naam en slug."""
    peil = getattr(request, "peil", "")
    if not slug:
        return [("Acties", reverse("monitoring:actie_lijst", args=[programma.slug]) + peil)]
    gemeenten = reverse("monitoring:gemeenten", args=[programma.slug])
    organisatie = reverse("monitoring:organisatie_detail", args=[programma.slug, slug])
    return [("Gemeenten", gemeenten + peil), (naam, f"{organisatie}{peil}#lokaal")]


def kruimels_boven_actie(request, actie) -> list[tuple[str, str]]:
    """``kruimels_boven`` bij wie de actie nu heeft."""
    van = actie.lokaal_van and actie.lokaal_van.op(timezone.localdate())
    return kruimels_boven(request, actie.programma, *((van.naam, van.slug) if van else ()))


def lees_overleg(request) -> Overleg | None:
    """Het overleg uit ``?overleg=pora``, of ``None`` voor de hele regio. Een onbekend overleg is een 404."""
    slug = request.GET.get("overleg", "").strip()
    if not slug:
        return None
    for overleg in Overleg.objects.all():
        if overleg.slug == slug:
            return overleg
    raise Http404("Dit overleg bestaat niet.")


def verslag_voor(request, programma, peildatum, **keuzes):
    """``bewaard_verslag`` voor deze lezer: wie niet inlogt, krijgt geen namen, bijsturing en niet-openbare teksten."""
    verslag = bewaard_verslag(programma, peildatum, **keuzes)
    return verslag if request.user.is_authenticated else voor_bezoekers(verslag)


def verslag_van_jaar(request, programma, peildatum):
    """``verslag_voor`` met de duidingen en besprekingen uit de evaluatie over het jaar van de peildatum, als die er is.

    ``verslag.jaar`` is dat jaar; na afloop van het programma het laatste.
    """
    jaar = min(peildatum.year, programma.eindjaar)
    evaluatie = Evaluatie.objects.geldend(programma, jaar)
    return verslag_voor(request, programma, peildatum, evaluatie=evaluatie, jaar=jaar)
