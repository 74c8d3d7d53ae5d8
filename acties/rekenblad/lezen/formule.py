"""Tekst die een rekenblad als formule zou lezen: haar herkennen, en in een CSV onschadelijk maken."""

FORMULETEKENS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
)  # de laatste vier zijn de brede


def lijkt_formule(tekst: str) -> bool:
    """Of een rekenprogramma deze tekst als formule zou kunnen lezen."""
    return tekst.startswith(FORMULETEKENS)


def met_wacht(tekst: str) -> str:
    """Voor CSV: een tekst die een rekenblad als formule zou lezen, krijgt een aanhalingsteken ervoor."""
    return f"'{tekst}" if lijkt_formule(tekst.lstrip("'")) else tekst


def zonder_wacht(tekst: str) -> str:
    """Het omgekeerde van ``met_wacht``."""
    return tekst[1:] if tekst.startswith("'") and lijkt_formule(tekst.lstrip("'")) else tekst
