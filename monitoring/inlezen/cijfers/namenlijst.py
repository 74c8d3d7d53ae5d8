"""Onder welke namen en codes een bron de gemeenten en de regio van een programma kent."""

import re
from dataclasses import dataclass

from acties.models import Organisatie, Programma
from acties.rekenblad.lezen.naam import gevouwen
from monitoring.inlezen.cijfers.bestand import zonder_achtervoegsel
from monitoring.models import Regionaam

_GEBIEDSCODE = re.compile(r"[A-Z]{2}\d{2,4}", re.ASCII)  # GM0361, PV27, NL01
LANDELIJK = {
    "nederland", "groningen", "fryslân", "drenthe", "overijssel", "flevoland", "gelderland", "utrecht", "noordholland",
    "zuidholland", "zeeland", "noordbrabant", "limburg",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Namenlijst:
    """De gemeenten en de regio bij elke naam en code waaronder een bron hen kan kennen. ``None`` is de hele regio."""

    gemeenten: tuple[Organisatie, ...]
    bij_naam: dict[str, Organisatie | None]

    @classmethod
    def van(cls, programma: Programma) -> "Namenlijst":
        gemeenten = tuple(Organisatie.objects.gemeenten())
        bij_naam: dict[str, Organisatie | None] = {_kaal(programma.regio): None} if programma.regio else {}
        bij_naam |= {
            _kaal(naam): gemeente for gemeente in gemeenten for naam in (gemeente.naam, gemeente.cbs_code) if naam
        }
        andere = Regionaam.objects.filter(programma=programma).select_related("organisatie")
        bij_naam |= {_kaal(regionaam.naam): regionaam.organisatie for regionaam in andere}
        return cls(gemeenten, bij_naam)

    def heeft(self, tekst: str) -> bool:
        return _kaal(tekst) in self.bij_naam or self._als_code(tekst) in self.bij_naam

    def zoek(self, tekst: str) -> Organisatie | None:
        """De gemeente met deze naam of code; ``None`` is de hele regio. Alleen wat ``heeft`` kent."""
        kaal = _kaal(tekst)
        return self.bij_naam[kaal] if kaal in self.bij_naam else self.bij_naam[self._als_code(tekst)]

    def _als_code(self, tekst: str) -> str:
        """“0361” en 361 in een kolom met gemeenten zijn de code GM0361."""
        return f"gm{int(tekst):04}" if tekst.isascii() and tekst.isdigit() and len(tekst) <= 4 else ""

    def kent(self, tekst: str) -> bool:
        """Of dit een gebied is: een van hier, of een waarvan elke landelijke tabel rijen heeft."""
        kaal = _kaal(re.sub(r"\s*\([A-Z]{2}\)$", "", tekst))
        return _kaal(tekst) in self.bij_naam or kaal in LANDELIJK or bool(_GEBIEDSCODE.fullmatch(tekst.strip()))


def _kaal(naam: str) -> str:
    """Een naam zonder leestekens en hoofdletters: een bron schrijft “Bergen (NH.)” waar wij “Bergen (NH)” schrijven."""
    return "".join(teken for teken in gevouwen(zonder_achtervoegsel(naam)) if teken.isalnum())
