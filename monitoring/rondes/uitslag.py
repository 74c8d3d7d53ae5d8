"""Wie een mail van een ronde krijgt, en wie niet en waarom."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from acties.woorden import Naamwoord, opsomming, vervoegd

HERINNERING = Naamwoord("herinnering", "herinneringen")
HOOGSTENS = 8  # zoveel namen in één zin; daarna “en nog 4”


class GeenMail(Enum):
    """Waarom iemand, of een organisatie, geen herinnering krijgt."""

    NIEMAND = "niemand"
    NIET_ACTIEF = "niet_actief"
    GEEN_ADRES = "geen_adres"
    PAUZE = "pauze"
    AL_GEHAD = "al_gehad"
    IN_DE_RIJ = "in_de_rij"


_ZINNEN: dict[GeenMail, Callable[[str, int], str]] = {
    GeenMail.NIEMAND: lambda wie, n: f"Voor {wie} kan niemand melden.",
    GeenMail.NIET_ACTIEF: lambda wie, n: f"Voor {wie} kan niemand melden: het account staat op niet actief.",
    GeenMail.GEEN_ADRES: lambda wie, n: f"{wie} {vervoegd(n, 'heeft', 'hebben')} geen e-mailadres.",
    GeenMail.PAUZE: lambda wie, n: f"{wie} {vervoegd(n, 'zette', 'zetten')} herinneringen op pauze.",
    GeenMail.AL_GEHAD: lambda wie, n: f"{wie} {vervoegd(n, 'kreeg', 'kregen')} er vandaag al een.",
    GeenMail.IN_DE_RIJ: lambda wie, n: f"Voor {wie} staat er al een in de rij.",
}


@dataclass(slots=True)
class Uitslag:
    """Namen, elk één keer: van wie een herinnering krijgt, en per reden van wie er geen krijgt."""

    krijgt: list[str] = field(default_factory=list)
    niet: dict[GeenMail, list[str]] = field(default_factory=dict)

    def geen(self, reden: GeenMail, naam: str) -> None:
        namen = self.niet.setdefault(reden, [])
        if naam not in namen:
            namen.append(naam)

    def voeg_toe(self, ander: "Uitslag") -> None:
        self.krijgt += ander.krijgt
        for reden, namen in ander.niet.items():
            for naam in namen:
                self.geen(reden, naam)

    @property
    def zin(self) -> str:
        """“1 herinnering gaat nu weg naar Bram. Carla heeft geen e-mailadres.”"""
        if self.krijgt:
            aantal = len(self.krijgt)
            naar = opsomming(self.krijgt, HOOGSTENS)
            eerst = f"{HERINNERING.aantal(aantal)} {vervoegd(aantal, 'gaat', 'gaan')} nu weg naar {naar}."
        elif self.niet:
            eerst = "Er gaat geen herinnering weg."
        else:
            eerst = "Er is nu niemand om te herinneren."
        return " ".join([eerst, *self.redenen])

    @property
    def vooraf(self) -> str:
        """Hetzelfde vóór de klik: “Bram krijgt een mail. Carla heeft geen e-mailadres.”; leeg als er niemand is."""
        krijgt = vervoegd(len(self.krijgt), "krijgt", "krijgen")
        eerst = [f"{opsomming(self.krijgt, HOOGSTENS)} {krijgt} een mail."] if self.krijgt else []
        return " ".join([*eerst, *self.redenen])

    @property
    def redenen(self) -> list[str]:
        """Per reden een zin, in vaste volgorde: “Carla heeft geen e-mailadres.”"""
        return [
            zin(opsomming(namen, HOOGSTENS), len(namen))
            for reden, zin in _ZINNEN.items()
            if (namen := self.niet.get(reden, []))
        ]
