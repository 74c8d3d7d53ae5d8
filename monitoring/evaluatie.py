"""De evaluatie van een jaar: over welke dag zij gaat, hoe zij is opgebouwd, en het oordeel dat een mens erbij legt."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from acties.models import Programma
from monitoring.constanten import Fase
from monitoring.lokaal import LokaalDeel, per_organisatie
from monitoring.models import Bespreking, Duiding, Evaluatie
from monitoring.verslag import TELBAAR, ActieStand, Legenda, MeldingRegel, OnderdeelStand, Telling, Verslag

MIN = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Peilmoment:
    """Over welke dag een evaluatie gaat en met welke dag zij vergelijkt.

    ``einde``: de dag die het moet worden. Ligt die in de toekomst, dan is ``peildatum`` vandaag en het ``voorlopig``.
    ``vorige_peildatum`` is ``None`` in het eerste jaar van het programma.
    """

    jaar: int
    peildatum: date
    einde: date
    vorige_peildatum: date | None
    evaluatie: Evaluatie | None
    versies: tuple[Evaluatie, ...] = ()

    def met_versie(self, versie: int) -> "Peilmoment | None":
        """Hetzelfde jaar in een andere versie; ``None`` als die er niet is."""
        for evaluatie in self.versies:
            if evaluatie.versie == versie:
                dag = min(evaluatie.peildatum, self.peildatum) if self.voorlopig else evaluatie.peildatum
                return replace(self, evaluatie=evaluatie, einde=evaluatie.peildatum, peildatum=dag)
        return None

    @property
    def versie(self) -> int:
        return self.evaluatie.versie if self.evaluatie else 1

    @property
    def eerdere(self) -> tuple[Evaluatie, ...]:
        """De vastgestelde versies die door een latere versie zijn of worden vervangen, de nieuwste voorop."""
        return tuple(reversed([versie for versie in self.versies[:-1] if versie.fase == Fase.VASTGESTELD]))

    @property
    def opvolger(self) -> Evaluatie | None:
        """De nieuwste versie, als dit moment over een oudere gaat."""
        return self.versies[-1] if self.versies and self.evaluatie != self.versies[-1] else None

    @property
    def voorlopig(self) -> bool:
        return self.peildatum != self.einde

    @property
    def fase(self) -> str:
        return self.evaluatie.fase if self.evaluatie else Fase.VOORBEREIDING.value

    @property
    def fase_woord(self) -> str:
        return Fase(self.fase).label

    @property
    def vraag(self) -> str:
        """Het stuk adres waarmee een link bij deze versie blijft; leeg bij de nieuwste."""
        return f"?versie={self.versie}" if self.opvolger else ""

    @property
    def concept(self) -> bool:
        return self.fase == Fase.CONCEPT

    @property
    def vastgesteld(self) -> bool:
        return self.fase == Fase.VASTGESTELD


def peilmomenten(programma: Programma, vandaag: date) -> list[Peilmoment]:
    """Een moment per jaar van het programma dat al is begonnen, het oudste eerst. Eén query."""
    versies = defaultdict(list)
    for rij in Evaluatie.objects.filter(programma=programma).order_by("versie").defer("verslag"):
        versies[rij.jaar].append(rij)
    momenten: list[Peilmoment] = []
    for jaar in programma.jaren:
        if date(jaar, 1, 1) > vandaag:
            break
        evaluatie = versies[jaar][-1] if versies[jaar] else None
        einde = evaluatie.peildatum if evaluatie else date(jaar, 12, 31)
        momenten.append(
            Peilmoment(
                jaar=jaar,
                peildatum=min(einde, vandaag),
                einde=einde,
                vorige_peildatum=momenten[-1].peildatum if momenten else None,
                evaluatie=evaluatie,
                versies=tuple(versies[jaar]),
            )
        )
    return momenten


def peilmoment(programma: Programma, jaar: int, vandaag: date) -> Peilmoment | None:
    """Het moment van dit jaar; ``None`` als het buiten het programma valt of nog niet is begonnen."""
    return next((moment for moment in peilmomenten(programma, vandaag) if moment.jaar == jaar), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vak:
    """Hoeveel acties één stand hebben, welk deel dat is, en het verschil met een jaar eerder (``None``: geen vorig jaar)."""

    code: str
    teken: str
    woord: str
    aantal: int
    percentage: int
    verschil: int | None

    @property
    def verschil_tekst(self) -> str:
        if not self.verschil:
            return "" if self.verschil is None else "="
        return f"+{self.verschil}" if self.verschil > 0 else f"{MIN}{-self.verschil}"

    @property
    def verschil_woord(self) -> str:
        if not self.verschil:
            return "" if self.verschil is None else "evenveel als vorig jaar"
        return f"{abs(self.verschil)} {'meer' if self.verschil > 0 else 'minder'} dan vorig jaar"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActieBeeld:
    """Een actie met wat organisaties erover schreven.

    ``teksten``: wie iets schreef. ``zonder_tekst``: per stand de namen van wie dat niet deed (alleen bij een actie per
    organisatie, waar ook stilte telt).
    """

    actie: ActieStand
    teksten: tuple[MeldingRegel, ...]
    zonder_tekst: tuple[tuple[Legenda, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hoofdstuk:
    """Een onderdeel met zijn cijfers en acties, de hoogste prioriteit eerst en vervallen acties achteraan."""

    onderdeel: OnderdeelStand
    vakken: tuple[Vak, ...]
    acties: tuple[ActieBeeld, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluatiebeeld:
    """Het hele verslag in hoofdstukken; ``totaal`` zijn de vakken van alle onderdelen samen.

    ``lokaal`` zijn de lokale acties per organisatie: zij staan in geen hoofdstuk en in geen vak.
    """

    hoofdstukken: tuple[Hoofdstuk, ...]
    totaal: tuple[Vak, ...]
    lokaal: tuple[LokaalDeel, ...]


def evaluatiebeeld(verslag: Verslag) -> Evaluatiebeeld:
    return Evaluatiebeeld(
        hoofdstukken=tuple(hoofdstuk(verslag, onderdeel) for onderdeel in verslag.onderdelen),
        totaal=_vakken(verslag, verslag.telling, verslag.vorige_telling),
        lokaal=per_organisatie(verslag),
    )


def hoofdstuk(verslag: Verslag, onderdeel: OnderdeelStand) -> Hoofdstuk:
    acties = sorted(verslag.acties_van(onderdeel.code), key=lambda actie: actie.vervallen)
    return Hoofdstuk(
        onderdeel=onderdeel,
        vakken=_vakken(verslag, onderdeel.telling, onderdeel.vorige_telling),
        acties=tuple(_actiebeeld(verslag, actie) for actie in acties),
    )


def _vakken(verslag: Verslag, nu: Telling, toen: Telling | None) -> tuple[Vak, ...]:
    legenda = {regel.code: regel for regel in verslag.statussen}
    return tuple(
        Vak(
            code=code,
            teken=legenda[code].teken,
            woord=legenda[code].woord,
            aantal=getattr(nu, code),
            percentage=percentage,
            verschil=getattr(nu, code) - getattr(toen, code) if toen else None,
        )
        for code, percentage in zip(TELBAAR, nu.percentages, strict=True)
    )


def _actiebeeld(verslag: Verslag, actie: ActieStand) -> ActieBeeld:
    """De melding die de regionale stand bepaalt staat al bij de actie en niet nog eens bij de organisaties."""
    regels = [regel for regel in actie.organisaties if regel != actie.melding]
    stil = [regel for regel in regels if not (regel.toelichting or regel.bijsturing)] if actie.per_organisatie else []
    groepen = [
        (legenda, tuple(regel.organisatie for regel in stil if (regel.status or "geen_melding") == legenda.code))
        for legenda in verslag.statussen
    ]
    return ActieBeeld(
        actie=actie,
        teksten=tuple(regel for regel in regels if regel.toelichting or regel.bijsturing),
        zonder_tekst=tuple((legenda, namen) for legenda, namen in groepen if namen),
    )


class Tussendoor(Exception):
    """Iemand anders bewaarde een andere tekst nadat het formulier openging. ``huidig`` is die andere tekst."""

    def __init__(self, huidig: Duiding | Bespreking):
        super().__init__(f"{huidig} is intussen veranderd")
        self.huidig = huidig


class Vastgesteld(Exception):
    """Een vastgestelde evaluatie verandert niet meer."""


def kenmerk(rij: Duiding | Bespreking, velden: Sequence[str]) -> str:
    """Een korte vingerafdruk van deze velden, om te zien of iemand anders ze intussen veranderde."""
    waarden = [str(getattr(rij, veld) or "") for veld in velden]
    return hashlib.sha256(json.dumps(waarden).encode()).hexdigest()[:32]


@transaction.atomic
def bijschrijven(
    rij: Duiding | Bespreking, programma: Programma, jaar: int, *, velden: dict[str, Any], gezien: str
) -> bool:
    """Bewaar een duiding of bespreking bij de evaluatie van een jaar, die zo nodig ontstaat.

    ``rij``: een (nieuwe) ``Duiding`` met haar onderdeel of ``Bespreking`` met haar overleg. ``velden``: wat er moet
    komen te staan. ``gezien``: het ``kenmerk`` van wat de schrijver zag. Geeft of er iets veranderde; wie twee keer hetzelfde
    stuurt, verandert de tweede keer niets. Fouten: ``Tussendoor``, ``Vastgesteld``, ``ValidationError``.
    """
    evaluatie = Evaluatie.objects.geldend_of_nieuw(programma, jaar)
    # Schrijvers van dezelfde evaluatie wachten op elkaar.
    evaluatie = Evaluatie.objects.select_for_update().defer("verslag").get(pk=evaluatie.pk)
    if evaluatie.fase == Fase.VASTGESTELD:
        raise Vastgesteld
    plaats = {"onderdeel": rij.onderdeel} if isinstance(rij, Duiding) else {"overleg": rij.overleg}
    soort = type(rij)
    huidig = soort.objects.filter(evaluatie=evaluatie, **plaats).first() or soort(evaluatie=evaluatie, **plaats)
    if all(getattr(huidig, veld) == waarde for veld, waarde in velden.items()):
        return False
    if huidig.pk and kenmerk(huidig, list(velden)) != gezien:
        raise Tussendoor(huidig)
    for veld, waarde in velden.items():
        setattr(huidig, veld, waarde)
    huidig.full_clean()
    huidig.save()
    return True
