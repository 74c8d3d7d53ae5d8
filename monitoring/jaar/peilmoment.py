"""Over welke dag de evaluatie van een jaar gaat, in welke versie, en met welke dag zij vergelijkt."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from acties.models import Programma
from monitoring.constanten import Fase
from monitoring.models import Evaluatie


@dataclass(frozen=True, slots=True, kw_only=True)
class Peilmoment:
    """Over welke dag een evaluatie gaat en met welke dag zij vergelijkt.

    ``einde``: de dag die het moet worden. Ligt die in de toekomst, dan is ``peildatum`` vandaag en het ``voorlopig``.
    ``vorige_peildatum`` is ``None`` in het eerste jaar van het programma; ``vorige`` is de evaluatie van die dag zoals zij
    is vastgesteld, en ``vorige_in_de_maak`` zegt dat daar een nieuwe versie van komt.
    """

    jaar: int
    peildatum: date
    einde: date
    vorige_peildatum: date | None
    evaluatie: Evaluatie | None
    versies: tuple[Evaluatie, ...] = ()
    vorige: Evaluatie | None = None
    vorige_in_de_maak: bool = False

    def met_versie(self, versie: int) -> "Peilmoment | None":
        """Hetzelfde jaar in een andere versie; ``None`` als die er niet is."""
        for evaluatie in self.versies:
            if evaluatie.versie == versie:
                dag = min(evaluatie.peildatum, self.peildatum) if self.voorlopig else evaluatie.peildatum
                return replace(self, evaluatie=evaluatie, einde=evaluatie.peildatum, peildatum=dag)
        return None

    @property
    def keuzes(self) -> dict[str, Any]:
        """Waarmee ``bouw_verslag`` het verslag van dit jaar uit de tabellen opbouwt."""
        return {
            "vorige_peildatum": self.vorige_peildatum,
            "vorige": self.vorige,
            "jaar": self.jaar,
            "evaluatie": self.evaluatie,
        }

    @property
    def vorige_dag(self) -> date:
        """De dag waar het volgende jaar mee vergelijkt: die van wat is vastgesteld gaat voor."""
        return self.laatst_vastgesteld.peildatum if self.laatst_vastgesteld else self.peildatum

    @property
    def laatst_vastgesteld(self) -> Evaluatie | None:
        """De nieuwste versie van dit jaar die is vastgesteld."""
        return next((rij for rij in reversed(self.versies) if rij.fase == Fase.VASTGESTELD), None)

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
        vorig = momenten[-1] if momenten else None
        momenten.append(
            Peilmoment(
                jaar=jaar,
                peildatum=min(einde, vandaag),
                einde=einde,
                vorige_peildatum=vorig.vorige_dag if vorig else None,
                vorige=vorig.laatst_vastgesteld if vorig else None,
                vorige_in_de_maak=bool(vorig and vorig.laatst_vastgesteld and not vorig.vastgesteld),
                evaluatie=evaluatie,
                versies=tuple(versies[jaar]),
            )
        )
    return momenten


def peilmoment(programma: Programma, jaar: int, vandaag: date) -> Peilmoment | None:
    """Het moment van dit jaar; ``None`` als het buiten het programma valt of nog niet is begonnen."""
    return next((moment for moment in peilmomenten(programma, vandaag) if moment.jaar == jaar), None)
