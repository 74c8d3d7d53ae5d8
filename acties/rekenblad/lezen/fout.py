"""Wat er mis kan zijn: met een heel bestand, of met één cel. Los van het lezen, want dat laadt de pakketten voor rekenbladen."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

HELE_RIJ = "hele rij"
MEESTE_TEKENS = 300


class Bestandsfout(ValueError):
    """Het bestand is niet te lezen. De tekst zegt wat er is en wat je kunt doen; ``zinnen``: elk ding dat niet klopt apart."""

    def __init__(self, *zinnen: str):
        self.zinnen = zinnen
        super().__init__(" ".join(zinnen))


@dataclass(frozen=True, slots=True)
class Onleesbaar:
    """Staat als waarde in een cel die niet te lezen is. Wie haar wil lezen, krijgt ``uitleg`` als fout; nooit niets."""

    waarde: str
    uitleg: str

    def __str__(self) -> str:
        return self.waarde


@dataclass(frozen=True, slots=True, kw_only=True)
class Celfout:
    """Eén ding dat niet klopt en wat je eraan doet. ``rij`` is die van het blad, ``kolom`` haar kop, ``plek`` de cel (“J7”)."""

    rij: int
    uitleg: str
    kolom: str = HELE_RIJ
    blad: str = ""
    plek: str = ""
    waarde: Any = None

    @property
    def waarde_in_woorden(self) -> str:
        return "–" if self.kolom == HELE_RIJ else in_woorden(self.waarde)


def in_woorden(waarde: Any) -> str:
    """De waarde van een cel zoals een lezer haar schrijft; een lange tekst wordt ingekort."""
    if waarde is None or waarde == "":
        return "leeg"
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, date) and not isinstance(waarde, datetime):
        return waarde.strftime("%d-%m-%Y")
    if isinstance(waarde, Decimal):
        return f"{waarde.normalize():f}".replace(".", ",")
    tekst = str(waarde)
    return tekst if len(tekst) <= MEESTE_TEKENS else f"{tekst[:MEESTE_TEKENS]} […]"
