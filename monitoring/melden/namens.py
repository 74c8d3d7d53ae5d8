"""Namens wie iemand over een actie kan melden."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest

from acties.models import Actie, Gebruiker, Organisatie
from monitoring.models import Statusmelding, Toegangslink

Keuzes = dict[str, Organisatie | None]

# De sleutel van de hele regio; een organisatie heeft haar slug als sleutel.
HELE_REGIO = ""


class NietGekozen(BadRequest):
    """Wie voor meer dan één kan spreken, verstuurde een melding zonder te kiezen namens wie."""

    uitleg = "Kies eerst namens wie je meldt. Er is nog niets opgeslagen."


def mag_melden(
    acties: Collection[int], organisatie: Organisatie | None, *, door: Gebruiker | Toegangslink, op: date
) -> bool:
    """Of ``door`` op dag ``op`` namens ``organisatie`` (``None``: de regio) over al deze acties (op sleutel) mag melden."""
    mag = Actie.objects.te_melden_namens(organisatie, door=door, op=op).filter(pk__in=acties)
    return mag.count() == len(set(acties))


def mag_corrigeren(melding: Statusmelding, *, door: Gebruiker | Toegangslink, op: date) -> bool:
    """Wie op deze dag over deze actie namens dezelfde mag melden. Die ziet ook het bewijs ervan."""
    return mag_melden([melding.actie_id], melding.organisatie, door=door, op=op)


def sprekers(acties: Collection[int], *, door: Gebruiker | Toegangslink, op: date) -> dict[int, Organisatie]:
    """Per actie (op sleutel) de organisatie waarvoor ``door`` op dag ``op`` namens de regio spreekt.

    Ontbreekt een actie, dan spreekt hij daar niet over, of als projectleider.
    """
    gevonden: dict[int, Organisatie] = {}
    for organisatie in door.organisaties(op):
        gevonden = dict.fromkeys(spreekt_over(acties, organisatie, op), organisatie) | gevonden
    return gevonden


def spreekt_over(acties: Collection[int], organisatie: Organisatie, op: date) -> set[int]:
    """Over welke van deze acties (op sleutel) deze organisatie op dag ``op`` namens de regio spreekt."""
    eigen = Actie.objects.regionaal().filter(pk__in=acties).aangejaagd_door([organisatie], op)
    return set(eigen.values_list("pk", flat=True))


def eigen_keuzes(gebruiker: Gebruiker, op: date) -> Keuzes:
    """Namens wie de gebruiker op deze dag meldt: de eigen organisaties, een projectleider daarna de hele regio."""
    keuzes: Keuzes = {organisatie.slug: organisatie for organisatie in gebruiker.organisaties(op)}
    return keuzes | ({HELE_REGIO: None} if gebruiker.is_projectleider else {})


def namens_keuzes(actie: Actie, gebruiker: Gebruiker, op: date) -> Keuzes:
    """Wie de gebruiker op deze dag kan vertegenwoordigen, de eerste keuze voorop. Een lokale actie is van één organisatie.

    Een projectleider: de hele regio en elke verantwoordelijke organisatie, ook een die is opgegaan in een andere (een
    melding over de tijd dat zij bestond kan nog). Een ander: de hele regio als een van zijn organisaties haar aanjaagt, en
    de eigen organisaties die verantwoordelijk zijn.
    """
    if actie.lokaal_van:
        nu = actie.lokaal_van.op(op)
        eerder = [organisatie for organisatie in actie.lokaal_van.keten() if organisatie != nu]
        return {organisatie.slug: organisatie for organisatie in [nu, *(eerder if gebruiker.is_projectleider else [])]}
    verantwoordelijk = list(Organisatie.objects.filter(partijen__acties=actie).distinct())
    if gebruiker.is_projectleider:
        return {HELE_REGIO: None, **{organisatie.slug: organisatie for organisatie in verantwoordelijk}}
    eigen = gebruiker.organisaties(op)
    keuzes: Keuzes = {HELE_REGIO: None} if sprekers([actie.pk], door=gebruiker, op=op) else {}
    return keuzes | {organisatie.slug: organisatie for organisatie in verantwoordelijk if organisatie in eigen}


def gekozen(sleutel: str | None, keuzes: Keuzes) -> tuple[str, Organisatie | None] | None:
    """De gekozen ``(sleutel, organisatie)``; wie maar één keuze heeft, hoeft niet te kiezen. ``None``: er is nog niet gekozen.

    Wie iemand anders wil zijn, krijgt een 404.
    """
    if sleutel is None:
        return next(iter(keuzes.items())) if len(keuzes) == 1 else None
    if sleutel not in keuzes:
        raise Http404("Je kunt hier niet namens deze organisatie melden.")
    return sleutel, keuzes[sleutel]


def lees_keuze(request: HttpRequest, keuzes: Keuzes) -> tuple[str, Organisatie | None] | None:
    """``gekozen`` uit een verzoek. Wie iets verstuurt zonder te kiezen, krijgt ``NietGekozen``."""
    keus = gekozen(request.POST.get("namens", request.GET.get("namens")), keuzes)
    if keus is None and request.method == "POST":
        raise NietGekozen
    return keus


def kies(sleutel: str | None, keuzes: Keuzes) -> tuple[str, Organisatie | None]:
    """Zoals ``gekozen``, voor een pagina om te lezen: zonder keuze de eerste."""
    return gekozen(sleutel, keuzes) or next(iter(keuzes.items()))
