"""De voortgang van een updateronde voor de projectleider: per overleg en organisatie wie meldde, en wie er inlogt."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from acties.constanten import Rol
from acties.models import Gebruiker, Lidmaatschap, Organisatie
from monitoring.lezen.matrix import OVERIGE, overleggen_met_gemeenten
from monitoring.melden.namens import HELE_REGIO
from monitoring.rondes.rondestand import Rondelijst, Rondestand

# De groep van de projectleider: het woord voor de regio waar geen aanjager een organisatie noemt.
NAMENS_DE_REGIO, PROJECTLEIDER = "Namens de regio", "Projectleider"


@dataclass(frozen=True, slots=True)
class Melder:
    """Wie in de ronde meldt: een organisatie, of met een lege slug de projectleider.

    ``gebruikers`` zijn wie dat nu kan doen; dat kunnen er nul zijn.
    """

    naam: str
    slug: str
    lijst: Rondelijst
    gebruikers: tuple[Gebruiker, ...]

    @property
    def heeft_werkboek(self) -> bool:
        """Of er voor een organisatie nog iets in een werkboek te zetten is, ook als dat alleen mag."""
        return bool(self.slug) and any(taak.open for taak in self.lijst.taken)

    @property
    def wie(self) -> str:
        """Namens wie er wordt gemeld: de organisatie of de regio."""
        return self.naam if self.slug else "de regio"


@dataclass(frozen=True, slots=True)
class Groep:
    """De organisaties van één overleg, met de telling over hen samen: een woord dat zij delen telt één keer."""

    naam: str
    melders: tuple[Melder, ...]
    lijst: Rondelijst


def melders_van(stand: Rondestand, vandaag: date) -> dict[str, list[Gebruiker]]:
    """Per organisatie (op slug) de actieve gebruikers die vandaag voor haar melden; bij ``HELE_REGIO`` de projectleiders."""
    per_organisatie: dict[str, list[Gebruiker]] = defaultdict(list)
    op_sleutel = {organisatie.pk: organisatie for organisatie in stand.organisaties.values()}
    leden = Lidmaatschap.objects.melders() | Lidmaatschap.objects.projectleiders()
    for lid in leden.select_related("gebruiker").order_by("gebruiker__username"):
        slug = HELE_REGIO if lid.rol == Rol.PROJECTLEIDER else _meldt_voor(lid, op_sleutel, vandaag)
        if slug is not None and lid.gebruiker not in per_organisatie[slug]:
            per_organisatie[slug].append(lid.gebruiker)
    return per_organisatie


def niet_actief_voor(stand: Rondestand, vandaag: date) -> set[str]:
    """De organisaties (op slug) waar iemand voor zou melden wiens account op niet actief staat; ook ``HELE_REGIO``."""
    op_sleutel = {organisatie.pk: organisatie for organisatie in stand.organisaties.values()}
    leden = Lidmaatschap.objects.filter(rol__in=[Rol.PROJECTLEIDER, Rol.BELEIDSAMBTENAAR], gebruiker__is_active=False)
    slugs = (HELE_REGIO if lid.rol == Rol.PROJECTLEIDER else _meldt_voor(lid, op_sleutel, vandaag) for lid in leden)
    return {slug for slug in slugs if slug is not None}


def _meldt_voor(lid: Lidmaatschap, organisaties: Mapping[Any, Organisatie], vandaag: date) -> str | None:
    lid.organisatie = organisaties[lid.organisatie_id]
    organisatie = lid.meldt_voor(vandaag)
    return organisatie.slug if organisatie else None


def voortgang(stand: Rondestand, vandaag: date, gebruikers: Mapping[str, list[Gebruiker]] | None = None) -> list[Groep]:
    """De projectleider, en dan elke organisatie die iets meldt in precies één groep, in de volgorde van de overleggen.

    ``gebruikers``: wat ``melders_van`` gaf, als dat er al is.
    """
    gebruikers = melders_van(stand, vandaag) if gebruikers is None else gebruikers
    melders = {slug for taak in stand.taken for slug in taak.melders} - {HELE_REGIO}
    over = sorted(melders, key=lambda slug: stand.organisaties[slug].naam)
    bron_van = {bron: stand.organisaties[bron].op(vandaag).slug for taak in stand.taken for bron in taak.bronnen}
    groepen = [(NAMENS_DE_REGIO, [HELE_REGIO] if stand.van(HELE_REGIO).taken else [])]
    for overleg in overleggen_met_gemeenten(stand.verslag.overleggen):
        deelnemers = {bron_van.get(o.slug) for o in stand.verslag.organisaties if o.naam in overleg.organisaties}
        leden = [slug for slug in over if slug in deelnemers]
        over = [slug for slug in over if slug not in leden]
        groepen.append((overleg.met_subregio, leden))
    groepen.append((OVERIGE, over))
    return [_groep(naam, leden, stand, gebruikers) for naam, leden in groepen if leden]


def _groep(naam: str, leden: list[str], stand: Rondestand, gebruikers: Mapping[str, list[Gebruiker]]) -> Groep:
    def melder(slug: str) -> Melder:
        wie = stand.organisaties[slug].naam if slug else PROJECTLEIDER
        return Melder(wie, slug, stand.van(slug), tuple(gebruikers.get(slug, ())))

    return Groep(naam, tuple(melder(slug) for slug in leden), stand.van_samen(leden))
