"""De actielijst zoals het adres haar vraagt: gefilterd en gesorteerd. Eén plek, voor het scherm en voor de export."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from acties.models import Actie, Programma
from monitoring.lezen.filters import SORTERINGEN, ActieFilter
from monitoring.lezen.pagina import lees_peildatum
from monitoring.lezen.waarheid import verslag_op
from monitoring.verslag.vorm import TELBAAR, ActieStand, Verslag


def gefilterde_acties(
    request: HttpRequest, programma: Programma, *, met_lokaal: bool = True
) -> tuple[Verslag, tuple[ActieStand, ...], ActieFilter]:
    """Het verslag op de peildatum, de acties die de filters overlaten en de filterset.

    De acties staan in de gevraagde volgorde, de vervallen acties altijd achteraan. Klopt een filter niet, dan is de
    lijst leeg en zegt ``filterset.errors`` waarom: een tikfout toont nooit ongemerkt alles. Lokale acties staan er alleen
    in als het adres erom vraagt, en nooit zonder ``met_lokaal``.
    """
    verslag = verslag_op(request, programma, lees_peildatum(request, programma))
    acties = Actie.objects.filter(programma=programma).zichtbaar_voor(request.user)
    filterset = ActieFilter(request.GET, acties, request=request, verslag=verslag, met_lokaal=met_lokaal)
    if not filterset.is_valid():
        return verslag, (), filterset
    nummers = set(filterset.qs.values_list("nummer", flat=True))
    gekozen = [actie for actie in filterset.standen if actie.nummer in nummers]
    return verslag, _gesorteerd(gekozen, filterset.sortering), filterset


SLEUTELS = {
    "nr": lambda actie: actie.nummer,
    "titel": lambda actie: (actie.titel.casefold(), actie.nummer),
    "planning": lambda actie: actie.prioriteit,
    "status": lambda actie: ((*TELBAAR, "vervallen").index(actie.stand), actie.prioriteit),
}


def _gesorteerd(acties: list[ActieStand], sortering: str) -> tuple[ActieStand, ...]:
    op_volgorde = sorted(acties, key=SLEUTELS[sortering.lstrip("-")], reverse=sortering.startswith("-"))
    return tuple(sorted(op_volgorde, key=lambda actie: actie.vervallen))


@dataclass(frozen=True, slots=True)
class Chip:
    """Een actief filter, met het adres van de lijst zonder dat filter."""

    label: str
    adres: str


@dataclass(frozen=True, slots=True)
class Kolomkop:
    """Een kolom waarop te sorteren is. ``richting``: ``ascending``, ``descending`` of leeg."""

    label: str
    richting: str
    adres: str


def chips(filterset: ActieFilter) -> list[Chip]:
    """De actieve filters, in de volgorde van het formulier. Alleen voor een geldig filter."""
    gekozen = []
    for naam, waarde in filterset.form.cleaned_data.items():
        veld = filterset.form.fields[naam]
        if isinstance(waarde, list):
            woorden = dict(veld.choices)
            gekozen += [
                Chip(label=woorden[deel], adres=adres(filterset, zonder=(naam, deel))) for deel in dict.fromkeys(waarde)
            ]
        elif waarde and naam != "sorteer":
            woord = dict(veld.choices)[waarde] if hasattr(veld, "choices") else f"“{waarde}”"
            gekozen.append(
                Chip(label=veld.label if waarde is True else woord, adres=adres(filterset, zonder=(naam, None)))
            )
    return gekozen


def kolomkoppen(filterset: ActieFilter) -> dict[str, Kolomkop]:
    huidig = filterset.sortering
    return {
        code: Kolomkop(
            label=label,
            richting={code: "ascending", f"-{code}": "descending"}.get(huidig, ""),
            adres=adres(filterset, sorteer=f"-{code}" if huidig == code else code),
        )
        for code, label in SORTERINGEN.items()
    }


def adres(filterset: ActieFilter, *, zonder: tuple[str, str | None] = ("", None), **anders: str) -> str:
    """Het stuk adres (``?…``) van deze lijst: alleen bekende en gevulde sleutels, met de peildatum.

    ``zonder``: laat van één filter deze waarde weg (``None``: alle). ``anders``: zet een sleutel op een andere waarde.
    """
    vraag = QueryDict(mutable=True)
    for naam in ("peildatum", "stand", *filterset.filters):
        waarden = dict.fromkeys(waarde for waarde in filterset.data.getlist(naam) if waarde)
        vraag.setlist(naam, [w for w in waarden if zonder not in ((naam, w), (naam, None))])
    for naam, waarde in anders.items():
        vraag[naam] = waarde
    gecodeerd = vraag.urlencode()
    return f"?{gecodeerd}" if gecodeerd else "?"
