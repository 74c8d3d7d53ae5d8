"""De evaluatie van een jaar voor één lezer: kiest tussen de tabellen van nu en wat is vastgesteld.

Elke pagina en elk bestand van de evaluatie van een jaar begint hier: het scherm, Excel, PDF, Word en JSON. Een leespagina op
een peildatum begint bij ``lezen.waarheid``.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from acties.models import Overleg, Programma
from monitoring.jaar.jaarstuk import bouw_jaarstuk, naar_opslag
from monitoring.jaar.peilmoment import Peilmoment, peilmoment
from monitoring.lezen.pagina import verslag_voor
from monitoring.lezen.waarheid import merk, voorlopig_bestand, waarheid
from monitoring.models import Evaluatie
from monitoring.verslag.afspraakregel import AfspraakRegel
from monitoring.verslag.afspraken import bewaarde_afspraken_van_jaar
from monitoring.verslag.bewaard import bewaard_verslag
from monitoring.verslag.bezoekers import afspraken_voor_bezoekers, json_voor_bezoekers, voor_bezoekers
from monitoring.verslag.vastgesteld import BRIEFVORM, Aanvaard, lees_bewaard, lees_vastgesteld
from monitoring.verslag.vorm import Verslag


@dataclass(frozen=True, slots=True, kw_only=True)
class Jaarverslag:
    """Een ``Verslag`` met het moment waar het over gaat.

    Alleen als het is vastgesteld zijn er een ``sha256`` (van de versie die deze lezer mag zien), ``op`` (plaatselijke tijd)
    en ``door`` (een naam, leeg voor een bezoeker), en voor wie inlogt wat er bij het vaststellen openstond en is ``aanvaard``.
    ``afspraken`` van de overleggen horen bij een stuk: vastgesteld zoals zij toen waren, anders zoals zij nu zijn.
    ``briefvorm``: die van toen, en anders de nieuwste.
    """

    moment: Peilmoment
    verslag: Verslag
    sha256: str = ""
    aanvaard: tuple[Aanvaard, ...] = ()
    op: datetime | None = None
    door: str = ""
    afspraken: tuple[AfspraakRegel, ...] = ()
    briefvorm: int = BRIEFVORM

    @property
    def dag(self) -> date:
        """De dag waarop een afspraak te laat is of niet: die van vaststellen, en anders vandaag."""
        return self.op.date() if self.op else timezone.localdate()


def nieuwste_moment(programma: Programma, jaar: int) -> Peilmoment:
    """Het moment van dit jaar in de nieuwste versie. Fout: ``Http404``."""
    moment = peilmoment(programma, jaar, timezone.localdate())
    if moment is None:
        raise Http404(f"Over {jaar} is er geen evaluatie: het programma loopt dan niet, of nog niet.")
    return moment


def jaarmoment(request: Any, programma: Programma, jaar: int) -> Peilmoment:
    """Het moment van dit jaar, in de versie uit ``?versie=1`` of anders de nieuwste. Fout: ``Http404``.

    Een bezoeker leest de nieuwste versie die is vastgesteld, zolang een nieuwere nog in de maak is.
    """
    moment = nieuwste_moment(programma, jaar)
    gevraagd = request.GET.get("versie", "")
    if not gevraagd:
        vast = moment.laatst_vastgesteld
        if request.user.is_authenticated or moment.vastgesteld or vast is None:
            return moment
        return moment.met_versie(vast.versie) or moment
    versie = int(gevraagd) if gevraagd.isascii() and gevraagd.isdigit() and len(gevraagd) < 6 else 0
    gekozen = moment if versie == moment.versie else moment.met_versie(versie)
    if gekozen is None:
        raise Http404(f"Van de evaluatie van {jaar} is er geen versie {gevraagd[:20]}.")
    return gekozen


def weiger_voorlopig(request: Any, moment: Peilmoment) -> None:
    """Een bezoeker krijgt geen papier of bestand van een jaar dat niet is vastgesteld. Fout: ``PermissionDenied``."""
    if not moment.vastgesteld and not request.user.is_authenticated:
        raise PermissionDenied(voorlopig_bestand(moment.jaar))


def jaarverslag_van(request: Any, programma: Programma, jaar: int, *, overleg: str = "") -> Jaarverslag:
    """Het verslag van ``jaar`` zoals deze lezer het mag zien; ``overleg`` (een slug): dat van zijn deelnemers.

    Vastgesteld: zoals het toen werd bewaard, wat er daarna ook veranderde. Anders: uit de tabellen. Een overleg zonder
    deelnemers leest het verslag van de regio. Fout: ``Http404``.
    """
    return _jaarverslag(request, programma, jaarmoment(request, programma, jaar), overleg)


def jaarverslag_als_stuk(request: Any, programma: Programma, jaar: int, *, overleg: str = "") -> Jaarverslag:
    """``jaarverslag_van`` voor een papier of bestand. Fouten: ``Http404``, ``PermissionDenied``."""
    moment = jaarmoment(request, programma, jaar)
    weiger_voorlopig(request, moment)
    stuk = _jaarverslag(request, programma, moment, overleg)
    if moment.vastgesteld:
        return stuk
    nu = bewaarde_afspraken_van_jaar(programma, jaar, timezone.localdate())
    return replace(stuk, afspraken=nu)  # een bezoeker komt hier niet: het stuk is voorlopig


def _jaarverslag(request: Any, programma: Programma, moment: Peilmoment, overleg: str) -> Jaarverslag:
    if moment.vastgesteld and moment.evaluatie:
        return _vastgesteld(request, programma, moment, moment.evaluatie, overleg)
    keuzes = moment.keuzes
    if overleg:
        rij = Overleg.objects.filter(slug=overleg).first()
        if rij is None:
            raise Http404("Dit overleg bestaat niet.")
        keuzes["overleg"] = rij
    merk(request, voorlopig=True)
    return Jaarverslag(moment=moment, verslag=verslag_voor(request, programma, moment.peildatum, **keuzes))


def _vastgesteld(
    request: Any, programma: Programma, moment: Peilmoment, evaluatie: Evaluatie, overleg: str
) -> Jaarverslag:
    stuk = lees_vastgesteld(evaluatie.pk, evaluatie.sha256)
    if overleg and overleg not in {regel.slug for regel in stuk.regio.overleggen}:
        raise Http404("Dit overleg bestond niet toen de evaluatie werd vastgesteld.")
    verslag = (stuk.van_overleg(overleg) if overleg else None) or stuk.regio
    ingelogd = request.user.is_authenticated
    merk(request, waarheid=None if moment.opvolger else waarheid(programma, evaluatie, verslag))
    return Jaarverslag(
        moment=moment,
        verslag=verslag if ingelogd else voor_bezoekers(verslag),
        sha256=evaluatie.sha256 if ingelogd else stuk.sha256_openbaar,
        aanvaard=stuk.aanvaard if ingelogd else (),
        briefvorm=stuk.briefvorm,
        op=stuk.vastgesteld_op and timezone.localtime(stuk.vastgesteld_op),
        door=stuk.vastgesteld_door if ingelogd else "",
        afspraken=stuk.afspraken if ingelogd else afspraken_voor_bezoekers(stuk.afspraken),
    )


def jaardocument(request: Any, programma: Programma, jaar: int) -> tuple[Peilmoment, dict[str, Any]]:
    """Het jaarstuk als JSON-waarden, voor deze lezer: zoals het is bewaard, of uit de tabellen als concept.

    Fouten: ``Http404``, ``PermissionDenied``.
    """
    moment = jaarmoment(request, programma, jaar)
    weiger_voorlopig(request, moment)
    data: Any
    if moment.vastgesteld and moment.evaluatie:
        data = lees_bewaard(moment.evaluatie.pk, moment.evaluatie.sha256)
    else:
        data = naar_opslag(bouw_jaarstuk(programma, moment, bouw=bewaard_verslag))
    return moment, data if request.user.is_authenticated else json_voor_bezoekers(data)
