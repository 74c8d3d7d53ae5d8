"""Wie je belt over een actie: wie meldt voor de organisaties van haar aanjagers, en anders de projectleider."""

from dataclasses import dataclass
from datetime import date

from acties.models import Lidmaatschap
from monitoring.verslag.vorm import ActieStand


@dataclass(frozen=True, slots=True, order=True)
class Contact:
    """Iemand met een werkadres. ``van`` is de organisatie, of leeg voor een projectleider."""

    van: str
    naam: str
    functie: str
    mail: str


def contacten(stand: ActieStand, op: date) -> list[Contact]:
    """Van een lokale actie wie haar organisatie meldt. Alleen voor wie is ingelogd: hier staan namen van personen."""
    namen = {stand.lokaal_slug} if stand.lokaal_van else {wie.slug for wie in stand.sprekers}
    melders = Lidmaatschap.objects.melders().select_related("gebruiker", "organisatie__opvolger") if namen else []
    leden = [(lid, lid.meldt_voor(op)) for lid in melders]
    gevonden = {_contact(lid, str(wie)) for lid, wie in leden if wie and wie.slug in namen}
    if not gevonden:
        gevonden = {_contact(lid, "") for lid in Lidmaatschap.objects.projectleiders().select_related("gebruiker")}
    return sorted(gevonden)


def _contact(lid: Lidmaatschap, van: str) -> Contact:
    return Contact(van=van, naam=lid.gebruiker.naam, functie=lid.gebruiker.functie, mail=lid.gebruiker.email)
