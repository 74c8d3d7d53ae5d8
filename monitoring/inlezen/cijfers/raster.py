"""De tabel van een cijferbestand met haar kolommen, en welke kolommen de cijfers van een gemeente verder verdelen."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from monitoring.inlezen.cijfers.kolommen import Kolom, Soort
from monitoring.inlezen.cijfers.tabel import Cel, Rij, als_tekst, is_leeg, zonder_ster

RIJNUMMER = {"id", "nr", "nummer"}  # telt de rijen van een ongetypeerde download, en is geen cijfer
MAX_WAARDEN = 200  # meer waarden kiest niemand uit een lijst
VOORLOPIG = {"voorlopig", "nader voorlopig", "nadervoorlopig", "provisional", "revised provisional"}
GEEN_WAARDE = {"confidential", "impossible", "missing", "secret", "geheim"}
_STANDEN = VOORLOPIG | GEEN_WAARDE | {"definitief", "none", "final", "definite", ""}
_TOTAAL = re.compile(r"\btotaal\b|^T\d{6}$", re.IGNORECASE)  # T001038: zo noemt het CBS een totaal in zijn codes


@dataclass(frozen=True, slots=True)
class Kolomkeuze:
    """Waar het cijfer staat: ``cijfer`` is een kolom, of een groep kolommen met elk een periode. ``jaar`` is leeg bij een groep.

    ``waarden``: per andere kolom met woorden de ene waarde die wordt gelezen. ``notatie``: alleen waar de kolom twijfel laat.
    ``factor``: waarmee het cijfer wordt vermenigvuldigd, alleen waar het bestand “x 1 000” zegt; 0 is nog niet gekozen.
    """

    regio: str
    cijfer: str
    jaar: str = ""
    waarden: Mapping[str, str] = field(default_factory=dict)
    notatie: str = ""
    factor: int = 0


@dataclass(frozen=True, slots=True)
class Dimensie:
    """Een kolom die de cijfers verder verdeelt: kies één van haar waarden.

    ``totaal``: de waarde van het geheel, als zij erbij staat. ``mag_alles``: ook zonder keuze heeft elke gemeente per periode
    hooguit één rij.
    """

    kolom: str
    waarden: tuple[str, ...]
    totaal: str
    mag_alles: bool


@dataclass(frozen=True, slots=True)
class Raster:
    """Kolommen (bij meer kopregels zijn die samengevoegd) en rijen met hun regelnummer."""

    kolommen: tuple[Kolom, ...]
    rijen: tuple[Rij, ...]

    @property
    def koppen(self) -> tuple[str, ...]:
        return tuple(kolom.kop for kolom in self.kolommen)

    def regiokolommen(self) -> list[str]:
        """Kolommen met woorden: daar kan de naam of code van een gemeente staan."""
        return self.van_soort(Soort.WOORD)

    def van_soort(self, *soorten: Soort) -> list[str]:
        return [kolom.kop for kolom in self.kolommen if kolom.soort in soorten]

    def dimensies(self, keuze: Kolomkeuze) -> list[Dimensie]:
        """De kolommen waarvan één waarde te kiezen is, omdat zij de cijfers van een gemeente verder verdelen.

        Een kolom die alleen van de gemeente afhangt (haar code, haar provincie) of van een andere keuze (de eenheid van het
        onderwerp) verdeelt niets; tenzij er een totaal in staat, want dan kan het bij een gemeente om een deel gaan.
        """
        gevonden: dict[str, tuple[tuple[str, ...], str]] = {}
        for kop in self.regiokolommen():
            waarden = self.waarden(kop)
            if kop == keuze.regio or len(waarden) == 1 or is_stand(waarden):
                continue
            totaal = _totaal(waarden)
            if totaal or (
                self._verdeelt(kop, keuze.regio) and not any(self._volgt(kop, eerder) for eerder in gevonden)
            ):
                gevonden[kop] = (waarden, totaal)
        gevonden |= self._met_getallen(keuze, list(gevonden))
        dimensies = [
            Dimensie(
                kop,
                waarden,
                totaal,
                self._is_eenduidig(keuze, {k: t for k, (_, t) in gevonden.items() if t and k != kop}),
            )
            for kop, (waarden, totaal) in gevonden.items()
        ]
        return [deel for deel in dimensies if not deel.mag_alles or deel.totaal or len(deel.waarden) <= MAX_WAARDEN]

    def vaste_waarden(self, keuze: Kolomkeuze) -> list[tuple[str, str]]:
        """Kolommen waarin overal hetzelfde staat: geen keuze, wel goed om te weten."""
        return [
            (kop, waarden[0])
            for kop in self.regiokolommen()
            if kop != keuze.regio and len(waarden := self.waarden(kop)) == 1
        ]

    def plaats(self, kop: str) -> int:
        return self.koppen.index(kop)

    def waarden(self, kop: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._kolom(kop)))

    def cijferkolommen(self, keuze: Kolomkeuze) -> list[int]:
        if keuze.jaar:
            return [self.plaats(keuze.cijfer)]
        return [plaats for plaats, kolom in enumerate(self.kolommen) if kolom.periode and kolom.groep == keuze.cijfer]

    def _kolom(self, kop: str) -> list[str]:
        plaats = self.plaats(kop)
        return [als_tekst(cellen[plaats]) for _, cellen in self.rijen]

    def _verdeelt(self, kop: str, regio: str) -> bool:
        """Of een gemeente in deze kolom meer dan één waarde heeft."""
        return not self._volgt(kop, regio)

    def _volgt(self, kop: str, andere: str) -> bool:
        """Of bij elke waarde van de andere kolom hier steeds dezelfde staat."""
        paren = set(zip(self._kolom(andere), self._kolom(kop), strict=True))
        return len(paren) == len({waarde for waarde, _ in paren})

    def _met_getallen(self, keuze: Kolomkeuze, woorden: Sequence[str]) -> dict[str, tuple[tuple[str, ...], str]]:
        """Getallen die de rijen verder verdelen, zoals een klasse: alleen als een gemeente anders meer rijen heeft."""
        sleutel = [kop for kop in (keuze.regio, keuze.jaar, *self.van_soort(Soort.DEEL), *woorden) if kop]
        if self._is_uniek(sleutel):
            return {}
        mogelijk = {}
        for kop in self.van_soort(Soort.GETAL):
            waarden = self.waarden(kop)
            eigen = kop == keuze.cijfer or kop.casefold() in RIJNUMMER or self.kolommen[self.plaats(kop)].periode
            if not eigen and 1 < len(waarden) <= MAX_WAARDEN and all(map(_is_heel, waarden)):
                mogelijk[kop] = (waarden, "")
        for kop, inhoud in mogelijk.items():
            if self._is_uniek([*sleutel, kop]):
                return {kop: inhoud}
        return mogelijk if mogelijk and self._is_uniek([*sleutel, *mogelijk]) else {}

    def _is_uniek(self, koppen: Iterable[str]) -> bool:
        rijen = list(zip(*map(self._kolom, koppen), strict=True))
        return len(rijen) == len(set(rijen))

    def _is_eenduidig(self, keuze: Kolomkeuze, waarden: Mapping[str, str]) -> bool:
        """Of elke gemeente per periode hooguit één rij heeft, als deze waarden zijn gekozen. Een rij zonder cijfer telt mee.

        Anders nam een deel de plaats in van een totaal dat geheim is.
        """
        filters = {self.plaats(kop): waarde for kop, waarde in waarden.items()}
        sleutel = [self.plaats(kop) for kop in (keuze.regio, keuze.jaar, *self.van_soort(Soort.DEEL)) if kop]
        rijen = [
            tuple(als_tekst(cellen[plaats]) for plaats in sleutel)
            for _, cellen in self.rijen
            if all(als_tekst(cellen[plaats]) == waarde for plaats, waarde in filters.items())
        ]
        return len(rijen) == len(set(rijen))


def is_stand(waarden: Iterable[str]) -> bool:
    """Of een kolom zegt hoe zeker het cijfer is: voorlopig, definitief of geheim."""
    return {waarde.casefold() for waarde in waarden} <= _STANDEN


def cijfertekst(cel: Cel) -> tuple[str, bool]:
    """De tekst van een getal, en of er een sterretje bij stond."""
    if not isinstance(cel, str) or is_leeg(cel):
        return "", False
    tekst = zonder_ster(cel)
    return tekst, tekst != cel.strip()


def _totaal(waarden: Iterable[str]) -> str:
    """De waarde van het geheel: “Totaal”, of anders de enige die met Totaal begint."""
    met_totaal = [waarde for waarde in waarden if _TOTAAL.search(waarde)]
    precies = [waarde for waarde in met_totaal if waarde.casefold() == "totaal"]
    return precies[0] if precies else met_totaal[0] if len(met_totaal) == 1 else ""


def _is_heel(tekst: str) -> bool:
    return not tekst or tekst.isdigit()
