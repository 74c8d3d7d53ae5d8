"""Wat er vóór het vaststellen nog openstaat. Niets ervan houdt vaststellen tegen: een mens heeft het gezien en beslist."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from acties.woorden import ACTIE
from monitoring.constanten import KOERS_VRAAGT_UITLEG
from monitoring.models import Conceptmelding, Opmerking
from monitoring.verslag.afleiding import afgeleide_status
from monitoring.verslag.vorm import ActieStand, Verslag

# De zes soorten, in de volgorde waarin ze op het scherm staan.
MELDINGEN, CONCEPTEN, DUIDINGEN, OPMERKINGEN, TEGENSPRAAK, LOOPT_UIT = (
    "meldingen",
    "concepten",
    "duidingen",
    "opmerkingen",
    "tegenspraak",
    "loopt_uit",
)

UITLEG = {
    MELDINGEN: ("Ontbrekende meldingen", "Deze acties zijn begonnen, maar er is nog niet over gemeld."),
    CONCEPTEN: (
        "Meldingen die zijn begonnen en niet gedaan",
        "Vraag de schrijver of deze melding nog komt. Het concept zelf leest alleen de schrijver.",
    ),
    DUIDINGEN: ("Oordeel zonder tekst", "Bij aandacht en vastgelopen hoort wat er aan de hand is en wat er gebeurt."),
    OPMERKINGEN: ("Opmerkingen die niet zijn verwerkt", "Verwerk ze, of vink ze af als er niets mee hoeft."),
    TEGENSPRAAK: (
        "Regionale status die de organisaties tegenspreekt",
        "Er is een regiobrede melding. Uit wat de organisaties zelf melden, volgt iets anders.",
    ),
    LOOPT_UIT: ("Loopt uit, zonder koers", "De planning is voorbij en niemand zei of de actie op schema ligt."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Punt:
    """Eén ding om naar te kijken.

    Waar het te herstellen is: ``acties`` zijn nummers, ``namens`` is een slug (leeg: de regio), ``onderdeel`` een code.
    """

    tekst: str
    acties: tuple[int, ...] = ()
    namens: str = ""
    onderdeel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubriek:
    soort: str
    titel: str
    uitleg: str
    punten: tuple[Punt, ...]


def controlelijst(
    verslag: Verslag, opmerkingen: Iterable[Opmerking], concepten: Iterable[Conceptmelding]
) -> tuple[Rubriek, ...]:
    """Elke rubriek, ook een zonder punten: die is in orde.

    ``opmerkingen``: die niet zijn verwerkt. ``concepten``: van ``Conceptmelding.objects.over_jaar``.
    """
    acties = [actie for actie in verslag.acties if not actie.vervallen]
    punten = {
        MELDINGEN: _zonder_melding(verslag, acties),
        CONCEPTEN: _concepten(concepten),
        DUIDINGEN: _zonder_tekst(verslag),
        OPMERKINGEN: _opmerkingen(opmerkingen),
        TEGENSPRAAK: _tegenspraak(verslag, acties),
        LOOPT_UIT: (Punt(tekst=_actie(a), acties=(a.nummer,)) for a in acties if a.loopt_uit and not a.koerscodes),
    }
    return tuple(
        Rubriek(soort=soort, titel=titel, uitleg=uitleg, punten=tuple(punten[soort]))
        for soort, (titel, uitleg) in UITLEG.items()
    )


def _actie(actie: ActieStand) -> str:
    return f"{actie.nummer}. {actie.titel}"


def _zonder_melding(verslag: Verslag, acties: list[ActieStand]) -> Iterator[Punt]:
    """Eerst wat niemand meldde, dan per organisatie wat zij niet meldde."""
    jaar = verslag.jaar or verslag.peildatum.year
    begonnen = [actie for actie in acties if actie.doorlopend or (actie.startjaar or jaar) <= jaar]
    per_organisatie: dict[tuple[str, str], list[int]] = defaultdict(list)
    for actie in begonnen:
        if not actie.per_organisatie and actie.status is None:
            yield Punt(tekst=f"De hele regio: {_actie(actie)}", acties=(actie.nummer,))
        for regel in actie.organisaties if actie.per_organisatie else ():
            if regel.status is None:
                per_organisatie[regel.organisatie, regel.slug].append(actie.nummer)
    for (naam, slug), nummers in sorted(per_organisatie.items()):
        yield Punt(tekst=f"{naam}: {ACTIE.aantal(len(nummers))}", acties=tuple(nummers), namens=slug)


def _zonder_tekst(verslag: Verslag) -> Iterator[Punt]:
    for onderdeel in verslag.onderdelen:
        if onderdeel.oordeel in KOERS_VRAAGT_UITLEG and not onderdeel.duiding:
            yield Punt(tekst=onderdeel.naam, onderdeel=onderdeel.code)


def _concepten(concepten: Iterable[Any]) -> Iterator[Punt]:
    """Meldde een ander intussen, dan heeft de schrijver dat nog niet gezien: een conflict dat wacht."""
    for concept in concepten:
        namens = concept.organisatie.naam if concept.organisatie else "De hele regio"
        vervolg = ". Daarna is er al gemeld" if concept.intussen else ""
        yield Punt(tekst=f"{namens}: {concept.actie}, begonnen door {concept.gebruiker}{vervolg}")


def _opmerkingen(opmerkingen: Iterable[Opmerking]) -> Iterator[Punt]:
    for opmerking in opmerkingen:
        plaats = opmerking.onderdeel.naam if opmerking.onderdeel else "Algemeen"
        yield Punt(tekst=f"{plaats}: {opmerking.gebruiker}")


def _tegenspraak(verslag: Verslag, acties: list[ActieStand]) -> Iterator[Punt]:
    for actie in acties:
        afgeleid = afgeleide_status(regel.status for regel in actie.organisaties)
        if actie.herkomst == "regiobreed" and afgeleid and actie.status and afgeleid != actie.status:
            yield Punt(
                tekst=(
                    f"{_actie(actie)}: regiobreed {verslag.woord(actie.status).lower()}, "
                    f"volgens de organisaties {verslag.woord(afgeleid).lower()}"
                ),
                acties=(actie.nummer,),
            )
