"""De naamwoorden van een programma en de grammatica eromheen, op één plek: zo kan een programma later eigen woorden hebben.

Alles wat een zin maakt, haalt enkelvoud, meervoud en lidwoord hier: pagina's, bestanden, mails en fouten.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Naamwoord:
    """Een zelfstandig naamwoord. ``lidwoord`` is “de” of “het”."""

    enkelvoud: str
    meervoud: str
    lidwoord: str = "de"

    def aantal(self, aantal: int) -> str:
        """“1 actie”, “2 acties”, “0 acties”."""
        return f"{aantal} {self.bij(aantal)}"

    def bij(self, aantal: int) -> str:
        """Alleen het woord zoals het na dit aantal hoort: “actie” of “acties”."""
        return vervoegd(aantal, self.enkelvoud, self.meervoud)

    @property
    def bepaald(self) -> str:
        """“de actie”, “het kernelement”."""
        return f"{self.lidwoord} {self.enkelvoud}"


KERNELEMENT = Naamwoord("kernelement", "kernelementen", "het")
ACTIELIJN = Naamwoord("actielijn", "actielijnen")
AMBITIE = Naamwoord("ambitie", "ambities")
ACTIE = Naamwoord("actie", "acties")
HOOFDVERANTWOORDELIJKE = Naamwoord("hoofdverantwoordelijke", "hoofdverantwoordelijken")
AANJAGER = Naamwoord("aanjager", "aanjagers")
JAARVERSLAG = Naamwoord("jaarverslag", "jaarverslagen", "het")
# Woorden die geen programma anders noemt.
MELDING = Naamwoord("melding", "meldingen")
ORGANISATIE = Naamwoord("organisatie", "organisaties")
GEMEENTE = Naamwoord("gemeente", "gemeenten")
BEGRIP = Naamwoord("begrip", "begrippen", "het")
FOUT = Naamwoord("fout", "fouten")
WIJZIGING = Naamwoord("wijziging", "wijzigingen")
RIJ = Naamwoord("rij", "rijen")
CEL = Naamwoord("cel", "cellen")
FORMULE = Naamwoord("formule", "formules")
REGEL = Naamwoord("regel", "regels")
GEBRUIKER = Naamwoord("gebruiker", "gebruikers")
MAIL = Naamwoord("mail", "mails")
SESSIE = Naamwoord("sessie", "sessies")
MAAND = Naamwoord("maand", "maanden")
COLLEGE = Naamwoord("college", "colleges", "het")
RAAD = Naamwoord("raad", "raden")
AFSPRAAK = Naamwoord("afspraak", "afspraken")


def vervoegd(aantal: int, enkelvoud: str, meervoud: str) -> str:
    """Het woord dat bij dit aantal past: ``vervoegd(1, "is", "zijn")`` is “is”."""
    return enkelvoud if aantal == 1 else meervoud


def opsomming(delen: Sequence[str], hoogstens: int | None = None) -> str:
    """“a, b en c”; met ``hoogstens`` “a, b en nog 4” als er meer zijn."""
    if hoogstens and len(delen) > hoogstens:
        return f"{', '.join(delen[:hoogstens])} en nog {len(delen) - hoogstens}"
    return " en ".join(filter(None, [", ".join(delen[:-1]), *delen[-1:]]))
