"""Hoeveel inlezen verandert, en hoe dat heet: op het scherm, in een bericht en in het logboek."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Aantallen:
    """Wat er in een bestand stond, naast wat er al was."""

    nieuw: int = 0
    anders: int = 0
    gelijk: int = 0

    def __add__(self, ander: "Aantallen") -> "Aantallen":
        return Aantallen(self.nieuw + ander.nieuw, self.anders + ander.anders, self.gelijk + ander.gelijk)

    def __str__(self) -> str:
        return f"{self.verandering}, {self.gelijk} ongewijzigd"

    @property
    def verandert(self) -> bool:
        return bool(self.nieuw or self.anders)

    @property
    def verandering(self) -> str:
        return f"{self.nieuw} nieuw, {self.anders} gewijzigd"
