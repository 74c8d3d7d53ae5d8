"""Van de cellen van een rij naar de waarden van haar kolommen, ook waar het bestand een kolom niet heeft."""

from collections.abc import Sequence
from typing import Any

from django.db import models

from acties.rekenblad.lezen.lezen import Tabelblad
from monitoring.inlezen.gegevensboek.kolom import Kolom, zelfde_namen
from monitoring.inlezen.gegevensboek.tabel import Tabel


class Rijlezer:
    def __init__(self, tabel: Tabel, bron: Tabelblad, programma: str):
        op_kop = {kop: plaats for plaats, kop in enumerate(bron.koppen)}
        self.stappen = [(kolom, op_kop.get(kolom.naam)) for kolom in tabel.kolommen]
        self.ontbreekt = [plaats for plaats, (_, kop) in enumerate(self.stappen) if kop is None]
        self.plaats_programma = tabel.plaats.get("programma") if programma else None
        self.programma = programma
        if self.plaats_programma is not None and self.plaats_programma in self.ontbreekt:
            self.ontbreekt.remove(self.plaats_programma)
        self.leeg = lege_rij(tabel)
        self.herkend = {
            plaats for plaats in tabel.namen if tabel.kolommen[plaats].veld is None or plaats in tabel.sleutelplaatsen
        } | {tabel.plaats[naam] for naam in tabel.meervoud_op_kolom}
        self.te_vullen = [
            (plaats, self.leeg[plaats])
            for plaats, kolom in enumerate(tabel.kolommen)
            if kolom.veld is not None and not kolom.veld.null and self.leeg[plaats] not in (None, "")
        ]

    def lees(self, cellen: Sequence[Any]) -> tuple[list[Any], list[tuple[str, Any, str]]]:
        """De waarden van de kolommen, en per fout de kolom, de cel en de zin."""
        waarden, fouten = [], []
        for kolom, kop in self.stappen:
            cel = None if kop is None else cellen[kop]
            try:
                waarden.append(kolom.lees(cel))
            except ValueError as fout:
                if kop is not None:  # een kolom die er niet is, kan geen fout hebben
                    fouten.append((kolom.naam, cel, str(fout)))
                waarden.append(None)
        if self.plaats_programma is not None and waarden[self.plaats_programma] is None:
            waarden[self.plaats_programma] = self.programma
        return waarden, fouten

    def met_standaard(self, waarden: tuple[Any, ...]) -> tuple[Any, ...]:
        """Een nieuwe rij: waar niets is ingevuld, geldt wat het veld zelf als begin heeft."""
        nieuw = list(waarden)
        for plaats in self.ontbreekt:
            nieuw[plaats] = self.leeg[plaats]
        for plaats, begin in self.te_vullen:
            if nieuw[plaats] in (None, ""):
                nieuw[plaats] = begin
        return tuple(nieuw)

    def met_oude(self, waarden: tuple[Any, ...], oud: tuple[Any, ...]) -> tuple[Any, ...]:
        """Een bestaande rij: een kolom die er niet is blijft zoals zij was.

        Ook een andere schrijfwijze van dezelfde naam is dat niet, waar die zegt over welke rij het gaat.
        Een lege cel die een nieuwe rij zou krijgen zoals ``met_standaard`` zegt, verandert hier niets: wie zijn eigen bestand nog
        eens inleest, wijzigt niets.
        """
        nieuw = list(waarden)
        for plaats in self.herkend:
            if nieuw[plaats] != oud[plaats] and zelfde_namen(nieuw[plaats], oud[plaats]):
                nieuw[plaats] = oud[plaats]
        for plaats in self.ontbreekt:
            nieuw[plaats] = oud[plaats]
        for plaats, _ in self.te_vullen:
            if nieuw[plaats] in (None, ""):
                nieuw[plaats] = oud[plaats]
        return tuple(nieuw)


def lege_rij(tabel: Tabel) -> tuple[Any, ...]:
    """Een rij waarin nog niets is ingevuld."""

    def begin(kolom: Kolom) -> Any:
        if kolom.veld is None:
            return "" if kolom.naam in tabel.meervoud_op_kolom else None
        if kolom.veld.has_default():
            return kolom.veld.get_default()
        mag_leeg = isinstance(kolom.veld, models.CharField | models.TextField) and kolom.veld.blank
        return kolom.lees(None) if mag_leeg else None

    return tuple(begin(kolom) for kolom in tabel.kolommen)
