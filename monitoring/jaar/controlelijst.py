"""Wat er vóór het vaststellen nog openstaat. Elk punt wordt hersteld, of aanvaard met een reden die bewaard blijft.

Zuivere functies over een ``Verslag``; ``controle`` leest wat er verder nodig is en wat er is aanvaard.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from acties.woorden import ACTIE
from monitoring.constanten import KOERS_VRAAGT_UITLEG, ZONDER_KOERS, Status
from monitoring.jaar.tekens import zonder_letter
from monitoring.models import Aanvaarding, Conceptmelding, Evaluatie, Opmerking
from monitoring.verslag.actiestand import signaalzin
from monitoring.verslag.afleiding import afgeleide_status
from monitoring.verslag.vorm import ActieStand, MeldingRegel, Verslag

# De soorten, in de volgorde waarin ze op het scherm staan.
EERDERE, MELDINGEN, RONDES, CONCEPTEN, ONBEVESTIGD, SIGNALEN, TEGENSPRAAK = (
    "eerdere",
    "meldingen",
    "rondes",
    "concepten",
    "onbevestigd",
    "signalen",
    "tegenspraak",
)
BIJSTURING, LOOPT_UIT, OORDELEN, DUIDINGEN, OPMERKINGEN, TEKENS = (
    "bijsturing",
    "loopt_uit",
    "oordelen",
    "duidingen",
    "opmerkingen",
    "tekens",
)

UITLEG = {
    EERDERE: (
        "Eerdere jaren die niet zijn vastgesteld",
        "Dit jaar vergelijkt met het jaar ervoor. Stel dat eerst vast: anders kan het nog veranderen.",
    ),
    MELDINGEN: ("Ontbrekende meldingen", "Deze acties zijn begonnen, maar er is nog niet over gemeld."),
    RONDES: ("Een ronde die nog open is", "Deze organisaties kunnen nog melden tot de ronde sluit."),
    CONCEPTEN: (
        "Meldingen die zijn begonnen, maar niet gedaan",
        "Vraag de schrijver of deze melding nog komt. Alleen de schrijver kan het concept lezen.",
    ),
    ONBEVESTIGD: (
        "Acties nog niet bevestigd",
        "De status komt uit bijdragen. Wie namens de regio spreekt, zei nog niets.",
    ),
    SIGNALEN: (
        "Bijdragen die iets anders zeggen",
        "Na het laatste woord voor de regio meldden organisaties iets anders.",
    ),
    TEGENSPRAAK: (
        "Het woord voor de regio past niet bij wat de organisaties melden",
        "Er is een melding voor de hele regio. Uit wat de organisaties zelf melden, volgt iets anders.",
    ),
    BIJSTURING: (
        "Koers zonder bijsturing",
        "Bij aandacht en vastgelopen hoort een bijsturing: wat wordt eraan gedaan?",
    ),
    LOOPT_UIT: ("Loopt uit, zonder koers", "De planning is voorbij, en niemand meldde of de actie op schema ligt."),
    OORDELEN: ("Onderdelen zonder oordeel", "Wat vindt de projectleider van deze onderdelen?"),
    DUIDINGEN: (
        "Oordeel zonder tekst",
        "Schrijf bij aandacht en vastgelopen wat er aan de hand is, en wat er gebeurt.",
    ),
    OPMERKINGEN: ("Opmerkingen die niet zijn verwerkt", "Verwerk ze, of vink ze af als er niets mee hoeft."),
    TEKENS: (
        "Tekens die op papier wegvallen",
        "De lettertypen van de PDF hebben deze tekens niet: daar komt een leeg vakje. Haal ze weg uit de tekst.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Punt:
    """Eén ding om naar te kijken.

    Waar het te herstellen is: ``acties`` zijn nummers, ``namens`` is een slug (leeg: de regio), ``onderdeel`` een code,
    ``overleg`` een slug, ``jaar`` een evaluatie en ``ronde`` een sleutel. ``inhoud`` is wat er verder toe doet en niet in de
    ``tekst`` staat: verandert het, dan is het een ander punt. ``aanvaarding``: waarom het mag openstaan.
    """

    tekst: str
    acties: tuple[int, ...] = ()
    namens: str = ""
    onderdeel: str = ""
    overleg: str = ""
    jaar: int | None = None
    ronde: int | None = None
    inhoud: str = ""
    kenmerk: str = ""
    aanvaarding: Aanvaarding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubriek:
    soort: str
    titel: str
    uitleg: str
    punten: tuple[Punt, ...]

    @property
    def open(self) -> tuple[Punt, ...]:
        return tuple(punt for punt in self.punten if punt.aanvaarding is None)

    @property
    def kenmerken(self) -> str:
        """De kenmerken van wat openstaat, met spaties ertussen: zo stuurt één vinkje ze allemaal mee."""
        return " ".join(punt.kenmerk for punt in self.open)


class Achterstand(Protocol):
    """Wat een organisatie in een ronde die nog open is, nog niet meldde."""

    @property
    def ronde(self) -> int: ...
    @property
    def naam(self) -> str: ...
    @property
    def organisatie(self) -> str: ...
    @property
    def nummers(self) -> tuple[int, ...]: ...


def controlelijst(
    verslag: Verslag,
    opmerkingen: Iterable[Opmerking],
    concepten: Iterable[Conceptmelding],
    *,
    eerdere: Sequence[int] = (),
    achterstand: Iterable[Achterstand] = (),
) -> tuple[Rubriek, ...]:
    """Elke rubriek, ook een zonder punten: die is in orde.

    ``opmerkingen``: die niet zijn verwerkt. ``concepten``: van ``Conceptmelding.objects.over_jaar``. ``eerdere``: de jaren
    ervoor die niet zijn vastgesteld.
    """
    acties = [actie for actie in verslag.acties if not actie.vervallen]
    punten: dict[str, Iterable[Punt]] = {
        EERDERE: (Punt(tekst=f"Evaluatie {jaar}", jaar=jaar) for jaar in eerdere),
        MELDINGEN: _zonder_melding(verslag, acties),
        RONDES: _achterstand(achterstand),
        CONCEPTEN: _concepten(concepten),
        ONBEVESTIGD: _onbevestigd(verslag, acties),
        SIGNALEN: _signalen(acties),
        TEGENSPRAAK: _tegenspraak(verslag, acties),
        BIJSTURING: _zonder_bijsturing(verslag, acties),
        LOOPT_UIT: (Punt(tekst=_actie(a), acties=(a.nummer,)) for a in acties if a.loopt_uit and not a.koerscodes),
        OORDELEN: (Punt(tekst=o.naam, onderdeel=o.code) for o in verslag.onderdelen if not o.oordeel),
        DUIDINGEN: _zonder_tekst(verslag),
        OPMERKINGEN: _opmerkingen(opmerkingen),
        TEKENS: _tekens(verslag),
    }
    return tuple(
        Rubriek(
            soort=soort, titel=titel, uitleg=uitleg, punten=tuple(_met_kenmerk(soort, punt) for punt in punten[soort])
        )
        for soort, (titel, uitleg) in UITLEG.items()
    )


def _met_kenmerk(soort: str, punt: Punt) -> Punt:
    plaats = (punt.acties, punt.namens, punt.onderdeel, punt.overleg, punt.jaar, punt.ronde, punt.inhoud)
    return replace(punt, kenmerk=hashlib.sha256(repr((soort, punt.tekst, *plaats)).encode()).hexdigest())


def met_aanvaardingen(rubrieken: Iterable[Rubriek], evaluatie: Evaluatie | None) -> tuple[Rubriek, ...]:
    """Elk punt met waarom het mag openstaan, als iemand dat vond. Eén query."""
    rijen = evaluatie.aanvaardingen.select_related("door") if evaluatie and evaluatie.pk else ()
    gegeven = {rij.kenmerk: rij for rij in rijen}
    return tuple(
        replace(rubriek, punten=tuple(replace(punt, aanvaarding=gegeven.get(punt.kenmerk)) for punt in rubriek.punten))
        for rubriek in rubrieken
    )


def _actie(actie: ActieStand) -> str:
    return f"{actie.nummer_tekst}. {actie.titel}"


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
        yield Punt(
            tekst=f"{namens}: {concept.actie}, begonnen door {concept.gebruiker}{vervolg}",
            ronde=concept.ronde_id,
            inhoud=str(concept.pk),
        )


def _opmerkingen(opmerkingen: Iterable[Opmerking]) -> Iterator[Punt]:
    for opmerking in opmerkingen:
        plaats = opmerking.onderdeel.naam if opmerking.onderdeel else "Algemeen"
        yield Punt(tekst=f"{plaats}: {opmerking.gebruiker}", inhoud=f"{opmerking.pk} {opmerking.tekst}")


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


def _achterstand(achterstand: Iterable[Achterstand]) -> Iterator[Punt]:
    for deel in achterstand:
        tekst = f"{deel.naam}: {deel.organisatie}, nog {ACTIE.aantal(len(deel.nummers))}"
        yield Punt(tekst=tekst, ronde=deel.ronde, inhoud=str(deel.nummers))


def _onbevestigd(verslag: Verslag, acties: list[ActieStand]) -> Iterator[Punt]:
    for actie in acties:
        if actie.nog_niet_bevestigd and actie.status:
            wie = " of ".join(spreker.naam for spreker in actie.sprekers) or "de projectleider"
            yield Punt(
                tekst=f"{_actie(actie)}: {verslag.woord(actie.status).lower()}. Bevestigen kan {wie}",
                acties=(actie.nummer,),
            )


def _signalen(acties: list[ActieStand]) -> Iterator[Punt]:
    """Alleen waar het woord voor de regio de status is: is die afgeleid, dan telt wat organisaties later meldden al mee."""
    for actie in acties:
        for signaal in actie.signalen if actie.herkomst in ("melding", "regiobreed") else ():
            yield Punt(tekst=f"{_actie(actie)}: {signaalzin(signaal)}", acties=(actie.nummer,))


def _zonder_bijsturing(verslag: Verslag, acties: list[ActieStand]) -> Iterator[Punt]:
    for actie in acties:
        for regel in _regels(actie):
            if regel.koers in KOERS_VRAAGT_UITLEG and not regel.bijsturing and _kan_koers_hebben(regel):
                yield Punt(
                    tekst=f"{_actie(actie)}, {_namens(regel)}: {verslag.woord(regel.koers).lower()}",
                    acties=(actie.nummer,),
                    namens=regel.slug,
                    inhoud=str(regel.peildatum),
                )


def _kan_koers_hebben(regel: MeldingRegel) -> bool:
    return regel.status not in (*ZONDER_KOERS, Status.NVT) and not regel.overgenomen_van


def _tekens(verslag: Verslag) -> Iterator[Punt]:
    """Waar een tekst staat met tekens die op papier wegvallen."""
    for onderdeel in verslag.onderdelen:
        if tekens := zonder_letter(onderdeel.duiding):
            yield Punt(tekst=f"Duiding {onderdeel.naam}: {' '.join(tekens)}", onderdeel=onderdeel.code)
    for overleg in verslag.overleggen:
        if tekens := zonder_letter(overleg.besproken + overleg.conclusies + overleg.besluiten):
            yield Punt(tekst=f"Bespreking {overleg.afkorting}: {' '.join(tekens)}", overleg=overleg.slug)
    for actie in (*verslag.acties, *verslag.lokaal):
        for regel in _regels(actie):
            if tekens := zonder_letter(regel.toelichting + regel.bijsturing):
                yield Punt(
                    tekst=f"{_actie(actie)}, {_namens(regel)}: {' '.join(tekens)}",
                    acties=(actie.nummer,),
                    namens=regel.slug,
                    inhoud=str(regel.peildatum),
                )


def _regels(actie: ActieStand) -> list[MeldingRegel]:
    """Elke melding die in het verslag staat, één keer."""
    return list(dict.fromkeys(regel for regel in (actie.melding, *actie.organisaties) if regel and regel.status))


def _namens(regel: MeldingRegel) -> str:
    return regel.organisatie or "de hele regio"
