"""Hoe een waarde erin komt te staan, in elk bestandsformaat."""

from monitoring.constanten import GEEN_MELDING
from monitoring.lezen.hoofdstukken import Vak
from monitoring.verslag.vorm import Legenda


def met_teken(regel: Legenda | Vak) -> str:
    """“✓ Afgerond”; alleen het woord als het teken datzelfde woord is."""
    return regel.woord if regel.teken.casefold() == regel.woord.casefold() else f"{regel.teken} {regel.woord}"


def met_aantal(aantal: int, regel: Legenda | Vak) -> str:
    """“3 afgerond”; wie niets meldde heet “1 zonder melding”, want “1 geen melding” is geen zin."""
    return f"{aantal} zonder melding" if regel.code == GEEN_MELDING else f"{aantal} {regel.woord.lower()}"
