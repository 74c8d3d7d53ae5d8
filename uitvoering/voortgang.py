"""Een voortgangsbalk voor een opdracht, op standaardfout en alleen als daar iemand naar kijkt."""

from typing import Any

BREEDTE = 24
REGEL = 78


class Balk:
    """``stap`` begint een nieuwe stap, ``deel`` zegt waar de stap mee bezig is, ``klaar`` veegt de balk weg."""

    def __init__(self, uit: Any, *, stappen: int):
        self.uit, self.stappen = uit, stappen
        self.gedaan, self.naam = 0, ""
        self.zichtbaar = bool(getattr(uit, "isatty", lambda: False)())

    def stap(self, naam: str) -> None:
        self.gedaan += 1
        self.naam = naam
        self._teken(naam)

    def deel(self, wat: str) -> None:
        self._teken(f"{self.naam} {wat}".strip())

    def tel(self, naam: str, rijen: int) -> None:
        """Zoveel rijen van deze tabel; een volgende naam is een volgende stap."""
        if naam != self.naam:
            self.gedaan, self.naam = self.gedaan + 1, naam
        self._teken(f"{naam}: {rijen}")

    def klaar(self) -> None:
        self._schrijf("\r" + " " * REGEL + "\r")

    def _teken(self, tekst: str) -> None:
        vol = BREEDTE * min(self.gedaan, self.stappen) // self.stappen
        self._schrijf(f"\r[{'#' * vol}{'.' * (BREEDTE - vol)}] {tekst}"[:REGEL].ljust(REGEL))

    def _schrijf(self, tekst: str) -> None:
        if self.zichtbaar:
            self.uit.write(tekst, str, ending="")  # zonder de rode kleur die Django aan standaardfout geeft
            self.uit.flush()
