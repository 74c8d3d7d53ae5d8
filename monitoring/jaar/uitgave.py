"""Het verslag van een jaar voor één lezer. De ene plek die kiest tussen de tabellen van nu en wat is vastgesteld.

Elke pagina en elk bestand van een jaar begint hier: het scherm, Excel, PDF, Word en JSON.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404
from django.utils import timezone

from acties.models import Overleg, Programma
from monitoring.jaar.jaarstuk import bouw_jaarstuk, lees_bewaard, lees_vastgesteld, naar_opslag
from monitoring.jaar.peilmoment import Peilmoment, peilmoment
from monitoring.lezen.pagina import verslag_voor
from monitoring.models import Evaluatie
from monitoring.verslag.bewaard import bewaard_verslag
from monitoring.verslag.bezoekers import json_voor_bezoekers, voor_bezoekers
from monitoring.verslag.vorm import Verslag


@dataclass(frozen=True, slots=True, kw_only=True)
class Jaarverslag:
    """Een ``Verslag`` met het moment waar het over gaat.

    Alleen als het is vastgesteld zijn er een ``sha256`` (van de versie die deze lezer mag zien), ``op`` (plaatselijke tijd)
    en ``door`` (een naam, leeg voor een bezoeker).
    """

    moment: Peilmoment
    verslag: Verslag
    sha256: str = ""
    op: datetime | None = None
    door: str = ""


def nieuwste_moment(programma: Programma, jaar: int) -> Peilmoment:
    """Het moment van dit jaar in de nieuwste versie. Fout: ``Http404``."""
    moment = peilmoment(programma, jaar, timezone.localdate())
    if moment is None:
        raise Http404(f"Over {jaar} is er geen evaluatie: het programma loopt dan niet, of nog niet.")
    return moment


def jaarmoment(request: Any, programma: Programma, jaar: int) -> Peilmoment:
    """Het moment van dit jaar, in de versie uit ``?versie=1`` of anders de nieuwste. Fout: ``Http404``."""
    moment = nieuwste_moment(programma, jaar)
    gevraagd = request.GET.get("versie", "")
    if not gevraagd:
        return moment
    versie = int(gevraagd) if gevraagd.isascii() and gevraagd.isdigit() and len(gevraagd) < 6 else 0
    gekozen = moment if versie == moment.versie else moment.met_versie(versie)
    if gekozen is None:
        raise Http404(f"Van de evaluatie van {jaar} is er geen versie {gevraagd[:20]}.")
    return gekozen


def jaarverslag_van(request: Any, programma: Programma, jaar: int, *, overleg: str = "") -> Jaarverslag:
    """Het verslag van ``jaar`` zoals deze lezer het mag zien; ``overleg`` (een slug): dat van zijn deelnemers.

    Vastgesteld: zoals het toen werd bewaard, wat er daarna ook veranderde. Anders: uit de tabellen. Een overleg zonder
    deelnemers leest het verslag van de regio. Fout: ``Http404``.
    """
    moment = jaarmoment(request, programma, jaar)
    if moment.vastgesteld and moment.evaluatie:
        return _vastgesteld(request, moment, moment.evaluatie, overleg)
    keuzes: dict[str, Any] = {"vorige_peildatum": moment.vorige_peildatum, "evaluatie": moment.evaluatie, "jaar": jaar}
    if overleg:
        rij = Overleg.objects.filter(slug=overleg).first()
        if rij is None:
            raise Http404("Dit overleg bestaat niet.")
        keuzes["overleg"] = rij
    return Jaarverslag(moment=moment, verslag=verslag_voor(request, programma, moment.peildatum, **keuzes))


def _vastgesteld(request: Any, moment: Peilmoment, evaluatie: Evaluatie, overleg: str) -> Jaarverslag:
    stuk = lees_vastgesteld(evaluatie.pk, evaluatie.sha256)
    if overleg and overleg not in {regel.slug for regel in stuk.regio.overleggen}:
        raise Http404("Dit overleg bestond niet toen de evaluatie werd vastgesteld.")
    verslag = (stuk.van_overleg(overleg) if overleg else None) or stuk.regio
    ingelogd = request.user.is_authenticated
    return Jaarverslag(
        moment=moment,
        verslag=verslag if ingelogd else voor_bezoekers(verslag),
        sha256=evaluatie.sha256 if ingelogd else stuk.sha256_openbaar,
        op=stuk.vastgesteld_op and timezone.localtime(stuk.vastgesteld_op),
        door=stuk.vastgesteld_door if ingelogd else "",
    )


def jaardocument(request: Any, programma: Programma, jaar: int) -> tuple[Peilmoment, dict[str, Any]]:
    """Het jaarstuk als JSON-waarden, voor deze lezer: zoals het is bewaard, of uit de tabellen als concept."""
    moment = jaarmoment(request, programma, jaar)
    data: Any
    if moment.vastgesteld and moment.evaluatie:
        data = lees_bewaard(moment.evaluatie.pk, moment.evaluatie.sha256)
    else:
        data = naar_opslag(
            bouw_jaarstuk(
                programma, moment.peildatum, vorige_peildatum=moment.vorige_peildatum, jaar=jaar,
                evaluatie=moment.evaluatie, bouw=bewaard_verslag,
            )
        )  # fmt: skip
    return moment, data if request.user.is_authenticated else json_voor_bezoekers(data)
