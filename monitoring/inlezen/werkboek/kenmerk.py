"""Het kenmerk van een werkboek: getekend, zodat bij het inlezen vaststaat waar het voor is gemaakt."""

from dataclasses import dataclass

from django.core import signing

ZOUT = "monitoring.werkboek"


class OngeldigKenmerk(ValueError):
    """Dit kenmerk is niet door deze site gemaakt, of het is veranderd."""


@dataclass(frozen=True, slots=True)
class Kenmerk:
    """``export`` is het nummer van deze uitvoer; ``gebaseerd_op`` per actie (pk) de melding die erin stond (0: geen).

    ``regio``: van welke acties de rij een woord voor de regio is. Een werkboek van voordat dat er was, heeft er geen.
    """

    export: str
    ronde: int
    organisatie: int
    gebaseerd_op: dict[int, int]
    regio: frozenset[int] = frozenset()

    def teken(self) -> str:
        inhoud = [self.export, self.ronde, self.organisatie, sorted(self.gebaseerd_op.items()), sorted(self.regio)]
        return signing.dumps(inhoud, salt=ZOUT, compress=True)


def lees_kenmerk(tekst: str) -> Kenmerk:
    """Fout: ``OngeldigKenmerk``. Een kenmerk verloopt niet; of de ronde nog open is, zegt de ronde."""
    try:
        export, ronde, organisatie, paren, *rest = signing.loads(tekst, salt=ZOUT)
        gebaseerd_op = {int(actie): int(basis) for actie, basis in paren}
        regio = frozenset(int(actie) for actie in (rest[0] if rest else ()))
        return Kenmerk(str(export), int(ronde), int(organisatie), gebaseerd_op, regio)
    except (signing.BadSignature, ValueError, TypeError) as fout:
        raise OngeldigKenmerk from fout
