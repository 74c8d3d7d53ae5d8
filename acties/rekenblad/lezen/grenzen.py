"""Hoe groot een bestand mag zijn: elke grens staat hier. Los van het lezen zelf, want dat laadt de pakketten voor rekenbladen."""

from dataclasses import dataclass

from acties.rekenblad.lezen.fout import Bestandsfout

MEGABYTE = 1024 * 1024
MAX_BESTAND = 5 * MEGABYTE
MAX_UITGEPAKT = 40 * MEGABYTE
MAX_ONDERDELEN = 300
MAX_STUKJES = 2_000_000  # van “<”: 12.000 rijen van 20 gevulde cellen hebben er 1,7 miljoen
MAX_RIJEN = 12_000
MAX_KOLOMMEN = 60
MAX_PLAATS = 702  # tot en met ZZ; een gevulde cel verder weg hoort nergens bij
MAX_CELTEKST = 32_767  # meer past er in Excel niet in een cel; zo'n cel is bij het bewaren afgekapt

UITGEPAKT_TE_GROOT = "Dit Excelbestand is uitgepakt te groot om te lezen. Splits het in delen."
SAMEN_TE_GROOT = "Deze bestanden zijn samen te groot om in één keer te lezen. Kies er minder tegelijk."


@dataclass(frozen=True, slots=True)
class Grenzen:
    """Hoe groot één werkmap mag zijn. ``rijen``: gevulde rijen per blad; ``lege_rijen``: ook die waar niets in staat."""

    bestand: int = MAX_BESTAND
    uitgepakt: int = MAX_UITGEPAKT
    stukjes: int | None = MAX_STUKJES
    rijen: int = MAX_RIJEN
    lege_rijen: int | None = None


SITE = Grenzen()
# Een vol werkboek van een groot programma heeft een tiende van deze stukjes; van 25 zulke werkboeken samen zijn het er 750.000.
WERKBOEK = Grenzen(stukjes=300_000, rijen=2_000, lege_rijen=5_000)
STUKJES_SAMEN = 750_000
# Wie manage.py mag draaien, heeft ruimere grenzen dan een bezoeker van de site.
OPDRACHT = Grenzen(bestand=2000 * MEGABYTE, uitgepakt=20_000 * MEGABYTE, stukjes=None, rijen=5_000_000)


@dataclass
class Ruimte:
    """Wat er nog uitgepakt mag worden. Wat eraf is, blijft eraf: bestanden die een ruimte delen, zijn samen begrensd.

    ``omvang``: bytes. ``stukjes``: hoeveel keer ``<`` er nog in mag staan, want veel kleine stukjes kosten meer dan een
    grote tekst.
    """

    omvang: int = MAX_UITGEPAKT
    stukjes: int | None = None
    vol: str = UITGEPAKT_TE_GROOT

    @property
    def op(self) -> bool:
        return self.omvang < 0 or (self.stukjes is not None and self.stukjes < 0)

    def neem(self, stuk: bytes) -> None:
        self.omvang -= len(stuk)
        if self.stukjes is not None:
            self.stukjes -= stuk.count(b"<")
        if self.op:
            raise Bestandsfout(self.vol)


def ruimte_samen() -> Ruimte:
    """Voor alle werkboeken van één keer kiezen: samen niet meer dan één bestand mag zijn, hoeveel het er ook zijn."""
    return Ruimte(stukjes=STUKJES_SAMEN, vol=SAMEN_TE_GROOT)


def toets_omvang(omvang: int, grens: int = MAX_BESTAND) -> None:
    if omvang > grens:
        raise Bestandsfout(f"Het bestand is groter dan {grens // MEGABYTE} MB. Splits het in delen.")
