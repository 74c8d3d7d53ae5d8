"""Namens wie iemand over een actie kan melden."""

from collections.abc import Collection
from datetime import date

from django.http import Http404

from acties.models import Actie, Gebruiker, Organisatie

Keuzes = dict[str, Organisatie | None]

# De sleutel van de hele regio; een organisatie heeft haar slug als sleutel.
HELE_REGIO = ""


def mag_melden(acties: Collection[int], organisatie: Organisatie | None, *, door: Gebruiker, op: date) -> bool:
    """Of ``door`` op dag ``op`` namens ``organisatie`` (``None``: de regio) over al deze acties (op sleutel) mag melden."""
    mag = Actie.objects.te_melden_namens(organisatie, door=door, op=op).filter(pk__in=acties)
    return mag.count() == len(set(acties))


def sprekers(acties: Collection[int], *, door: Gebruiker, op: date) -> dict[int, Organisatie]:
    """Per actie (op sleutel) de organisatie waarvoor ``door`` op dag ``op`` namens de regio spreekt.

    Ontbreekt een actie, dan spreekt hij daar niet over, of als projectleider.
    """
    gevonden: dict[int, Organisatie] = {}
    for organisatie in door.organisaties(op):
        eigen = Actie.objects.regionaal().filter(pk__in=acties).aangejaagd_door([organisatie], op)
        gevonden = dict.fromkeys(eigen.values_list("pk", flat=True), organisatie) | gevonden
    return gevonden


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


def kies(sleutel: str | None, keuzes: Keuzes) -> tuple[str, Organisatie | None]:
    """De gekozen ``(sleutel, organisatie)``; zonder keuze de eerste. Wie iemand anders wil zijn, krijgt een 404."""
    if sleutel is None:
        return next(iter(keuzes.items()))
    if sleutel not in keuzes:
        raise Http404("Je kunt hier niet namens deze organisatie melden.")
    return sleutel, keuzes[sleutel]
