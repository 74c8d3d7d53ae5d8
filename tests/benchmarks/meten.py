"""Measure CPU time, and print what was measured beside its goal. Only ratios count: machines differ and are noisy."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

BREEDTES = (58, 12, 46, 10, 8)
KOPPEN = ("", "hier", "ernaast", "verhouding", "doel", "oordeel")


def mediaan_cpu(*functies: Callable[[], Any], keer: int) -> list[float]:
    """The median CPU time of each function in seconds. They take turns, so that they share the noise of the machine."""
    tijden: list[list[float]] = [[] for _ in functies]
    for functie in functies:
        functie()
    gc.collect()
    for _ in range(keer):
        for functie, lijst in zip(functies, tijden, strict=True):
            begin = time.process_time()
            functie()
            lijst.append(time.process_time() - begin)
    return [median(lijst) for lijst in tijden]


def getal(waarde: float) -> str:
    """Three significant digits, written in Dutch: ``1.234,5`` is never needed, ``0,123`` and ``12,3`` are."""
    if isinstance(waarde, int) or waarde >= 100:
        return f"{waarde:,.0f}".replace(",", ".")
    return f"{waarde:.3g}".replace(".", ",")


def tijd(seconden: float) -> str:
    return f"{getal(seconden)} s" if seconden >= 1 else f"{getal(seconden * 1000)} ms"


@dataclass
class Tabel:
    """One subject. A line has a goal when ``hoogstens`` or ``minstens`` is given; whoever misses it, does not fail."""

    titel: str
    regels: list[tuple[str, ...]] = field(default_factory=list)
    doelen: list[bool] = field(default_factory=list)

    def verhouding(
        self,
        wat: str,
        hier: float,
        ernaast: float,
        naam: str,
        *,
        hoogstens: float | None = None,
        minstens: float | None = None,
        schrijf: Callable[[float], str] = tijd,
    ) -> None:
        """``hier`` as a multiple of ``ernaast``; ``minstens``: how many times less it must be."""
        if minstens is not None:
            deel = ernaast / hier
            self._regel(
                wat,
                schrijf(hier),
                f"{schrijf(ernaast)} {naam}",
                f"1/{getal(deel)}",
                f"≤ 1/{getal(minstens)}",
                deel >= minstens,
            )
            return
        deel = hier / ernaast
        doel = f"≤ {getal(hoogstens)}×" if hoogstens is not None else ""
        gehaald = None if hoogstens is None else deel <= hoogstens
        self._regel(wat, schrijf(hier), f"{schrijf(ernaast)} {naam}", f"{getal(deel)}×", doel, gehaald)

    def aantal(self, wat: str, hier: float, eenheid: str = "", *, hoogstens: float | None = None) -> None:
        """A number by itself, such as queries or kilobytes."""
        doel = f"≤ {getal(hoogstens)}" if hoogstens is not None else ""
        gehaald = None if hoogstens is None else hier <= hoogstens
        self._regel(wat, f"{getal(hier)} {eenheid}".strip(), "", "", doel, gehaald)

    def _regel(self, wat: str, hier: str, ernaast: str, deel: str, doel: str, gehaald: bool | None) -> None:
        if gehaald is not None:
            self.doelen.append(gehaald)
        oordeel = {None: "", True: "gehaald", False: "niet gehaald"}[gehaald]
        self.regels.append((wat, hier, ernaast, deel, doel, oordeel))

    def __str__(self) -> str:
        def zin(cellen: tuple[str, ...]) -> str:
            return "  ".join([*(f"{cel:<{b}}" for cel, b in zip(cellen, BREEDTES, strict=False)), cellen[-1]]).rstrip()

        streep = "─" * (sum(BREEDTES) + 2 * len(BREEDTES) + 12)
        return "\n".join(["", self.titel, streep, zin(KOPPEN), *(zin(regel) for regel in self.regels), ""])
