"""Hoe ver de gemeenten zijn met het vaststellen van het programma, per overleg: getallen en zinnen voor een pagina of bestand."""

from dataclasses import dataclass

from acties.woorden import COLLEGE, RAAD, vervoegd
from monitoring.lezen.matrix import gemeenten_per_overleg
from monitoring.verslag.vorm import CollegeRegel, Verslag


@dataclass(frozen=True, slots=True, kw_only=True)
class Collegegroep:
    """De gemeenten van één overleg: ``naam`` is “Regio Alkmaar · PORA”, of “Overige”."""

    naam: str
    regels: tuple[CollegeRegel, ...]

    @property
    def totaal(self) -> int:
        return len(self.regels)

    @property
    def colleges(self) -> int:
        return sum(1 for regel in self.regels if regel.college_op)

    @property
    def raden(self) -> int:
        return sum(1 for regel in self.regels if regel.raad_op)

    @property
    def zin(self) -> str:
        """“12 van 17 colleges stelden het programma vast; 9 van 17 raden zijn geïnformeerd.”"""
        return (
            f"{self.van_colleges} {vervoegd(self.colleges, 'stelde', 'stelden')} het programma vast; "
            f"{self.van_raden} {vervoegd(self.raden, 'is', 'zijn')} geïnformeerd."
        )

    @property
    def van_colleges(self) -> str:
        """“12 van 17 colleges”, “0 van 1 college”."""
        return f"{self.colleges} van {COLLEGE.aantal(self.totaal)}"

    @property
    def van_raden(self) -> str:
        """“9 van 17 raden”."""
        return f"{self.raden} van {RAAD.aantal(self.totaal)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vaststelling:
    """Hoe ver de gemeenten zijn: ``totaal`` is een groep van alle gemeenten samen."""

    totaal: Collegegroep
    groepen: tuple[Collegegroep, ...]


def vaststelling(verslag: Verslag) -> Vaststelling | None:
    """De gemeenten per overleg, elk in één groep; ``None`` als het verslag van geen gemeente iets weet."""
    if not verslag.colleges:
        return None
    regels = {regel.slug: regel for regel in verslag.colleges}
    gemeenten = [organisatie for organisatie in verslag.organisaties if organisatie.slug in regels]
    return Vaststelling(
        totaal=Collegegroep(naam="", regels=verslag.colleges),
        groepen=tuple(
            Collegegroep(naam=naam, regels=tuple(regels[lid.slug] for lid in leden))
            for naam, _, leden in gemeenten_per_overleg(verslag, gemeenten)
        ),
    )
