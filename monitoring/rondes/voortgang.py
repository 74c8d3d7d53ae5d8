"""De voortgang van een updateronde voor de projectleider: per overleg en organisatie wie meldde, en wie er inlogt."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from acties.models import Gebruiker, Lidmaatschap
from monitoring.lezen.matrix import OVERIGE, overleggen_met_gemeenten
from monitoring.rondes.rondestand import Rondelijst, Rondestand


@dataclass(frozen=True, slots=True)
class Melder:
    """Een organisatie in de ronde. ``gebruikers`` zijn wie nu voor haar kan melden; dat kunnen er nul zijn."""

    naam: str
    slug: str
    lijst: Rondelijst
    gebruikers: tuple[Gebruiker, ...]


@dataclass(frozen=True, slots=True)
class Groep:
    """De organisaties van één overleg, met de telling over hen samen."""

    naam: str
    melders: tuple[Melder, ...]
    lijst: Rondelijst


def melders_van(stand: Rondestand, vandaag: date) -> dict[str, list[Gebruiker]]:
    """Per organisatie (op slug) de actieve gebruikers die vandaag voor haar melden. Eén query."""
    per_organisatie: dict[str, list[Gebruiker]] = defaultdict(list)
    op_sleutel = {organisatie.pk: organisatie for organisatie in stand.organisaties.values()}
    for lid in Lidmaatschap.objects.melders().select_related("gebruiker").order_by("gebruiker__username"):
        lid.organisatie = op_sleutel[lid.organisatie_id]
        organisatie = lid.meldt_voor(vandaag)
        if organisatie and lid.gebruiker not in per_organisatie[organisatie.slug]:
            per_organisatie[organisatie.slug].append(lid.gebruiker)
    return per_organisatie


def voortgang(stand: Rondestand, vandaag: date) -> list[Groep]:
    """Elke organisatie die iets meldt in precies één groep, in de volgorde van de overleggen."""
    gebruikers = melders_van(stand, vandaag)
    over = sorted({schuld.organisatie for schuld in stand.schulden}, key=lambda slug: stand.organisaties[slug].naam)
    bron_van = {bron: schuld.organisatie for schuld in stand.schulden for bron in schuld.bronnen}
    groepen = []
    for overleg in overleggen_met_gemeenten(stand.verslag.overleggen):
        deelnemers = {bron_van.get(o.slug) for o in stand.verslag.organisaties if o.naam in overleg.organisaties}
        leden = [slug for slug in over if slug in deelnemers]
        over = [slug for slug in over if slug not in leden]
        groepen.append((overleg.met_subregio, leden))
    groepen.append((OVERIGE, over))
    return [_groep(naam, leden, stand, gebruikers) for naam, leden in groepen if leden]


def _groep(naam: str, leden: list[str], stand: Rondestand, gebruikers: dict[str, list[Gebruiker]]) -> Groep:
    melders = tuple(
        Melder(stand.organisaties[slug].naam, slug, stand.van(slug), tuple(gebruikers.get(slug, ()))) for slug in leden
    )
    schulden = tuple(schuld for melder in melders for schuld in melder.lijst.schulden)
    return Groep(naam, melders, Rondelijst(schulden))
