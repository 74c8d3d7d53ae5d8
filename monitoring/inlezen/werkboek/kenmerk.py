"""Het kenmerk van een werkboek: getekend, zodat bij het inlezen vaststaat waar het voor is gemaakt."""

from dataclasses import dataclass

from django.core import signing

ZOUT = "monitoring.werkboek"


class OngeldigKenmerk(ValueError):
    """Dit kenmerk is niet door deze site gemaakt, of het is veranderd."""


@dataclass(frozen=True, slots=True)
class Kenmerk:
    """``export`` is het nummer van deze uitvoer; ``gebaseerd_op`` per actie (pk) de melding die erin stond (0: geen)."""

    export: str
    ronde: int
    organisatie: int
    gebaseerd_op: dict[int, int]

    def teken(self) -> str:
        inhoud = [self.export, self.ronde, self.organisatie, sorted(self.gebaseerd_op.items())]
        return signing.dumps(inhoud, salt=ZOUT, compress=True)


def lees_kenmerk(tekst: str) -> Kenmerk:
    """Fout: ``OngeldigKenmerk``. Een kenmerk verloopt niet; of de ronde nog open is, zegt de ronde."""
    try:
        export, ronde, organisatie, paren = signing.loads(tekst, salt=ZOUT)
        return Kenmerk(str(export), int(ronde), int(organisatie), {int(actie): int(basis) for actie, basis in paren})
    except (signing.BadSignature, ValueError, TypeError) as fout:
        raise OngeldigKenmerk from fout
