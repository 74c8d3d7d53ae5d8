"""Een afspraak van een overleg zoals een lezer haar ziet. Zuiver: zonder queries, en te bewaren bij een vastgesteld jaar."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from monitoring.constanten import AfspraakStand


@dataclass(frozen=True, slots=True, kw_only=True)
class AfspraakRegel:
    """``organisatie`` of ``wie`` (een functie of naam) is leeg, nooit allebei. ``nummer`` en ``titel`` zijn van de actie.

    ``openbaar``: het jaar waar het overleg het over had, is vastgesteld. Dan leest een bezoeker haar ook.
    """

    wat: str
    overleg: str
    overleg_slug: str
    datum: date
    organisatie: str
    organisatie_slug: str
    wie: str
    voor: date
    nummer: int | None = None
    titel: str = ""
    onderdeel_code: str = ""
    onderdeel: str = ""
    stand: str = AfspraakStand.OPEN.value
    afgehandeld_op: date | None = None
    afloop: str = ""
    openbaar: bool = False

    @property
    def open(self) -> bool:
        return self.stand == AfspraakStand.OPEN

    @property
    def gedaan(self) -> bool:
        return self.stand == AfspraakStand.GEDAAN

    @property
    def stand_woord(self) -> str:
        return str(AfspraakStand(self.stand).label)

    @property
    def van_wie(self) -> str:
        """“Alkmaar (projectleider)”, of alleen de organisatie of de functie; een bezoeker leest geen functie of naam."""
        if self.organisatie and self.wie:
            return f"{self.organisatie} ({self.wie})"
        return self.organisatie or self.wie or "de regio"

    def te_laat(self, dag: date) -> bool:
        """Op de laatste dag zelf nog niet. Wat op ``dag`` nog open is, hangt af van ``op``."""
        return self.open and self.voor < dag

    def op(self, dag: date) -> "AfspraakRegel | None":
        """Zoals zij op deze dag was: wat later is afgehandeld, was toen open. ``None`` als zij er nog niet was."""
        if self.datum > dag:
            return None
        if self.afgehandeld_op and self.afgehandeld_op > dag:
            return replace(self, stand=AfspraakStand.OPEN.value, afgehandeld_op=None, afloop="")
        return self


def op_dag(regels: Iterable[AfspraakRegel], dag: date) -> tuple[AfspraakRegel, ...]:
    """Wat er op deze dag was afgesproken, zoals het toen stond."""
    return tuple(toen for regel in regels if (toen := regel.op(dag)))


def bij_jaar(regels: Iterable[AfspraakRegel], jaar: int, dag: date) -> tuple[AfspraakRegel, ...]:
    """Wat bij de stukken van een jaar hoort, zoals het op ``dag`` staat: wat open is, en wat sinds dat jaar is afgehandeld."""
    return dringendste_eerst(
        regel
        for regel in op_dag(regels, dag)
        if regel.open or (regel.afgehandeld_op and regel.afgehandeld_op.year >= jaar)
    )


def dringendste_eerst(regels: Iterable[AfspraakRegel]) -> tuple[AfspraakRegel, ...]:
    """Wat open is, het eerst verlopen bovenaan; daarna wat is afgehandeld, het laatste eerst."""
    return tuple(sorted(regels, key=dringend))


def dringend(regel: AfspraakRegel) -> tuple[bool, int, str]:
    eind = regel.afgehandeld_op
    return not regel.open, -eind.toordinal() if eind else regel.voor.toordinal(), regel.wat
