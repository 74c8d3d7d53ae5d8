"""Wat elke leespagina deelt: de peildatum uit het adres en het verslag dat deze lezer mag zien."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from acties.models import Overleg, Programma
from monitoring.datum import datum_tekst
from monitoring.lezen.afspraken import open_en_te_laat
from monitoring.lezen.waarheid import VAN_NU
from monitoring.models import Gevolgd
from monitoring.verslag.afspraakregel import AfspraakRegel, dringendste_eerst, op_dag
from monitoring.verslag.afspraken import afspraken_voor
from monitoring.verslag.bewaard import verslag_voor_lezer
from monitoring.verslag.geldend import jaarversies
from monitoring.verslag.vorm import Verslag

TE_VOLGEN = ("actie", "onderdeel", "organisatie")


def lees_peildatum(request, programma, *, veld="peildatum", standaard=None) -> date:
    """De peildatum uit ``?peildatum=2021-12-31`` of ``?jaar=2021``; zonder of met een onbruikbare datum de standaard, mét uitleg.

    ``standaard``: een andere dag dan vandaag (of de laatste van het programma). Zet bij het veld ``peildatum``
    ``request.peil``: het stuk adres waarmee een link dezelfde peildatum houdt.
    """
    vandaag = timezone.localdate()
    standaard = standaard or programma.standaard_peildatum(vandaag)
    tekst = request.GET.get(veld, "").strip() or (_dag_van_jaar(request, programma) if veld == "peildatum" else "")
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
            van_nu = f"&stand={VAN_NU}" if request.GET.get("stand") == VAN_NU else ""
            request.peil = f"?peildatum={peildatum.isoformat()}{van_nu}"
        return peildatum
    messages.error(request, f"Peildatum “{tekst[:20]}” {fout} Je ziet nu de stand op {datum_tekst(standaard)}.")
    return standaard


def _dag_van_jaar(request, programma) -> str:
    """De peildatum van ``?jaar=2021``: die van de evaluatie, of anders de laatste dag; van dit jaar is dat vandaag."""
    gevraagd = request.GET.get("jaar", "").strip()
    jaar = next((jaar for jaar in programma.jaren if str(jaar) == gevraagd), None)
    if jaar is None:
        return gevraagd
    versies = jaarversies(programma).get(jaar)
    evaluatie = versies and (versies.vastgesteld or versies.nieuwste)
    einde = evaluatie.peildatum if evaluatie else date(jaar, 12, 31)
    return min(einde, max(timezone.localdate(), date(jaar, 1, 1))).isoformat()


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


def lees_afspraken(request, programma, verslag: Verslag) -> tuple[tuple[AfspraakRegel, ...], date]:
    """Met de dag. Vraagt iemand een peildatum, dan zoals zij die dag stonden; anders zoals zij vandaag staan."""
    dag = verslag.peildatum if getattr(request, "peil", "") else timezone.localdate()
    return dringendste_eerst(op_dag(afspraken_voor(request.user, programma).values(), dag)), dag


def open_afspraken(request, programma, verslag: Verslag, *, nummer: int | None = None, onderdeel: str = ""):
    """Wat open staat over één actie of één onderdeel, het dringendste eerst, met de zin erboven."""
    regels, dag = lees_afspraken(request, programma, verslag)
    open_ = [regel for regel in regels if regel.open and (regel.nummer, regel.onderdeel_code) == (nummer, onderdeel)]
    return {"afspraken": open_, "afspraakzin": open_en_te_laat(open_, dag), "dag": dag}


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
    return verslag_voor_lezer(request.user, programma, peildatum, **keuzes)


def wat_ik_volg(request: Any, programma: Programma) -> tuple[tuple[str, int], ...]:
    """Soort en sleutel van alles wat deze lezer volgt; ook in ``request.gevolgd``. Eén query voor wie is ingelogd."""
    request.gevolgd = ()
    if request.user.is_authenticated:
        rijen = Gevolgd.objects.van(request.user, programma).values(*TE_VOLGEN)
        request.gevolgd = tuple((soort, rij[soort]) for rij in rijen for soort in TE_VOLGEN if rij[soort])
    return request.gevolgd
